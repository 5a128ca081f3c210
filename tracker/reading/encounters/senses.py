"""Senses: how one clause says that an encounter stands: planned, off, under way, held."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from tracker.reading.encounters.cues import OFF, Cue, Sense
from tracker.reading.encounters.heads import Head
from tracker.reading.language.chunks import NAMED, Chunk, Kind
from tracker.reading.language.verbs import Form
from tracker.reading.language.words import words

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
# Where a clause has several cues, the first of these that it has decides.
_ORDER: Final = (
    Sense.DENIED,
    Sense.CANCELLED,
    Sense.POSTPONED,
    Sense.REFUSED,
    Sense.FINAL,
    Sense.ARRANGING,
    Sense.PROPOSED,
    Sense.EXPECTED,
    Sense.PLANNED,
    Sense.CERTAIN,
    Sense.WAS_PLAN,
    Sense.HELD,
    Sense.DOUBTED,
)
_NOW: Final = frozenset({"today", "this week", "this month"})
_SUBJECTS: Final = frozenset({"he", "she", "they", "it", "who", "which", "and", "also", "abruptly", "have", "has"})
_NEAR: Final = 6  # words between an auxiliary and the verb that it governs: "will also on Friday pay a visit"


class Finding(Struct, frozen=True):
    """What a clause says: the sense, the chunks that say it, and whether it is only feared, or history."""

    sense: Sense
    first: int
    last: int
    hedged: bool = False
    history: bool = False
    stands: bool = False  # what is denied is that the plan is off


def finding(row: Sequence[Chunk], found: Sequence[Cue], own: Sequence[Head], *, headline: bool) -> Finding | None:
    """Return what the clause says of the encounter that its heads name, or None."""
    live = [cue for cue in found if not (cue.negated and cue.sense not in OFF)]
    if _revived(row, live):
        live = [cue for cue in live if cue.sense not in OFF]
    planned = [cue for cue in live if cue.sense not in OFF or not _looks_back(row, cue)]
    live = planned if any(cue.sense in _GOVERNS for cue in planned) else live
    denial = _denied(live)
    if denial is not None and not denial.stands:
        return denial
    told = None if denial else _off(row, live)
    return told or _goes_ahead(row, live, own, headline=headline) or denial


def _denied(found: Sequence[Cue]) -> Finding | None:
    denial = next((cue for cue in found if cue.sense is Sense.DENIED), None)
    if denial is None:
        return None
    of_delay = any(cue.sense in OFF and cue.first >= denial.last for cue in found)
    return Finding(Sense.DENIED, denial.first, denial.last, stands=of_delay)


def _off(row: Sequence[Chunk], found: Sequence[Cue]) -> Finding | None:
    """Return the cancellation or postponement of a clause."""
    off = [cue for cue in found if cue.sense in OFF and not cue.negated]
    if not off:
        return None
    cue = next((one for one in off if one.sense is Sense.CANCELLED), off[0])
    history = _looks_back(row, cue)
    return Finding(cue.sense, cue.first, cue.last, hedged=cue.hedged, history=history)


def _goes_ahead(row: Sequence[Chunk], found: Sequence[Cue], own: Sequence[Head], *, headline: bool) -> Finding | None:
    """Return how the plan stands where it is not off: as told, or, if it is only "not cancelled", as it stood."""
    planned = [cue for cue in found if cue.sense not in OFF and cue.sense is not Sense.DENIED]
    told = _stands(row, planned, own, headline=headline)
    spared = next((cue for cue in found if cue.sense in OFF and cue.negated), None)
    if told is None and spared is not None:
        return Finding(Sense.PROPOSED, spared.first, spared.last, stands=True)
    return told


def _revived(row: Sequence[Chunk], found: Sequence[Cue]) -> bool:
    """Whether a plan that was off stands again: "postponed in March, will now take place"."""
    off = [cue.last for cue in found if cue.sense in OFF]
    again = any(cue.sense is Sense.CERTAIN and cue.first >= min(off) for cue in found) if off else False
    return again and any(chunk.low == "now" for chunk in row)


def _stands(row: Sequence[Chunk], found: Sequence[Cue], own: Sequence[Head], *, headline: bool) -> Finding | None:
    undated = next((cue for cue in found if cue.sense is Sense.UNDATED), None)
    if undated is not None:
        return Finding(Sense.UNDATED, undated.first, undated.last)
    for head in own:
        if head.is_verb:
            told = _verb(row, found, head, headline=headline)
            if told is not None:
                return told
    for sense in _ORDER:
        cue = next((one for one in found if one.sense is sense and _bears(row, one)), None)
        if cue is not None:
            return Finding(sense, cue.first, cue.last)
    return None


def _verb(row: Sequence[Chunk], found: Sequence[Cue], head: Head, *, headline: bool) -> Finding | None:
    """Return what the verb of the encounter says by its auxiliaries, else by its form."""
    stronger = next((c for c in found if c.sense in {Sense.FINAL, Sense.ARRANGING} and c.first < head.first), None)
    if stronger is not None:
        return Finding(stronger.sense, stronger.first, stronger.last)
    before = [cue for cue in found if cue.sense in _GOVERNS and cue.last <= head.first <= cue.last + _NEAR]
    before = [cue for cue in before if not any(row[at].kind is Kind.MARK for at in range(cue.last, head.first))]
    if before:
        cue = before[-1]
        return Finding(cue.sense, cue.first, head.last)
    low = row[head.first - 1].low if head.first else ""
    if head.form in {Form.PAST, Form.PARTICIPLE} and low not in {"be", "to", "not", "never"}:
        return Finding(Sense.HELD, head.first, head.last)
    if head.form is Form.ING:
        days = [chunk.low for chunk in row if chunk.kind is Kind.DATE]
        ahead = low in {"is", "are"} and any(day not in _NOW for day in days)
        sense = Sense.CERTAIN if ahead else Sense.HELD
        return Finding(sense, head.first, head.last) if low in {"is", "are", "was", "were"} else None
    if head.form is Form.PRESENT and headline and head.kind == "talks" and not _is_ahead(row):
        return Finding(Sense.HELD, head.first, head.last)  # as in: Wang meets Park in Seoul
    if head.form is Form.PRESENT or (head.form is Form.BASE and low == "to" and headline):
        return Finding(Sense.CERTAIN, max(head.first - 1, 0) if low == "to" else head.first, head.last)
    return None


def _is_ahead(row: Sequence[Chunk]) -> bool:
    """Whether a date of the row may lie ahead."""
    return any(chunk.kind is Kind.DATE and chunk.low not in _NOW for chunk in row)


def _bears(row: Sequence[Chunk], cue: Cue) -> bool:
    """Whether a modal governs a verb that brings an encounter about: "talks will be held", not "will focus on"."""
    if row[cue.last - 1].low not in words("modals") and cue.sense is not Sense.REFUSED:
        return True
    group = "refusable verbs" if cue.sense is Sense.REFUSED else "event verbs"
    return any(chunk.low in words(group) for chunk in row[cue.last : cue.last + 4])


def _looks_back(row: Sequence[Chunk], cue: Cue) -> bool:
    """Whether a word like "postponed" tells what went before: "had been postponed", "his delayed state visit"."""
    before = [chunk.low for chunk in row[max(cue.first - 2, 0) : cue.first]]
    if before == ["had", "been"]:
        return not any(chunk.low in words("speech") for chunk in row[: cue.first])
    subject = cue.first > 0 and (row[cue.first - 1].kind in NAMED or before[-1] in words("auxiliaries"))
    noun = any(chunk.low in words("plans") for chunk in row[cue.last : cue.last + 2])
    participle = cue.last - cue.first == 1 and row[cue.first].low.endswith("ed")
    return participle and noun and not subject and before[-1:] != [] and before[-1] not in _SUBJECTS
