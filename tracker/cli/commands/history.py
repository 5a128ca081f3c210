"""The command `history`: show everything that was recorded."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.empty_answers import no_history
from tracker.cli.text.history_entries import history_lines
from tracker.ledger import auditing


@click.command("history")
@click.argument("meeting", required=False)
@opt.clocks
@opt.output_format
@click.pass_obj
def history_command(app: App, /, meeting: str | None, as_of: str | None, known_at: str | None, output: str) -> int:
    """Show all events of a MEETING, or of all meetings, in order, with what each event changed.

    An event that no command could have written is named on stderr and left out; the exit code is then 1.

    \b
    tracker history nakatani-seoul-2024-12
    """
    unsound: list[str] = []
    with app.asking() as desk:
        asked = opt.asked(desk, app, as_of, known_at)
        entries = list(auditing.without_unsound(auditing.history(desk, meeting, asked), unsound))
    # Printed after the log is closed: a user who reads in a pager for an hour must not block others.
    if output == "text":
        app.show_text(history_lines(entries, app.width, color=app.color), nothing=no_history(asked))
        return app.warn_of_unsound(unsound)
    from tracker.export.json_objects import HISTORY_KEYS, history_object  # noqa: PLC0415 - imported only if needed

    app.show_objects(output, [history_object(entry) for entry in entries], HISTORY_KEYS)
    return app.warn_of_unsound(unsound)
