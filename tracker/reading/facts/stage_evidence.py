"""Stage evidence: for each stage, what of an article speaks for it, beside the verdict of the rules."""

from collections.abc import Iterator, Sequence
from typing import Final

from tracker.reading.encounters.cues import OFF, Sense
from tracker.reading.encounters.mentions import Mention
from tracker.reading.facts.candidate import NOWHERE, Candidate
from tracker.reading.facts.context import Context
from tracker.reading.facts.stage import Verdict

# Arranging counts as proposed here: the weights find the class, and the cues split it.
STAGES: Final = ("proposed", "in_final_arrangement", "confirmed", "postponed", "cancelled", "held", "denied")
_LEAD: Final = 3
_FITS: Final = {
    "proposed": {Sense.ARRANGING, Sense.PLANNED, Sense.PROPOSED, Sense.UNDATED, Sense.UNDECIDED, Sense.EXPECTED},
    "in_final_arrangement": {Sense.FINAL, Sense.CERTAIN, Sense.EXPECTED},
    "confirmed": {Sense.CERTAIN, Sense.EXPECTED},
    "postponed": {Sense.POSTPONED},
    "cancelled": {Sense.CANCELLED, Sense.REFUSED, Sense.WAS_PLAN},
    "held": {Sense.HELD},
    "denied": {Sense.DENIED},
}


def candidates(context: Context, verdict: Verdict | None, voice: str) -> list[Candidate[str]]:
    """Return every stage with what speaks for it. `voice` is the class of whoever stands behind the meeting."""
    features = sorted(_features(context, voice))
    return [_candidate(stage, context, verdict, features) for stage in STAGES]


def _candidate(stage: str, context: Context, verdict: Verdict | None, features: Sequence[str]) -> Candidate[str]:
    by_rule = verdict is not None and ladder(verdict.stage) == stage
    mention = telling(stage, context, verdict)
    words = mention.span() if mention else NOWHERE
    return Candidate(stage, words, frozenset([stage, *(f"{stage}: {one}" for one in features)]), by_rule)


def ladder(stage: str) -> str:
    """Return the stage as the weights know it."""
    return "proposed" if stage == "arranging" else stage


def telling(stage: str, context: Context, verdict: Verdict | None) -> Mention:
    """Return the mention that says best that the meeting stands at a stage."""
    if verdict is not None and ladder(verdict.stage) == stage:
        return verdict.mention
    body = [mention for mention in context.mentions if not mention.headline] or list(context.mentions)
    fitting = (mention for mention in body if mention.sense in _FITS[stage])
    return next(fitting, verdict.mention if verdict else body[0])


def split(stage: str, mention: Mention, verdict: Verdict | None) -> str:
    """Return proposed or arranging where the weights know only the two together, by the cue of the mention."""
    if stage != "proposed":
        return stage
    if verdict is not None and ladder(verdict.stage) == "proposed":
        return verdict.stage
    return "arranging" if mention.sense is Sense.ARRANGING else "proposed"


def _features(context: Context, voice: str) -> Iterator[str]:
    mentions = context.mentions
    body = [mention for mention in mentions if not mention.headline]
    first = next((mention for mention in body if mention.sense), None)
    sense = first.sense if first else "nothing"
    dated = any(dates for _, dates in context.encounter.mentions)
    yield f"first {sense}"
    yield f"first {sense} by {voice}"
    yield f"first {sense} {'dated' if dated else 'undated'}"
    yield f"voice {voice}"
    yield "dated" if dated else "undated"
    yield from (f"headline {mention.sense or 'nothing'}" for mention in mentions if mention.headline)
    yield from (f"lead {one.sense}" for one in _lead(context, body) if one.sense and not _looks_back(one))
    yield from (f"body {mention.sense}" for mention in body if mention.sense and not _looks_back(mention))
    yield from (f"history {mention.sense}" for mention in mentions if mention.sense and _looks_back(mention))
    yield from _times(context)
    if any(one.sense in OFF for one in body) and any(
        dated.new for _, dates in context.encounter.mentions for dated in dates
    ):
        yield "new date"


def _lead(context: Context, body: Sequence[Mention]) -> list[Mention]:
    first = context.first_of_body
    return [mention for mention in body if mention.sentence < first + _LEAD]


def _looks_back(mention: Mention) -> bool:
    found = mention.found
    return found is not None and (found.history or found.hedged)


def _times(context: Context) -> Iterator[str]:
    """Yield whether the dates of the lead lie ahead or behind."""
    published = context.analysis.published
    first = next((dates for mention, dates in context.encounter.mentions if dates and not mention.headline), ())
    for dated in first[:1] if published else ():
        if dated.past:
            yield "first date past"
        elif dated.window.earliest is not None and published is not None and dated.window.earliest > published:
            yield "first date ahead"
        else:
            yield "first date now"
