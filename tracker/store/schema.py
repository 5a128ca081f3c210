"""Opening a log: which schema it has, and what is to be done where that is not ours. Alembic comes in only then."""

import os
import stat
from pathlib import Path
from typing import Final

from tracker.domain.errors import TrackerError
from tracker.store import sqlite
from tracker.store.connection import Connection

# The newest revision in migrations/versions: a test keeps the two alike.
SCHEMA: Final = "0001"


def open_log(where: str, *, create: bool) -> Connection:
    """Open the log at a path or a URL, with its schema made or upgraded as needed.

    Without `create`, a file that is missing or holds nothing is an error, and nothing is made.
    """
    connection = _connect(where, create=create)
    try:
        _bring_up(connection, create=create)
    except BaseException:
        connection.close()
        raise
    return connection


def scratch_log() -> Connection:
    """Return an empty log in memory, for a trial that leaves nothing behind."""
    connection = sqlite.memory()
    _upgrade(connection)
    return connection


def file_of(where: str) -> Path | None:
    """Return the file that `where` names, or None if it is a server's URL."""
    if where.startswith("sqlite:"):
        return Path(where.removeprefix("sqlite:").removeprefix("//").removeprefix("/") or ".")
    return None if "://" in where else Path(where).expanduser()


def is_missing(where: str) -> bool:
    """Whether `where` names a file that does not exist."""
    path = file_of(where)
    return path is not None and not path.exists()


def schema_of(connection: Connection) -> str | None:
    """Return the revision of the schema, or None where there is none. Runs inside a transaction."""
    table = (
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
        if connection.engine == "sqlite"
        else "SELECT 1 WHERE to_regclass('alembic_version') IS NOT NULL"
    )
    if connection.one(table) is None:
        return None
    row = connection.one("SELECT version_num FROM alembic_version")
    return row[0] if row else None


def _connect(where: str, *, create: bool) -> Connection:
    path = file_of(where)
    if path is None:
        from tracker.store import server  # noqa: PLC0415 - SQLAlchemy is imported only where it is needed

        return server.connect(where)
    if not create and not path.exists():
        raise TrackerError(f"{path} does not exist", "tracker report makes it, or name another with --db.")
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        kind = "a folder" if path.is_dir() else "not a file"
        raise TrackerError(f"{path} is {kind}", "Name a file with --db.")
    return sqlite.connect(path, create=create)


def _bring_up(connection: Connection, *, create: bool) -> None:
    with connection.transaction(write=False):
        found = schema_of(connection)
    if found == SCHEMA:
        return
    if found is None and not create:
        raise TrackerError(f"{connection.where} holds no ledger yet", "tracker report begins one.")
    if found is not None and (not found.isdigit() or found > SCHEMA):
        raise TrackerError(
            f"{connection.where} has the schema {found}, newer than this program's {SCHEMA}", "Upgrade tracker."
        )
    _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from tracker.store.upgrade import upgrade  # noqa: PLC0415 - Alembic takes longer to import than a report to record

    upgrade(connection)
    if isinstance(connection, sqlite.SqliteConnection) and connection.where != sqlite.SCRATCH:
        sqlite.write_ahead(connection)
        _sync_folder(Path(connection.where).parent)


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file as durable as its content."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
