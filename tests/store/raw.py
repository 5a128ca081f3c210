"""The database without tracker: what another program, or a hand at a SQL prompt, can do to it."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from tracker.store.connection import Statement

# What an engine raises where a trigger refuses.
REFUSED = (sqlite3.IntegrityError, psycopg.errors.RaiseException)

_PARAMETER = re.compile(r":(\w+)")

Run = Callable[[str], list[tuple[Any, ...]]]


@contextmanager
def raw(place: str) -> Iterator[Run]:
    """Yield a function that runs one statement of SQL, with the engine's own settings, and returns its rows."""
    if is_server(place):
        with psycopg.connect(place.replace("+psycopg", "", 1), autocommit=True) as server:

            def run_on_server(sql: str) -> list[tuple[Any, ...]]:
                done = server.execute(sql.encode())
                return done.fetchall() if done.description else []

            yield run_on_server
        return
    file = sqlite3.connect(place, isolation_level=None)
    try:
        yield lambda sql: file.execute(sql).fetchall()
    finally:
        file.close()


def is_server(place: str) -> bool:
    """Whether the log is on PostgreSQL."""
    return place.startswith("postgresql")


@contextmanager
def unguarded(place: str) -> Iterator[Run]:
    """Yield the same while the log's triggers are away; afterwards they stand as they stood."""
    with raw(place) as run:
        if is_server(place):
            names = [name for (name,) in run("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")]
            for name in names:
                run(f"ALTER TABLE events DISABLE TRIGGER {name}")
            yield run
            for name in names:
                run(f"ALTER TABLE events ENABLE ALWAYS TRIGGER {name}")
            return
        triggers = run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, _ in triggers:
            run(f"DROP TRIGGER {name}")
        yield run
        for _, statement in triggers:
            run(statement)


def sql(text: str) -> Statement:
    """Return a statement of a test, with parameters written `:name`."""
    return Statement(sqlite=text, postgresql=_PARAMETER.sub(r"%(\1)s", text))
