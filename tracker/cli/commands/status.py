"""The command `status`: show where meetings stand."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.empty_answers import no_status
from tracker.cli.text.status_details import status_lines
from tracker.cli.text.status_table import Answer, show_table
from tracker.domain.import_line import read_typed_word
from tracker.domain.meeting import Meeting
from tracker.domain.vocabulary import STATUSES
from tracker.ledger import asking
from tracker.ledger.question import Question


@click.command("status")
@click.argument("meeting", required=False)
@click.option("--status", metavar="STATUS", help="Only meetings with this status, even if they are over.")
@click.option("--country", metavar="CC", help="Only meetings in or with this country, even if they are over.")
@click.option("--with", "person", metavar="NAME", help="Only meetings with this participant, even if they are over.")
@click.option("--all", "everything", is_flag=True, help="Also meetings that are over: held, cancelled, denied.")
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
    """Show every meeting that is not over, or one MEETING in full, with the report behind each field.

    \b
    tracker status
    tracker status ahn --as-of 2026-01-22
    tracker status --country KR --all
    """
    if meeting is not None:
        if status or country or person or everything:
            raise click.UsageError("One MEETING is shown in full: leave out --status, --country, --with and --all")
        with app.asking() as desk:
            asked = opt.asked(desk, app, as_of, known_at)
            found = asking.status(desk, meeting, asked)
        _show_in_full(app, found, asked, output)
        return
    wanted = asking.Filter(
        status=_read_status(status) if status else None,
        country=opt.country_codes(app, [country])[0] if country else None,
        person=person,
        everything=everything,
    )
    with app.asking() as desk:
        asked = opt.asked(desk, app, as_of, known_at)
        answer = Answer(asked=asked, meetings=asking.statuses(desk, wanted, asked), nothing=no_status(wanted, asked))
    show_table(app, answer, output)


def _read_status(text: str) -> str:
    return read_typed_word(text, STATUSES, "a status")


def _show_in_full(app: App, meeting: Meeting, asked: Question, output: str) -> None:
    if output == "text":
        app.show_text(status_lines(meeting, asked.day, app.width, color=app.color))
        return
    from tracker.export.json_objects import STATUS_KEYS, status_object  # noqa: PLC0415 - imported only if needed

    status = status_object(meeting, asked.day)
    if output == "json":
        app.show_json(status)
    else:
        app.show_csv([status], STATUS_KEYS)
