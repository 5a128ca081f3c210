"""The command that says whose reports came true: outlets."""

from collections.abc import Iterator, Sequence
from typing import Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.columns import Cell, columns
from tracker.cli.progress import bar
from tracker.cli.wording import NOTHING
from tracker.domain.statistics.outcomes import CAME_TRUE, FELL_THROUGH, OPEN, PUT_OFF, wilson_interval
from tracker.domain.statistics.track_record import JUDGED, Tally, TrackRecord
from tracker.domain.vocabulary import plain
from tracker.ledger import maintenance
from tracker.ledger.statistics import records

_HEADERS: Final = ("REPORTS", "REPRINTS", "FIRST", "STAGE", "SAID", "CAME TRUE", "PUT OFF", "FELL", "OPEN", "AHEAD")
_BLANK: Final = ("", "", "", "")


@click.command("outlets", short_help="How each outlet's reports came true, and how early.")
@opt.clocks
@opt.output_format
@click.pass_obj
def outlets_command(app: App, /, as_of: str | None, known_at: str | None, output: str) -> None:
    """Show what each outlet and class of attribution said first, and how its reports of a coming meeting came true.

    Judged are the stages in-final-arrangement and confirmed. What an origin says of a meeting at one stage for one
    window counts once, for the origin, whoever reprints it.

    \b
    REPORTS    items that it printed; REPRINTS are those taken from others
    FIRST      said by nobody before; "+2": two more where the dates cannot tell
    SAID       statements at the stage before the meeting took place
    CAME TRUE  held in the window that it gave; or, if it gave none, held
               without having been put off. Of those decided, with the 95 %
               interval (Wilson) for the share
    PUT OFF    postponed, or held or planned outside that window
    FELL       cancelled or denied
    AHEAD      median of days from the statement to the meeting, of those true

    What was retracted does not count, and corrections do.

    \b
    tracker outlets
    tracker outlets --as-of 2026-01-22 --format csv
    """
    with app.asking() as desk:
        length = maintenance.extent(desk).position
        with bar(app, "reading", length) as advance:
            found = records(desk, opt.asked(desk, app, as_of, known_at), advance)
    if output == "text":
        app.show_text(_tables(found, app.width))
        return
    from tracker.export import json_statistics  # noqa: PLC0415 - only where it is asked for

    app.show_objects(output, [json_statistics.record_object(record) for record in found], json_statistics.RECORD_KEYS)


def _tables(found: Sequence[TrackRecord], width: int | None) -> Iterator[str]:
    """Return a table of outlets and one of attribution classes, a row for each stage that was stated."""
    outlets = [record for record in found if record.by == "outlet"]
    if not outlets:
        return
    yield from _table("OUTLET", outlets, width)
    yield ""
    yield from _table("SAYS WHO", [record for record in found if record.by != "outlet"], width)


def _table(header: str, found: Sequence[TrackRecord], width: int | None) -> list[str]:
    rows = [row for record in found for row in _rows(record)]
    return columns(rows, headers=(header, *_HEADERS), limit=width, shrink=(0, 6))


def _rows(record: TrackRecord) -> Iterator[list[Cell]]:
    first = f"{record.first} +{record.shared}" if record.shared else str(record.first)
    before: tuple[str, ...] = (record.name, str(record.reports), str(record.reprints), first)
    for stage in JUDGED:
        if record.tallies[stage].total:
            yield [*before, plain(stage), *_cells(record.tallies[stage])]
            before = _BLANK
    if before is not _BLANK:
        yield [*before, NOTHING]


def _cells(tally: Tally) -> list[str]:
    counts = (str(tally.outcomes[outcome]) for outcome in (PUT_OFF, FELL_THROUGH, OPEN))
    return [str(tally.total), _share(tally), *counts, days(tally.days_ahead)]


def _share(tally: Tally) -> str:
    span = wilson_interval(tally.outcomes[CAME_TRUE], tally.decided)
    if span is None:
        return NOTHING
    low, high = (round(100 * bound) for bound in span)
    return f"{tally.outcomes[CAME_TRUE]} of {tally.decided} ({low}–{high} %)"


def days(count: float | None) -> str:
    """Return a number of days in words; a dash where there is none."""
    return NOTHING if count is None else f"{count:g} day{'' if count == 1 else 's'}"
