"""Processes that write at the same moment: `python -m benchmarks.writer WAY PLACE NAME COUNT`.

WAY is `ours`, or `bare` for a PostgreSQL table that numbers its own rows.
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
class Together:
    """What several processes did: the seconds from the first start to the last end, and how many writes failed."""

    seconds: float
    failures: int


def together(way: str, places: Sequence[tuple[str, str]], writes: int) -> Together:
    """Let one process for each place and name write so many rows, all from the same moment on."""
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
        _said(process)
    start = time.perf_counter()
    for process in processes:
        _tell(process)
    failures = [int(_said(process)) for process in processes]
    seconds = time.perf_counter() - start
    for process in processes:
        process.communicate()
    return Together(seconds=seconds, failures=sum(failures))


def _said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    return process.stdout.readline()


def _tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    process.stdin.write("go\n")
    process.stdin.flush()


def _ours(place: str, name: str) -> Callable[[int], None]:
    from benchmarks.logs import opened  # noqa: PLC0415 - the other way needs none of it
    from benchmarks.news import report  # noqa: PLC0415
    from tracker.domain.import_line import read_line  # noqa: PLC0415
    from tracker.ledger.recording import record  # noqa: PLC0415

    context = opened(place)
    desk = context.__enter__()
    kept.append(context)

    def write(number: int) -> None:
        said = report(0, 1)
        said |= {
            "meeting": name,
            "source": {"outlet": name, "url": f"https://news.example/{name}/{os.getpid()}/{number}"},
        }
        record(desk, read_line(said))

    return write


def _bare(place: str, name: str) -> Callable[[int], None]:
    import psycopg  # noqa: PLC0415 - an extra

    connection = psycopg.connect(place.replace("+psycopg", ""), autocommit=True)
    kept.append(connection)
    columns = "meeting, version, type, published, recorded_at, recorded_by, payload, fingerprint, hash"
    values = ("reported", "2025-06-01", "2025-06-01T00:00:00.000000Z", "benchmark", "x" * 400, "f" * 64, "h" * 64)

    def write(number: int) -> None:
        connection.execute(
            f"INSERT INTO bare ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", (name, number, *values)
        )

    return write


kept: list[object] = []  # what would close a connection if it were collected


def main() -> None:
    """Say that all is ready, wait for a word, write, and say how many writes failed."""
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
