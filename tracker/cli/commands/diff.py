"""The command `diff`: show what changed between two moments."""

from collections.abc import Sequence

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.diff_lines import diff_lines
from tracker.cli.text.empty_answers import no_difference
from tracker.domain.clocks import Moment, looks_like_moment, parse_moments
from tracker.domain.errors import TrackerError
from tracker.ledger import auditing
from tracker.ledger.question import between


@click.command("diff")
@click.argument("arguments", nargs=-1, required=True, metavar="[MEETING] FROM [TO]")
@opt.output_format
@click.pass_obj
def diff_command(app: App, /, arguments: tuple[str, ...], output: str) -> None:
    """Show what changed between two moments: days by the press, @N by this log. TO defaults to now.

    \b
    tracker diff yesterday
    tracker diff ahn-koizumi-japan-2026-01 2026-01-22 2026-01-29
    tracker diff @12 @20
    """
    meeting = None if looks_like_moment(arguments[0]) else arguments[0]
    moments = arguments if meeting is None else arguments[1:]
    start, end = _read_moments(app, moments)
    with app.asking() as desk:
        differences = auditing.diff(desk, meeting, *between(desk, start, end))
    if output == "text":
        app.show_text(diff_lines(differences, app.width), nothing=no_difference(meeting, start, end))
        return
    from tracker.export.json_objects import DIFF_KEYS, diff_object  # noqa: PLC0415 - imported only if needed

    objects = [diff_object(difference.meeting, difference.change, difference.event) for difference in differences]
    app.show_objects(output, objects, DIFF_KEYS)


def _read_moments(app: App, texts: Sequence[str]) -> tuple[Moment, Moment | None]:
    """Return FROM and TO; TO is None for now."""
    if not texts:
        raise TrackerError.unparsable("diff takes one or two moments", "Write: tracker diff [MEETING] FROM [TO]")
    return parse_moments(texts, app.clock.today())
