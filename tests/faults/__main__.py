"""Runs all trials and prints how many faults each tried: `python -m tests.faults [--long] [PART]...`."""

import argparse
import random
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from tests.faults import (
    bad_logs,
    crash_points,
    day_at_the_desk,
    hostile_files,
    kills,
    many_writers,
    mixtures,
    odd_inputs,
    served_pages,
    server_kills,
    tampering,
    wounds,
)
from tests.faults.crash_runner import Runner
from tests.faults.scenarios import SCENARIOS
from tests.faults.trials import TrialResult, make_log
from tests.postgres import PostgresServer
from tests.service.served import example_log

Trial = tuple[str, Callable[[], TrialResult]]


class Bench:
    """What trials need: new folders, a durable PostgreSQL server, and a random generator with a seed."""

    def __init__(self, folder: Path, server: PostgresServer, *, long: bool, seed: int) -> None:
        self.server = server
        self.long = long
        self.chance = random.Random(seed)
        self._folder = folder

    def folder(self) -> Path:
        """Return a new folder."""
        return Path(tempfile.mkdtemp(dir=self._folder))

    def file(self) -> str:
        """Return the path of a log that does not exist yet."""
        return str(self.folder() / "desk.db")

    def places(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each engine with a place for a new log."""
        yield "SQLite", self.file()
        yield "PostgreSQL", self.server.create_database()


def _kills(bench: Bench) -> Iterator[Trial]:
    for _ in range(5 if bench.long else 1):  # on a new log each time: a long one would take longer to verify
        for engine, place in bench.places():
            make_log(place)
            yield engine, partial(kills.kill_writers, place, 20 if bench.long else 12, bench.chance)
        for how in (signal.SIGKILL, signal.SIGINT):
            for engine, place in bench.places():
                make_log(place)
                yield engine, partial(kills.stop_imports, place, bench.folder(), 4, how, bench.chance)


def _server(bench: Bench) -> Iterator[Trial]:
    yield "PostgreSQL", partial(server_kills.kill_servers, bench.server, 15 if bench.long else 3, bench.chance)


def _crowd(bench: Bench) -> Iterator[Trial]:
    reports_each = 500 if bench.long else 60
    for followed in (False, True):
        for engine, place in bench.places():
            yield engine, partial(many_writers.write_at_once, place, reports_each, followed=followed)
    for engine, place in bench.places():
        yield engine, partial(many_writers.wait_for_a_lock, place)


def _tampering(bench: Bench) -> Iterator[Trial]:
    for alteration in tampering.ALTERATIONS:
        for engine, place in bench.places():
            yield engine, partial(tampering.try_alteration, place, alteration)
    yield "SQLite", partial(tampering.flip_bits, bench.folder(), 300 if bench.long else 40, bench.chance)


def _wounds(bench: Bench) -> Iterator[Trial]:
    share = 1 if bench.long else 4
    for wound in wounds.WOUNDS:
        yield "SQLite", partial(wounds.try_wound, bench.file(), wound, bench.folder(), share)
    for wound in wounds.ON_A_SERVER:
        yield "PostgreSQL", partial(wounds.try_wound, bench.server.create_database(), wound, bench.folder(), share)


def _places(bench: Bench) -> Iterator[Trial]:
    for bad_log in bad_logs.BAD_LOGS:
        yield "SQLite", partial(bad_logs.try_bad_log, bad_log, bench.folder())
    limits = range(40, 1200, 20 if bench.long else 200)
    yield "SQLite", partial(bad_logs.fill_the_disk, bench.folder() / "desk.db", limits)
    yield "SQLite", partial(bad_logs.make_new, bench.folder())
    yield "SQLite", partial(mixtures.mix, bench.folder(), 300 if bench.long else 10, bench.chance)


def _hostile(bench: Bench) -> Iterator[Trial]:
    for hostile in (*hostile_files.IMPORTS, *hostile_files.DRAFTS):
        yield hostile.command, partial(hostile_files.try_file, hostile, bench.folder())


def _crashes(bench: Bench) -> Iterator[Trial]:
    most_stopped, most_cut = (None, None) if bench.long else (35, 20)
    with Runner.started() as runner:
        for scenario in SCENARIOS:
            yield "SQLite", partial(crash_points.stop_an_append, scenario, runner, bench.chance, most_stopped)
            yield "SQLite", partial(crash_points.cut_the_power, scenario, runner, bench.chance, most_cut)


def _day(bench: Bench) -> Iterator[Trial]:
    count, hours = (1000, 48) if bench.long else (24, 2)
    for engine, place in bench.places():
        yield engine, partial(day_at_the_desk.live_a_day, place, bench.folder(), count=count, hours=hours)


def _odd_inputs(part: str, bench: Bench) -> Iterator[Trial]:
    for engine, new_place in (("SQLite", bench.file), ("PostgreSQL", bench.server.create_database)):
        for trial in odd_inputs.PARTS[part](new_place, bench.folder, long=bench.long):
            yield engine, trial


def _web(bench: Bench) -> Iterator[Trial]:
    step = 1 if bench.long else 6
    yield "SQLite", partial(served_pages.try_pages, bench.folder(), step)
    yield "SQLite", partial(served_pages.try_forms, bench.folder(), step)
    yield "SQLite", partial(served_pages.try_addresses, example_log(bench.folder()))
    yield "SQLite", partial(served_pages.try_strangers, example_log(bench.folder()))
    yield "SQLite", partial(served_pages.try_floods, example_log(bench.folder()), 200 if bench.long else 20)


PARTS: Final[dict[str, Callable[[Bench], Iterator[Trial]]]] = {
    "kills": _kills,
    "crashes": _crashes,
    "server": _server,
    "crowd": _crowd,
    "tampering": _tampering,
    "wounds": _wounds,
    "places": _places,
    "hostile": _hostile,
    "web": _web,
    "day": _day,
    **{part: partial(_odd_inputs, part) for part in odd_inputs.PARTS},
}


@contextmanager
def _bench(*, long: bool, seed: int) -> Iterator[Bench]:
    with tempfile.TemporaryDirectory() as folder, PostgresServer.start(durable=True) as server:
        yield Bench(Path(folder), server, long=long, seed=seed)


def main() -> int:
    """Run the trials, and continue after failures. Return 1 if any failed, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--long", action="store_true", help="as many faults as docs/trust.md gives figures for")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    faults = failed = 0
    with _bench(long=arguments.long, seed=arguments.seed) as bench:
        for part in arguments.parts or PARTS:
            for where, trial in PARTS[part](bench):
                try:
                    result = trial()
                    faults += result.faults
                    _print(f"{where:10}  {result}")
                except AssertionError as error:
                    failed += 1
                    _print(f"{where:10}  FAILED in {part}: {str(error)[:600]}")
    _print(f"{faults} faults tried; {failed} trials failed")
    return 1 if failed else 0


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
