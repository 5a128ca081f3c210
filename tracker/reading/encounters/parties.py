"""Parties: who meets whom in a clause: people, offices that it does not name, countries and bodies."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.report import Participant
from tracker.reading.encounters.heads import GATHERINGS, Head
from tracker.reading.encounters.speech import Said
from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.words import words
from tracker.reading.people.cast import Person
from tracker.reading.people.offices_held import country_after, country_before
from tracker.reading.places.gazetteer import is_organisation, takes_part

_MEET: Final = frozenset({"leader", "minister", "envoy", "organisation"})
_JOINS: Final = frozenset({"and", "'s", "’s", "in", "of"})
_COUNTERPART: Final = frozenset({"counterpart", "counterparts"})
_REMEMBERED: Final = 8
_SINGULAR: Final = frozenset({"he", "she", "his", "her", "him"})
_PLURAL: Final = frozenset({"they", "their", "both", "them", "two", "pair", "duo"})


class Party(Struct, frozen=True):
    """Somebody who takes part: a person of the cast, an office, or a country alone; with the words that say so."""

    person: int | None
    role: str | None
    class_: str | None
    country: str | None
    start: int
    end: int

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two parties one."""
        if self.person is not None:
            return (self.person,)
        return (None if self.class_ is None else self.role, self.country)

    @property
    def is_body(self) -> bool:
        """Whether it is an organisation that takes part by its members."""
        named = self.role == "leaders" and self.class_ is None
        return self.person is None and (named or (self.country is not None and is_organisation(self.country)))


