"""Tours: a draft for each further country of a trip, with its own days where the article gives it some."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import inf
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.report import Participant
from tracker.domain.window import Window
from tracker.reading.dates.phrases import Tense
from tracker.reading.draft import Draft, Evidence
from tracker.reading.drawing import place_of
from tracker.reading.encounters.cues import Sense
from tracker.reading.encounters.dating import Dated, dated
from tracker.reading.encounters.encounter import DatedMention, Encounter
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.settings import Setting, legs
from tracker.reading.facts.context import Context
from tracker.reading.facts.weighing import Facts
from tracker.reading.facts.who import named_of, participants
from tracker.reading.language.chunks import Row
from tracker.reading.places.place_name import PlaceMark
from tracker.reading.stops import are_close

_RECEIVES: Final = 0.4  # the probability from which somebody of a further country receives the guests there
# How a clause may say that a trip goes on to another country; None where it has no verb of its own.
_GOES_ON: Final = frozenset({Sense.CERTAIN, Sense.EXPECTED, Sense.PLANNED, None})
_WHOLE_TOUR: Final = "the days are those of the whole tour"


class Leg(Struct, frozen=True):
    """A country of a tour, and its days if it has some of its own."""

    setting: Setting
    days: Dated | None


def tour(text: str, draft: Draft, facts: Facts) -> Iterator[Draft]:
    """Yield the draft of a meeting, and of a trip one more for each further country that the article names."""
    context, claims = facts.candidates.context, draft.claims
    legs_of_trip = _legs(context, claims.host, claims.window) if claims.kind == "visit" else ()
    if not legs_of_trip:
        yield draft
        return
    countries = {leg.setting.code for leg in legs_of_trip}
    for number, leg in enumerate(legs_of_trip):
        there = _elsewhere(text, draft, leg.setting) if number else draft
        claims = replace(there.claims, participants=_company(draft, facts, leg.setting.code, countries))
        there = _with_days(text, replace(there, claims=claims), leg)
        there = _ahead(there, context.analysis.published) if number else there
        yield replace(there, doubt=there.doubt or _WHOLE_TOUR) if number and leg.days is None else there


def _company(draft: Draft, facts: Facts, host: str, countries: Collection[str]) -> tuple[Participant, ...]:
    """Return who meets in one country of a tour: the guests, and those of its people who probably receive them."""
    everybody = draft.claims.participants
    guests = [person for person in everybody if person.country not in countries]
    hosts = [person for person in everybody if person.country == host]
    context = facts.candidates.context
    receiving = [choice.value for choice in facts.people if choice.probability >= _RECEIVES]
    hosts += participants(named_of(receiving, host), host, context.analysis)
    return tuple(dict.fromkeys((*guests, *hosts))) if guests else everybody


def _with_days(text: str, draft: Draft, leg: Leg) -> Draft:
    if leg.days is None:
        return draft
    evidence = {**draft.evidence, "window": Evidence.of(text, leg.days.start, leg.days.end)}
    return replace(draft, claims=replace(draft.claims, window=leg.days.window), evidence=evidence)


def _ahead(draft: Draft, published: date | None) -> Draft:
    """Return the draft of a further country, as confirmed if the tour has begun and its days there lie ahead."""
    window = draft.claims.window
    first = window.earliest if window else None
    is_ahead = published is not None and first is not None and first > published
    return replace(draft, stage="confirmed") if draft.stage == "held" and is_ahead else draft


def _elsewhere(text: str, draft: Draft, setting: Setting) -> Draft:
    """Return the draft of a trip for another country."""
    where = Evidence.of(text, setting.start, setting.end)
    evidence = {name: words for name, words in draft.evidence.items() if name != "place"} | {"host": where}
    if setting.city:
        evidence["place"] = where
    claims = replace(draft.claims, host=setting.code, place=place_of(setting))
    return replace(draft, main=False, claims=claims, evidence=evidence)


def _legs(context: Context, host: str | None, window: Window | None) -> tuple[Leg, ...]:
    """Return the countries of a tour, the host first; nothing if the trip has one country alone."""
    at_host = _setting_at(context, host)
    if at_host is None:
        return ()
    listed = _list_of_trip(context.encounter, host)
    stops = _stops(context, window)
    taken = {host, *(leg.setting.code for leg in listed), *(party.country for party in context.encounter.parties)}
    onward = [stop for code, stop in stops.items() if code not in taken]
    if listed:
        first = _leg_at(listed, host) or Leg(at_host, None)
        return (first, *_with_days_of(stops, _further(context, listed, host, window)), *onward)
    return (Leg(at_host, None), *onward) if onward else ()


def _setting_at(context: Context, host: str | None) -> Setting | None:
    """Return where the article first says that the trip goes to its host."""
    settings = (setting for mention in context.mentions for setting in mention.settings if setting.is_likely)
    return next((setting for setting in settings if setting.code == host), None)


def _with_days_of(stops: Mapping[str, Leg], legs: Iterable[Leg]) -> Iterator[Leg]:
    """Yield the legs, those without days with the days on which the trip goes on to their country."""
    for leg in legs:
        stop = stops.get(leg.setting.code)
        yield replace(leg, days=stop.days) if leg.days is None and stop is not None else leg


def _further(context: Context, listed: Sequence[Leg], host: str | None, window: Window | None) -> Iterator[Leg]:
    """Yield the listed countries besides the host, each with its days, also where another clause gives them."""
    clauses = _clauses_of_guests(context, {leg.setting.code for leg in listed})
    for leg in listed:
        if leg.setting.code != host:
            yield replace(leg, days=leg.days or _day_of(leg, clauses, window))


def _clauses_of_guests(context: Context, countries: Collection[str]) -> list[DatedMention]:
    """Return what the article says of the guests of a tour besides its lists of countries, the tour itself first."""
    encounter = context.encounter
    guests = {party.country for party in encounter.parties} - set(countries)
    others = (other for other in context.encounters if other is not encounter)
    pairs = (pair for each in (encounter, *others) for pair in each.mentions)
    return [pair for pair in pairs if _is_of(pair[0], guests) and not _listed(*pair)]


def _stops(context: Context, window: Window | None) -> Mapping[str, Leg]:
    """Return the stops to which a trip goes on, by country: "before travelling on to Tonga on Friday"."""
    stops: dict[str, Leg] = {}
    for mention in _own_mentions(context):
        stop = _stop(mention, window, context.analysis.published)
        if stop is not None:
            stops.setdefault(stop.setting.code, stop)
    return stops


def _own_mentions(context: Context) -> Iterator[Mention]:
    """Yield the mentions of the article that belong to no other encounter."""
    others = (other for other in context.encounters if other is not context.encounter)
    of_others = {mention.head.start for other in others for mention, _ in other.mentions}
    for sentence in context.analysis.sentences:
        yield from (mention for mention in sentence.mentions if mention.head.start not in of_others)


def _stop(mention: Mention, window: Window | None, published: date | None) -> Leg | None:
    """Return the stop of which a clause tells, on days that follow those of the trip."""
    setting = next((setting for setting in mention.settings if setting.is_certain), None)
    if setting is None or mention.kind != "visit" or mention.sense not in _GOES_ON:
        return None
    days = dated(mention, published, Tense.FUTURE)
    return Leg(setting, days[0]) if days and _follows(days[0].window, window) else None


def _follows(days: Window, window: Window | None) -> bool:
    """Whether the days of a stop are not before those of the trip, nor long after them."""
    first = window.earliest if window else None
    last = days.latest
    return first is not None and last is not None and first <= last and are_close(days, window)


def _day_of(leg: Leg, mentions: Iterable[DatedMention], window: Window | None) -> Dated | None:
    """Return the days that another clause about the tour gives a country: "On Tuesday he goes to Oman"."""
    days = (_day_there(mention, dates, leg.setting.code) for mention, dates in mentions)
    return next((day for day in days if day is not None and are_close(day.window, window)), None)


def _is_of(mention: Mention, guests: Collection[str | None]) -> bool:
    countries = {party.country for party in mention.parties}
    return not countries or not countries.isdisjoint(guests)


def _day_there(mention: Mention, dates: Sequence[Dated], code: str) -> Dated | None:
    """Return the date of a clause that belongs to a country: any if it names no other one, else the next behind it."""
    places = [setting for setting in mention.settings if setting.is_likely]
    here = next((setting for setting in places if setting.code == code), None)
    if here is None:
        return None
    if all(setting.code == code for setting in places):
        return next(iter(dates), None)
    end = _next_place(mention.clause.row, here.start)
    return next((date for date in dates if here.start < date.start < end), None)


def _next_place(row: Row, start: int) -> float:
    """Return where the next place after an offset begins, infinity if there is none."""
    return next((chunk.start for chunk in row if isinstance(chunk, PlaceMark) and chunk.start > start), inf)


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
    settings = _list_in(mention) if mention.kind == "visit" else ()
    days = _own_days(settings, dates) if settings else []
    return tuple(Leg(*leg) for leg in zip(settings, days, strict=True))


def _list_in(mention: Mention) -> Sequence[Setting]:
    """Return the list of countries that begins with the first place of a clause."""
    first = min((place for place in mention.settings if place.is_likely), key=lambda place: place.start, default=None)
    listed = (first, *legs(mention.clause.row, first)) if first else ()
    return listed if len(listed) > 1 else ()


def _own_days(settings: Sequence[Setting], dates: Sequence[Dated]) -> list[Dated | None]:
    """Return for each place the date between it and the next one, or none at all if a place has none of its own."""
    last = max((date.end for date in dates), default=0)
    spans = zip(settings, [*(setting.start for setting in settings[1:]), last], strict=True)
    days = [next((date for date in dates if place.end <= date.start < end), None) for place, end in spans]
    return days if all(days) else [None] * len(settings)
