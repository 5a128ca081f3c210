"""Statistics over the whole log: each outlet's track record, and how plans slipped."""

from collections.abc import Collection, Iterator
from itertools import groupby

from tracker.domain.clocks import Cut
from tracker.domain.fold import Story, story
from tracker.domain.names import is_meeting_name
from tracker.domain.soundness import sound_event
from tracker.domain.statistics.slippage import LagTables, countries, lag_tables
from tracker.domain.statistics.track_record import TrackRecord, track_records
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of
from tracker.ledger.maintenance import Progress
from tracker.ledger.question import Question
from tracker.store import log
from tracker.store.connection import Connection


def records(desk: Desk, asked: Question, progress: Progress) -> list[TrackRecord]:
    """Return the track record of every outlet and of every class of attribution."""
    with desk.snapshot():
        return track_records(stories(desk.connection, asked.cut, progress), asked.cut)


def lag(desk: Desk, wanted: Collection[str], asked: Question, progress: Progress) -> LagTables:
    """Return how plans slipped, of the meetings in which all these countries take part."""
    with desk.snapshot():
        histories = stories(desk.connection, asked.cut, progress)
        return lag_tables(history for history in histories if countries(history.meeting) >= set(wanted))


def stories(connection: Connection, cut: Cut, progress: Progress) -> Iterator[Story]:
    """Fold every meeting and keep every step; in no particular order. `progress` gets the number of events folded."""
    joined = log.joined_names(connection)
    for name, group in groupby(log.rows_by_meeting(connection), key=lambda row: row.meeting):
        rows = list(group)
        if name not in joined and is_meeting_name(name):
            yield story(map(sound_event, rows), name, cut)
        progress(len(rows))
    for name in sorted(joined):
        history = story(events_of(connection, name), name, cut)
        if history.meeting.meeting == name:
            yield history
