"""A log in a SQLite file, by the standard library's sqlite3; an acknowledged event survives a power cut."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final

from msgspec.json import encode

from tracker.domain.errors import TrackerError
from tracker.store import sqlite_file, sqlite_modes
from tracker.store.connection import Cells, Statement
from tracker.store.sqlite_errors import ERRORS, primary_code, sentence_of
from tracker.store.write_ahead import MOST_TRANSACTIONS, refuse_foreign_log

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS: Final = 30.0

_PRAGMAS: Final = (
    "PRAGMA synchronous=FULL",
    "PRAGMA recursive_triggers=ON",  # without it, INSERT OR REPLACE evades the delete trigger
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
)
_UNDECODABLE: Final = "Could not decode to UTF-8"  # sqlite3's message for text that is not UTF-8
_MOST_OPENINGS: Final = 10
_COPIED_PAGES: Final = 1000  # at a time: 4 MB


class SqliteConnection:
    """One connection to one file, or to a database in memory."""

    engine = "sqlite"

    def __init__(self, driver: sqlite3.Connection, where: str, identity: tuple[int, int] | None = None) -> None:
        self.driver = driver
        self.where = where
        self.patient = False  # SQLite waits for locks alone
        self.lasting = identity is not None
        self._path = os.path.abspath(where)  # `where` may be relative, and the program may change its folder
        self._identity = identity

    @contextmanager
    def transaction(self, *, write: bool, commit: bool = True, lock: bool = True) -> Iterator[None]:
        """Hold the write lock from the first statement on, or read from one snapshot."""
        if write and commit and lock:  # not for a dry run, nor to create the schema or to upgrade it
            self.write_ahead()
        with self.sentences(write=write):
            self.driver.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            try:
                if write:
                    self._refuse_if_replaced()
                yield
                if write and commit:
                    self._count_transaction()
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
                make_single(copy)
        except sqlite3.Error as error:
            raise TrackerError(f"the copy could not be written: {error}", "Is there room on the disk?") from error

    def write_ahead(self) -> None:
        """Switch the file to a write-ahead log, so that readers and a writer do not wait for each other.

        The mode is stored in the file. The switch needs the file for itself, and SQLite does not wait for that.
        """
        with self.sentences(write=True):
            if self._journal_mode() != "delete":
                return
            deadline = time.monotonic() + BUSY_SECONDS
            while True:
                try:
                    self._switch()
                except sqlite3.OperationalError as error:
                    if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                        raise
                    time.sleep(0.02)
                else:
                    return

    def _switch(self) -> None:
        if not self._transactions():
            self.driver.execute("PRAGMA user_version=1")  # a backup counts none, and is therefore no state of a log
        self.driver.execute("PRAGMA journal_mode=WAL")

    @contextmanager
    def sentences(self, *, write: bool = False) -> Iterator[None]:
        """Turn the driver's errors into a sentence that names the file."""
        try:
            yield
        except sqlite3.Error as error:
            raise sentence_of(error, self.where, write=write) from error

    def _journal_mode(self) -> str:
        (mode,) = self.driver.execute("PRAGMA journal_mode").fetchone()
        return str(mode)

    def _transactions(self) -> int:
        (count,) = self.driver.execute("PRAGMA user_version").fetchone()
        return int(count)

    def _count_transaction(self) -> None:
        """Count this transaction in the file, so that a later opening sees which write-ahead log belongs to it."""
        count = (self._transactions() + 1) % MOST_TRANSACTIONS
        self.driver.execute(f"PRAGMA user_version={count}")  # a pragma takes no parameters

    def _refuse_if_replaced(self) -> None:
        """Raise if the file has lost its name since it was opened: nobody would ever see a write to it."""
        if self.lasting and sqlite_file.identity(self._path) != self._identity:
            raise TrackerError(
                f"{self.where} was replaced or removed while it was in use", "Nothing was recorded. Try again."
            )

    def _commit(self) -> None:
        try:
            self.driver.execute("COMMIT")
        except sqlite3.Error as error:
            if primary_code(error) != sqlite3.SQLITE_IOERR:
                raise
            # If the disk fails in a commit, only the next look at the file says whether it succeeded.
            failed = f"{self.where} could not be written: {error}"
            raise TrackerError(failed, "tracker history shows whether it was recorded.") from error


def connect(path: str, *, create: bool, timeout: int | None = None) -> SqliteConnection:
    """Open the file. With `create`, an empty file is created first if it is missing.

    `timeout` is how many seconds to wait for a lock, now and later, if not BUSY_SECONDS.
    """
    # After a power cut in the very first transaction the file holds any bytes, until SQLite rolls the journal back.
    unsettled = sqlite_file.has_journal(path)
    if not unsettled:
        sqlite_file.refuse_foreign(path)
    if create and not sqlite_file.exists(path):
        sqlite_file.create_empty(path)
    connection = _open(path, BUSY_SECONDS if timeout is None else timeout)
    try:
        if unsettled:
            sqlite_file.refuse_foreign(path)
        with connection.sentences():
            connection.run_script(_PRAGMAS)
    except BaseException:
        connection.close()
        raise
    return connection


def make_single(copy: sqlite3.Connection) -> None:
    """Turn a copied log into one file, which is easier to keep and can be read anywhere.

    A copy counts no transactions: a write-ahead log that lies where it is put cannot seem to belong to it.
    """
    copy.execute("PRAGMA journal_mode=DELETE")
    copy.execute("PRAGMA user_version=0")


def connect_to_memory() -> SqliteConnection:
    """Return an empty database in memory."""
    return SqliteConnection(sqlite3.connect(":memory:", isolation_level=None), "memory")


def _open(path: str, timeout: float) -> SqliteConnection:
    """Open the file, once more if another one took its name meanwhile: a restored backup, as intended."""
    for _ in range(_MOST_OPENINGS):
        identity = sqlite_file.identity(path)
        refuse_foreign_log(path)
        try:
            driver = sqlite_modes.connect(path, timeout)
        except ERRORS as error:
            sqlite_file.refuse_foreign(path)
            raise sentence_of(error, path) from error
        if sqlite_file.identity(path) == identity:
            return SqliteConnection(driver, path, identity)
        driver.close()
    raise TrackerError(f"{path} is replaced by another file again and again", "Try again.")


def _encoded(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with each list as JSON text, which the statements read with json_each."""
    for name, value in parameters.items():
        if isinstance(value, list):
            parameters[name] = encode(value).decode()
    return parameters


def _replacing(text: bytes) -> str:
    return text.decode(errors="replace")
