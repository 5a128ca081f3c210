"""The commands that mend what was recorded: correct, retract, undo."""

from typing import Any

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.outcomes import outcome_lines, outcome_object, show_outcome
from tracker.domain.clocks import parse_published
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
@opt.cause_options
@click.option("--published", metavar="DATE", help="The item's date, put right; of an outlet's fault, when it was.")
@click.option("--stage", help="The stage that it should have had.")
@click.option("--source", "outlet", metavar="OUTLET", help="Who published the item.")
@opt.source_options
@opt.claim_options
@opt.attribution_options
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
    trial: bool = options["dry_run"]
    with app.recording(dry_run=trial) as desk:
        fields, cause = _fields(app, options), _cause(app, _without_own_date(options))
        outcome = mending.correct(desk, opt.position(position), fields, cause, dry_run=trial)
    show_outcome(app, outcome, output)


@click.command("retract", short_help="Say that earlier events no longer count.")
@click.argument("positions", metavar="@N[..@M]")
@opt.cause_options
@click.option("--published", metavar="DATE", help="When the outlet took it back, with --fault outlet.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def retract_command(app: App, /, positions: str, output: str, **options: Any) -> None:  # noqa: ANN401
    """Say that the event @N, or all from @N to @M, no longer count. Nothing is deleted.

    A mistake of the desk never counted, on any day; what an outlet takes back counts until that day, --published.
    Other reports of the same origin are listed. To take a retraction back, retract it.

    \b
    tracker retract @9 --because "the newspaper withdrew it" \\
      --fault outlet --published 2026-01-25
    """
    first, dots, last = positions.partition("..")
    span = opt.position(first), opt.position(last if dots else first)
    trial: bool = options["dry_run"]
    with app.recording(dry_run=trial) as desk:
        outcomes = mending.retract(desk, *span, _cause(app, options), dry_run=trial)
    if output == "json":
        app.show_json([outcome_object(outcome) for outcome in outcomes] if dots else outcome_object(outcomes[0]))
    else:
        app.say(line for outcome in outcomes for line in outcome_lines(outcome, color=app.color))


@click.command("undo", short_help="Retract what you recorded last.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def undo_command(app: App, /, output: str, *, dry_run: bool) -> None:
    """Retract your last event that counts and is no retraction. Repeated, it goes further back.

    You are TRACKER_USER, else your login name. To redo, retract the retraction.
    """
    with app.recording(dry_run=dry_run) as desk:
        outcome = mending.undo(desk, dry_run=dry_run)
    show_outcome(app, outcome, output)


def _cause(app: App, options: dict[str, Any]) -> mending.Cause:
    published = opt.publication(app, options["published"])
    because = options["because"].strip()
    if not because:
        raise TrackerError.unparsable("--because says nothing", "Say what shows that it is wrong.")
    return mending.Cause(
        because=because, fault=options["fault"], published=parse_published(published) if published else None
    )


def _without_own_date(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options of a correction; the desk's has no date of its own, so `--published` is a field to correct."""
    return options if options["fault"] == "outlet" else {**options, "published": None}


def _fields(app: App, options: dict[str, Any]) -> Json:
    fields = opt.said(options, words_alone=True)
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
        fields["published"] = parse_published(opt.publication(app, options["published"]) or "").text
    if options["relation"]:
        fields["relation"] = read_word(options["relation"].lower().replace("-", "_"), RELATIONS, "a relation")
    if options["other"]:
        fields["meeting"] = options["other"]
    if not fields:
        raise TrackerError.unparsable("nothing is to be corrected", "Name a field: --window, --stage, --clear …")
    return fields
