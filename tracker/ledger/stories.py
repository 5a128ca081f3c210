"""Every meeting of the log as a whole story, for what is counted over all of them."""

from collections.abc import Iterator
from itertools import groupby

from tracker.domain.events import decode
from tracker.domain.fold import Story, story
from tracker.domain.moments import Cut
from tracker.ledger.keeping import Progress
from tracker.ledger.projecting import events_of
from tracker.store import log, relations
from tracker.store.connection import Connection


def stories(connection: Connection, cut: Cut, progress: Progress) -> Iterator[Story]:
    """Fold every meeting, and keep every step; in no promised order. `progress` is told of the events folded."""
    joined = relations.joined_names(connection)
    for name, grouped in groupby(log.rows_by_meeting(connection), key=lambda row: row.meeting):
        rows = list(grouped)
        if name not in joined:
            yield story(map(decode, rows), name, cut)
        progress(len(rows))
    for name in sorted(joined):
        told = story(events_of(connection, name), name, cut)
        if told.meeting.meeting == name:
            yield told
