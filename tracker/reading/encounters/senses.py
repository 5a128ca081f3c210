"""Senses: how one clause says that an encounter stands: planned, off, under way, held."""

from collections.abc import Iterable, Sequence
from typing import Final

from tracker.reading.encounters.cues import OFF, Cue, Sense
from tracker.reading.encounters.finding import Finding
from tracker.reading.encounters.heads import Head
from tracker.reading.encounters.verb_forms import by_form, is_ahead
from tracker.reading.language.chunks import NAMED, Kind, Row, has_word, kind_at, lows, word_at
from tracker.reading.language.tables import word_set
from tracker.reading.language.verbs import Form
from tracker.reading.language.word_groups import (
    AUXILIARIES,
    DETERMINERS,
    EVENT_VERBS,
    MODALS,
    PLAN_NOUNS,
    POSSESSIVES,
    REFUSABLE_VERBS,
    SPEECH_VERBS,
    THINGS_PUT_OFF,
)

_GOVERNS: Final = frozenset(
    {
        Sense.CERTAIN,
        Sense.EXPECTED,
        Sense.PLANNED,
        Sense.PROPOSED,
        Sense.ARRANGING,
        Sense.WAS_PLAN,
        Sense.REFUSED,
        Sense.FINAL,
    }
)
_FAILING: Final = OFF | {Sense.DOUBTED}
_CERTAIN: Final = frozenset({Sense.CERTAIN, Sense.EXPECTED, Sense.PLANNED})
_MAY_BE_OPEN: Final = _CERTAIN | {Sense.OPEN}
_WHETHER_REACH: Final = 8
_UNDER_WAY: Final = frozenset({Sense.FINAL, Sense.ARRANGING})
# Where a clause has several cues, the first of these that it has decides.
_ORDER: Final = (
    Sense.DENIED,
    Sense.CANCELLED,
    Sense.POSTPONED,
    Sense.REFUSED,
    Sense.FINAL,
    Sense.ARRANGING,
    Sense.PROPOSED,
    Sense.OPEN,
    Sense.EXPECTED,
    Sense.PLANNED,
    Sense.CERTAIN,
    Sense.WAS_PLAN,
    Sense.HELD,
    Sense.DOUBTED,
)
_NEAR: Final = 6  # words between an auxiliary and the verb that it governs: "will also on Friday pay a visit"
_PHRASE: Final = 3  # chunks of "during a telephone" before "conversation"
_UNSURE: Final = word_set(
    "whether hope hopes hoped wish wishes speculation rumours rumors chance possibility likelihood"
)
# Words that open a sentence with a condition: "If they agree, Asare will come"
_CONDITIONS: Final = frozenset({"if", "provided", "should", "unless", "once"})
IN_COURSE: Final = frozenset({"after", "following", "at", "during", "in"})  # "at talks with Kask, Asare said"
_HAPPENED: Final = frozenset({"said", "told", "spoke", "made", "took", "gave", "found"})
_OBJECT: Final = 4  # chunks of the object of "postponed": "the second vote"
_ENDS_OBJECT: Final = frozenset(
    {"because", "after", "due", "amid", "over", "as", "and", "in", "on", "until", "to", "by"}
)
_BEGINS: Final = frozenset({"begins", "starts", "opens"})
_OWNED: Final = POSSESSIVES | {"a", "an", "the"}
_TIMES_BEFORE: Final = frozenset({"once", "twice", "repeatedly", "already", "first", "long"})
_FAR: Final = 20  # chunks in which a proviso follows a plan, or a report stands before what it says
_REPORTS: Final = word_set("report reports rumours rumors claim claims speculation suggestions")


def clause_sense(row: Row, cues: Sequence[Cue], heads: Sequence[Head], *, headline: bool) -> Finding | None:
    """Return what the clause says of the encounter that its heads name, or None."""
    current = _current(row, cues)
    denial = _denial(row, current)
    if denial is not None and not denial.stands:
        return denial
    off = None if denial else _off(row, current, heads)
    course = _in_its_course(row, heads)
    if course is not None and row[0].low in IN_COURSE:
        return off or course
    ahead = _open(row, cues, _goes_ahead(row, current, heads, headline=headline))
    if off is not None and off.history:  # "arrived for a visit that had been put off twice"
        return ahead or off
    return off or ahead or denial or course


def _in_its_course(row: Row, heads: Sequence[Head]) -> Finding | None:
    """Return that an encounter was held in the course of which something happened: "At talks in Rome, they agreed"."""
    happened = bool(heads) and has_happened(_told_in_course(row, heads[0]))
    return Finding(Sense.HELD, 0, heads[0].last) if happened else None


def has_happened(row: Row) -> bool:
    """Whether the first verb of a row is in the past tense."""
    verbs = (chunk.low for chunk in row if chunk.is_word and (_is_past(chunk.low) or chunk.low in MODALS - {"to"}))
    return _is_past(next(verbs, ""))


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word in _HAPPENED


