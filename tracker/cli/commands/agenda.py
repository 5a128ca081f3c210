"""The command `agenda`: show the meetings of a period, or those that are overdue."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.status_table import show_table
from tracker.ledger import asking


@click.command("agenda")
@click.argument("first", metavar="[FROM]", required=False)
@click.argument("last", metavar="[TO]", required=False)
@click.option("--overdue", is_flag=True, help="Show instead the plans whose window has passed without an outcome.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also meetings that are cancelled, denied, or postponed to no date.",
)
@opt.clocks
@opt.output_format
@click.pass_obj
def agenda_command(
    app: App,
    /,
    first: str | None,
    last: str | None,
    as_of: str | None,
    known_at: str | None,
    output: str,
    *,
    overdue: bool,
    everything: bool,
) -> None:
    """Show the meetings that may take place on a day FROM … TO (default: today and the next 13 days).

    \b
    tracker agenda
    tracker agenda 2026-01-26 2026-02-01
    tracker agenda --overdue
    """
    if overdue and (first or everything):
        raise click.UsageError("--overdue covers all days: leave out FROM, TO and --all")
    with app.asking() as desk:
        asked = opt.asked(desk, app, as_of, known_at)
        if overdue:
            meetings = asking.gone_quiet(desk, asked)
        else:
            first_day, last_day = opt.day(app, first), opt.day(app, last)
            meetings = asking.agenda(desk, first_day, last_day, asked, everything=everything)
    show_table(app, meetings, asked, output)
