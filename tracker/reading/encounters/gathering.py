"""Encounters: the mentions of an article put together, those of one meeting with each other."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from tracker.domain.window import Window
from tracker.reading.dates.phrases import Tense
from tracker.reading.encounters.cues import OFF, Sense
from tracker.reading.encounters.dating import AHEAD, Dated, dated, tense_of
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.parties import Party

_MOST: Final = 30  # meetings of one article that are told apart
_APART: Final = timedelta(days=3)


class Encounter:
    """The mentions of one meeting, with the dates that each gives, and what they tell of it together."""

    def __init__(self, mention: Mention, dates: tuple[Dated, ...]) -> None:
        """Begin with the first mention."""
        self.mentions: list[tuple[Mention, tuple[Dated, ...]]] = []
        self.kinds: set[str] = set()
        self._parties: dict[tuple[object, ...], Party] = {}
        self._hosts: dict[str, int] = {}
        self._windows: dict[str, Window] = {}
        self._first: tuple[bool, Sense] | None = None
        self.add(mention, dates)

    def add(self, mention: Mention, dates: tuple[Dated, ...]) -> None:
        """Add another mention."""
        self.mentions.append((mention, dates))
        if mention.kind and (mention.kind != "call" or not self.kinds):
            self.kinds.add(mention.kind)
        self._windows |= {one.window.edtf: one.window for one in dates}
        for party in mention.parties:
            self._parties.setdefault(party.key, party)
        for setting in mention.settings:
            if setting.weight > 1:
                self._hosts[setting.code] = max(setting.weight, self._hosts.get(setting.code, 0))
        if mention.sense and (self._first is None or (self._first[0] and not mention.headline)):
            self._first = mention.headline, mention.sense

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everybody who takes part by any mention, each once, in order."""
        return tuple(self._parties.values())

    @property
    def around(self) -> bool:
        """Whether it is the gathering around another meeting: the forum on the sidelines of which ministers meet."""
        mention, _ = self.mentions[0]
        return mention.clause.background and mention.kind in GATHERINGS

    @property
    def hosts(self) -> tuple[str, ...]:
        """The countries in which it may be, the surest first."""
        return tuple(sorted(self._hosts, key=lambda code: -self._hosts[code]))

    @property
    def held(self) -> bool:
        """Whether the first that is said of it, below the headline, is that it was."""
        return self._first is not None and self._first[1] is Sense.HELD

    @property
    def windows(self) -> tuple[Window, ...]:
        """The windows that its dates mean, each once."""
        return tuple(self._windows.values())


def gathered(mentions: Sequence[Mention], published: date | None) -> tuple[Encounter, ...]:
    """Put the mentions of an article together, in order; each joins the meeting that it fits best, or begins one."""
    found: list[Encounter] = []
    tense = next((tense for one in mentions if not one.headline and (tense := tense_of(one))), Tense.FUTURE)
    before: tuple[Mention, Encounter] | None = None
    for mention in mentions:
        dates = dated(mention, published, tense)
        if before is not None and _goes_on(before[0], mention) and not dates:
            joined: Encounter | None = before[1]
        else:
            joined = _best(found, mention, dates, published)
        if joined is not None:
            joined.add(mention, dates)
        elif len(found) < _MOST and (mention.own_parties or not found or _of_theirs(mention)):
            joined = Encounter(mention, dates)
            found.append(joined)
        before = (mention, joined) if joined is not None else None
    return tuple(found)


def _of_theirs(mention: Mention) -> bool:
    """Whether a clause tells of another meeting that those named before it held."""
    return bool(mention.parties) and mention.sense is Sense.HELD


def _best(
    found: Sequence[Encounter], mention: Mention, dates: Sequence[Dated], published: date | None
) -> Encounter | None:
    """Return the meeting that a mention fits best, the first of several, or None."""
    fits = [(_fit(one, mention, dates, published), -n) for n, one in enumerate(found)]
    best = max(fits, default=(0, 0))
    return found[-best[1]] if best[0] else None


def _goes_on(before: Mention, mention: Mention) -> bool:
    """Whether a clause speaks on of what the one before it named: "…, but that trip was cancelled"."""
    same = before.sentence == mention.sentence and before.sense is Sense.WAS_PLAN and mention.sense in OFF
    return same and not mention.own_parties


def _fit(encounter: Encounter, mention: Mention, dates: Sequence[Dated], published: date | None) -> int:
    """Return how well a mention fits a meeting: 0 where it speaks of another one."""
    if _kinds_differ(encounter, mention) or _times_differ(encounter, mention, dates, published):
        return 0
    if _listed_apart(encounter, mention, dates):
        return 0
    shared = _shared(encounter, mention)
    if shared is None or _hosts_differ(encounter, mention) or _third_party(encounter, mention):
        return 0
    return 1 + 2 * shared + (mention.kind in encounter.kinds)


