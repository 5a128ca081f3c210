"""The command `feed`: print events as JSON lines, for programs that follow the log."""

import click

from tracker.cli.app import App
from tracker.cli.terminal import show
from tracker.domain.clocks import read_position
from tracker.ledger import auditing
from tracker.ledger.question import question


@click.command("feed")
@click.option(
    "--after", "after", metavar="@N", default="@0", show_default=True, help="The last position that was seen."
)
@click.pass_obj
def feed_command(app: App, /, after: str) -> int:
    """Print every event after @N as history shows it, one JSON object per line, and exit.

    Positions have no gaps and are in commit order: a program that asks for the events after the last one it has seen
    misses nothing.

    An event that no command could have written is named on stderr and left out; the exit code is then 1.

    \b
    tracker feed --after @12
    """
    from tracker.export import json  # noqa: PLC0415 - imported only if needed
    from tracker.export.json_objects import history_object  # noqa: PLC0415 - imported only if needed

    position = read_position(after, lowest=0)
    unsound: list[str] = []
    with app.asking() as desk:
        for entry in auditing.without_unsound(auditing.feed(desk, position, question(desk)), unsound):
            show(json.line(history_object(entry), ascii_only=app.ascii_only))
    return app.warn_of_unsound(unsound)
