"""Meeting: whether an encounter is a meeting of officials of two countries or bodies, and not sport or a home visit."""

from collections.abc import Iterator
from typing import Final

from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.facts.context import Context
from tracker.reading.facts.stage import Verdict
from tracker.reading.facts.who import country_of
from tracker.reading.places.gazetteer import is_organisation
from tracker.reading.places.place_name import PlaceMark

_MEET: Final = frozenset({"leader", "minister", "envoy", "organisation", "party"})
_BOSS: Final = "chief executive"  # of a company, except in Hong Kong
_MANY: Final = 3
_SIDES: Final = 2
_ABROAD: Final = "?"  # the country of officials whose country the article does not give


def features(context: Context, verdict: Verdict | None) -> frozenset[str]:
    """Return what speaks for it and against it."""
    return frozenset(_features(context, verdict))


def _features(context: Context, verdict: Verdict | None) -> Iterator[str]:
    encounter = context.encounter
    main = "main" if context.is_main else "other"
    rule = is_diplomatic(encounter, context.analysis.home)
    sides = len(_sides(encounter, context.analysis.home))
    yield main
    yield f"rules {'yes' if rule else 'no'} {main}"
    yield f"verdict {verdict.stage if verdict else 'none'}"
    yield f"verdict {'some' if verdict else 'none'} {main}"
    yield f"{min(sides, _MANY)} sides"
    yield from _of_countries(encounter)
    yield "official" if _official(encounter) else "no official"
    yield f"{min(sum(party.person is not None for party in encounter.parties), _MANY)} people"
    yield from (f"kind {kind}" for kind in encounter.kinds)
    yield "host" if encounter.hosts else "no host"
    yield f"{min(len(encounter.mentions), _MANY)} mentions"
    first, _ = encounter.mentions[0]
    yield f"begins {context.position(first.sentence)} {main}"
    yield "own parties" if first.own_parties else "no own parties"
    yield "background" if first.clause.background else "foreground"
    yield "dated" if encounter.windows else "undated"
    yield f"{min(len(_countries(context)), _MANY + 2)} countries in the article"
    leaders = sum(person.class_ in {"leader", "minister"} for person in context.analysis.people)
    yield f"{min(leaders, _MANY)} leaders in the article"
    if not context.is_main:
        main_parties = {party.key for party in context.encounters[0].parties}
        yield "shares people" if any(one.key in main_parties for one in encounter.parties) else "other people"


def _of_countries(encounter: Encounter) -> Iterator[str]:
    """Yield from how many countries its officials come, and whether all of it is in one country."""
    officials = {party.country for party in encounter.parties if party.class_ in _MEET}
    countries = {party.country for party in encounter.parties} | set(encounter.hosts[:1])
    yield f"officials of {min(len(officials - {None}), _MANY)} countries"
    if None in {party.country for party in encounter.parties}:
        yield "party of no country"
    if len(countries - {None}) < _SIDES:
        yield "in one country"


def _countries(context: Context) -> set[str]:
    return {person.country for person in context.analysis.people if person.country}


def _official(encounter: Encounter) -> bool:
    return any(one.class_ in _MEET and (one.role != _BOSS or one.country == "HK") for one in encounter.parties)


def _sides(encounter: Encounter, home: str | None) -> set[str]:
    known = {party.country for party in encounter.parties if party.country}
    host = encounter.hosts[0] if encounter.hosts else None
    named = {code for party in encounter.parties if (code := country_of(party, host, known, home))}
    return named | set(encounter.hosts[:1]) | ({_ABROAD} if _goes_abroad(encounter) else set())


def _goes_abroad(encounter: Encounter) -> bool:
    """Whether an official whose country is not known visits another: "Foreign Minister Momen's trip to India"."""
    guests = (party for party in encounter.parties if party.class_ in _MEET and party.country is None)
    if "visit" not in encounter.kinds or not any(guests):
        return False
    mentions = [mention for mention, _ in encounter.mentions]
    visits_country = any(each.city is None and each.is_certain for mention in mentions for each in mention.settings)
    chunks = (chunk for mention in mentions for chunk in mention.clause.row)
    named = {chunk.place.code for chunk in chunks if isinstance(chunk, PlaceMark) and chunk.place.kind == "country"}
    return visits_country or bool(encounter.hosts and named - set(encounter.hosts))


def is_diplomatic(encounter: Encounter, home: str | None) -> bool:
    """Whether by the rules two countries or bodies meet in it, and an office takes part."""
    sides = _sides(encounter, home)
    bodies = any(party.is_body for party in encounter.parties)
    if bodies and encounter.kinds & GATHERINGS:
        return bool(encounter.hosts)
    states = sum(party.person is None and party.class_ is None for party in encounter.parties) > 1
    return len(sides) > 1 and (_official(encounter) or states) and any(not is_organisation(side) for side in sides)
