"""A log on a server: SQLAlchemy runs the same SQL on PostgreSQL."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from tracker.domain.errors import TrackerError
from tracker.store.connection import Cells

_FORBIDDEN = "42501"  # insufficient_privilege
_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}

# psycopg logs what it leaves undone after an interruption, and Python prints what nobody takes: our sentence is enough.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


class ServerConnection:
    """One connection to one database of a server."""

    engine = "postgresql"
    lasting = True

    def __init__(self, raw: sa.Connection, where: str) -> None:
        self.raw = raw
        self.where = where
        self._streams: list[sa.CursorResult[Any]] = []

    @contextmanager
    def transaction(self, *, write: bool, keep: bool = True) -> Iterator[None]:
        """Write under the lock of the head row, which `log.head` takes; read from one snapshot."""
        with self.told():
            level = "READ COMMITTED" if write else "REPEATABLE READ"
            self.raw.execution_options(isolation_level=level, postgresql_readonly=not write)
            self.raw.begin()
        try:
            yield
            with self.told():
                if write and keep:
                    self.raw.commit()
        finally:
            try:
                self.raw.rollback()
            except sa.exc.DBAPIError:
                self.raw.invalidate()  # the server has ended the session: there is nothing left to roll back

    def all(self, sql: str, **parameters: Any) -> list[Cells]:  # noqa: ANN401
        """Return every row."""
        with self.told():
            return [tuple(row) for row in self.raw.execute(_text(sql), parameters)]

    def one(self, sql: str, **parameters: Any) -> Cells | None:  # noqa: ANN401
        """Return the first row, or None."""
        with self.told():
            row = self.raw.execute(_text(sql), parameters).first()
            return tuple(row) if row is not None else None

    def stream(self, sql: str, **parameters: Any) -> Iterator[Cells]:  # noqa: ANN401
        """Return the rows one by one, from a cursor on the server."""
        with self.told():
            options = {"stream_results": True, "max_row_buffer": 1000}
            rows = self.raw.execute(_text(sql), parameters, execution_options=options)
            self._streams.append(rows)
            for row in rows:
                yield tuple(row)

    def run(self, sql: str, **parameters: Any) -> None:  # noqa: ANN401
        """Execute for its effect."""
        with self.told():
            self.raw.execute(_text(sql), parameters)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute for each row."""
        names = _names(sql)
        listed = [dict(zip(names, row, strict=True)) for row in rows]
        if listed:
            with self.told():
                self.raw.execute(_text(sql), listed if len(listed) > 1 else listed[0])

    def close(self) -> None:
        """End the connection, and the pool that made it; what was read only in part is let go first."""
        for rows in self._streams:
            rows.close()
        self.raw.close()
        self.raw.engine.dispose()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn the driver's errors into a sentence that names the database, without its password."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise _sentence(error, self.where) from None


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


@lru_cache(maxsize=256)
def _text(sql: str) -> sa.TextClause:
    return sa.text(sql)


@lru_cache(maxsize=64)
def _names(sql: str) -> tuple[str, ...]:
    """Return the parameters in the order in which they stand in the statement."""
    return tuple(_text(sql).compile().params)


def _sentence(error: sa.exc.DBAPIError, where: str) -> TrackerError:
    reason = str(error.orig).partition("\n")[0]
    if error.connection_invalidated:
        return TrackerError(f"the connection to {where} was lost", "tracker history shows whether it was recorded.")
    if getattr(error.orig, "sqlstate", None) == _FORBIDDEN:
        return TrackerError(f"{where}: {reason}", "Ask the owner of the database for the right to do this.")
    return TrackerError(f"{where}: {reason}", "tracker verify says what is wrong with the log.")
