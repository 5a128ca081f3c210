"""The command `correct`: change fields of an earlier report or link."""

from typing import Any

import click

from tracker.cli import options as opt
from tracker.cli import report_options
from tracker.cli.app import App
from tracker.cli.cause_options import cause_options, read_cause
from tracker.cli.text.outcome_lines import show_outcome
from tracker.domain.clocks import published as read_published
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import read_stage, read_word
from tracker.domain.report import Json
from tracker.domain.vocabulary import RELATIONS
from tracker.ledger import mending

# What `--clear` can name, and where it stands in a report.
_CLEARABLE = {
    **{field: ("source", field) for field in ("url", "headline", "language", "via")},
    "attribution": ("attribution", "class"),
    "attributed-to": ("attribution", "words"),
    "side": ("attribution", "side"),
    "with": ("claims", "participants"),
    "original-window": ("claims", "original_window"),
    **{field: ("claims", field) for field in ("window", "place", "host", "without", "kind", "title", "reason", "by")},
    "quote": ("quote",),
    "target": ("target",),
}


@click.command("correct", short_help="Put fields of an earlier report or link right.")
@click.argument("position", metavar="@N")
@cause_options
@click.option("--published", metavar="DATE", help="The item's date, put right; of an outlet's fault, when it was.")
@click.option("--stage", help="The stage that it should have had.")
@click.option("--source", "outlet", metavar="OUTLET", help="Who published the item.")
@report_options.source_options
@report_options.claim_options
@report_options.attribution_options
@click.option("--clear", multiple=True, metavar="FIELD", help="Take out what it says of a field.")
@click.option("--relation", help="Of a link: the relation that it should have had.")
@click.option("--to", "other", metavar="MEETING", help="Of a link: the meeting that it should point to.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def correct_command(app: App, /, position: str, output: str, **options: Any) -> None:  # noqa: ANN401
    """Put fields of the report or link @N right: mis-logged by the desk, or printed wrong by the outlet.

    A mistake of the desk never counted, on any day: --published is then the date that the item bears. One of the
    outlet counts until it was put right, on the day of --published (today, if not given). What is given replaces what
    the report said: --with, --without, --via and --side the whole list.

    \b
    tracker correct @7 --window 2026-01-30 --because "the notice says so"
    """
    dry_run: bool = options["dry_run"]
    with app.recording(dry_run=dry_run) as desk:
        # The desk's fault has no date of its own, so `--published` is then a field to correct.
        fault_date = options["published"] if options["fault"] == "outlet" else None
        fields = _fields(app, options)
        cause = read_cause(app, options["because"], options["fault"], fault_date)
        outcome = mending.correct(desk, opt.position(position), fields, cause, dry_run=dry_run)
    show_outcome(app, outcome, output)


def _fields(app: App, options: dict[str, Any]) -> Json:
    fields = report_options.said(options, words_alone=True)
    for name in options["clear"]:
        path = _CLEARABLE.get(name.lower().replace("_", "-"))
        if path is None:
            raise TrackerError.unparsable(
                f"{name[:60]!r} is no field to clear", f"Choose from: {', '.join(_CLEARABLE)}."
            )
        inner = fields if len(path) == 1 else fields.setdefault(path[0], {})
        if path[-1] in inner:
            raise TrackerError.unparsable(f"{name} is to be cleared and set", "Do one of the two.")
        inner[path[-1]] = None
    if options["stage"]:
        fields["stage"] = read_stage(options["stage"])
    if options["published"] and options["fault"] == "desk":
        fields["published"] = read_published(opt.publication(app, options["published"]) or "").text
    if options["relation"]:
        fields["relation"] = read_word(options["relation"].lower().replace("-", "_"), RELATIONS, "relation")
    if options["other"]:
        fields["meeting"] = options["other"]
    if not fields:
        raise TrackerError.unparsable("nothing is to be corrected", "Name a field: --window, --stage, --clear …")
    return fields
