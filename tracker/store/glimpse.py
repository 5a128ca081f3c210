"""A glimpse of a log, for a shell that completes a word: it makes nothing, upgrades nothing and waits for nobody."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tracker.domain.errors import TrackerError
from tracker.store import sqlite
from tracker.store.connection import Connection
from tracker.store.schema import SCHEMA, file_of, schema_of

_MILLISECONDS = 300  # for a lock
_SECONDS = "2"  # for a server that does not answer


@contextmanager
def glimpse(where: str) -> Iterator[Connection]:
    """Open a log to read it in one transaction. Raise if it is missing, or of another schema than this program's."""
    connection = _connect(where)
    try:
        with connection.transaction(write=False):
            if schema_of(connection) != SCHEMA:
                raise TrackerError(f"{where} has another schema", "Any other command upgrades it.")
            yield connection
    finally:
        connection.close()


def names_beginning(connection: Connection, prefix: str) -> list[tuple[str, str | None]]:
    """Return the names that begin so, with the status of the meeting that each stands for."""
    rows = connection.all(
        "SELECT name, status FROM names JOIN meetings ON meetings.meeting = names.meeting "
        "WHERE name >= :prefix AND name < :after AND reports > 0 ORDER BY name",
        prefix=prefix,
        after=prefix + "\U0010ffff",
    )
    return [(row[0], row[1]) for row in rows]


def every_country(connection: Connection) -> list[str]:
    """Return every country and organisation that hosts a meeting or sends somebody."""
    rows = connection.all(
        "SELECT host FROM meetings WHERE host IS NOT NULL "
        "UNION SELECT country FROM participants WHERE country IS NOT NULL ORDER BY 1"
    )
    return [row[0] for row in rows]


def _connect(where: str) -> Connection:
    path = file_of(where)
    if path is None:
        from tracker.store import server  # noqa: PLC0415 - a file needs none of it

        os.environ.setdefault("PGCONNECT_TIMEOUT", _SECONDS)
        return server.connect(where)
    if not os.path.isfile(path):
        raise TrackerError(f"{path} is no file")
    connection = sqlite.connect(path, create=False)
    connection.run("PRAGMA query_only=ON")
    connection.run(f"PRAGMA busy_timeout={_MILLISECONDS}")
    return connection
