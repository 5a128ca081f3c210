"""The command `show`: one event in full."""

from collections.abc import Iterator

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.event_details import event_lines
from tracker.domain.clocks import read_position
from tracker.domain.history import Entry
from tracker.domain.report import Report
from tracker.ledger import auditing
from tracker.ledger.article_texts import text_of_event


@click.command("show")
@click.argument("position", metavar="@N")
@click.option(
    "--article", "with_article", is_flag=True, help="Add the article, with the words behind the fields marked."
)
@opt.output_format
@click.pass_obj
def show_command(app: App, /, position: str, output: str, *, with_article: bool) -> None:
    """Show the event @N in full: every field, the words behind each field, and its changes.

    \b
    tracker show @12
    """
    with app.asking() as desk:
        entry = auditing.entry_at(desk, read_position(position))
        text = text_of_event(desk, entry.event) if with_article else None
    if output == "text":
        app.show_text(_lines(app, entry, text))
        return
    from tracker.export.json_objects import HISTORY_KEYS, history_object  # noqa: PLC0415 - imported only if needed

    event = history_object(entry) | ({} if text is None else {"article_text": text})
    if output == "json":
        app.show_json(event)
    else:
        app.show_csv([event], HISTORY_KEYS if text is None else (*HISTORY_KEYS, "article_text"))


def _lines(app: App, entry: Entry, text: str | None) -> Iterator[str]:
    yield from event_lines(entry, app.width, color=app.color)
    if text is None or not isinstance(entry.event.body, Report):
        return
    from tracker.cli.text.article_marks import article_lines  # noqa: PLC0415 - imported only if needed

    yield ""
    yield from article_lines(text, [entry.event.body], app.width, color=app.color)
