"""The modes in which SQLite opens a file: to write, to read, or as a file that nobody can change."""

import os
import sqlite3
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from tracker.store.sqlite_errors import ERRORS, OF_THE_DISK, primary_code

# With these errors another mode may work: a folder or a file that cannot be written, or a full disk.
_MAY_WORK_OTHERWISE: Final = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, *OF_THE_DISK}
_SECONDS: Final = 5.0  # to wait for a lock


class _Mode(Struct, frozen=True):
    """How to open a file: the query of its URI, and whether to keep all other connections out."""

    query: str
    alone: bool = False


def connect(path: str, timeout: float) -> sqlite3.Connection:
    """Open a log in the best mode that works; `timeout` is how many seconds to wait for a lock."""
    first_error: Exception | None = None
    for mode in _modes(path):
        connection = _connect(path, mode.query, timeout)
        try:
            if mode.alone:
                connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except ERRORS as error:
            connection.close()
            if primary_code(error) not in _MAY_WORK_OTHERWISE:
                raise
            first_error = first_error or error
        else:
            return connection
    assert first_error is not None  # noqa: S101 - there is always a mode
    raise first_error


def connect_to_read(path: str) -> sqlite3.Connection:
    """Open the file with its write-ahead log. Such a connection never moves one into the other."""
    return _connect(path, "mode=ro")


def connect_immutable(path: str) -> sqlite3.Connection:
    """Open the file alone, without its write-ahead log or journal, and without locks."""
    return _connect(path, "mode=ro&immutable=1")


def has_write_ahead_log(path: str) -> bool:
    """Return whether a write-ahead log with content lies next to the file."""
    try:
        return os.stat(f"{path}-wal").st_size > 0
    except (OSError, ValueError):
        return False


def _modes(path: str) -> Iterator[_Mode]:
    """Yield the modes in which the file may be opened, best first.

    On a full disk there is no room for the memory that connections share. A connection that has the file alone needs
    none. A file that nobody can change needs neither, but its write-ahead log would be ignored.
    """
    is_writable = os.access(path, os.W_OK)
    if is_writable:
        yield _Mode("mode=rw")
    yield _Mode("mode=ro")
    if is_writable:
        yield _Mode("mode=rw", alone=True)
    if not has_write_ahead_log(path):
        yield _Mode("mode=ro&immutable=1")


def _connect(path: str, query: str, timeout: float = _SECONDS) -> sqlite3.Connection:
    name = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(f"file:{name}?{query}", uri=True, timeout=timeout, isolation_level=None)
