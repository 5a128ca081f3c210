"""The command `undo`: retract the last event that the user recorded."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.outcome_lines import show_outcome
from tracker.ledger import mending


@click.command("undo")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def undo_command(app: App, /, output: str, *, dry_run: bool) -> None:
    """Retract the last event you recorded (retractions excepted). Repeated, it goes further back.

    You are TRACKER_USER, else your login name. To redo, retract the retraction.
    """
    with app.recording(dry_run=dry_run) as desk:
        outcome = mending.undo(desk, dry_run=dry_run)
    show_outcome(app, outcome, output)
