"""A log in a SQLite file, by the standard library's sqlite3; an acknowledged event survives a power cut."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final

from msgspec.json import encode

from tracker.domain.errors import TrackerError
from tracker.store.connection import Cells, Statement
from tracker.store.sqlite_file import create_empty, exists, has_journal, has_write_ahead_log, refuse_foreign

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS: Final = 30.0

# On opening a file whose schema is damaged, sqlite3 may fail to decode SQLite's message.
_ERRORS: Final = (sqlite3.Error, UnicodeDecodeError)
_PRAGMAS: Final = (
    "PRAGMA synchronous=FULL",
    "PRAGMA recursive_triggers=ON",  # without it, INSERT OR REPLACE evades the delete trigger
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
)
_PRIMARY_CODE: Final = 0xFF  # an extended result code holds the primary code in its low byte
_UNDECODABLE: Final = "Could not decode to UTF-8"  # sqlite3's message for text that is not UTF-8
_COPIED_PAGES: Final = 1000  # at a time: 4 MB

# The sentence and the hint for an error, by its primary code.
_LOCKED: Final = ("{where} has been locked by another program for too long", "Try again.")
_READ_ONLY: Final = ("{where} can be read, but not written", "Ask for the right to write, or copy it.")
_DAMAGED: Final = ("{where} is damaged: {error}", "Restore it from an export.")
_SENTENCES: Final = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: ("{where} could not be written: {error}", "Nothing was recorded. Free some space."),
    sqlite3.SQLITE_IOERR: (
        "{where} could not be read or written: {error}",
        "Nothing was recorded. Is the disk full, or failing?",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CANTOPEN: ("{where} cannot be opened", "Look at the file and its folder."),
}
_OTHER_SENTENCE: Final = ("{where}: {error}", "tracker verify says what is wrong with the log.")


class SqliteConnection:
    """One connection to one file, or to a database in memory."""

    engine = "sqlite"

    def __init__(self, driver: sqlite3.Connection, where: str, *, lasting: bool = True) -> None:
        self.driver = driver
        self.where = where
        self.lasting = lasting
        self.patient = False  # SQLite waits for locks alone

    @contextmanager
    def transaction(self, *, write: bool, commit: bool = True, lock: bool = True) -> Iterator[None]:  # noqa: ARG002 - SQLite always locks
        """Hold the write lock from the first statement on, or read from one snapshot."""
        with self.sentences():
            self.driver.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            try:
                yield
                if write and commit:
                    self._commit()
            finally:
                if self.driver.in_transaction:
                    self.driver.execute("ROLLBACK")

    def all(self, statement: Statement, **parameters: Any) -> list[Any]:  # noqa: ANN401 - any SQL value
        """Return every row, as a tuple. Text that is not UTF-8 is read with replacement characters."""
        cells = _encoded(parameters)
        try:
            return self.driver.execute(statement.sqlite, cells).fetchall()
        except sqlite3.OperationalError as error:
            if self.driver.text_factory is _replacing or _UNDECODABLE not in str(error):
                raise
            self.driver.text_factory = _replacing
            return self.driver.execute(statement.sqlite, cells).fetchall()

    def one(self, statement: Statement, **parameters: Any) -> Cells | None:  # noqa: ANN401 - any SQL value
        """Return the first row, or None."""
        rows = self.all(statement, **parameters)
        return rows[0] if rows else None

    def run(self, statement: Statement, **parameters: Any) -> None:  # noqa: ANN401 - any SQL value
        """Execute a statement that returns no rows."""
        self.driver.execute(statement.sqlite, _encoded(parameters))

    def run_many(self, statement: Statement, rows: Iterable[Mapping[str, Any]]) -> None:
        """Execute a statement once for each row of parameters."""
        self.driver.executemany(statement.sqlite, rows)

    def run_script(self, statements: Iterable[str]) -> None:
        """Execute constant statements, one after the other."""
        for statement in statements:
            self.driver.execute(statement)

    def close(self) -> None:
        """Close the connection."""
        self.driver.close()

    def copy_to(self, file: "Path", progress: Callable[[int, int], None]) -> None:
        """Copy the log into an empty file, durably. `progress` gets the pages copied so far, and all pages.

        Call it inside a read transaction: without a snapshot, the copy would start again whenever somebody records.
        """

        def report(_status: int, remaining: int, total: int) -> None:
            progress(total - remaining, total)

        try:
            with closing(sqlite3.connect(file, isolation_level=None)) as copy:
                copy.execute("PRAGMA synchronous=FULL")
                self.driver.backup(copy, pages=_COPIED_PAGES, progress=report)
                # The copied header asks for a write-ahead log. One file is easier to keep, and can be read anywhere.
                copy.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            raise TrackerError(f"the copy could not be written: {error}", "Is there room on the disk?") from error

    def write_ahead(self) -> None:
        """Switch the file to a write-ahead log, so that readers and a writer do not wait for each other.

        The mode is stored in the file. The switch needs the file for itself, and SQLite does not wait for that.
        """
        with self.sentences():
            if self.driver.execute("PRAGMA journal_mode").fetchone() == ("wal",):
                return
            deadline = time.monotonic() + BUSY_SECONDS
            while True:
                try:
                    self.driver.execute("PRAGMA journal_mode=WAL")
                except sqlite3.OperationalError as error:
                    if _primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                        raise
                    time.sleep(0.02)
                else:
                    return

    @contextmanager
    def sentences(self) -> Iterator[None]:
        """Turn the driver's errors into a sentence that names the file."""
        try:
            yield
        except sqlite3.Error as error:
            raise _sentence(error, self.where) from error

    def _commit(self) -> None:
        try:
            self.driver.execute("COMMIT")
        except sqlite3.Error as error:
            if _primary_code(error) != sqlite3.SQLITE_IOERR:
                raise
            # If the disk fails in a commit, only the next look at the file says whether it succeeded.
            failed = f"{self.where} could not be written: {error}"
            raise TrackerError(failed, "tracker history shows whether it was recorded.") from error


