"""Tours: a draft for each further country of a trip, with its own days where the article gives each country days."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.reading.draft import Draft, Evidence
from tracker.reading.drawing import place_of
from tracker.reading.encounters.dating import Dated
from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.settings import Setting, legs

_WHOLE_TOUR: Final = "the days are those of the whole tour"


class Leg(Struct, frozen=True):
    """A country of a tour, and its days if each country of the tour has days of its own."""

    setting: Setting
    days: Dated | None


def tour(text: str, draft: Draft, encounter: Encounter) -> Iterator[Draft]:
    """Yield the draft of a meeting, and of a trip one more for each further country that the article names."""
    legs_of_trip = _legs(encounter, draft.claims.host) if draft.claims.kind == "visit" else ()
    if not legs_of_trip:
        yield draft
        return
    first, *further = legs_of_trip
    yield _with_days(text, draft, first)
    for leg in further:
        there = _elsewhere(text, draft, leg.setting)
        yield _with_days(text, there, leg) if leg.days else replace(there, doubt=there.doubt or _WHOLE_TOUR)


def _with_days(text: str, draft: Draft, leg: Leg) -> Draft:
    if leg.days is None:
        return draft
    evidence = {**draft.evidence, "window": Evidence.of(text, leg.days.start, leg.days.end)}
    return replace(draft, claims=replace(draft.claims, window=leg.days.window), evidence=evidence)


def _elsewhere(text: str, draft: Draft, setting: Setting) -> Draft:
    """Return the draft of a trip for another country, without the hosts in the first one."""
    claims = draft.claims
    guests = tuple(person for person in claims.participants if person.country != claims.host)
    where = Evidence.of(text, setting.start, setting.end)
    evidence = {name: words for name, words in draft.evidence.items() if name != "place"} | {"host": where}
    if setting.city:
        evidence["place"] = where
    place, people = place_of(setting), guests or claims.participants
    claims = replace(claims, host=setting.code, place=place, participants=people)
    return replace(draft, main=False, claims=claims, evidence=evidence)


def _legs(encounter: Encounter, host: str | None) -> tuple[Leg, ...]:
    """Return the countries of a tour, the host first; nothing if the trip has one country alone."""
    settings = (setting for mention, _ in encounter.mentions for setting in mention.settings if setting.is_likely)
    at_host = next((setting for setting in settings if setting.code == host), None)
    listed = _list_of_trip(encounter, host) if at_host else ()
    if at_host is None or not listed:
        return ()
    first = _leg_at(listed, host) or Leg(at_host, None)
    return (first, *(leg for leg in listed if leg.setting.code != host))


def _list_of_trip(encounter: Encounter, host: str | None) -> tuple[Leg, ...]:
    """Return the first list of countries with the host in it, else the first of others that a trip goes to.

    "Besides Jordan, the trip takes him to Kuwait and Oman" has a list of its own.
    """
    lists = [_listed(mention, dates) for mention, dates in encounter.mentions]
    with_host = next((listed for listed in lists if _leg_at(listed, host)), None)
    if with_host:
        return with_host
    is_summit = not encounter.kinds.isdisjoint(GATHERINGS)  # to which others are invited, from a list of countries
    return () if is_summit else next(filter(None, lists), ())


def _leg_at(listed: Sequence[Leg], host: str | None) -> Leg | None:
    return next((leg for leg in listed if leg.setting.code == host), None)


def _listed(mention: Mention, dates: Sequence[Dated]) -> tuple[Leg, ...]:
    """Return the countries that a clause lists for the trip, in the order of the text; nothing if it is one alone."""
    likely = [setting for setting in mention.settings if setting.is_likely]
    if mention.kind != "visit" or not likely:
        return ()
    first = min(likely, key=lambda setting: setting.start)
    settings = (first, *legs(mention.clause.row, first))
    days = _own_days(settings, dates)
    return tuple(Leg(*leg) for leg in zip(settings, days, strict=True)) if len(settings) > 1 else ()


def _own_days(settings: Sequence[Setting], dates: Sequence[Dated]) -> list[Dated | None]:
    """Return for each place the date between it and the next one, or none at all if a place has none of its own."""
    last = max((date.end for date in dates), default=0)
    spans = zip(settings, [*(setting.start for setting in settings[1:]), last], strict=True)
    days = [next((date for date in dates if place.end <= date.start < end), None) for place, end in spans]
    return days if all(days) else [None] * len(settings)
