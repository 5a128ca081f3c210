"""Who: the parties of a meeting by the rules, the candidates, and the parties as a report claims them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from tracker.domain.report import Participant
from tracker.reading.analysis import Analysis
from tracker.reading.encounters.analysed_sentence import AnalysedSentence
from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.fitting import are_apart
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.party import SPEAK_FOR_STATE, Party, people_of
from tracker.reading.encounters.place_roles import preposition
from tracker.reading.encounters.state_parties import STATES
from tracker.reading.facts.candidate import Candidate
from tracker.reading.facts.context import Context
from tracker.reading.facts.party_features import Sides, party_features
from tracker.reading.language.word_groups import ATTENDING, NEGATIONS
from tracker.reading.people.cast import Person
from tracker.reading.places.place_name import PlaceMark

# Before a place where something happens, not one that takes part.
_WHERE: Final = frozenset({"in", "at", "from", "near"})
_ORGANS: Final = {"UNGA": "UN"}  # an organ, with the body for which it stands
_LIST: Final = 2  # people of a list of attendees, said to attend
_LONG_LIST: Final = 4  # the same, whatever is said of them


def roster(encounter: Encounter, telling: Mention, host: str | None) -> tuple[Party, ...]:
    """Return the parties of a meeting by the rules, in the order of the text.

    Left out are countries and offices that stand for somebody who is named, people without an office in the company of
    officials, and a delegation: people who are named further down than others of their side. A host may have several
    who receive.
    """
    leading = (*telling.parties, *_in_headlines(encounter))
    people = [party for party in encounter.parties if party.is_named]
    officials = [party for party in people if party.class_ or party.country] or people
    named = [party for party in officials if _leads(party, leading, host)]
    unnamed = _unnamed(encounter, people)
    return tuple(sorted((*named, *unnamed), key=lambda party: party.start)) or encounter.parties


def _in_headlines(encounter: Encounter) -> list[Party]:
    return [party for mention, _ in encounter.mentions if mention.headline for party in mention.parties]


def _leads(party: Party, leading: Collection[Party], host: str | None) -> bool:
    """Whether a person is of the host or of no known country, named in the news itself, or of a side without others."""
    side = {other.person for other in leading if other.is_named and other.country == party.country}
    return party.country in {host, None} or not side or party.person in side


def _unnamed(encounter: Encounter, people: Collection[Party]) -> Collection[Party]:
    """Return an office or a country for each side of which nobody is named."""
    sides = {party.country for party in people if party.country}
    unnamed = [party for party in encounter.parties if not party.is_named and party.country not in sides]
    states = [party for party in unnamed if party.is_bare]
    if len(sides) > 1 or encounter.kinds == {"visit"}:
        states = []  # where others are named, a country alone does not come
    return {party.country: party for party in (*states, *_offices(unnamed))}.values()


def _offices(parties: Iterable[Party]) -> list[Party]:
    return [party for party in parties if not party.is_bare]


def candidates(context: Context, rule: Collection[Party], host: str | None) -> list[Candidate[Party]]:
    """Return each party that may take part. `rule` are those that the rules choose."""
    everybody = (*_states(context), *_people(context), *rule, *context.encounter.parties)
    parties = {party.key: party for party in everybody}
    keys = {party.key for party in rule}
    sides = Sides.of(context.encounter, host)
    return [_candidate(context, party, sides, by_rule=party.key in keys) for party in parties.values()]


def _candidate(context: Context, party: Party, sides: Sides, *, by_rule: bool) -> Candidate[Party]:
    features = frozenset(party_features(context, party, sides, by_rule=by_rule))
    return Candidate(party, (party.start, party.end), features, by_rule)


def attendees(context: Context) -> tuple[Party, ...]:
    """Return the people of the sentences that only list who comes to a gathering: "X of Chile and Y of Peru attend"."""
    if context.encounter.kinds.isdisjoint(GATHERINGS):
        return ()
    lists = (each for each in context.analysis.sentences if _lists_attendees(each))
    named = (party for each in lists for party in _named_in(context, each))
    return tuple(party for party in named if party.class_ or party.country)


def receivers(context: Context, host: str | None) -> tuple[Party, ...]:
    """Return who receives a visit, where the article tells it only of the talks on it.

    "Asare landed in Lima on Monday. On Tuesday he will see President Rios."
    """
    visit = context.encounter
    if host is None or "visit" not in visit.kinds or named_of(visit.parties, host):
        return ()
    guests = people_of(visit.parties)
    talks = (other for other in context.encounters if _is_on_visit(other, visit, host))
    met = (party for other in talks if guests & people_of(other.parties) for party in named_of(other.parties, host))
    return tuple({party.key: party for party in met}.values()) or _leaders(context, host)


def _leaders(context: Context, host: str) -> tuple[Party, ...]:
    """Return the leader of the country that another leader visits, if the article names one."""
    if not any(party.class_ == "leader" and party.country != host for party in context.encounter.parties):
        return ()
    named = (party for each in context.analysis.sentences for party in _named_in(context, each))
    leaders = {party.key: party for party in named if party.class_ == "leader" and party.country == host}
    return tuple(leaders.values()) if len(leaders) == 1 else ()


def named_of(parties: Iterable[Party], country: str) -> list[Party]:
    """Return the people of one country among these parties."""
    return [party for party in parties if party.is_named and party.country == country]


def _is_on_visit(talks: Encounter, visit: Encounter, host: str) -> bool:
    """Whether an encounter may be talks in the course of a visit to a country."""
    are_there = "talks" in talks.kinds and talks.hosts[:1] in ((), (host,)) and not talks.around
    return are_there and (visit.held or not talks.held) and not are_apart(talks.windows, visit.windows)


def _lists_attendees(sentence: AnalysedSentence) -> bool:
    """Whether a sentence only names several people and says that they attend, or names many."""
    words = {chunk.low for chunk in sentence.row}
    people = len(sentence.people)
    if people < _LIST or sentence.mentions or sentence.statements or not words.isdisjoint(NEGATIONS):
        return False
    return people >= _LONG_LIST or not words.isdisjoint(ATTENDING)


def _named_in(context: Context, sentence: AnalysedSentence) -> Iterator[Party]:
    for chunk in sentence.people:
        person = context.analysis.people[chunk.number]
        if not person.speaks_only and not person.former:
            yield Party(chunk.number, person.role, person.class_, person.country, chunk.start, chunk.end)


def _people(context: Context) -> Iterator[Party]:
    """Yield the people named in sentences that mention the encounter, or next to one."""
    near = context.sentences | {number + 1 for number in context.sentences}
    for sentence in context.analysis.sentences:
        if sentence.number in near:
            yield from _named_in(context, sentence)


def _states(context: Context) -> Iterator[Party]:
    """Yield the countries and bodies that the clauses of the encounter name."""
    for mention in context.mentions:
        row = mention.clause.row
        for at, chunk in enumerate(row):
            if isinstance(chunk, PlaceMark) and chunk.place.kind in STATES and preposition(row, at) not in _WHERE:
                role = "leaders" if chunk.place.is_body else None
                yield Party(None, role, None, chunk.place.code, chunk.start, chunk.end)


def country_of(party: Party, host: str | None, others: Collection[str], home: str | None) -> str | None:
    """Return a party's country. A person without one is at home, or a host if nobody else is of the host country."""
    if party.country or not party.is_named:
        return party.country
    return host if host is not None and host not in others and others else home