def connect(path: str, *, create: bool, timeout: int | None = None) -> SqliteConnection:
    """Open the file. With `create`, an empty file is created first if it is missing.

    `timeout` is how many seconds to wait for a lock, now and later, if not BUSY_SECONDS.
    """
    # After a power cut in the very first transaction the file holds any bytes, until SQLite rolls the journal back.
    unsettled = has_journal(path)
    if not unsettled:
        refuse_foreign(path)
    if create and not exists(path):
        create_empty(path)
    try:
        driver = _open(path, BUSY_SECONDS if timeout is None else timeout)
    except _ERRORS as error:
        refuse_foreign(path)
        raise _sentence(error, path) from error
    connection = SqliteConnection(driver, path)
    try:
        if unsettled:
            refuse_foreign(path)
        with connection.sentences():
            connection.run_script(_PRAGMAS)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_memory() -> SqliteConnection:
    """Return an empty database in memory."""
    return SqliteConnection(sqlite3.connect(":memory:", isolation_level=None), "memory", lasting=False)


def _open(path: str, timeout: float) -> sqlite3.Connection:
    """Open the file to write; failing that, to read; failing that, as a file that nobody can change."""
    name = f"file:{os.path.abspath(path).replace('%', '%25').replace('?', '%3f').replace('#', '%23')}"
    modes = ["mode=rw", "mode=ro"] if os.access(path, os.W_OK) else ["mode=ro"]
    if not has_write_ahead_log(path):
        modes.append("mode=ro&immutable=1")  # in a folder that cannot be written; it would ignore a write-ahead log
    for mode in modes:
        driver = sqlite3.connect(f"{name}?{mode}", uri=True, timeout=timeout, isolation_level=None)
        try:
            driver.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except _ERRORS as error:
            driver.close()
            if _primary_code(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
                raise
            failure = error
        else:
            return driver
    raise failure


def _encoded(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with each list as JSON text, which the statements read with json_each."""
    for name, value in parameters.items():
        if isinstance(value, list):
            parameters[name] = encode(value).decode()
    return parameters


def _replacing(text: bytes) -> str:
    return text.decode(errors="replace")


def _primary_code(error: Exception) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & _PRIMARY_CODE


def _sentence(error: sqlite3.Error | UnicodeDecodeError, where: str) -> TrackerError:
    if isinstance(error, UnicodeDecodeError):
        return TrackerError(f"{where} is damaged: its schema cannot be read", "Restore it from an export.")
    sentence, hint = _SENTENCES.get(_primary_code(error), _OTHER_SENTENCE)
    return TrackerError(sentence.format(where=where, error=error), hint)
