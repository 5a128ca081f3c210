"""Folding every meeting of the log: to rebuild the projection, to check it, and for questions about the past."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Final

from msgspec import Struct

from tracker.domain.clocks import NOW, Cut
from tracker.domain.events import Event, Unsound, decode
from tracker.domain.fold import Story, fold, story
from tracker.domain.meeting import FOLD_VERSION, Meeting
from tracker.domain.names import is_meeting_name
from tracker.domain.relations import Relation
from tracker.domain.relations import relations as relations_of
from tracker.domain.row import Row
from tracker.domain.selection import counted, resolve
from tracker.domain.soundness import sound_event
from tracker.domain.statistics.course import course_of
from tracker.store import log, projection, records, texts
from tracker.store.connection import Cells, Connection
from tracker.store.records import Record

_BATCH: Final = 500  # meetings
_READ_AT_ONCE: Final = 100  # meetings, each with all of its events
_MOST_TEXTS: Final = 5000  # held in memory before they are written; some megabytes

# Reads a row of the log.
Read = Callable[[Row], Event]
# Called with the number of events read since the last call.
Progress = Callable[[int], object]


class Rebuilt(Struct, frozen=True, kw_only=True):
    """How many meetings a projection has, and a sentence for each event of the log that no command could have written.

    Those that were retracted are left out.
    """

    meetings: int
    unsound: tuple[str, ...]


def events_of(connection: Connection, name: str) -> list[Event]:
    """Return every event that the fold of `name` needs."""
    return [sound_event(row) for row in log.rows_of(connection, name)]


def folded_meeting(connection: Connection, name: str, cut: Cut = NOW) -> Meeting:
    """Fold one meeting."""
    return fold(events_of(connection, name), name, cut)


def folded_meetings(connection: Connection, names: set[str], cut: Cut) -> Iterator[Meeting]:
    """Fold the meetings of these names, in no particular order; also those with no report that counts."""
    joined = names & log.joined_names(connection)
    alone = iter(sorted(names - joined))
    while batch := list(islice(alone, _READ_AT_ONCE)):
        for name, rows in groupby(log.rows_of_names(connection, batch), key=lambda row: row.meeting):
            yield fold(map(sound_event, rows), name, cut)
    for name in joined:
        meeting = folded_meeting(connection, name, cut)
        if meeting.meeting == name:
            yield meeting


def stories(connection: Connection, cut: Cut = NOW, read: Read = sound_event) -> Iterator[Story]:
    """Fold every meeting and keep every step; in no particular order; also those with no report that counts."""
    for name, events in _events_by_name(connection, read):
        history = story(events, name, cut)
        if history.meeting.meeting == name:
            yield history


def _events_by_name(connection: Connection, read: Read = sound_event) -> Iterator[tuple[str, Iterable[Event]]]:
    """Yield every valid name in use with the events that its fold needs. A merged name has those of its meeting."""
    joined = log.joined_names(connection)
    for name, rows in groupby(log.rows_by_meeting(connection), key=lambda row: row.meeting):
        if not is_meeting_name(name):
            continue
        events = map(read, rows)
        if name not in joined:
            yield name, events
        for _ in events:  # every event is read once, also those that are folded with others below
            pass
    for name in sorted(joined):
        yield name, events_of(connection, name)


def no_progress(_: int) -> None:
    """Show nothing."""


def checked_reader(unsound: Container[int], progress: Progress) -> Read:
    """Return how to read a log in which only the events at these positions are unsound: no row is checked again."""

    def read(row: Row) -> Event:
        progress(1)
        return sound_event(row) if row.position in unsound else decode(row)

    return read


def projected(connection: Connection, read: Read) -> Iterator[Record]:
    """Yield each meeting as it stands now, and the course that it took, from the log alone."""
    return (Record(history.meeting, course_of(history)) for history in stories(connection, read=read))


def roots(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield every name with the meeting that it stands for now, from the log alone."""
    joined = log.joined_names(connection)
    for name in log.used_names(connection):
        if name in joined:
            yield name, resolve(name, counted(events_of(connection, name), name).into)
        else:
            yield name, name


def rebuild_projection(connection: Connection, progress: Progress = no_progress) -> Rebuilt:
    """Make the projection again from the log, in the open transaction. Each event counts once as progress."""
    projection.clear(connection)
    log.add_relations(connection, all_relations(connection))
    projection.add_names(connection, list(roots(connection)))
    reader = _Reader(connection, progress)
    count = 0
    unsound: list[str] = []
    kept = projected(connection, reader.read)
    while batch := list(islice(kept, _BATCH)):
        projection.add(connection, [record.meeting for record in batch])
        records.add(connection, batch)
        count += len(batch)
        for record in batch:
            if record.meeting.unsound:
                unsound += unsound_events(connection, record.meeting.meeting).values()
    reader.write_texts()
    log.set_fold(connection, FOLD_VERSION)
    return Rebuilt(meetings=count, unsound=(*unsound, *_of_no_meeting(connection)))


class _Reader:
    """Reads the rows of the log, and writes the text of each event, many at a time."""

    def __init__(self, connection: Connection, progress: Progress) -> None:
        self._connection = connection
        self._progress = progress
        self._texts: list[Cells] = []

    def read(self, row: Row) -> Event:
        event = sound_event(row)
        self._texts += texts.text_rows([event])
        if len(self._texts) >= _MOST_TEXTS:
            self.write_texts()
        self._progress(1)
        return event

    def write_texts(self) -> None:
        """Write the texts of the events read, in order of position."""
        texts.add(self._connection, sorted(self._texts))
        self._texts.clear()


def unsound_events(connection: Connection, name: str) -> Mapping[int, str]:
    """Return the events of a meeting that no command could have written, unless retracted: position and why."""
    return counted(events_of(connection, name), name).unsound


def all_relations(connection: Connection) -> list[Relation]:
    """Return which meetings links and merges ever joined, from the log alone."""
    return relations_of(map(sound_event, log.rows_that_relate(connection)))


def _of_no_meeting(connection: Connection) -> Iterator[str]:
    """Yield why each event is unsound whose meeting has no valid name."""
    for row in log.rows_of_invalid_names(connection):
        body = sound_event(row).body
        if isinstance(body, Unsound):
            yield body.reason
