"""Mentions: what one clause says of one encounter: who, where, when, and how it stands."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.reading.dates.date_mark import DateMark
from tracker.reading.encounters.clauses import Clause
from tracker.reading.encounters.cues import OFF, Cue, Sense
from tracker.reading.encounters.discourse import Discourse
from tracker.reading.encounters.finding import Finding
from tracker.reading.encounters.heads import Head
from tracker.reading.encounters.party import Directory, Party
from tracker.reading.encounters.senses import IN_COURSE, clause_sense, has_happened
from tracker.reading.encounters.settings import Setting, is_candidate, settings, settings_of
from tracker.reading.language.chunks import Chunk, Kind, Row, has_word, kind_at, word_at
from tracker.reading.language.tables import word_set
from tracker.reading.language.verbs import Form
from tracker.reading.language.word_groups import AUXILIARIES, PLAN_NOUNS, SIDE_EVENT_OPENERS
from tracker.reading.places.place_name import PlaceMark

_KINDS: Final = ("operation", "call", "summit", "visit", "forum", "multilateral", "talks")
_REMOTE: Final = word_set("phone telephone video videoconference teleconference call calls called online")
_CONTINUING: Final = frozenset({"which", "who", "where"})  # openers of clauses that go on with the news
_ASKING: Final = frozenset({"when", "where", "whether", "if"})
_BEFORE_ASKING: Final = word_set(
    "about on of as to say said decide decided discuss discussing ask asked clear unclear know known"
)
_WILL: Final = frozenset({Sense.CERTAIN, Sense.EXPECTED})
_MAY_BE_PUT_OFF: Final = frozenset({Sense.WAS_PLAN, Sense.REFUSED, Sense.CANCELLED})
_IF: Final = frozenset({"if", "unless"})
_TIMES: Final = frozenset({"time", "conditions", "circumstances"})
_NO_CONDITION: Final = frozenset({"necessary", "needed", "possible", "any", "not"})  # "if necessary"
_BEFORE_NO_CONDITION: Final = word_set("even as what and see ask asks asked asking know knows wonder doubt decide")
_EARLIER: Final = frozenset({"earlier", "previous", "prior"})
_PASSIVE: Final = word_set("is are was were be been being has have had will would now also later again")
_REASONS: Final = frozenset({"because", "although", "though", "amid", "despite", "unless"})  # which are elsewhere
_WHERE: Final = 2  # chunks of "Oslo," before "where"
_OBJECT: Final = 5  # chunks after the "of" of "the cancellation of the president's state visit"
# Subjects that may stand for a plan.
_SUBJECTS: Final = word_set("it this that these those they both which he she i we who plan plans event all and")
# Senses that found a mention in a clause that names its encounter by a pronoun, or not at all.
_STRONG: Final = frozenset(
    {Sense.CANCELLED, Sense.POSTPONED, Sense.FINAL, Sense.ARRANGING, Sense.WAS_PLAN, Sense.DENIED}
)


class Mention(Struct, frozen=True, kw_only=True):
    """What one clause says of one encounter. Offsets count characters of the text."""

    sentence: int
    headline: bool
    clause: Clause
    kind: str
    head: Chunk
    finding: Finding | None
    cues: tuple[Cue, ...]
    parties: tuple[Party, ...]
    settings: tuple[Setting, ...]
    dates: tuple[DateMark, ...]
    own_parties: bool  # named in this clause, not taken over from an earlier one
    official: bool  # an office speaks in the sentence
    earlier: bool = False  # it is about an earlier encounter: "an earlier visit"
    happened: bool  # a verb of the clause is in the past tense, whatever the cues say
    before_last: bool  # it had taken place before another: "52 days after the two had met in Tokyo"

    @property
    def sense(self) -> Sense | None:
        """How the clause says that the encounter stands."""
        return self.finding.sense if self.finding else None

    @property
    def history(self) -> bool:
        """Whether the clause looks back at how the plan once stood."""
        return self.finding is not None and self.finding.history

    @property
    def invites(self) -> bool:
        """Whether the clause proposes it by an invitation."""
        return any(chunk.low.startswith("invit") for chunk in self.clause.row)

    @property
    def is_dated_trip(self) -> bool:
        """Whether it gives the country of a trip, and days: "a visit to Latvia is set for May 4"."""
        return self.kind == "visit" and bool(self.dates) and any(setting.is_certain for setting in self.settings)

    @property
    def feared(self) -> bool:
        """Whether the clause says only that it may be so."""
        return self.finding is not None and self.finding.hedged

    def span(self) -> tuple[int, int]:
        """Return the offsets of the words that say how it stands, from the encounter to the cue."""
        row, finding = self.clause.row, self.finding
        if finding is None:
            return self.head.start, self.head.end
        first, last = row[finding.first], row[max(finding.last - 1, finding.first)]
        return min(first.start, self.head.start), max(last.end, self.head.end)


class ClauseMarks(Struct, frozen=True):
    """A clause with the encounters that it names, its cues, and its dates without those of statements."""

    clause: Clause
    heads: tuple[Head, ...]
    cues: tuple[Cue, ...]
    dates: tuple[DateMark, ...]


class Place(Struct, frozen=True, kw_only=True):
    """Where a clause stands: its sentence, whether an office speaks there, and the mentions before it."""

    sentence: int
    row: tuple[Chunk, ...]
    headline: bool
    official: bool
    before: Sequence[Mention]

    @property
    def decides_nothing(self) -> bool:
        """Whether it asks a question."""
        return self.row[-1].low == "?"


def new_mention(marks: ClauseMarks, place: Place, parties: tuple[Party, ...], directory: Directory) -> Mention:
    """Return what a clause with these parties says of the encounter that it names."""
    clause, heads = marks.clause, marks.heads
    kind = _kind(clause.row, heads)
    mention = Mention(
        sentence=place.sentence,
        headline=place.headline,
        clause=clause,
        kind=kind,
        head=clause.row[next(head.first for head in heads if head.kind == kind)],
        finding=_finding(marks, place),
        cues=marks.cues,
        parties=parties or next((mention.parties for mention in place.before if mention.parties), ()),
        settings=_marked(settings(clause.row, heads, directory.countries) or _where(clause, place.row), place.row),
        dates=marks.dates,
        own_parties=bool(parties),
        official=place.official,
        happened=any(head.form is Form.PAST for head in heads),
        before_last=clause.background and any(word_at(clause.row, head.first - 1) == "had" for head in heads),
    )
    return replace(mention, earlier=_names_earlier(mention))


def _where(clause: Clause, row: Row) -> tuple[Setting, ...]:
    """Return the place of a clause that only says "where": "flew to Oslo, where he met Kask"."""
    if clause.opener != "where":
        return ()
    at = next(at for at, chunk in enumerate(row) if chunk.start >= clause.row[0].start)
    before = row[max(at - _WHERE, 0) : at]
    return settings_of(chunk for chunk in reversed(before) if isinstance(chunk, PlaceMark))[:1]


def _kind(row: Row, heads: Sequence[Head]) -> str:
    """Return the kind that says most; who "arrived in Kyiv and spoke with Zelensky" did so without a telephone."""
    kinds = {head.kind for head in heads}
    if "visit" in kinds and not has_word(row, _REMOTE):
        kinds.discard("call")
    return next((kind for kind in _KINDS if kind in kinds), "")


def shared_subject(
    clause: Clause, before: Sequence[Mention], discourse: Discourse, directory: Directory, own: Sequence[Party]
) -> tuple[Party, ...]:
    """Return the subject that a clause without one shares with the words before it.

    "Xi, who was last in Seoul in 2014", "Li met Abe and is due to see Moon", "Li and Abe signed it after talks", "after
    talks with Abe, Li said". `before` are the mentions in the sentence, `own` the parties of the clause.
    """
    named = directory.named_in(chunk for chunk in discourse.row if chunk.start < clause.row[0].start)
    match clause.opener:
        case "who":
            return named[-1:]
        case "followed":  # "will meet Kask in Oslo, followed by talks with Macron in Paris"
            return before[-1].parties[:1] if before else ()
        case "and" if word_at(clause.row, 1) in AUXILIARIES:
            return before[-1].parties[:1] if before else named[:1]
        case "after" | "following" if not own and not before:
            return named
    is_met = len(own) == 1 and not own[0].is_bare and not any(mention.parties for mention in before)
    if is_met and _is_in_course_with(clause.row):
        return (named or _speakers(discourse, directory))[:1]
    return ()


def _is_in_course_with(row: Row) -> bool:
    """Whether a clause tells with whom somebody talked when something happened: "at talks with Abe, Li said"."""
    return row[0].low in IN_COURSE and has_word(row, {"with"})


def _speakers(discourse: Discourse, directory: Directory) -> tuple[Party, ...]:
    return directory.named_in(chunk for chunk in discourse.row if chunk.start in discourse.speaking)


def _finding(marks: ClauseMarks, place: Place) -> Finding | None:
    clause = marks.clause
    finding = _call_before(marks)
    if finding is None and not place.decides_nothing:
        finding = clause_sense(clause.row, marks.cues, marks.heads, headline=place.headline)
        finding = _left_open(finding, clause, place.row)
    return finding or _talks_before(marks, place.row)


def _left_open(finding: Finding | None, clause: Clause, row: Row) -> Finding | None:
    """Return the finding, as a proposal where the sentence leaves it open: "no word on when they will meet"."""
    if finding is None or not _leaves_open(finding.sense, clause, row):
        return finding
    return finding.as_proposal()


def _leaves_open(sense: Sense, clause: Clause, row: Row) -> bool:
    """Whether the sentence leaves open what a clause says; also a refusal: "will not come unless they agree"."""
    if sense in _WILL:
        return _is_asked(clause, row) or _is_conditional(clause, row)
    return sense is Sense.REFUSED and word_at(row, _end_of(clause, row)) in _IF


def _end_of(clause: Clause, row: Row) -> int:
    """Return where the next clause of the sentence begins."""
    return bisect_left(row, clause.row[-1].end, key=lambda chunk: chunk.start)


def _is_asked(clause: Clause, row: Row) -> bool:
    """Whether a clause says what is not known: "no word on when they will meet"."""
    at = bisect_left(row, clause.row[0].start, key=lambda chunk: chunk.start)
    return clause.opener in _ASKING and word_at(row, at - 1) in _BEFORE_ASKING


def _is_conditional(clause: Clause, row: Row) -> bool:
    """Whether the next clause of the sentence is a condition: "will come if they agree", not "even if they do not"."""
    at = _end_of(clause, row)
    if word_at(row, at - 1) == "only":  # "only after they are freed"
        return True
    if word_at(row, at) == "when":  # "when the time is right"
        return has_word(row[at : at + 3], _TIMES)
    is_condition = word_at(row, at) in _IF and word_at(row, at + 1) not in _NO_CONDITION
    return is_condition and word_at(row, at - 1) not in _BEFORE_NO_CONDITION


def _call_before(marks: ClauseMarks) -> Finding | None:
    """Return that a call was held: "after a call with Merz"."""
    clause = marks.clause
    is_over = clause.opener in {"after", "following"} and any(head.kind == "call" for head in marks.heads)
    return Finding(Sense.HELD, 0, min(3, len(clause.row))) if is_over else None


def _talks_before(marks: ClauseMarks, row: Row) -> Finding | None:
    """Return that talks were held behind which something happened: "signed it after their talks"."""
    head = marks.heads[0]
    happened = has_happened([chunk for chunk in reversed(row) if chunk.end <= marks.clause.row[0].start])
    is_over = marks.clause.opener in {"after", "following"} and head.kind == "talks" and not head.is_verb
    return Finding(Sense.HELD, 0, head.last) if is_over and happened else None


def _marked(places: tuple[Setting, ...], row: Row) -> tuple[Setting, ...]:
    """Return the places, those of a sentence that weighs several as candidates."""
    return tuple(replace(setting, candidate=True) for setting in places) if is_candidate(row) else places


def _names_earlier(mention: Mention) -> bool:
    """Whether it names another encounter before this one: "an earlier visit"."""
    row = mention.clause.row
    return word_at(row, row.index(mention.head) - 1) in _EARLIER and not mention.own_parties


def implied_heads(marks: ClauseMarks) -> tuple[Head, ...]:
    """Return a head for a clause that says how a plan stands but names it by a pronoun, or not at all."""
    cue = next((cue for cue in marks.cues if cue.sense in _STRONG and not cue.hedged), None)
    if cue is None or marks.clause.background or _is_of_something_else(marks.clause.row, cue):
        return ()
    return (Head("", cue.first, cue.last, None),)


def _is_of_something_else(row: Row, cue: Cue) -> bool:
    """Whether it is no plan that is off: "the vote was postponed", "a suspension of the trade agreement"."""
    if word_at(row, cue.last) == "of":
        return not has_word(row[cue.last + 1 : cue.last + 1 + _OBJECT], PLAN_NOUNS)
    at = cue.first - 1
    while word_at(row, at) in _PASSIVE:
        at -= 1
    if at == cue.first - 1 or kind_at(row, at) is not Kind.WORD or word_at(row, at) in _SUBJECTS:
        return False
    return word_at(row, at) not in PLAN_NOUNS or word_at(row, at - 1) in {"press", "news"}


def with_clause(mention: Mention, marks: ClauseMarks) -> Mention:
    """Return the mention with what a following clause adds that is of a side event, or names no encounter."""
    if marks.clause.opener in SIDE_EVENT_OPENERS:
        return _with_side_event(mention, marks)
    if marks.heads or (marks.clause.background and marks.clause.opener not in _CONTINUING):
        return mention
    return _continued(mention, marks)


def _with_side_event(mention: Mention, marks: ClauseMarks) -> Mention:
    """Return the mention with the days and places of the event around it, if it has none of its own."""
    around = settings(marks.clause.row, marks.heads)
    likely = tuple(setting for setting in around if setting.is_likely)
    return replace(mention, dates=mention.dates or marks.dates, settings=mention.settings or likely)


def _continued(mention: Mention, marks: ClauseMarks) -> Mention:
    """Return the mention with a clause that goes on about it: "…, which was to be on Thursday"."""
    row = (*mention.clause.row, *marks.clause.row)
    length = len(mention.clause.row)
    at = row.index(mention.head)
    heads = (Head(mention.kind, at, at + 1, None),)
    cues = tuple(replace(cue, first=cue.first + length, last=cue.last + length) for cue in marks.cues)
    finding = mention.finding
    if _is_open(finding, cues):
        finding = clause_sense(row, cues, (), headline=mention.headline) or finding
    return replace(
        mention,
        clause=Clause(row, mention.clause.opener),
        cues=mention.cues + cues,
        dates=mention.dates + marks.dates,
        finding=finding,
        settings=mention.settings or (() if marks.clause.opener in _REASONS else _marked(settings(row, heads), row)),
    )


def _is_open(finding: Finding | None, cues: Sequence[Cue]) -> bool:
    """Whether a further clause may say more of how an encounter stands than the first one did."""
    if finding is None or finding.stands:
        return True
    return finding.sense in _MAY_BE_PUT_OFF and any(cue.sense in OFF for cue in cues)
