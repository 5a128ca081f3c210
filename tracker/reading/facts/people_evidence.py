"""People evidence: who of those whom an article names may take part in a meeting, with what speaks for each."""

from collections.abc import Collection, Iterator
from typing import Final

from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.parties import Party
from tracker.reading.encounters.settings import is_owned, preposition
from tracker.reading.facts.candidate import Candidate, Words
from tracker.reading.facts.context import Context
from tracker.reading.language.chunks import Kind
from tracker.reading.places.gazetteer import is_organisation

_OFFICIAL: Final = frozenset({"leader", "minister", "envoy", "organisation", "parliament", "party"})
_STATES: Final = frozenset({"country", "capital", "metonym", "adjective", "organisation"})
_BEFORE: Final = frozenset({"with", "between", "and", "of", "by", "in", "to", "from", "at", "for"})
_WHERE: Final = frozenset(
    {"in", "at", "from", "near"}
)  # before a place where something happens, not one that takes part
_MANY: Final = 3


def candidates(context: Context, roster: Collection[Party], host: str | None) -> list[Candidate[Party]]:
    """Return each party that may take part. `roster` are those that the rules choose."""
    parties = {party.key: party for party in (*_states(context), *_named(context))}
    parties |= {party.key: party for party in context.encounter.parties}
    keys = {party.key for party in roster}
    sides = _sides(context)
    return [_candidate(context, party, keys, sides, host) for party in parties.values()]


def _named(context: Context) -> Iterator[Party]:
    """Yield the people named in sentences that mention the encounter, or next to one; spokesmen are left out."""
    near = context.sentences | {number + 1 for number in context.sentences}
    for sentence in context.analysis.sentences:
        for chunk in sentence.row if sentence.number in near else ():
            if chunk.kind is Kind.PERSON:
                person = context.analysis.people[chunk.of]
                if not person.speaks_only and not person.former:
                    yield Party(chunk.of, person.role, person.class_, person.country, chunk.start, chunk.end)


def _states(context: Context) -> Iterator[Party]:
    """Yield the countries and bodies that the clauses of the encounter name."""
    for mention in context.mentions:
        for at, chunk in enumerate(mention.clause.row):
            if (
                chunk.kind is Kind.PLACE
                and chunk.of.kind in _STATES
                and preposition(mention.clause.row, at) not in _WHERE
            ):
                role = "leaders" if chunk.of.kind == "organisation" else None
                yield Party(None, role, None, chunk.of.code, chunk.start, chunk.end)


def _ways(context: Context, party: Party) -> Iterator[str]:
    """Yield the words before a country or a body in the clauses of the encounter."""
    for mention in context.mentions:
        row = mention.clause.row
        for at, chunk in enumerate(row):
            if chunk.kind is Kind.PLACE and chunk.of.code == party.country and chunk.of.kind in _STATES:
                owner = "owner " if is_owned(row, at) else ""
                before = preposition(row, at)
                yield f"{owner}{before if before in _BEFORE else 'other'} {context.order(mention)}"
                yield f"{chunk.of.kind} {owner}{'gathering' if mention.kind in GATHERINGS else 'meeting'}"


def _sides(context: Context) -> dict[str, int]:
    """Return by country how many people of it the encounter has."""
    sides: dict[str, int] = {}
    for party in context.encounter.parties:
        if party.country:
            sides[party.country] = sides.get(party.country, 0) + (party.person is not None)
    return sides


def _candidate(
    context: Context, party: Party, roster: Collection[object], sides: dict[str, int], host: str | None
) -> Candidate[Party]:
    by_rule = party.key in roster
    kind = _kind(party)
    features = {kind, *_places(context, party, kind), *_standing(context, party, sides, host)}
    features |= {"rules", f"rules {kind}"} if by_rule else {f"not by rules {kind}"}
    if context.analysis.people and party.person is not None and context.analysis.people[party.person].former:
        features.add("former")
    words: Words = (party.start, party.end)
    return Candidate(party, words, frozenset(features), by_rule)


def _kind(party: Party) -> str:
    if party.person is not None:
        return "official" if party.class_ in _OFFICIAL else "person"
    if party.country and is_organisation(party.country):
        return "body"
    return "office" if party.class_ else "state"


def _places(context: Context, party: Party, kind: str) -> Iterator[str]:
    """Yield in which mentions the party takes part, and in which sentences it is only named."""
    count = 0
    for mention in context.mentions:
        if mention.own_parties and any(party.key == other.key for other in mention.parties):
            count += 1
            yield f"takes part {context.order(mention)}"
            yield f"takes part {context.order(mention)} {kind}"
    yield f"takes part {min(count, _MANY)} times"
    if any(_has(other, party) for other in context.encounters if other is not context.encounter):
        yield "other meeting" + (" too" if count else " only")
    if party.person is None:
        yield from _ways(context, party)
        return
    for sentence in context.analysis.sentences:
        for chunk in sentence.row:
            if chunk.kind is Kind.PERSON and chunk.of == party.person:
                yield f"named {context.position(sentence.number)}"
                yield f"named {context.relation(sentence.number, chunk)}"


def _has(encounter: object, party: Party) -> bool:
    return any(other.key == party.key for other in encounter.parties)  # type: ignore[attr-defined]


def _standing(context: Context, party: Party, sides: dict[str, int], host: str | None) -> Iterator[str]:
    """Yield how the party's country stands to the sides of the encounter."""
    kind = "visit" if context.encounter.kinds == {"visit"} else "meeting"
    named = party.person is not None
    others = sides.get(party.country or "", 0) - (
        named and any(party.key == one.key for one in context.encounter.parties)
    )
    if party.country is None:
        yield "no country"
    elif party.country not in sides:
        yield f"new side {kind}"
    yield f"{'company' if others > 0 else 'alone'} {'named' if named else 'unnamed'}"
    yield f"of {min(len(sides), _MANY)} sides {'in' if party.country in sides else 'out'}"
    if host is not None and party.country:
        yield f"{'host' if party.country == host else 'guest'} {kind} {'named' if named else 'unnamed'}"
        yield f"{'host' if party.country == host else 'guest'} {party.class_ or 'none'}"
    yield f"class {party.class_ or 'none'}"
