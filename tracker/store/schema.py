"""Opening a log: which schema it has, and what is to be done where that is not ours. Alembic comes in only then."""

import os
import re
import stat
from typing import Final

from tracker.domain.errors import TrackerError
from tracker.store import sqlite
from tracker.store.connection import Connection

# The newest revision in migrations/versions: a test keeps the two alike.
SCHEMA: Final = "0001"

# A URL that is mistyped, and no path: to show it as one would show its password.
_MISTYPED: Final = r"(?s)(?!sqlite:///)[A-Za-z][\w+.-]+:.*@"


def open_log(where: str, *, create: bool) -> Connection:
    """Open the log at a path or a URL, with its schema made or upgraded as needed.

    Without `create`, a file that is missing or holds nothing is an error, and nothing is made.
    """
    connection = _connect(where, create=create)
    try:
        _bring_up(connection, create=create)
        if create and isinstance(connection, sqlite.SqliteConnection):
            sqlite.write_ahead(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def scratch_log() -> Connection:
    """Return an empty log in memory, for a trial that leaves nothing behind."""
    connection = sqlite.memory()
    _upgrade(connection)
    return connection


def file_of(where: str) -> str | None:
    """Return the file that `where` names, or None if it is a server's URL."""
    if "@" in where and re.match(_MISTYPED, where) and ("://" not in where or where.startswith("sqlite:")):
        raise TrackerError.unparsable(
            "--db is neither a path nor a URL of a database", "Write postgresql+psycopg://USER@HOST/DATABASE."
        )
    if where.startswith("sqlite:"):
        return where.removeprefix("sqlite:").removeprefix("//").removeprefix("/") or "."
    if "://" in where:
        return None
    path = os.path.expanduser(where)
    if path.startswith("~"):
        raise TrackerError(f"{where} is in the home folder of nobody", "Name another file with --db.")
    return path or "."


def shown(where: str) -> str:
    """Return `where` for people to read: a path as it is, a server's URL without its passwords."""
    if file_of(where) is not None:
        return where
    from tracker.store.address import read_address  # noqa: PLC0415 - a file needs none of it

    return read_address(where).where


def is_missing(where: str, *, ask_server: bool = False) -> bool:
    """Whether `where` names a file that does not exist, or, if it is to be asked, a server's database without a log."""
    path = file_of(where)
    if path is not None:
        return not sqlite.exists(path)
    if not ask_server:
        return False
    connection = _connect(where, create=False)
    try:
        with connection.transaction(write=False):
            return schema_of(connection) is None
    finally:
        connection.close()


def schema_of(connection: Connection) -> str | None:
    """Return the revision of the schema, or None where there is none. Runs inside a transaction."""
    table = (
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
        if connection.engine == "sqlite"
        # Not to_regclass: it may still believe, after a wait, that a table is missing that another session has made.
        else "SELECT 1 FROM pg_class WHERE relname = 'alembic_version' AND pg_table_is_visible(oid)"
    )
    if connection.one(table) is None:
        return None
    row = connection.one("SELECT version_num FROM alembic_version")
    return row[0] if row else None


def _connect(where: str, *, create: bool) -> Connection:
    path = file_of(where)
    if path is None:
        from tracker.store import server  # noqa: PLC0415 - a file needs none of it

        return server.connect(where)
    there = sqlite.exists(path)
    if not create and not there:
        raise TrackerError(f"{path} does not exist", "tracker report --new makes it, or name another with --db.")
    if there and not stat.S_ISREG(os.stat(path).st_mode):
        kind = "a folder" if os.path.isdir(path) else "not a file"
        raise TrackerError(f"{path} is {kind}", "Name a file with --db.")
    return sqlite.connect(path, create=create)


def _bring_up(connection: Connection, *, create: bool) -> None:
    with connection.transaction(write=False, ahead=True):
        found = schema_of(connection)
    if found == SCHEMA:
        return
    if found is None and not create:
        raise TrackerError(f"{connection.where} holds no ledger yet", "tracker report --new begins one.")
    if found is not None and (not found.isdigit() or found > SCHEMA):
        raise TrackerError(
            f"{connection.where} has the schema {found}, newer than this program's {SCHEMA}", "Upgrade tracker."
        )
    _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from tracker.store.upgrade import upgrade  # noqa: PLC0415 - Alembic takes longer to import than a report to record

    upgrade(connection)
