"""Folding every meeting of the log: to rebuild the projection, to check it, and for questions about the past."""

from collections.abc import Iterator
from itertools import groupby, islice

from tracker.domain.clocks import NOW, Cut
from tracker.domain.events import Event, decode
from tracker.domain.fold import Story, fold, story
from tracker.domain.meeting import FOLD_VERSION, Meeting
from tracker.domain.relations import Relation
from tracker.domain.relations import relations as relations_of
from tracker.domain.selection import counted, resolve
from tracker.domain.statistics.course import course_of
from tracker.store import log, projection, records, texts
from tracker.store.connection import Connection
from tracker.store.records import Record

_BATCH = 2000  # meetings, or texts


def events_of(connection: Connection, name: str) -> list[Event]:
    """Return every event that the fold of `name` needs."""
    return [decode(row) for row in log.rows_of(connection, name)]


def folded_meetings(connection: Connection, cut: Cut = NOW) -> Iterator[Meeting]:
    """Fold every meeting, in no particular order; also those with no report that counts."""
    joined = log.joined_names(connection)
    for name, rows in groupby(log.rows_by_meeting(connection), key=lambda row: row.meeting):
        if name not in joined:
            yield fold(map(decode, rows), name, cut)
    for name in sorted(joined):
        meeting = fold(events_of(connection, name), name, cut)
        if meeting.meeting == name:
            yield meeting


def stories(connection: Connection, cut: Cut = NOW) -> Iterator[Story]:
    """Fold every meeting and keep every step; in no particular order; also those with no report that counts."""
    joined = log.joined_names(connection)
    for name, rows in groupby(log.rows_by_meeting(connection), key=lambda row: row.meeting):
        if name not in joined:
            yield story(map(decode, rows), name, cut)
    for name in sorted(joined):
        history = story(events_of(connection, name), name, cut)
        if history.meeting.meeting == name:
            yield history


def projected(connection: Connection) -> Iterator[Record]:
    """Yield each meeting as it stands now, and the course that it took, from the log alone."""
    return (Record(history.meeting, course_of(history)) for history in stories(connection))


def roots(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield every name with the meeting that it stands for now, from the log alone."""
    joined = log.joined_names(connection)
    for name in log.used_names(connection):
        if name in joined:
            yield name, resolve(name, counted(events_of(connection, name), name).into)
        else:
            yield name, name


def rebuild_projection(connection: Connection) -> int:
    """Make the projection again from the log, in the open transaction. Return the number of meetings in it."""
    projection.clear(connection)
    log.add_relations(connection, all_relations(connection))
    projection.add_names(connection, list(roots(connection)))
    rows = texts.text_rows(map(decode, log.rows_between(connection)))
    while page := list(islice(rows, _BATCH)):
        texts.add(connection, page)
    count = 0
    kept = projected(connection)
    while batch := list(islice(kept, _BATCH)):
        projection.add(connection, [record.meeting for record in batch])
        records.add(connection, batch)
        count += len(batch)
    log.move_head(connection, log.read_head(connection)._replace(fold=FOLD_VERSION))
    return count


def all_relations(connection: Connection) -> list[Relation]:
    """Return which meetings links and merges ever joined, from the log alone."""
    return relations_of(map(decode, log.rows_that_relate(connection)))
