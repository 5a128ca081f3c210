"""People: who is named in an article, with the office and the country that the text, the ledger or a table gives."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.names import folded
from tracker.domain.report import Participant
from tracker.reading.draft import Known
from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.word_groups import NAMING_VERBS, RELATIVES_AND_AIDES
from tracker.reading.people.holders import Holder, holder, holder_by_family
from tracker.reading.people.marks import NameMark, PersonMark
from tracker.reading.people.names import Run
from tracker.reading.people.offices_held import NOTHING, Held, held_by

_NAMESAKES: Final = 50  # bearers of one name that are weighed
_OFFICIAL: Final = frozenset({"leader", "minister", "envoy", "organisation", "parliament", "party"})


class Person(Struct, frozen=True, kw_only=True, dict=True):
    """Somebody whom the article names: the fullest name printed or known, the office, the country."""

    name: str
    role: str | None = None
    class_: str | None = None
    country: str | None = None
    former: bool = False

    @property
    def words(self) -> frozenset[str]:
        """The words of the name, as they compare."""
        return frozenset(folded(self.name).split())

    @property
    def speaks_only(self) -> bool:
        """Whether this is somebody who speaks for others and meets nobody."""
        return self.class_ == "spokesman"

    @property
    def holds_office(self) -> bool:
        """Whether the text or a table gives an office to this name."""
        return self.class_ in _OFFICIAL

    @property
    def participant(self) -> Participant:
        """The person as a report claims one."""
        return Participant(name=self.name, role=self.role, country=self.country)


class Spotted(Struct, frozen=True):
    """A run of words that may name somebody, and the office that the words around it give."""

    run: Run
    held: Held
    speaks: bool  # a verb of speech stands beside it
    owns: bool = False  # what follows is of somebody else: "Fiala's successor"


def spotted(rows: Iterable[Sequence[Chunk]]) -> tuple[Spotted, ...]:
    """Return what may be a name in rows of chunks whose names are marked."""
    return tuple(
        Spotted(chunk.run, held_by(row, at), _beside_speech(row, at), _owns(row, at))
        for row in rows
        for at, chunk in enumerate(row)
        if isinstance(chunk, NameMark)
    )


def _owns(row: Sequence[Chunk], at: int) -> bool:
    """Whether the name only says whose successor, wife or aide somebody else is."""
    following = [chunk.low for chunk in row[at + 1 : at + 5]]
    return following[:1] in (["'s"], ["’s"]) and not RELATIVES_AND_AIDES.isdisjoint(following[1:3])


def _beside_speech(row: Sequence[Chunk], at: int) -> bool:
    beside = [row[here].low for here in (at - 1, at + 1, at + 2) if 0 <= here < len(row)]
    if len(beside) > 1 and beside[-2] != ",":
        beside = beside[:-1]
    return not NAMING_VERBS.isdisjoint(beside)


class Cast:
    """The people of an article, in the order in which they are named."""

    def __init__(self, known: Known, countries: frozenset[str]) -> None:
        """Begin with nobody. `countries` are those that the article names: they tell one Kim from another."""
        self._known = known
        self._countries = countries
        self._year = known.published.year if known.published else None
        self._people: list[Person] = []
        self._bearers: dict[str, list[int]] = {}  # of each word of a name
        self._last: dict[int, int] = {}  # how many had been named when somebody was last named

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody so far."""
        return tuple(self._people)

    def marks(self, text: str, sightings: Sequence[Spotted]) -> tuple[PersonMark, ...]:
        """Return where people stand in the text, whole names taken first, so that "Yun" is known as Yun Byung-se."""
        alone = {word for one in sightings if len(one.run.words) == 1 for word in _words(one.run)}
        whole = {one.run: self._enter(one) for one in sightings if self._is_somebody(one, alone)}
        found: list[PersonMark] = []
        for one in sightings:
            for start, end, at in self._places(one, whole):
                self._last[at] = len(found)
                if not one.owns:
                    found.append(PersonMark(Kind.PERSON, start, end, text[start:end].lower(), at))
        return tuple(found)

    def _places(self, one: Spotted, whole: Mapping[Run, int]) -> Iterator[tuple[int, int, int]]:
        """Yield who stands where in a run: two people in "the Kan-Obama summit"."""
        run = one.run
        if run in whole:
            yield run.start, run.end, whole[run]
        elif len(run.words) == 1:
            pair = [(part, self._bearer(folded(part))) for part in re.split("[-‐‑–]", run.words[0])]
            if len(pair) > 1 and all(at is not None for _, at in pair):
                start = run.start
                for part, at in pair:
                    yield start, start + len(part), at or 0
                    start += len(part) + 1
            elif (at := self._by_one_word(one)) is not None:
                yield run.start, run.end, at

    def _bearer(self, word: str) -> int | None:
        return next(iter(self._bearers.get(word, ())), None)

    def _is_somebody(self, one: Spotted, alone: set[str]) -> bool:
        if len(one.run.words) == 1:
            return False
        if one.held != NOTHING or one.run.titled or one.speaks:
            return True
        parts = _words(one.run)
        return bool({parts[0], parts[-1]} & alone) or self._table(one.run.name, None) is not None

    def _enter(self, one: Spotted) -> int:
        mine = frozenset(_words(one.run))
        for at in sorted({at for word in mine for at in self._bearers.get(word, ())}):
            person = self._people[at]
            if (mine <= person.words or person.words <= mine) and len(mine & person.words) > 1:
                return self._keep(at, self._told(person, one))
        return self._keep(len(self._people), self._told(Person(name=one.run.name), one))

    def _keep(self, at: int, person: Person) -> int:
        self._people[at : at + 1] = [person]
        for word in person.words:
            bearers = self._bearers.setdefault(word, [])
            if at not in bearers:
                bearers.append(at)
        return at

    def _by_one_word(self, one: Spotted) -> int | None:
        """Return whom one word means: somebody named in full, else a leader whom everybody knows by it."""
        (word,) = _words(one.run)[:1] or ("",)
        bearers = self._bearers.get(word, [])[:_NAMESAKES]
        if bearers:
            at = min(bearers, key=lambda each: self._distance(each, one.held.country))
            return self._keep(at, self._told(self._people[at], one))
        if one.run.shouted and not word.isalpha():
            return None
        found = holder_by_family(one.run.words[0], self._year, self._countries)
        if found is not None and one.held.country not in {None, found.country}:
            found = None
        if found is None and (one.run.shouted or (one.held.role is None and not one.run.titled)):
            return None
        return self._keep(len(self._people), self._told(Person(name=found.name if found else one.run.name), one))

    def _distance(self, at: int, country: str | None) -> tuple[bool, bool, int]:
        """Return how far a bearer of a name is from being meant: of another country, without office, long not named."""
        person = self._people[at]
        away = country is not None and person.country != country
        return away, not person.holds_office, -self._last.get(at, -1)

    def _told(self, person: Person, one: Spotted) -> Person:
        """Return the person with what this mention adds; what stands already stays."""
        name = one.run.name if len(one.run.words) > len(person.name.split()) else person.name
        held = one.held
        role, class_ = (person.role, person.class_) if person.role else (held.role, held.class_)
        country = person.country or held.country
        table = self._table(name, country)
        return replace(
            person,
            name=name,
            role=role or (table.office if table else None),
            class_=class_ or (table.class_ if table else None),
            country=country or (table.country if table else None),
            former=person.former or held.former,
        )

    def _table(self, name: str, country: str | None) -> Holder | None:
        """Return who the ledger, else the table of office holders, says this is, unless the country forbids it."""
        known = self._known.people.get(folded(name))
        if known is not None and known.country and country in {None, known.country}:
            return Holder.of(known)
        found = holder(name, self._year) or holder(_without_initials(name), self._year)
        return found if found is not None and country in {None, found.country} else None


def _without_initials(name: str) -> str:
    """Return a name without the initials in it: "Antony J. Blinken" is Antony Blinken."""
    first, *rest = name.split()
    return " ".join([first, *(word for word in rest if len(word.strip(".")) > 1)])


def _words(run: Run) -> tuple[str, ...]:
    return tuple(word for part in run.words for word in folded(part).split())
