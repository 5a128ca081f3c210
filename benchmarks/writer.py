"""Processes that write at the same time: `python -m benchmarks.writer WAY PLACE NAME COUNT`.

WAY is `ours`, or `bare` for a PostgreSQL table with an identity column.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.errors import TrackerError

_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, kw_only=True, slots=True)
class WriteResult:
    """The seconds from the first start to the last end of several processes, and how many writes failed."""

    seconds: float
    failures: int


def write_at_once(way: str, places: Sequence[tuple[str, str]], writes: int) -> WriteResult:
    """Let one process for each place and name write so many rows. All start at the same time."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.writer", way, place, name, str(writes)],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for place, name in places
    ]
    for process in processes:
        _read_line(process)
    start = time.perf_counter()
    for process in processes:
        _start(process)
    failures = [int(_read_line(process)) for process in processes]
    seconds = time.perf_counter() - start
    for process in processes:
        process.communicate()
    return WriteResult(seconds=seconds, failures=sum(failures))


def _read_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    return process.stdout.readline()


def _start(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    process.stdin.write("go\n")
    process.stdin.flush()


def _ours(place: str, name: str) -> Callable[[int], None]:
    from benchmarks.logs import opened  # noqa: PLC0415 - the other way does not need it
    from benchmarks.news import report  # noqa: PLC0415
    from tracker.domain.import_line import read_line  # noqa: PLC0415
    from tracker.ledger.recording import record  # noqa: PLC0415

    context = opened(place)
    desk = context.__enter__()
    _kept_open.append(context)

    def write(number: int) -> None:
        url = f"https://news.example/{name}/{os.getpid()}/{number}"
        line = report(0, 1) | {"meeting": name, "source": {"outlet": name, "url": url}}
        record(desk, read_line(line))

    return write


def _bare(place: str, name: str) -> Callable[[int], None]:
    import psycopg  # noqa: PLC0415 - an extra

    connection = psycopg.connect(place.replace("+psycopg", ""), autocommit=True)
    _kept_open.append(connection)
    columns = "meeting, version, type, published, recorded_at, recorded_by, payload, fingerprint, hash"
    values = ("reported", "2025-06-01", "2025-06-01T00:00:00.000000Z", "benchmark", "x" * 400, "f" * 64, "h" * 64)

    def write(number: int) -> None:
        connection.execute(
            f"INSERT INTO bare ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", (name, number, *values)
        )

    return write


_kept_open: list[object] = []  # connections, which would be closed if they were collected


def main() -> None:
    """Print `ready`, wait for a line, write, and print how many writes failed."""
    way, place, name, writes = sys.argv[1:]
    write = {"ours": _ours, "bare": _bare}[way](place, name)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    failures = 0
    for number in range(int(writes)):
        try:
            write(number)
        except TrackerError:
            failures += 1
    sys.stdout.write(f"{failures}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
