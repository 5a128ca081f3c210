"""Backing up a log: write a temporary copy, check it from end to end, then rename it."""

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec import Struct

from tracker.domain.chain import BEFORE_FIRST
from tracker.domain.errors import TrackerError
from tracker.export.jsonl import log_line, spelling_line
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.importing import rows_of_export
from tracker.ledger.maintenance import all_spellings, whole_log
from tracker.ledger.verifying import Checkpoint, verify
from tracker.store import log
from tracker.store.connection import Connection
from tracker.store.sqlite import SqliteConnection

_BATCH: Final = 1000
# Called with the part that is done, from 0 to 1.
Progress = Callable[[float], None]


class Backup(Struct, frozen=True, kw_only=True):
    """A copy that was checked: where it lies, as what (`sqlite` or `jsonl`), and how far it goes."""

    file: Path
    form: str
    checkpoint: Checkpoint


def back_up(desk: Desk, file: Path, progress: Progress) -> Backup:
    """Copy the whole log into a file that is not there yet: a database, or, of a log on a server, JSON lines.

    Nothing stands under the name of `file` until the copy was read back, its chain of hashes recomputed, and its end
    found to be that of the log.
    """
    if not desk.connection.lasting:
        raise TrackerError("there is no log to back up yet", "tracker report --new begins one.")
    with _temporary_file(file) as copy:
        if isinstance(desk.connection, SqliteConnection):
            form, end = "sqlite", _copy_database(desk, desk.connection, copy, progress)
        else:
            form, end = "jsonl", _copy_lines(desk, copy, progress)
        _sync(copy)
        _rename(copy, file)
    progress(1)
    return Backup(file=file, form=form, checkpoint=end)


def _copy_database(desk: Desk, connection: SqliteConnection, copy: Path, progress: Progress) -> Checkpoint:
    with desk.snapshot():
        end = _end(connection)
        connection.copy_to(copy, lambda done, total: progress(0.3 * done / max(total, 1)))
    with open_desk(str(copy), create=False, clock=desk.clock, recorder="") as copied:
        seen = 0

        def advance(count: int) -> None:
            nonlocal seen
            seen += count
            progress(0.3 + 0.7 * seen / max(end.position, 1))

        verified = verify(copied, end, advance)
    if verified.findings:
        raise _unsound(verified.findings[0])
    return _same_end(end, verified.checkpoint)


def _copy_lines(desk: Desk, copy: Path, progress: Progress) -> Checkpoint:
    connection = desk.connection
    with desk.snapshot():
        end = _end(connection)
        rows = whole_log(desk)
        done = 0
        with copy.open("w", encoding="utf-8", newline="") as file:
            while batch := [log_line(row) + "\n" for row in islice(rows, _BATCH)]:
                file.writelines(batch)
                done += len(batch)
                progress(0.5 * done / max(end.position, 1))
            file.writelines(f"{spelling_line(spelling)}\n" for spelling in all_spellings(desk))
    last = BEFORE_FIRST
    with copy.open(encoding="utf-8", newline="\n") as file:
        try:
            for last in rows_of_export(file):
                if last.position % _BATCH == 0:
                    progress(0.5 + 0.5 * last.position / end.position)
        except TrackerError as error:
            raise _unsound(error.sentence) from error
    return _same_end(end, Checkpoint(position=last.position, hash=last.hash))


def _end(connection: Connection) -> Checkpoint:
    head = log.read_head(connection)
    return Checkpoint(position=head.position, hash=head.hash)


def _same_end(end: Checkpoint, end_of_copy: Checkpoint) -> Checkpoint:
    """Return the end of the log. Raise if the copy has another one."""
    if end_of_copy != end:
        raise _unsound(f"it ends at @{end_of_copy.position}, the log at @{end.position}")
    return end


def _unsound(finding: str) -> TrackerError:
    return TrackerError(
        f"the copy is not sound, and was not kept: {finding}", "tracker verify says whether the log itself is damaged."
    )


@contextmanager
def _temporary_file(file: Path) -> Iterator[Path]:
    """Create a temporary file, for its owner alone, in the folder of `file`; delete it at the end."""
    if os.path.lexists(file):
        raise _taken_name(file)
    copy = file.with_name(f".{file.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    except FileNotFoundError:
        raise TrackerError(f"the folder {file.parent} does not exist", "Make it, or name another file.") from None
    except OSError as error:
        raise _write_error(file, error) from error
    try:
        yield copy
    except OSError as error:
        raise _write_error(file, error) from error
    finally:
        for left in (copy, *(copy.with_name(copy.name + tail) for tail in ("-journal", "-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _rename(copy: Path, file: Path) -> None:
    """Give the copy its name, unless somebody was quicker to take it."""
    try:
        os.link(copy, file)
    except FileExistsError:
        raise _taken_name(file) from None
    except OSError as error:
        # A stick or a share may know no second name of a file.
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK} or os.path.lexists(file):
            raise
        copy.rename(file)
    _sync(file.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _taken_name(file: Path) -> TrackerError:
    kind = "a folder" if file.is_dir() else "there already"
    return TrackerError(f"{file} is {kind}", "Name a file that is not there yet: a backup overwrites nothing.")


def _write_error(file: Path, error: OSError) -> TrackerError:
    return TrackerError(f"{file} could not be written: {error.strerror}", "Nothing was left under that name.")