def _told_in_course(row: Row, head: Head) -> Row:
    """Return the words that tell what happens in the course of an encounter, none if its own words do not say so."""
    if head.is_verb and head.form is not Form.ING:
        return ()
    if row[0].low in IN_COURSE or head.first == 0:
        comma = next((at for at in range(head.last, len(row)) if row[at].low == ","), head.last)
        return row[comma:]
    is_phrase = not head.is_verb and has_word(row[max(head.first - _PHRASE, 0) : head.first], IN_COURSE)
    return row[: head.first] if is_phrase else ()  # "they agreed in a phone call"


def _open(row: Row, cues: Iterable[Cue], finding: Finding | None) -> Finding | None:
    """Return the finding, as a proposal behind "if" and "whether", or with a proviso: "once the port is open"."""
    if finding is None or finding.sense not in _MAY_BE_OPEN:
        return finding
    before = row[max(finding.first - _WHETHER_REACH, 0) : finding.first]
    has_proviso = any(cue.sense is Sense.OPEN and not cue.negated for cue in cues)
    is_open = row[0].low in _CONDITIONS or has_word(before, _UNSURE) or has_proviso
    return finding.as_proposal() if is_open else finding


def _current(row: Row, cues: Iterable[Cue]) -> list[Cue]:
    """Return the cues that say how the plan stands now: not negated, and not about what went before."""
    valid = [cue for cue in cues if cue.sense in _FAILING or not cue.negated]
    if _is_revived(row, valid):
        valid = _ahead(valid)
    current = [cue for cue in valid if cue.sense not in OFF or not _looks_back(row, cue)]
    return current if any(cue.sense in _GOVERNS for cue in current) else valid


