"""Writing a file so that its name only ever stands for all of it: written beside, synced, then renamed."""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from tracker.domain.errors import TrackerError

_DATABASE: Final = b"SQLite format 3\0"
_HINTS: Final = {
    errno.ENOENT: "Make the folder first, or name another.",
    errno.ENOTDIR: "Name a file in a folder that exists.",
    errno.ENOSPC: "Make room, or name a file on another disk.",
    errno.EDQUOT: "Make room, or name a file on another disk.",
    errno.EACCES: "Name a file in a folder that you may write to.",
    errno.EPERM: "Name a file in a folder that you may write to.",
    errno.EROFS: "Name a file in a folder that you may write to.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
}


@contextmanager
def whole_file(name: str) -> Iterator[BinaryIO]:
    """Open a file to be written; at the end, and only if all went well, it takes the place of `name`.

    A link is followed: it stays, and what it points to is replaced. A device or a pipe is written to as it is.
    Raises `TrackerError` for a folder, for a database (which no export may replace), and for what cannot be written;
    `name` is then as it was, or is not there.
    """
    try:
        target, mode = _target(name)
        if target is None:
            with Path(name).open("wb") as device:
                yield device
        else:
            with _beside(target, mode) as file:
                yield file
    except OSError as error:
        raise TrackerError(
            f"{name} could not be written: {error.strerror or error}", _HINTS.get(error.errno or 0, "")
        ) from error


def _target(name: str) -> tuple[Path | None, int | None]:
    """Return the file to replace and its mode, if it is there; None for what is no file but can be written to."""
    path = Path(name)
    try:
        found = path.stat()
    except FileNotFoundError:
        if not path.name or name.endswith("/"):
            raise TrackerError(f"{name!r} is no name for a file", "Name a file, as in -o board.ics.") from None
        return _resolved(path), None
    if stat.S_ISDIR(found.st_mode):
        raise TrackerError(f"{name} is a folder", f"Name a file in it, as in -o {path / 'export'}.")
    if not stat.S_ISREG(found.st_mode):
        return None, None
    if not os.access(path, os.W_OK):
        raise TrackerError(f"{name} may not be written to", "Change its mode, or name another file.")
    if _begins(path) == _DATABASE:
        raise TrackerError(f"{name} is a database, not an export", "Name another file: this may be a log.")
    return _resolved(path), stat.S_IMODE(found.st_mode)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError as error:  # how Python before 3.13 tells of links in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE))
    except PermissionError:  # it may be written to but not read: then it is nobody's log
        return b""


@contextmanager
def _beside(target: Path, mode: int | None) -> Iterator[BinaryIO]:
    """Open a hidden file in the folder of `target`, and rename it at the end; whatever goes wrong, take it away."""
    part = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            part.chmod(mode)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Let the new name last through a power cut, where the system can do that for a folder."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
