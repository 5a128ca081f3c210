"""Many events at once: importing them, importing them again, making the projection anew, and checking the log."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import yardsticks
from benchmarks.logs import Bench, opened
from benchmarks.measuring import Row, Work, alternating, rate, timed
from benchmarks.news import lines
from tracker.domain.events import decode
from tracker.ledger.importing import import_lines
from tracker.ledger.verifying import verify

_ROOT = Path(__file__).parents[1]
_MEGABYTES = 200


def rows(bench: Bench) -> Iterator[Row]:
    """Measure an import, then a rebuild, then a check."""
    yield from _imports(bench)
    yield from _rebuilds(bench)
    yield _checks(bench)


def _imports(bench: Bench) -> Iterator[Row]:
    size = bench.sizes.batch
    file = bench.folder / "batch.jsonl"
    file.write_text("\n".join(lines(size, bench.sizes.reports)) + "\n", encoding="utf-8")
    known = yardsticks.all_rows(bench.log(size))
    path = bench.folder / "batch.db"

    def first() -> float:
        bench.fresh("batch")
        with opened(path):
            pass  # the schema is made before
        return again()

    def again() -> float:
        with opened(path) as desk, file.open(encoding="utf-8") as text:
            return timed(lambda: import_lines(desk, text))

    def bare() -> float:
        connection = yardsticks.opened(bench.fresh("batch-bare"))
        took = timed(lambda: yardsticks.insert_many(connection, known))
        connection.close()
        return took

    works: list[Work] = [first, again, bare]
    if bench.peer:
        works.append(bench.peer.work("take", lines=str(file)))
    ours, repeated, floor, *peer = (took / size for took in alternating(bench.sizes.rounds, *works))
    what = f"import of {size:,} reports"
    yield rate(what, "executemany of the same rows", ours, floor, at_least=0.5)
    for theirs in peer:
        yield rate(what, "eventsourcing", ours, theirs, at_least=2)
    yield rate("import of what is there", "first import", repeated, ours, at_least=1.5)


def _rebuilds(bench: Bench) -> Iterator[Row]:
    """Measure in processes of their own, so that the memory is that of the rebuild."""
    events = bench.sizes.events
    path = bench.log(events)
    megabytes: list[float] = []

    def ours() -> float:
        told = _in_a_process("rebuild", path)
        megabytes.append(told["megabytes"])
        return told["seconds"]

    works: list[Work] = [ours, lambda: _in_a_process("decode", path)["seconds"]]
    if bench.peer:
        sample = bench.folder / "batch.jsonl"
        sample.write_text("\n".join(lines(bench.sizes.batch, bench.sizes.reports)) + "\n", encoding="utf-8")
        bench.peer.does("take", lines=str(sample))
        works.append(bench.peer.work("project"))
    took, decoding, *peer = alternating(bench.sizes.rounds, *works)
    what = f"rebuild, {events:,} events"
    yield rate(what, "decoding the same payloads", took / events, decoding / events, at_least=0.5)
    for theirs in peer:
        yield rate(what, "eventsourcing's projection", took / events, theirs / bench.sizes.batch, at_least=8)
    most = max(megabytes)
    yield Row(
        what=f"{what}, memory",
        yardstick="–",
        wanted=f"< {_MEGABYTES} MB",
        measured=f"{most:.0f} MB",
        holds=most < _MEGABYTES,
        ours=f"{most:.0f} MB",
    )


def _checks(bench: Bench) -> Row:
    events, wanted = bench.sizes.events, 300_000
    with opened(bench.log(events)) as desk:
        (took,) = alternating(bench.sizes.rounds, lambda: timed(lambda: verify(desk, None, lambda _: None)))
    done = events / took
    return Row(
        what=f"verify, {events:,} events",
        yardstick="–",
        wanted=f"≥ {wanted:,}/s",
        measured=f"{done:,.0f}/s",
        holds=done >= wanted,
        ours=f"{done:,.0f}/s",
    )


def _in_a_process(what: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.batches", what, str(path)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _measured(what: str, path: Path) -> dict[str, float]:
    from tracker.ledger.maintenance import rebuild  # noqa: PLC0415 - only this process
    from tracker.store import log  # noqa: PLC0415

    with opened(path) as desk:
        if what == "rebuild":
            seconds = timed(lambda: rebuild(desk))
        else:
            seconds = timed(lambda: [None for row in log.rows_between(desk.connection, 0, 2**62) if not decode(row)])
    return {"seconds": seconds, "megabytes": _most_megabytes()}


def _most_megabytes() -> float:
    """Return the most memory that this process has held. Linux counts that of its parent too, if asked by getrusage."""
    status = Path("/proc/self/status")
    if status.exists():
        held = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(held["VmHWM"].split()[0]) / 1024
    import resource  # noqa: PLC0415 - not on every system

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB; bytes on macOS
    return most / 1024 if sys.platform != "darwin" else most / 1024**2


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measured(sys.argv[1], Path(sys.argv[2]))))
