"""The command `where`: show which log is used, and its length."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.terminal import safe, show
from tracker.ledger import maintenance


@click.command("where")
@opt.outcome_format
@click.pass_obj
def where_command(app: App, /, output: str) -> None:
    """Show which log is used, how many events it has, and when the last was recorded."""
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
    show(safe(log.where or f"{app.place} (does not exist yet)"))
    show(f"{log.engine}, schema {log.schema}, {log.position} event{'' if log.position == 1 else 's'}")
    if log.position:
        minute = log.recorded_at[:16].replace("T", " ")
        show(f"last event recorded {minute} UTC")
    app.warn_of_future(log.recorded_at)
