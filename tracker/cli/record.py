"""The commands that record: report, link, merge."""

from typing import Any

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.outcomes import show_outcome
from tracker.domain.import_line import read_line, read_word
from tracker.domain.vocabulary import RELATIONS
from tracker.ledger import recording


@click.command("report", short_help="Record what a news item says about a meeting.")
@click.argument("meeting")
@click.argument("stage")
@click.option("--source", "outlet", required=True, metavar="OUTLET", help="Who published the item.")
@click.option("--published", required=True, metavar="DATE", help="When: 2026-01-28, 2026-01-28T17:00+09:00, today.")
@opt.source_options
@opt.claim_options
@opt.attribution_options
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
        **opt.said(options),
    }
    trial: bool = options["dry_run"]
    with app.recording(dry_run=trial, begins=options["new"]) as desk:
        outcome = recording.record(desk, read_line(data), dry_run=trial)
    show_outcome(app, outcome, output)


@click.command("link", short_help="Say how one meeting stands to another.")
@click.argument("meeting")
@click.argument("relation")
@click.argument("other")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def link_command(app: App, /, meeting: str, relation: str, other: str, output: str, *, dry_run: bool) -> None:
    """Say that MEETING is the successor-of, part-of or caused-by OTHER.

    \b
    tracker link nakatani-seoul-2025-09 successor-of nakatani-seoul-2024-12
    """
    word = read_word(relation.lower().replace("-", "_"), RELATIONS, "a relation")
    with app.recording(dry_run=dry_run) as desk:
        outcome = recording.link(desk, meeting, word, other, dry_run=dry_run)
    show_outcome(app, outcome, output)


@click.command("merge", short_help="Say that two names are one meeting.")
@click.argument("meeting")
@click.argument("into")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def merge_command(app: App, /, meeting: str, into: str, output: str, *, dry_run: bool) -> None:
    """Say that MEETING is the same as INTO: its name becomes an alias, and its reports count for INTO.

    Retract the merge to separate them again.

    \b
    tracker merge nakatani-ahn-seoul nakatani-seoul-2025-09
    """
    with app.recording(dry_run=dry_run) as desk:
        outcome = recording.merge(desk, meeting, into, dry_run=dry_run)
    show_outcome(app, outcome, output)
