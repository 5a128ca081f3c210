"""Causes: why a plan was put off or called off, and which side did it."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from tracker.reading.language.chunks import Chunk
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
_STATES: Final = frozenset({"country", "capital", "metonym", "adjective"})
_LONGEST: Final = 25  # words of a reason


class Cause(Struct, frozen=True):
    """Words of the text that say why: `text[start:end]`."""

    start: int
    end: int


def reason(row: Sequence[Chunk], cue: int) -> Cause | None:
    """Return why, in a sentence that says at chunk `cue` that a plan is off: "due to the fallout from martial law"."""
    for at in range(len(row) - 1):
        size = _opens(row, at)
        if size and (at > cue or size > 1):
            last = _last(row, at + size)
            return Cause(row[at + size].start, row[last - 1].end) if last > at + size else None
    return None


def _opens(row: Sequence[Chunk], at: int) -> int:
    """Return how many words at `at` lead into a reason."""
    for phrase in _PHRASES:
        if tuple(chunk.low for chunk in row[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 1 if row[at].low in _SINGLE else 0


def _last(row: Sequence[Chunk], first: int) -> int:
    """Return where the reason ends: at a comma before a verb of speech, a stop, or after many words."""
    for at in range(first, len(row)):
        rest = {chunk.low for chunk in row[at + 1 : at + 8]}
        if row[at].low in {".", ";", "”", '"', ":"} or (row[at].low == "," and rest & SPEECH_VERBS):
            return at
        if at - first >= _LONGEST:
            return at
    return len(row)


def side(row: Sequence[Chunk], cue: int, people: Sequence[Person]) -> tuple[str, Chunk] | None:
    """Return the country that put a plan off, and the words: "Tokyo scrapped it", "cancelled by the Hungarian side"."""
    after = row[cue + 1 : cue + 4]
    if after and after[0].low == "by":
        return next((found for chunk in after[1:] if (found := _of(chunk, people))), None)
    before = row[cue - 1].low if cue else ""
    if before in {"been", "was", "were", "be", "is", "are", "being", "get", "got"}:
        return None
    subjects = [found for chunk in row[max(cue - 4, 0) : cue] if (found := _of(chunk, people))]
    return (
        subjects[-1] if subjects and not any(c.low in {"'s", "’s", "of"} for c in row[max(cue - 3, 0) : cue]) else None
    )


def _of(chunk: Chunk, people: Sequence[Person]) -> tuple[str, Chunk] | None:
    code = None
    if isinstance(chunk, PersonMark):
        code = people[chunk.number].country
    elif isinstance(chunk, PlaceMark) and chunk.place.kind in _STATES:
        code = chunk.place.code
    return (code, chunk) if code else None
