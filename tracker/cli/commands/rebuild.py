"""The command `rebuild`: fold the projection again from the log."""

import click

from tracker.cli.app import App
from tracker.ledger import maintenance


@click.command("rebuild", short_help="Make the projection anew from the log.")
@click.pass_obj
def rebuild_command(app: App, /) -> None:
    """Make the projection anew from the log. The log itself is not touched."""
    with app.keeping() as desk:
        count = maintenance.rebuild(desk)
    app.say([f"rebuilt {count} meeting{'' if count == 1 else 's'}"])
