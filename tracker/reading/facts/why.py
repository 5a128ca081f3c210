"""Why: why a plan was put off or called off, and which side did it."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from tracker.reading.language.chunks import Chunk, Row, has_word, word_at
from tracker.reading.language.word_groups import SPEECH_VERBS
from tracker.reading.people.cast import Person
from tracker.reading.people.marks import PersonMark
from tracker.reading.places.place_name import PlaceMark

_SINGLE: Final = frozenset({"amid", "citing", "because", "over", "following", "after", "noting", "pleading", "blaming"})
_PHRASES: Final = (
    ("due", "to"),
    ("because", "of"),
    ("on", "account", "of"),
    ("in", "the", "wake", "of"),
    ("for", "lack", "of"),
    ("owing", "to"),
    ("thanks", "to"),
    ("for", "reasons", "of"),
)
_FIRST_WORDS: Final = frozenset(phrase[0] for phrase in _PHRASES)
_LONGEST: Final = 25  # words of a reason
_STOPS: Final = frozenset({".", ";", "”", '"', ":"})
_PASSIVE: Final = frozenset({"been", "was", "were", "be", "is", "are", "being", "get", "got"})
_OWNERS: Final = frozenset({"'s", "of"})
_STATES: Final = frozenset({"country", "capital", "metonym", "adjective"})


class Cause(Struct, frozen=True):
    """Words of the text that say why: `text[start:end]`."""

    start: int
    end: int


class Side(Struct, frozen=True):
    """The country that put a plan off, and the chunk that names it."""

    country: str
    chunk: Chunk


def reason(row: Row, cue: int) -> Cause | None:
    """Return why, in a sentence that says at chunk `cue` that a plan is off: "due to the fallout from martial law"."""
    for at in range(len(row) - 1):
        size = _opening(row, at)
        if size and (at > cue or size > 1):
            last = _last(row, at + size)
            return Cause(row[at + size].start, row[last - 1].end) if last > at + size else None
    return None


def _opening(row: Row, at: int) -> int:
    """Return how many words at `at` lead into a reason."""
    for phrase in _PHRASES if row[at].low in _FIRST_WORDS else ():
        if tuple(chunk.low for chunk in row[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 1 if row[at].low in _SINGLE else 0


def _last(row: Row, first: int) -> int:
    """Return where the reason ends: at a comma before a verb of speech, a stop, or after many words."""
    for at in range(first, len(row)):
        speech = row[at].low == "," and has_word(row[at + 1 : at + 8], SPEECH_VERBS)
        if speech or row[at].low in _STOPS or at - first >= _LONGEST:
            return at
    return len(row)


def side(row: Row, cue: int, people: Sequence[Person]) -> Side | None:
    """Return the side that put a plan off: "Tokyo scrapped it", "cancelled by the Hungarian side"."""
    if word_at(row, cue + 1) == "by":
        return next(iter(_sides(row[cue + 2 : cue + 4], people)), None)
    if word_at(row, cue - 1) in _PASSIVE or has_word(row[max(cue - 3, 0) : cue], _OWNERS):
        return None
    subjects = _sides(row[max(cue - 4, 0) : cue], people)
    return subjects[-1] if subjects else None


def _sides(row: Row, people: Sequence[Person]) -> list[Side]:
    countries = [(_country(chunk, people), chunk) for chunk in row]
    return [Side(country, chunk) for country, chunk in countries if country]


def _country(chunk: Chunk, people: Sequence[Person]) -> str | None:
    if isinstance(chunk, PersonMark):
        return people[chunk.number].country
    if isinstance(chunk, PlaceMark) and chunk.place.kind in _STATES:
        return chunk.place.code
    return None
