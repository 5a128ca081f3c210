"""The floor: sqlite3 of the standard library with the same rows, indexes and durability."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tracker.domain.row import COLUMNS, Row

INSERT: Final = f"INSERT INTO bare VALUES ({', '.join('?' * len(COLUMNS))})"
_TABLE = (
    (
        "CREATE TABLE IF NOT EXISTS bare (position INTEGER PRIMARY KEY, meeting TEXT NOT NULL, version INTEGER "
        "NOT NULL, type TEXT NOT NULL, published TEXT, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, payload "
        "TEXT NOT NULL, fingerprint TEXT, hash TEXT NOT NULL)"
    ),
    "CREATE UNIQUE INDEX IF NOT EXISTS bare_stream ON bare (meeting, version)",
    "CREATE INDEX IF NOT EXISTS bare_fingerprint ON bare (fingerprint)",
)


def opened(path: Path) -> sqlite3.Connection:
    """Open a file with the settings of tracker, and a table like that of the log but without guards."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    for statement in _TABLE:
        connection.execute(statement)
    return connection


def insert_one(connection: sqlite3.Connection, row: Sequence[Any]) -> None:
    """Write one row in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(INSERT, row)
    connection.execute("COMMIT")


def insert_many(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Write all rows in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(INSERT, rows)
    connection.execute("COMMIT")


def all_rows(path: Path) -> list[Row]:
    """Return the rows of a log."""
    connection = sqlite3.connect(path)
    try:
        return [Row(*row) for row in connection.execute(f"SELECT {', '.join(COLUMNS)} FROM events ORDER BY position")]
    finally:
        connection.close()
