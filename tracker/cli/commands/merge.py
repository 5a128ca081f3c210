"""The command `merge`: record that two names are one meeting."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.outcome_lines import show_outcome
from tracker.ledger import recording


@click.command("merge")
@click.argument("meeting")
@click.argument("into")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def merge_command(app: App, /, meeting: str, into: str, output: str, *, dry_run: bool) -> None:
    """Record that MEETING is the same as INTO: its name becomes an alias, and its reports count for INTO.

    Retract the merge to separate them again.

    \b
    tracker merge nakatani-ahn-seoul nakatani-seoul-2025-09
    """
    with app.recording(dry_run=dry_run) as desk:
        outcome = recording.merge(desk, meeting, into, dry_run=dry_run)
    show_outcome(app, outcome, output)
