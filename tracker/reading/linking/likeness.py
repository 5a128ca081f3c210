"""When two mentions are one person or one office, and how far the two sides of a draft and of a meeting agree."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import dropwhile
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.names import folded, person_key
from tracker.domain.report import Participant
from tracker.reading.language.tables import rows, word_set
from tracker.reading.linking.sounds import are_comparable, sound_alike

# What both sides of a comparison may say of one country, from the surest to the contrary.
PERSON: Final = "person"
OFFICE: Final = "office"
COUNTRY: Final = "country"
DIFFERENT: Final = "different"

# Words of names that do not tell people apart.
_PARTICLES: Final = frozenset(
    {"al", "el", "bin", "bint", "ibn", "ben", "von", "van", "der", "den", "de", "da", "do", "dos", "das", "di", "du"}
    | {"la", "le", "jr", "sr", "ii", "iii", "mr", "mrs", "ms", "dr", "sir"}
)
# Words before a name that are no part of it.
_TITLES: Final = word_set(
    "president vice prime foreign defence defense minister premier chancellor secretary crown prince princess king "
    "queen emperor emir amir sheikh shaikh sheik sultan pope sayyid seyed general gen marshal colonel col mr mrs ms dr "
    "sir"
)
# Words that make a role another office than the one it names.
_LESSER: Final = ("vice", "deputy", "assistant", "under", "former", "ex ", "state minister", "aide", "spokes", "wife")
_HEADS: Final = frozenset({"president", "premier", "crown", "head", "chief"})


# How many letters of a word may differ, by how long it is at least.
_SLIPS: Final = ((7, 2), (4, 1))


class Side(Struct, frozen=True, kw_only=True):
    """What a draft and a meeting say of one country: how far they agree, and the words for it."""

    verdict: str
    who: str


@lru_cache(maxsize=2048)
def tokens(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell people apart, folded, without the titles before it."""
    words = folded(name).replace(".", " ").replace("'", "").replace("’", "").split()
    named = list(dropwhile(_TITLES.__contains__, words)) or words
    return tuple(word for word in named if word not in _PARTICLES) or tuple(named)


@lru_cache(maxsize=8192)
def same_name(one: str, other: str) -> bool:
    """Whether two spellings can be one name: every word of the shorter has its like in the longer, in any order."""
    if not are_comparable(one, other):
        return sound_alike(one, other)
    short, long = sorted((tokens(one), tokens(other)), key=len)
    if _joined(short) & _joined(long):
        return True
    return 0 < len(short) == _alike(short, long)


def _joined(words: Sequence[str]) -> set[str]:
    """Return the words as one, whichever of them is written first: Lee Jae-myung, Jaemyung Lee."""
    return {"".join((*words[start:], *words[:start])) for start in range(len(words))}


def same_person(one: Participant, other: Participant) -> bool:
    """Whether two mentions with names are one person; a given name may differ where family name and office agree."""
    if same_name(one.name, other.name):
        return are_comparable(one.name, other.name) or not _differ(office(one.role), office(other.role))
    if not are_comparable(one.name, other.name):
        return False
    here, there = tokens(one.name), tokens(other.name)
    post = office(one.role)
    if min(len(here), len(there)) < 2 or post is None or post != office(other.role):
        return False
    return any(len(here[end]) > 1 and _like(here[end], there[end]) for end in (0, -1))


@lru_cache(maxsize=512)
def office(role: str | None) -> str | None:
    """Return which office a role is, in one word, or None if it does not tell people apart."""
    words = folded(role or "")
    name = next((name for name, cues in _offices() if any(cue in words for cue in cues)), None)
    return f"lesser {name}" if name and any(mark in words for mark in _LESSER) else name


@cache
def _offices() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row[0], tuple(row[1].split(", "))) for row in rows("offices_alike.tsv"))


def sides(draft: Iterable[Participant], meeting: Iterable[Participant]) -> dict[str, Side]:
    """Return, for each country or organisation that both name, how far they agree about who comes for it.

    The empty code stands for people whose country neither gives.
    """
    drafted, standing = list(draft), list(meeting)
    stated = _by_country(drafted)
    there = _by_country(person if person.country else _placed(person, stated) for person in standing)
    here = _by_country(_placed(person, there) for person in drafted)
    both = {country: _side(country, here[country], there[country]) for country in here if country in there}
    return {country: side for country, side in both.items() if country or side.verdict == PERSON}


