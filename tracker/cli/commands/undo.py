"""The command `undo`: retract the last event that the user recorded."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.outcome_lines import outcome_lines, outcome_object
from tracker.ledger import mending


@click.command("undo")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def undo_command(app: App, /, output: str, *, dry_run: bool) -> None:
    """Retract the last event you recorded (retractions excepted). Repeated, it goes further back.

    Reports of one article that one command recorded are retracted together. You are TRACKER_USER, else your login
    name. To redo, retract the retractions.
    """
    with app.recording(dry_run=dry_run) as desk:
        outcomes = mending.undo(desk, dry_run=dry_run)
    if output == "json":
        last, *others = map(outcome_object, outcomes)
        app.show_json({**last, "batch": others})
    else:
        app.say(line for outcome in outcomes for line in outcome_lines(outcome, color=app.color))
