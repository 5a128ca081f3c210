"""Mentions: what one clause says of one encounter: who, where, when, and how it stands."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.reading.dates.meanings import Side
from tracker.reading.dates.phrases import Tense
from tracker.reading.encounters.clauses import Clause, clauses
from tracker.reading.encounters.cues import OFF, Cue, Sense, cues
from tracker.reading.encounters.heads import Head, apart, heads
from tracker.reading.encounters.parties import Parties, Party, unnamed
from tracker.reading.encounters.senses import Finding, finding
from tracker.reading.encounters.settings import Setting, is_candidate, settings
from tracker.reading.encounters.speech import Said, days_of_saying, speech
from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.verbs import Form
from tracker.reading.language.words import words

_KINDS: Final = ("operation", "call", "summit", "visit", "forum", "multilateral", "talks")


class Mention(Struct, frozen=True, kw_only=True):
    """One clause's word on one encounter. Offsets count characters of the text."""

    sentence: int
    headline: bool
    clause: Clause
    kind: str
    head: Chunk
    found: Finding | None
    cues: tuple[Cue, ...]
    parties: tuple[Party, ...]
    settings: tuple[Setting, ...]
    dates: tuple[Chunk, ...]
    own_parties: bool  # said in this clause, not taken over from an earlier one
    official: bool = False  # an office speaks in the sentence
    earlier: bool = False  # it tells of the time before: "the first since 2015"
    happened: bool = False  # a verb of the clause says so in the past tense, whatever the cues say of it

    @property
    def sense(self) -> Sense | None:
        """How the clause says that the encounter stands."""
        return self.found.sense if self.found else None

    @property
    def history(self) -> bool:
        """Whether the clause looks back at how the plan once stood."""
        return self.found is not None and self.found.history

    def span(self) -> tuple[int, int]:
        """Return the offsets of the words that say how it stands, from the encounter to the cue."""
        row, found = self.clause.row, self.found
        if found is None:
            return self.head.start, self.head.end
        first, last = row[found.first], row[max(found.last - 1, found.first)]
        return min(first.start, self.head.start), max(last.end, self.head.end)


class Spoken(Struct, frozen=True, kw_only=True):
    """A sentence read: its chunks, who says what in it, and the encounters that it mentions."""

    number: int
    headline: bool
    row: tuple[Chunk, ...]
    said: tuple[Said, ...]
    mentions: tuple[Mention, ...]


class _Heard(Struct, frozen=True):
    """A clause with the words in it that tell something: the encounters that it names, its cues and its dates."""

    clause: Clause
    own: tuple[Head, ...]
    cues: tuple[Cue, ...]
    dates: tuple[Chunk, ...]


def spoken(number: int, row: tuple[Chunk, ...], parties: Parties, *, headline: bool) -> Spoken:
    """Read one sentence. `parties` remembers who was spoken of before."""
    said = speech(row)
    parties.begin(row, said)
    sentence = Spoken(number=number, headline=headline, row=row, said=said, mentions=())
    return replace(sentence, mentions=tuple(_mentions(sentence, parties)))


def _mentions(sentence: Spoken, parties: Parties) -> list[Mention]:
    """Return what each clause says; one that names no encounter adds to the one before, or its dates to the next."""
    told: list[Mention] = []
    waiting: tuple[Chunk, ...] = ()
    for heard in _heard(sentence):
        row, own = heard.clause.row, heard.own
        if told and heard.clause.opener in words("beside"):
            told[-1] = _beside(told[-1], settings(row, own), heard.dates)
        elif told and not own:
            told[-1] = _continued(told[-1], heard)
        if told and not own:
            continue
        dates = waiting + heard.dates
        own = own or _implied(heard)
        if own:
            told.append(_earlier(_mention(sentence, replace(heard, own=own, dates=dates), told, parties)))
        waiting = () if own or heard.clause.opener in words("background") else dates
    return told


def _heard(sentence: Spoken) -> Iterator[_Heard]:
    row = sentence.row
    days = {row[at].start for one in sentence.said for at in one.days} | {row[at].start for at in days_of_saying(row)}
    for clause in clauses(row):
        for part in apart(clause):
            dates = tuple(one for one in part.row if one.kind is Kind.DATE and one.start not in days)
            yield _Heard(part, heads(part.row), cues(part.row), dates)