def _side(country: str, here: Sequence[Participant], there: Sequence[Participant]) -> Side:
    """Return the surest that both say of a country. Two names that can be compared and differ are two people."""
    pairs = [_Pair(one, other) for one in here for other in there]
    for pair in pairs:
        if pair.is_same_person:
            return Side(verdict=PERSON, who=pair.longer_name)
    unnamed = [pair for pair in pairs if not pair.tell_apart]
    for pair in unnamed:
        if pair.is_same_office:
            return Side(verdict=OFFICE, who=pair.name or f"{country} {pair.role}")
    is_open = any(pair.lacks_office for pair in unnamed)
    return Side(verdict=COUNTRY if is_open else DIFFERENT, who=country)


class _Pair(Struct, frozen=True):
    """Two mentions of one country that may be the same person."""

    one: Participant
    other: Participant

    @property
    def both_named(self) -> bool:
        return bool(self.one.name and self.other.name)

    @property
    def tell_apart(self) -> bool:
        """Whether their names say who they are, and in letters that can be compared."""
        return self.both_named and are_comparable(self.one.name, self.other.name)

    @property
    def is_same_person(self) -> bool:
        return self.both_named and same_person(self.one, self.other)

    @property
    def is_same_office(self) -> bool:
        return _same_office(office(self.one.role), office(self.other.role))

    @property
    def lacks_office(self) -> bool:
        return office(self.one.role) is None or office(self.other.role) is None

    @property
    def name(self) -> str:
        return self.one.name or self.other.name

    @property
    def longer_name(self) -> str:
        return max(self.one.name, self.other.name, key=len)

    @property
    def role(self) -> str | None:
        return self.one.role or self.other.role


def _same_office(one: str | None, other: str | None) -> bool:
    """Whether both are one office; "leader" is any head of a state, a government or an organisation."""
    if one is None or other is None:
        return False
    return one == other or ("head" in {one, other} and {one, other} <= _HEADS)


def _differ(one: str | None, other: str | None) -> bool:
    return None not in {one, other} and not _same_office(one, other)


def _by_country(people: Iterable[Participant]) -> dict[str, list[Participant]]:
    by_country: dict[str, list[Participant]] = {}
    for person in people:
        if person.country or person.name:
            by_country.setdefault(person.country or "", []).append(person)
    return by_country


def _placed(person: Participant, there: Mapping[str, Sequence[Participant]]) -> Participant:
    """Return the person under the country in which the meeting knows the whole name: UN or KR, AU or TD."""
    if not person.name or _is_among(person, there.get(person.country or "", ())):
        return person
    for country, others in there.items():
        if _is_among(person, [other for other in others if _may_move(person, other)]):
            return replace(person, country=country)
    return person


def _is_among(person: Participant, others: Iterable[Participant]) -> bool:
    return any(other.name and same_name(person.name, other.name) for other in others)


def _may_move(person: Participant, other: Participant) -> bool:
    """Whether a name is enough to put a person under another country: a whole name, or any name without a country."""
    whole = len(tokens(person.name)) > 1 and len(tokens(other.name)) > 1
    return whole or not person.country


def _alike(short: Sequence[str], long: Sequence[str]) -> int:
    """Return how many words of the shorter name have a like of their own in the longer; 0 if only initials have."""
    left, count, solid = list(long), 0, False
    for word in short:
        other = next((other for other in left if _like(word, other)), None)
        if other is not None:
            left.remove(other)
            count += 1
            solid = solid or min(len(word), len(other)) > 1
    return count if solid else 0


def _like(one: str, other: str) -> bool:
    """Whether two words of names are one: equal, an initial, or spelt a little differently (Omer, Omar)."""
    if one == other or person_key(one) == person_key(other):
        return True
    if one[0] != other[0]:
        return False
    shorter = min(len(one), len(other))
    if shorter == 1:
        return True
    allowed = next((letters for length, letters in _SLIPS if shorter >= length), 0)
    return allowed > 0 and abs(len(one) - len(other)) <= allowed and _distance(one, other) <= allowed


def _distance(one: str, other: str) -> int:
    """Return how many letters have to be put in, taken out or changed to make one word of the other."""
    row = list(range(len(other) + 1))
    for count, letter in enumerate(one, start=1):
        last, row[0] = row[0], count
        for place, against in enumerate(other, start=1):
            last, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, last + (letter != against))
    return row[-1]
