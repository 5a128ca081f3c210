"""The command `report`: record what a news item says about a meeting."""

from typing import Any

import click

from tracker.cli import options as opt
from tracker.cli import report_options
from tracker.cli.app import App
from tracker.cli.text.outcome_lines import show_outcome
from tracker.domain.import_line import read_line
from tracker.ledger import recording


@click.command("report", short_help="Record what a news item says about a meeting.")
@click.argument("meeting")
@click.argument("stage")
@click.option("--source", "outlet", required=True, metavar="OUTLET", help="Who published the item.")
@click.option("--published", required=True, metavar="DATE", help="When: 2026-01-28, 2026-01-28T17:00+09:00, today.")
@report_options.source_options
@report_options.claim_options
@report_options.attribution_options
@click.option("--new", is_flag=True, help="This report begins a meeting.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def report_command(app: App, /, meeting: str, stage: str, published: str, output: str, **options: Any) -> None:  # noqa: ANN401
    """Record what one news item says about one MEETING: that it stands at STAGE, and whatever else it claims.

    STAGE is proposed, arranging, in-final-arrangement, confirmed, rescheduled, postponed, cancelled, held, denied, or
    noted where it only adds details.

    \b
    tracker report ahn-japan-2026-01 in-final-arrangement --new \\
      --source NationPress --via Yonhap --published 2026-01-21 \\
      --attribution sources --attributed-to "government sources" \\
      --window 2026-01-29/2026-01-31 --place "Yokosuka?" --host JP \\
      --with "Ahn Gyu-back, defence minister, KR"
    """
    data = {
        "meeting": meeting,
        "new": options["new"],
        "stage": stage,
        "published": opt.publication(app, published),
        **report_options.said(options),
    }
    dry_run: bool = options["dry_run"]
    with app.recording(dry_run=dry_run, begins=options["new"]) as desk:
        outcome = recording.record(desk, read_line(data), dry_run=dry_run)
    show_outcome(app, outcome, output)
