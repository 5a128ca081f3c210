"""The command `show`: one event in full."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.event_details import event_lines
from tracker.ledger import auditing


@click.command("show")
@click.argument("position", metavar="@N")
@opt.output_format
@click.pass_obj
def show_command(app: App, /, position: str, output: str) -> None:
    """Show the event @N in full: all that was recorded, the words behind each field, and what it changed.

    \b
    tracker show @12
    """
    with app.asking() as desk:
        entry = auditing.entry_at(desk, opt.position(position))
    if output == "text":
        app.show_text(event_lines(entry, app.width, color=app.color))
        return
    from tracker.export.json_objects import SHOW_KEYS, event_object  # noqa: PLC0415 - imported only if needed

    event = event_object(entry)
    if output == "json":
        app.show_json(event)
    else:
        app.show_csv([event], SHOW_KEYS)
