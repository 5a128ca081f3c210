"""A log in a file: the standard library's sqlite3, set up so that an acknowledged event survives a power cut."""

import errno
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

from tracker.domain.errors import TrackerError
from tracker.store.connection import Cells

# "trck", in the header of every file that tracker has made.
APPLICATION_ID: Final = 0x7472636B
BUSY_SECONDS: Final = 30.0

_HEADER = b"SQLite format 3\0"
# What sqlite3 raises: also, of a file whose schema is damaged, that SQLite's own message cannot be decoded.
_ERRORS = (sqlite3.Error, UnicodeDecodeError)
# A folder that cannot be synced: it is not ours to open, or its file system knows no such thing.
_UNSYNCABLE = {errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.EROFS}
_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA recursive_triggers=ON",  # else INSERT OR REPLACE walks past the delete trigger
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
)


class SqliteConnection:
    """One connection to one file."""

    engine = "sqlite"

    def __init__(self, raw: sqlite3.Connection, where: str, *, lasting: bool = True) -> None:
        self.raw = raw
        self.where = where
        self.lasting = lasting

    @contextmanager
    def transaction(self, *, write: bool, keep: bool = True, ahead: bool = False) -> Iterator[None]:  # noqa: ARG002
        """Hold the write lock from the first statement on, or one snapshot to read from."""
        self.run("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield
            self._end("COMMIT" if write and keep else "ROLLBACK")
        finally:
            if self.raw.in_transaction:
                self.raw.execute("ROLLBACK")

    def hasten(self) -> None:
        """Change nothing: there is nobody to wait for."""

    def later(self, sql: str, **parameters: Any) -> Callable[[], Cells]:  # noqa: ANN401
        """Return what tells the one row."""
        [row] = self.all(sql, **parameters)
        return lambda: row

    def each(self, *questions: tuple[str, dict[str, Any]]) -> list[list[Cells]]:
        """Return every row of each question."""
        return [self.all(sql, **parameters) for sql, parameters in questions]

    def all(self, sql: str, **parameters: Any) -> list[Cells]:  # noqa: ANN401
        """Return every row."""
        try:
            return self.raw.execute(sql, parameters).fetchall()
        except _ERRORS as error:
            raise _sentence(error, self.where) from error

    def one(self, sql: str, **parameters: Any) -> Cells | None:  # noqa: ANN401
        """Return the first row, or None."""
        try:
            row: Cells | None = self.raw.execute(sql, parameters).fetchone()
        except _ERRORS as error:
            raise _sentence(error, self.where) from error
        return row

    def stream(self, sql: str, **parameters: Any) -> Iterator[Cells]:  # noqa: ANN401
        """Return the rows one by one."""
        try:
            yield from self.raw.execute(sql, parameters)
        except _ERRORS as error:
            raise _sentence(error, self.where) from error

    def run(self, sql: str, **parameters: Any) -> None:  # noqa: ANN401
        """Execute for its effect."""
        try:
            self.raw.execute(sql, parameters)
        except _ERRORS as error:
            raise _sentence(error, self.where) from error

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute for each row."""
        try:
            self.raw.executemany(_by_place(sql), rows)
        except _ERRORS as error:
            raise _sentence(error, self.where) from error

    def close(self) -> None:
        """End the connection."""
        self.raw.close()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn the errors of whoever works over this connection into a sentence."""
        try:
            yield
        except _ERRORS as error:
            raise _sentence(error, self.where) from error

    def _end(self, sql: str) -> None:
        """End a transaction. Of a commit in which the disk fails nobody knows whether it will be found there."""
        try:
            self.raw.execute(sql)
        except _ERRORS as error:
            if sql == "COMMIT" and _plain(error) == sqlite3.SQLITE_IOERR:
                failed = f"{self.where} could not be written: {error}"
                raise TrackerError(failed, "tracker history shows whether it was recorded.") from error
            raise _sentence(error, self.where) from error


def connect(path: str, *, create: bool) -> SqliteConnection:
    """Open the file. With `create` it is made if it is missing, with mode 0600; its schema is the caller's affair."""
    # A power cut in the first transaction leaves any bytes, and a journal by which SQLite undoes them as it opens.
    unsettled = _is_unsettled(path)
    if not unsettled:
        refuse_foreign(path)
    if create and not exists(path):
        _make_empty(path)
    try:
        raw = _open(path)
    except _ERRORS as error:
        refuse_foreign(path)
        raise _sentence(error, path) from error
    if unsettled:
        _refuse_opened(raw, path)
    connection = SqliteConnection(raw, path)
    for pragma in _PRAGMAS:
        connection.run(pragma)
    return connection


def memory() -> SqliteConnection:
    """Return an empty database in memory."""
    return SqliteConnection(sqlite3.connect(":memory:", isolation_level=None), "memory", lasting=False)


def exists(path: str) -> bool:
    """Whether the file is there; raise if that cannot be known."""
    try:
        os.stat(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise TrackerError(f"{path} cannot be reached: {error.strerror}", "Name another file with --db.") from error
    return True


def refuse_foreign(path: str) -> None:
    """Raise unless the file is missing, empty or tracker's. Looks at its bytes alone: a pragma may rewrite it."""
    try:
        with open(path, "rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return
    except OSError as error:
        raise TrackerError(f"{path} cannot be read: {error.strerror}", "Name another file with --db.") from error
    if header and not header.startswith(_HEADER):
        raise TrackerError(f"{path} is not a SQLite database", "Name another file with --db.")
    if header and int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise TrackerError(f"{path} is a database of another program", "Name another file with --db.")


def _is_unsettled(path: str) -> bool:
    """Whether a rollback journal lies beside the file."""
    try:
        return os.stat(f"{path}-journal").st_size > 0
    except (OSError, ValueError):
        return False


def _refuse_opened(raw: sqlite3.Connection, path: str) -> None:
    try:
        refuse_foreign(path)
    except TrackerError:
        raw.close()
        raise


def write_ahead(connection: SqliteConnection) -> None:
    """Let readers and the writer work side by side. Kept in the file's header, so done once.

    The switch needs the file for itself and does not wait for it by itself.
    """
    if connection.one("PRAGMA journal_mode") == ("wal",):
        return
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.raw.execute("PRAGMA journal_mode=WAL")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise _sentence(error, connection.where) from error
            time.sleep(0.02)
        else:
            return


def _open(path: str) -> sqlite3.Connection:
    """Open the file as it may be opened: to write, else to read, else as a file that nobody can change."""
    name = f"file:{os.path.abspath(path).replace('%', '%25').replace('?', '%3f').replace('#', '%23')}"
    modes = ["mode=rw", "mode=ro"] if os.access(path, os.W_OK) else ["mode=ro"]
    log = f"{path}-wal"
    if not os.path.exists(log) or not os.path.getsize(log):
        modes.append("mode=ro&immutable=1")  # in a folder that cannot be written; it would not see a log beside it
    for mode in modes:
        raw = sqlite3.connect(f"{name}?{mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.OperationalError as error:
            raw.close()
            if _plain(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
                raise
            failure = error
        except _ERRORS:
            raw.close()
            raise
        else:
            return raw
    raise failure


def _make_empty(path: str) -> None:
    """Make the file, and see to it that its name is as durable as what is written into it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600))
        folder = os.path.realpath(path)
        while folder != os.path.dirname(folder):  # any of them may be as new as the file
            folder = os.path.dirname(folder)
            _sync(folder)
    except FileNotFoundError:
        raise TrackerError(
            f"the folder {os.path.dirname(path)} does not exist", "Make it, or name another with --db."
        ) from None
    except OSError as error:
        raise TrackerError(f"{path} cannot be made: {error.strerror}", "Name another file with --db.") from error


def _sync(folder: str) -> None:
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as error:
        if error.errno not in _UNSYNCABLE:
            raise


@lru_cache(maxsize=64)
def _by_place(sql: str) -> str:
    """Return the statement with `?` for every `:name`: sqlite3 takes a tuple for these alone."""
    return re.sub(r":[a-z_]+", "?", sql)


def _plain(error: Exception) -> int:
    """Return SQLite's code without what extends it: an extended code carries the plain one in its low byte."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def _sentence(error: sqlite3.Error | UnicodeDecodeError, where: str) -> TrackerError:
    if isinstance(error, UnicodeDecodeError):
        return TrackerError(f"{where} is damaged: its schema cannot be read", "Restore it from an export.")
    match _plain(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return TrackerError(f"{where} has been locked by another program for too long", "Try again.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return TrackerError(f"{where} can be read, but not written", "Ask for the right to write, or copy it.")
        case sqlite3.SQLITE_FULL:
            return TrackerError(f"{where} could not be written: {error}", "Nothing was recorded. Free some space.")
        case sqlite3.SQLITE_IOERR:
            return TrackerError(
                f"{where} could not be read or written: {error}", "Nothing was recorded. Is the disk full, or failing?"
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return TrackerError(f"{where} is damaged: {error}", "Restore it from an export.")
        case sqlite3.SQLITE_CANTOPEN:
            return TrackerError(f"{where} cannot be opened", "Look at the file and its folder.")
    return TrackerError(f"{where}: {error}", "tracker verify says what is wrong with the log.")
