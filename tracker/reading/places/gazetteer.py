"""The gazetteer: the names of countries, peoples, capitals, cities, seats of government and organisations in a text."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from msgspec.structs import replace

from tracker.reading.language.tables import rows
from tracker.reading.places.doubts import Doubts
from tracker.reading.places.place_name import PlaceName
from tracker.reading.places.spellings import Entry, Spelling, Word, bare, gap, lookalikes, spellings, words
from tracker.reading.places.states import in_states

_SMALL_LETTERS: Final = frozenset({"al", "eSwatini", "mainland"})  # first words of names that begin small
_STATES: Final = frozenset({"country", "adjective"})


class Seat(NamedTuple):
    """Where an organisation or a gathering sits as a rule: a place, and its country's code."""

    place: str
    country: str


class _Match(NamedTuple):
    first: int  # word
    after: int  # the word after the last
    entry: Entry


def place_names(text: str) -> tuple[PlaceName, ...]:
    """Return the names in a text in order, none over another; the longest counts.

    "South Korean" is not Korean, and the New York Times, the Bank of China and the Sea of Japan are no places.
    """
    parts = words(text)
    places = list(_places(text, parts))
    doubts = Doubts(text, parts, frozenset(word for each in places for word in range(each.first, each.after)))
    made = in_states(text, tuple(_made(text, parts, each, doubts) for each in places))
    return _settled(made) if any(_printed_small(place) in _elsewhere() for place in made) else made


def _places(text: str, parts: list[Word]) -> Iterator[_Match]:
    at = 0
    while at < len(parts):
        match = _match(text, parts, at)
        if match is None:
            at += 1
            continue
        if match.entry.kind == "before":  # "Sea of"
            match = _with_the_next(text, parts, match)
        elif match.entry.code and not _is_part_of_another_name(text, parts, match):
            yield match
        at = match.after


def _with_the_next(text: str, parts: list[Word], before: _Match) -> _Match:
    """Return the words that make no place of the name after them, with that name if one follows at once."""
    if before.after < len(parts) and gap(text, parts[before.after - 1], parts[before.after]) == "":
        following = _match(text, parts, before.after)
        if following is not None and following.entry.kind != "before":
            return _Match(before.first, following.after, before.entry)
    return before


def _match(text: str, parts: list[Word], at: int) -> _Match | None:
    first = parts[at].bare
    if first[0].islower() and first not in _SMALL_LETTERS:
        return None
    for spelling in spellings(first):
        if _stands(text, parts, at, spelling):
            return _Match(at, at + len(spelling.words), spelling.entry)
    return None


def _stands(text: str, parts: list[Word], at: int, spelling: Spelling) -> bool:
    if at + len(spelling.words) > len(parts) or parts[at].bare not in spelling.words[0][1]:
        return False
    for number, (mark, cases) in enumerate(spelling.words[1:], start=at + 1):
        if parts[number].bare not in cases or gap(text, parts[number - 1], parts[number]) != mark:
            return False
    end = parts[at + len(spelling.words) - 1].end
    return not spelling.before_hyphen or text[end : end + 1] in {"-", "\u2010", "\u2011", "\u2013"}


def _is_part_of_another_name(text: str, parts: list[Word], candidate: _Match) -> bool:
    """Tell whether what follows makes it a newspaper, a sea, a company, a union: "Times", "Sea", "of Students"."""
    after = candidate.after
    if candidate.entry.kind == "organisation" and _is_of_others(text, parts, after):
        return True
    if after >= len(parts) or text[parts[after - 1].end : parts[after].start] != " ":
        return False
    following, tails = parts[after].bare, lookalikes("after")
    return following in tails or (following.isupper() and following.capitalize() in tails)


def _is_of_others(text: str, parts: list[Word], after: int) -> bool:
    """Tell whether "of" and a name of something else follow: the European Union of Jewish Students is not the EU."""
    if after + 1 >= len(parts) or parts[after - 1].bare.lower() != "union" or parts[after].bare != "of":
        return False
    return parts[after + 1].bare[0].isupper() and _match(text, parts, after + 1) is None


