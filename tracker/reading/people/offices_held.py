"""Offices held: which office, and of which country, the words around a name give to it."""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.reading.language.chunks import Chunk, Kind, Row, has_word, kind_at, word_at
from tracker.reading.language.word_groups import AUXILIARIES, COUNTERPARTS, HONORIFICS, POSSESSIVES, WORDS_BEFORE_OFFICE
from tracker.reading.people.marks import OfficeMark, office_at
from tracker.reading.people.offices import OfficePhrase
from tracker.reading.places.place_name import PlaceMark, place_at

# How far an apposition may reach: "Jens Stoltenberg, the new secretary general", "Yun, Seoul's top envoy".
_APPOSITION: Final = 8
_LIST: Final = 24  # chunks of a list of names that shares an office
_OWNERS: Final = frozenset({"'s", "'", "the"})
_TO_COUNTRY: Final = frozenset({"of", "for", "from", "to", "the", "republic"})
_BEFORE_NAME: Final = HONORIFICS | {".", ",", '"', "“"}
_OPENS_APPOSITION: Final = frozenset({",", "(", "–", "—"})
_COLLEAGUES: Final = frozenset({"minister", "envoy"})
_LED: Final = frozenset({"led", "headed"})
_DELEGATIONS: Final = frozenset({"delegation", "team", "mission", "group"})
_DELEGATION: Final = 6  # chunks of "a Ghanaian trade and investment delegation" and "a group of US senators"
_CLOSES: Final = frozenset({",", ".", ")", ";"})
_AT_THE_HEAD: Final = _COLLEAGUES | {"leader"}
_LINKS: Final = frozenset({"and", ","})
_HEADS: Final = frozenset({"chairs", "heads", "leads"})
_LIST_KINDS: Final = frozenset({Kind.PERSON, Kind.PLACE})
_LIST_WORDS: Final = frozenset({",", "and", "of", "the", "'s"})
_APPOSITION_KINDS: Final = frozenset({Kind.PLACE, Kind.WORD, Kind.INSTITUTION})
_ENDS_APPOSITION: Final = frozenset({"and", "said", "told"})


class Held(Struct, frozen=True):
    """An office as the text gives it to somebody; `counterpart` where it is only said to be somebody else's equal."""

    role: str | None = None
    class_: str | None = None
    country: str | None = None
    former: bool = False
    counterpart: bool = False


NOTHING: Final = Held()


def held_by(row: Row, at: int) -> Held:
    """Return the office of the person at chunk `at`: before the name, after it, or shared with the name before."""
    held = _before(row, at) or _after(row, at) or _shared(row, at) or NOTHING
    if held.country:
        return held
    return replace(held, country=_country_around(row, at, held))


def _country_around(row: Row, at: int, held: Held) -> str | None:
    return _of_country(row, at) or _owner(row, at) or _colleague(row, at, held) or _of_delegation(row, at)


def _of_delegation(row: Row, at: int) -> str | None:
    """Return the country in "a Ghanaian trade delegation led by Ruth Okello", "a group of US senators led by"."""
    here = before_titles(row, at)
    if word_at(row, here) != "by" or word_at(row, here - 1) not in _LED:
        return None
    before = range(here - 2, max(here - 2 - _DELEGATION, -1), -1)
    if not any(row[number].low in _DELEGATIONS for number in before):
        return None
    return next((code for code in (_code_at(row, number) for number in before) if code), None)


def _colleague(row: Row, at: int, held: Held) -> str | None:
    """Return the country of a minister in a list: "US Secretary of State Blinken and Defence Secretary Austin"."""
    here = before_titles(row, at)
    if word_at(row, here) in POSSESSIVES:  # "President Kask and her defence minister"
        here -= 1
    if held.class_ not in _COLLEAGUES or word_at(row, here) != "and":
        return None
    while word_at(row, here) in _LINKS:
        if kind_at(row, here - 1) is Kind.PLACE and word_at(row, here - 2) == "of":  # "Tiina Kask of Estonia and"
            return _code_at(row, here - 1)
        first = _before(row, here - 1) if kind_at(row, here - 1) is Kind.PERSON else None
        if first is None or first.class_ not in _AT_THE_HEAD:
            return None
        if first.country:
            return first.country
        here = before_titles(row, here - 1)
    return None


def before_titles(row: Row, at: int) -> int:
    """Return where the chunk stands before a person's offices and honorifics; -1 without any."""
    here = at - 1
    while kind_at(row, here) is Kind.OFFICE or word_at(row, here) in HONORIFICS:
        here -= 1
    return here


def _before(row: Row, at: int) -> Held | None:
    here = at - 1
    while word_at(row, here) in _BEFORE_NAME:
        here -= 1
    place = place_at(row, here)
    if place is not None and not place.is_body and (not has_word(row[here:at], {","}) or _ends_phrase(row, at)):
        here = _office_of(row, here)
    office = office_at(row, here)
    if office is not None:
        held = _office(row, here, office)
        return held if held.country else replace(held, country=_of_country(row, at))
    return _counterpart(row, here)


def _ends_phrase(row: Row, at: int) -> bool:
    """Whether the name at chunk `at` closes an apposition: "the emir of Qatar, Sheikh Tamim, arrived".

    Else it may be another one's: "after talks with the minister of Kenya, Okello left".
    """
    return at + 1 >= len(row) or row[at + 1].low in _CLOSES


