"""Kills of a PostgreSQL server, of one of its backends and of a client, while the client records."""

import os
import random
import signal
import time
from collections.abc import Callable

import psycopg

from tests.effort import PATIENCE
from tests.faults.kills import acknowledgements, assert_recorded, remaining_output
from tests.faults.trials import TrialResult, all_rows, assert_one_sentence, make_log
from tests.postgres import PostgresServer
from tests.store.processes import Process, go, started
from tests.store.raw import raw

_LOST = "tracker: the connection to "
_HINT = "hint: tracker history shows whether it was recorded."


def kill_servers(server: PostgresServer, kills: int, chance: random.Random) -> TrialResult:
    """Kill server, backend and client by turns. `server` must be durable, as in production."""
    place = server.create_database()
    make_log(place)
    acknowledged: dict[int, str] = {}
    kinds: list[Callable[[PostgresServer, str, Process], None]] = [_kill_server, _kill_backend, _kill_client]
    for number in range(kills):
        with started("tests.faults.report_writer", [[place, f"writer-{number}"]]) as (process,):
            go([process])
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(chance.uniform(0, 0.2))
            kinds[number % 3](server, place, process)
            output, message = remaining_output(process)
        acknowledged |= acknowledgements(first + output)
        if process.returncode != -signal.SIGKILL:
            _assert_connection_lost(process.returncode, message)
        assert_recorded(place, acknowledged)
    unacknowledged = len(all_rows(place)) - len(acknowledged)
    assert unacknowledged <= kills
    server.drop_database(place)
    figures = (
        f"{len(acknowledged)} acknowledged, 0 lost; {unacknowledged} recorded unheard, and the client said how to see"
    )
    return TrialResult(kind="kill -9 of server, backend, client", faults=kills, figures=figures)


def _assert_connection_lost(code: int, message: str) -> None:
    assert code == 1
    assert_one_sentence(message)
    assert message.startswith(_LOST), message
    assert _HINT in message, message


def _kill_server(server: PostgresServer, place: str, process: Process) -> None:
    server.kill()
    server.restart()


def _kill_backend(server: PostgresServer, place: str, process: Process) -> None:
    with raw(place) as run:
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        (pid,) = run(f"SELECT pid FROM pg_stat_activity WHERE {others} AND backend_type = 'client backend'")[0]
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