class Parties:
    """Reads parties off clauses, and remembers who was last spoken of, for "he", "they" and "the minister"."""

    def __init__(self, people: Sequence[Person]) -> None:
        """Begin with the people of the article."""
        self._people = people
        self.countries = [person.country for person in people]
        self._officials: dict[str, list[int]] = {}  # by country
        for at, person in enumerate(people):
            if person.country and person.role is not None and not person.speaks_only:
                self._officials.setdefault(person.country, []).append(at)
        self._topic: tuple[Party, ...] = ()
        self._speakers: set[int] = set()
        self._speaker: Party | None = None
        self._row: Sequence[Chunk] = ()
        self._recent: tuple[Party, ...] = ()  # people of the sentences before, the last of them last

    def begin(self, row: Sequence[Chunk], said: Sequence[Said]) -> None:
        """Begin a sentence: note who speaks in it."""
        self._speakers = {row[at].start for one in said for at in range(one.first, one.last)}
        speaking = (
            row[at]
            for one in said
            for at in range(one.first, one.last)
            if row[at].kind is Kind.PERSON and not _lends_name(row, at)
        )
        people = (self._person(chunk) for chunk in speaking if not self._people[chunk.of].speaks_only)
        self._speaker = next(people, None)
        self._recent = (*self._recent, *self.named_in(self._row))[-_REMEMBERED:]
        self._row = row

    def named_in(self, row: Sequence[Chunk]) -> tuple[Party, ...]:
        """Return the people whom a row names, in order, spokesmen left out."""
        named = (chunk for chunk in row if chunk.kind is Kind.PERSON)
        return tuple(self._person(chunk) for chunk in named if not self._people[chunk.of].speaks_only)

    def of(self, row: Sequence[Chunk], own: Sequence[Head]) -> tuple[Party, ...]:
        """Return the parties of a clause, in order, each once."""
        found = {party.key: party for party in reversed(tuple(self._parties(row, own)))}
        named = tuple(sorted(found.values(), key=lambda party: party.start))
        pronoun = self._pronoun(row, named) or self._speaking(row, own, named)
        if pronoun:
            named = (*(one for one in pronoun if one.key not in found), *named)
        if any(party.person is not None for party in named):
            self._topic = named
        return self._without_bare(named)

    def _parties(self, row: Sequence[Chunk], own: Sequence[Head]) -> Iterator[Party]:
        for at, chunk in enumerate(row):
            if chunk.kind is Kind.PERSON:
                if self._takes_part(row, at, own):
                    yield self._person(chunk)
            elif chunk.start in self._speakers:
                continue
            elif chunk.kind is Kind.OFFICE:
                yield from self._office(row, at)
            elif chunk.low in _COUNTERPART:
                yield from self._counterpart(row, at)
            elif chunk.kind is Kind.PLACE:
                yield from _country(row, at, own)

    def _takes_part(self, row: Sequence[Chunk], at: int, own: Sequence[Head]) -> bool:
        person = self._people[row[at].of]
        if person.speaks_only or row[at].start in self._speakers or _lends_name(row, at):
            return False
        acts = any(head.is_verb and 0 < head.first - at <= 3 for head in own)
        return acts or not person.former

    def _person(self, chunk: Chunk) -> Party:
        person = self._people[chunk.of]
        return Party(chunk.of, person.role, person.class_, person.country, chunk.start, chunk.end)

    def _office(self, row: Sequence[Chunk], at: int) -> Iterator[Party]:
        chunk = row[at]
        office = chunk.of
        if office.class_ not in _MEET or office.former or _names_somebody(row, at):
            return
        codes = _countries_of(row, at)
        for code in codes:
            yield self._known(Party(None, office.role, office.class_, code, chunk.start, chunk.end))
        if not codes:
            bearer = next((p for p in self._topic if p.role == office.role and p.person is not None), None)
            if bearer is not None:
                yield replace(bearer, start=chunk.start, end=chunk.end)

    def _counterpart(self, row: Sequence[Chunk], at: int) -> Iterator[Party]:
        """Yield whoever is only called the equal of somebody: "with his Kenyan and Tanzanian counterparts"."""
        if any(one.kind is Kind.PERSON for one in row[at + 1 : at + 4]):
            return
        own = self.named_in([one for one in row[:at] if one.start not in self._speakers])
        role = next((party.role for party in (*own, *self._topic) if party.role), None)
        for code in _listed(row, at):
            yield self._known(Party(None, role, "minister", code, row[at].start, row[at].end))

    def _known(self, party: Party) -> Party:
        """Return the person whom an office with a country stands for, if the article names one."""
        own = self._officials.get(party.country or "", ())
        for at in own:
            person = self._people[at]
            if person.role == party.role or (person.class_ == "leader" and party.class_ == "leader"):
                return replace(party, person=at, role=person.role)
        return party

    def _pronoun(self, row: Sequence[Chunk], named: Sequence[Party]) -> tuple[Party, ...]:
        """Return whom "he" or "the two" in a clause means, if it is nobody whom the clause names."""
        one = next((chunk for chunk in row if chunk.low in _SINGULAR), None)
        if one is not None:
            before = self.named_in([chunk for chunk in self._row if chunk.start < one.start])
            before = before[:-1] if one.low == "him" else before
            meant = before[-1:] or self._topic_people()[:1] or self._recent[-1:]
            return tuple(party for party in meant if all(other.person != party.person for other in named))
        several = any(chunk.low in _PLURAL for chunk in row)
        if several and not any(party.person is not None for party in named):
            people = {party.key: party for party in self._recent}
            return self._topic_people()[:2] or tuple(people.values())[-2:]
        return ()

    def _speaking(self, row: Sequence[Chunk], own: Sequence[Head], named: Sequence[Party]) -> tuple[Party, ...]:
        """Return the leader or minister who speaks of an encounter of his own: "Putin says will speak with Trump"."""
        speaker, countries = self._speaker, {party.country for party in named}
        if speaker is None or speaker.class_ not in {"leader", "minister"} or speaker.country in countries:
            return ()
        where = {chunk.of.code for chunk in row if chunk.kind is Kind.PLACE}
        own_talks = any(head.is_verb and head.kind in {"talks", "call"} for head in own)
        first_person = any(chunk.low in {"i", "we", "me", "our", "my"} for chunk in row)
        host = speaker.country in where or (speaker.class_ == "leader" and any(head.kind == "visit" for head in own))
        return (speaker,) if len(countries) == 1 and (own_talks or first_person or host) else ()

    def _topic_people(self) -> tuple[Party, ...]:
        return tuple(party for party in self._topic if party.person is not None)

    def _without_bare(self, named: Sequence[Party]) -> tuple[Party, ...]:
        """Leave out countries that stand beside one of their own people."""
        covered = {party.country for party in named if party.class_ is not None or party.person is not None}
        return tuple(
            party
            for party in named
            if party.class_ is not None or party.person is not None or party.country not in covered
        )

    def participant(self, party: Party) -> Participant:
        """Return the party as a report claims one."""
        if party.person is not None:
            return self._people[party.person].participant
        return Participant(name="", role=party.role, country=party.country)


def _lends_name(row: Sequence[Chunk], at: int) -> bool:
    """Whether a name only says whose something is: "a spokesman for Ramaphosa", "Simitis's government"."""
    owns = at + 2 < len(row) and row[at + 1].low in {"'s", "’s"} and row[at + 2].kind in {Kind.INSTITUTION, Kind.OFFICE}
    here = at - 1
    while here >= 0 and (row[here].kind is Kind.OFFICE or row[here].low in words("honorifics")):
        here -= 1
    spokesman = (
        here > 0
        and row[here].low in {"for", "of", "to"}
        and row[here - 1].kind is Kind.OFFICE
        and row[here - 1].of.class_ in {"spokesman", "bare"}
    )
    return owns or spokesman


