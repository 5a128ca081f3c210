"""States and bodies that take part by name: "talks between Iran and the US", "the Korea-Japan summit", "the EU"."""

from collections.abc import Iterator, Sequence
from typing import Final

from tracker.reading.encounters.heads import GATHERINGS, Head
from tracker.reading.encounters.party import Party
from tracker.reading.language.chunks import Row, has_word, word_at
from tracker.reading.language.word_groups import GATHERING_NOUNS
from tracker.reading.places.place_name import PlaceMark

# Kinds of places whose names may stand for a state or a body.
STATES: Final = frozenset({"country", "organisation", "capital", "metonym", "adjective"})
_WITH: Final = frozenset({"with", "between"})
_NOT_SUBJECT: Final = frozenset({"and", "'s", "in", "of"})  # after a place that opens a clause
_LINKS: Final = frozenset({"and", "-", "–", "/"})
_MEETINGS: Final = frozenset({"talks", "summit", "multilateral"})


def state_party(row: Row, at: int, mark: PlaceMark, heads: Sequence[Head]) -> Iterator[Party]:
    """Yield the country or the body at chunk `at` as a party, if it takes part."""
    if mark.place.kind not in STATES:
        return
    if mark.place.is_body:
        if _body_meets(row, at, heads):
            yield _party(mark, "leaders")
    elif any(head.kind == "operation" for head in heads) or _country_meets(row, at, mark, heads):
        yield _party(mark, None)


def _party(mark: PlaceMark, role: str | None) -> Party:
    return Party(None, role, None, mark.place.code, mark.start, mark.end)


def _body_meets(row: Row, at: int, heads: Sequence[Head]) -> bool:
    """Whether a body takes part: it is met with, or this is a gathering of its members."""
    if has_word(row[at + 1 : at + 4], GATHERING_NOUNS):
        return any(head.kind in GATHERINGS or head.kind == "talks" for head in heads)
    return _is_met_with(row, at)


def _is_met_with(row: Row, at: int) -> bool:
    before = at - 2 if word_at(row, at - 1) == "the" else at - 1
    return word_at(row, before) in _WITH


def _country_meets(row: Row, at: int, mark: PlaceMark, heads: Sequence[Head]) -> bool:
    if _is_met_with(row, at):
        return mark.place.kind != "adjective"
    return _opens_talks(row, at, mark, heads) or _is_joined(row, at, mark, heads)


def _opens_talks(row: Row, at: int, mark: PlaceMark, heads: Sequence[Head]) -> bool:
    """Whether the country is the subject of talks: "India cancels talks with Pakistan"."""
    if at > 0 or mark.place.kind not in {"country", "capital"}:
        return False
    subject = len(row) > 1 and row[1].is_word and row[1].low not in _NOT_SUBJECT
    return subject and any(head.kind in _MEETINGS for head in heads)


def _is_joined(row: Row, at: int, mark: PlaceMark, heads: Sequence[Head]) -> bool:
    """Whether another country stands in one list with this one: "the Korea-Japan summit"."""
    if mark.place.kind == "capital" or all(head.kind == "visit" for head in heads):
        return False
    neighbours = (*row[max(at - 3, 0) : at], *row[at + 1 : at + 4])
    codes = {chunk.place.code for chunk in neighbours if isinstance(chunk, PlaceMark)} - {mark.place.code}
    return bool(codes) and has_word((*row[max(at - 2, 0) : at], *row[at + 1 : at + 2]), _LINKS)
