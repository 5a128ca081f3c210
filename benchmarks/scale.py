"""Past one machine: appends over a network, by one and by several writers, to one log and to one log each."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from benchmarks.logs import Bench, opened
from benchmarks.measuring import Row, Work, alternating, rate
from benchmarks.network import far
from benchmarks.news import lines, name
from benchmarks.postgres import Server
from benchmarks.writer import together
from tracker.ledger.importing import import_lines

_ROUND_TRIPS = (0, 1, 5)  # milliseconds
_DESKS = 24


def rows(bench: Bench, server: Server) -> Iterator[Row]:
    """Measure each network, then what several logs give that one does not."""
    for milliseconds in _ROUND_TRIPS:
        logs = [_prepared(server) for _ in range(_DESKS)]
        with ExitStack() as stack:
            if milliseconds:
                there = stack.enter_context(far(logs[0], bench.folder, milliseconds))
                logs = [_other_database(there, log) for log in logs]
            bench.tell(f"{_DESKS} writers, {milliseconds} ms away")
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


def _prepared(server: Server) -> str:
    log = server.create_database()
    with opened(log) as desk:
        import_lines(desk, lines(_DESKS, 1))
    return log


def _seconds(logs: Sequence[str], desks: Sequence[str], writes: int) -> float:
    done = together("ours", list(zip(logs, desks, strict=True)), writes)
    assert not done.failures  # noqa: S101 - a figure of failures is none
    return done.seconds


def _other_database(there: str, url: str) -> str:
    """Return the URL of the database of `url`, as far away as that of `there`."""
    (begin, _), (_, query) = url.split("?"), there.split("?")
    return f"{begin}?{query}"
