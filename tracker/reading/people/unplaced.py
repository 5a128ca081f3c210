"""Unplaced: people of no known country, and the country whose office is theirs: "the Turkish president" is Aydin."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from tracker.reading.language.chunks import Row
from tracker.reading.people.cast import Person
from tracker.reading.people.marks import office_at
from tracker.reading.people.offices_held import country_after, country_before


def placed(people: Sequence[Person], rows: Iterable[Row]) -> tuple[Person, ...]:
    """Return the people of an article, somebody without a country with that of the office.

    The office must be one of a country that has nobody else in the article, and of two people neither gets it.
    """
    bearers = Counter(person.role for person in people if person.country is None)
    free = set(_offices(rows)) - {(person.role, person.country) for person in people}
    return tuple(_with_country(person, free) if bearers[person.role] == 1 else person for person in people)


def _with_country(person: Person, free: Iterable[tuple[str, str]]) -> Person:
    """Return a person without a country with that of the office, if only one country's has nobody."""
    countries = [code for role, code in free if role == person.role]
    is_told = person.country is None and len(countries) == 1
    return replace(person, country=countries[0]) if is_told else person


def _offices(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Yield the offices of one country each that the rows name."""
    for row in rows:
        for at in range(len(row)):
            office = office_at(row, at)
            code = (country_before(row, at) or country_after(row, at)) if office else None
            if office and code and not office.plural and not office.former:
                yield office.role, code
