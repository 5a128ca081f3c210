"""Durable appends: one at a time to meetings of several sizes, and by concurrent processes."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks import yardsticks
from benchmarks.logs import Bench, opened
from benchmarks.measuring import Row, Work, alternating, rate, timed
from benchmarks.news import lines, name, report
from benchmarks.writer import write_at_once
from tracker.domain.import_line import read_line
from tracker.ledger.desk import Desk
from tracker.ledger.importing import import_lines
from tracker.ledger.recording import record

_SIZES = (1, 20, 200)
_PROCESSES = 4


def rows(bench: Bench) -> Iterator[Row]:
    """Measure appends to meetings of each size, and appends by several processes."""
    for size in _SIZES:
        yield from _of_size(bench, size)
    yield _at_once(bench)


def _of_size(bench: Bench, size: int) -> Iterator[Row]:
    """Append one report to each meeting, so that all meetings keep their size."""
    appends, rounds = bench.sizes.appends, bench.sizes.rounds
    path = bench.new_path("appends")
    label = f"one append, meeting of {size}"
    with opened(path) as desk:
        import_lines(desk, lines(size * appends * rounds, size))
        works = [_ours(desk, size, appends), _bare(path, appends)]
        if bench.peer:
            bench.peer.run("prepare", size=size, meetings=appends * rounds)
            works.append(bench.peer.work("append", number=appends))
        ours, bare, *peer = (seconds / appends for seconds in alternating(rounds, *works))
    yield rate(label, "one bare INSERT, same file", ours, bare)
    for theirs in peer:
        yield rate(label, "eventsourcing", ours, theirs)


def _ours(desk: Desk, size: int, appends: int) -> Work:
    meetings = count()

    def work() -> float:
        lines = [{**report(next(meetings), size), "new": False} for _ in range(appends)]
        return timed(lambda: [record(desk, read_line(line)) for line in lines])

    return work


def _bare(path: Path, appends: int) -> Work:
    connection = yardsticks.opened(path)
    samples = yardsticks.all_rows(path)[-appends:]
    positions = count(1)

    def work() -> float:
        rows = [row._replace(position=number, version=number) for row, number in zip(samples, positions, strict=False)]

        def insert() -> None:
            for row in rows:
                yardsticks.insert_one(connection, row)

        return timed(insert)

    return work


def _at_once(bench: Bench) -> Row:
    """Compare the total rate of several processes with the rate of one. Count the appends that failed."""
    failures = []
    number_of_log = count()

    def work(processes: int) -> float:
        path = bench.new_path(f"writers-{next(number_of_log)}")
        with opened(path) as desk:
            import_lines(desk, lines(processes, 1))
        result = write_at_once("ours", [(str(path), name(number)) for number in range(processes)], bench.sizes.writes)
        failures.append(result.failures)
        return result.seconds / (processes * bench.sizes.writes)

    one, several = alternating(bench.sizes.rounds, lambda: work(1), lambda: work(_PROCESSES))
    label = f"appends by {_PROCESSES} processes at once, {sum(failures)} failed"
    return rate(label, "one process", several, one)
