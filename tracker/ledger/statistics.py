"""Statistics over the whole log: each outlet's track record, and how plans slipped."""

from collections import Counter
from collections.abc import Collection, Iterator

from tracker.domain.fold import Story
from tracker.domain.statistics.course import course_of
from tracker.domain.statistics.slippage import LagTables, lag_tables, plan_of
from tracker.domain.statistics.track_record import TrackRecord, items_of, track_records
from tracker.ledger.desk import Desk
from tracker.ledger.folding import Progress, stories
from tracker.ledger.question import Question
from tracker.store import records as stored


def records(desk: Desk, asked: Question, progress: Progress) -> list[TrackRecord]:
    """Return the track record of every outlet and of every class of attribution."""
    with desk.snapshot():
        if asked.is_now and desk.has_projection:
            return track_records(stored.outlet_items(desk.connection))
        histories = _watched(stories(desk.connection, asked.cut), progress)
        items = (item for history in histories for item in items_of(history.meeting, course_of(history, asked.cut)))
        return track_records(Counter(items))


def lag(desk: Desk, wanted: Collection[str], asked: Question, progress: Progress) -> LagTables:
    """Return how plans slipped, of the meetings in which all these countries take part."""
    with desk.snapshot():
        if asked.is_now and desk.has_projection:
            plans = stored.lag_plans(desk.connection)
        else:
            histories = _watched(stories(desk.connection, asked.cut), progress)
            plans = (plan_of(history.meeting, course_of(history, asked.cut)) for history in histories)
        return lag_tables(plan for plan in plans if {*plan.countries} >= {*wanted})


def _watched(histories: Iterator[Story], progress: Progress) -> Iterator[Story]:
    """Yield the histories, and call `progress` with the number of reports of each."""
    for history in histories:
        yield history
        progress(len(history.counted.own))
