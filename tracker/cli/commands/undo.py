"""The command `undo`: retract the last event that the user recorded."""

from collections.abc import Iterator, Sequence
from typing import Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.outcome_lines import outcome_lines, outcome_object
from tracker.ledger import mending
from tracker.ledger.result import Outcome

_MOST_SHOWN: Final = 20  # retractions in full


@click.command("undo")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def undo_command(app: App, /, output: str, *, dry_run: bool) -> None:
    """Retract the last event you recorded (retractions excepted). Repeated, it goes further back.

    Reports that one command recorded, such as those of an import, are retracted together. You are TRACKER_USER, else
    your login name. To redo, retract the retractions.
    """
    with app.recording(dry_run=dry_run) as desk:
        outcomes = mending.undo(desk, dry_run=dry_run)
    if output == "json":
        last, *others = map(outcome_object, outcomes)
        app.show_json({**last, "batch": others})
        return
    if len(outcomes) <= _MOST_SHOWN:
        app.say(line for outcome in outcomes for line in outcome_lines(outcome, color=app.color))
    if len(outcomes) > 1:
        app.say(_batch_lines(outcomes))


def _batch_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Return how many reports of one command were retracted, and how to redo that."""
    count, meetings = len(outcomes), len({outcome.meeting for outcome in outcomes})
    reports = f"{count:,} reports that one command recorded (in {meetings:,} meeting{'s' if meetings > 1 else ''})"
    newest, oldest = outcomes[0], outcomes[-1]
    if oldest.dry_run:
        yield f"would retract {reports}: @{oldest.target} to @{newest.target}"
        return
    yield f"retracted {reports}: @{oldest.target} to @{newest.target}"
    yield f"to redo: tracker retract @{newest.position}..@{oldest.position} --because …"
