"""The command `rebuild`: rebuild the projection from the log."""

import click

from tracker.cli.app import App
from tracker.cli.progress import SLOW_READ, progress_bar
from tracker.ledger import maintenance


@click.command("rebuild")
@click.option("--head", is_flag=True, help="First mend the head, which says where the log ends.")
@click.pass_obj
def rebuild_command(app: App, /, *, head: bool) -> int:
    """Rebuild the projection from the log. The log itself is not changed.

    An event that no command could have written is named, and counts for nothing.
    """
    with app.mending() if head else app.keeping() as desk:
        if head:
            app.say([f"the head is at @{maintenance.mend_head(desk)}"])
        length = maintenance.length(desk)
        with progress_bar(app, "rebuilding", length, slow=length >= SLOW_READ) as bar:
            rebuilt = maintenance.rebuild(desk, bar.update)
    app.say([f"rebuilt {rebuilt.meetings} meeting{'' if rebuilt.meetings == 1 else 's'}"])
    return app.warn_of_unsound(rebuilt.unsound)
