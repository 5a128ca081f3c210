"""Context: where the words of an article stand in relation to one of its encounters."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from tracker.reading.analysis import Analysis
from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.party import people_of
from tracker.reading.language.chunks import Chunk
from tracker.reading.people.marks import PersonMark

_SIDES: Final = 2
_LEAD: Final = 2  # sentences after the first that still carry the news


def _differ(one: Encounter, other: Encounter) -> bool:
    """Whether two encounters cannot be one: a call and a visit, in two countries, or one held and one ahead."""
    if ("call" in one.kinds) != ("call" in other.kinds):
        return True
    if one.held and other.held and not (one.windows and other.windows):  # of which one is the news
        return True
    if one.hosts and other.hosts and set(one.hosts).isdisjoint(other.hosts):
        return True
    return one.held != other.held and bool(one.first_sense and other.first_sense)


def _people_and_offices(encounter: Encounter) -> set[object]:
    """Return the people of an encounter, by their number and by their office: "Widodo" and "President Jokowi"."""
    offices = {(party.role, party.country) for party in encounter.parties if party.is_named and party.role}
    return offices | people_of(encounter.parties)


class Context:
    """One encounter among the others of its article."""

    def __init__(self, analysis: Analysis, encounters: Sequence[Encounter], index: int) -> None:
        """Take the encounter number `index`. The first is the main one."""
        self.analysis = analysis
        self.encounters = encounters
        self.encounter = encounters[index]
        self.is_main = index == 0

    @cached_property
    def sentences(self) -> frozenset[int]:
        """The sentences that mention the encounter."""
        return frozenset(mention.sentence for mention in self.mentions)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the encounter."""
        return tuple(mention for mention, _ in self.encounter.mentions)

    @cached_property
    def heads(self) -> frozenset[int]:
        """Where the words begin that name the encounter."""
        return frozenset(mention.head.start for mention in self.mentions)

    @cached_property
    def kin(self) -> tuple[Encounter, ...]:
        """The other encounters that may be this one told again: of the same sides, and in no other country."""
        return tuple(other for other in self.encounters if other is not self.encounter and self._is_kin(other))

    def _is_kin(self, other: Encounter) -> bool:
        mine, theirs = self.encounter, other
        if other.around or _differ(mine, theirs):
            return False
        people, others = _people_and_offices(mine), _people_and_offices(theirs)
        if people and others:
            return bool(people & others)
        sides = {party.country for party in mine.parties} & {party.country for party in theirs.parties}
        return len(sides - {None}) >= _SIDES

    @cached_property
    def _kin_sentences(self) -> frozenset[int]:
        return frozenset(mention.sentence for encounter in self.kin for mention, _ in encounter.mentions)

    @cached_property
    def _others(self) -> frozenset[int]:
        others = (encounter for encounter in self.encounters if encounter is not self.encounter)
        return frozenset(mention.sentence for encounter in others for mention, _ in encounter.mentions)

    @cached_property
    def parties_of_others(self) -> frozenset[object]:
        """The keys of those who take part in another encounter."""
        others = (encounter for encounter in self.encounters if encounter is not self.encounter)
        return frozenset(party.key for encounter in others for party in encounter.parties)

    def may_leave_in(self, sentence: int) -> bool:
        """Whether a sentence may say when the first of the parties leaves: it is not about others alone."""
        traveller = {party.key for party in self.encounter.parties[:1]}
        mentions = (mention for other in self.encounters for mention, _ in other.mentions)
        told = [mention for mention in mentions if mention.sentence == sentence]
        named = [{party.key for party in mention.parties} for mention in told if mention.own_parties]
        others = [parties for parties in named if not traveller <= parties]
        return not told or len(others) < len(told)

    @property
    def is_headline_news(self) -> bool:
        """Whether the headline names the encounter, and the body does too."""
        return {mention.headline for mention in self.mentions} == {True, False}

    @cached_property
    def first_of_body(self) -> int:
        """The number of the first sentence of the body."""
        return next((sentence.number for sentence in self.analysis.sentences if not sentence.headline), 0)

    @cached_property
    def _own_chunks(self) -> frozenset[int]:
        return frozenset(chunk.start for mention in self.mentions for chunk in mention.clause.row)

    @cached_property
    def people(self) -> Mapping[int, Sequence[tuple[int, PersonMark]]]:
        """Where the article names each person, by number: in which sentence, and the words."""
        named: dict[int, list[tuple[int, PersonMark]]] = {}
        for sentence in self.analysis.sentences:
            for chunk in sentence.people:
                named.setdefault(chunk.number, []).append((sentence.number, chunk))
        return named

    @cached_property
    def people_of_clauses(self) -> Mapping[int, Sequence[tuple[Mention, int]]]:
        """Where the clauses of the encounter name each person, by number: in which mention, and at which chunk."""
        named: dict[int, list[tuple[Mention, int]]] = {}
        for mention in self.mentions:
            for at, chunk in enumerate(mention.clause.row):
                if isinstance(chunk, PersonMark):
                    named.setdefault(chunk.number, []).append((mention, at))
        return named

    def position(self, sentence: int) -> str:
        """Return in which part of the article a sentence stands: headline, lead, second or body."""
        if self.analysis.sentences[sentence].headline:
            return "headline"
        at = sentence - self.first_of_body
        return "lead" if at == 0 else "second" if at <= _LEAD else "body"

    def relation(self, sentence: int, chunk: Chunk) -> str:
        """Return how a chunk stands to the encounter: in a clause that mentions it, in its sentence, or elsewhere.

        "kin" is the sentence of an encounter that may be the same one, "other" that of another one.
        """
        if chunk.start in self._own_chunks:
            return "clause"
        if sentence in self.sentences:
            return "sentence"
        if sentence in self._others:
            return "kin" if sentence in self._kin_sentences else "other"
        if sentence - 1 in self.sentences:
            return "next"
        return "nowhere"

    def order(self, mention: Mention) -> str:
        """Return which mention of the encounter this is: of the headline, the first of the body, or a later one."""
        if mention.headline:
            return "headline"
        body = next((mention for mention in self.mentions if not mention.headline), None)
        return "first" if mention is body else "later"
