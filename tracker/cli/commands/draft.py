"""The command `draft`: read articles, show the meetings that they report, and record them."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.article_files import articles_in, display_name, files_to_read
from tracker.cli.draft_run import Run
from tracker.cli.news_items import Item, SourceOptions, known_without_log, read_items, traces
from tracker.cli.report_options import click_options
from tracker.cli.terminal import safe, show
from tracker.cli.text.item_lines import item_lines
from tracker.domain.clocks import parse_published
from tracker.domain.errors import REFUSED, TrackerError
from tracker.service.language_model import LanguageModel, choice_of


@click.command("draft")
@click.argument("files", metavar="[FILE|-]...", nargs=-1)
@click.option(
    "--source", "outlet", metavar="OUTLET", help="Who published the item, if the page or feed does not say so."
)
@click_options("published", "url", "via", "language")
@click.option("--record", is_flag=True, help="Record the drafts that are sure, and list the others.")
@click.option("--queue", is_flag=True, help="Put the drafts into the inbox; with --record, those that are not sure.")
@click.option("--edit", is_flag=True, help="Edit the drafts in $EDITOR first; those that you keep are sure.")
@click.option(
    "--keep-text/--no-keep-text",
    default=None,
    help="Store the article with what is recorded or queued. Default: in a file yes, on a server no.",
)
@opt.reader
@click.option("--trace", is_flag=True, help="Show what each stage of the rules makes of the articles; record nothing.")
@click.option(
    "--dry-run",
    is_flag=True,
    help="Record nothing; with a language model, show what it would be sent, and send nothing.",
)
@opt.outcome_format
@click.pass_obj
def draft_command(
    app: App,
    /,
    files: tuple[str, ...],
    output: str,
    *,
    record: bool,
    queue: bool,
    edit: bool,
    keep_text: bool | None,
    reader: str | None,
    trace: bool,
    verbose: bool,
    dry_run: bool,
    **options: Any,  # noqa: ANN401
) -> int:
    """Read articles, and show the meetings that they report: stage, who says so, when, where, and who takes part.

    Each value is shown with the words that it rests on. A FILE is plain text that begins with the headline, a saved
    web page, a feed (RSS, Atom, JSON Feed), or an agency's file (NewsML, NITF, ninjs); without one, standard input is
    read. Nothing is recorded without --record; recording an article again adds nothing. With --queue drafts wait in the
    inbox until somebody accepts them. A language model reads if --reader or the configuration says so, and only then is
    anything sent anywhere.

    \b
    tracker draft article.txt --source NationPress --published 2026-01-21
    tracker draft article.txt --source NationPress --published today --record
    """
    if edit and queue:
        raise TrackerError.unparsable(
            "--edit and --queue exclude each other", "Queue the drafts, then edit them: tracker accept 1 --edit"
        )
    published = opt.publication(app, options.pop("published"))
    source_options = SourceOptions(published=parse_published(published) if published else None, **options)
    if trace:
        _refuse_with_trace(record=record, queue=queue, edit=edit, json=output == "json")
        return _show_trace(app, files, source_options)
    choice = choice_of(app.configuration, reader)
    if choice.model and dry_run:
        return _show_questions(app, choice.model, files, source_options)
    read = read_items(app, files_to_read(files), source_options, choice)
    if verbose:
        app.note(f"{item.article.name}: {item.took}" for item in read if item.took)
    items = _with_meetings(read, recording=record or queue)
    several = _are_several(read)
    run = Run(app=app, output=output, record=record, queue=queue, keep_text=keep_text, dry_run=dry_run, several=several)
    return _edit(run, items) if edit and items else _finish(run, items)


def _refuse_with_trace(**options: bool) -> None:
    for option in (name for name, is_given in options.items() if is_given):
        name = "--format json" if option == "json" else f"--{option}"
        raise TrackerError.unparsable(f"--trace and {name} exclude each other", "A trace is text, and records nothing.")


def _show_trace(app: App, files: Sequence[str], options: SourceOptions) -> int:
    app.show_text([safe(line) for line in traces(app, files_to_read(files), options)])
    return 0


def _show_questions(app: App, model: LanguageModel, files: Sequence[str], options: SourceOptions) -> int:
    from tracker.cli.model_questions import show_question  # noqa: PLC0415 - httpx takes 100 ms

    for article in (article for file in files_to_read(files) for article in articles_in(file)):
        show_question(app, model, article.name, article.text, known_without_log(article, options))
    return 0


def _with_meetings(read: Sequence[Item], *, recording: bool) -> list[Item]:
    """Return the items that report a meeting, the oldest first: of two reports of one time the last recorded stands."""
    _report_files_without_meeting(read)
    items = sorted((item for item in read if item.proposals), key=lambda item: item.published.key)
    for item in items:
        _check_source(item, required=recording)
    return items


def _are_several(read: Sequence[Item]) -> bool:
    return len(read) > 1 or any(item.article.items > 1 for item in read)


def _report_files_without_meeting(items: Sequence[Item]) -> None:
    for file, group in groupby(items, key=lambda item: item.article.file):
        has_meeting = [bool(item.proposals) for item in group]
        without = has_meeting.count(False)
        if without:
            several = f"{without} of {len(has_meeting)} items in " if len(has_meeting) > 1 else ""
            show(f"No meeting found in {several}{safe(display_name(file))}.", err=True)
    if items and not any(item.proposals for item in items):
        show("hint: Names need their capital letters. tracker report records a meeting by hand.", err=True)


def _check_source(item: Item, *, required: bool) -> None:
    """Say that the outlet or the date of an item is not known. If they are required to record it, raise."""
    name = item.article.name
    if not item.source.outlet and required:
        raise TrackerError.unparsable(f"{name} does not say who published it", "Say who published it: --source.")
    if not item.dated:
        if required:
            raise TrackerError.unparsable(f"{name} has no date", "Say when it was published: --published.")
        show(f"{safe(name)} has no date: without --published, relative dates are not resolved.", err=True)


def _edit(run: Run, items: Sequence[Item]) -> int:
    """Let the user edit the drafts, then go on. The text is kept unless all of it was recorded."""
    from tracker.cli.item_editor import edit_items, edit_only, kept_in  # noqa: PLC0415 - only needed with --edit

    if not run.record and not all(item.source.outlet and item.dated for item in items):
        show(f"Nothing was recorded. {kept_in(edit_only(items))}", err=True)
        return 0
    items, notes, path = edit_items(items)
    run.app.note(notes)
    try:
        code = _finish(run, items)
    except TrackerError as error:
        error.hint = f"{error.hint} {kept_in(path)}".strip()
        raise
    except BaseException:
        show(kept_in(path), err=True)
        raise
    if not items and run.output == "text":
        run.app.say(["every draft was deleted, so nothing was recorded"])
    if code == REFUSED:
        show(f"tracker: {kept_in(path)}", err=True)
    elif items and (run.dry_run or not run.record):
        show(f"Nothing was recorded. {kept_in(path)}", err=True)
    else:
        path.unlink(missing_ok=True)
    return code


def _finish(run: Run, items: Sequence[Item]) -> int:
    """Print the drafts, or record them and print what became of each. Return the exit code."""
    if run.stores:
        from tracker.cli.item_recording import record_and_show  # noqa: PLC0415 - 10 ms, only needed for recording

        return record_and_show(run, items)
    if run.output == "json":
        from tracker.cli.text.draft_json import draft_objects  # noqa: PLC0415 - imported only if needed

        run.app.show_json(draft_objects(items, with_item=run.several))
    else:
        run.app.show_text(item_lines(run, items))
    return 0
