"""Holders: who held which office when, of people that the press names without saying whose office it is.

`data/holders.tsv` has a row for each office that somebody held: the name as it is mostly printed, other spellings, the
words by which later mentions call them (none where the word means something else as well: May), the country or body,
the office, and the years. Names compare as `tracker.domain.names.folded` makes them, without stops and quotes.
"""

from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from typing import Final, Self

from msgspec import Struct

from tracker.domain.names import bare, folded, with_article_apart
from tracker.domain.report import Participant
from tracker.reading.language.tables import lines_of_table, word_set
from tracker.reading.people.offices import class_of

SPOKESMAN: Final = "spokesman"

_DROPPED: Final = ".,'’‘`\"“”"
_HYPHENS: Final = "-‐‑‒–—―−"
_ARTICLES: Final = ("al ", "el ")
_SHEIKH: Final = "sheikh "
_FIRST_RANK: Final = frozenset({"leader", "minister", "organisation"})
# Where family names are English, Chinese, Korean or Vietnamese, many others bear them: a Smith or a Liu is the minister
# only where the article speaks of the country. Leaders of some countries are known everywhere.
_SHARED: Final = word_set("US GB CA AU NZ IE JM TT BB BS AG DM GD KN LC VC BZ LR CK CN TW HK SG KR KP VN")
_FAMOUS: Final = word_set("US GB CA CN KR KP")
_FOREIGN: Final = frozenset(
    {"foreign minister", "external affairs minister", "secretary of state", "foreign secretary", "top diplomat"}
)
# Offices of state whose holders stand behind another leader of their country.
_BESIDE_A_LEADER: Final = frozenset({"head of state", "prince", "former president", "governor-general"})
# Reported years may be one off: a government formed in December is called the next year's.
_MARGIN: Final = 1


class Holder(Struct, frozen=True):
    """Somebody with an office: `since` and `until` are the years of its beginning and end, `until` None for still."""

    name: str
    country: str | None
    office: str | None
    since: int | None = None
    until: int | None = None

    @classmethod
    def of(cls, participant: Participant) -> Self:
        """Return a participant of a report as the holder of the office that the report gives."""
        return cls(participant.name, participant.country, participant.role)

    @property
    def class_(self) -> str | None:
        """The class of the office, one of those of `tracker.reading.people.offices.OfficePhrase`."""
        return class_of(self.office) if self.office else None

    def served(self, year: int, margin: int = 0) -> bool:
        """Whether the office was held in a year, or so many years before or after."""
        return (self.since or year) - margin <= year <= (year if self.until is None else self.until) + margin


def is_same_office(one: str | None, other: str | None) -> bool:
    """Whether two roles are the same office of a country: its foreign minister is its top diplomat."""
    return one == other or {one, other} <= _FOREIGN


def holders(name: str) -> tuple[Holder, ...]:
    """Return every office that anybody of this full name held, the earliest first."""
    rows = _by_name().get(_key(name))
    return tuple(sorted(map(_holder, rows), key=_start)) if rows else ()


def holder(name: str, year: int | None) -> Holder | None:
    """Return the person of this full name who held office in a year, or within a year of it, and which office.

    Without a year it is the last office. None if nobody did, or if two people bear the name.
    """
    bearers = holders(name)
    return _the_only(_in_year(bearers, year), year) if bearers else None


def holder_by_family(family: str, year: int | None, context: Collection[str] = ()) -> Holder | None:
    """Return the person that a bare family name means: in office within a year of `year`, if it can be nobody else.

    Leaders, ministers and the heads of bodies come before envoys and rebels. Of two such people `context` decides, the
    codes of the countries that the article names; of two in one country the very year, then the rank: a leader, then
    the foreign minister. If the context has countries but not theirs, the name must be one that a single country knows,
    and none that many bear. Spokesmen are nobody: they speak, and travel with others. None if it may be two people;
    without a year, any two.
    """
    bearers = list(map(_holder, _by_family().get(_family_key(family), ())))
    ranked = _ranked(bearers, year, context)
    here = _of_countries(ranked, context)
    if context and not here and not _distinctive(bearers, ranked):
        return None
    only = _the_only(_of_one_country(here or ranked, year), year)
    return only if only is not None and only.office != SPOKESMAN else None