def participants(parties: Sequence[Party], host: str | None, analysis: Analysis) -> tuple[Participant, ...]:
    """Return the parties as a report claims them."""
    countries = _countries(parties, host, analysis.home)
    made = [_participant(party, country, analysis) for party, country in zip(parties, countries, strict=True)]
    return tuple(dict.fromkeys(replace(one, country=_ORGANS.get(one.country or "", one.country)) for one in made))


def _countries(parties: Sequence[Party], host: str | None, home: str | None) -> list[str | None]:
    """Return the country of each party; the first person comes from the guest's, if nobody is of a known country."""
    others = {party.country for party in parties if party.country and not party.is_bare}
    guest = _guest(parties, host, home)
    traveller = next((party for party in parties if party.is_named), None) if guest and not others else None
    known = {country for country in (*others, guest) if country}
    return [guest if one is traveller else country_of(one, host, known, home) for one in parties]


def _guest(parties: Iterable[Party], host: str | None, home: str | None) -> str | None:
    """Return the country from which somebody of no known country comes: one that takes part, else that of the item."""
    bare = (party.country for party in parties if party.is_bare and party.country != host)
    return next(bare, home if home != host else None)


def _participant(party: Party, country: str | None, analysis: Analysis) -> Participant:
    if party.person is not None:
        return replace(analysis.people[party.person].participant, country=country)
    bearer = _bearer(party, analysis) if party.is_bare else None
    return bearer.participant if bearer else Participant(name="", role=party.role, country=country)


def _bearer(party: Party, analysis: Analysis) -> Person | None:
    """Return the leader or minister of a country, if the article names exactly one, and not a minister who speaks."""
    own = ((number, one) for number, one in enumerate(analysis.people) if one.country == party.country)
    officials = [(number, one) for number, one in own if one.class_ in SPEAK_FOR_STATE and not one.former]
    if len(officials) != 1:
        return None
    number, person = officials[0]
    return None if person.class_ == "minister" and _only_speaks(number, analysis) else person


def _only_speaks(number: int, analysis: Analysis) -> bool:
    """Whether somebody is only named as who says something."""
    named = ((each, chunk) for each in analysis.sentences for chunk in each.people if chunk.number == number)
    return all(chunk.start in sentence.discourse.speaking for sentence, chunk in named)
