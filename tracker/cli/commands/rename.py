"""The command `rename`: give a meeting another name."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.outcome_lines import show_outcome
from tracker.ledger import recording


@click.command("rename")
@click.argument("meeting", metavar="OLD")
@click.argument("new")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def rename_command(app: App, /, meeting: str, new: str, output: str, *, dry_run: bool) -> None:
    """Give the meeting OLD the name NEW, which no meeting has yet. OLD becomes an alias and is never used again.

    It is recorded as a merge: retract it, or undo it, to have the old name back.

    \b
    tracker rename ahn-tokyo-2026-01 ahn-koizumi-japan-2026-01
    """
    with app.recording(dry_run=dry_run) as desk:
        outcome = recording.rename(desk, meeting, new, dry_run=dry_run)
    show_outcome(app, outcome, output)
