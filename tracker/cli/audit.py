"""The commands that show how a plan changed, and who said so: history, why, diff."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.audits import diff_lines, history_lines, why_table
from tracker.domain.clocks import looks_like_moment
from tracker.domain.errors import TrackerError
from tracker.ledger import auditing
from tracker.ledger.question import between


@click.command("history", short_help="Everything recorded, in order, with what each changed.")
@click.argument("meeting", required=False)
@opt.clocks
@opt.output_format
@click.pass_obj
def history_command(app: App, /, meeting: str | None, as_of: str | None, known_at: str | None, output: str) -> None:
    """Show everything that was recorded of a MEETING, or of all, in order, with what each event changed.

    \b
    tracker history nakatani-seoul-2024-12
    """
    with app.asking() as desk:
        entries = auditing.history(desk, meeting, opt.asked(desk, app, as_of, known_at))
        told = list(entries)
    # Shown when the log is closed: whoever reads in a pager for an hour keeps nobody from it.
    if output == "text":
        app.show_text(history_lines(told, app.width, color=app.color))
        return
    from tracker.export.json_objects import HISTORY_KEYS, history_object  # noqa: PLC0415 - only where it is asked for

    app.show_objects(output, [history_object(entry) for entry in told], HISTORY_KEYS)


@click.command("why", short_help="Each field of a status, and the report that set it.")
@click.argument("meeting")
@opt.clocks
@opt.output_format
@click.pass_obj
def why_command(app: App, /, meeting: str, as_of: str | None, known_at: str | None, output: str) -> None:
    """Show each field of the status of MEETING beside the report that set it, as `git blame` shows lines.

    \b
    tracker why ahn-koizumi-japan-2026-01
    """
    with app.asking() as desk:
        _, blames = auditing.why(desk, meeting, opt.asked(desk, app, as_of, known_at))
    if output == "text":
        app.show_text(why_table(blames, app.width, color=app.color))
        return
    from tracker.export.json_objects import WHY_KEYS, why_object  # noqa: PLC0415 - only where it is asked for

    app.show_objects(output, [why_object(blame.field, blame.value, blame.event) for blame in blames], WHY_KEYS)


@click.command("diff", short_help="What changed between two moments.")
@click.argument("arguments", nargs=-1, required=True, metavar="[MEETING] FROM [TO]")
@opt.output_format
@click.pass_obj
def diff_command(app: App, /, arguments: tuple[str, ...], output: str) -> None:
    """Show what changed from one moment to another: days by the press, @N by this log. TO is now, unless told.

    \b
    tracker diff yesterday
    tracker diff ahn-koizumi-japan-2026-01 2026-01-22 2026-01-29
    tracker diff @12 @20
    """
    meeting = None if looks_like_moment(arguments[0]) else arguments[0]
    moments = arguments if meeting is None else arguments[1:]
    if not 1 <= len(moments) <= 2:
        raise TrackerError.unparsable("diff takes one or two moments", "Write: tracker diff [MEETING] FROM [TO]")
    start, end = opt.moment(app, moments[0]), opt.moment(app, moments[1] if len(moments) > 1 else None)
    if start is None:
        raise AssertionError
    with app.asking() as desk:
        differences = auditing.diff(desk, meeting, *between(desk, start, end))
    if output == "text":
        app.show_text(diff_lines(differences, app.width))
        return
    from tracker.export.json_objects import DIFF_KEYS, diff_object  # noqa: PLC0415 - only where it is asked for

    app.show_objects(output, [diff_object(one.meeting, one.change, one.event) for one in differences], DIFF_KEYS)
