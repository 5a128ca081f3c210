"""Durable appends: one at a time to meetings of several sizes, and by several processes at once."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks import yardsticks
from benchmarks.logs import Bench, opened
from benchmarks.measuring import Row, Work, alternating, rate, timed
from benchmarks.news import lines, name, report
from benchmarks.writer import together
from tracker.domain.import_line import read_line
from tracker.ledger.desk import Desk
from tracker.ledger.importing import import_lines
from tracker.ledger.recording import record

_SIZES = (1, 20, 200)
_PROCESSES = 4


def rows(bench: Bench) -> Iterator[Row]:
    """Measure appends to a meeting of each size, then those of several processes."""
    for size in _SIZES:
        yield from _of_size(bench, size)
    yield _at_once(bench)


def _of_size(bench: Bench, size: int) -> Iterator[Row]:
    """Append to meetings in turn, each of them once, so that they keep their size."""
    appends, rounds = bench.sizes.appends, bench.sizes.rounds
    path = bench.fresh("appends")
    what = f"one append, meeting of {size}"
    with opened(path) as desk:
        import_lines(desk, lines(size * appends * rounds, size))
        works = [_ours(desk, size, appends), _bare(path, appends)]
        if bench.peer:
            bench.peer.does("prepare", size=size, meetings=appends * rounds)
            works.append(bench.peer.work("append", number=appends))
        ours, bare, *peer = (took / appends for took in alternating(rounds, *works))
    yield rate(what, "one bare INSERT, same file", ours, bare, at_least=0.7)
    for theirs in peer:
        yield rate(what, "eventsourcing", ours, theirs, at_least=1.4)


def _ours(desk: Desk, size: int, appends: int) -> Work:
    meetings = count()

    def work() -> float:
        said = [report(next(meetings), size) for _ in range(appends)]
        return timed(lambda: [record(desk, read_line({**one, "new": False})) for one in said])

    return work


def _bare(path: Path, appends: int) -> Work:
    connection = yardsticks.opened(path)
    known = yardsticks.all_rows(path)[-appends:]
    fresh = count(1)

    def work() -> float:
        numbers = [next(fresh) for _ in range(appends)]
        rows = [row._replace(position=number, version=number) for row, number in zip(known, numbers, strict=False)]

        def insert() -> None:
            for row in rows:
                yardsticks.insert_one(connection, row)

        return timed(insert)

    return work


def _at_once(bench: Bench) -> Row:
    """Compare the total rate of several processes with that of one, and say how many appends failed."""
    failures = []
    fresh = count()

    def work(processes: int) -> float:
        path = bench.fresh(f"writers-{next(fresh)}")
        with opened(path) as desk:
            import_lines(desk, lines(processes, 1))
        done = together("ours", [(str(path), name(number)) for number in range(processes)], bench.sizes.writes)
        failures.append(done.failures)
        return done.seconds / (processes * bench.sizes.writes)

    one, several = alternating(bench.sizes.rounds, lambda: work(1), lambda: work(_PROCESSES))
    what = f"appends by {_PROCESSES} processes at once, {sum(failures)} failed"
    return rate(what, "one process", several, one, at_least=0.7)
