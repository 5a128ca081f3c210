"""What `watch` says: a line for each item and each failure, and a summary."""

from collections.abc import Iterator

from msgspec import Struct

from tracker.cli.terminal import in_one_line
from tracker.domain.vocabulary import plain
from tracker.ledger.recorded_drafts import Recorded
from tracker.service.watching import News

_MOST: int = 90  # characters of a headline


class Tally(Struct, kw_only=True):
    """The counts kept while watching."""

    items: int = 0
    recorded: int = 0
    waiting: int = 0
    failed_items: int = 0
    failed_feeds: int = 0

    def count(self, news: News) -> None:
        """Count an item or a failure."""
        if news.taken is None:
            self.failed_items += bool(news.headline)
            self.failed_feeds += not news.headline
            return
        self.items += 1
        self.recorded += sum(result.is_new for result in news.taken.recorded)
        self.waiting += sum(bool(result.queued and result.queued.is_new) for result in news.taken.recorded)

    def summary(self, feeds: int) -> str:
        """Return what came of it in a sentence."""
        words = f"{_count(feeds, 'feed')}: {self.items} new, {self.recorded} recorded, "
        failures = [_count(self.failed_feeds, "feed"), _count(self.failed_items, "page")]
        failed = " and ".join(filter(None, failures))
        return f"{words}{self.waiting} waiting in the inbox{f', {failed} failed' if failed else ''}"


def news_line(news: News) -> str:
    """Return the line about an item or a failure."""
    headline = in_one_line(news.headline)
    headline = f": {headline[:_MOST]}{'…' if len(headline) > _MOST else ''}" if headline else ""
    return f"{news.name}{headline}: {'; '.join(_results(news))}"


def _results(news: News) -> Iterator[str]:
    yield from news.notes
    if news.error:
        again = f", again in {_span(news.again_in)}" if news.again_in is not None else ""
        yield f"{news.error.sentence}{again}"
    taken = news.taken
    if taken is None:
        return
    if taken.is_changed:
        yield f"the page has changed ({', '.join(taken.changes)})" if taken.changes else "the page has changed"
    if taken.error:
        yield f"not read: {taken.error.sentence}"
    elif not taken.recorded:
        yield "it says the same of the meeting" if taken.is_changed else "no meeting"
    yield from map(_result, taken.recorded)


def _result(result: Recorded) -> str:
    meeting, outcome, queued = result.proposal.meeting, result.outcome, result.queued
    if result.error:
        return f"refused in {meeting}: {result.error.sentence}"
    if queued:
        doubt = f", not sure: {result.left_out}" if result.left_out else ""
        state = "waits" if queued.is_new else queued.decision or "waits already"
        return f"draft {queued.draft} for {meeting} {state}{doubt}"
    if outcome is None:
        return f"left out of {meeting}: {result.left_out}"
    if outcome.repeat_of is not None:
        return f"already recorded as @{outcome.repeat_of} in {meeting}"
    return f"recorded as @{outcome.position} in {meeting}: {plain(outcome.status or 'no status')}"


def _count(number: int, thing: str) -> str:
    """Return so many things in words; of none nothing."""
    return f"{number} {thing}{'' if number == 1 else 's'}" if number else ""


def _span(seconds: float) -> str:
    """Return a span of time in its largest unit."""
    for unit, name in ((3600, "h"), (60, "min")):
        if seconds >= unit:
            return f"{seconds / unit:.3g} {name}"
    return f"{seconds:.0f} s"
