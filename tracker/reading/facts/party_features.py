"""Party features: what speaks for and against somebody as a party of a meeting, in the terms of the weights."""

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.party import Party
from tracker.reading.encounters.place_roles import is_owned, preposition
from tracker.reading.encounters.state_parties import STATES
from tracker.reading.facts.context import Context
from tracker.reading.language.chunks import Kind, kind_at, word_at
from tracker.reading.people.cast import OFFICIAL
from tracker.reading.people.offices_held import before_titles
from tracker.reading.places.gazetteer import is_organisation
from tracker.reading.places.place_name import PlaceMark

_BEFORE: Final = frozenset({"with", "between", "and", "of", "by", "in", "to", "from", "at", "for"})
_BEHIND: Final = frozenset({"with", "between", "and", "of", "by", "to", "from", "for", ",", "verb", "first"})
_TITLES: Final = frozenset({Kind.PLACE, Kind.OFFICE})
_IN_TITLES: Final = frozenset({"'s", "the", "his", "her", "its", "their", "counterpart", "new"})
_MANY: Final = 3
LISTED: Final = "listed"  # among those who come to a gathering, in a sentence that does not mention it


class Sides(Struct, frozen=True):
    """The countries that take part in an encounter, with how many people of each, and the host."""

    people: Mapping[str, int]
    keys: frozenset[object]  # those of the parties
    host: str | None
    kind: str

    @classmethod
    def of(cls, encounter: Encounter, host: str | None) -> "Sides":
        """Count the sides of an encounter."""
        people: dict[str, int] = {}
        for party in encounter.parties:
            if party.country:
                people[party.country] = people.get(party.country, 0) + party.is_named
        keys = frozenset(party.key for party in encounter.parties)
        return cls(people, keys, host, "visit" if encounter.kinds == {"visit"} else "meeting")

    @property
    def named(self) -> int:
        """How many people take part by name."""
        return sum(self.people.values())

    def company(self, party: Party) -> int:
        """Return how many others of a party's country take part by name."""
        itself = party.is_named and party.key in self.keys
        return self.people.get(party.country or "", 0) - itself


def party_features(context: Context, party: Party, sides: Sides, *, by_rule: bool) -> Iterator[str]:
    """Yield the features of a party."""
    kind = _kind(party)
    yield kind
    yield from ("rules", f"rules {kind}") if by_rule else (f"not by rules {kind}",)
    yield from _takes_part(context, party, kind)
    if by_rule and party.key not in sides.keys:
        yield LISTED
    yield from _side(party, sides)
    yield from _as_host(party, sides)
    if kind in {"body", "state"}:
        yield f"{kind} beside {min(sides.named, _MANY)} people"
    yield f"class {party.class_ or 'none'}"
    if party.person is None:
        yield from (feature for mention in context.mentions for feature in _as_state(context, mention, party))
    else:
        yield from _as_person(context, party.person)
        yield from _in_clauses(context, party.person)


def _kind(party: Party) -> str:
    if party.is_named:
        return "official" if party.class_ in OFFICIAL else "person"
    if party.country and is_organisation(party.country):
        return "body"
    return "office" if party.class_ else "state"


def _takes_part(context: Context, party: Party, kind: str) -> Iterator[str]:
    """Yield in which mentions the party takes part, and whether it takes part in another encounter."""
    own = [mention for mention in context.mentions if mention.own_parties and _has(mention, party)]
    for mention in own:
        yield f"takes part {context.order(mention)}"
        yield f"takes part {context.order(mention)} {kind}"
    yield f"takes part {min(len(own), _MANY)} times"
    if party.key in context.parties_of_others:
        yield "other meeting too" if own else "other meeting only"


def _has(mention: Mention, party: Party) -> bool:
    return any(other.key == party.key for other in mention.parties)


def _as_person(context: Context, number: int) -> Iterator[str]:
    """Yield where a person is named, and whether only as somebody who says something."""
    if context.analysis.people[number].former:
        yield "former"
    speaks = set[bool]()
    for sentence, chunk in context.people.get(number, ()):
        speaks.add(chunk.start in context.analysis.sentences[sentence].discourse.speaking)
        yield f"named {context.position(sentence)}"
        yield f"named {context.relation(sentence, chunk)}"
    if True in speaks:
        yield "speaks" if False in speaks else "only speaks"


def _in_clauses(context: Context, number: int) -> Iterator[str]:
    """Yield the word before a person and the titles in the clauses of the encounter: "with", "by", or the verb."""
    for mention, at in context.people_of_clauses.get(number, ()):
        word = _word_behind(mention, at)
        yield f"behind {word} {context.order(mention)}"
        yield f"behind {word}"


def _word_behind(mention: Mention, at: int) -> str:
    row = mention.clause.row
    before = before_titles(row, at)
    while before >= 0 and (kind_at(row, before) in _TITLES or row[before].low in _IN_TITLES):
        before -= 1
    if before < 0:
        return "first"
    if row[before].start == mention.head.start:
        return "verb"
    word = word_at(row, before)
    return word if word in _BEHIND else "other"


def _as_state(context: Context, mention: Mention, party: Party) -> Iterator[str]:
    """Yield the words before a country or a body in a clause of the encounter."""
    row = mention.clause.row
    meeting = "gathering" if mention.kind in GATHERINGS else "meeting"
    for at, chunk in enumerate(row):
        if isinstance(chunk, PlaceMark) and chunk.place.code == party.country and chunk.place.kind in STATES:
            owner = "owner " if is_owned(row, at) else ""
            before = preposition(row, at)
            yield f"{owner}{before if before in _BEFORE else 'other'} {context.order(mention)}"
            yield f"{chunk.place.kind} {owner}{meeting}"


def _side(party: Party, sides: Sides) -> Iterator[str]:
    """Yield how the party's country stands to the sides of the encounter."""
    if party.country is None:
        yield "no country"
    elif party.country not in sides.people:
        yield f"new side {sides.kind}"
    company = "company" if sides.company(party) > 0 else "alone"
    yield f"{company} {_named(party)}"
    inside = "in" if party.country in sides.people else "out"
    yield f"of {min(len(sides.people), _MANY)} sides {inside}"


def _as_host(party: Party, sides: Sides) -> Iterator[str]:
    if sides.host is not None and party.country:
        role = "host" if party.country == sides.host else "guest"
        yield f"{role} {sides.kind} {_named(party)}"
        yield f"{role} {party.class_ or 'none'}"


def _named(party: Party) -> str:
    return "named" if party.is_named else "unnamed"
