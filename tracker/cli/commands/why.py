"""The command `why`: show which report set each field of a status."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.empty_answers import no_fields
from tracker.cli.text.why_table import why_table
from tracker.ledger import auditing


@click.command("why")
@click.argument("meeting")
@click.option("--words", is_flag=True, help="Add the words of the article behind each field that was drafted.")
@opt.clocks
@opt.output_format
@click.pass_obj
def why_command(
    app: App, /, meeting: str, as_of: str | None, known_at: str | None, output: str, *, words: bool
) -> None:
    """Show each field of the status of MEETING with the report that set it, as `git blame` does for lines.

    \b
    tracker why ahn-koizumi-japan-2026-01
    """
    with app.asking() as desk:
        asked = opt.asked(desk, app, as_of, known_at)
        state, blames = auditing.why(desk, meeting, asked)
    if output == "text":
        app.show_text(
            why_table(blames, app.width, color=app.color, words=words), nothing=no_fields(state.meeting, asked)
        )
        return
    from tracker.export.json_objects import WHY_KEYS, why_object  # noqa: PLC0415 - imported only if needed

    objects = [why_object(blame.field, blame.value, blame.event, blame.words) for blame in blames]
    app.show_objects(output, objects, WHY_KEYS)