def _mention(sentence: Spoken, heard: _Heard, told: Sequence[Mention], parties: Parties) -> Mention:
    """Return what a clause says of the encounter that it names; `told` is what the clauses before it say."""
    clause, own = heard.clause, heard.own
    kind = _kind(own)
    who = _antecedent(told, clause, parties) or parties.of(clause.row, own)
    asks = sentence.headline and sentence.row[-1].low == "?"  # which decides nothing
    stands = None if asks else finding(clause.row, heard.cues, own, headline=sentence.headline)
    return Mention(
        sentence=sentence.number,
        headline=sentence.headline,
        clause=clause,
        kind=kind,
        head=clause.row[next((one.first for one in own if one.kind == kind), own[0].first)],
        found=_looked_back(clause) or stands or _carried(told, clause),
        cues=heard.cues,
        parties=who or next((one.parties for one in told if one.parties), ()),
        settings=_marked(settings(clause.row, own, parties.countries), sentence.row),
        dates=heard.dates,
        own_parties=bool(who),
        official=any(one.class_ == "official" for one in sentence.said),
        happened=any(head.form is Form.PAST for head in own),
    )


def _antecedent(told: Sequence[Mention], clause: Clause, parties: Parties) -> tuple[Party, ...]:
    """Return whoever was named last, if that is the subject: "Xi, who was last in Seoul in 2014"."""
    first = clause.row[0].low
    if not told or first != "who" or any(chunk.kind is Kind.PERSON for chunk in clause.row):
        return ()
    return parties.named_in(told[-1].clause.row)[-1:]


def _marked(found: tuple[Setting, ...], row: Sequence[Chunk]) -> tuple[Setting, ...]:
    """Return the places, those of a sentence that weighs several as candidates."""
    return tuple(replace(one, candidate=True) for one in found) if is_candidate(row) else found


def _looked_back(clause: Clause) -> Finding | None:
    """Return that it was held, for "during phone talks last month, they agreed to meet"."""
    past = any(one.kind is Kind.DATE and one.of.direction is Tense.PAST for one in clause.row)
    return Finding(Sense.HELD, 0, min(3, len(clause.row))) if clause.opener == "during" and past else None


def _carried(told: Sequence[Mention], clause: Clause) -> Finding | None:
    """Return what an earlier clause says for this one too: "is scheduled to attend it and to pay a visit"."""
    lows = [chunk.low for chunk in clause.row[:2]]
    before = told[-1].found if told and lows == ["and", "to"] else None
    return Finding(before.sense, 0, 2) if before is not None else None


def _beside(mention: Mention, there: Sequence[Setting], dates: tuple[Chunk, ...]) -> Mention:
    """Return the mention with the days and places of the event beside which it happens, if it has none of its own."""
    where = tuple(one for one in there if one.weight > 1)
    return replace(mention, dates=mention.dates or dates, settings=mention.settings or where)


def _earlier(mention: Mention) -> Mention:
    """Return the visit before, of which "the first time a minister has visited since 2015" tells; else the mention."""
    since = next((one for one in mention.clause.row if one.kind is Kind.DATE and one.of.side is Side.SINCE), None)
    lows = [chunk.low for chunk in mention.clause.row]
    first = ("first", "time") in pairwise(lows) and not {"has", "have"}.isdisjoint(lows)
    if since is None or not first or mention.sense is not Sense.HELD or not mention.happened:
        return mention
    return replace(mention, parties=unnamed(mention.parties), dates=(since,), earlier=True)


def _continued(mention: Mention, heard: _Heard) -> Mention:
    """Return the mention with what a clause that names no encounter adds to it: "…, which was to be on Thursday"."""
    clause = heard.clause
    if clause.background and clause.opener not in {"which", "who", "where", "during"}:
        return mention
    row = (*mention.clause.row, *clause.row)
    moved = tuple(
        replace(cue, first=cue.first + len(mention.clause.row), last=cue.last + len(mention.clause.row))
        for cue in heard.cues
    )
    told = mention.found
    planned = told is not None and told.sense is Sense.WAS_PLAN and any(cue.sense in OFF for cue in moved)
    if moved and (told is None or planned or told.stands):
        told = finding(row, moved, (), headline=mention.headline)
    return replace(
        mention,
        clause=Clause(row, mention.clause.opener),
        cues=mention.cues + moved,
        dates=mention.dates + heard.dates,
        found=told,
        settings=mention.settings or _marked(settings(row, ()), row),
    )


def _implied(heard: _Heard) -> tuple[Head, ...]:
    """Return a head for a clause that says how a plan stands but names it by a pronoun, or not at all."""
    strong = {Sense.CANCELLED, Sense.POSTPONED, Sense.FINAL, Sense.ARRANGING, Sense.WAS_PLAN, Sense.DENIED}
    cue = next((one for one in heard.cues if one.sense in strong and not one.hedged), None)
    return (Head("", cue.first, cue.last, None),) if cue and not heard.clause.background else ()


def _kind(own: Sequence[Head]) -> str:
    kinds = {head.kind for head in own}
    return next((kind for kind in _KINDS if kind in kinds), "")
