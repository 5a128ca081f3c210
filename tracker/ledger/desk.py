"""A desk: an open log, who records in it, and the clock."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import TYPE_CHECKING

from tracker.domain.errors import TrackerError
from tracker.domain.meeting import FOLD_VERSION, Meeting
from tracker.ledger.clock import Clock
from tracker.store import log
from tracker.store.connection import Connection
from tracker.store.opening import is_missing, open_log, remove_unused, without_password
from tracker.store.schema import empty_log

if TYPE_CHECKING:
    from tracker.ledger.append import Append


class Desk:
    """What every use case works on.

    `has_projection` says that this program's fold made the projection. It does not hold for a log that a newer program
    keeps, nor for one that an older program kept if the projection cannot be rebuilt, as by a reader on a server: such
    a log can be read, by folding its events, but not written. `obstacle` is why it cannot be rebuilt.
    """

    def __init__(self, connection: Connection, *, clock: Clock, recorder: str, has_projection: bool) -> None:
        self.connection = connection
        self.clock = clock
        self.recorder = recorder
        self.has_projection = has_projection
        self.obstacle: TrackerError | None = None
        self.keeps_texts = connection.engine == "sqlite"  # of articles; on a server only if the user asks for it
        self.last_recorded_at = ""  # of the log before the last append, if there was one
        self._in_snapshot = False

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read the log as it is at one moment, whatever is recorded meanwhile. Snapshots may be nested."""
        if self._in_snapshot:
            yield
            return
        with self.connection.transaction(write=False):
            self._in_snapshot = True
            try:
                yield
            finally:
                self._in_snapshot = False

    def is_current(self) -> bool:
        """Return whether the connection still works, and this program's fold still makes the projection."""
        try:
            with self.connection.transaction(write=False):
                return log.read_head(self.connection).fold == FOLD_VERSION
        except TrackerError:
            return False

    def fold(self, name: str) -> Meeting:
        """Fold a meeting from the log. Call it in a snapshot or an append."""
        from tracker.ledger.folding import folded_meeting  # noqa: PLC0415 - only if the projection is damaged

        return folded_meeting(self.connection, name)

    @contextmanager
    def append(self, name: str = "", fingerprint: str = "", *, dry_run: bool = False) -> Iterator["Append"]:
        """Record events under the append lock: all of them, or none if the block raises or for a dry run.

        `name` and `fingerprint` are those of the report to record, if there is one: what the log knows of them is
        asked for together with the head.
        """
        self._refuse_other_fold()
        with self.connection.transaction(write=True, commit=not dry_run):
            append = self._append(name, fingerprint, is_preview=False)
            yield append
            append.finish()

    def adding(self, name: str = "", fingerprint: str = "", *, dry_run: bool) -> AbstractContextManager["Append"]:
        """Open the log to add events: as `append` does, or for a dry run as `preview` does."""
        return self.preview(name, fingerprint) if dry_run else self.append(name, fingerprint)

    @contextmanager
    def preview(self, name: str = "", fingerprint: str = "") -> Iterator["Append"]:
        """Add events as `append` does, but in a snapshot: nothing is written, and no lock is waited for.

        Additions stay in memory, so this is not for a whole file of reports.
        """
        self._refuse_other_fold()
        with self.snapshot():
            yield self._append(name, fingerprint, is_preview=True)

    def _refuse_other_fold(self) -> None:
        if not self.has_projection:
            raise self.obstacle or newer_fold(self.connection)

    def _append(self, name: str, fingerprint: str, *, is_preview: bool) -> "Append":
        from tracker.ledger.append import Append  # noqa: PLC0415 - a question needs none of it

        entry = log.name_entry(self.connection, name, fingerprint)
        if entry.head.fold != FOLD_VERSION:
            raise TrackerError(f"another program has just upgraded {self.connection.where}", "Try again.")
        self.last_recorded_at = entry.head.recorded_at
        append = Append(self.connection, entry, now=self.clock.now(), recorder=self.recorder, is_preview=is_preview)
        append.learn(name, entry, fingerprint)
        return append


def newer_fold(connection: Connection) -> TrackerError:
    """Return the error for writing to a log whose head names a newer fold than this program's."""
    return TrackerError(
        f"{connection.where} is kept by a newer version of tracker",
        "Upgrade tracker. If there is no newer version, run: tracker rebuild --head",
    )


@contextmanager
def open_desk(where: str | None, *, create: bool, clock: Clock, recorder: str, patient: bool = False) -> Iterator[Desk]:
    """Open the log at a path or a URL; without a place, an empty log in memory.

    If an older fold made its projection, rebuild it first. `patient` says that statements on a server may take longer
    than an everyday command waits. A file that is created here is removed if the block raises and recorded nothing.
    """
    is_new = create and where is not None and is_missing(where)
    try:
        with closing(empty_log() if where is None else open_log(where, create=create)) as connection:
            connection.patient = patient
            yield _desk(connection, clock, recorder)
    except BaseException:
        if is_new and where is not None:
            remove_unused(where)
        raise


@contextmanager
def open_to_mend(where: str | None, *, clock: Clock) -> Iterator[Desk]:
    """Open the log as `open_desk` does, but even if its head is damaged; then the projection is not used."""
    connection = empty_log() if where is None else open_log(where, create=False)
    connection.patient = True
    try:
        with connection.transaction(write=False):
            is_damaged = log.head_fault(connection) is not None
        if is_damaged:
            yield Desk(connection, clock=clock, recorder="", has_projection=False)
        else:
            yield _desk(connection, clock, "")
    finally:
        connection.close()


def _desk(connection: Connection, clock: Clock, recorder: str) -> Desk:
    """Return the desk of an open log, after the projection was rebuilt if an older fold made it."""
    fold, obstacle = _stored_fold(connection), None
    if fold < FOLD_VERSION:
        try:
            fold = _rebuilt_fold(connection)
        except TrackerError as error:
            obstacle = error
    desk = Desk(connection, clock=clock, recorder=recorder, has_projection=fold == FOLD_VERSION)
    desk.obstacle = obstacle
    return desk


def _stored_fold(connection: Connection) -> int:
    with connection.transaction(write=False):
        return log.read_head(connection).fold


def _rebuilt_fold(connection: Connection) -> int:
    """Rebuild the projection, and return the fold that made it."""
    from tracker.ledger.folding import rebuild_projection  # noqa: PLC0415 - once after an upgrade

    with connection.transaction(write=True):
        # Another process, even a newer program, may have rebuilt it while this one waited for the lock.
        fold = log.read_head(connection).fold
        if fold >= FOLD_VERSION:
            return fold
        rebuild_projection(connection)
        return FOLD_VERSION


@contextmanager
def open_snapshot(where: str | None, *, clock: Clock) -> Iterator[Desk]:
    """Open a log that exists to read one snapshot of it; without a place, an empty log."""
    with open_desk(where, create=False, clock=clock, recorder="") as desk, desk.snapshot():
        yield desk


__all__ = ["Desk", "is_missing", "newer_fold", "open_desk", "open_snapshot", "open_to_mend", "without_password"]
