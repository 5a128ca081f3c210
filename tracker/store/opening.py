"""Opening a log: find it, check its schema, have it created or upgraded."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tracker.domain.errors import TrackerError
from tracker.store import sqlite, sqlite_file
from tracker.store.connection import Connection
from tracker.store.schema import SCHEMA, create_schema, schema_of

# What looks like a URL with a mistake in it, and may hold a password.
_MISTYPED_URL: Final = r"(?s)(?!sqlite:///)[A-Za-z][\w+.-]+:.*@"
# What libpq takes in place of a URL. It may hold a password, and as a path it would be shown.
_CONNINFO: Final = r"(?i)\b(dbname|host|password|user)\s*="
# How long shell completion waits for a lock, or for a server.
_COMPLETION_SECONDS: Final = 2


def open_log(where: str, *, create: bool) -> Connection:
    """Open the log at a path or a URL. Create its schema, or upgrade it, if needed.

    Without `create`, a missing or empty file is an error, and nothing is created.
    """
    connection = _connect(where, create=create)
    try:
        _bring_up(connection, create=create)
        if create and isinstance(connection, sqlite.SqliteConnection):
            connection.write_ahead()
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def open_for_completion(where: str) -> Iterator[Connection]:
    """Open a log for shell completion, in a read transaction. Create nothing, upgrade nothing, and hardly wait.

    Raise TrackerError if the log is missing or has another schema.
    """
    connection = _connect(where, create=False, timeout=_COMPLETION_SECONDS)
    try:
        with connection.transaction(write=False):
            if schema_of(connection) != SCHEMA:
                raise TrackerError(f"{where} has another schema", "Any other command upgrades it.")
            yield connection
    finally:
        connection.close()


def file_of(where: str) -> str | None:
    """Return the file that `where` names, or None for the URL of a server."""
    is_url = "://" in where and not where.startswith("sqlite:")
    is_mistyped = "@" in where and not is_url and re.match(_MISTYPED_URL, where)
    if is_mistyped or ("=" in where and "://" not in where and re.search(_CONNINFO, where)):
        raise TrackerError.unparsable(
            "--db is neither a path nor the URL of a database", "Write postgresql+psycopg://USER@HOST/DATABASE."
        )
    if where.startswith("sqlite:"):
        return where.removeprefix("sqlite:").removeprefix("//").removeprefix("/") or "."
    if "://" in where:
        return None
    path = os.path.expanduser(where)
    if path.startswith("~"):
        raise TrackerError(f"{where}: there is no such home folder", "Name another file with --db.")
    return path or "."


def without_password(where: str) -> str:
    """Return `where` for people to read: a path as it is, a URL without its password."""
    if file_of(where) is not None:
        return where
    from tracker.store import postgresql  # noqa: PLC0415 - not needed for a file

    return postgresql.without_password(where)


def is_missing(where: str, *, ask_server: bool = False) -> bool:
    """Return whether the file does not exist; with `ask_server`, also whether a server's database holds no log."""
    path = file_of(where)
    if path is not None:
        return not sqlite_file.exists(path)
    if not ask_server:
        return False
    connection = _connect(where, create=False)
    try:
        with connection.transaction(write=False):
            return schema_of(connection) is None
    finally:
        connection.close()


def remove_unused(where: str) -> None:
    """Remove a file that holds nothing that anybody recorded. A database on a server keeps its empty tables."""
    path = file_of(where)
    if path is not None:
        sqlite_file.remove_unused(path)


def _connect(where: str, *, create: bool, timeout: int | None = None) -> Connection:
    """Connect to the log at a path or a URL; `timeout` is in seconds."""
    path = file_of(where)
    if path is None:
        from tracker.store import postgresql  # noqa: PLC0415 - psycopg is an extra

        return postgresql.connect(where, timeout=timeout)
    if sqlite_file.exists(path):
        sqlite_file.refuse_non_file(path)
    elif not create:
        raise TrackerError(
            f"{path} does not exist",
            "tracker report --new or tracker draft --record begins it. Or name another with --db.",
        )
    return sqlite.connect(path, create=create, timeout=timeout)


def _bring_up(connection: Connection, *, create: bool) -> None:
    with connection.transaction(write=False):
        schema = schema_of(connection)
    if schema == SCHEMA:
        return
    if schema is None:
        if not create:
            raise TrackerError(
                f"{connection.where} holds no ledger yet", "tracker report --new or tracker draft --record begins one."
            )
        create_schema(connection)
    elif not schema.isdigit() or schema > SCHEMA:
        raise TrackerError(
            f"{connection.where} has the schema {schema}, newer than this program's {SCHEMA}", "Upgrade tracker."
        )
    else:
        from tracker.store.upgrade import upgrade  # noqa: PLC0415 - importing Alembic takes longer than a report

        upgrade(connection)
