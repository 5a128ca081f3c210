"""Offices held: which office, and whose, the words around a name give to it."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.words import words

# How far an apposition may reach: "Jens Stoltenberg, the new secretary general", "Yun, Seoul's top envoy".
_APPOSITION: Final = 8
_LIST: Final = 24  # chunks of a list of names that shares an office
_COUNTERPARTS: Final = frozenset({"counterpart", "counterparts"})
_OWNERS: Final = frozenset({"'s", "'", "the"})
_TO_COUNTRY: Final = frozenset({"of", "for", "from", "to", "the", "republic"})


class Held(Struct, frozen=True):
    """An office as the text gives it to somebody; `counterpart` where it is only said to be somebody else's equal."""

    role: str | None = None
    class_: str | None = None
    country: str | None = None
    former: bool = False
    counterpart: bool = False


NOTHING: Final = Held()


def held_by(row: Sequence[Chunk], at: int) -> Held:
    """Return the office of the person at chunk `at`: before the name, after it, or shared with the name before."""
    return _before(row, at) or _after(row, at) or _shared(row, at) or Held(country=_of_country(row, at))


def _before(row: Sequence[Chunk], at: int) -> Held | None:
    here = at - 1
    while here >= 0 and (row[here].low in words("honorifics") or row[here].low in {".", ",", '"', "“"}):
        here -= 1
    if here < 0:
        return None
    if row[here].kind is Kind.PLACE and not _is_body(row[here]) and all(chunk.low != "," for chunk in row[here:at]):
        here = _office_of(row, here)
    if row[here].kind is Kind.OFFICE:
        held = _office(row, here)
        return held if held.country else replace(held, country=_of_country(row, at))
    if row[here].low in _COUNTERPARTS:
        return Held(country=country_before(row, here), counterpart=True)
    return None


def _office_of(row: Sequence[Chunk], at: int) -> int:
    """Return where the office of the country at chunk `at` stands, as in "the minister of Kenya Ruth Okello"; or `at`.

    After a comma the name may be another one's: "after talks with the minister of Kenya, Okello left".
    """
    here = at - 1
    while here > 0 and row[here].low in _TO_COUNTRY:
        here -= 1
    office = 0 <= here < at - 1 and row[here].kind is Kind.OFFICE and not row[here].of.plural
    return here if office else at


def _after(row: Sequence[Chunk], at: int) -> Held | None:
    if at + 2 >= len(row) or row[at + 1].low not in {",", "(", "–", "—"}:
        return None
    for here in range(at + 2, min(at + 2 + _APPOSITION, len(row))):
        chunk = row[here]
        if chunk.kind is Kind.OFFICE:
            return _office(row, here)
        if chunk.low in {"chairs", "heads", "leads"}:
            body = next((one for one in row[here : here + 3] if _is_body(one)), None)
            return Held(role="chair", class_="organisation", country=body.of.code) if body else None
        if chunk.low in _COUNTERPARTS:
            return Held(country=country_before(row, here), counterpart=True)
        ordinary = chunk.kind in {Kind.PLACE, Kind.WORD, Kind.INSTITUTION} or chunk.low == "-"  # "the ex-president"
        if not ordinary or chunk.low in {"and", "said", "told"}:
            return None
    return None


def _is_body(chunk: Chunk) -> bool:
    return chunk.kind is Kind.PLACE and chunk.of.kind == "organisation"


def _shared(row: Sequence[Chunk], at: int) -> Held | None:
    """Return an office in the plural that stands before a list of names: "Presidents A of X and B of Y"."""
    here, first = at - 1, max(at - _LIST, 0)
    while here >= first and (
        row[here].kind in {Kind.PERSON, Kind.PLACE} or row[here].low in {",", "and", "of", "the", "'s"}
    ):
        here -= 1
    if here < first or here == at - 1 or row[here].kind is not Kind.OFFICE or not row[here].of.plural:
        return None
    office = row[here].of
    return Held(office.role, office.class_, _of_country(row, at) or country_before(row, here), office.former)


def _office(row: Sequence[Chunk], at: int) -> Held:
    office = row[at].of
    country = country_before(row, at) or country_after(row, at)
    return Held(office.role, office.class_, country, office.former)


def country_before(row: Sequence[Chunk], at: int) -> str | None:
    """Return the country that stands before an office: "South Korea's new foreign minister"."""
    here = at - 1
    while here >= 0 and (row[here].low in _OWNERS or row[here].low in words("before office")):
        here -= 1
    return row[here].of.code if here >= 0 and row[here].kind is Kind.PLACE else None


def country_after(row: Sequence[Chunk], at: int) -> str | None:
    """Return the country or body that stands after an office: "president of Brazil", "head of the EU delegation"."""
    here = at + 1
    if here < len(row) and row[here].low in {"of", "for", "from", "to"}:
        here += 1
        while here < len(row) and row[here].low in {"the", "republic"}:
            here += 1
        if here < len(row) and row[here].kind is Kind.PLACE:
            code: str = row[here].of.code
            return code
    return None


def _of_country(row: Sequence[Chunk], at: int) -> str | None:
    """Return the country in "Denis Moncada of Nicaragua"."""
    return country_after(row, at) if at + 1 < len(row) and row[at + 1].low == "of" else None
