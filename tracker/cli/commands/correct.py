"""The command `correct`: change fields of an earlier report or link."""

from collections.abc import Sequence
from typing import Any

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.cause_options import cause_options, read_cause
from tracker.cli.report_options import OPTIONAL, click_options
from tracker.cli.report_texts import fields_with_codes, typed_texts
from tracker.cli.text.outcome_lines import show_outcome
from tracker.domain.clocks import parse_published, read_position
from tracker.domain.errors import TrackerError, quoted
from tracker.domain.import_line import read_typed_word
from tracker.domain.report import Json
from tracker.domain.vocabulary import RELATIONS
from tracker.ledger import mending
from tracker.ledger.report_fields import REPORT_FIELDS, set_at

_NAME_A_FIELD = "Name a field: --window, --stage, --clear …; of a link --relation or --to."
_CLEARABLE = {option.name: option for option in REPORT_FIELDS if option.clearable}


@click.command("correct")
@click.argument("position", metavar="@N")
@cause_options
@click.option("--published", metavar="DATE", help="The item's correct date; with --fault outlet, when corrected.")
@click_options("stage", "source", *OPTIONAL)
@click.option("--clear", multiple=True, metavar="FIELD", help="Empty a field; repeats.")
@click.option("--relation", help="For a link: the correct relation.")
@click.option("--to", "other", metavar="MEETING", help="For a link: the correct other meeting.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def correct_command(
    app: App,
    /,
    position: str,
    because: str,
    fault: str,
    published: str | None,
    clear: tuple[str, ...],
    relation: str | None,
    other: str | None,
    output: str,
    *,
    dry_run: bool,
    **options: Any,  # noqa: ANN401 - the options of the table
) -> None:
    """Correct fields of the report or link @N: logged wrong by the desk, or printed wrong by the outlet.

    A mistake of the desk never counted: --published then corrects the date of the item. A mistake of the outlet
    counts until the outlet corrected it, on the day of --published (default: today). An option replaces the whole
    field; --with, --without, --via and --side replace the whole list.

    \b
    tracker correct @7 --window 2026-01-30 --because "the notice says so"
    """
    if fault == "desk":
        # The desk's mistake never counted, so it has no date of its own, and the option is a field to correct.
        options["published"], published = _read_date(app, published), None
    with app.recording(dry_run=dry_run) as desk:
        fields = _report_fields(app, options, clear) | _link_fields(relation, other)
        if not fields:
            raise TrackerError.unparsable("there is nothing to correct", _NAME_A_FIELD)
        cause = read_cause(app, because, fault, published)
        outcome = mending.correct(desk, read_position(position), fields, cause, dry_run=dry_run)
    show_outcome(app, outcome, output)


def _read_date(app: App, published: str | None) -> str | None:
    date = opt.publication(app, published)
    return parse_published(date).text if date else None


def _report_fields(app: App, options: dict[str, Any], clear: Sequence[str]) -> Json:
    """Return the fields of a report to correct, in the shape of an import line; null clears one."""
    fields = fields_with_codes(app, typed_texts(options))
    for name in clear:
        option = _CLEARABLE.get(name.lower().replace("_", "-"))
        if option is None:
            raise TrackerError.unparsable(
                f"{quoted(name)} is not a field that can be cleared", f"Choose from: {', '.join(_CLEARABLE)}."
            )
        if option.is_set(fields):
            raise TrackerError.unparsable(f"{name} is both cleared and set", "Do only one of the two.")
        set_at(fields, option.clear_path, None)
    return fields


def _link_fields(relation: str | None, other: str | None) -> Json:
    """Return the fields of a link to correct."""
    fields: Json = {}
    if relation:
        fields["relation"] = read_typed_word(relation, RELATIONS, "a relation")
    if other:
        fields["meeting"] = other
    return fields
