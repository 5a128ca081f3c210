"""The file of a SQLite log: whether it is there and ours, and creating it. Looks at bytes, never through SQLite."""

import errno
import os
import stat
from typing import Final

from tracker.domain.errors import TrackerError

# "trck", at bytes 68 to 71 of every file that tracker has made.
APPLICATION_ID: Final = 0x7472636B

_MAGIC: Final = b"SQLite format 3\0"
_HEADER_SIZE: Final = 100
_APPLICATION_ID_FIELD: Final = slice(68, 72)
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
    """Raise unless the file is missing, empty, or made by tracker. Reads its header: even a pragma may write a file."""
    try:
        with open(path, "rb") as file:
            header = file.read(_HEADER_SIZE)
    except FileNotFoundError:
        return
    except OSError as error:
        raise TrackerError(f"{path} cannot be read: {error.strerror}", _NAME_ANOTHER) from error
    if not header:
        return
    if not header.startswith(_MAGIC):
        raise TrackerError(f"{path} is not a SQLite database", _NAME_ANOTHER)
    if int.from_bytes(header[_APPLICATION_ID_FIELD], "big") != APPLICATION_ID:
        raise TrackerError(f"{path} is a database of another program", _NAME_ANOTHER)


def has_journal(path: str) -> bool:
    """Return whether a rollback journal lies next to the file: SQLite rolls it back when it opens the file."""
    return _size(f"{path}-journal") > 0


def has_write_ahead_log(path: str) -> bool:
    """Return whether a write-ahead log with content lies next to the file."""
    return _size(f"{path}-wal") > 0


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


def _size(path: str) -> int:
    """Return the size in bytes; 0 for a file that is missing or cannot be reached."""
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


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
