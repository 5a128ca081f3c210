"""The command `reject`: take drafts out of the inbox."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.decisions import show_decided
from tracker.ledger import deciding


@click.command("reject")
@click.argument("numbers", metavar="N[..M]...", nargs=-1, required=True)
@click.option("--because", metavar="TEXT", help="Why, in a few words.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def reject_command(app: App, /, numbers: tuple[str, ...], because: str | None, output: str, *, dry_run: bool) -> int:
    """Reject drafts of the inbox: nothing is recorded of them, and who rejected them, when and why is kept.

    \b
    tracker reject 4 --because "about a football match"
    """
    drafts = opt.draft_numbers(numbers)
    with app.recording(dry_run=dry_run) as desk:
        decided = deciding.reject(desk, drafts, because, dry_run=dry_run)
    return show_decided(app, decided, deciding.REJECTED, output)
