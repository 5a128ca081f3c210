"""Several real processes at one log. Eight writers with a follower: tests/faults."""

import threading
import time
from itertools import pairwise

import psycopg
import pytest

from tests.clock import FixedClock
from tests.ledger.doing import begin, findings, head, say
from tests.postgres import PostgresServer
from tests.store.processes import go, result, started
from tests.store.raw import raw, sql
from tracker.domain.chain import GENESIS
from tracker.domain.meeting import FOLD_VERSION
from tracker.domain.row import Row
from tracker.ledger.desk import Desk, open_desk
from tracker.store import compiled, log
from tracker.store.opening import open_log
from tracker.store.schema import SCHEMA, SCHEMA_LOCK

CLOCK = "2026-01-22T09:00:00+00:00"
WRITERS = [f"writer-{number}" for number in range(4)]


def rows(desk: Desk) -> list[Row]:
    """Return the whole log."""
    with desk.snapshot():
        return list(log.rows_between(desk.connection, 0, 2**62))


@pytest.mark.slow
def test_the_time_of_recording_never_falls_though_the_clocks_of_the_writers_differ(desk: Desk, place: str) -> None:
    begin(desk, "shared")
    clocks = [f"2026-01-22T{hour:02}:00:00+00:00" for hour in (9, 12, 10, 11)]
    with started(
        "tests.ledger.writer",
        [[place, name, "15", clock] for name, clock in zip(WRITERS, clocks, strict=True)],
    ) as processes:
        go(processes)
        for process in processes:
            result(process)
    times = [row.recorded_at for row in rows(desk)]
    assert len(times) == 61
    assert all(before <= after for before, after in pairwise(times))
    assert times[-1] == "2026-01-22T12:00:00.000000Z"
    assert findings(desk) == ()


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_first_runs_that_record_at_once_leave_one_schema_and_lose_nothing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, engine: str
) -> None:
    server: PostgresServer | None = None
    place = str(tmp_path_factory.mktemp("first") / "desk.db")
    if engine == "postgresql":
        server = request.getfixturevalue("postgres")
        assert server is not None
        place = server.create_database()
    with started("tests.ledger.first", [[place, name, CLOCK] for name in WRITERS]) as processes:
        go(processes)
        for process in processes:
            result(process)
    with open_desk(place, create=False, clock=FixedClock(CLOCK), recorder="desk") as desk:
        stored = rows(desk)
        assert sorted(row.meeting for row in stored) == sorted(["shared", *WRITERS])
        with desk.snapshot():
            assert desk.connection.all(sql("SELECT version_num FROM alembic_version")) == [(SCHEMA,)]
        assert findings(desk) == ()
    if server:
        server.drop_database(place)


def test_who_waits_to_make_a_log_that_another_makes_and_uses_meanwhile_leaves_it_alone(
    postgres: PostgresServer,
) -> None:
    place = postgres.create_database()
    clock = FixedClock(CLOCK)
    with psycopg.connect(place.replace("+psycopg", ""), autocommit=True) as holder:
        holder.execute("SELECT pg_advisory_lock(%s)", [SCHEMA_LOCK])
        second = threading.Thread(target=lambda: open_log(place, create=True).close())
        second.start()
        while not holder.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").fetchall():
            time.sleep(0.01)
        with raw(place) as run:
            for statement in compiled.SCHEMA["postgresql"]:
                run(statement)
            run(f"INSERT INTO alembic_version VALUES ('{SCHEMA}')")
            run(f"INSERT INTO head VALUES (1, 0, '{GENESIS}', '', {FOLD_VERSION})")
        with open_desk(place, create=False, clock=clock, recorder="first") as desk:
            begin(desk, "shared")
        holder.execute("SELECT pg_advisory_unlock(%s)", [SCHEMA_LOCK])
        second.join()
        assert holder.execute("SELECT fold FROM head").fetchall() == [(FOLD_VERSION,)]
    with open_desk(place, create=False, clock=clock, recorder="first") as desk:
        assert (head(desk)[0], findings(desk)) == (1, ())
    postgres.drop_database(place)


def test_a_command_judges_what_stands_when_its_turn_comes(desk: Desk, place: str) -> None:
    begin(desk, "shared")
    with open_desk(place, create=False, clock=FixedClock(CLOCK), recorder="ines") as other:
        assert say(other, "noted", "2026-01-12", "shared").position == 2
        assert say(desk, "noted", "2026-01-12", "shared").repeat_of == 2
        say(other, "held", "2026-01-13", "shared")
        assert say(desk, "confirmed", "2026-01-12", "shared").position == 4
    assert head(desk)[0] == 4
    assert findings(desk) == ()
