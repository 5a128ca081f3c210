"""The command `verify`: check the log."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.progress import SLOW_READ, progress_bar
from tracker.cli.terminal import safe, show
from tracker.ledger import maintenance, verifying


@click.command("verify")
@click.option("--checkpoint", metavar="LINE", help="The first line that an earlier check printed.")
@opt.outcome_format
@click.pass_obj
def verify_command(app: App, /, checkpoint: str | None, output: str) -> int:
    """Recompute the hash chain, check the triggers, and compare the projection with the log.

    The first line printed is a checkpoint. Keep it elsewhere: a later check against it detects even a log whose end
    was cut off, or whose history was rewritten with new hashes.
    """
    earlier = verifying.read_checkpoint(checkpoint) if checkpoint else None
    with app.mending() as desk:
        length = maintenance.length(desk)
        with progress_bar(app, "checking", verifying.PASSES * length, slow=length >= SLOW_READ) as bar:
            verified = verifying.verify(desk, earlier, bar.update)
    app.warn_of_future(verified.last_recorded_at)
    findings = verified.findings
    if output == "json":
        app.show_json({"ok": not findings, "position": verified.position, "hash": verified.hash, "findings": findings})
        return 1 if findings else 0
    show(str(verified.checkpoint))
    for finding in findings:
        show(f"damaged: {safe(finding)}")
    if not findings:
        app.say(["ok"])
    return 1 if findings else 0
