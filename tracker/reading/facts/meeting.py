"""Meeting: whether an encounter is a meeting of officials of two countries or bodies, and not sport or a home visit."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import takewhile
from typing import Final

from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.party import Party, people_of
from tracker.reading.encounters.state_parties import STATES
from tracker.reading.facts.context import Context
from tracker.reading.facts.stage import IN_PASSING, Verdict
from tracker.reading.facts.who import country_of
from tracker.reading.language.chunks import Row
from tracker.reading.language.word_groups import BUSINESS, SPORT
from tracker.reading.places.gazetteer import is_organisation
from tracker.reading.places.place_name import PlaceMark

_MEET: Final = frozenset({"leader", "minister", "envoy", "organisation", "party"})
_BOSS: Final = "chief executive"  # of a company, except in Hong Kong
_MANY: Final = 3
_STATES_BY_NAME: Final = frozenset({"country", "capital"})
_TWO: Final = 2
_LONG_AGO: Final = timedelta(days=365)
_OFTEN: Final = 3  # words of one topic
_TOPICS: Final = {"sport": SPORT, "business": BUSINESS}
_FAR: Final = (3, 31, 200, 400)  # days
_ABROAD: Final = "?"  # the country of officials whose country the article does not give


def features(context: Context, verdict: Verdict | None) -> frozenset[str]:
    """Return what speaks for it and against it."""
    main = "main" if context.is_main else "other"
    rule = is_diplomatic(context.encounter, context.analysis.home)
    return frozenset(
        (
            main,
            f"rules {'yes' if rule else 'no'} {main}",
            f"verdict {verdict.stage if verdict else 'none'}",
            f"verdict {'some' if verdict else 'none'} {main}",
            *_parties(context),
            *_mentions(context, main),
            *_named(context, main),
            *_article(context),
            *_of_home(context),
            *_when(context, verdict),
            *_topics(context),
            *(() if context.is_main else _of_other(context, verdict)),
        )
    )


def _parties(context: Context) -> Iterator[str]:
    encounter = context.encounter
    sides = _sides(encounter, context.analysis.home)
    people = sum(party.is_named for party in encounter.parties)
    yield f"{min(len(sides), _MANY)} sides"
    yield f"{min(people, _MANY)} people"
    yield from _of_countries(encounter)
    yield "official" if has_official(encounter) else "no official"
    if not context.is_main:
        of_main = {party.key for party in context.encounters[0].parties}
        shared = any(party.key in of_main for party in encounter.parties)
        yield "shares people" if shared else "other people"


def _of_other(context: Context, verdict: Verdict | None) -> Iterator[str]:
    """Yield what counts for a meeting besides the main one: who, when and where, and what those before it share."""
    encounter, first = context.encounter, context.mentions[0]
    given = _given(encounter)
    stands = verdict.stage if verdict else "none"
    named = {party.country for party in encounter.parties if party.is_named and party.country}
    yield given
    yield f"named of {min(len(named), _MANY)} countries"
    yield f"named of {min(len(named), _MANY)} countries, {given}"
    yield f"first {first.sense or 'none'}"
    yield f"first {first.sense or 'none'} {'background' if first.clause.background else 'foreground'}"
    yield f"{stands} {'dated' if encounter.windows else 'undated'}"
    yield f"{stands} {'own parties' if first.own_parties else 'no own parties'}"
    yield from _shared(context)
    yield from _distance(context)


def _given(encounter: Encounter) -> str:
    return f"{'dated' if encounter.windows else 'undated'}, {'host' if encounter.hosts else 'no host'}"


def _shared(context: Context) -> Iterator[str]:
    """Yield whether an encounter before this one has all its people or countries, and its days and host."""
    encounter = context.encounter
    before = list(takewhile(lambda other: other is not encounter, context.encounters))
    same = _of_same_people(encounter, before)
    alike = "same countries" if _are_countries_told(encounter, before) else "others"
    whose = "same people" if same else alike
    yield whose
    yield f"{whose}, {_given(encounter)}"
    if same is not None:
        overlap = any(one.overlaps(other) for one in encounter.windows for other in same.windows)
        yield _compared("days", known=bool(encounter.windows and same.windows), same=overlap)
        yield _compared("hosts", known=bool(encounter.hosts and same.hosts), same=not _apart(encounter, same))


def _of_same_people(encounter: Encounter, before: Iterable[Encounter]) -> Encounter | None:
    """Return the first encounter before this one that has all its people."""
    people = people_of(encounter.parties)
    return next((other for other in before if people and people <= people_of(other.parties)), None)


def _are_countries_told(encounter: Encounter, before: Iterable[Encounter]) -> bool:
    """Whether an encounter before this one has all its countries."""
    countries = _countries_of(encounter)
    return bool(countries) and any(countries <= _countries_of(other) for other in before)


def _apart(encounter: Encounter, other: Encounter) -> bool:
    return set(encounter.hosts).isdisjoint(other.hosts)


def _compared(what: str, *, known: bool, same: bool) -> str:
    return f"same people, {what} {'unknown' if not known else 'shared' if same else 'apart'}"


def _countries_of(encounter: Encounter) -> set[str]:
    return {party.country for party in encounter.parties if party.country} | set(encounter.hosts[:1])


def _distance(context: Context) -> Iterator[str]:
    """Yield whether its days have passed or lie ahead, how far, and whether they are exact."""
    windows, published = context.encounter.windows, context.analysis.published
    if published is None or not windows:
        return
    first = min(window.earliest or date.min for window in windows)
    last = max(window.latest or date.max for window in windows)
    side = "past" if last < published else "ahead" if first > published else "now"
    days = {"past": (published - last).days, "ahead": (first - published).days, "now": 0}[side]
    yield side
    yield f"{side} {sum(days > limit for limit in _FAR)} far"
    yield "exact" if any(window.exact for window in windows) else "vague"


def _mentions(context: Context, main: str) -> Iterator[str]:
    encounter = context.encounter
    first = context.mentions[0]
    yield from (f"kind {kind}" for kind in encounter.kinds)
    yield "host" if encounter.hosts else "no host"
    yield "dated" if encounter.windows else "undated"
    yield f"{min(len(encounter.mentions), _MANY)} mentions"
    yield f"begins {context.position(first.sentence)} {main}"
    yield "own parties" if first.own_parties else "no own parties"
    yield "background" if first.clause.background else "foreground"


def _named(context: Context, main: str) -> Iterator[str]:
    """Yield how many countries the clauses and the first sentence of the encounter name, and whether officials do."""
    encounter, analysis = context.encounter, context.analysis
    taking_part = {party.country for party in encounter.parties if party.country} | set(encounter.hosts[:1])
    in_clauses = {code for mention in context.mentions for code in _countries(mention.clause.row)}
    yield f"{min(len(taking_part | in_clauses), _MANY)} countries in its clauses {main}"
    rows = (analysis.sentences[number].row for number in context.sentences)
    in_sentences = {code for row in rows for code in _countries(row)}
    yield f"{min(len(taking_part | in_sentences), _MANY)} countries in its sentences {main}"


def _countries(row: Row) -> Iterator[str]:
    """Yield the countries and bodies that a row names."""
    for chunk in row:
        if isinstance(chunk, PlaceMark) and chunk.place.kind in STATES:
            yield chunk.place.code


def _article(context: Context) -> Iterator[str]:
    people = context.analysis.people
    leaders = sum(person.class_ in {"leader", "minister"} for person in people)
    countries = {person.country for person in people if person.country}
    yield f"{min(leaders, _MANY)} leaders in the article"
    yield f"{min(len(countries), _MANY + 2)} countries in the article"


def _of_home(context: Context) -> Iterator[str]:
    """Yield whether its officials are those of the country from which the article is written, or foreign ones."""
    home = context.analysis.home
    countries = {party.country for party in context.encounter.parties if party.class_ in _MEET and party.country}
    if home is None or not countries:
        return
    if home not in countries:
        yield "officials are foreign"
    elif countries == {home}:
        yield "officials are at home" if context.encounter.hosts[:1] in ((), (home,)) else "officials go abroad"


def _when(context: Context, verdict: Verdict | None) -> Iterator[str]:
    """Yield whether it is only named in passing, or took place long before the article."""
    if verdict is not None and verdict.doubt == IN_PASSING:
        yield "named in passing"
    published = context.analysis.published
    ends = [window.latest for window in context.encounter.windows]
    if published is not None and ends and all(end is not None and published - end > _LONG_AGO for end in ends):
        yield "rules out: long ago"


def _topics(context: Context) -> Iterator[str]:
    """Yield the other matters that the article is about: sport, business."""
    words = [chunk.low for sentence in context.analysis.sentences for chunk in sentence.row if chunk.is_word]
    for topic, group in _TOPICS.items():
        count = sum(word in group for word in words)
        if count >= _OFTEN:
            yield f"rules out: {topic}"


def has_official(encounter: Encounter) -> bool:
    """Whether somebody takes part who holds an office of a state or a body."""
    return any(party.class_ in _MEET and not _is_boss(party) for party in encounter.parties)


def _of_countries(encounter: Encounter) -> Iterator[str]:
    """Yield from how many countries its officials come, and whether all of it is in one country."""
    officials = {party.country for party in encounter.parties if party.class_ in _MEET}
    countries = {party.country for party in encounter.parties} | set(encounter.hosts[:1])
    yield f"officials of {min(len(officials - {None}), _MANY)} countries"
    if None in {party.country for party in encounter.parties}:
        yield "party of no country"
    if len(countries - {None}) < _TWO:
        yield "in one country"


def _is_boss(party: Party) -> bool:
    """Whether somebody heads a company: the chief executive of Hong Kong heads a government."""
    is_of_nothing = party.class_ == "organisation" and party.country is None
    return is_of_nothing or (party.role == _BOSS and party.country != "HK")


def _sides(encounter: Encounter, home: str | None) -> set[str]:
    countries = {party.country for party in encounter.parties if party.country}
    host = next(iter(encounter.hosts), home if encounter.is_here else None)
    taking_part = (party for party in encounter.parties if party.country or party.class_ in _MEET)
    sides = {country_of(party, host, countries, home) for party in taking_part}
    abroad = {_ABROAD} if _goes_abroad(encounter) or _is_invited(encounter, countries) else set()
    return {side for side in (*sides, host) if side} | abroad


def _goes_abroad(encounter: Encounter) -> bool:
    """Whether an official whose country is not known visits another: "Foreign Minister Momen's trip to India"."""
    if "visit" not in encounter.kinds or not any(map(_is_of_no_country, encounter.parties)):
        return False
    mentions = [mention for mention, _ in encounter.mentions]
    if any(setting.city is None and setting.is_certain for mention in mentions for setting in mention.settings):
        return True
    return bool(encounter.hosts) and any(_states_in(mention) - set(encounter.hosts) for mention in mentions)


def _is_invited(encounter: Encounter, countries: Collection[str]) -> bool:
    """Whether another country speaks of the visit of an official: "Japan put off the visit of President Prabowo"."""
    if "visit" not in encounter.kinds or encounter.hosts or not countries:
        return False
    mentions = [mention for mention, _ in encounter.mentions if mention.sense]
    return any(_states_in(mention) - set(countries) for mention in mentions)


def _is_of_no_country(party: Party) -> bool:
    return party.class_ in _MEET and party.country is None


def _states_in(mention: Mention) -> set[str]:
    """Return the countries, without bodies, that the clause of a mention names."""
    places = (chunk.place for chunk in mention.clause.row if isinstance(chunk, PlaceMark))
    return {place.code for place in places if place.kind in _STATES_BY_NAME}


def is_diplomatic(encounter: Encounter, home: str | None) -> bool:
    """Whether by the rules two countries or bodies meet in it, and an office takes part."""
    if encounter.kinds & GATHERINGS and any(party.is_body for party in encounter.parties):
        return bool(encounter.hosts)
    sides = _sides(encounter, home)
    states = [party for party in encounter.parties if party.is_bare]
    if len(sides) < _TWO or all(map(is_organisation, sides)):
        return False
    return len(states) >= _TWO or has_official(encounter)
