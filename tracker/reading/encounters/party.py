"""Parties: somebody who takes part in an encounter, and the directory of an article's people that tells who it is."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.reading.language.chunks import Chunk
from tracker.reading.people.cast import Person
from tracker.reading.people.holders import is_same_office
from tracker.reading.people.marks import PersonMark
from tracker.reading.places.gazetteer import is_organisation

# Classes of offices whose holders speak and act for a country.
SPEAK_FOR_STATE: Final = frozenset({"leader", "minister"})
# Classes of offices that one person holds, whatever it is called: "the AU chairperson", "chief of the Union".
_ONE_HEAD: Final = frozenset({"leader", "organisation"})


class Party(Struct, frozen=True):
    """Somebody who takes part: a person of the article, an office, or a country alone; `text[start:end]` says so."""

    person: int | None
    role: str | None
    class_: str | None
    country: str | None
    start: int
    end: int

    @property
    def key(self) -> tuple[object, ...]:
        """The key that two parties share if they are the same one."""
        if self.person is not None:
            return (self.person,)
        return (None if self.class_ is None else self.role, self.country)

    @property
    def is_named(self) -> bool:
        """Whether it is a person, not an office or a country."""
        return self.person is not None

    @property
    def is_bare(self) -> bool:
        """Whether it is a country or an organisation alone, without an office."""
        return self.person is None and self.class_ is None

    @property
    def is_body(self) -> bool:
        """Whether it is an organisation that takes part by its members."""
        named = self.role == "leaders" and self.class_ is None
        return self.person is None and (named or (self.country is not None and is_organisation(self.country)))


def people_of(parties: Iterable[Party]) -> set[int]:
    """Return the numbers of the people among these parties."""
    return {party.person for party in parties if party.person is not None}


class Directory:
    """The people of an article, by their number and by their office."""

    def __init__(self, people: Sequence[Person]) -> None:
        """Index the people. The number of a person is the position in `people`."""
        self._people = people
        self.countries = [person.country for person in people]
        self._officials: dict[str, list[int]] = {}  # by country
        for number, person in enumerate(people):
            if person.country and person.role is not None and not person.speaks_only:
                self._officials.setdefault(person.country, []).append(number)

    def person(self, mark: PersonMark) -> Person:
        """Return the person of a mark."""
        return self._people[mark.number]

    def party(self, mark: PersonMark) -> Party:
        """Return the person of a mark as a party."""
        person = self._people[mark.number]
        return Party(mark.number, person.role, person.class_, person.country, mark.start, mark.end)

    def named_in(self, row: Iterable[Chunk]) -> tuple[Party, ...]:
        """Return the people that a row names, in order, spokesmen left out."""
        marks = (chunk for chunk in row if isinstance(chunk, PersonMark))
        return tuple(self.party(mark) for mark in marks if not self.person(mark).speaks_only)

    def bearer(self, office: Party) -> Party:
        """Return the person who holds an office with a country if the article names one, else the office."""
        for number in self._officials.get(office.country or "", ()):
            person = self._people[number]
            if is_same_office(person.role, office.role) or person.class_ == office.class_ in _ONE_HEAD:
                return replace(office, person=number, role=person.role)
        return office
