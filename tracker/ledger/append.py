"""One append: the locked end of the log, the rows to write, and the meetings that they change."""

from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from tracker.domain.chain import sealed
from tracker.domain.clocks import Published, utc_text
from tracker.domain.decide import refuse_tangle
from tracker.domain.events import Body, Corrected, Event, event_fingerprint, event_type, payload
from tracker.domain.fold import standing_before
from tracker.domain.meeting import Meeting
from tracker.domain.relations import Relation
from tracker.domain.relations import relations as relations_of
from tracker.domain.report import Report
from tracker.domain.row import Row
from tracker.domain.selection import counted, resolve, retractions
from tracker.domain.soundness import sound_event
from tracker.domain.spellings import NO_SPELLINGS, Spellings
from tracker.ledger.added_reports import AddedReports
from tracker.ledger.lookup import find
from tracker.ledger.working_meeting import WorkingMeeting, blank, stored_meeting
from tracker.store import log, projection, records, spellings, texts
from tracker.store.connection import Connection
from tracker.store.records import Record

_MOST_ROWS = 5000  # held in memory before they are written
_MOST_MEETINGS = 16_384  # likewise, each with 20 reports; some 210 MB


class Append:
    """The end of the log under the append lock. What is added is written by `finish`, or earlier if it is much."""

    def __init__(
        self, connection: Connection, entry: log.NameEntry, *, now: datetime, recorder: str, is_preview: bool = False
    ) -> None:
        self.connection = connection
        self.now = now
        self.recorder = recorder
        self.is_preview = is_preview  # in a snapshot and without the lock: nothing may be written, all stays in memory
        self.kept_out: dict[int, str] = {}  # why the stage of a new report, by position, has no effect
        self.started: set[str] = set()  # names started in this append
        self.batch: int | None = None  # the first position of the reports that `undo` takes back together
        self._recorded_at = utc_text(now)
        self._head = entry.head
        self._has_spellings = entry.has_spellings
        self._rows: list[Row] = []
        self._events: list[Event] = []  # those of `_rows`
        self._relations: list[Relation] = []  # likewise, only in a preview
        self._added = AddedReports()
        self._roots: dict[str, str | None] = {}  # name: the meeting that it stands for
        self._versions: dict[str, int] = {}  # name: the last version in its stream
        self._meetings: dict[str, WorkingMeeting] = {}

    # The log's content, additions included

    @property
    def position(self) -> int:
        """The last position of the log."""
        return self._head.position

    @property
    def hash(self) -> str:
        """The hash of the last event."""
        return self._head.hash

    @cached_property
    def spellings(self) -> Spellings:
        """Other spellings of names: a person is recorded under the name that the desk uses."""
        return spellings.read(self.connection) if self._has_spellings else NO_SPELLINGS

    def find(self, text: str, other_hint: str = "", people: Sequence[str] = ()) -> str:
        """Return the name that `text` is, or the meeting of which it is a unique prefix; see `lookup.find`."""
        name = text.lower()
        return name if self.root(name) is not None else find(self.connection, text, other_hint, people)

    def root(self, name: str) -> str | None:
        """Return the meeting that a name stands for, or None if the name was never used."""
        if name not in self._roots:
            self.learn(name, log.name_entry(self.connection, name))
        return self._roots[name]

    def learn(self, name: str, entry: log.NameEntry, fingerprint: str = "") -> None:
        """Put what the log holds of a name into the working set."""
        self._roots[name] = entry.root
        self._versions.setdefault(name, entry.version or 0)
        if entry.root is None:
            return
        if entry.root not in self._meetings:
            self._meetings[entry.root] = stored_meeting(entry.root, entry)
        if fingerprint and not entry.is_recorded:
            self._added.note_unrecorded(entry.root, fingerprint)

    def state(self, root: str) -> Meeting:
        """Return the state of the meeting, additions included."""
        meeting = self._meeting(root)
        if meeting.is_stale:
            self.kept_out |= meeting.fold(self.events(root))
        return meeting.state

    def standing(self, name: str) -> Meeting:
        """Return the state of the meeting with a name, additions included."""
        return self.state(self.root(name) or name)

    def events(self, root: str) -> list[Event]:
        """Return every event that the fold of the meeting needs, additions included."""
        meeting = self._meeting(root)
        if meeting.events is None:
            meeting.events = self._read_events(self._neighbourhood(root))
        return meeting.events

    def event_at(self, position: int) -> Event | None:
        """Return the event at a position, or None if the log does not reach it."""
        if not 0 < position <= self.position:
            return None
        if self._events and position >= self._events[0].position:
            return self._events[position - self._events[0].position]
        row = log.row_at(self.connection, position)
        return sound_event(row) if row else None

    def retracted(self, root: str) -> dict[int, int]:
        """Return which positions of the meeting are retracted, and by which."""
        return retractions(sorted(self.events(root), key=lambda event: event.position))

    def is_live(self, root: str) -> bool:
        """Return whether a report counts for the meeting."""
        return self._meeting(root).has_new_report or self.state(root).reports > 0

    def repeat_of(self, root: str, report: Report) -> tuple[int, bool] | None:
        """Return where this news item was recorded for the meeting, and whether that record was retracted."""
        added = self._added.position_of(root, report.fingerprint)
        if added is not None:
            return added, False
        if not self._added.may_be_in_log(root, report.fingerprint):
            return None
        recorded = log.recorded_as(self.connection, report.fingerprint)
        places = {position for meeting, position in recorded if meeting == root}
        positions = self._positions_of(report, root, places) if places else []
        if not positions:
            return None
        retracted = self.retracted(root)
        live = [position for position in positions if position not in retracted]
        return (live[0], False) if live else (positions[-1], True)

    def _positions_of(self, report: Report, root: str, places: Container[int]) -> list[int]:
        """Return at which of some places a report of this news item is; a hand may have written the fingerprint."""
        return sorted(
            event.position
            for event in self.events(root)
            if event.position in places
            and isinstance(event.body, Report)
            and event.body.fingerprint == report.fingerprint
        )

    def state_before(self, root: str, report: Report) -> Meeting:
        """Return where the meeting stood before the place that a new report takes in order, to judge the report.

        Only an outcome can make the log refuse a report older than others. Without one, the meeting is returned blank.
        """
        meeting = self._meeting(root)
        if meeting.comes_last(report):
            return meeting.state
        events = self.events(root)
        may_be_held = any(event.type == "held" or isinstance(event.body, Corrected) for event in events)
        if report.stage != "held" and not may_be_held:
            return Meeting(meeting=root)
        return standing_before(events, root, report, self.position + 1)

    # Adding

    def begin_batch(self) -> None:
        """Let the reports added from here on be of one batch."""
        self.batch = self.position + 1

    def add(self, name: str, body: Body, since: Published | None = None) -> Event:
        """Add one event under a name. `since` is the day from which a correction or a retraction holds, if any."""
        published = body.published if isinstance(body, Report) else since
        version = self._version(name) + 1
        row = sealed(
            self._head.hash,
            Row(
                position=self._head.position + 1,
                meeting=name,
                version=version,
                type=event_type(body),
                published=published.text if published else None,
                recorded_at=max(self._recorded_at, self._head.recorded_at),
                recorded_by=self.recorder,
                payload=payload(body),
                fingerprint=event_fingerprint(body),
                hash="",
            ),
        )
        event = Event(
            position=row.position,
            meeting=name,
            type=row.type,
            published=published,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
            body=body,
            hash=row.hash,
        )
        self._versions[name] = version
        self._rows.append(row)
        self._events.append(event)
        self._move_to(row)
        if isinstance(body, Report):
            self._add_report(event, body)
        else:
            self._add_other(event)
        self._free_memory()
        return event

    def start_meeting(self, name: str) -> str:
        """Let a name that was never used stand for a meeting of its own."""
        if not self.is_preview:
            projection.add_names(self.connection, [(name, name)])
        self._roots[name] = name
        # Only a hand can have recorded something under the name before.
        is_stale = self._versions.get(name, 0) > 1
        self._meetings[name] = blank(name, is_stale=is_stale)
        if not is_stale:
            self._added.begin(name)
        return name

    def continue_after(self, row: Row) -> None:
        """Take a row that was restored as the end of the log."""
        self._move_to(row)
        log.move_head(self.connection, self._head)

    def finish(self) -> None:
        """Write the additions: rows and meetings."""
        self._write_meetings()

    def _add_report(self, event: Event, report: Report) -> None:
        root = self.root(event.meeting)
        if root is None:
            root = self.start_meeting(event.meeting)
        self._added.add(root, report.fingerprint, event.position)
        kept_out = self._meetings[root].add(event, report)
        if kept_out:
            self.kept_out[event.position] = kept_out

    def _add_other(self, event: Event) -> None:
        """Take in a link, a merge, a correction or a retraction: the meetings that it joins have to be folded again."""
        relations = relations_of([event])
        if self.is_preview:
            self._relations += relations
        else:
            self._write_rows()
            log.add_relations(self.connection, relations)
        self._added.forget()
        meeting = self._meetings.get(self.root(event.meeting) or "")
        if meeting is not None and meeting.events is not None and _is_about_report(event, meeting.events):
            meeting.events.append(event)
            meeting.is_stale = True
        else:
            self._join_meetings(event)

    def _join_meetings(self, event: Event) -> None:
        """Work out again which names stand for which meetings."""
        merged, linked = neighbourhood = self._neighbourhood(event.meeting)
        selection = counted(self._read_events(neighbourhood), event.meeting)
        refuse_tangle(selection)
        roots = {name: resolve(name, selection.into) for name in merged}
        for alias in (name for name, root in roots.items() if name != root):
            self._meetings.pop(alias, None)
        if not self.is_preview:
            self._point_names(roots)
        self._roots |= roots
        for root in {*roots.values(), *(resolve(name, selection.into) for name in linked)}:
            self._meetings[root] = blank(root, is_stale=True)

    def _point_names(self, roots: Mapping[str, str]) -> None:
        """Let names stand for meetings, and remove what is stored of a meeting whose name stands for another."""
        for alias in (name for name, root in roots.items() if name != root):
            projection.remove(self.connection, alias)
            records.remove(self.connection, alias)
        projection.point_names(self.connection, sorted(roots.items()))

    def _neighbourhood(self, name: str) -> log.Neighbourhood:
        return log.neighbourhood(self.connection, name, self._relations)

    def _read_events(self, neighbourhood: log.Neighbourhood) -> list[Event]:
        """Return the events that the fold of a meeting needs: those of the log, and those not written yet."""
        merged, linked = neighbourhood
        stored = map(sound_event, log.rows_of_neighbourhood(self.connection, neighbourhood))
        unwritten = (
            event
            for event in self._events
            if event.meeting in merged or (event.meeting in linked and not isinstance(event.body, Report))
        )
        return [*stored, *unwritten]

    # The working set

    def _meeting(self, root: str) -> WorkingMeeting:
        if root not in self._meetings:
            self.learn(root, log.name_entry(self.connection, root))
        return self._meetings.get(root) or blank(root, events=[])

    def _version(self, name: str) -> int:
        if name not in self._versions:
            self.learn(name, log.name_entry(self.connection, name))
        return self._versions[name]

    def _write_meetings(self) -> None:
        for root, meeting in list(self._meetings.items()):
            if meeting.is_stale:
                self.kept_out |= meeting.fold(self.events(root))
        self._write_rows()
        changed = [meeting for _, meeting in sorted(self._meetings.items()) if meeting.is_changed]
        stored = {meeting.stored.meeting: meeting.stored for meeting in changed if meeting.stored}
        projection.save(self.connection, [meeting.state for meeting in changed], stored)
        records.save(self.connection, [Record(meeting.state, meeting.course) for meeting in changed])

    def _move_to(self, row: Row) -> None:
        self._head = log.Head(row.position, row.hash, row.recorded_at, self._head.fold)

    def _write_rows(self) -> None:
        """Write the rows that were added, with the head, which always names the last row."""
        if self._rows:
            log.append(self.connection, self._rows)
            texts.add(self.connection, list(texts.text_rows(self._events)))
            log.move_head(self.connection, self._head)
            self._rows, self._events = [], []

    def _free_memory(self) -> None:
        if self.is_preview:
            return
        if len(self._rows) >= _MOST_ROWS:
            self._write_rows()
        if self._added.are_too_many:
            self._write_rows()
            self._added.forget()
        if len(self._meetings) >= _MOST_MEETINGS:
            self._write_meetings()
            self._meetings.clear()
            self._roots.clear()
            self._versions.clear()


def _is_about_report(event: Event, events: Sequence[Event]) -> bool:
    """Return whether a correction or a retraction is about a report, so that no name comes to stand for another."""
    return any(other.position == event.target and isinstance(other.body, Report) for other in events)
