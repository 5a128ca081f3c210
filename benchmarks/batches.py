"""Work on many events: an import, the same import again, a rebuild of the projection, and `verify`."""

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
    """Measure imports, rebuilds and `verify`."""
    yield from _imports(bench)
    yield from _rebuilds(bench)
    yield _verification(bench)


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
        seconds = timed(lambda: yardsticks.insert_many(connection, rows_of_log))
        connection.close()
        return seconds

    works: list[Work] = [first, again, bare]
    if bench.peer:
        works.append(bench.peer.work("import_lines", lines=str(file)))
    ours, repeated, floor, *peer = (seconds / size for seconds in alternating(bench.sizes.rounds, *works))
    label = f"import of {size:,} reports"
    yield rate(label, "executemany of the same rows", ours, floor, at_least=0.5)
    for theirs in peer:
        yield rate(label, "eventsourcing", ours, theirs, at_least=2)
    yield rate("import of what is there", "first import", repeated, ours, at_least=1.5)


def _rebuilds(bench: Bench) -> Iterator[Row]:
    """Measure in separate processes, so that the memory is that of the rebuild."""
    events = bench.sizes.events
    path = bench.log(events)
    megabytes: list[float] = []

    def ours() -> float:
        measured = _in_a_process("rebuild", path)
        megabytes.append(measured["megabytes"])
        return measured["seconds"]

    works: list[Work] = [ours, lambda: _in_a_process("decode", path)["seconds"]]
    if bench.peer:
        sample = bench.folder / "batch.jsonl"
        sample.write_text("\n".join(lines(bench.sizes.batch, bench.sizes.reports)) + "\n", encoding="utf-8")
        bench.peer.run("import_lines", lines=str(sample))
        works.append(bench.peer.work("project"))
    rebuilding, decoding, *peer = alternating(bench.sizes.rounds, *works)
    label = f"rebuild, {events:,} events"
    yield rate(label, "decoding the same payloads", rebuilding / events, decoding / events, at_least=0.5)
    for theirs in peer:
        yield rate(label, "eventsourcing's projection", rebuilding / events, theirs / bench.sizes.batch, at_least=8)
    most = max(megabytes)
    yield Row(
        what=f"{label}, memory",
        yardstick="–",
        wanted=f"< {_MEGABYTES} MB",
        measured=f"{most:.0f} MB",
        holds=most < _MEGABYTES,
        ours=f"{most:.0f} MB",
    )


def _verification(bench: Bench) -> Row:
    events, wanted = bench.sizes.events, 300_000
    with opened(bench.log(events)) as desk:
        (seconds,) = alternating(bench.sizes.rounds, lambda: timed(lambda: verify(desk, None, lambda _: None)))
    events_a_second = events / seconds
    return Row(
        what=f"verify, {events:,} events",
        yardstick="–",
        wanted=f"≥ {wanted:,}/s",
        measured=f"{events_a_second:,.0f}/s",
        holds=events_a_second >= wanted,
        ours=f"{events_a_second:,.0f}/s",
    )


def _in_a_process(task: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.batches", task, str(path)]
    result = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(result.stdout)
    return measured


def _measure(task: str, path: Path) -> dict[str, float]:
    """Rebuild a log, or decode its payloads, in this process. Return the seconds and the most memory in megabytes."""
    from tracker.ledger.maintenance import rebuild  # noqa: PLC0415 - only this process needs it
    from tracker.store import log  # noqa: PLC0415

    with opened(path) as desk:
        if task == "rebuild":
            seconds = timed(lambda: rebuild(desk))
        else:
            seconds = timed(lambda: [None for row in log.rows_between(desk.connection, 0, 2**62) if not decode(row)])
    return {"seconds": seconds, "megabytes": _most_megabytes()}


def _most_megabytes() -> float:
    """Return the peak memory of this process. On Linux, `getrusage` would include that of its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        values = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(values["VmHWM"].split()[0]) / 1024
    import resource  # noqa: PLC0415 - not on every system

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB; bytes on macOS
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(sys.argv[1], Path(sys.argv[2]))))
