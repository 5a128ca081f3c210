"""Comparisons: works that are measured in turns, their medians, and how the rows are printed.

Rows with a wish are what somebody waits for, and form a table. The others guard against a slide, and form a list.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

# One turn of what is measured. It returns its seconds, so that preparations do not count.
Work = Callable[[], float]

_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))
_NOTHING = "–"
_HEADERS = ("what", "yardstick", "wanted", "measured", "", "ours", "yardstick's")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes:
    """How much is measured. `reports` is the number of reports of each meeting in a log."""

    events: int
    few: int  # events of the log that the large one is compared with
    batch: int
    articles: int
    appends: int
    calls: int
    commands: int
    rounds: int = 5
    long_rounds: int = 1  # of work on the whole log, such as verify
    reports: int = 20
    writes: int = 200  # of each process
    words: int = 500


QUICK = Sizes(
    events=10_000,
    few=1_000,
    batch=5_000,
    articles=20,
    appends=5,
    calls=100,
    commands=3,
    rounds=3,
    long_rounds=3,
    writes=20,
)
WHOLE = Sizes(
    events=1_000_000, few=1_000, batch=20_000, articles=300, appends=20, calls=200, commands=9, rounds=3, writes=50
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of the table; of the list if nothing is wanted. `holds` is None if there is no limit."""

    what: str
    yardstick: str
    wanted: str
    measured: str
    holds: bool | None
    ours: str
    theirs: str = _NOTHING


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alternating(rounds: int, *works: Work) -> list[float]:
    """Let the works take turns, and return the median of each, in seconds."""
    turns = [[work() for work in works] for _ in range(rounds)]
    return [median(durations) for durations in zip(*turns, strict=True)]


def times(what: str, yardstick: str, ours: float, theirs: float, *, at_most: float | None = None) -> Row:
    """Return a row with our seconds as a multiple of theirs."""
    ratio = ours / theirs
    return Row(
        what=what,
        yardstick=yardstick,
        wanted=_NOTHING if at_most is None else f"≤ {at_most:g}×",
        measured=f"{ratio:.2f}×",
        holds=None if at_most is None else ratio <= at_most,
        ours=duration(ours),
        theirs=duration(theirs),
    )


def rate(what: str, yardstick: str, ours: float, theirs: float, *, at_least: float | None = None) -> Row:
    """Return a row with our rate as a multiple of theirs, from the seconds that one item takes."""
    ratio = theirs / ours
    return Row(
        what=what,
        yardstick=yardstick,
        wanted=_NOTHING if at_least is None else f"≥ {at_least:g}×",
        measured=f"{ratio:.2f}×",
        holds=None if at_least is None else ratio >= at_least,
        ours=f"{1 / ours:,.0f}/s",
        theirs=f"{1 / theirs:,.0f}/s",
    )


def seconds(what: str, ours: float, at_most: float | None = None) -> Row:
    """Return a row with seconds, and a fixed limit if there is one."""
    return Row(
        what=what,
        yardstick=_NOTHING,
        wanted=_NOTHING if at_most is None else f"≤ {duration(at_most)}",
        measured=duration(ours),
        holds=None if at_most is None else ours <= at_most,
        ours=duration(ours),
    )


def per_second(what: str, ours: float, *, at_least: float | None = None) -> Row:
    """Return a row with a rate, and a fixed limit if there is one, from the seconds that one item takes."""
    return Row(
        what=what,
        yardstick=_NOTHING,
        wanted=_NOTHING if at_least is None else f"≥ {at_least:,.0f}/s",
        measured=f"{1 / ours:,.0f}/s",
        holds=None if at_least is None else 1 / ours >= at_least,
        ours=f"{1 / ours:,.0f}/s",
    )


def memory(what: str, megabytes: float, *, at_most: float | None = None) -> Row:
    """Return a row with the most memory of a process, and a limit if there is one."""
    return Row(
        what=f"{what}, memory",
        yardstick=_NOTHING,
        wanted=_NOTHING if at_most is None else f"≤ {at_most:,.0f} MB",
        measured=f"{megabytes:,.0f} MB",
        holds=None if at_most is None else megabytes <= at_most,
        ours=f"{megabytes:,.0f} MB",
    )


def duration(value: float) -> str:
    """Return seconds for people, with three digits and a unit."""
    scale, unit = next(((scale, unit) for scale, unit in _UNITS if value >= scale), _UNITS[-1])
    return f"{value / scale:.3g} {unit}"


def table(rows: Iterable[Row]) -> str:
    """Return the rows with a wish as a Markdown table whose columns line up."""
    cells = [_HEADERS, *(_cells(row) for row in rows if row.wanted != _NOTHING)]
    widths = [max(3, *map(len, column)) for column in zip(*cells, strict=True)]
    lines = [_line([cell.ljust(width) for cell, width in zip(row, widths, strict=True)]) for row in cells]
    lines.insert(1, _line(["-" * width for width in widths]))
    return "\n".join(lines) + "\n"


def plain_list(rows: Iterable[Row]) -> str:
    """Return the rows without a wish as a Markdown list."""
    return "".join(f"- {_sentence(row)}\n" for row in rows if row.wanted == _NOTHING)


def _sentence(row: Row) -> str:
    if row.yardstick == _NOTHING:
        return f"{row.what}: {row.ours}"
    return f"{row.what}: {row.ours}; {row.yardstick}: {row.theirs} ({row.measured})"


def _cells(row: Row) -> tuple[str, ...]:
    verdict = {True: "yes", False: "no", None: ""}[row.holds]
    return (row.what, row.yardstick, row.wanted, row.measured, verdict, row.ours, row.theirs)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
