"""Eight writers on one log on PostgreSQL, compared with a table with an identity column, whose rows have no order."""

from collections.abc import Iterator
from itertools import count
from typing import Protocol

import psycopg

from benchmarks.logs import Bench, opened
from benchmarks.measuring import Row, alternating, per_second, rate
from benchmarks.news import lines, name
from benchmarks.writer import write_at_once
from tracker.ledger.importing import import_lines

_WRITERS = 8
_TABLE = (
    (
        "CREATE TABLE bare (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, meeting text NOT NULL, "
        "version bigint NOT NULL, type text NOT NULL, published text, recorded_at text NOT NULL, "
        "recorded_by text NOT NULL, payload text NOT NULL, fingerprint text, hash text NOT NULL)"
    ),
    "CREATE INDEX bare_fingerprint ON bare (fingerprint)",
    "CREATE UNIQUE INDEX bare_stream ON bare (meeting, version)",
)


class Server(Protocol):
    """A server with databases, each with its URL."""

    def create_database(self) -> str:
        """Make an empty database."""
        ...

    def drop_database(self, url: str) -> None:
        """Drop a database."""
        ...


def rows(bench: Bench, server: Server) -> Iterator[Row]:
    """Measure both with the same number of processes, in a new database for each turn."""
    writes = bench.sizes.writes
    failures: list[int] = []
    turn = count()

    def work(way: str) -> float:
        url = server.create_database()
        _prepare(url, way)
        bench.log_progress(f"{_WRITERS} writers on PostgreSQL, turn {next(turn)}")
        result = write_at_once(way, [(url, name(number)) for number in range(_WRITERS)], writes)
        failures.append(result.failures)
        server.drop_database(url)
        return result.seconds / (_WRITERS * writes)

    ours, theirs = alternating(bench.sizes.rounds, lambda: work("ours"), lambda: work("bare"))
    label = f"PostgreSQL, {_WRITERS} writers, {sum(failures)} failed"
    yield per_second(label, ours, at_least=200)
    yield rate(label, "identity column, no order", ours, theirs)


def _prepare(url: str, way: str) -> None:
    if way == "ours":
        with opened(url) as desk:
            import_lines(desk, lines(_WRITERS, 1))
        return
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        for statement in _TABLE:
            connection.execute(statement)