def unnamed(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Return the offices alone: "a Japanese defence minister" was another one ten years ago."""
    return tuple(replace(party, person=None) for party in parties if party.role)


def _names_somebody(row: Sequence[Chunk], at: int) -> bool:
    """Whether the office belongs to a name beside it."""
    after = row[at + 1 : at + 4]
    for chunk in after:
        if chunk.kind is Kind.PERSON:
            return True
        if chunk.low not in {",", "'s", "’s", '"', "“"} and chunk.low not in words("honorifics"):
            break
    if row[at].of.plural:
        return False
    for here in range(at - 1, max(at - 9, -1), -1):
        chunk = row[here]
        if chunk.low == ",":
            return here > 0 and row[here - 1].kind is Kind.PERSON
        if chunk.kind not in {Kind.PLACE, Kind.WORD} or chunk.low in {"and", "with", "said", "to"}:
            return False
    return False


def _countries_of(row: Sequence[Chunk], at: int) -> list[str]:
    """Return the countries of an office: one, or for a plural every one of its list."""
    one = country_before(row, at) or country_after(row, at)
    several = _listed(row, at) if row[at].of.plural else []
    return several or ([one] if one else [])


def _listed(row: Sequence[Chunk], at: int) -> list[str]:
    """Return the countries of the list before or after chunk `at`: "the leaders of Kosovo and Serbia"."""
    codes: list[str] = []
    for order in (range(at - 1, max(at - 9, -1), -1), range(at + 1, min(at + 20, len(row)))):
        for here in order:
            chunk = row[here]
            if chunk.kind is Kind.PLACE:
                codes.append(chunk.of.code)
            elif chunk.low not in words("of a list"):
                break
    return list(dict.fromkeys(codes))


def _country(row: Sequence[Chunk], at: int, own: Sequence[Head]) -> Iterator[Party]:
    """Yield the country as a party: "talks between Iran and the US", "the Korea-Japan summit", "Oman's talks with"."""
    chunk = row[at]
    if chunk.of.kind not in {"country", "organisation", "capital", "metonym", "adjective"}:
        return
    body = chunk.of.kind == "organisation"
    if any(head.kind == "operation" for head in own) and not body:
        yield Party(None, None, None, chunk.of.code, chunk.start, chunk.end)
        return
    if (body and _meets(row, at, own)) or (not body and _in_company(row, at, own)):
        yield Party(None, "leaders" if body else None, None, chunk.of.code, chunk.start, chunk.end)


def _meets(row: Sequence[Chunk], at: int, own: Sequence[Head]) -> bool:
    """Whether a body takes part: it is met with, or this is a gathering of its members that somebody comes to."""
    gathering = any(chunk.low in words("gatherings") for chunk in row[at + 1 : at + 4])
    if gathering or not takes_part(row[at].of.code):
        return any(head.kind in {*GATHERINGS, "talks"} for head in own)
    before = row[at - 1].low if at else ""
    return before in {"with", "between"} or (before == "the" and at > 1 and row[at - 2].low in {"with", "between"})


def _in_company(row: Sequence[Chunk], at: int, own: Sequence[Head]) -> bool:
    """Whether other countries stand in one list with this one, or it is somebody whom one meets with."""
    before = row[at - 1] if at else None
    if before is not None and before.low == "the" and at > 1:
        before = row[at - 2]
    if before is not None and before.low in {"with", "between"}:
        return bool(row[at].of.kind != "adjective")
    talks = any(head.kind in {"talks", "summit", "multilateral"} for head in own)
    subject = at == 0 and len(row) > 1 and row[1].is_word and row[1].low not in _JOINS
    if subject and talks and row[0].of.kind in {"country", "capital"}:  # as in: India cancels talks with Pakistan
        return True
    neighbours = (*row[max(at - 3, 0) : at], *row[at + 1 : at + 4])
    joined = any(one.kind is Kind.PLACE and one.of.code != row[at].of.code for one in neighbours)
    linked = any(one.low in {"and", "-", "–", "/"} for one in (*row[max(at - 2, 0) : at], *row[at + 1 : at + 2]))
    visit = all(head.kind == "visit" for head in own)
    return bool(joined and linked and not visit and row[at].of.kind != "capital")
