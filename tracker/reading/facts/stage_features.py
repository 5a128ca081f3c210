"""Stage features: what of an article speaks for a stage, in the terms of the weights."""

from collections.abc import Iterable, Iterator
from typing import Final

from tracker.reading.encounters.cues import OFF
from tracker.reading.encounters.mentions import Mention
from tracker.reading.facts.context import Context

_LEAD: Final = 3  # sentences of the body that carry the news


def stage_features(context: Context, voice: str) -> Iterator[str]:
    """Yield what speaks for any stage. `voice` is the class of attribution of the meeting."""
    body = [mention for mention in context.mentions if not mention.headline]
    dates = [dated for _, dates in context.encounter.mentions for dated in dates]
    dated = "dated" if dates else "undated"
    fixed = "fixed" if any(date.exact for date in dates) else dated
    sense = _first_sense(body)
    yield from (dated, f"voice {voice}", f"first {sense}", f"first {sense} by {voice}", f"first {sense} {dated}")
    yield f"{sense} by {voice}, {fixed}"
    yield from _of_mentions(context, body)
    time = next(_time_of_first_date(context), "first date unknown")
    yield from (time, f"{sense}, {time}", f"{sense}, {time}, {voice}")
    if any(date.new for date in dates) and any(mention.sense in OFF for mention in body):
        yield "new date"


def _first_sense(mentions: Iterable[Mention]) -> str:
    """Return how the first mention that says how the plan stands now says it."""
    current = (mention.sense for mention in mentions if mention.sense and not _looks_back(mention))
    return next(current, "nothing")


def _of_mentions(context: Context, body: Iterable[Mention]) -> Iterator[str]:
    yield from (f"headline {mention.sense or 'nothing'}" for mention in context.mentions if mention.headline)
    yield from (f"history {mention.sense}" for mention in context.mentions if _looks_back(mention))
    for mention in body:
        yield from _in_body(mention, in_lead=mention.sentence < context.first_of_body + _LEAD)


def _in_body(mention: Mention, *, in_lead: bool) -> Iterable[str]:
    if mention.sense is None or _looks_back(mention):
        return ()
    return (f"lead {mention.sense}", f"body {mention.sense}") if in_lead else (f"body {mention.sense}",)


def _looks_back(mention: Mention) -> bool:
    return mention.history or mention.feared


def _time_of_first_date(context: Context) -> Iterator[str]:
    """Yield whether the first date of the body lies ahead or behind."""
    published = context.analysis.published
    dates = next((dates for mention, dates in context.encounter.mentions if dates and not mention.headline), ())
    if not dates or published is None:
        return
    begins = dates[0].window.earliest
    if dates[0].past:
        yield "first date past"
    else:
        yield "first date ahead" if begins is not None and begins > published else "first date now"
