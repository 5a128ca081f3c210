"""Restoring a log: a backup is copied and checked from end to end, and only then takes the place of the log."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tracker.domain.errors import TrackerError
from tracker.ledger.backup import Progress, verified_copy
from tracker.ledger.clock import Clock
from tracker.ledger.temporary_file import sync, temporary_file
from tracker.ledger.verifying import Verified
from tracker.store import sqlite, sqlite_file
from tracker.store.opening import file_of

_NAME_A_BACKUP = "Name a file that tracker backup made."


def restore(file: Path, place: str, clock: Clock, progress: Progress, *, damaged: bool = False) -> Verified:
    """Put a backup in the place of a log, which may be missing or damaged, but not in use. Return what its check found.

    Until the whole backup was copied and checked, the log stays as it was. What SQLite left next to the old file goes
    with it. A backup with events whose hash is wrong is restored if it may be `damaged`.
    """
    log = _log_file(file, place)
    try:
        with temporary_file(log) as copy:
            verified = _checked_copy(file, copy.path, clock, progress)
            _refuse_faults(file, copy.path, verified, damaged=damaged)
            sync(copy.path)
            with sqlite_file.held_alone(str(copy.path)), _held_if_there(log):
                _exchange(copy.path, log)
    except OSError as error:
        raise TrackerError(f"{log} could not be replaced: {error.strerror}", "The log is as it was.") from error
    with suppress(TrackerError), closing(sqlite.connect(str(log), create=False)) as connection:
        connection.write_ahead()  # else the first report does it
    progress(1)
    return verified


def _log_file(file: Path, place: str) -> Path:
    """Return the file of the log, links followed. Raise if a backup cannot take its place."""
    name = file_of(place)
    if name is None:
        raise TrackerError("a log on a server is not a file", "Import a jsonl export into an empty database.")
    log = Path(os.path.realpath(name))
    if not log.parent.is_dir():
        raise TrackerError(f"the folder {log.parent} does not exist", "Create it, or name another file with --db.")
    if not file.is_file():
        raise TrackerError(f"{file} {'is not a file' if file.exists() else 'does not exist'}", _NAME_A_BACKUP)
    if log.exists():
        sqlite_file.refuse_non_file(str(log))
        if log.samefile(file):
            raise TrackerError(f"{file} is the log itself", _NAME_A_BACKUP)
        if not sqlite_file.is_ours(str(log)):
            raise TrackerError(f"{log} is not a log of tracker", "Move it away first.")
        _settle(log)
    return log


def _settle(log: Path) -> None:
    """Let SQLite roll back a transaction that was cut off: its journal would be applied to the new file."""
    if not sqlite_file.has_journal(str(log)):
        return
    with suppress(TrackerError):
        sqlite.connect(str(log), create=False).close()
    if sqlite_file.has_journal(str(log)):
        raise TrackerError(f"{log}-journal cannot be rolled back", f"Move {log} and its journal away first.")


def _checked_copy(file: Path, copy: Path, clock: Clock, progress: Progress) -> Verified:
    """Copy the backup, bring the copy up to this version, and check it. The backup itself is only read."""
    with file.open("rb") as content:
        start = content.read(1)
    if not start:
        raise TrackerError(f"{file} is empty", _NAME_A_BACKUP)
    if start == b"{":
        raise TrackerError(f"{file} holds JSON lines", "Import it into an empty log: tracker import FILE.")
    try:
        with closing(_connect(file)) as backup, backup.transaction(write=False):
            backup.copy_to(copy, lambda done, total: progress(0.3 * done / max(total, 1)))
        verified = verified_copy(copy, clock, None, lambda part: progress(0.3 + 0.7 * part))
    except TrackerError as error:
        raise _refusal(file, copy, error.sentence, error.hint) from error
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        sqlite.make_single(connection)
    return verified


def _refuse_faults(file: Path, copy: Path, verified: Verified, *, damaged: bool) -> None:
    """Raise if the backup has faults other than events whose hash is wrong, or these and may not be `damaged`."""
    for fault in verified.faults:
        if fault not in verified.broken:
            raise _refusal(file, copy, fault)
    if verified.broken and not damaged:
        hint = "If you have no better backup: tracker restore --damaged restores it as it is."
        raise _refusal(file, copy, verified.broken[0], hint)


def _connect(file: Path) -> sqlite.SqliteConnection:
    try:
        return sqlite.connect(str(file), create=False)
    except TrackerError as error:
        raise TrackerError(error.sentence, _NAME_A_BACKUP) from error


def _refusal(file: Path, copy: Path, reason: str, hint: str = _NAME_A_BACKUP) -> TrackerError:
    """Return an error about the backup; the fault was found in the copy."""
    reason = reason.replace(str(copy), str(file))
    return TrackerError(f"{file} was not restored: {reason}", f"The log is as it was. {hint}")


@contextmanager
def _held_if_there(log: Path) -> Iterator[None]:
    if not log.exists():
        yield
        return
    with sqlite_file.held_alone(str(log)):
        yield


def _exchange(copy: Path, log: Path) -> None:
    """Give the copy the name of the log, and remove what SQLite left next to the old file.

    If this is cut off between the two, the opening of the log says that the write-ahead log is not its own.
    """
    if log.exists():
        status = log.stat()
        copy.chmod(status.st_mode & 0o777)
        with suppress(PermissionError):
            os.chown(copy, status.st_uid, status.st_gid)
    copy.replace(log)
    sync(log.parent)
    for companion in sqlite_file.COMPANIONS:
        log.with_name(log.name + companion).unlink(missing_ok=True)
    sync(log.parent)
