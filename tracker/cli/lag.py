"""The command that sets what was planned against what was held: lag."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.columns import Cell, columns, wrap
from tracker.cli.outlets import days
from tracker.cli.progress import bar
from tracker.cli.terminal import safe
from tracker.cli.wording import NOTHING
from tracker.domain.errors import TrackerError
from tracker.domain.names import country_code
from tracker.domain.statistics.slippage import Duration, LagTables, Pair, Slip
from tracker.domain.vocabulary import plain
from tracker.ledger import maintenance
from tracker.ledger.statistics import lag

_TABLES: Final = ("windows", "stages", "pairs")


@click.command("lag", short_help="How plans slipped, how long stages last, what fell through.")
@click.argument("table", required=False, type=click.Choice(_TABLES))
@click.option("--country", "countries", multiple=True, metavar="CC", help="Only plans in which it takes part; repeats.")
@opt.clocks
@opt.output_format
@click.pass_obj
def lag_command(
    app: App,
    /,
    table: str | None,
    countries: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    output: str,
) -> None:
    """Set what was planned against what was held: all three tables, or one.

    \b
    windows  of meetings announced and held: the first window, what it came to,
             and by how many days it missed that window; 0 is within it
    stages   how many days plans stayed at each stage, of those that left it
    pairs    of each two countries: plans, what came of them, and why not

    A meeting of more than two countries is a plan of each pair of them.

    \b
    tracker lag
    tracker lag pairs --country KR --country JP
    tracker lag windows --format csv
    """
    if output == "csv" and table is None:
        raise TrackerError.unparsable("csv holds one table", "Name windows, stages or pairs: tracker lag windows")
    wanted = [country_code(country) for country in countries]
    with app.asking() as desk:
        length = maintenance.extent(desk).position
        with bar(app, "reading", length) as advance:
            found = lag(desk, wanted, opt.asked(desk, app, as_of, known_at), advance)
    if output == "text":
        app.show_text(_text(found, table, app.width))
        return
    from tracker.export import json_statistics  # noqa: PLC0415 - only where it is asked for

    told = json_statistics.lag_object(found)
    if table is None:
        app.show_json(told)
    else:
        app.show_objects(output, told[table], json_statistics.LAG_KEYS[table])


def _text(found: LagTables, table: str | None, width: int | None) -> Iterator[str]:
    shown = {"windows": _windows(found.windows, width), "stages": _stages(found.stages), "pairs": _pairs(found, width)}
    lines = [list(shown[name]) for name in ((table,) if table else _TABLES)]
    for number, part in enumerate(part for part in lines if part):
        if number:
            yield ""
        yield from part


def _windows(slips: Sequence[Slip], width: int | None) -> Iterator[str]:
    rows: list[list[Cell]] = [
        [slip.meeting, slip.first.label(), slip.held.label() if slip.held else NOTHING, _slipped(slip), str(slip.moves)]
        for slip in slips
    ]
    headers = ("MEETING", "FIRST WINDOW", "HELD", "SLIP", "MOVES")
    yield from columns(rows, headers=headers, limit=width, shrink=(1, 2))
    if slips:
        middle = median(slip.days for slip in slips)
        within, late = sum(not slip.days for slip in slips), sum(slip.days > 0 for slip in slips)
        held = (
            f"{len(slips)} held: {within} within the first window, {late} later, {len(slips) - within - late} earlier"
        )
        yield f"{held}; median slip {days(middle)}"


def _slipped(slip: Slip) -> str:
    if not slip.days:
        return "none"
    return f"{days(abs(slip.days))} {'later' if slip.days > 0 else 'earlier'}"


def _stages(durations: Sequence[Duration]) -> Iterator[str]:
    rows: list[list[Cell]] = [
        [plain(one.stage), days(one.median), days(one.longest), str(one.left), str(one.standing)]
        for one in durations
        if one.left or one.standing
    ]
    yield from columns(rows, headers=("STAGE", "MEDIAN", "LONGEST", "LEFT IT", "STANDING"))


def _pairs(found: LagTables, width: int | None) -> Iterator[str]:
    rows: list[list[Cell]] = [
        ["–".join(pair.countries), *(str(count) for count in _counts(pair))] for pair in found.pairs if pair.plans
    ]
    yield from columns(rows, headers=("PAIR", "PLANS", "HELD", "PUT OFF", "FELL", "OPEN"))
    for pair in found.pairs:
        for failure in pair.failures:
            by = f" (by {failure.by})" if failure.by else ""
            why = failure.reason or "no reason given"
            told = f"{'–'.join(pair.countries)}  {failure.meeting}  {failure.status}{by}: {why}"
            yield from wrap(safe(told), width, "    ")


def _counts(pair: Pair) -> tuple[int, ...]:
    return pair.plans, pair.held, pair.put_off, pair.fell_through, pair.open
