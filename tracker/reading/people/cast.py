"""People: who is named in an article, with the office and the country that the text, the ledger or a table gives."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.names import folded, with_article_apart
from tracker.domain.report import Participant
from tracker.reading.draft import Known
from tracker.reading.language.chunks import Chunk, Kind, word_at
from tracker.reading.language.word_groups import NAMING_VERBS, RELATIVES_AND_AIDES
from tracker.reading.people.holders import Holder, holder, holder_by_family
from tracker.reading.people.marks import NameMark, PersonMark
from tracker.reading.people.names import SUFFIXES, Run
from tracker.reading.people.offices_held import NOTHING, Held, held_by

_UNKNOWN: Final = Holder(name="", country=None, office=None)
_NAMESAKES: Final = 50  # bearers of one name that are weighed
OFFICIAL: Final = frozenset({"leader", "minister", "envoy", "organisation", "parliament", "party"})


class Person(Struct, frozen=True, kw_only=True, dict=True):
    """A person that the article names: the fullest name printed or known, the office, the country."""

    name: str
    role: str | None = None
    class_: str | None = None
    country: str | None = None
    former: bool = False

    @property
    def words(self) -> frozenset[str]:
        """The words of the name, as they compare."""
        return frozenset(folded(with_article_apart(self.name)).split())

    @property
    def speaks_only(self) -> bool:
        """Whether this is somebody who speaks for others and meets nobody."""
        return self.class_ == "spokesman"

    @property
    def holds_office(self) -> bool:
        """Whether the text or a table gives an office to this name."""
        return self.class_ in OFFICIAL

    @property
    def participant(self) -> Participant:
        """The person as a report claims one."""
        return Participant(name=self.name, role=self.role, country=self.country)


class Spotted(Struct, frozen=True):
    """A run of words that may name somebody, and the office that the words around it give."""

    run: Run
    held: Held
    speaks: bool  # a verb of speech stands next to it
    owns: bool  # the name only says whose somebody is: "Fiala's successor"

    @property
    def is_one_word(self) -> bool:
        """Whether the run has one word."""
        return len(self.run.words) == 1

    @property
    def stands_alone(self) -> bool:
        """Whether one word is enough for a name here: with an office or a title, outside a headline in title case."""
        return not self.run.shouted and (self.held.role is not None or self.run.titled)


def spotted(rows: Iterable[Sequence[Chunk]]) -> tuple[Spotted, ...]:
    """Return what may be a name in rows of chunks whose names are marked."""
    return tuple(
        Spotted(chunk.run, held_by(row, at), _is_near_speech(row, at), _owns(row, at))
        for row in rows
        for at, chunk in enumerate(row)
        if isinstance(chunk, NameMark) and not _is_owned(row, at)
    )


def _is_owned(row: Sequence[Chunk], at: int) -> bool:
    """Whether a single word belongs to something that is no place: "St George's Park", but not "Seoul's Park"."""
    name = row[at]
    one_word = isinstance(name, NameMark) and len(name.run.words) == 1 and not name.run.titled
    return one_word and word_at(row, at - 1) == "'s" and at > 1 and row[at - 2].kind in {Kind.WORD, Kind.PERSON}


def _owns(row: Sequence[Chunk], at: int) -> bool:
    """Whether the name only says whose successor, wife or aide somebody else is."""
    following = [chunk.low for chunk in row[at + 1 : at + 5]]
    return following[:1] == ["'s"] and not RELATIVES_AND_AIDES.isdisjoint(following[1:3])


def _is_near_speech(row: Sequence[Chunk], at: int) -> bool:
    near = [row[here].low for here in (at - 1, at + 1, at + 2) if 0 <= here < len(row)]
    if len(near) > 1 and near[-2] != ",":
        near = near[:-1]
    return not NAMING_VERBS.isdisjoint(near)


class Cast(Struct, frozen=True):
    """The people of an article, in the order in which they are named, and where each stands in the text."""

    people: tuple[Person, ...]
    marks: tuple[PersonMark, ...]


def cast(text: str, sightings: Sequence[Spotted], known: Known, countries: frozenset[str]) -> Cast:
    """Return the people of an article. `countries` are those that it names: they tell one Kim from another.

    Whole names are taken first, so that "Yun" is known as Yun Byung-se.
    """
    register = _Register(known, countries)
    alone = {word for sighting in sightings if sighting.is_one_word for word in _words(sighting.run)}
    whole = {sighting.run: register.enter(sighting) for sighting in sightings if register.is_whole(sighting, alone)}
    marks: list[PersonMark] = []
    for sighting in sightings:
        for start, end, number in register.places(sighting, whole):
            register.last_named[number] = len(marks)
            if not sighting.owns:
                marks.append(PersonMark(Kind.PERSON, start, end, text[start:end].lower(), number))
    return Cast(tuple(register.people), tuple(marks))


class _Register:
    """The people found so far, by the words of their names."""

    def __init__(self, known: Known, countries: frozenset[str]) -> None:
        self._known = known
        self._countries = countries
        self._year = known.published.year if known.published else None
        self.people: list[Person] = []
        self.last_named: dict[int, int] = {}  # how many marks there were when somebody was last named
        self._bearers: dict[str, list[int]] = {}  # of each word of a name

    def places(self, sighting: Spotted, whole: Mapping[Run, int]) -> Iterator[tuple[int, int, int]]:
        """Yield who stands where in a run: two people in "the Kan-Obama summit"."""
        run = sighting.run
        if run in whole:
            yield run.start, run.end, whole[run]
        elif sighting.is_one_word:
            pair = self._pair(run)
            number = None if pair else self._by_one_word(sighting)
            yield from pair
            if number is not None:
                yield run.start, run.end, number
        elif not run.shouted:
            yield from self._by_part(run)

    def _by_part(self, run: Run) -> Iterator[tuple[int, int, int]]:
        """Yield who bears a part of a name that has several words: "Al Thani", "Barrientos Vela"."""
        words = frozenset(_words(run))
        bearers = (number for number in self._bearers.get(_words(run)[-1], ())[:_NAMESAKES])
        of_all = [number for number in bearers if words < self.people[number].words]
        if of_all:
            yield run.start, run.end, min(of_all, key=lambda each: self._distance(each, None))

    def _pair(self, run: Run) -> list[tuple[int, int, int]]:
        """Return the people that hyphens join, if each of them is known."""
        pair: list[tuple[int, int, int]] = []
        start = run.start
        for part in re.split("[-‐‑–]", run.words[0]):
            number = next(iter(self._bearers.get(folded(part), ())), None)
            if number is None:
                return []
            pair.append((start, start + len(part), number))
            start += len(part) + 1
        return pair if len(pair) > 1 else []

    def is_whole(self, sighting: Spotted, alone: Collection[str]) -> bool:
        """Whether a run of several words names somebody: by an office, by a verb of speech, or as a known name."""
        if sighting.is_one_word:
            return False
        if sighting.held != NOTHING or sighting.run.titled or sighting.speaks:
            return True
        words = _words(sighting.run)
        return words[0] in alone or words[-1] in alone or self._table(sighting.run.name, None) is not None

    def enter(self, sighting: Spotted) -> int:
        """Return the number of the person of a whole name, who may be in the register by another form of it."""
        words = frozenset(_words(sighting.run))
        for number in sorted({number for word in words for number in self._bearers.get(word, ())}):
            person = self.people[number]
            contained = words <= person.words or person.words <= words
            if contained and len(words & person.words) > 1:
                return self._keep(number, self._with(person, sighting))
        return self._add(sighting.run.name, sighting)

    def _add(self, name: str, sighting: Spotted) -> int:
        return self._keep(len(self.people), self._with(Person(name=name), sighting))

    def _keep(self, number: int, person: Person) -> int:
        self.people[number : number + 1] = [person]
        for word in person.words:
            bearers = self._bearers.setdefault(word, [])
            if number not in bearers:
                bearers.append(number)
        return number

    def _by_one_word(self, sighting: Spotted) -> int | None:
        """Return the person that one word means: somebody named in full, else a leader that everybody knows by it."""
        word = next(reversed(_words(sighting.run)), "")
        bearers = self._bearers.get(word, [])[:_NAMESAKES]
        if bearers:
            number = min(bearers, key=lambda each: self._distance(each, sighting.held.country))
            return self._keep(number, self._with(self.people[number], sighting))
        if sighting.run.shouted and not word.isalpha():
            return None
        leader = self._leader(sighting)
        if leader is None and not sighting.stands_alone:
            return None
        return self._add(leader.name if leader else sighting.run.name, sighting)

    def _leader(self, sighting: Spotted) -> Holder | None:
        """Return the office-holder that everybody knows by this word, unless the text says another country."""
        leader = holder_by_family(sighting.run.words[0], self._year, self._countries)
        country = sighting.held.country
        return leader if leader is not None and country in {None, leader.country} else None

    def _distance(self, number: int, country: str | None) -> tuple[bool, bool, int]:
        """Return how far a bearer of a name is from being meant: of another country, without office, long not named."""
        person = self.people[number]
        away = country is not None and person.country != country
        return away, not person.holds_office, -self.last_named.get(number, -1)

    def _with(self, person: Person, sighting: Spotted) -> Person:
        """Return the person with what this mention adds. Role and country that are there stay."""
        run, held = sighting.run, sighting.held
        name = run.name if len(run.words) > len(person.name.split()) else person.name
        country = person.country or held.country
        table = self._table(name, country) or _UNKNOWN
        office = person if person.role else held
        return replace(
            person,
            name=name,
            role=office.role or table.office,
            class_=office.class_ or table.class_,
            country=country or table.country,
            former=person.former or held.former,
        )

    def _table(self, name: str, country: str | None) -> Holder | None:
        """Return who the ledger, else the table of office holders, says this is, unless the country forbids it."""
        participant = self._known.people.get(folded(name))
        if participant is not None and participant.country and country in {None, participant.country}:
            return Holder.of(participant)
        forms = (name, _without_initials(name), _without_middle_names(name))
        bearer = next(filter(None, (holder(form, self._year) for form in forms)), None)
        return bearer if bearer is not None and country in {None, bearer.country} else None


def _without_initials(name: str) -> str:
    """Return a name without the initials in it: "Antony J. Blinken" is Antony Blinken."""
    first, *rest = name.split()
    return " ".join([first, *(word for word in rest if len(word.strip(".")) > 1)])


def _without_middle_names(name: str) -> str:
    """Return the first and the last name: "Ferdinand Romualdez Marcos Jr." is Ferdinand Marcos Jr."""
    first, *rest = name.split()
    suffix = rest[-1:] if rest and folded(rest[-1]).strip(".") in SUFFIXES else []
    family = rest[: len(rest) - len(suffix)][-1:]
    return " ".join([first, *family, *suffix])


def _words(run: Run) -> tuple[str, ...]:
    return tuple(word for part in run.words for word in folded(with_article_apart(part)).split())
