"""The command `retract`: declare that earlier events no longer count."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.cause_options import cause_options, read_cause
from tracker.cli.text.outcome_lines import outcome_lines, outcome_object
from tracker.domain.clocks import read_position
from tracker.ledger import mending


@click.command("retract")
@click.argument("positions", metavar="@N[..@M]")
@cause_options
@click.option("--published", metavar="DATE", help="When the outlet withdrew it, with --fault outlet.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def retract_command(
    app: App,
    /,
    positions: str,
    because: str,
    fault: str,
    published: str | None,
    output: str,
    *,
    dry_run: bool,
) -> None:
    """Retract the event @N, or all events from @N to @M: they no longer count. Nothing is deleted.

    A mistake of the desk never counted. A report that its outlet withdrew counts until the day of --published
    (default: today). Other reports of the same story are listed. To undo a retraction, retract it.

    \b
    tracker retract @9 --because "the newspaper withdrew it" \\
      --fault outlet --published 2026-01-25
    """
    first, dots, last = positions.partition("..")
    first_position = read_position(first)
    last_position = read_position(last) if dots else first_position
    with app.recording(dry_run=dry_run) as desk:
        cause = read_cause(app, because, fault, published)
        outcomes = mending.retract(desk, first_position, last_position, cause, dry_run=dry_run)
    if output == "json":
        objects = [outcome_object(outcome) for outcome in outcomes]
        app.show_json(objects if dots else objects[0])
    else:
        app.say(line for outcome in outcomes for line in outcome_lines(outcome, color=app.color))
