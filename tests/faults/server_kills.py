"""Kills of a PostgreSQL server, of one of its backends and of a client, while clients record."""

import os
import random
import signal
import time
from collections.abc import Callable

import psycopg

from tests.effort import PATIENCE
from tests.faults.kills import heard, last_words
from tests.faults.tried import Tried, assert_a_sentence, make_log, stored, url_of
from tests.postgres import PostgresServer
from tests.store.processes import Process, go, started
from tests.store.raw import raw

_LOST = "the connection to "
_HOW_TO_FIND_OUT = "hint: tracker history shows whether it was recorded."


def kill_servers(server: PostgresServer, kills: int, chance: random.Random) -> Tried:
    """Kill server, backend and client by turns; `server` must be durable, as in a real house."""
    place = server.create_database()
    make_log(place)
    acknowledged: dict[int, str] = {}
    kinds: list[Callable[[PostgresServer, str, Process], None]] = [_kill_server, _kill_backend, _kill_client]
    for number in range(kills):
        with started("tests.faults.scribe", [[place, f"writer-{number}"]]) as (process,):
            go([process])
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(chance.uniform(0, 0.2))
            kinds[number % 3](server, place, process)
            said, complaint = last_words(process)
        acknowledged |= heard(first + said)
        if process.returncode != -signal.SIGKILL:
            assert_a_sentence(complaint)
            assert process.returncode == 1
            assert complaint.startswith(f"tracker: {_LOST}"), complaint
            assert _HOW_TO_FIND_OUT in complaint, complaint
        rows = {row.position: url_of(row) for row in stored(place)}
        assert {at: url for at, url in acknowledged.items() if rows.get(at) != url} == {}
    unheard = len(stored(place)) - len(acknowledged)
    assert unheard <= kills
    server.drop_database(place)
    figures = f"{len(acknowledged)} acknowledged, 0 lost; {unheard} recorded unheard, and the client said how to see"
    return Tried(what="kill -9 of server, backend, client", faults=kills, figures=figures)


def _kill_server(server: PostgresServer, place: str, process: Process) -> None:
    server.kill()
    server.restart()


def _kill_backend(server: PostgresServer, place: str, process: Process) -> None:
    with raw(place) as run:
        mine = "pid <> pg_backend_pid() AND datname = current_database()"
        (pid,) = run(f"SELECT pid FROM pg_stat_activity WHERE {mine} AND backend_type = 'client backend'")[0]
    os.kill(pid, signal.SIGKILL)  # the server then ends all its sessions and recovers
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with raw(place) as run:
                run("SELECT 1")
        except psycopg.OperationalError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return


def _kill_client(server: PostgresServer, place: str, process: Process) -> None:
    process.kill()
