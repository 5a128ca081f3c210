"""The file of a SQLite log: whether it is there and ours, its companions, and creating it."""

import errno
import fcntl
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Final

from tracker.domain.errors import TrackerError
from tracker.store import compiled
from tracker.store.sqlite_errors import ERRORS, primary_code, sentence_of
from tracker.store.sqlite_modes import connect_immutable, connect_to_read

# "trck", at bytes 68 to 71 of every file that tracker has made.
APPLICATION_ID: Final = 0x7472636B

# The files that SQLite keeps next to a database: write-ahead log, shared memory, rollback journal.
COMPANIONS: Final = ("-wal", "-shm", "-journal")

_MAGIC: Final = b"SQLite format 3\0"
_HEADER_SIZE: Final = 100
_APPLICATION_ID_FIELD: Final = slice(68, 72)
_LOCK_BYTES: Final = (512, 0x40000000)  # length and offset: https://sqlite.org/lockingv3.html
_SMALLEST: Final = 512  # bytes of a page
# Errors of fsync on a folder that may not be opened, or on a file system without this operation.
_CANNOT_SYNC: Final = {errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.EROFS}
_NAME_ANOTHER: Final = "Name another file with --db."


def exists(path: str) -> bool:
    """Return whether the file exists. Raise TrackerError if that cannot be found out."""
    try:
        os.stat(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise TrackerError(f"{path} cannot be reached: {error.strerror}", _NAME_ANOTHER) from error
    return True


def refuse_non_file(path: str) -> None:
    """Raise if the path names a folder, a pipe or a device."""
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise TrackerError(f"{path} is a folder", "Name a file with --db.")
    if not stat.S_ISREG(mode):
        raise TrackerError(f"{path} is not a file", "Name a file with --db.")


def refuse_foreign(path: str) -> None:
    """Raise unless the file is missing, empty, or made by tracker. Writes nothing, which even a pragma might.

    The file is not opened here: to close it would drop the locks of every other connection of this process to it.
    """
    try:
        size = os.stat(path).st_size
        if 0 < size < _SMALLEST:
            raise TrackerError(f"{path} is not a SQLite database", _NAME_ANOTHER)
        application_id = _application_id(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise TrackerError(f"{path} cannot be read: {error.strerror}", _NAME_ANOTHER) from error
    except sqlite3.DatabaseError as error:
        if primary_code(error) == sqlite3.SQLITE_NOTADB:
            raise TrackerError(f"{path} is not a SQLite database", _NAME_ANOTHER) from error
        raise sentence_of(error, path) from error
    if size and application_id != APPLICATION_ID:
        raise TrackerError(f"{path} is a database of another program", _NAME_ANOTHER)


def _application_id(path: str) -> int:
    """Return the number in the file's header by which a program knows its own files."""
    try:
        with closing(connect_immutable(path)) as file:
            (number,) = file.execute("PRAGMA application_id").fetchone()
    except sqlite3.DatabaseError as error:
        if primary_code(error) != sqlite3.SQLITE_CORRUPT:
            raise
        # The write-ahead log is just being moved into the file, or this was cut off: they are whole only together.
        with closing(connect_to_read(path)) as file:
            (number,) = file.execute("PRAGMA application_id").fetchone()
    return int(number)


@contextmanager
def held_alone(path: str) -> Iterator[None]:
    """Keep every SQLite connection out of a file, also if it is damaged. Raise if one has it open.

    These are SQLite's own locks. This process must have no connection to the file: the end would drop its locks.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, *_LOCK_BYTES)
        yield
    except (BlockingIOError, PermissionError) as error:
        raise TrackerError(f"{path} is in use", "End the programs that use it, then try again.") from error
    finally:
        os.close(descriptor)


def remove_unused(path: str) -> None:
    """Remove a log that holds nothing that anybody recorded, unless another program has it open.

    This process must have no connection to the file. The file's rows decide, for a backup may have been put in the
    place of a new log meanwhile.
    """
    with (
        suppress(TrackerError, OSError, *ERRORS),
        held_alone(path),
        closing(connect_immutable(path)) as file,  # closing it drops the lock, so it is open until the file is gone
    ):
        has_companion = any(os.path.exists(f"{path}{companion}") for companion in COMPANIONS)
        (is_unused,) = file.execute(compiled.IS_UNUSED.sqlite).fetchone()
        if is_unused and not has_companion:
            os.unlink(path)
            _sync(os.path.dirname(os.path.realpath(path)))


def is_ours(path: str) -> bool:
    """Return whether the header says that tracker made the file, which may be damaged otherwise, or is empty.

    This process must have no connection to the file: to close it here would drop its locks.
    """
    with open(path, "rb") as file:
        header = file.read(_HEADER_SIZE)
    is_database = header.startswith(_MAGIC) and header[_APPLICATION_ID_FIELD] == APPLICATION_ID.to_bytes(4, "big")
    return is_database or not header


def identity(path: str) -> tuple[int, int] | None:
    """Return the identity of the file, which differs for another file of the same name; None without a file."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def has_journal(path: str) -> bool:
    """Return whether a rollback journal lies next to the file: SQLite rolls it back when it opens the file."""
    try:
        return os.stat(f"{path}-journal").st_size > 0
    except (OSError, ValueError):
        return False


def create_empty(path: str) -> None:
    """Create the file for its owner alone. Sync its folders, so that its name survives a power cut too."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600))
        folder = os.path.realpath(path)
        while folder != os.path.dirname(folder):  # any folder on the way up may be as new as the file
            folder = os.path.dirname(folder)
            _sync(folder)
    except FileNotFoundError:
        raise TrackerError(
            f"the folder {os.path.dirname(path)} does not exist", "Create it, or name another file with --db."
        ) from None
    except OSError as error:
        raise TrackerError(f"{path} cannot be created: {error.strerror}", _NAME_ANOTHER) from error


def _sync(folder: str) -> None:
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
