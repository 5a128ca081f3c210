"""Stage: how a meeting stands by all that an article says of it, by the rules, and the candidates."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from tracker.domain.window import Window
from tracker.reading.dates.date_mark import DateMark
from tracker.reading.dates.phrases import Tense
from tracker.reading.encounters.cues import OFF, Cue, Sense
from tracker.reading.encounters.dating import Dated
from tracker.reading.encounters.encounter import DatedMention, Encounter
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention
from tracker.reading.facts.candidate import Candidate
from tracker.reading.facts.context import Context
from tracker.reading.facts.stage_features import stage_features

# For the weights, arranging counts as proposed: they choose the class, and the cues split it.
STAGES: Final = ("proposed", "in_final_arrangement", "confirmed", "postponed", "cancelled", "held", "denied")
IN_PASSING: Final = "only named in passing"
_LEAD: Final = 3  # sentences of the body that carry the news
_FIXED: Final = timedelta(days=14)  # a plan with a shorter window has its days, or its week
_LONG: Final = timedelta(days=100)  # a plan for some day of a longer time has no date that is agreed
_FAR: Final = frozenset({"months", "years", "future"})
_OWN_WORD: Final = frozenset({"official", "unattributed"})  # those whose "will" is a confirmation
_WILL: Final = frozenset({Sense.CERTAIN, Sense.EXPECTED})
_FAILED: Final = OFF | {Sense.REFUSED, Sense.DENIED, Sense.WAS_PLAN, Sense.DOUBTED}
_STAGE: Final = {
    Sense.CANCELLED: "cancelled",
    Sense.POSTPONED: "postponed",
    Sense.REFUSED: "cancelled",
    Sense.HELD: "held",
    Sense.FINAL: "in_final_arrangement",
    Sense.ARRANGING: "arranging",
    Sense.PLANNED: "proposed",
    Sense.PROPOSED: "proposed",
    Sense.UNDATED: "proposed",
    Sense.UNDECIDED: "proposed",
    Sense.DENIED: "proposed",  # of a delay
}
_DOUBTS: Final = {Sense.DENIED: "what is denied is a delay", Sense.REFUSED: "cancelled or denied"}
# For each stage the senses of the mentions whose words may be its evidence.
_EVIDENCE: Final = {
    "proposed": {Sense.ARRANGING, Sense.PLANNED, Sense.PROPOSED, Sense.UNDATED, Sense.UNDECIDED, Sense.EXPECTED},
    "in_final_arrangement": {Sense.FINAL, Sense.CERTAIN, Sense.EXPECTED},
    "confirmed": {Sense.CERTAIN, Sense.EXPECTED},
    "postponed": {Sense.POSTPONED},
    "cancelled": {Sense.CANCELLED, Sense.REFUSED, Sense.WAS_PLAN},
    "held": {Sense.HELD},
    "denied": {Sense.DENIED},
}


class Verdict(Struct, frozen=True):
    """A stage, the mention that gives it, and what makes it doubtful."""

    stage: str
    mention: Mention
    doubt: str | None = None


def verdict(encounter: Encounter, class_: str, published: date | None, *, main: bool) -> Verdict | None:
    """Return the stage of a meeting by the rules, or None if nothing gives one. `class_` is who stands behind it."""
    telling = _telling(encounter)
    if not telling:
        return _in_passing(encounter)
    body = _below_headline(telling)
    first = body[0][0]
    if _is_feared(first) or (first.sense is Sense.WAS_PLAN and is_in_doubt(encounter)):
        return Verdict("proposed", first)
    lead = [pair for pair in telling if pair[0].headline or pair[0].sentence < first.sentence + _LEAD]
    found = _off(telling, lead, first) or _denied(lead, first) or _plan(body, class_, first, published, main=main)
    return _unless_vague(found, body, published)


def _below_headline(pairs: Sequence[DatedMention]) -> Sequence[DatedMention]:
    """Return the mentions of the body, those of the headline if there are no others."""
    return [pair for pair in pairs if not pair[0].headline] or pairs


def _telling(encounter: Encounter) -> Sequence[DatedMention]:
    """Return the mentions that say how the plan stands, else those that say that it may fail."""
    telling = [pair for pair in encounter.mentions if _tells(pair[0])]
    return telling or [pair for pair in encounter.mentions if _is_feared(pair[0])]


def is_in_doubt(encounter: Encounter) -> bool:
    """Return whether the news is that a plan may fail: "in doubt", "may be put off", "threatens to cancel"."""
    mentions = [mention for mention, _ in encounter.mentions]
    first = next((mention.sentence for mention in mentions if not mention.headline), 0)
    news = [mention for mention in mentions if mention.headline or mention.sentence < first + _LEAD]
    return any(_doubts(cue) for mention in news for cue in mention.cues)


def _doubts(cue: Cue) -> bool:
    return not cue.negated and (cue.sense is Sense.DOUBTED or (cue.sense in OFF and cue.hedged))


def _is_feared(mention: Mention) -> bool:
    """Whether a clause says no more than that the plan may fail."""
    return mention.sense is Sense.DOUBTED or mention.feared


def _tells(mention: Mention) -> bool:
    """Whether a clause says how the plan stands now. A fear that it may be off tells nothing."""
    return mention.sense not in {None, Sense.DOUBTED} and not mention.history and not mention.feared


def _in_passing(encounter: Encounter) -> Verdict | None:
    """Return the stage of a gathering that is only named, as the event around the talks: it goes ahead, or it went."""
    mention, dates = encounter.mentions[0]
    if not encounter.kinds & GATHERINGS or not any(party.is_body for party in encounter.parties):
        return None
    stage = "held" if any(dated.past for dated in dates) else "confirmed"
    return Verdict(stage, mention, IN_PASSING)


def _off(telling: Iterable[DatedMention], lead: Iterable[DatedMention], first: Mention) -> Verdict | None:
    """Return cancelled or postponed: what the lead says, unless it looks back from a plan that stands again."""
    off = [pair for pair in lead if pair[0].sense in OFF]
    put_off = [pair for pair in telling if pair[0].sense is Sense.POSTPONED]
    if first.sense is Sense.REFUSED and put_off:
        return Verdict("postponed", put_off[-1][0])
    if not off or (_is_standing(first) and not _in_headline(off)):
        return None
    moved = next((mention for mention, dates in telling if _is_moved(mention, dates)), None)
    return Verdict("postponed", moved) if moved is not None else _by_act(off)


def _by_act(off: Sequence[DatedMention]) -> Verdict:
    """Return cancelled or postponed, in doubt if the lead says both."""
    chosen = _calling_off([mention for mention, _ in _below_headline(off)])
    both = {mention.sense for mention, _ in off} == OFF
    return Verdict(str(chosen.sense), chosen, "cancelled or postponed" if both else None)


def _is_standing(first: Mention) -> bool:
    """Whether the article says first that a plan stands, or that it is not off."""
    return first.sense not in _FAILED or (first.finding is not None and first.finding.stands)


def _is_moved(mention: Mention, dates: Iterable[Dated]) -> bool:
    return mention.sense is Sense.POSTPONED and any(dated.new for dated in dates)


def _calling_off(off: Sequence[Mention]) -> Mention:
    """Return the mention that says by which act a plan is off.

    It is the last in the first sentence that says so. If the only official act is to postpone, it is a postponement,
    whatever the headline calls it.
    """
    official = [mention for mention in off if mention.official]
    if {mention.sense for mention in official} == {Sense.POSTPONED}:
        return official[0]
    return [mention for mention in off if mention.sentence == off[0].sentence][-1]


def _in_headline(off: Iterable[DatedMention]) -> bool:
    """Whether a headline says it, and not in a clause that looks back: "X to meet Y after trip is put off"."""
    return any(mention.headline and not mention.clause.background for mention, _ in off)


def _denied(lead: Iterable[DatedMention], first: Mention) -> Verdict | None:
    denial = next((mention for mention, _ in lead if _denies(mention)), None)
    if denial is None:
        return None
    counts = denial is first or denial.headline or first.sense not in {Sense.CERTAIN, Sense.HELD}
    return Verdict("denied", denial) if counts else None


def _denies(mention: Mention) -> bool:
    """Whether a clause denies the plan, not that it is off."""
    return mention.sense is Sense.DENIED and mention.finding is not None and not mention.finding.stands


def _plan(
    body: Sequence[DatedMention], class_: str, first: Mention, published: date | None, *, main: bool
) -> Verdict | None:
    """Return the stage of a plan that is neither off nor denied."""
    if first.sense is Sense.HELD or _has_begun(body[0], published):
        return Verdict("held", first)
    later = _instead(body, first)
    if later is not None:
        return Verdict("postponed" if first.sense is Sense.REFUSED else "confirmed", later)
    firm = _with_sense(body, Sense.FINAL) if main and not _is_settled(first, class_) else None
    if firm is not None:
        return Verdict("in_final_arrangement", firm)
    will = _with_sense(body, Sense.CERTAIN) or first if _stands(first) else first  # what is denied is a delay
    if will.sense in _WILL:
        return _will(will, class_, body)
    if first.sense is Sense.WAS_PLAN:  # "said that she was to visit Oslo", and nothing of what became of it
        return Verdict(_will(first, class_, body).stage, first, "only said to have been planned") if main else None
    return Verdict(_STAGE[first.sense], first, _DOUBTS.get(first.sense)) if first.sense in _STAGE else None


def _has_begun(pair: DatedMention, published: date | None) -> bool:
    """Whether a stay is under way by its days: "is in Rome on Friday", printed on that day."""
    mention, dates = pair
    first = dates[0].window.earliest if dates else None
    return mention.finding is not None and mention.finding.now and first is not None and first == published


def _instead(body: Sequence[DatedMention], first: Mention) -> Mention | None:
    """Return what follows at once: "will not come, but will in June", "was invited. He will come on May 4"."""
    if first.sense is not Sense.REFUSED and not (first.sense is Sense.PROPOSED and first.invites):
        return None
    reach = first.sentence + 1 if first.invites else first.sentence
    same = (mention for mention, _ in body if mention.sentence <= reach and mention is not first)
    senses = _WILL | {Sense.PROPOSED, Sense.PLANNED} if first.sense is Sense.REFUSED else _WILL
    return next((mention for mention in same if mention.sense in senses and mention.dates), None)


def _stands(first: Mention) -> bool:
    """Whether a clause denies only that a plan is off: "has no plan to cancel the visit"."""
    return first.sense is Sense.DENIED or (first.finding is not None and first.finding.stands)


def _is_settled(mention: Mention, class_: str) -> bool:
    """Whether an office says for certain that it will take place, or that its date is open."""
    return class_ == "official" and mention.sense in {Sense.CERTAIN, Sense.UNDATED}


def _with_sense(body: Iterable[DatedMention], sense: Sense) -> Mention | None:
    return next((mention for mention, _ in body if mention.sense is sense), None)


def _will(mention: Mention, class_: str, body: Sequence[DatedMention]) -> Verdict:
    """Return the stage of a plan that "will" take place, or "is expected to": it depends on who says so."""
    if class_ not in _OWN_WORD:
        return Verdict("in_final_arrangement" if _is_fixed(body) else "proposed", mention)
    undated = _with_sense(body, Sense.UNDATED)
    dated = any(not mark.phrase.vague for mention, _ in body for mark in mention.dates)
    if not dated and (mention.sense is not Sense.CERTAIN or undated):
        return Verdict("proposed", undated or mention, "expected, but undated")
    return Verdict("confirmed", mention)


def _unless_vague(found: Verdict | None, body: Sequence[DatedMention], published: date | None) -> Verdict | None:
    """Return the verdict; a plan for some day of a long time is proposed: "before the year is over"."""
    if found is None or found.stage != "confirmed":
        return found
    ahead = [(mention, dates) for mention, dates in body if mention.sense is not Sense.HELD]
    windows = [dated.window for _, dates in ahead for dated in dates]
    far = any(_is_far(mark) for mention, _ in ahead for mark in mention.dates)
    is_vague = all(_is_long(window, published) for window in windows) if windows else far
    return Verdict("proposed", found.mention, "some day of a long time") if is_vague else found


def _is_far(mark: DateMark) -> bool:
    """Whether a date is of a time to come without days: "in the coming months", not "their first talks in months"."""
    return mark.phrase.direction is Tense.FUTURE and mark.low != "in months" and not _FAR.isdisjoint(mark.low.split())


def _is_long(window: Window, published: date | None) -> bool:
    first, last = window.earliest or published, window.latest
    return first is not None and last is not None and last - first > _LONG


def _is_fixed(body: Sequence[DatedMention]) -> bool:
    """Whether the days or the week of a plan are given, where the day of publication lets us know them."""
    ahead = [pair for pair in body if pair[0].sense is not Sense.HELD]
    windows = [dated.window for _, dates in ahead for dated in dates]
    if windows:
        return any(map(_is_week_or_day, windows))
    return any(not mark.phrase.vague for mention, _ in ahead for mark in mention.dates)


def _is_week_or_day(window: Window) -> bool:
    first, last = window.earliest, window.latest
    return first is not None and last is not None and last - first < _FIXED


def candidates(context: Context, rule: Verdict | None, voice: str) -> list[Candidate[str]]:
    """Return every stage with what speaks for it. `voice` is the class of attribution of the meeting."""
    shared = set(stage_features(context, voice))
    return [_candidate(stage, context, rule, shared) for stage in STAGES]


def _candidate(stage: str, context: Context, rule: Verdict | None, shared: Iterable[str]) -> Candidate[str]:
    words = telling(stage, context, rule).span()
    features = frozenset([stage, *(f"{stage}: {feature}" for feature in shared)])
    return Candidate(stage, words, features, by_rule=_is_by_rule(stage, rule))


def _is_by_rule(stage: str, rule: Verdict | None) -> bool:
    return rule is not None and ("proposed" if rule.stage == "arranging" else rule.stage) == stage


def telling(stage: str, context: Context, rule: Verdict | None) -> Mention:
    """Return the mention that says best that the meeting stands at a stage."""
    if rule is not None and _is_by_rule(stage, rule):
        return rule.mention
    body = [mention for mention in context.mentions if not mention.headline] or context.mentions
    evidence = (mention for mention in body if mention.sense in _EVIDENCE[stage])
    return next(evidence, rule.mention if rule else body[0])


def split(stage: str, mention: Mention, rule: Verdict | None) -> str:
    """Return proposed or arranging where the weights know only the two together, by the cue of the mention."""
    if stage != "proposed":
        return stage
    if rule is not None and _is_by_rule(stage, rule):
        return rule.stage
    return "arranging" if mention.sense is Sense.ARRANGING else "proposed"
