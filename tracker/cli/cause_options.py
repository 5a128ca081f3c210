"""The options that say why an earlier event is wrong, shared by `correct` and `retract`."""

import click

from tracker.cli.app import App
from tracker.cli.options import all_of, publication
from tracker.domain.clocks import parse_published
from tracker.domain.errors import TrackerError
from tracker.ledger.mending import Cause

cause_options = all_of(
    click.option("--because", required=True, help="How you know that it is wrong."),
    click.option("--fault", type=click.Choice(["desk", "outlet"]), default="desk", help="Whose mistake it was."),
)


def read_cause(app: App, because: str, fault: str, published: str | None) -> Cause:
    """Return the cause that the options give. `published` is when the outlet admitted its mistake."""
    because = because.strip()
    if not because:
        raise TrackerError.unparsable("--because is empty", "Say how you know that it is wrong.")
    date = publication(app, published)
    return Cause(because=because, fault=fault, published=parse_published(date) if date else None)
