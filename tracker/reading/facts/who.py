"""Rosters: who takes part in a meeting, of all whom an article names when it speaks of it."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from tracker.domain.report import Participant
from tracker.reading.analysis import Analysis
from tracker.reading.encounters.gathering import Encounter
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.parties import Party


def roster(encounter: Encounter, telling: Mention, host: str | None) -> tuple[Party, ...]:
    """Return the parties of a meeting in the order of the text.

    Left out are countries and offices that stand for somebody who is named, company without an office, and whoever is
    named further down beside those of the same side who are named where the news is told: a delegation. A host may
    have several who receive.
    """
    parties = encounter.parties
    named = {party.country for party in parties if party.person is not None and party.country}
    people = [party for party in parties if party.person is not None]
    officials = [party for party in people if party.class_ or party.country] or people
    leading = [*telling.parties, *(one for each, _ in encounter.mentions if each.headline for one in each.parties)]
    kept = [one for one in officials if _leads(one, leading, host)]
    states = [party for party in parties if party.person is None and party.country not in named]
    if len(named) > 1 or encounter.kinds == {"visit"}:
        keys = {one.key for one in leading} if encounter.kinds & GATHERINGS or encounter.kinds == {"talks"} else set()
        states = [one for one in states if one.class_ or one.key in keys]
    unnamed = {one.country: one for one in sorted(states, key=lambda one: one.class_ is not None)}
    return tuple(sorted((*kept, *unnamed.values()), key=lambda one: one.start)) or parties


def _leads(party: Party, leading: Sequence[Party], host: str | None) -> bool:
    """Whether a person is of those with whom the news is, or of a side that has nobody there."""
    side = {one.person for one in leading if one.person is not None and one.country == party.country}
    return party.country == host or not side or party.person in side


def country_of(party: Party, host: str | None, others: Collection[str], home: str | None) -> str | None:
    """Return a party's country; whoever receives guests and is of no country that is named is at home."""
    if party.country or party.person is None:
        return party.country
    return host if host is not None and host not in others and others else home


def participants(parties: Sequence[Party], host: str | None, read_so: Analysis) -> tuple[Participant, ...]:
    """Return the parties as a report claims them."""
    others = {party.country for party in parties if party.country and (party.person is not None or party.class_)}
    return tuple(_participant(one, country_of(one, host, others, read_so.home), read_so) for one in parties)


def _bearer(party: Party, read_so: Analysis) -> Participant | None:
    """Return the one leader or minister whom the article names of a country that meets another."""
    own = [one for one in read_so.people if one.country == party.country and not one.former]
    officials = [one for one in own if one.class_ in {"leader", "minister"}]
    return officials[0].participant if len(officials) == 1 else None


def _participant(party: Party, country: str | None, read_so: Analysis) -> Participant:
    if party.person is None:
        bearer = _bearer(party, read_so) if party.class_ is None else None
        return bearer or Participant(name="", role=party.role, country=country)
    return replace(read_so.people[party.person].participant, country=country)
