"""Temporary files: hidden, in the folder of the file that they become; what a killed process left is removed."""

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from tracker.domain.errors import TrackerError
from tracker.store.opening import file_of
from tracker.store.sqlite_file import COMPANIONS

_SUFFIX: Final = ".tracker.part"
_NAME: Final = re.compile(rf"\..+\.[0-9a-f]{{8}}{re.escape(_SUFFIX)}")
_LONGEST: Final = 40  # characters of the file's name that are kept


class TemporaryFile(NamedTuple):
    """The path of a temporary file, and its descriptor."""

    path: Path
    descriptor: int


@contextmanager
def temporary_file(file: Path, mode: int = 0o600) -> Iterator[TemporaryFile]:
    """Create a temporary file in the folder of `file`, and delete it at the end unless it was renamed.

    Its process holds a lock on it, which ends with the process: the next one removes unlocked files.
    """
    with suppress(OSError):
        _remove_stale(file.parent)
    path, descriptor = _locked(file, mode)
    try:
        yield TemporaryFile(path, descriptor)
    finally:
        _remove(path)
        os.close(descriptor)


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refuse_companion(file: Path, log: str) -> None:
    """Raise if `file` has a name that SQLite uses for a file next to the log, there or not, or to another file."""
    path = os.path.realpath(file)
    for companion in COMPANIONS:
        database = path.removesuffix(companion)
        if database != path and (database == _real_path(log) or Path(database).is_file()):
            raise TrackerError(f"{file} is a name that SQLite uses for a file next to {database}", "Name another file.")


def refuse_log(file: Path, log: str) -> None:
    """Raise if `file` is the log, there or not."""
    if os.path.realpath(file) == _real_path(log):
        raise TrackerError(f"{file} is the log itself", "Name another file.")


def _real_path(log: str) -> str | None:
    """Return the file of a log, links followed; None for a log on a server."""
    file = file_of(log)
    return None if file is None else os.path.realpath(file)


def _locked(file: Path, mode: int) -> tuple[Path, int]:
    """Create a temporary file and lock it. Between the two another process may have taken it for a stale one."""
    while True:
        path = file.with_name(f".{file.name[:_LONGEST]}.{secrets.token_hex(4)}{_SUFFIX}")
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, mode)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(path.stat(), os.fstat(descriptor)):
                return path, descriptor
        except (BlockingIOError, FileNotFoundError):
            pass
        except OSError:  # a file system without locks, on which nothing is stale
            return path, descriptor
        os.close(descriptor)


def _remove_stale(folder: Path) -> None:
    """Remove the temporary files of processes that were killed."""
    for path in folder.iterdir():
        if not _NAME.fullmatch(path.name):
            continue
        with suppress(OSError):
            descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _remove(path)
            finally:
                os.close(descriptor)


def _remove(path: Path) -> None:
    for name in (path, *(path.with_name(path.name + companion) for companion in COMPANIONS)):
        name.unlink(missing_ok=True)
