"""Whether the write-ahead log next to a file belongs to it: SQLite does not ask, and would mix the two.

Every write transaction of tracker counts itself in `user_version`, a number in the first page of the file. So the
first transaction in a write-ahead log says which count its file had before it.
"""

import os
import sqlite3
from contextlib import closing, suppress
from typing import BinaryIO, Final

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.store import compiled, sqlite_modes
from tracker.store.sqlite_errors import ERRORS, OF_DAMAGE, primary_code

MOST_TRANSACTIONS: Final = 2**31  # the count then begins again

# The format: https://sqlite.org/fileformat2.html#the_write_ahead_log
_HEADER_SIZE: Final = 32
_FRAME_HEADER_SIZE: Final = 24
_PAGE_SIZE_FIELD: Final = slice(8, 12)
_HEADER_SALT_FIELD: Final = slice(16, 24)
_PAGE_NUMBER_FIELD: Final = slice(0, 4)
_SIZE_AFTER_COMMIT_FIELD: Final = slice(4, 8)  # 0 unless the frame is the last one of a transaction
_FRAME_SALT_FIELD: Final = slice(8, 16)
_COUNT_FIELD: Final = slice(60, 64)  # of the first page: user_version


class _State(Struct, frozen=True):
    """How many transactions a file counts, and its last event if the head names it: position and hash."""

    transactions: int
    event: tuple[int, str] | None


def refuse_foreign_log(path: str) -> None:
    """Raise if the write-ahead log next to the file belongs to another file, or to another state of this one.

    Call it before the file is opened to write: the last connection that closes it moves the write-ahead log into it.
    Writes of other connections meanwhile raise nothing: the write-ahead log is read first, the whole last.
    """
    if not sqlite_modes.has_write_ahead_log(path):
        return
    with suppress(OSError, *ERRORS):  # what cannot be read is not judged here
        first_count = _first_count(f"{path}-wal")
        with closing(sqlite_modes.connect_immutable(path)) as file:
            alone = _state(file)
        with closing(sqlite_modes.connect_to_read(path)) as whole:
            if not _belongs(alone, first_count, whole):
                raise TrackerError(
                    f"{path}-wal does not belong to {path}: a copy was put in place of a log that had been cut off",
                    "Nothing was changed. tracker restore FILE puts a backup in place, and removes what is left over.",
                )


def _belongs(alone: _State, first_count: int | None, whole: sqlite3.Connection) -> bool:
    """Return whether the file alone is a state that the whole, file and write-ahead log, has gone through."""
    try:
        whole.execute("BEGIN")
        if first_count is not None:
            count_before = first_count - 1
            since = (alone.transactions - count_before) % MOST_TRANSACTIONS
            if since > (_count(whole) - count_before) % MOST_TRANSACTIONS:
                return False
        return alone.event is None or _has_event(whole, *alone.event)
    except sqlite3.DatabaseError as error:
        if primary_code(error) in OF_DAMAGE:
            return False
        raise


def _first_count(wal: str) -> int | None:
    """Return the count that the first transaction in a write-ahead log wrote; None if it is not complete."""
    count = None
    with open(wal, "rb") as file:
        header = file.read(_HEADER_SIZE)
        page_size = int.from_bytes(header[_PAGE_SIZE_FIELD], "big")
        while frame := _next_frame(file, header[_HEADER_SALT_FIELD]):
            if int.from_bytes(frame[_PAGE_NUMBER_FIELD], "big") == 1:
                count = int.from_bytes(file.read(page_size)[_COUNT_FIELD], "big")
            else:
                file.seek(page_size, os.SEEK_CUR)
            if int.from_bytes(frame[_SIZE_AFTER_COMMIT_FIELD], "big"):
                return count
    return None


def _next_frame(file: BinaryIO, salt: bytes) -> bytes | None:
    """Return the header of the next frame; None if it is not there, or left from before the log was begun again."""
    frame = file.read(_FRAME_HEADER_SIZE)
    is_of_this_log = len(frame) == _FRAME_HEADER_SIZE and frame[_FRAME_SALT_FIELD] == salt
    return frame if is_of_this_log else None


def _state(connection: sqlite3.Connection) -> _State:
    count = _count(connection)
    head = connection.execute(compiled.READ_HEAD.sqlite).fetchone()
    if head is None:
        return _State(count, None)
    position, hash_, *_ = head
    return _State(count, (position, hash_) if _has_event(connection, position, hash_) else None)


def _count(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("PRAGMA user_version").fetchone()
    return int(count)


def _has_event(connection: sqlite3.Connection, position: int, hash_: str) -> bool:
    row = connection.execute(compiled.EVENT_AT.sqlite, {"position": position}).fetchone()
    return row is not None and row[-1] == hash_
