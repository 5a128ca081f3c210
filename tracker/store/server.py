"""A log on a server: the same SQL, run by psycopg on PostgreSQL."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from tracker.domain.errors import TrackerError
from tracker.store.address import plain, read_address
from tracker.store.connection import Cells, Overtaken

if TYPE_CHECKING:
    import psycopg

_FORBIDDEN: Final = "42501"  # insufficient_privilege
_OVERTAKEN: Final = "22012"  # division_by_zero, which `ahead.append_next` asks for
_PARAMETER: Final = re.compile(r":([a-z_][a-z0-9_]*)")
_CURSORS: Final = count()  # one name each

# psycopg logs what it leaves undone after an interruption, and Python prints what nobody takes: our sentence is enough.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


class ServerConnection:
    """One connection to one database of a server."""

    engine = "postgresql"
    lasting = True

    def __init__(self, driver: "psycopg.Connection[Cells]", where: str) -> None:
        self.driver = driver
        self.where = where
        self._cursor = driver.cursor()
        self._streams: set[psycopg.ServerCursor[Cells]] = set()
        self._mode: tuple[bool, bool] | None = None

    @contextmanager
    def transaction(self, *, write: bool, keep: bool = True, ahead: bool = False) -> Iterator[None]:
        """Write under the lock of the head, which `log` takes; read from one snapshot."""
        if (write, ahead) != self._mode:
            self._switch(write=write, ahead=ahead)
        try:
            with self.told(), ExitStack() as self._hastened:
                yield
                if write and keep and self.driver.pgconn.transaction_status:  # it has begun
                    self._cursor.execute("COMMIT")
        finally:
            try:
                self.driver.rollback()
            except _errors():
                self.driver.close()  # the server has ended the session: there is nothing left to roll back
            if self.driver.pgconn.pipeline_status:
                self.driver.close()  # an interruption has left it in the middle of a message

    def hasten(self) -> None:
        """Send what follows, the commit too, in one message. Errors come out at the end of the transaction."""
        self._hastened.enter_context(self.driver.pipeline())
        if self.driver.autocommit:
            self._cursor.execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")

    def later(self, sql: str, **parameters: Any) -> Callable[[], Cells]:  # noqa: ANN401
        """Return what tells the one row, once the transaction has ended; after `hasten`."""
        with self.told():
            cursor = self.driver.execute(_named(sql), parameters)

        def row() -> Cells:
            [only] = cursor.fetchall()
            return only

        return row

    def each(self, *questions: tuple[str, dict[str, Any]]) -> list[list[Cells]]:
        """Return every row of each question, asked in one message."""
        with self.told():
            with self.driver.pipeline():
                cursors = [self.driver.execute(_named(sql), parameters) for sql, parameters in questions]
            return [cursor.fetchall() if cursor.description else [] for cursor in cursors]

    def all(self, sql: str, **parameters: Any) -> list[Cells]:  # noqa: ANN401
        """Return every row."""
        with self.told():
            return self._cursor.execute(_named(sql), parameters).fetchall()

    def one(self, sql: str, **parameters: Any) -> Cells | None:  # noqa: ANN401
        """Return the first row, or None."""
        with self.told():
            return self._cursor.execute(_named(sql), parameters).fetchone()

    def stream(self, sql: str, **parameters: Any) -> Iterator[Cells]:  # noqa: ANN401
        """Return the rows one by one, from a cursor on the server."""
        with self.told(), self.driver.cursor(f"rows_{next(_CURSORS)}") as cursor:
            self._streams.add(cursor)
            cursor.itersize = 1000
            cursor.execute(_named(sql), parameters)
            yield from cursor
            self._streams.remove(cursor)

    def run(self, sql: str, **parameters: Any) -> None:  # noqa: ANN401
        """Execute for its effect."""
        with self.told():
            self._cursor.execute(_named(sql), parameters)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute for each row."""
        listed = list(rows)
        with self.told():
            if len(listed) == 1:
                self._cursor.execute(_by_place(sql), listed[0])
            elif listed:
                self.driver.cursor().executemany(_by_place(sql), listed)

    def close(self) -> None:
        """End the connection; what was read only in part is let go first."""
        for cursor in self._streams:
            cursor.close()
        self.driver.close()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn the driver's errors into a sentence that names the database, without its password."""
        try:
            yield
        except _errors() as error:
            if interruption := _interruption(error):
                raise interruption from None
            if getattr(error, "sqlstate", None) == _OVERTAKEN and self.driver.autocommit:
                raise Overtaken from None
            raise self._sentence(error) from None

    def _switch(self, *, write: bool, ahead: bool) -> None:
        from psycopg import IsolationLevel  # noqa: PLC0415 - an extra

        self._mode = None
        with self.told():
            self.driver.isolation_level = IsolationLevel.READ_COMMITTED if write else IsolationLevel.REPEATABLE_READ
            self.driver.read_only = not write
            self.driver.autocommit = ahead
        self._mode = write, ahead

    def _sentence(self, error: Exception) -> TrackerError:
        """Say what the driver says."""
        if self.driver.closed:
            return TrackerError(
                f"the connection to {self.where} was lost", "tracker history shows whether it was recorded."
            )
        reason = str(error).partition("\n")[0]
        if getattr(error, "sqlstate", None) == _FORBIDDEN:
            return TrackerError(f"{self.where}: {reason}", "Ask the owner of the database for the right to do this.")
        return TrackerError(f"{self.where}: {reason}", "tracker verify says what is wrong with the log.")


def connect(url: str) -> ServerConnection:
    """Connect to the database that a URL names."""
    address = read_address(url)
    try:
        import psycopg  # noqa: PLC0415 - an extra
        from psycopg.conninfo import make_conninfo  # noqa: PLC0415
    except ModuleNotFoundError:
        raise TrackerError(
            "PostgreSQL needs the package psycopg", "In the checkout of tracker, run: pip install '.[postgresql]'"
        ) from None
    try:
        return ServerConnection(
            psycopg.connect(make_conninfo(**{"client_encoding": "utf8", **address.options})), address.where
        )
    except (psycopg.Error, ValueError) as error:  # the latter of a host that is no name
        reason = plain(str(error).partition("\n")[0], address)
        raise TrackerError(f"{address.where} cannot be reached: {reason}", "Is the server up?") from None


def _errors() -> type[Exception]:
    import psycopg  # noqa: PLC0415 - an extra

    return psycopg.Error


def _interruption(error: BaseException) -> KeyboardInterrupt | None:
    """Return the Ctrl-C behind an error: the driver may fail over it when it leaves a message half way."""
    behind = error.__context__
    while behind is not None and not isinstance(behind, KeyboardInterrupt):
        behind = behind.__context__
    return behind


@lru_cache(maxsize=256)
def _named(sql: str) -> str:
    """Return the statement as the driver has it: `%(name)s` for every `:name`."""
    return _PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%"))


@lru_cache(maxsize=64)
def _by_place(sql: str) -> str:
    """Return the statement with `%s` for every `:name`."""
    return _PARAMETER.sub("%s", sql.replace("%", "%%"))
