"""Fitting: how well a mention fits an encounter, by kind, time, place and parties."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from tracker.domain.window import Window
from tracker.reading.encounters.cues import OFF, Sense
from tracker.reading.encounters.dating import AHEAD, Dated
from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.party import Party, people_of

_NO_LONGER: Final = OFF | {Sense.WAS_PLAN}
_PLANS: Final = frozenset({Sense.PROPOSED, Sense.PLANNED, Sense.ARRANGING, Sense.FINAL, Sense.CERTAIN, Sense.EXPECTED})
_APART: Final = timedelta(days=3)


def fit(encounter: Encounter, mention: Mention, dates: Sequence[Dated], published: date | None) -> int:
    """Return how well a mention fits an encounter: 0 if it speaks of another one."""
    if _kinds_differ(encounter, mention) or _times_differ(encounter, mention, dates, published):
        return 0
    if _listed_apart(encounter, mention, dates) or _hosts_differ(encounter, mention):
        return 0
    if _third_party(encounter, mention) or _others_then(encounter, mention, dates):
        return 0
    shared = _shared(encounter, mention)
    return 0 if shared is None else 1 + 2 * shared + (mention.kind in encounter.kinds)


def _kinds_differ(encounter: Encounter, mention: Mention) -> bool:
    if not mention.kind or not encounter.kinds:
        return False
    if (mention.kind == "operation") != ("operation" in encounter.kinds):
        return True
    if (mention.kind == "call") != (encounter.kinds == {"call"}):
        return mention.sense is not None or mention.own_parties
    if mention.kind not in GATHERINGS:
        return encounter.around
    return mention.clause.background and not encounter.kinds & GATHERINGS


def _times_differ(encounter: Encounter, mention: Mention, dates: Sequence[Dated], published: date | None) -> bool:
    """Whether the mention speaks of another time: of an earlier meeting, or of days that lie apart."""
    days = [each.window for each in dates]
    is_past = _long_past(days, published)
    if _begins_new_talks(encounter, mention) or _is_of_earlier(encounter, mention):
        return True
    if are_apart(days, encounter.windows or _of_news(encounter, published)):
        is_old_plan = mention.sense in _NO_LONGER and not encounter.held
        return is_past or not is_old_plan
    return _is_history(encounter, mention, is_past=is_past)


def _of_news(encounter: Encounter, published: date | None) -> Sequence[Window]:
    """Return when what took place, and has no day yet, must have been to be news."""
    return [Window(published.isoformat())] if encounter.held and published else []


def _is_of_earlier(encounter: Encounter, mention: Mention) -> bool:
    """Whether a mention is of an earlier plan that is off, or of a meeting before the last."""
    is_earlier_plan = mention.earlier and mention.sense in OFF
    is_before_last = mention.before_last and mention.sense is Sense.HELD and encounter.held
    return is_earlier_plan or is_before_last


def _is_history(encounter: Encounter, mention: Mention, *, is_past: bool) -> bool:
    """Whether a mention tells what happened before the plan: a plan that was off long ago, a meeting that was held."""
    if mention.sense in OFF:
        return is_past and encounter.first_sense in _PLANS
    is_held_before = mention.sense is Sense.HELD and not encounter.held
    return is_held_before and (is_past or (mention.clause.background and not encounter.is_headline))


def _begins_new_talks(encounter: Encounter, mention: Mention) -> bool:
    """Whether a mention is of talks that lie ahead on a visit that has begun."""
    ahead = mention.sense in AHEAD and mention.kind != "visit"
    return encounter.held and ahead and mention.own_parties


def are_apart(days: Sequence[Window], others: Sequence[Window]) -> bool:
    """Whether both have windows, and no two of them are close."""
    return bool(days and others) and all(gap(one, other) > _APART for one in days for other in others)


def gap(one: Window, other: Window) -> timedelta:
    """Return how much time lies between two windows, zero or less if they overlap."""
    begins = max(one.earliest or date.min, other.earliest or date.min)
    ends = min(one.latest or date.max, other.latest or date.max)
    return begins - ends


def _long_past(windows: Iterable[Window], published: date | None) -> bool:
    latest = [window.latest for window in windows if window.latest is not None]
    return bool(latest) and published is not None and max(latest) < published - _APART


def _listed_apart(encounter: Encounter, mention: Mention, dates: Sequence[Dated]) -> bool:
    """Whether one sentence gives the two days of their own: "to attend the summit on May 6 and to visit on May 8"."""
    before, other_dates = encounter.mentions[-1]
    if before.sentence != mention.sentence or before.kind == mention.kind or not mention.kind:
        return False
    return _on_other_days(_exact(dates), _exact(other_dates))


def _others_then(encounter: Encounter, mention: Mention, dates: Sequence[Dated]) -> bool:
    """Whether somebody meets others on another day: "he met Putin on Friday", "on Saturday he will meet Lavrov"."""
    people, others = people_of(mention.parties), people_of(encounter.parties)
    if not (people - others and others - people) or _receives(encounter, mention.parties):
        return False
    is_gathering = not GATHERINGS.isdisjoint({mention.kind, *encounter.kinds})
    days = [window for window in encounter.windows if window.exact]
    return mention.own_parties and not is_gathering and _on_other_days(_exact(dates), days)


def _on_other_days(days: Sequence[Window], others: Sequence[Window]) -> bool:
    """Whether both have days, and share none."""
    return bool(days and others) and not any(one.overlaps(other) for one in days for other in others)


def _exact(dates: Iterable[Dated]) -> list[Window]:
    return [each.window for each in dates if each.exact]


def _shared(encounter: Encounter, mention: Mention) -> int | None:
    """Return how many parties they share, or None if they are other people's meetings."""
    parties, others = mention.parties, encounter.parties
    if not mention.own_parties:
        return 0
    are_people = people_of(parties) and people_of(others) and not encounter.is_headline
    identify = people_of if are_people else _countries
    shared = identify(parties) & identify(others)
    if shared or not parties or not others:
        return len(shared)
    return 1 if _receives(encounter, parties) else None


