"""Appending: one transaction that holds the head, binds each event to the chain, and keeps the projection equal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from tracker.domain.chain import sealed
from tracker.domain.counting import counted, resolve, retractions
from tracker.domain.decide import refuse_tangle
from tracker.domain.errors import TrackerError
from tracker.domain.events import Body, Event, decode, event_fingerprint, event_type, payload
from tracker.domain.evolve import evolved
from tracker.domain.fold import standing_before, story
from tracker.domain.lines import Line
from tracker.domain.meeting import FOLD_VERSION, Meeting
from tracker.domain.moments import Published, published, utc_text
from tracker.domain.relations import relations as joined
from tracker.domain.report import Report
from tracker.domain.row import Row
from tracker.ledger.desk import Desk, find
from tracker.ledger.projecting import events_of, rebuild_projection
from tracker.store import log, projection, relations, saving
from tracker.store.ahead import NEXT, append_next, is_ambiguous, outlook
from tracker.store.connection import Overtaken

_PENDING = 5000  # events
_MEETINGS = 65_536  # some 150 MB of them


class Writing:
    """What one transaction appends, and the meetings that it touches."""

    def __init__(self, desk: Desk, line: Line | None = None, *, ahead: bool = False) -> None:
        self.desk = desk
        self.connection = desk.connection
        self.now: datetime = desk.clock.now()
        self._recorded_at = utc_text(self.now)
        self.started: set[str] = set()  # names begun with `new` in this transaction
        self.kept: dict[int, str] = {}  # why the stage of a report appended here had no effect
        self.ahead = ahead  # the head is not locked yet
        self._pending: list[Row] = []
        self._fresh: dict[tuple[str, str], int] = {}  # (meeting, fingerprint) of what is pending
        self._versions: dict[str, int] = {}
        self._names_of: dict[str, list[str]] = {}
        self._roots: dict[str, str | None] = {}
        self._retracted: dict[str, dict[int, int]] = {}
        self._written: dict[str, Meeting | None] = {}  # as the projection has them
        self._present: dict[str, Meeting] = {}
        self._stale: set[str] = set()  # to be folded anew before they are looked at
        self._reported: set[str] = set()  # have a report from this transaction
        self._outcomes: dict[str, tuple[str, bool, str] | None] = {}
        self._unheard: tuple[str, str] | None = None  # a name and the fingerprint of what it never had
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

    def root(self, name: str) -> str | None:
        """Return the meeting that a name stands for, or None if it was never used."""
        if name not in self._roots:
            self._learn(name, projection.entry(self.connection, name))
        return self._roots[name]

    def find(self, text: str, otherwise: str = "") -> str:
        """Return the name that `text` is, or is the unique beginning of; see `desk.find`."""
        name = text.lower()
        return name if self.root(name) is not None else find(self.connection, text, otherwise)

    def present(self, root: str) -> Meeting:
        """Return where the meeting stands, with all that was appended here."""
        if root in self._stale:
            self._fold_anew(root)
        if root not in self._present:
            self._written[root] = self._present[root] = projection.present(self.connection, root)
        return self._present[root]

    def is_live(self, root: str) -> bool:
        """Whether a report counts for the meeting."""
        return root in self._reported or self.present(root).reports > 0

    def at_its_place(self, root: str, report: Report) -> Meeting:
        """Return the meeting as it stood where `report` comes in order.

        Only an outcome before it, or its own, makes that place matter; without one, an old report is not worth a fold
        of all the others, and the meeting comes back blank.
        """
        if root not in self._stale and self._comes_last(root, report):
            return self.present(root)
        outcome = self._first_outcome(root)
        if report.stage != "held" and (outcome is None or report.published.key < outcome):
            return Meeting(meeting=root)
        return standing_before(self.events(root), root, report, self.position + 1)

    def events(self, name: str) -> list[Event]:
        """Return every event that the fold of `name` needs, what was appended here included."""
        self._flush()
        return events_of(self.connection, name)

    def repeat_of(self, root: str, report: Report) -> tuple[int, bool] | None:
        """Return where this news item was recorded for the meeting, and whether that record was retracted."""
        if (root, report.fingerprint) in self._fresh:
            return self._fresh[root, report.fingerprint], False
        if (root, report.fingerprint) == self._unheard:
            return None
        positions = log.repeats(self.connection, report.fingerprint, root)
        if not positions:
            return None
        gone = self.retracted(root)
        standing = [position for position in positions if position not in gone]
        return (standing[0], False) if standing else (positions[-1], True)

    def retracted(self, root: str) -> dict[int, int]:
        """Return which positions of the meeting are retracted, and by which."""
        if root not in self._retracted:
            self._flush()
            rows = log.retractions(self.connection, self._names(root))
            self._retracted[root] = retractions(sorted(map(decode, rows), key=lambda event: event.position))
        return self._retracted[root]

    def append(self, name: str, body: Body, since: Published | None = None) -> Event:
        """Put one event at the end of the log, under the name given. What is no report may hold `since` a day."""
        moment = body.published if isinstance(body, Report) else since
        row = Row(
            position=NEXT if self.ahead else self._head.position + 1,
            meeting=name,
            version=self._next_version(name),
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
            self._head = log.Head(row.position, row.hash, row.recorded_at, self._head.fold)
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
            self._take_in_structure(event)
        if len(self._pending) >= _PENDING:
            self._flush()
        if len(self._present) >= _MEETINGS:
            self._make_room()
        return event

    def continue_after(self, row: Row) -> None:
        """Take a row that was restored as the end of the log."""
        self._head = log.Head(row.position, row.hash, row.recorded_at, self._head.fold)
        log.move_head(self.connection, self._head)

    def settle(self) -> None:
        """Write what is pending: the rows, the meetings touched, the head."""
        if self.ahead:
            self._send()
            return
        touched = self._touched()
        self.connection.hasten()
        self._flush()
        saving.save(self.connection, touched)
        log.move_head(self.connection, self._head)

    def take_place(self) -> None:
        """Learn, after the transaction, where what was written ahead came to stand."""
        if self._placed:
            self._head = self._placed()

    def _send(self) -> None:
        """Write the one report ahead, its meeting and the head, in a message that locks the head first."""
        for row in self._pending:
            root = self._roots[row.meeting] or row.meeting
            if is_ambiguous(row, self._written[root]):
                raise Overtaken
            self.connection.hasten()
            self._placed = append_next(self.connection, row, root, self._head)
            if self._written[root] is None:
                saving.rename(self.connection, [(root, root)])
            saving.save(self.connection, self._touched(), NEXT)

    def _look(self, line: Line) -> log.Head:
        """Learn all that the line needs, and return the head."""
        name, fingerprint = line.meeting.lower(), line.report.fingerprint
        head, entry, known = outlook(self.connection, name, fingerprint, FOLD_VERSION, lock=not self.ahead)
        if head.fold == FOLD_VERSION:
            self._learn(name, entry)
            if entry is not None and not known:
                self._unheard = entry[0].meeting, fingerprint
        return head

    def _learn(self, name: str, entry: tuple[Meeting, int] | None) -> None:
        """Keep what the projection says of a name."""
        if entry is None:
            self._roots[name] = None
            return
        meeting, version = entry
        self._versions.setdefault(name, version)
        root = self._roots[name] = meeting.meeting
        if root not in self._present:
            self._written[root] = self._present[root] = meeting

    def _touched(self) -> list[tuple[Meeting | None, Meeting]]:
        """Return what became of each meeting, beside what the projection has of it."""
        for root in sorted(self._stale):
            self._fold_anew(root)
        return [
            (self._written.get(root), meeting)
            for root, meeting in sorted(self._present.items())
            if meeting is not self._written.get(root)
        ]

    def _make_room(self) -> None:
        """Write the meetings touched so far and forget them: an import may touch more than memory holds."""
        touched = self._touched()
        self._flush()
        saving.save(self.connection, touched)
        for known in (self._present, self._written, self._roots, self._versions, self._names_of, self._retracted):
            known.clear()
        self._outcomes.clear()
        self._reported.clear()

    def _take_in(self, event: Event, report: Report) -> None:
        root = self.root(event.meeting)
        if root is None:
            root = self._roots[event.meeting] = event.meeting
            self._written[root], self._present[root] = None, Meeting(meeting=root)
            if not self.ahead:
                saving.rename(self.connection, [(root, root)])
        self._fresh[root, report.fingerprint] = event.position
        self._reported.add(root)
        if report.stage == "held":
            self._outcomes[root] = min(self._first_outcome(root) or report.published.key, report.published.key)
        if root in self._stale or report.target is not None or not self._comes_last(root, report):
            self._stale.add(root)
            if self.ahead:
                raise Overtaken  # a fold reads what is written
            return
        meeting, kept = evolved(self.present(root), event.position, report)
        self._present[root] = meeting
        if kept:
            self.kept[event.position] = kept

    def _take_in_structure(self, event: Event) -> None:
        """A link, a merge, a correction or a retraction: everything that it joins is to be folded anew."""
        self._flush()
        relations.add(self.connection, joined([event]))
        own, others = relations.neighbourhood(self.connection, event.meeting)
        what = counted(events_of(self.connection, event.meeting), event.meeting)
        refuse_tangle(what)
        into = what.into
        renamed = {name: resolve(name, into) for name in own}
        for name in own:
            if renamed[name] != name:
                saving.forget(self.connection, name)
                self._present.pop(name, None)
                self._written[name] = None
                self._stale.discard(name)
        saving.rename(self.connection, sorted(renamed.items()))
        self._roots |= renamed
        self._names_of.clear()
        self._retracted.clear()
        self._outcomes.clear()
        self._reported -= set(own)
        self._stale |= set(renamed.values()) | {resolve(name, into) for name in others}

    def _fold_anew(self, root: str) -> None:
        told = story(self.events(root), root)
        self._written.setdefault(root, None)
        self._present[root] = told.meeting
        self._stale.discard(root)
        self.kept |= {step.event.position: step.kept for step in told.steps if step.kept}
        self.kept |= {position: f"denied by @{by}" for position, by in told.counted.denied.items()}

    def _comes_last(self, root: str, report: Report) -> bool:
        last = self.present(root).memory.last
        return last is None or report.published.key >= last.key

    def _first_outcome(self, root: str) -> tuple[str, bool, str] | None:
        """Return the place in order of the first report that says held; one may have been corrected to any place."""
        if root not in self._outcomes:
            days = log.days_of(self.connection, self._names(root), ("held", "corrected"))
            keys = [("", False, "") if kind == "corrected" else published(day).key for kind, day in days]
            self._outcomes[root] = min(keys, default=None)
        return self._outcomes[root]

    def _names(self, root: str) -> list[str]:
        if root not in self._names_of:
            self._names_of[root] = projection.names_of(self.connection, root)
        return self._names_of[root]

    def _next_version(self, name: str) -> int:
        if name not in self._versions:
            self._versions[name] = log.last_version(self.connection, name)
        self._versions[name] += 1
        return self._versions[name]

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
