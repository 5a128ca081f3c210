"""Backing up a log: write a temporary copy, check it from end to end, then rename it."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from msgspec import Struct

from tracker.domain.chain import BEFORE_FIRST
from tracker.domain.errors import TrackerError
from tracker.export.jsonl import desk_line, log_line, spelling_line
from tracker.ledger.clock import Clock
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.importing import rows_of_export
from tracker.ledger.maintenance import all_spellings, rows_of_desk, whole_log
from tracker.ledger.temporary_file import refuse_companion, sync, temporary_file
from tracker.ledger.verifying import PASSES, Checkpoint, Verified, verify
from tracker.store import log
from tracker.store.connection import Connection
from tracker.store.sqlite import SqliteConnection

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

_BATCH: Final = 1000
# Called with the part that is done, from 0 to 1.
Progress = Callable[[float], None]


class Backup(Struct, frozen=True, kw_only=True):
    """A copy that was checked: where it lies, as what (`sqlite` or `jsonl`), and how far it goes.

    `faults` has a sentence for each event whose hash is wrong in the log, and so in the copy.
    """

    file: Path
    form: str
    checkpoint: Checkpoint
    faults: tuple[str, ...] = ()


def back_up(desk: Desk, file: Path, progress: Progress) -> Backup:
    """Copy the whole log into a file that is not there yet: a database, or, of a log on a server, JSON lines.

    Nothing stands under the name of `file` until the copy was read back, its chain of hashes recomputed, and its end
    found to be that of the log. An event whose hash is wrong in the log is copied as it is.
    """
    if not desk.connection.lasting:
        raise TrackerError(
            "there is no log to back up yet", "tracker report --new or tracker draft --record begins one."
        )
    with _temporary_copy(file, desk.connection.where) as copy:
        if isinstance(desk.connection, SqliteConnection):
            form = "sqlite"
            end, faults = _copy_database(desk, desk.connection, copy, progress)
        else:
            form = "jsonl"
            end, faults = _copy_lines(desk, copy, progress)
        sync(copy)
        _rename(copy, file)
    progress(1)
    return Backup(file=file, form=form, checkpoint=end, faults=faults)


def _copy_database(
    desk: Desk, connection: SqliteConnection, copy: Path, progress: Progress
) -> tuple[Checkpoint, tuple[str, ...]]:
    with desk.snapshot():
        end = _end(connection)
        connection.copy_to(copy, lambda done, total: progress(0.3 * done / max(total, 1)))
    verified = verified_copy(copy, desk.clock, end, lambda part: progress(0.3 + 0.7 * part))
    broken_in_log = verify(desk, None, lambda _: None).broken if verified.broken else ()
    for fault in verified.faults:
        if fault not in broken_in_log:
            raise _unsound(fault)
    return _same_end(end, verified.checkpoint), verified.broken


def verified_copy(copy: Path, clock: Clock, end: Checkpoint | None, progress: Progress) -> Verified:
    """Check a copied database from end to end, against the end of the log that was copied if that is known."""
    with open_desk(str(copy), create=False, clock=clock, recorder="") as copied:
        length = log.read_head(copied.connection).position if end is None else end.position
        seen = 0

        def advance(count: int) -> None:
            nonlocal seen
            seen += count
            progress(seen / max(PASSES * length, seen, 1))

        return verify(copied, end, advance)


def _copy_lines(desk: Desk, copy: Path, progress: Progress) -> tuple[Checkpoint, tuple[str, ...]]:
    connection, written = desk.connection, sha256()
    with desk.snapshot():
        end = _end(connection)
        rows = whole_log(desk)
        done = 0
        with copy.open("wb") as file:
            while batch := [log_line(row) + "\n" for row in islice(rows, _BATCH)]:
                _write(file, batch, written)
                done += len(batch)
                progress(0.5 * done / max(end.position, 1))
            _write(file, (f"{spelling_line(spelling)}\n" for spelling in all_spellings(desk)), written)
            _write(file, (f"{desk_line(table, row)}\n" for table, row in rows_of_desk(desk)), written)
    with copy.open("rb") as file:
        if file_digest(file, "sha256").digest() != written.digest():
            raise _unsound("its lines are not as they were written")
    last, broken = BEFORE_FIRST, list[str]()
    with copy.open(encoding="utf-8", newline="\n") as file:
        try:
            for last in rows_of_export(file, broken):
                if last.position % _BATCH == 0:
                    progress(0.5 + 0.5 * last.position / end.position)
        except TrackerError as error:
            raise _unsound(error.sentence) from error
    return _same_end(end, Checkpoint(position=last.position, hash=last.hash)), tuple(broken)


def _write(file: BinaryIO, lines: Iterable[str], written: "Hash") -> None:
    for line in lines:
        content = line.encode()
        file.write(content)
        written.update(content)


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
def _temporary_copy(file: Path, log: str) -> Iterator[Path]:
    """Create a temporary file, for its owner alone, in the folder of `file`; delete it at the end."""
    refuse_companion(file, log)
    if os.path.lexists(file):
        raise _taken_name(file)
    if not file.parent.is_dir():
        raise TrackerError(f"the folder {file.parent} does not exist", "Make it, or name another file.")
    try:
        with temporary_file(file) as copy:
            yield copy.path
    except OSError as error:
        raise _write_error(file, error) from error


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
    sync(file.parent)


def _taken_name(file: Path) -> TrackerError:
    fault = "is a folder" if file.is_dir() else "already exists"
    return TrackerError(f"{file} {fault}", "Name a new file: a backup overwrites nothing.")


def _write_error(file: Path, error: OSError) -> TrackerError:
    return TrackerError(f"{file} could not be written: {error.strerror}", "Nothing was left under that name.")