def _kinds_differ(encounter: Encounter, mention: Mention) -> bool:
    if not mention.kind or not encounter.kinds:
        return False
    if (mention.kind == "operation") != ("operation" in encounter.kinds):
        return True
    call = mention.kind == "call"
    if call != (encounter.kinds == {"call"}) and (call or encounter.kinds == {"call"}):
        return mention.sense is not None or mention.own_parties
    if encounter.around and mention.kind not in GATHERINGS:
        return True
    gathering = mention.clause.background and mention.kind in GATHERINGS
    return gathering and not encounter.kinds & GATHERINGS


def _times_differ(encounter: Encounter, mention: Mention, dates: Sequence[Dated], published: date | None) -> bool:
    """Whether the mention speaks of another time: of a meeting held before, or of days that lie apart."""
    mine = [one.window for one in dates]
    theirs = encounter.windows
    held = mention.sense is Sense.HELD
    if encounter.held and mention.sense in AHEAD and mention.own_parties and mention.kind != "visit":
        return True  # talks that lie ahead on a visit that has begun
    if mine and theirs and not any(_close(one, other) for one in mine for other in theirs):
        off = mention.sense in {*OFF, Sense.WAS_PLAN}
        return held or encounter.held or not off or _long_past(mine, published)
    if held != encounter.held and mention.sense is not None:
        return held and (_long_past(mine, published) or mention.clause.background)
    return False


def _listed_apart(encounter: Encounter, mention: Mention, dates: Sequence[Dated]) -> bool:
    """Whether one sentence gives the two days of their own: "to attend the summit on May 6 and to visit on May 8"."""
    before, days = encounter.mentions[-1]
    if before.sentence != mention.sentence or before.kind == mention.kind or not mention.kind:
        return False
    exact = [one.window for one in dates if one.exact], [one.window for one in days if one.exact]
    return all(exact) and not any(one.overlaps(other) for one in exact[0] for other in exact[1])


def _long_past(windows: Sequence[Window], published: date | None) -> bool:
    latest = [one.latest for one in windows if one.latest is not None]
    return bool(latest) and published is not None and max(latest) < published - _APART


def _close(one: Window, other: Window) -> bool:
    low, high = one.earliest or date.min, one.latest or date.max
    first, last = other.earliest or date.min, other.latest or date.max
    apart = max(low, first) - min(high, last)
    return apart <= _APART


def _shared(encounter: Encounter, mention: Mention) -> int | None:
    """Return how many parties they share, or None where they are other people's meetings."""
    if not mention.own_parties:
        return 0
    mine, theirs = mention.parties, encounter.parties
    gatherings = encounter.kinds & GATHERINGS and mention.kind in GATHERINGS and not mention.clause.background
    if gatherings and _of_bodies(mine) != _of_bodies(theirs):
        return 1  # "the EAC summit", and further down "the summit, under its chairman"
    people = {one.person for one in mine} - {None}
    if people and (others := {one.person for one in theirs} - {None}):
        if not people & others and _receives(encounter, mine):
            return 1
        return len(people & others) or (1 if _same_countries(mine, theirs) else None)
    countries = {one.country for one in mine} & {one.country for one in theirs} - {None}
    if not countries and _receives(encounter, mine):
        return 1
    return len(countries) or (None if mine and theirs else 0)


def _of_bodies(parties: Sequence[Party]) -> bool:
    return any(party.is_body for party in parties) and all(party.person is None for party in parties)


def _receives(encounter: Encounter, mine: Sequence[Party]) -> bool:
    """Whether they are all of the host of a visit: "meetings with the president and the premier are planned"."""
    countries = {one.country for one in mine}
    return "visit" in encounter.kinds and countries <= set(encounter.hosts[:1])


def _same_countries(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """Whether the two speak of the same two countries and contradict each other in nobody."""
    one, other = ({party.country for party in parties} - {None} for parties in (mine, theirs))
    persons = {p.person for p in mine if p.person is not None}, {p.person for p in theirs if p.person is not None}
    return len(one & other) > 1 and bool(persons[0] & persons[1])


def _third_party(encounter: Encounter, mention: Mention) -> bool:
    """Whether putting the two together would bring a third country into a meeting of two."""
    if {mention.kind, *encounter.kinds} & GATHERINGS or not mention.own_parties:
        return False
    mine = {one.country for one in mention.parties if one.person is not None and one.country}
    theirs = {one.country for one in encounter.parties if one.person is not None and one.country}
    if "visit" in encounter.kinds:
        theirs |= set(encounter.hosts[:1])
    return len(theirs) > 1 and bool(mine - theirs)


def _hosts_differ(encounter: Encounter, mention: Mention) -> bool:
    mine = {one.code for one in mention.settings if one.weight > 1}
    theirs = set(encounter.hosts)
    return bool(mine and theirs and not mine & theirs) and mention.own_parties
