"""Runs every script and prints how many faults it tried: `python -m tests.faults [--long] [PART]...`."""

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

from tests.faults import crash_points, crowd, hostile_files, kills, odds, places, server_kills, tampering
from tests.faults.crash_runner import Runner
from tests.faults.scenes import SCENES
from tests.faults.tried import Tried, make_log
from tests.postgres import PostgresServer

Trial = tuple[str, Callable[[], Tried]]


class Bench:
    """Where the faults are tried: new folders, a durable PostgreSQL server, and a chance that can be repeated."""

    def __init__(self, folder: Path, server: PostgresServer, *, long: bool, seed: int) -> None:
        self.server = server
        self.long = long
        self.chance = random.Random(seed)
        self._folder = folder

    def folder(self) -> Path:
        """Return a new folder."""
        return Path(tempfile.mkdtemp(dir=self._folder))

    def file(self) -> str:
        """Return a new place for a log in a file."""
        return str(self.folder() / "desk.db")

    def places(self) -> Iterator[tuple[str, str]]:
        """Yield each engine with a place for a log."""
        yield "SQLite", self.file()
        yield "PostgreSQL", self.server.create_database()


def _kills(bench: Bench) -> Iterator[Trial]:
    for _ in range(5 if bench.long else 1):  # on a new log each time: a long one takes longer to check than to kill
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
    each = 500 if bench.long else 60
    for followed in (False, True):
        for engine, place in bench.places():
            yield engine, partial(crowd.write_at_once, place, each, followed=followed)
    for engine, place in bench.places():
        yield engine, partial(crowd.wait_for_a_lock, place)


def _tampering(bench: Bench) -> Iterator[Trial]:
    for way in tampering.WAYS:
        for engine, place in bench.places():
            yield engine, partial(tampering.try_way, place, way)
    yield "SQLite", partial(tampering.flip_bits, bench.folder(), 300 if bench.long else 40, bench.chance)


def _places(bench: Bench) -> Iterator[Trial]:
    for place in places.PLACES:
        yield "SQLite", partial(places.try_place, place, bench.folder())
    limits = range(40, 1200, 20 if bench.long else 200)
    yield "SQLite", partial(places.fill_the_disk, bench.folder() / "desk.db", limits)
    yield "SQLite", partial(places.make_new, bench.folder())


def _hostile(bench: Bench) -> Iterator[Trial]:
    for hostile in (*hostile_files.IMPORTS, *hostile_files.DRAFTS):
        yield hostile.command, partial(hostile_files.try_file, hostile, bench.folder())


def _crashes(bench: Bench) -> Iterator[Trial]:
    with Runner.started() as runner:
        for scene in SCENES:
            stopped, cut = (None, None) if bench.long else (35, 20)
            yield "SQLite", partial(crash_points.stop_an_append, scene, runner, bench.chance, stopped)
            yield "SQLite", partial(crash_points.cut_the_power, scene, runner, bench.chance, cut)


def _odd(part: str, bench: Bench) -> Iterator[Trial]:
    for engine, new in (("SQLite", bench.file), ("PostgreSQL", bench.server.create_database)):
        for trial in odds.PARTS[part](new, bench.folder, long=bench.long):
            yield engine, trial


PARTS: Final[dict[str, Callable[[Bench], Iterator[Trial]]]] = {
    "kills": _kills,
    "crashes": _crashes,
    "server": _server,
    "crowd": _crowd,
    "tampering": _tampering,
    "places": _places,
    "hostile": _hostile,
    **{part: partial(_odd, part) for part in odds.PARTS},
}


@contextmanager
def _bench(*, long: bool, seed: int) -> Iterator[Bench]:
    with tempfile.TemporaryDirectory() as folder, PostgresServer.start(durable=True) as server:
        yield Bench(Path(folder), server, long=long, seed=seed)


def main() -> int:
    """Try everything, go on after what fails, and end with 1 if anything did."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--long", action="store_true", help="as many faults as docs/trust.md gives figures for")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    tried = failed = 0
    with _bench(long=asked.long, seed=asked.seed) as bench:
        for part in asked.parts or PARTS:
            for where, trial in PARTS[part](bench):
                try:
                    done = trial()
                    tried += done.faults
                    _say(f"{where:10}  {done}")
                except AssertionError as error:
                    failed += 1
                    _say(f"{where:10}  FAILED in {part}: {str(error)[:600]}")
    _say(f"{tried} faults tried; {failed} trials failed")
    return 1 if failed else 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
