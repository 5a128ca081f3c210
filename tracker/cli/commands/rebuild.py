"""The command `rebuild`: rebuild the projection from the log."""

import click

from tracker.cli.app import App
from tracker.ledger import maintenance


@click.command("rebuild")
@click.pass_obj
def rebuild_command(app: App, /) -> None:
    """Rebuild the projection from the log. The log itself is not changed."""
    with app.keeping() as desk:
        count = maintenance.rebuild(desk)
    app.say([f"rebuilt {count} meeting{'' if count == 1 else 's'}"])
