"""The parties of a clause: people, offices that it does not name, countries and bodies."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from msgspec.structs import replace

from tracker.reading.encounters.discourse import Discourse, implied_parties, lends_name
from tracker.reading.encounters.heads import Head
from tracker.reading.encounters.party import Directory, Party
from tracker.reading.encounters.state_parties import state_party
from tracker.reading.language.chunks import Chunk, Kind, Row, kind_at, word_at
from tracker.reading.language.tables import rows
from tracker.reading.language.verbs import forms
from tracker.reading.language.word_groups import AUXILIARIES, COUNTERPARTS, HONORIFICS, LIST_WORDS
from tracker.reading.people.holders import is_same_office
from tracker.reading.people.marks import OfficeMark, PersonMark
from tracker.reading.people.offices import OfficePhrase
from tracker.reading.people.offices_held import country_after, country_before, first_of_two
from tracker.reading.places.place_name import PlaceMark

_MEET: Final = frozenset({"leader", "minister", "envoy", "organisation"})
_BEFORE_NAME: Final = HONORIFICS | {",", "'s", '"', "“"}
_ENDS_APPOSITION: Final = frozenset({"and", "with", "said", "to"})
_SENDS: Final = forms("send") | forms("dispatch")
_ESCORTED: Final = frozenset({"accompanied", "flanked", "escorted"})
_NAMING: Final = frozenset({Kind.PERSON, Kind.OFFICE, Kind.PLACE})
_OF: Final = frozenset({"of", "to", "for"})
_TWO: Final = 2
_SPOUSES: Final = frozenset({"first lady"})
_ACTS: Final = 3  # chunks from a former office-holder to the verb
_LIST_BEFORE: Final = 8  # chunks of a list before an office
_LIST_AFTER: Final = 19


def clause_parties(row: Row, heads: Sequence[Head], discourse: Discourse, directory: Directory) -> tuple[Party, ...]:
    """Return the parties of a clause, in order, each once."""
    by_key = {party.key: party for party in reversed(tuple(_parties(row, heads, discourse, directory)))}
    named = sorted(by_key.values(), key=lambda party: party.start)
    implied = implied_parties(row, heads, named, discourse, directory)
    parties = [*(party for party in implied if party.key not in by_key), *named]
    covered = {party.country for party in parties if not party.is_bare}
    return tuple(party for party in parties if not party.is_bare or party.country not in covered)


def _parties(row: Row, heads: Sequence[Head], discourse: Discourse, directory: Directory) -> Iterator[Party]:
    escort, sender = _escort(row), _sender(row, heads)
    for at, chunk in enumerate(row):
        if at in escort or at in sender:
            continue
        if isinstance(chunk, PersonMark):
            if _takes_part(row, at, chunk, heads, directory) and chunk.start not in discourse.speaking:
                yield directory.party(chunk)
        elif chunk.start in discourse.speaking:
            continue
        elif isinstance(chunk, OfficeMark):
            yield from _office(row, at, chunk, discourse, directory)
        elif chunk.low in COUNTERPARTS:
            yield from _counterparts(row, at, discourse, directory)
        elif isinstance(chunk, PlaceMark):
            yield from state_party(row, at, chunk, heads)


def _escort(row: Row) -> range:
    """Return the chunks of those who only travel with somebody: "accompanied by Trade Minister Okello"."""
    first = next((at for at in range(1, len(row)) if row[at].low == "by" and row[at - 1].low in _ESCORTED), len(row))
    last = first + 1
    while last < len(row) and (row[last].kind in _NAMING or row[last].low in LIST_WORDS):
        last += 1
    return range(first, last)


def _sender(row: Row, heads: Sequence[Head]) -> range:
    """Return the chunks of who sends somebody else: "President Asare will send his foreign minister to Lima"."""
    return range(next((head.first for head in heads if row[head.first].low in _SENDS), 0))


def _takes_part(row: Row, at: int, mark: PersonMark, heads: Sequence[Head], directory: Directory) -> bool:
    person = directory.person(mark)
    if person.speaks_only or person.role in _SPOUSES or lends_name(row, at):
        return False
    return not person.former or any(head.is_verb and 0 < head.first - at <= _ACTS for head in heads)


def _office(row: Row, at: int, mark: OfficeMark, discourse: Discourse, directory: Directory) -> Iterator[Party]:
    """Yield the parties for an office: one for each of its countries, else the person of the topic who holds it."""
    office = mark.office
    if office.class_ not in _MEET or office.former or _names_somebody(row, at, plural=office.plural):
        return
    codes = _countries(row, at, plural=office.plural)
    for code in codes:
        yield directory.bearer(Party(None, office.role, office.class_, code, mark.start, mark.end))
    if not codes:
        yield from (replace(holder, start=mark.start, end=mark.end) for holder in _holders(office, discourse))


def _holders(office: OfficePhrase, discourse: Discourse) -> Sequence[Party]:
    """Return who holds an office without a country: two people for "the ministers", else the one spoken of last."""
    if office.plural:
        return _pair(discourse)
    before = (*discourse.topic_people, *reversed(discourse.recent))
    return [party for party in before if _is_called(party.role, office.role)][:1]


def _pair(discourse: Discourse) -> tuple[Party, ...]:
    """Return the two people of the topic whom "the ministers" means; nobody if there are more."""
    people = discourse.topic_people
    return people if len(people) == _TWO else ()


def _is_called(role: str | None, name: str) -> bool:
    """Whether somebody of a role is also called so: the foreign minister "the minister"."""
    return is_same_office(role, name) or name in (role or "").split()


def _counterparts(row: Row, at: int, discourse: Discourse, directory: Directory) -> Iterator[Party]:
    """Yield those who are only called the equals of somebody: "with his Kenyan and Tanzanian counterparts"."""
    if any(isinstance(chunk, PersonMark) for chunk in row[at + 1 : at + 4]):
        return
    before = directory.named_in(chunk for chunk in row[:at] if chunk.start not in discourse.speaking)
    role = next((party.role for party in (*before, *discourse.topic) if party.role), None)
    for code in _listed(row, at):
        yield directory.bearer(Party(None, role, "minister", code, row[at].start, row[at].end))


def _names_somebody(row: Row, at: int, *, plural: bool) -> bool:
    """Whether the office belongs to a name before or after it."""
    after = at + 3 if word_at(row, at + 1) in _OF and kind_at(row, at + 2) is Kind.PLACE else at + 1
    if word_at(row, at + 1) == "and" and first_of_two(row, at + 2) == at:
        return _names_somebody(row, at + 2, plural=plural)
    for chunk in row[after : after + 3]:
        if chunk.kind is Kind.PERSON:
            return True
        if chunk.low not in _BEFORE_NAME:
            break
    return not plural and _is_apposition(row, at)


def _is_apposition(row: Row, at: int) -> bool:
    """Whether the office follows a name: "Wong, Singapore's prime minister", not "Asked by Wong, the premier will"."""
    at = first_of_two(row, at)
    if word_at(row, at - 1) in {",", "the"} and word_at(row, at + 1) in AUXILIARIES:
        return False
    for here in range(at - 1, max(at - 9, -1), -1):
        if row[here].low == ",":
            return kind_at(row, here - 1) is Kind.PERSON
        if row[here].kind not in {Kind.PLACE, Kind.WORD} or row[here].low in _ENDS_APPOSITION:
            return False
    return False


def _countries(row: Row, at: int, *, plural: bool) -> list[str]:
    """Return the countries of an office: one, or for a plural every one of its list."""
    listed = _listed(row, at) if plural else []
    country = country_before(row, at) or country_after(row, at)
    return listed or ([country] if country else [])


def _listed(row: Row, at: int) -> list[str]:
    """Return the countries of the list before or after chunk `at`: "the leaders of Kosovo and Serbia"."""
    before = reversed(row[max(at - _LIST_BEFORE, 0) : at])
    after = row[at + 1 : at + 1 + _LIST_AFTER]
    return list(dict.fromkeys((*_group(row, at), *_codes(before), *_codes(after))))


def _group(row: Row, at: int) -> Sequence[str]:
    """Return the countries of a group of which chunk `at` names the leaders: "the Baltic premiers"."""
    return _groups().get(word_at(row, at - 1)) or _groups().get(f"{word_at(row, at - 2)} {word_at(row, at - 1)}") or ()


@cache
def _groups() -> dict[str, list[str]]:
    return {name: codes.split() for name, codes in rows("groups.tsv")}


def _codes(chunks: Iterable[Chunk]) -> Iterator[str]:
    """Yield the countries up to the first chunk that belongs to no list."""
    for chunk in chunks:
        if isinstance(chunk, PlaceMark):
            yield chunk.place.code
        elif chunk.low not in LIST_WORDS:
            return
