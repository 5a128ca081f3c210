"""Verdicts: at which stage a meeting stands by all that an article says of it, and how sure that is."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from tracker.reading.encounters.cues import OFF, Cue, Sense
from tracker.reading.encounters.dating import Dated
from tracker.reading.encounters.gathering import Encounter
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention

_LEAD: Final = 3  # sentences of the body that carry the news
_PLAN: Final = frozenset(
    {*(Sense.CERTAIN, Sense.FINAL, Sense.EXPECTED, Sense.ARRANGING, Sense.PLANNED, Sense.PROPOSED, Sense.UNDATED)}
)
_TELLS: Final = _PLAN | OFF | {Sense.DENIED, Sense.REFUSED, Sense.HELD, Sense.WAS_PLAN, Sense.UNDECIDED}
_STAGE: Final = {
    Sense.CANCELLED: "cancelled",
    Sense.POSTPONED: "postponed",
    Sense.DENIED: "denied",
    Sense.REFUSED: "cancelled",
    Sense.HELD: "held",
    Sense.FINAL: "in_final_arrangement",
    Sense.ARRANGING: "arranging",
    Sense.PLANNED: "proposed",
    Sense.PROPOSED: "proposed",
    Sense.UNDATED: "proposed",
    Sense.UNDECIDED: "proposed",
    Sense.WAS_PLAN: "cancelled",
    Sense.DOUBTED: "proposed",
}


class Verdict(Struct, frozen=True):
    """A stage, the mention that it rests on, and what makes it doubtful."""

    stage: str
    mention: Mention
    doubt: str | None = None


def verdict(encounter: Encounter, class_: str, *, main: bool) -> Verdict | None:
    """Return the stage of a meeting, or None if nothing tells. `class_` is who stands behind what is said of it."""
    telling = [(mention, dates) for mention, dates in encounter.mentions if _tells(mention)]
    telling = telling or [pair for pair in encounter.mentions if _is_feared(pair[0])]
    if not telling:
        return _in_passing(encounter)
    body = [pair for pair in telling if not pair[0].headline] or telling
    first = body[0][0]
    if first.sense is Sense.WAS_PLAN and is_in_doubt(encounter):
        return Verdict("proposed", first)
    lead = [mention for mention, _ in telling if mention.headline or mention.sentence < first.sentence + _LEAD]
    if _is_feared(first):
        return Verdict("proposed", first)
    return _off(telling, lead, first) or _denied(lead, first) or _plan(body, class_, first, main=main)


def is_in_doubt(encounter: Encounter) -> bool:
    """Return whether the news is that a plan may fail: "in doubt", "may be put off", "threatens to cancel"."""
    body = [mention for mention, _ in encounter.mentions if not mention.headline]
    lead = [mention for mention in body if mention.sentence < body[0].sentence + _LEAD]
    headline = [mention for mention, _ in encounter.mentions if mention.headline]
    return any(_doubts(cue) for mention in (*headline, *lead) for cue in mention.cues)


def _is_feared(mention: Mention) -> bool:
    """Whether a clause says no more than that the plan may fail."""
    found = mention.found
    return found is not None and (found.sense is Sense.DOUBTED or (found.hedged and found.sense in OFF))


def _doubts(cue: Cue) -> bool:
    return not cue.negated and (cue.sense is Sense.DOUBTED or (cue.sense in OFF and cue.hedged))


def _in_passing(encounter: Encounter) -> Verdict | None:
    """Return the stage of a gathering that is only named, as the event around the talks: it goes ahead, or it went."""
    mention, dates = encounter.mentions[0]
    if not encounter.kinds & GATHERINGS or not any(one.is_body for one in encounter.parties):
        return None
    stage = "held" if any(one.past for one in dates) else "confirmed"
    return Verdict(stage, mention, "only named in passing")


def _tells(mention: Mention) -> bool:
    found = mention.found  # a fear that a plan may be off tells nothing
    return found is not None and mention.sense in _TELLS and not found.history and not found.hedged


def _off(telling: Sequence[tuple[Mention, Sequence[Dated]]], lead: Sequence[Mention], first: Mention) -> Verdict | None:
    """Return cancelled or postponed: what the lead says, unless it looks back from a plan that stands again."""
    off = [mention for mention in lead if mention.sense in OFF and mention.found and not mention.found.hedged]
    if not off or (first.sense in {Sense.CERTAIN, Sense.FINAL, Sense.HELD} and not any(_is_news(m) for m in off)):
        return None
    postponed = [m for m, dates in telling if m.sense is Sense.POSTPONED and any(one.new for one in dates)]
    if postponed:
        return Verdict("postponed", postponed[0])
    body = [mention for mention in off if not mention.headline] or off
    official = {mention.sense for mention in body if mention.official}
    if official == {Sense.POSTPONED}:  # the act is to postpone, whatever the headline calls it
        body = [mention for mention in body if mention.sense is Sense.POSTPONED]
    chosen = next((mention for mention in body if mention.sense is Sense.CANCELLED), body[0])
    if body[0].sense is Sense.POSTPONED and chosen.sentence != body[0].sentence:
        chosen = body[0]
    both = {mention.sense for mention in off} == OFF
    stage = "postponed" if chosen.sense is Sense.POSTPONED else "cancelled"
    return Verdict(stage, chosen, "cancelled or postponed" if both else None)


def _is_news(mention: Mention) -> bool:
    """Whether a headline says it, and not in a clause that looks back: "X to meet Y after trip is put off"."""
    return mention.headline and not mention.clause.background


def _denied(lead: Sequence[Mention], first: Mention) -> Verdict | None:
    denial = next((m for m in lead if m.sense is Sense.DENIED and m.found and not m.found.stands), None)
    if denial is None or (first is not denial and first.sense in {Sense.CERTAIN, Sense.HELD} and not denial.headline):
        return None
    return Verdict("denied", denial)


def _plan(
    body: Sequence[tuple[Mention, Sequence[Dated]]], class_: str, first: Mention, *, main: bool
) -> Verdict | None:
    firm = next((mention for mention, _ in body if mention.sense is Sense.FINAL), None)
    if first.sense is Sense.HELD:
        return Verdict("held", first)
    settled = class_ == "official" and first.sense is Sense.CERTAIN
    if firm is not None and main and not settled:
        return Verdict("in_final_arrangement", firm)
    certain = next((pair for pair in body if pair[0].sense in {Sense.CERTAIN, Sense.EXPECTED}), None)
    if certain is not None and first.sense in {Sense.CERTAIN, Sense.EXPECTED}:
        return _certain(certain[0], class_, dated=any(mention.dates for mention, _ in body))
    if first.sense is Sense.DENIED:
        return Verdict("proposed", first, "what is denied is a delay")
    if first.sense is Sense.REFUSED:
        return Verdict("cancelled", first, "cancelled or denied")
    if first.sense is Sense.WAS_PLAN and not main:
        return None
    if first.sense is Sense.WAS_PLAN:
        held = next((mention for mention, _ in body if mention.sense is Sense.HELD), None)
        return Verdict("held", held) if held else Verdict("cancelled", first, "only said to have been planned")
    return Verdict(_STAGE[first.sense], first) if first.sense in _STAGE else None


def _certain(mention: Mention, class_: str, *, dated: bool) -> Verdict:
    if class_ in {"official", "unattributed"}:
        if mention.sense is Sense.EXPECTED and not dated:
            return Verdict("proposed", mention, "expected, but undated")
        return Verdict("confirmed", mention)
    return Verdict("in_final_arrangement" if dated else "proposed", mention)