def _office_of(row: Row, at: int) -> int:
    """Return where the office of the country at chunk `at` stands, or `at`: "the minister of Kenya Ruth Okello"."""
    here = at - 1
    while here > 0 and row[here].low in _TO_COUNTRY:
        here -= 1
    office = office_at(row, here)
    return here if office is not None and not office.plural and here < at - 1 else at


def _after(row: Row, at: int) -> Held | None:
    if word_at(row, at + 1) not in _OPENS_APPOSITION:
        return None
    for here in range(at + 2, min(at + 2 + _APPOSITION, len(row))):
        chunk = row[here]
        if isinstance(chunk, OfficeMark) and chunk.kind is Kind.OFFICE:
            of_others = _is_of_next(row, here) or _is_subject(row, here)
            return None if of_others else _office(row, here, chunk.office)
        if chunk.low in _HEADS:
            return _chair(row, here)
        if chunk.low in COUNTERPARTS:
            return _counterpart(row, here)
        if not _continues_apposition(chunk):
            return None
    return None


def _is_of_next(row: Row, at: int) -> bool:
    """Whether the office belongs to the next name of a list: "Putin, Prime Minister Modi and President Xi"."""
    here = at + 1
    while word_at(row, here) in HONORIFICS:
        here += 1
    return kind_at(row, here) is Kind.PERSON


def _is_subject(row: Row, at: int) -> bool:
    """Whether the office is the subject: "At the invitation of Tinubu, Prime Minister will visit Nigeria"."""
    return word_at(row, at - 1) == "," and word_at(row, at + 1) in AUXILIARIES


def _owner(row: Row, at: int) -> str | None:
    """Return the country in "Nicaragua's Denis Moncada"."""
    place = place_at(row, at - 2) if word_at(row, at - 1) in {"'s", "'"} else None
    return place.code if place is not None and place.kind == "country" else None


def _continues_apposition(chunk: Chunk) -> bool:
    ordinary = chunk.kind in _APPOSITION_KINDS or chunk.low == "-"  # "the ex-president"
    return ordinary and chunk.low not in _ENDS_APPOSITION


def _chair(row: Row, at: int) -> Held | None:
    """Return the office of somebody who "chairs the African Union"."""
    for chunk in row[at : at + 3]:
        if isinstance(chunk, PlaceMark) and chunk.place.is_body:
            return Held(role="chair", class_="organisation", country=chunk.place.code)
    return None


def _counterpart(row: Row, at: int) -> Held | None:
    if word_at(row, at) not in COUNTERPARTS:
        return None
    return Held(country=country_before(row, at), counterpart=True)


def _shared(row: Row, at: int) -> Held | None:
    """Return an office in the plural that stands before a list of names: "Presidents A of X and B of Y"."""
    here, first = at - 1, max(at - _LIST, 0)
    while here >= first and (row[here].kind in _LIST_KINDS or row[here].low in _LIST_WORDS):
        here -= 1
    if here < first or here == at - 1:
        return None
    office = office_at(row, here)
    if office is None or not office.plural:
        return _counterpart(row, here)  # "their Kenyan counterparts Ruth Okello and Joseph Maina"
    return Held(office.role, office.class_, _of_country(row, at) or country_before(row, here), office.former)


def first_of_two(row: Row, at: int) -> int:
    """Return where the first of two offices of one person stands, of which chunk `at` is the second; else `at`.

    "Kuwait's deputy prime minister and foreign minister Okello"; a president and a minister are two people.
    """
    first, second = office_at(row, at - 2), office_at(row, at)
    if first is None or second is None or word_at(row, at - 1) != "and":
        return at
    return at - 2 if first.class_ == second.class_ == "minister" and not first.plural else at


def _office(row: Row, at: int, office: OfficePhrase) -> Held:
    at, last = first_of_two(row, at), at
    if word_at(row, last + 1) == "and" and first_of_two(row, last + 2) == last:
        last += 2
    country = country_before(row, at) or country_after(row, last)
    return Held(office.role, office.class_, country, office.former)


def country_before(row: Row, at: int) -> str | None:
    """Return the country that stands before an office: "South Korea's new foreign minister"."""
    here = at - 1
    while word_at(row, here) in _OWNERS or word_at(row, here) in WORDS_BEFORE_OFFICE:
        here -= 1
    return _code_at(row, here)


def country_after(row: Row, at: int) -> str | None:
    """Return the country or body that stands after an office: "president of Brazil", "head of the EU delegation".

    An envoy is one to a country; "the visit of the king to Estonia" is that of another country's king.
    """
    here = at + 1
    if word_at(row, here) not in {"of", "for", "from", "to"} or _travels(row, at):
        return None
    here += 1
    while word_at(row, here) in {"the", "republic"}:
        here += 1
    return _code_at(row, here)


def _travels(row: Row, at: int) -> bool:
    """Whether "to" says where somebody goes: "the visit of the president to Cyprus", not "envoy to Cyprus"."""
    office = row[at]
    sent = not isinstance(office, OfficeMark) or office.office.class_ not in {"leader", "minister"}
    return word_at(row, at + 1) == "to" and not sent


def _code_at(row: Row, at: int) -> str | None:
    place = place_at(row, at)
    return place.code if place is not None else None


def _of_country(row: Row, at: int) -> str | None:
    """Return the country in "Denis Moncada of Nicaragua"."""
    return country_after(row, at) if word_at(row, at + 1) == "of" else None
