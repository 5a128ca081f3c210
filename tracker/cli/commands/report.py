"""The command `report`: record what a news item says about a meeting."""

from typing import Any

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.report_options import OPTIONAL, REQUIRED, click_options
from tracker.cli.report_texts import fields_with_codes, typed_texts
from tracker.cli.text.outcome_lines import show_outcome
from tracker.domain.import_line import read_line
from tracker.ledger import recording
from tracker.ledger.report_texts import refuse_words_alone


@click.command("report")
@click.argument("meeting")
@click.argument("stage")
@click_options(*REQUIRED, required=True)
@click_options(*OPTIONAL)
@click.option("--new", is_flag=True, help="Start a new meeting.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def report_command(
    app: App,
    /,
    meeting: str,
    output: str,
    *,
    new: bool,
    dry_run: bool,
    **options: Any,  # noqa: ANN401 - the options of the table
) -> None:
    """Record what one news item says about one MEETING: its STAGE, and whatever else the item claims.

    STAGE is proposed, arranging, in-final-arrangement, confirmed, rescheduled, postponed, cancelled, held, denied, or
    noted if the item only adds details.

    \b
    tracker report ahn-japan-2026-01 in-final-arrangement --new \\
      --source NationPress --via Yonhap --published 2026-01-21 \\
      --attribution sources --attributed-to "government sources" \\
      --window 2026-01-29/2026-01-31 --place "Yokosuka?" --host JP \\
      --with "Ahn Gyu-back, defence minister, KR"
    """
    options["published"] = opt.publication(app, options["published"])
    texts = typed_texts(options)
    refuse_words_alone(texts)
    line = read_line({"meeting": meeting, "new": new, **fields_with_codes(app, texts)})
    with app.recording(dry_run=dry_run, begins=new) as desk:
        outcome = recording.record(desk, line, dry_run=dry_run)
    show_outcome(app, outcome, output)
