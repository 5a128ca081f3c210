"""A log on a server: the same SQL on PostgreSQL, over a connection that SQLAlchemy makes."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from tracker.domain.errors import TrackerError
from tracker.store.connection import Cells, Overtaken

if TYPE_CHECKING:
    import psycopg

_FORBIDDEN: Final = "42501"  # insufficient_privilege
_OVERTAKEN: Final = "22012"  # division_by_zero, which `ahead.append_next` asks for
_PARAMETER: Final = re.compile(r":([a-z_][a-z0-9_]*)")
_CURSORS: Final = count()  # one name each
_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}

# psycopg logs what it leaves undone after an interruption, and Python prints what nobody takes: our sentence is enough.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


class ServerConnection:
    """One connection to one database of a server.

    The driver itself runs the statements, in half the time that SQLAlchemy takes. Alembic works through SQLAlchemy,
    which is therefore told where a transaction begins and ends.
    """

    engine = "postgresql"
    lasting = True

    def __init__(self, raw: sa.Connection, where: str) -> None:
        self.raw = raw
        self.where = where
        self._driver: psycopg.Connection[Cells] = _driver_of(raw)
        self._cursor = self._driver.cursor()
        self._streams: set[psycopg.ServerCursor[Cells]] = set()

    @contextmanager
    def transaction(self, *, write: bool, keep: bool = True, ahead: bool = False) -> Iterator[None]:
        """Write under the lock of the head, which `log` takes; read from one snapshot."""
        from psycopg import IsolationLevel  # noqa: PLC0415 - an extra

        with self.told():
            self._driver.isolation_level = IsolationLevel.READ_COMMITTED if write else IsolationLevel.REPEATABLE_READ
            self._driver.read_only = not write
            self._driver.autocommit = ahead
            self.raw.begin()
        try:
            with self.told():
                with ExitStack() as self._hastened:
                    yield
                    if write and keep and self._driver.pgconn.transaction_status:  # it has begun
                        self._cursor.execute("COMMIT")
                if write and keep:
                    self.raw.commit()  # for SQLAlchemy to know: there is nothing left to commit, and nothing is sent
        finally:
            try:
                self.raw.rollback()
            except sa.exc.DBAPIError:
                self.raw.invalidate()  # the server has ended the session: there is nothing left to roll back

    def hasten(self) -> None:
        """Send what follows, the commit too, in one message. Errors come out at the end of the transaction."""
        self._hastened.enter_context(self._driver.pipeline())
        if self._driver.autocommit:
            self._cursor.execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")

    def later(self, sql: str, **parameters: Any) -> Callable[[], Cells]:  # noqa: ANN401
        """Return what tells the one row, once the transaction has ended; after `hasten`."""
        with self.told():
            cursor = self._driver.execute(_named(sql), parameters)

        def row() -> Cells:
            [only] = cursor.fetchall()
            return only

        return row

    def each(self, *questions: tuple[str, dict[str, Any]]) -> list[list[Cells]]:
        """Return every row of each question, asked in one message."""
        with self.told():
            with self._driver.pipeline():
                cursors = [self._driver.execute(_named(sql), parameters) for sql, parameters in questions]
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
        with self.told(), self._driver.cursor(f"rows_{next(_CURSORS)}") as cursor:
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
                self._driver.cursor().executemany(_by_place(sql), listed)

    def close(self) -> None:
        """End the connection, and the pool that made it; what was read only in part is let go first."""
        for cursor in self._streams:
            cursor.close()
        self.raw.close()
        self.raw.engine.dispose()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn the driver's errors into a sentence that names the database, without its password."""
        try:
            yield
        except _errors() as error:
            if getattr(error, "sqlstate", None) == _OVERTAKEN:
                raise Overtaken from None
            raise self._sentence(error) from None

    def _sentence(self, error: Exception) -> TrackerError:
        """Say what the driver says, as it says it itself or through SQLAlchemy."""
        cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        if self._driver.closed:
            return TrackerError(
                f"the connection to {self.where} was lost", "tracker history shows whether it was recorded."
            )
        reason = str(cause).partition("\n")[0]
        if getattr(cause, "sqlstate", None) == _FORBIDDEN:
            return TrackerError(f"{self.where}: {reason}", "Ask the owner of the database for the right to do this.")
        return TrackerError(f"{self.where}: {reason}", "tracker verify says what is wrong with the log.")


def connect(url: str) -> ServerConnection:
    """Connect to the database that an SQLAlchemy URL names."""
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise TrackerError.unparsable(
            "--db is neither a path nor a URL of a database", "Write postgresql+psycopg://USER@HOST/DATABASE."
        ) from None
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise TrackerError.unparsable(
            f"tracker keeps no log on {parsed.drivername}", "Name a file, or postgresql+psycopg://USER@HOST/DATABASE."
        )
    where = _without_secrets(parsed)
    try:
        engine = sa.create_engine(parsed.set(drivername=driver), poolclass=NullPool, hide_parameters=True)
        return ServerConnection(engine.connect(), where)
    except ModuleNotFoundError:
        raise TrackerError(
            "PostgreSQL needs the package psycopg", 'Install it: pip install "tracker[postgresql]".'
        ) from None
    except (sa.exc.DBAPIError, sa.exc.ArgumentError, TypeError, ValueError) as error:  # also of a host that is no name
        reason = str(getattr(error, "orig", "it is no address")).partition("\n")[0]
        raise TrackerError(f"{where} cannot be reached: {_plain(reason, parsed)}", "Is the server up?") from None


def _without_secrets(url: sa.URL) -> str:
    """Return the URL for messages: no password, wherever it was written."""
    kept = {key: value for key, value in url.query.items() if "pass" not in key.lower()}
    return url.set(query=kept).render_as_string(hide_password=True)


def _plain(reason: str, url: sa.URL) -> str:
    secrets = [url.password, *(value for key, value in url.query.items() if "pass" in key.lower())]
    for secret in secrets:
        for text in (secret,) if isinstance(secret, str) else secret or ():
            reason = reason.replace(text, "***")
    return reason


def _driver_of(raw: sa.Connection) -> "psycopg.Connection[Cells]":
    driver: psycopg.Connection[Cells] | None = raw.connection.driver_connection
    assert driver is not None  # it has just connected  # noqa: S101
    return driver


def _errors() -> tuple[type[Exception], ...]:
    import psycopg  # noqa: PLC0415 - an extra

    return psycopg.Error, sa.exc.DBAPIError


@lru_cache(maxsize=256)
def _named(sql: str) -> str:
    """Return the statement as the driver has it: `%(name)s` for every `:name`."""
    return _PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%"))


@lru_cache(maxsize=64)
def _by_place(sql: str) -> str:
    """Return the statement with `%s` for every `:name`."""
    return _PARAMETER.sub("%s", sql.replace("%", "%%"))
