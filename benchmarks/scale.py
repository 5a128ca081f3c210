"""More than one machine: appends over a network by one writer and by several, and several logs on one server."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext

from benchmarks.logs import Bench, opened
from benchmarks.measuring import Row, alternating, rate
from benchmarks.network import far
from benchmarks.news import lines, name
from benchmarks.postgres import Server
from benchmarks.writer import write_at_once
from tracker.ledger.importing import import_lines

_ROUND_TRIPS = (0, 1, 5)  # milliseconds
_NAMES = [name(number) for number in range(24)]  # one for each writer


def rows(bench: Bench, server: Server) -> Iterator[Row]:
    """Measure the writers with each round trip, then the same number with a log each, all without a network."""
    log = _new_log(server)
    for milliseconds in _ROUND_TRIPS:
        bench.log_progress(f"{len(_NAMES)} writers, {milliseconds} ms away")
        with far(log, bench.folder, milliseconds) if milliseconds else nullcontext(log) as place:
            yield _shared(bench, place, f"{milliseconds} ms")
    bench.log_progress(f"{len(_NAMES)} logs")
    yield _apart(bench, log, [_new_log(server) for _ in _NAMES])


def _shared(bench: Bench, log: str, away: str) -> Row:
    one, several = alternating(
        bench.sizes.rounds, lambda: _seconds(bench, [log], _NAMES[:1]), lambda: _seconds(bench, [log], _NAMES)
    )
    return rate(f"{len(_NAMES)} writers, one log, {away}", "one writer", several, one)


def _apart(bench: Bench, log: str, logs: Sequence[str]) -> Row:
    one, several = alternating(
        bench.sizes.rounds, lambda: _seconds(bench, [log], _NAMES), lambda: _seconds(bench, logs, _NAMES)
    )
    return rate(f"{len(_NAMES)} writers, a log each", "one log", several, one)


def _new_log(server: Server) -> str:
    log = server.create_database()
    with opened(log) as desk:
        import_lines(desk, lines(len(_NAMES), 1))
    return log


def _seconds(bench: Bench, logs: Sequence[str], names: Sequence[str]) -> float:
    """Let a writer for each name append to its log, or all to the only one. Return the seconds that one append took."""
    writes = bench.sizes.writes
    places = logs if len(logs) == len(names) else [*logs] * len(names)
    result = write_at_once("ours", list(zip(places, names, strict=True)), writes)
    assert not result.failures  # noqa: S101 - rates of failed writes mean nothing
    return result.seconds / writes / len(names)
