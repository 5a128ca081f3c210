"""The commands that show where meetings stand: status, agenda."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.statuses import status_lines, status_table
from tracker.domain.import_line import read_word
from tracker.domain.meeting import Meeting
from tracker.domain.names import country_code
from tracker.domain.vocabulary import STATUSES
from tracker.ledger import asking
from tracker.ledger.question import Question


@click.command("status", short_help="Where meetings stand: all of them, or one in full.")
@click.argument("meeting", required=False)
@click.option("--status", metavar="STATUS", help="Only those that stand so, over or not.")
@click.option("--country", metavar="CC", help="Only those in a country, or with somebody from it, over or not.")
@click.option("--with", "person", metavar="NAME", help="Only those with somebody of that name, over or not.")
@click.option("--all", "everything", is_flag=True, help="Also what is over: held, cancelled, denied.")
@opt.clocks
@opt.output_format
@click.pass_obj
def status_command(
    app: App,
    /,
    meeting: str | None,
    status: str | None,
    country: str | None,
    person: str | None,
    as_of: str | None,
    known_at: str | None,
    output: str,
    *,
    everything: bool,
) -> None:
    """Show where every MEETING stands that is not over, or one in full, with the report behind each field.

    \b
    tracker status
    tracker status ahn --as-of 2026-01-22
    tracker status --country KR --all
    """
    if meeting is not None and (status or country or person or everything):
        raise click.UsageError("A MEETING is shown whole: leave --status, --country, --with and --all out")
    wanted = asking.Filter(
        status=read_word(status.lower().replace("-", "_"), STATUSES, "a status") if status else None,
        country=country_code(country) if country else None,
        person=person,
        everything=everything,
    )
    with app.asking() as desk:
        asked = opt.asked(desk, app, as_of, known_at)
        found = asking.statuses(desk, wanted, asked) if meeting is None else [asking.status(desk, meeting, asked)]
    if meeting is None:
        _show_many(app, found, asked, output)
    else:
        _show_one(app, found[0], asked, output)


@click.command("agenda", short_help="What is expected in a period, or has gone quiet.")
@click.argument("first", metavar="[FROM]", required=False)
@click.argument("last", metavar="[TO]", required=False)
@click.option("--overdue", is_flag=True, help="Instead, plans whose window has passed without an outcome.")
@click.option("--all", "everything", is_flag=True, help="Also what is postponed, cancelled or denied.")
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
    """Show the meetings whose window may fall on a day FROM … TO: today and 13 days more, unless told.

    \b
    tracker agenda
    tracker agenda 2026-01-26 2026-02-01
    tracker agenda --overdue
    """
    if overdue and (first or everything):
        raise click.UsageError("--overdue asks about all days: leave FROM, TO and --all out")
    with app.asking() as desk:
        asked = opt.asked(desk, app, as_of, known_at)
        if overdue:
            found = asking.gone_quiet(desk, asked)
        else:
            days = tuple(None if text is None else opt.day(app, text) for text in (first, last))
            found = asking.agenda(desk, days[0], days[1], asked, everything=everything)
    _show_many(app, found, asked, output)


def _show_one(app: App, meeting: Meeting, asked: Question, output: str) -> None:
    if output == "text":
        app.show_text(status_lines(meeting, asked.day, app.width, color=app.color))
        return
    from tracker.export.json_objects import STATUS_KEYS, status_object  # noqa: PLC0415 - only where it is asked for

    shaped = status_object(meeting, asked.day)
    if output == "json":
        app.show_json(shaped)
    else:
        app.show_csv([shaped], STATUS_KEYS)


def _show_many(app: App, meetings: list[Meeting], asked: Question, output: str) -> None:
    if output == "text":
        app.show_text(status_table(meetings, asked.day, app.width, color=app.color))
        return
    from tracker.export.json_objects import STATUS_KEYS, status_object  # noqa: PLC0415 - only where it is asked for

    app.show_objects(output, [status_object(meeting, asked.day) for meeting in meetings], STATUS_KEYS)
