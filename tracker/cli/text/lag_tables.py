"""How plans slipped, how long stages last, and what fell through, as tables."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from tracker.cli.terminal import safe
from tracker.cli.text.columns import Cell, columns, wrap
from tracker.cli.text.field_values import NOTHING
from tracker.domain.statistics.slippage import Duration, LagTables, Pair, Slip
from tracker.domain.vocabulary import plain
from tracker.export.statistics_labels import days_text, slip_text

TABLES: Final = ("windows", "stages", "pairs")
_INDENT: Final = " " * 4
_SHOWN: Final = 200  # meetings, and failed plans
_ALL_BUT_THE_NAME: Final = (1, 2, 3)


def lag_tables(lags: LagTables, table: str | None, limit: int | None) -> Iterator[str]:
    """Return one table, or for None all three; a table without rows is left out."""
    lines_of = {
        "windows": _windows(lags.windows, limit),
        "stages": _stages(lags.stages),
        "pairs": _pairs(lags.pairs, limit),
    }
    names = [table] if table else list(TABLES)
    tables = [list(lines_of[name]) for name in names]
    for number, lines in enumerate(lines for lines in tables if lines):
        if number:
            yield ""
        yield from lines


def _windows(slips: Sequence[Slip], limit: int | None) -> Iterator[str]:
    rows: list[list[Cell]] = [
        [
            slip.meeting,
            slip.first.label(),
            slip.held.label() if slip.held else NOTHING,
            slip_text(slip),
            str(slip.moves),
        ]
        for slip in slips[:_SHOWN]
    ]
    headers = ("MEETING", "FIRST WINDOW", "HELD", "SLIP", "MOVES")
    yield from columns(rows, headers=headers, limit=limit, shrink=_ALL_BUT_THE_NAME)
    yield from _left_out(len(slips), "windows")
    if slips:
        yield from wrap(_summary(slips), limit)


def _summary(slips: Sequence[Slip]) -> str:
    within = sum(slip.days == 0 for slip in slips)
    later = sum(slip.days > 0 for slip in slips)
    earlier = sum(slip.days < 0 for slip in slips)
    middle = days_text(median(slip.days for slip in slips))
    counts = f"{within} within the first window, {later} later, {earlier} earlier"
    return f"{len(slips)} held: {counts}; median slip {middle}"


def _stages(durations: Sequence[Duration]) -> Iterator[str]:
    rows: list[list[Cell]] = [
        [
            plain(duration.stage),
            days_text(duration.median),
            days_text(duration.longest),
            str(duration.left),
            str(duration.standing),
        ]
        for duration in durations
        if duration.left or duration.standing
    ]
    yield from columns(rows, headers=("STAGE", "MEDIAN", "LONGEST", "LEFT IT", "STANDING"))


def _pairs(pairs: Sequence[Pair], limit: int | None) -> Iterator[str]:
    """Return a row for each two countries with plans, then a line for each plan that failed."""
    rows: list[list[Cell]] = [
        [
            _countries(pair),
            str(pair.plans),
            str(pair.held),
            str(pair.put_off),
            str(pair.fell_through),
            str(pair.open),
        ]
        for pair in pairs
        if pair.plans
    ]
    yield from columns(rows, headers=("PAIR", "PLANS", "HELD", "PUT OFF", "FELL", "OPEN"))
    failures = [(pair, failure) for pair in pairs for failure in pair.failures]
    for pair, failure in failures[:_SHOWN]:
        by = f" (by {failure.by})" if failure.by else ""
        reason = failure.reason or "no reason given"
        text = f"{_countries(pair)}  {failure.meeting}  {failure.status}{by}: {reason}"
        yield from wrap(safe(text), limit, _INDENT)
    yield from _left_out(len(failures), "pairs")


def _left_out(count: int, table: str) -> Iterator[str]:
    """Say how many rows of a long table are not shown, and how to get them."""
    if count > _SHOWN:
        yield f"and {count - _SHOWN:,} more: tracker lag {table} --format csv"


def _countries(pair: Pair) -> str:
    return "–".join(pair.countries)