def _made(text: str, parts: list[Word], candidate: _Match, doubts: Doubts) -> PlaceName:
    start, end = parts[candidate.first].start, parts[candidate.after - 1].end
    if candidate.after - candidate.first > 1 and text[end : end + 1] == "." and text[end - 2 : end - 1] == ".":
        end += 1  # "U.S."
    return PlaceName(
        start=start,
        end=end,
        words=text[start:end],
        name=candidate.entry.name,
        kind=candidate.entry.kind,
        code=candidate.entry.code or "",
        doubtful=doubts.of(candidate.first, candidate.after, candidate.entry.kind),
    )


def _settled(places: tuple[PlaceName, ...]) -> tuple[PlaceName, ...]:
    """Give the names that two countries share to the country that the rest of the text mentions."""
    certain = [place for place in places if _printed_small(place) not in _elsewhere()]
    codes, names = {place.code for place in certain}, {place.name for place in certain}
    return tuple(
        _of_one_country(place, *_elsewhere()[words], codes, names) if words in _elsewhere() else place
        for place, words in zip(places, map(_printed_small, places), strict=True)
    )


def _printed_small(place: PlaceName) -> str:
    """Return the words of a place, those in the capitals of a dateline as a text has them: "MOSCOW" is Moscow."""
    return place.words.title() if place.words.isupper() else place.words


def _of_one_country(place: PlaceName, other: str, near: frozenset[str], codes: set[str], names: set[str]) -> PlaceName:
    if place.code not in codes and (near & names if near else other in codes):
        return replace(place, code=other, name=(country_name(other) or "") if place.kind in _STATES else place.name)
    if near or place.kind not in _STATES:
        return place
    return replace(place, doubtful=place.doubtful or place.code not in codes or other in codes)


@cache
def countries() -> Mapping[str, str]:
    """Return the usual short name in the press of each country, by code."""
    return MappingProxyType({code: names.partition("|")[0] for code, names, *_ in rows("countries.tsv")})


def country_name(code: str) -> str | None:
    """Return the usual short name of a country, None for a code of none: "South Korea" for KR."""
    return countries().get(code)


def residence_country(words: str) -> str | None:
    """Return the code of the country that is governed from a place, in any case, without accents: FR for "Elysee"."""
    return _residences().get(bare(words.lower()))


def is_organisation(code: str) -> bool:
    """Tell whether a code is an organisation's and no country's; AU, which is both, is taken for Australia."""
    return code in _organisations() and code not in countries()


def organisation_name(code: str) -> str | None:
    """Return the short name of an organisation or a gathering, None for a code of none."""
    return _organisations()[code][0] if code in _organisations() else None


def takes_part(code: str) -> bool:
    """Tell whether an organisation can be a party to a meeting; the Munich Security Conference is only held."""
    return code in _organisations() and _organisations()[code][1] != "forum"


def seat_of(code: str) -> Seat | None:
    """Return where an organisation sits, or a gathering is held as a rule; None where that moves about."""
    return _organisations()[code][2] if code in _organisations() else None


@cache
def _organisations() -> dict[str, tuple[str, str, Seat | None]]:
    table = {}
    for code, names, meets, seat in rows("organisations.tsv"):
        place, _, country = seat.rpartition(", ")
        table[code] = (names.partition("|")[0], meets, Seat(place, country) if seat else None)
    return table


@cache
def _residences() -> dict[str, str]:
    table = rows("countries.tsv")
    return {bare(seat.lower()): code for code, *_, seats in table for seat in seats.split("|") if seat}


@cache
def _elsewhere() -> dict[str, tuple[str, frozenset[str]]]:
    """Return the names that another country has too: its code, and the names next to which it is meant."""
    return {
        phrase: (code, frozenset(near.split("|")) if near else frozenset())
        for phrase, (code, near) in lookalikes("elsewhere").items()
    }
