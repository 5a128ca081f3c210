"""The command `agenda`: show the meetings of a period, those that are overdue, or those without news."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text import empty_answers
from tracker.cli.text.status_table import Answer, show_table
from tracker.ledger import asking
from tracker.ledger.desk import Desk
from tracker.ledger.question import Question


@click.command("agenda")
@click.argument("days", metavar="[FROM] [TO]", nargs=-1)
@click.option("--overdue", is_flag=True, help="Show instead the plans whose window has passed without an outcome.")
@click.option(
    "--quiet",
    "quiet_days",
    metavar="DAYS",
    type=click.IntRange(min=1),
    help="Show instead the plans without news for so many days, also postponed ones.",
)
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
    days: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    output: str,
    *,
    overdue: bool,
    quiet_days: int | None,
    everything: bool,
) -> None:
    """Show the meetings that may take place on a day FROM … TO (default: today and the next 13 days).

    FROM alone is that day and the next 13; a span alone, such as a week or a month, is all of it.

    \b
    tracker agenda
    tracker agenda 2026-01-26 2026-02-01
    tracker agenda next week
    tracker agenda --overdue
    tracker agenda --quiet 30
    """
    if overdue and quiet_days:
        raise click.UsageError("--overdue and --quiet are two questions: ask one of them")
    if (overdue or quiet_days) and (days or everything):
        option = "--overdue" if overdue else "--quiet"
        raise click.UsageError(f"{option} covers all days: leave out FROM, TO and --all")
    with app.asking() as desk:
        asked = opt.asked(desk, app, as_of, known_at)
        if overdue:
            answer = _overdue(desk, asked)
        elif quiet_days:
            answer = _quiet(desk, quiet_days, asked)
        else:
            first, last = asking.agenda_period(*opt.period(app, days), asked)
            answer = Answer(
                asked=asked,
                meetings=asking.agenda(desk, first, last, asked, everything=everything),
                nothing=empty_answers.no_agenda(first, last, asked, everything=everything),
            )
    show_table(app, answer, output)


def _overdue(desk: Desk, asked: Question) -> Answer:
    return Answer(asked=asked, meetings=asking.gone_quiet(desk, asked), nothing=empty_answers.no_overdue(asked))


def _quiet(desk: Desk, days: int, asked: Question) -> Answer:
    return Answer(
        asked=asked,
        meetings=asking.without_news(desk, days, asked),
        nothing=empty_answers.no_quiet(days, asked),
        shows_last_news=True,
    )
