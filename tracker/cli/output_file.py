"""Writing a file as a whole: a temporary file is written, synced, and renamed, so a reader never sees half of it."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.ledger.temporary_file import refuse_companion, refuse_log, sync, temporary_file

_DATABASE_HEADER: Final = b"SQLite format 3\0"
_NEW_FILE_MODE: Final = 0o666  # less the umask
_HINTS: Final = {
    errno.ENOENT: "Create the folder first, or name another.",
    errno.ENOTDIR: "Name a file in a folder that exists.",
    errno.ENOSPC: "Free some space, or name a file on another disk.",
    errno.EDQUOT: "Free some space, or name a file on another disk.",
    errno.EACCES: "Name a file in a folder that you may write to.",
    errno.EPERM: "Name a file in a folder that you may write to.",
    errno.EROFS: "Name a file in a folder that you may write to.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
}


class _Target(Struct, frozen=True, kw_only=True):
    """The file to create or replace, links followed, and its mode if it exists."""

    path: Path
    mode: int | None = None


@contextmanager
def whole_file(name: str, log: str) -> Iterator[BinaryIO]:
    """Open a file for writing; at the end, and only if all went well, it replaces the file `name`.

    A symbolic link stays, and the file that it points to is replaced. A device or a pipe is written directly. Raises
    `TrackerError` for a folder, for a database (which no export may replace), and for a file that cannot be written;
    `name` is then as it was, or still missing.
    """
    try:
        target = _target(name)
        if target is not None:
            refuse_companion(target.path, log)
            refuse_log(target.path, log)
        if target is None:
            with Path(name).open("wb") as device:
                yield device
        else:
            with _open_temporary(target) as file:
                yield file
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "")
        raise TrackerError(f"{name} could not be written: {error.strerror or error}", hint) from error


def _target(name: str) -> _Target | None:
    """Return the file to write; None for a device or a pipe."""
    path = Path(name)
    try:
        status = path.stat()
    except FileNotFoundError:
        if not path.name or name.endswith("/"):
            raise TrackerError(f"{name!r} is not a file name", "Name a file, as in -o board.ics.") from None
        return _Target(path=path.resolve())
    if stat.S_ISDIR(status.st_mode):
        raise TrackerError(f"{name} is a folder", f"Name a file in it, as in -o {path / 'export'}.")
    if not stat.S_ISREG(status.st_mode):
        return None
    if not os.access(path, os.W_OK):
        raise TrackerError(f"{name} is not writable", "Change its permissions, or name another file.")
    if _is_database(path):
        raise TrackerError(f"{name} is a database, not an export", "Name another file: this may be a log.")
    return _Target(path=path.resolve(), mode=stat.S_IMODE(status.st_mode))


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE_HEADER)) == _DATABASE_HEADER
    except PermissionError:  # writable but not readable, so it is not a log in use
        return False


@contextmanager
def _open_temporary(target: _Target) -> Iterator[BinaryIO]:
    """Open a temporary file in the folder of the target, and rename it at the end; on any error remove it."""
    path = target.path
    with temporary_file(path, _NEW_FILE_MODE) as part:
        with os.fdopen(os.dup(part.descriptor), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.mode is not None:
            part.path.chmod(target.mode)
        part.path.replace(path)
    with suppress(OSError):  # on systems that can sync a folder
        sync(path.parent)