def _ranked(bearers: Iterable[Holder], year: int | None, context: Collection[str]) -> list[Holder]:
    """Return the bearers of a name in office then who come first."""
    serving = [bearer for bearer in _in_year(bearers, year) if bearer.class_ != "bare"]
    here = _of_countries(serving, context)
    if any(bearer.office == SPOKESMAN for bearer in here):
        return here
    first = [bearer for bearer in serving if bearer.class_ in _FIRST_RANK]
    return first or serving if year is not None else serving


def _of_countries(bearers: Iterable[Holder], context: Collection[str]) -> list[Holder]:
    return [bearer for bearer in bearers if bearer.country in context]


def _distinctive(everybody: list[Holder], ranked: list[Holder]) -> bool:
    """Whether a family name points to one country though the article does not speak of it."""
    if len({bearer.country for bearer in everybody}) != 1:
        return False
    country, famous = everybody[0].country, all(bearer.class_ == "leader" for bearer in ranked)
    return country not in _SHARED or (country in _FAMOUS and famous)


def _in_year(bearers: Iterable[Holder], year: int | None) -> list[Holder]:
    return [bearer for bearer in bearers if year is None or bearer.served(year, _MARGIN)]


def _of_one_country(bearers: list[Holder], year: int | None) -> list[Holder]:
    """Leave of the people of one country those who served in that very year, and of these the highest."""
    countries = {bearer.country for bearer in bearers}
    if year is None or len(countries) != 1 or len(_names(bearers)) == 1:
        return bearers
    strict = [bearer for bearer in bearers if bearer.served(year)] or bearers
    highest = max(map(_rank, strict))
    return [bearer for bearer in strict if _rank(bearer) == highest]


def _names(bearers: Iterable[Holder]) -> set[str]:
    return {bearer.name for bearer in bearers}


def _the_only(bearers: list[Holder], year: int | None) -> Holder | None:
    """Return the office of the only person among these, that of the very year, else the last; None of two."""
    if len(_names(bearers)) != 1:
        return None
    return max(bearers, key=lambda each: (year is not None and each.served(year), each.since or 0, _rank(each)))


def _rank(holder: Holder) -> int:
    """Return how likely a bare name means somebody of two in one country, and which of two offices at once counts."""
    office = holder.office or ""
    if holder.class_ == "leader":
        return 4 if office in _BESIDE_A_LEADER else 5
    if office in _FOREIGN:
        return 3
    if office == SPOKESMAN:
        return 2
    return 0 if office.startswith(("deputy", "vice")) else 1


def _start(holder: Holder) -> int:
    return holder.since or 0


def _holder(row: str) -> Holder:
    name, _, _, country, office, since, until = row.split("\t")
    return Holder(name, country, office, int(since), int(until) if until else None)


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(_plain(folded(with_article_apart(name))).split())


def _family_key(family: str) -> str:
    key = _key(family)
    return key[3:] if key.startswith(_ARTICLES) else key


def _plain(text: str) -> str:
    """Return a folded text without stops, quotes and hyphens."""
    # Replacing one by one takes a twentieth of the time of str.translate on a text that is not all ASCII.
    for mark in _DROPPED:
        text = text.replace(mark, "")
    for mark in _HYPHENS:
        text = text.replace(mark, " ")
    return text


@cache
def _rows() -> tuple[tuple[str, list[str]], ...]:
    """Return the rows, each with its names, spellings and families as they compare.

    Whole tables are folded as one text: to fold eight thousand names one by one would take as long as an article.
    """
    table = lines_of_table("holders.tsv")
    accented = iter(bare("\n".join(row for row in table if not row.isascii())).split("\n"))
    text = _plain("\n".join(row.lower() if row.isascii() else next(accented) for row in table))
    return tuple(zip(table, (line.split("\t", 3) for line in text.split("\n")), strict=True))


@cache
def _by_name() -> dict[str, list[str]]:
    by_name: dict[str, list[str]] = {}
    for row, (name, spellings, _, _) in _rows():
        printed = {name, *spellings.split("|")} - {""}
        for spelling in printed | {_untitled(each) for each in printed}:
            by_name.setdefault(spelling, []).append(row)
    return by_name


def _untitled(spelling: str) -> str:
    """Return a full name without the title of a sheikh, which texts do not always print."""
    name = spelling.removeprefix(_SHEIKH)
    return name if " " in name else spelling


@cache
def _by_family() -> dict[str, list[str]]:
    by_family: dict[str, list[str]] = {}
    for row, (_, _, families, _) in _rows():
        for family in set(filter(None, families.split("|"))):
            by_family.setdefault(family[3:] if family.startswith(_ARTICLES) else family, []).append(row)
    return by_family
