"""Settings: where an encounter is to be, or was: the place, the country, and whether it is one of several."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from tracker.reading.encounters.heads import Head
from tracker.reading.encounters.hosting import BEING, after_auxiliaries, is_at_home, receives
from tracker.reading.encounters.place_roles import is_owned, kind_of_place, preposition
from tracker.reading.language.chunks import Kind, Row, has_word, kind_at, lows, word_at
from tracker.reading.language.tables import word_set
from tracker.reading.language.word_groups import (
    CANDIDATE_WORDS,
    DATE_SETTERS,
    KINDS_OF_PLACES,
    LEAVING,
    RECEIVING_VERBS,
    SPEECH_VERBS,
    SUBJECTS_OF_TALKS,
    TOUR_WORDS,
    WORDS_BEFORE_PLACE,
)
from tracker.reading.people.marks import PersonMark
from tracker.reading.places.gazetteer import is_organisation, residence_country, seat_of, takes_part
from tracker.reading.places.place_name import PlaceMark, PlaceName, place_at

_TOWNS: Final = frozenset({"capital", "city", "region", "site"})
_WHERE: Final = _TOWNS | {"country"}
_SURE: Final = 3  # "visit to Japan"
_LIKELY: Final = 2  # "in Japan"
_POSSIBLE: Final = 1  # "Kuala Lumpur, Malaysia"
_TO_VISIT: Final = frozenset({"to", "the", "in", "of"})
_RECEIVING: Final = RECEIVING_VERBS | word_set("see greet greets greeted")  # as a country does
_ON_LAND: Final = word_set("island islands soil territory")
_NEAR: Final = frozenset({"near", "outside", "off"})
_SEATS: Final = frozenset({Kind.INSTITUTION, Kind.PLACE})
_NOT_THERE: Final = frozenset({"from", "with", "about", "over", "by", "against", "on"})  # "a tour with Gaza in mind"
_RETURNING: Final = frozenset({"return", "returns", "returned", "returning", "home"})
_FROM_REACH: Final = 7  # chunks between "returned" and where from: "returned to Accra on Monday from Riga"
_CHOSEN: Final = frozenset({"chosen", "chose", "choose", "picked", "selected"})
_STOPS: Final = frozenset({"stop", "destination", "leg"})
_STOP_REACH: Final = 10  # chunks of "Latvia will be the last stop"
_IS: Final = frozenset({"is", "was", "will"})
_LISTS: Final = frozenset({",", "and", "&"})
_DASHES: Final = frozenset({"-", "–", "/"})
_REACH: Final = 4  # chunks between a host and the verb that receives


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

    @property
    def is_certain(self) -> bool:
        """Whether the clause names the place as that of the encounter: "visit to Japan"."""
        return self.weight >= _SURE

    @property
    def is_likely(self) -> bool:
        """Whether the clause says by more than a name next to the encounter that it is there."""
        return self.weight >= _LIKELY


def settings(row: Row, heads: Sequence[Head], hosts: Sequence[str | None] = ()) -> tuple[Setting, ...]:
    """Return the places of a clause at which its encounter may be, the surest first.

    `hosts` are the countries of the people of the article, by their number: what Buhari hosts is in Nigeria.
    """
    everywhere = (*_places(row, heads, hosts), *_hosts(row, hosts), *_seats(row), *_residences(row, heads))
    return tuple(sorted(everywhere, key=lambda setting: -setting.weight))


def settings_of(places: Iterable[PlaceMark]) -> tuple[Setting, ...]:
    """Return likely settings for places by their names alone."""
    return tuple(_setting(mark, _LIKELY) for mark in places if mark.place.kind in _WHERE)


def is_candidate(row: Row) -> bool:
    """Whether a sentence speaks of a place as one of several that it may be."""
    return has_word(row, CANDIDATE_WORDS)


def legs(row: Row, first: Setting) -> tuple[Setting, ...]:
    """Return the further countries of a tour: "visits Brazil, Paraguay and Argentina" has two after the first."""
    settings = {first.code: first}
    begin = next((at for at, chunk in enumerate(row) if chunk.start == first.start), len(row)) + 1
    for at in range(begin, len(row)):
        chunk = row[at]
        if isinstance(chunk, PlaceMark) and word_at(row, at + 1) not in SPEECH_VERBS:
            if chunk.place.kind in _WHERE and not is_owned(row, at):
                settings.setdefault(chunk.place.code, _setting(chunk, first.weight))
        elif chunk.kind is not Kind.DATE and chunk.low not in TOUR_WORDS:
            break
    return tuple(settings.values())[1:]


def _setting(chunk: PlaceMark, weight: int) -> Setting:
    city = chunk.place.name if chunk.place.kind in _TOWNS else None
    return Setting(chunk.place.code, city, chunk.start, chunk.end, weight)


def _places(row: Row, heads: Sequence[Head], hosts: Sequence[str | None]) -> Iterator[Setting]:
    for at, chunk in enumerate(row):
        if not isinstance(chunk, PlaceMark) or chunk.place.kind not in {*_WHERE, "adjective"} or is_owned(row, at):
            continue
        if _is_home(row, at) and chunk.place.code in _countries(row[:at], hosts):
            continue
        weight = 0 if _in_joint(row, at) else _weight(row, at, chunk.place, heads)
        if weight:
            yield _setting(chunk, weight)


def _is_home(row: Row, at: int) -> bool:
    """Whether a traveller leaves a place, or comes back to it from another: "returned to Accra from Riga"."""
    back = word_at(row, at - 1) == "to" and word_at(row, at - 2) in _RETURNING
    return (back and has_word(row[at:], {"from"})) or word_at(row, at - 1) in LEAVING


def _countries(row: Row, hosts: Sequence[str | None]) -> set[str | None]:
    """Return the countries of the people whom a row names, who leave their own: "Asare left Ghana on Monday"."""
    return {hosts[chunk.number] for chunk in row if isinstance(chunk, PersonMark)} if hosts else set()


def _seats(row: Row) -> Iterator[Setting]:
    """Yield where a forum usually meets, and the seat of a body: Munich for the Munich Security Conference."""
    for at, chunk in enumerate(row):
        if isinstance(chunk, PlaceMark) and chunk.place.is_body and _is_met_at(row, at, chunk.place.code):
            seat = seat_of(chunk.place.code)
            if seat is not None:
                yield Setting(seat.country, seat.place, chunk.start, chunk.end, _LIKELY)


def _is_met_at(row: Row, at: int, body: str) -> bool:
    """Whether a body is a forum, or people are at its headquarters: "at NATO headquarters"."""
    seat = at + 1 + (word_at(row, at + 1) == "'s")
    is_at = word_at(row, seat) == "headquarters" and preposition(row, at) in {"at", "in"}
    return is_at or not takes_part(body)


def _residences(row: Row, heads: Sequence[Head]) -> Iterator[Setting]:
    """Yield the country of a residence in which something happens: "at the White House", "visits the Kremlin"."""
    for at, chunk in enumerate(row):
        code = residence_country(chunk.low) if chunk.kind in _SEATS else None
        if code is None:
            continue
        if preposition(row, at) in {"at", "in"} or any(_goes_to(row, at, head) for head in heads):
            yield Setting(code, None, chunk.start, chunk.end, _LIKELY)


def _goes_to(row: Row, at: int, head: Head) -> bool:
    """Whether nothing but "to the" and the like stands between a visit and a place: "visit the White House"."""
    return head.kind == "visit" and head.last <= at and _is_to(row[head.last : at])


def _is_to(between: Row) -> bool:
    return all(chunk.low in _TO_VISIT or chunk.low in WORDS_BEFORE_PLACE for chunk in between)


def _hosts(row: Row, hosts: Sequence[str | None]) -> Iterator[Setting]:
    """Yield the country of somebody who receives: "Kask will host", "received by Kask"."""
    for at, chunk in enumerate(row if hosts else ()):
        code = hosts[chunk.number] if isinstance(chunk, PersonMark) else None
        if code is None:
            continue
        if not is_organisation(code) and (receives(row, at) or is_at_home(row, at)):
            yield Setting(code, None, chunk.start, chunk.end, _LIKELY)


def _is_visit(heads: Iterable[Head]) -> bool:
    return any(head.kind == "visit" for head in heads)


def _weight(row: Row, at: int, place: PlaceName, heads: Sequence[Head]) -> int:
    """Return how surely the encounter is at the place, 0 if it is not. An adjective needs a noun: "Chinese trip"."""
    if place.kind == "adjective":
        by_head = max((max(_by_noun(row, at, head), _by_operation(at, head)) for head in heads), default=0)
        return by_head or _on_land(row, at, heads)
    by_head = max((_by_head(row, at, head) for head in heads), default=0)
    return by_head or _by_preposition(row, at, heads) or max(_by_candidate(row, at, place), _by_host(row, at))


def _by_head(row: Row, at: int, head: Head) -> int:
    """Return how surely the words of an encounter give the place."""
    if head.kind == "visit":
        return max(_by_visit(row, at, head), _by_reception(row, at, head), _by_noun(row, at, head, _SURE))
    return max(_by_operation(at, head), _by_reception(row, at, head), _by_noun(row, at, head, _SURE))


def _by_visit(row: Row, at: int, head: Head) -> int:
    """Return the weight of "visits Japan", "a visit to Japan", and of "France and Belgium are being visited by"."""
    if at < head.first:
        return _before_visit(row, at, head)
    if head.is_verb:
        return _SURE if at <= head.last + 2 else 0
    if _goes_to(row, at, head) and word_at(row, head.last) == "to":
        return _SURE
    if not head.last <= at <= head.last + 3 or has_word(row[head.last : at], _NOT_THERE):
        return 0
    return _SURE if word_at(row, at - 1) in _TO_VISIT else _LIKELY


def _before_visit(row: Row, at: int, head: Head) -> int:
    """Return the weight of a place before the visit: "Belgium is being visited by", "Belgium is his first stop"."""
    if word_at(row, head.first - 1) in BEING and has_word(row[head.first : head.last + 4], {"by"}):
        return _SURE
    return _LIKELY if _is_stop(row, at) else 0


def _is_stop(row: Row, at: int) -> bool:
    """Whether a place is said to be a stop: "Latvia is the last leg of his tour"."""
    return word_at(row, at + 1) in _IS and has_word(row[at + 2 : at + _STOP_REACH], _STOPS)


def _by_reception(row: Row, at: int, head: Head) -> int:
    """Return the weight of "Poland will receive"."""
    if not head.is_verb or not at < head.first <= at + _REACH or row[head.first].low not in _RECEIVING:
        return 0
    return _SURE if after_auxiliaries(row, at + 1) >= head.first else 0


def _on_land(row: Row, at: int, heads: Sequence[Head]) -> int:
    """Return the weight of "in the Greek capital", "on Greek soil", "came to the Greek capital"."""
    noun = word_at(row, at + 1)
    is_alone = noun in KINDS_OF_PLACES and word_at(row, at + 2) != "of"  # not "the French city of Lyon"
    before = preposition(row, at)
    is_there = before in _prepositions(noun) or (before in {"to", "for"} and _is_visit(heads))
    return _LIKELY if is_alone and is_there else 0


def _prepositions(noun: str) -> frozenset[str]:
    """Return the words that place something in a kind of place: "on" an island, "in" a town."""
    return frozenset({"in", "at", "on"}) if noun in _ON_LAND else frozenset({"in", "at"})


def _by_operation(at: int, head: Head) -> int:
    """Return the weight of "refuel at a Japanese air base"."""
    return _SURE if head.kind == "operation" and head.last <= at <= head.last + 2 else 0


def _by_noun(row: Row, at: int, head: Head, weight: int = _POSSIBLE) -> int:
    """Return the weight of a place before the noun: "his China trip", "a Vietnam, Philippines trip"."""
    if head.is_verb or not at < head.first:
        return 0
    between = row[at + 1 : head.first]
    is_list = all(chunk.kind is Kind.PLACE or chunk.low in _LISTS for chunk in between)
    return weight if is_list else 0


def _by_preposition(row: Row, at: int, heads: Iterable[Head]) -> int:
    """Return the weight of "in Riga", "set for Riga", "a visit on Monday to Riga", and "Kuala Lumpur, Malaysia"."""
    before = preposition(row, at)
    if before in {"in", "at", *_NEAR} and (_is_subject_of_talks(row, at) or _is_said_there(row, at)):
        return 0
    if _is_around(row, at, before) or _is_way(row, at, before, heads):
        return _LIKELY
    return _POSSIBLE if before == "," and kind_at(row, at - 2) is Kind.PLACE else 0


def _is_way(row: Row, at: int, before: str, heads: Iterable[Head]) -> bool:
    """Whether the word before a place leads there or back: "a visit to Riga", "set for Riga", "returned from Riga"."""
    if before in {"to", "for", "into"} and _is_visit(heads):
        return True
    if before == "for":
        return word_at(row, at - 2) in DATE_SETTERS
    return before == "from" and has_word(row[max(at - _FROM_REACH, 0) : at], _RETURNING)


def _is_around(row: Row, at: int, before: str) -> bool:
    """Whether the word before a place puts something in it: "in Riga", "near Riga", "on the island of Rhodes"."""
    if before == "on":
        return kind_of_place(row, at) in _ON_LAND or row[at].low.endswith(" island")
    place = place_at(row, at)
    return before in {"in", "at"} or (before in _NEAR and place is not None and place.kind in _TOWNS)


def _is_subject_of_talks(row: Row, at: int) -> bool:
    """Whether the place is where something else happens: "talks on the situation in Gaza", "the World Cup in Qatar"."""
    here = next((here for here in range(at - 1, max(at - _REACH, -1), -1) if row[here].low in {"in", "at", *_NEAR}), 0)
    return word_at(row, here - 1) in SUBJECTS_OF_TALKS


def _is_said_there(row: Row, at: int) -> bool:
    """Whether something is said in the place, and the encounter follows: "said in Riga on Monday that he would"."""
    return word_at(row, at - 2) in SPEECH_VERBS and has_word(row[at + 1 : at + _REACH], {"that"})


def _by_candidate(row: Row, at: int, place: PlaceName) -> int:
    """Return the weight of a town that is or may be chosen: "the city of Yokosuka as a candidate"."""
    if place.kind not in _TOWNS:
        return 0
    if word_at(row, at - 1) in _CHOSEN and word_at(row, at + 1) in {"for", "as"}:
        return _LIKELY
    return _LIKELY if is_candidate(row) and preposition(row, at) not in {"near", "from"} else 0


def _by_host(row: Row, at: int) -> int:
    """Return the weight of a place that hosts: "Jordan is ready to host"."""
    return _LIKELY if any(low.startswith("host") for low in lows(row, at + 1, at + 6)) else 0


def _in_joint(row: Row, at: int) -> bool:
    """Whether the place is one of several that a dash joins: "the Russian-US summit" is in neither."""
    joined_before = word_at(row, at - 1) in _DASHES and kind_at(row, at - 2) is Kind.PLACE
    joined_after = word_at(row, at + 1) in _DASHES and kind_at(row, at + 2) is Kind.PLACE
    return joined_before or joined_after
