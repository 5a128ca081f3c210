"""More than one machine: appends over a network by one writer and by several, to one log and to a log for each."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from benchmarks.logs import Bench, opened
from benchmarks.measuring import Row, Work, alternating, rate
from benchmarks.network import far
from benchmarks.news import lines, name
from benchmarks.postgres import Server
from benchmarks.writer import write_at_once
from tracker.ledger.importing import import_lines

_ROUND_TRIPS = (0, 1, 5)  # milliseconds
_DESKS = 24


def rows(bench: Bench, server: Server) -> Iterator[Row]:
    """Measure the writers with each round trip."""
    for milliseconds in _ROUND_TRIPS:
        logs = [_new_log(server) for _ in range(_DESKS)]
        with ExitStack() as stack:
            if milliseconds:
                distant_log = stack.enter_context(far(logs[0], bench.folder, milliseconds))
                logs = [_with_server_of(distant_log, log) for log in logs]
            bench.log_progress(f"{_DESKS} writers, {milliseconds} ms away")
            yield from _writers(bench, logs, f"{milliseconds} ms")


def _writers(bench: Bench, logs: list[str], away: str) -> Iterator[Row]:
    writes, desks = bench.sizes.writes, [name(number) for number in range(_DESKS)]
    works: list[Work] = [
        lambda: _seconds(logs[:1], desks[:1], writes),
        lambda: _seconds(logs[:1] * _DESKS, desks, writes),
        lambda: _seconds(logs, desks, writes),
    ]
    one, shared, apart = alternating(bench.sizes.rounds, *works)
    one, shared, apart = one / writes, shared / writes / _DESKS, apart / writes / _DESKS
    yield rate(f"{_DESKS} writers, one log, {away}", "one writer", shared, one)
    yield rate(f"{_DESKS} writers, a log each, {away}", f"{_DESKS} writers, one log", apart, shared)


def _new_log(server: Server) -> str:
    log = server.create_database()
    with opened(log) as desk:
        import_lines(desk, lines(_DESKS, 1))
    return log


def _seconds(logs: Sequence[str], desks: Sequence[str], writes: int) -> float:
    result = write_at_once("ours", list(zip(logs, desks, strict=True)), writes)
    assert not result.failures  # noqa: S101 - rates of failed writes mean nothing
    return result.seconds


def _with_server_of(other: str, url: str) -> str:
    """Return a URL with the server of another."""
    database, _, _ = url.partition("?")
    _, _, server = other.partition("?")
    return f"{database}?{server}"
