"""Appending: one transaction that holds the head, binds each event to the chain, and keeps the projection equal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from tracker.domain.chain import sealed
from tracker.domain.clocks import Published, utc_text
from tracker.domain.errors import TrackerError
from tracker.domain.events import Body, Event, event_fingerprint, event_type, payload
from tracker.domain.import_line import Line
from tracker.domain.meeting import FOLD_VERSION, Meeting
from tracker.domain.report import Report
from tracker.domain.row import Row
from tracker.ledger.desk import Desk, find
from tracker.ledger.folding import rebuild_projection
from tracker.ledger.meetings import Meetings
from tracker.store import log, saving
from tracker.store.ahead import NEXT, append_next, is_ambiguous, outlook
from tracker.store.connection import Overtaken

_PENDING = 5000  # events
_MEETINGS = 65_536  # some 150 MB of them


class Writing:
    """The end of the log in one transaction: what is appended, and the meetings that it touches."""

    def __init__(self, desk: Desk, line: Line | None = None, *, ahead: bool = False) -> None:
        self.desk = desk
        self.connection = desk.connection
        self.now: datetime = desk.clock.now()
        self._recorded_at = utc_text(self.now)
        self.ahead = ahead  # the head is not locked yet
        self.meetings = Meetings(self.connection, self._flush)
        self.started: set[str] = set()  # names begun with `new` in this transaction
        self._pending: list[Row] = []
        self._fresh: dict[tuple[str, str], int] = {}  # (meeting, fingerprint) of what is pending
        self._unheard: tuple[str, str] | None = None  # a meeting and the fingerprint of what it never had
        self._placed: Callable[[], log.Head] | None = None  # tells the head, of what was written ahead
        self._head = self._look(line) if line else log.head(self.connection, lock=True)
        if self._head.fold > FOLD_VERSION:
            raise TrackerError(f"{self.connection.where} is kept by a newer version of tracker", "Upgrade tracker.")
        if self._head.fold < FOLD_VERSION:
            if ahead:
                raise Overtaken
            # Found here, under the lock, since another process may have upgraded the schema since this one looked.
            rebuild_projection(self.connection)
            self._head = log.head(self.connection)

    @property
    def position(self) -> int:
        """The last position of the log."""
        return self._head.position

    @property
    def hash(self) -> str:
        """The hash that the log ends with."""
        return self._head.hash

    def find(self, text: str, otherwise: str = "") -> str:
        """Return the name that `text` is, or is the unique beginning of; see `desk.find`."""
        name = text.lower()
        if self.meetings.root(name) is not None:
            return name
        if self.ahead:
            raise Overtaken  # a beginning may come to mean another meeting
        return find(self.connection, text, otherwise)

    def repeat_of(self, root: str, report: Report) -> tuple[int, bool] | None:
        """Return where this news item was recorded for the meeting, and whether that record was retracted."""
        if (root, report.fingerprint) in self._fresh:
            return self._fresh[root, report.fingerprint], False
        if (root, report.fingerprint) == self._unheard:
            return None
        positions = log.repeats(self.connection, report.fingerprint, root)
        if not positions:
            return None
        if self.ahead:
            raise Overtaken  # what is not written is checked by nobody: a repeat is told under the lock alone
        gone = self.meetings.retracted(root)
        standing = [position for position in positions if position not in gone]
        return (standing[0], False) if standing else (positions[-1], True)

    def append(self, name: str, body: Body, since: Published | None = None) -> Event:
        """Put one event at the end of the log, under the name given. What is no report may hold `since` a day."""
        moment = body.published if isinstance(body, Report) else since
        row = Row(
            position=NEXT if self.ahead else self._head.position + 1,
            meeting=name,
            version=self.meetings.next_version(name),
            type=event_type(body),
            published=moment.text if moment else None,
            recorded_at=max(self._recorded_at, self._head.recorded_at),
            recorded_by=self.desk.recorder,
            payload=payload(body),
            fingerprint=event_fingerprint(body),
            hash="",
        )
        if not self.ahead:
            row = sealed(self._head.hash, row)
            self._end_with(row)
        self._pending.append(row)
        self._unheard = None
        event = Event(
            position=row.position,
            meeting=name,
            type=row.type,
            published=moment,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
            body=body,
            hash=row.hash,
        )
        if isinstance(body, Report):
            self._take_in(event, body)
        else:
            self.meetings.join(event)
        if len(self._pending) >= _PENDING:
            self._flush()
        if len(self.meetings) >= _MEETINGS:
            self._write(self.meetings.touched())
            self.meetings.forget()
        return event

    def continue_after(self, row: Row) -> None:
        """Take a row that was restored as the end of the log."""
        self._end_with(row)
        log.move_head(self.connection, self._head)

    def settle(self) -> None:
        """Write what is pending: the rows, the meetings touched, the head."""
        if self.ahead:
            self._send()
            return
        touched = self.meetings.touched()
        self.connection.hasten()
        self._write(touched)
        log.move_head(self.connection, self._head)

    def take_place(self) -> None:
        """Learn, after the transaction, where what was written ahead came to stand."""
        if self._placed:
            self._head = self._placed()

    def _look(self, line: Line) -> log.Head:
        """Learn all that the line needs, and return the head."""
        name, fingerprint = line.meeting.lower(), line.report.fingerprint
        head, entry, known = outlook(self.connection, name, fingerprint, FOLD_VERSION, lock=not self.ahead)
        if head.fold == FOLD_VERSION:
            self.meetings.learn(name, entry)
            if entry is not None and not known:
                self._unheard = entry[0].meeting, fingerprint
        return head

    def _take_in(self, event: Event, report: Report) -> None:
        root = self.meetings.root(event.meeting)
        if root is None:
            root = self.meetings.begin(event.meeting)
            if not self.ahead:
                saving.rename(self.connection, [(root, root)])
        self._fresh[root, report.fingerprint] = event.position
        if not self.meetings.take_in(root, event, report) and self.ahead:
            raise Overtaken  # a fold reads what is written

    def _end_with(self, row: Row) -> None:
        self._head = log.Head(row.position, row.hash, row.recorded_at, self._head.fold)

    def _write(self, touched: list[tuple[Meeting | None, Meeting]]) -> None:
        self._flush()
        saving.save(self.connection, touched)

    def _send(self) -> None:
        """Write the one report ahead, its meeting and the head, in a message that locks the head first."""
        for row in self._pending:
            root = self.meetings.root(row.meeting) or row.meeting
            before = self.meetings.written(root)
            if is_ambiguous(self.meetings.present(root)):
                raise Overtaken
            self.connection.hasten()
            self._placed = append_next(self.connection, row, root, self._head)
            if before is None:
                saving.rename(self.connection, [(root, root)])
            saving.save(self.connection, self.meetings.touched(), NEXT)

    def _flush(self) -> None:
        if self._pending:
            log.append(self.connection, self._pending)
            self._pending = []
            self._fresh.clear()  # `log.repeats` finds them from here on


@contextmanager
def appending(desk: Desk, line: Line | None = None, *, dry_run: bool = False, ahead: bool = False) -> Iterator[Writing]:
    """Hold the log for one append, or one import: all of it is recorded at the end, or, if anything raises, nothing.

    What there is to know for `line` is asked at once. With `ahead`, it is asked of a server before the head is locked,
    and all is written in one message, so that others wait for less. `Overtaken` is raised, and nothing recorded, if
    that cannot be, or if others came in between with what concerns the line: the caller does it again without.
    """
    ahead = ahead and desk.connection.engine == "postgresql"
    with desk.connection.transaction(write=True, keep=not dry_run, ahead=ahead):
        writing = Writing(desk, line, ahead=ahead)
        try:
            yield writing
        except TrackerError as error:
            if writing.ahead:
                raise Overtaken from error  # judged by what may have changed from one question to the next
            raise
        writing.settle()
    writing.take_place()
