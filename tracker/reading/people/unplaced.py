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
    if not any(bearers[role] == 1 for role in bearers if role):
        return tuple(people)
    taken = {(person.role, person.country) for person in people}
    free = set(_offices(rows)) - taken
    countries = {role: [code for other, code in free if other == role] for role in bearers if role}
    return tuple(
        replace(person, country=countries[person.role][0])
        if person.country is None and bearers[person.role] == 1 and len(countries.get(person.role or "", ())) == 1
        else person
        for person in people
    )


def _offices(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Yield the offices of one country each that the rows name."""
    for row in rows:
        for at in range(len(row)):
            office = office_at(row, at)
            code = (country_before(row, at) or country_after(row, at)) if office else None
            if office and code and not office.plural and not office.former:
                yield office.role, code
