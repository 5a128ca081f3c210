"""Folding every meeting of the log, for a projection made anew, for a check of it, and for questions about the past."""

from collections.abc import Iterator
from itertools import groupby, islice

from tracker.domain.clocks import NOW, Cut
from tracker.domain.events import Event, decode
from tracker.domain.fold import fold
from tracker.domain.meeting import FOLD_VERSION, Meeting
from tracker.domain.relations import relations as joined
from tracker.domain.selection import counted, resolve
from tracker.store import log, relations, saving
from tracker.store.connection import Connection

_BATCH = 2000


def events_of(connection: Connection, name: str) -> list[Event]:
    """Return every event that the fold of `name` needs."""
    return [decode(row) for row in log.rows_of(connection, name)]


def folded_meetings(connection: Connection, cut: Cut = NOW) -> Iterator[Meeting]:
    """Fold every meeting, in no promised order. One of which no report counts any more is among them."""
    joined = relations.joined_names(connection)
    alone = groupby(log.rows_by_meeting(connection), key=lambda row: row.meeting)
    for name, rows in alone:
        if name not in joined:
            yield fold(map(decode, rows), name, cut)
    for name in sorted(joined):
        meeting = fold(events_of(connection, name), name, cut)
        if meeting.meeting == name:
            yield meeting


def roots(connection: Connection) -> Iterator[tuple[str, str]]:
    """Return every name with the meeting that it stands for now, from the log alone."""
    joined = relations.joined_names(connection)
    for name in log.every_name(connection):
        if name in joined:
            yield name, resolve(name, counted(events_of(connection, name), name).into)
        else:
            yield name, name


def rebuild_projection(connection: Connection) -> int:
    """Make the projection anew from the log, in the transaction that is open. Returns how many meetings it holds."""
    head = log.head(connection, lock=True)
    saving.clear(connection)
    relations.add(connection, every_relation(connection))
    saving.rename(connection, roots(connection))
    count = 0
    meetings = folded_meetings(connection)
    while batch := [(None, meeting) for meeting in islice(meetings, _BATCH)]:
        saving.save(connection, batch)
        count += len(batch)
    log.move_head(connection, head._replace(fold=FOLD_VERSION))
    return count


def every_relation(connection: Connection) -> list[relations.Relation]:
    """Return which meetings links and merges ever joined, from the log alone."""
    return joined(map(decode, log.rows_that_relate(connection)))
