"""Questions in a running process, and how their times grow with the log."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

from benchmarks import news
from benchmarks.logs import Bench, opened
from benchmarks.measuring import Row, Work, alternating, rate, seconds, timed, times
from tracker.domain.clocks import AsOf, Position
from tracker.ledger import asking
from tracker.ledger.desk import Desk
from tracker.ledger.question import question
from tracker.store import log, projection

_DAY = AsOf(day="2025-01-10")
_STATE = "SELECT state FROM meetings WHERE meeting = ?"
_EVENTS = "SELECT * FROM events WHERE meeting = ?"
_WEEK = "SELECT state FROM meetings WHERE latest >= ? AND earliest <= ? AND reports > 0 ORDER BY earliest"
_SOME = 97  # meetings that the questions are about, the same in every log


def rows(bench: Bench) -> Iterator[Row]:
    """Measure questions about one meeting, a week and all meetings, and compare them with those on a smaller log."""
    events = bench.sizes.events
    with opened(bench.log(events)) as desk:
        yield from _one(bench, desk)
        yield _everything(bench)
        with opened(bench.log(events // 10)) as smaller:
            yield from _against(bench, desk, smaller)


def _one(bench: Bench, desk: Desk) -> Iterator[Row]:
    calls, rounds = bench.sizes.calls, bench.sizes.rounds
    raw = sqlite3.connect(desk.connection.where)
    first, last = (day.isoformat() for day in news.WEEK)
    works = [
        _asked(desk, calls, status),
        _asked(desk, calls, as_of),
        _asked(desk, calls, known_at),
        _asked(desk, calls, week),
        _selected(raw, calls, _STATE, ()),
        _selected(raw, calls, _EVENTS, ()),
        _selected(raw, calls, _WEEK, (first, last)),
    ]
    if bench.peer:
        bench.peer.run("prepare", size=bench.sizes.reports, meetings=_SOME)
        works.append(bench.peer.work("load", number=calls))
    now, then, known, weekly, state, events, overlap, *peer = (
        seconds / calls for seconds in alternating(rounds, *works)
    )
    raw.close()
    yield times("status of one meeting, in process", "sqlite3 by primary key", now, state)
    for theirs in peer:
        yield rate("status of one meeting, in process", "eventsourcing loads one", now, theirs)
    yield times(f"status as of a day, {bench.sizes.reports} events", "sqlite3, those rows", then, events)
    yield times(f"status at a position, {bench.sizes.reports} events", "sqlite3, those rows", known, events)
    meetings = bench.sizes.events // bench.sizes.reports
    yield times(f"agenda of a week among {meetings:,}", "sqlite3 by index", weekly, overlap)


def _everything(bench: Bench) -> Row:
    events = min(100_000, bench.sizes.events)

    def ask(desk: Desk) -> None:
        asking.statuses(desk, asking.Filter(everything=True), question(desk, as_of=_DAY))

    with opened(bench.log(events)) as desk:
        (duration,) = alternating(bench.sizes.rounds, lambda: timed(_in_a_snapshot(desk, ask)))
    return seconds(f"status of all as of a day, {events:,} events", duration, 1.0)


def _against(bench: Bench, desk: Desk, smaller: Desk) -> Iterator[Row]:
    calls = bench.sizes.calls
    questions = {"status": status, "as of a day": as_of, "at a position": known_at, "agenda of a week": week}
    for label, ask in questions.items():
        many, few = alternating(bench.sizes.rounds, _asked(desk, calls, ask), _asked(smaller, calls, ask))
        yield times(f"{label}, {bench.sizes.events:,} events", "a tenth of them", many / calls, few / calls)


def status(desk: Desk, name: str) -> None:
    """Ask where a meeting stands."""
    asking.status(desk, name, question(desk))


def as_of(desk: Desk, name: str) -> None:
    """Ask where it stood as of a publication day."""
    asking.status(desk, name, question(desk, as_of=_DAY))


def known_at(desk: Desk, name: str) -> None:
    """Ask where it stood at the end of the log, which folds all of its events."""
    end = log.read_head(desk.connection).position
    asking.status(desk, name, question(desk, known_at=Position(number=end)))


def week(desk: Desk, _: str) -> None:
    """Ask for the agenda of a week."""
    first, last = news.WEEK
    asking.agenda(desk, first, last, question(desk), everything=False)


def _asked(desk: Desk, calls: int, ask: Callable[[Desk, str], None]) -> Work:
    names = _names(desk)

    def run() -> None:
        for _, name in zip(range(calls), names, strict=False):
            with desk.snapshot():
                ask(desk, name)

    return lambda: timed(run)


def _selected(raw: sqlite3.Connection, calls: int, sql: str, parameters: Sequence[str]) -> Work:
    names = cycle([news.name(number) for number in range(_SOME)])

    def run() -> None:
        for _, name in zip(range(calls), names, strict=False):
            raw.execute(sql, parameters or (name,)).fetchall()

    return lambda: timed(run)


def _names(desk: Desk) -> Iterator[str]:
    with desk.snapshot():
        count = projection.row_counts(desk.connection)["meetings"]
    return cycle([news.name(number) for number in range(min(_SOME, count))])


def _in_a_snapshot(desk: Desk, ask: Callable[[Desk], None]) -> Callable[[], None]:
    def run() -> None:
        with desk.snapshot():
            ask(desk)

    return run
