"""Settings: where an encounter is to be, or was: the place, the country, and whether it is one of several."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from tracker.reading.encounters.heads import Head
from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.words import words
from tracker.reading.people.offices_held import country_after
from tracker.reading.places.gazetteer import seat_of, takes_part

_WHERE: Final = frozenset({"country", "capital", "city", "region", "site"})
_CITIES: Final = frozenset({"capital", "city", "region", "site"})


class Setting(Struct, frozen=True):
    """Where a clause says that an encounter is: `text[start:end]`, the country, and the name of the place in it.

    `weight` says how surely: 3 for "visit to Japan", 2 for "in Japan", 1 for "Kuala Lumpur, Malaysia".
    """

    code: str
    city: str | None
    start: int
    end: int
    weight: int
    candidate: bool = False


def settings(row: Sequence[Chunk], own: Sequence[Head], hosts: Sequence[str | None] = ()) -> tuple[Setting, ...]:
    """Return the places of a clause at which its encounter may be, the surest first.

    `hosts` are the countries of the people of the article, by their number: "his visit to Buhari" is one to Nigeria.
    """
    found = sorted((*_settings(row, own), *_received(row, own, hosts), *_seats(row)), key=lambda one: -one.weight)
    return tuple(found)


def is_candidate(row: Sequence[Chunk]) -> bool:
    """Whether a sentence speaks of a place as one of several that it may be."""
    return any(chunk.low in words("candidate place") for chunk in row)


def legs(row: Sequence[Chunk], first: Setting) -> tuple[Setting, ...]:
    """Return the further countries of a tour: "visits Brazil, Paraguay and Argentina" has two beside the first."""
    found: list[Setting] = []
    at = next((n for n, chunk in enumerate(row) if chunk.start == first.start), len(row)) + 1
    while at < len(row) and (row[at].kind is Kind.PLACE or row[at].low in words("of a tour")):
        chunk = row[at]
        seen = {first.code, *(one.code for one in found)}
        if chunk.kind is Kind.PLACE and chunk.of.kind in _WHERE and chunk.of.code not in seen and not is_owned(row, at):
            city = chunk.of.name if chunk.of.kind in _CITIES else None
            found.append(Setting(chunk.of.code, city, chunk.start, chunk.end, first.weight))
        at += 1
    return tuple(found)


def _settings(row: Sequence[Chunk], own: Sequence[Head]) -> Iterator[Setting]:
    for at, chunk in enumerate(row):
        if chunk.kind is not Kind.PLACE or chunk.of.kind not in {*_WHERE, "adjective"} or is_owned(row, at):
            continue
        weight = _weight(row, at, own)
        if weight:
            city = chunk.of.name if chunk.of.kind in _CITIES else None
            yield Setting(chunk.of.code, city, chunk.start, chunk.end, weight)


def _seats(row: Sequence[Chunk]) -> Iterator[Setting]:
    """Yield where a forum sits as a rule: the Munich Security Conference in Munich."""
    for chunk in row:
        if chunk.kind is Kind.PLACE and chunk.of.kind == "organisation" and not takes_part(chunk.of.code):
            seat = seat_of(chunk.of.code)
            if seat is not None:
                yield Setting(seat.country, seat.place, chunk.start, chunk.end, 2)


def _received(row: Sequence[Chunk], own: Sequence[Head], hosts: Sequence[str | None]) -> Iterator[Setting]:
    if not any(head.kind == "visit" for head in own):
        return
    for at, chunk in enumerate(row):
        code = hosts[chunk.of] if hosts and chunk.kind is Kind.PERSON else None
        before = at - 1
        while before >= 0 and (row[before].kind is Kind.OFFICE or row[before].low in words("honorifics")):
            before -= 1
        if code is not None and before > 0 and row[before].low == "to" and row[before - 1].low in words("plans"):
            yield Setting(code, None, chunk.start, chunk.end, 2)


def _weight(row: Sequence[Chunk], at: int, own: Sequence[Head]) -> int:
    """Return how surely the place is where the encounter is: 0 where it is not."""
    if _in_list(row, at):
        return 0
    by_head = max((_by_head(row, at, head) for head in own), default=0)
    return by_head or (_by_preposition(row, at, own) if row[at].of.kind in _WHERE else 0)


def _by_head(row: Sequence[Chunk], at: int, head: Head) -> int:
    place = row[at].of.kind in _WHERE
    if place and at < head.first and _visited(row, head):
        return 3
    if place and head.is_verb and head.kind == "visit" and head.first < at <= head.last + 2:
        return 3
    if place and head.kind == "visit" and not head.is_verb and head.last <= at <= head.last + 3:
        return 3 if row[at - 1].low in {"to", "the", "in", "of"} else 2
    if place and head.is_verb and at < head.first <= at + 4 and row[head.first].low in words("receives"):
        between = [chunk.low for chunk in row[at + 1 : head.first]]
        return 3 if all(low in words("auxiliaries") or low in {"to", "set"} for low in between) else 0
    if head.kind == "operation" and head.last <= at <= head.last + 2:  # "refuel at a Japanese air base"
        return 3
    if head.first == at + 1 and not head.is_verb:  # "his China trip", "the Budapest summit"
        return 3 if place else 1
    return 0


def _visited(row: Sequence[Chunk], head: Head) -> bool:
    """Whether the places before the verb are visited: "France and Belgium are being visited by"."""
    passive = head.first > 0 and row[head.first - 1].low in {"being", "been", "be"}
    return passive and head.kind == "visit" and any(chunk.low == "by" for chunk in row[head.first : head.last + 4])


def _by_preposition(row: Sequence[Chunk], at: int, own: Sequence[Head]) -> int:
    low = preposition(row, at)
    dated = low == "for" and at > 1 and row[at - 2].low in words("sets a date")
    if dated or low in {"in", "at"} or (low in {"to", "for", "into"} and any(head.kind == "visit" for head in own)):
        return 2
    if low == "," and row[at - 2].kind is Kind.PLACE:  # "Kuala Lumpur, Malaysia"
        return 1
    if row[at].of.kind in _CITIES and is_candidate(row) and low not in {"near", "from"}:
        return 2
    if row[at].of.kind in _CITIES and row[at - 1].low == "of" and row[at - 2].low in {"city", "town", "port"}:
        return 2  # "mentioned the city of Yokosuka as a candidate"
    hosts = any(chunk.low.startswith("host") for chunk in row[at + 1 : at + 6])
    return 2 if hosts else 0


def _in_list(row: Sequence[Chunk], at: int) -> bool:
    """Whether the place is one of several that a dash joins: "the Russian-US summit" is in neither."""
    joined = (at - 2, at - 1), (at + 2, at + 1)
    return any(
        0 <= other < len(row) and row[other].kind is Kind.PLACE and row[mark].low in {"-", "–", "/"}
        for other, mark in joined
    )


def preposition(row: Sequence[Chunk], at: int) -> str:
    """Return the word before a place, its article passed over; it may be no preposition."""
    before = _before(row, at)
    return before.low if before else ""


def _before(row: Sequence[Chunk], at: int) -> Chunk | None:
    """Return the word before a place, its article and the like passed over."""
    here = at - 1
    while here >= 0 and (row[here].low in words("before a place") or _owner(row, here) or _own_country(row, here, at)):
        here -= 1
    return row[here] if here >= 0 else None


def _owner(row: Sequence[Chunk], at: int) -> bool:
    """Whether a person stands here whose home it is: "in Takaichi's hometown of Nara"."""
    return row[at].kind is Kind.PERSON and at + 1 < len(row) and row[at + 1].low in {"'s", "’s"}


def _is_office(chunk: Chunk) -> bool:
    return chunk.kind is Kind.INSTITUTION or chunk.low in {"government", "ministry", "officials", "official", "adviser"}


def is_owned(row: Sequence[Chunk], at: int) -> bool:
    """Whether the place only says whose an office is: "the Russian president", "Sudan's foreign ministry"."""
    if at > 1 and row[at - 1].low == "in" and _is_office(row[at - 2]):  # "the government in Bern said"
        return True
    here = at + 1
    owner = here < len(row) and row[here].low in {"'s", "’s"}
    while here < len(row) and (row[here].low in {"'s", "’s", "'", "’"} or row[here].low in words("before office")):
        here += 1
    if here < len(row) and row[here].kind in {Kind.OFFICE, Kind.INSTITUTION, Kind.PERSON}:
        return True
    if owner and here < len(row) and row[here].kind is not Kind.PLACE and row[here].low not in {"capital", "city"}:
        return True
    office = next((back for back in (at - 2, at - 3) if back >= 0 and row[back].kind is Kind.OFFICE), None)
    return office is not None and country_after(row, office) == row[at].of.code


def _own_country(row: Sequence[Chunk], here: int, at: int) -> bool:
    """Whether a place's own country stands before it: "in the Estonian capital Tallinn"."""
    return row[here].kind is Kind.PLACE and row[here].of.kind == "adjective" and row[here].of.code == row[at].of.code
