"""Work on many events: an import, the same import again, a rebuild of the projection, and `verify`."""

from collections.abc import Iterator
from statistics import median
from typing import Final

from benchmarks import yardsticks
from benchmarks.logs import Bench, opened
from benchmarks.measuring import Row, Work, alternating, memory, per_second, rate, seconds, timed
from benchmarks.news import lines
from benchmarks.peer import Peer
from benchmarks.processes import spent
from tracker.ledger.importing import import_lines

_WANTED: Final = {"rebuild": 15, "verify": 20}  # seconds for a million events


def rows(bench: Bench) -> Iterator[Row]:
    """Measure imports, rebuilds and `verify`."""
    yield from _imports(bench)
    yield from _whole(bench)


def _imports(bench: Bench) -> Iterator[Row]:
    size = bench.sizes.batch
    file = bench.folder / "batch.jsonl"
    file.write_text("\n".join(lines(size, bench.sizes.reports)) + "\n", encoding="utf-8")
    rows_of_log = yardsticks.all_rows(bench.log(size))
    path = bench.folder / "batch.db"

    def first() -> float:
        bench.new_path("batch")
        with opened(path):
            pass  # the time to create the schema does not count
        return again()

    def again() -> float:
        with opened(path) as desk, file.open(encoding="utf-8") as text:
            return timed(lambda: import_lines(desk, text))

    def bare() -> float:
        connection = yardsticks.opened(bench.new_path("batch-bare"))
        duration = timed(lambda: yardsticks.insert_many(connection, rows_of_log))
        connection.close()
        return duration

    works: list[Work] = [first, again, bare]
    if bench.peer:
        works.append(bench.peer.work("import_lines", lines=str(file)))
    ours, repeated, floor, *peer = (total / size for total in alternating(bench.sizes.rounds, *works))
    label = f"import of {size:,} reports"
    for theirs in peer:
        yield rate(label, "eventsourcing", ours, theirs, at_least=1)
    yield rate(label, "executemany of the same rows", ours, floor)
    yield rate("import of what is there", "first import", repeated, ours)
    if bench.peer:
        yield _projection(bench, bench.peer)


def _whole(bench: Bench) -> Iterator[Row]:
    """Measure work on the whole log, in processes of its own."""
    events = bench.sizes.events
    path = bench.log(events)
    made = bench.making[events]
    yield seconds(f"import of {events:,} reports", made.seconds)
    yield memory(f"import of {events:,} reports", made.megabytes)
    for task, seconds_a_million in _WANTED.items():
        label = f"{task}, {events:,} events"
        bench.log_progress(label)
        runs = [spent(task, path) for _ in range(bench.sizes.long_rounds)]
        yield seconds(label, median(run.seconds for run in runs), at_most=seconds_a_million * events / 1e6)
        yield memory(label, max(run.megabytes for run in runs), at_most=100)
    few = events // 10
    yield per_second(f"decoding, {few:,} events", spent("decode", bench.log(few)).seconds / few)


def _projection(bench: Bench, peer: Peer) -> Row:
    """Let the peer's projection process the log that it imported last."""
    (duration,) = alternating(bench.sizes.rounds, peer.work("project"))
    return per_second("eventsourcing's projection of as many", duration / bench.sizes.batch)
