"""Statistics over the whole log: each outlet's track record, and how plans slipped."""

from collections.abc import Collection, Iterator
from itertools import groupby

from tracker.domain.clocks import Cut
from tracker.domain.events import decode
from tracker.domain.fold import Story, story
from tracker.domain.statistics.slippage import LagTables, countries, lag_tables
from tracker.domain.statistics.track_record import TrackRecord, track_records
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of
from tracker.ledger.maintenance import Progress
from tracker.ledger.question import Question
from tracker.store import log
from tracker.store.connection import Connection


def records(desk: Desk, asked: Question, progress: Progress) -> list[TrackRecord]:
    """Return the record of every outlet and attribution class at a cut. Runs inside a transaction that reads."""
    return track_records(stories(desk.connection, asked.cut, progress), asked.cut)


def lag(desk: Desk, wanted: Collection[str], asked: Question, progress: Progress) -> LagTables:
    """Return the lags of the meetings in which all the countries take part. Runs inside a transaction that reads."""
    told = stories(desk.connection, asked.cut, progress)
    return lag_tables(one for one in told if countries(one.meeting) >= set(wanted))


def stories(connection: Connection, cut: Cut, progress: Progress) -> Iterator[Story]:
    """Fold every meeting, and keep every step; in no promised order. `progress` is told of the events folded."""
    joined = log.joined_names(connection)
    for name, grouped in groupby(log.rows_by_meeting(connection), key=lambda row: row.meeting):
        rows = list(grouped)
        if name not in joined:
            yield story(map(decode, rows), name, cut)
        progress(len(rows))
    for name in sorted(joined):
        told = story(events_of(connection, name), name, cut)
        if told.meeting.meeting == name:
            yield told