def _ahead(cues: Iterable[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.sense not in OFF]


def _denial(row: Row, cues: Sequence[Cue]) -> Finding | None:
    denial = _first(cues, Sense.DENIED)
    if denial is None:
        return None
    of_delay = any(_is_denied(row, cue, denial) for cue in cues)
    history = _looks_back(row, denial)
    return Finding(Sense.DENIED, denial.first, denial.last, history=history, stands=of_delay)


def _is_denied(row: Row, cue: Cue, denial: Cue) -> bool:
    """Whether it is denied that a plan is off or in doubt: "denied a delay", "reports that it is off are false"."""
    is_reported = has_word(row[max(cue.first - _FAR, 0) : cue.first], _REPORTS)
    return cue.sense in _FAILING and (cue.first >= denial.last or is_reported)


def _first(cues: Iterable[Cue], *senses: Sense) -> Cue | None:
    return next((cue for cue in cues if cue.sense in senses), None)


def _off(row: Row, cues: Iterable[Cue], heads: Sequence[Head]) -> Finding | None:
    """Return the cancellation or postponement of a clause."""
    off = [cue for cue in cues if cue.sense in OFF and not cue.negated and not _is_beside(row, cue, heads)]
    if not off:
        return None
    cue = _first(off, Sense.CANCELLED) or off[0]
    if off[-1].sense is Sense.POSTPONED and not _looks_back(row, off[-1]):  # "cried off and asked for another date"
        cue = off[-1]
    return Finding(cue.sense, cue.first, cue.last, hedged=cue.hedged, history=_looks_back(row, cue))


def _is_beside(row: Row, cue: Cue, heads: Sequence[Head]) -> bool:
    """Whether something else than the encounter is off."""
    return _is_aside(row, cue, heads) or (cue.sense in OFF and _is_of_thing(row, cue))


def _is_of_thing(row: Row, cue: Cue) -> bool:
    """Whether it is a thing that is put off and no meeting: "to call off the drills"."""
    for chunk in row[cue.last : cue.last + _OBJECT]:
        if chunk.kind is Kind.PUNCTUATION or chunk.low in PLAN_NOUNS or chunk.low in _ENDS_OBJECT:
            return False
        if chunk.low in THINGS_PUT_OFF:
            return True
    return False


def _is_aside(row: Row, cue: Cue, heads: Sequence[Head]) -> bool:
    """Whether something else is off: "left for Rome, skipping the summit"."""
    at = cue.first if row[cue.first].low.endswith("ing") else cue.first - 1  # "fixing new dates"
    participle = cue.sense in OFF and word_at(row, at).endswith("ing") and word_at(row, at - 1) == ","
    return participle and any(head.is_verb and head.last < cue.first for head in heads)


def _goes_ahead(row: Row, cues: Sequence[Cue], heads: Sequence[Head], *, headline: bool) -> Finding | None:
    """Return how the plan stands where it is not off; if it is only "not cancelled", as it stood."""
    spared = next((cue for cue in cues if cue.sense in _FAILING and cue.negated), None)
    planned = [cue for cue in _ahead(cues) if cue.sense is not Sense.DENIED and not _spares(cue, spared)]
    standing = _standing(row, planned, heads, headline=headline)
    if standing is None and spared is not None:
        return Finding(Sense.PROPOSED, spared.first, spared.last, stands=True)
    return standing


def _spares(cue: Cue, spared: Cue | None) -> bool:
    """Whether a refusal is one to call the plan off: "will not be postponed", "will not cancel his visit"."""
    return spared is not None and cue.sense is Sense.REFUSED and cue.last <= spared.first


def _is_revived(row: Row, cues: Sequence[Cue]) -> bool:
    """Whether a plan that was off stands again: "postponed in March, will now"."""
    off = _first(cues, *OFF)
    again = off is not None and any(cue.sense in _CERTAIN and cue.first >= off.last for cue in cues)
    if off is None or not again:
        return False
    return has_word(row, {"now"}) or _is_in_passing(row, off)


def _is_in_passing(row: Row, cue: Cue) -> bool:
    """Whether a participle between commas tells what went before: "his visit, twice put off, will begin"."""
    at = cue.first - 1
    while word_at(row, at) in _TIMES_BEFORE:
        at -= 1
    return word_at(row, at) == ","


def _standing(row: Row, cues: Sequence[Cue], heads: Sequence[Head], *, headline: bool) -> Finding | None:
    undated = _first(cues, Sense.UNDATED)
    if undated is not None:
        return Finding.of(undated)
    for head in heads:
        finding = _by_verb(row, cues, head, headline=headline) if head.is_verb else None
        if finding is not None:
            return finding
    bearing = [cue for cue in cues if not cue.negated and _bears(row, cue)]
    cue = min(bearing, key=lambda cue: _ORDER.index(cue.sense) if cue.sense in _ORDER else len(_ORDER), default=None)
    return _of(row, cue) if cue is not None and cue.sense in _ORDER else _by_first_day(row)


def _of(row: Row, cue: Cue) -> Finding:
    """Return what a cue says. With a date ahead, "is on a visit" says that it will be."""
    is_plan = cue.sense is Sense.HELD and row[cue.first].low in {"is", "are"} and is_ahead(row)
    return Finding(Sense.CERTAIN, cue.first, cue.last, now=True) if is_plan else Finding.of(cue)


def _by_first_day(row: Row) -> Finding | None:
    """Return that an encounter lies ahead of which the words of a date say when it "begins" or "opens"."""
    at = next((at for at, chunk in enumerate(row) if chunk.kind is Kind.DATE and chunk.low.split()[0] in _BEGINS), None)
    return Finding(Sense.CERTAIN, at, at + 1) if at is not None else None


def _by_verb(row: Row, cues: Sequence[Cue], head: Head, *, headline: bool) -> Finding | None:
    """Return what the verb of the encounter says by the cues before it, else by its form."""
    stronger = _first((cue for cue in cues if cue.first < head.first), *_UNDER_WAY)
    if stronger is not None:
        return Finding.of(stronger)
    governing = [cue for cue in cues if _governs(row, cue, head)]
    if governing:
        return Finding(governing[-1].sense, governing[-1].first, head.last)
    return by_form(row, head, headline=headline)


def _governs(row: Row, cue: Cue, head: Head) -> bool:
    if cue.sense not in _GOVERNS or not cue.first < head.first <= cue.last + _NEAR:
        return False
    return all(chunk.kind is not Kind.PUNCTUATION for chunk in row[cue.last : head.first])


def _bears(row: Row, cue: Cue) -> bool:
    """Whether a modal governs a verb that brings an encounter about: "talks will be held", not "will focus on"."""
    following = row[cue.last : cue.last + 4]
    if cue.sense is Sense.REFUSED:
        return _refuses(row, cue)
    if row[cue.last - 1].low == "to" and _is_noun_phrase(row, cue.last):  # "open to a meeting", "open to meeting him"
        return True
    return row[cue.last - 1].low not in MODALS or has_word(following, EVENT_VERBS)


def _refuses(row: Row, cue: Cue) -> bool:
    """Whether it is the meeting that will not be: "will not be held", not "will not discuss the strike"."""
    return has_word(row[cue.last - 1 : cue.last + 4], REFUSABLE_VERBS)


def _is_noun_phrase(row: Row, at: int) -> bool:
    return word_at(row, at) in DETERMINERS or word_at(row, at).endswith("ing") or kind_at(row, at) in NAMED


def _looks_back(row: Row, cue: Cue) -> bool:
    """Whether a word like "postponed" tells what went before: "had been postponed", "his delayed state visit"."""
    if lows(row, cue.first - 2, cue.first) == ["had", "been"] or word_at(row, cue.first - 1) == "had":
        return not has_word(row[: cue.first], SPEECH_VERBS)
    return _is_attribute(row, cue)


def _is_attribute(row: Row, cue: Cue) -> bool:
    """Whether a participle describes a noun: "his delayed state visit", not "has delayed the visit"."""
    participle = cue.last - cue.first == 1 and row[cue.first].low.endswith("ed")
    noun = next((at for at in range(cue.last, len(row)) if row[at].kind not in NAMED and row[at].low != ","), cue.last)
    if not participle or not has_word(row[noun : noun + 2], PLAN_NOUNS):
        return False
    if word_at(row, cue.last) in _OWNED:  # "has again cancelled his trip"
        return False
    return kind_at(row, cue.first - 1) not in NAMED and word_at(row, cue.first - 1) not in AUXILIARIES
