"""The commands that keep the log: verify, rebuild, where, feed."""

import sys

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.terminal import safe, show
from tracker.ledger import auditing, maintenance, verifying
from tracker.ledger.question import question

_LONG = 50_000  # events of a check that somebody waits for


@click.command("verify", short_help="Check the log: its chain, its guards, its projection.")
@click.option("--checkpoint", metavar="LINE", help="The first line of an earlier check, kept elsewhere.")
@opt.outcome_format
@click.pass_obj
def verify_command(app: App, /, checkpoint: str | None, output: str) -> int:
    """Recompute the chain of hashes, look for the triggers, and compare the projection with the log.

    The first line printed is a checkpoint. Kept elsewhere and given to a later check, it shows even a log whose end
    was cut off, or whose history was written anew with new hashes.
    """
    kept = verifying.read_checkpoint(checkpoint) if checkpoint else None
    with app.keeping() as desk:
        length = maintenance.extent(desk).position
        hidden = app.quiet or length < _LONG or not sys.stderr.isatty()
        with click.progressbar(length=length, label="checking", file=sys.stderr, hidden=hidden) as bar:
            found = verifying.verify(desk, kept, bar.update)
    if output == "json":
        app.show_json(
            {"ok": not found.findings, "position": found.position, "hash": found.hash, "findings": found.findings}
        )
    else:
        show(str(found.checkpoint))
        for finding in found.findings:
            show(f"damaged: {safe(finding)}")
        if not found.findings:
            app.say(["ok"])
    return 1 if found.findings else 0


@click.command("rebuild", short_help="Make the projection anew from the log.")
@click.pass_obj
def rebuild_command(app: App, /) -> None:
    """Make the projection anew from the log. The log itself is not touched."""
    with app.keeping() as desk:
        count = maintenance.rebuild(desk)
    app.say([f"rebuilt {count} meeting{'' if count == 1 else 's'}"])


@click.command("where", short_help="Say which log is used, and how long it is.")
@opt.outcome_format
@click.pass_obj
def where_command(app: App, /, output: str) -> None:
    """Say which log is used, how many events it holds, and what it ends with."""
    with app.keeping() as desk:
        log = maintenance.extent(desk)
    if output == "json":
        app.show_json(
            {
                "log": log.where or app.place,
                "exists": log.where is not None,
                "engine": log.engine,
                "schema": log.schema,
                "position": log.position,
                "hash": log.hash,
                "recorded_at": log.recorded_at or None,
            }
        )
        return
    show(safe(log.where or f"{app.place} (not made yet)"))
    show(f"{log.engine}, schema {log.schema}, {log.position} event{'' if log.position == 1 else 's'}")
    if log.position:
        show(f"the last recorded {log.recorded_at[:16].replace('T', ' ')} UTC")


@click.command("feed", short_help="Print events as JSON lines, for whatever follows the log.")
@click.option(
    "--after", "after", metavar="@N", default="@0", show_default=True, help="The last position known already."
)
@click.pass_obj
def feed_command(app: App, /, after: str) -> None:
    """Print every event after @N as history shows it, one JSON object a line, and end.

    Positions have no gaps and come in the order of commit: who asks again after the last one seen misses nothing.

    \b
    tracker feed --after @12
    """
    from tracker.export import json  # noqa: PLC0415 - only where it is asked for
    from tracker.export.json_objects import history_object  # noqa: PLC0415 - only where it is asked for

    position = opt.position(after, lowest=0)
    with app.asking() as desk:
        for entry in auditing.feed(desk, position, question(desk)):
            show(json.line(history_object(entry), ascii_only=app.ascii_only))
