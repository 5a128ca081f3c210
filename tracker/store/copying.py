"""Copying a log that lives in a file: SQLite's online backup, of one snapshot, while others go on writing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from tracker.domain.errors import TrackerError
from tracker.store.connection import Connection
from tracker.store.sqlite import SqliteConnection

_PAGES: Final = 1000  # of a step, 4 MB


def copy_file(connection: Connection, to: Path, progress: Callable[[int, int], None]) -> None:
    """Copy the log into the empty file `to`, durably. `progress` is told of pages copied, and of all.

    Runs inside a transaction that reads: a copy without its snapshot would begin anew whenever somebody records.
    """
    assert isinstance(connection, SqliteConnection)  # only such a log is a file  # noqa: S101

    def step(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)

    try:
        with closing(sqlite3.connect(to, isolation_level=None)) as copy:
            copy.execute("PRAGMA synchronous=FULL")
            connection.raw.backup(copy, pages=_PAGES, progress=step)
            # The log says in its header that it writes ahead: a copy shall be one file, and readable where it lies.
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise TrackerError(f"the copy could not be written: {error}", "Is there room on the disk?") from error