def _countries(parties: Iterable[Party]) -> set[object]:
    return {party.country for party in parties if party.country is not None}


def _receives(encounter: Encounter, parties: Iterable[Party]) -> bool:
    """Whether they are all of the host of a visit: "meetings with the president and the premier are planned".

    Somebody of no known country is, if nobody of the host is named yet.
    """
    hosts = set(encounter.hosts[:1])
    is_received = any(party.is_named and party.country in hosts for party in encounter.parties)
    known = [party for party in parties if party.country or is_received]
    return "visit" in encounter.kinds and bool(hosts) and all(party.country in hosts for party in known)


def _third_party(encounter: Encounter, mention: Mention) -> bool:
    """Whether the mention would bring a third country into a meeting of two.

    It does not where it only tells in full of those of whom the headline names two.
    """
    if not mention.own_parties or not GATHERINGS.isdisjoint({mention.kind, *encounter.kinds}):
        return False
    countries = _countries_of_people(mention.parties)
    others = _countries_of_people(encounter.parties)
    if "visit" in encounter.kinds:
        others |= set(encounter.hosts[:1])
    return len(others) > 1 and bool(countries - others) and not encounter.is_headline


def _countries_of_people(parties: Iterable[Party]) -> set[str]:
    return {party.country for party in parties if party.is_named and party.country}


def _hosts_differ(encounter: Encounter, mention: Mention) -> bool:
    """Whether they are in two countries: a "Manila trip" may be the "visit to Vietnam and the Philippines"."""
    hosts = {setting.code for setting in mention.settings if setting.is_likely}
    others = set(encounter.hosts)
    if _is_trip_elsewhere(encounter, mention):
        return True
    is_told = mention.own_parties or mention.is_dated_trip
    if not hosts or not others or not is_told or not hosts.isdisjoint(others):
        return False
    return hosts.isdisjoint(encounter.places)


def _is_trip_elsewhere(encounter: Encounter, mention: Mention) -> bool:
    """Whether a trip goes to a country that has no part in talks: "he also put off a visit to Brazil"."""
    if mention.kind != "visit" or "visit" in encounter.kinds or encounter.kinds & GATHERINGS:
        return False
    hosts = {setting.code for setting in mention.settings if setting.is_certain}
    sides = _countries(encounter.parties)
    return bool(hosts) and len(sides) > 1 and mention.own_parties and hosts.isdisjoint({*sides, *encounter.places})
