"""Recording the drafts of news items, and printing what became of them."""

from collections.abc import Sequence

import click
from click.core import ParameterSource

from tracker.cli.app import App
from tracker.cli.draft_run import Run
from tracker.cli.news_items import Item
from tracker.cli.terminal import show
from tracker.cli.text.draft_json import draft_objects
from tracker.cli.text.item_lines import heading_lines
from tracker.cli.text.recorded_lines import recorded_lines
from tracker.domain.errors import REFUSED
from tracker.ledger import inbox
from tracker.ledger.desk import Desk, is_missing
from tracker.ledger.drafting import proposals
from tracker.ledger.edited_drafts import record_edited
from tracker.ledger.recorded_drafts import Recorded, record_drafts, would_begin_log, would_begin_log_edited

Results = tuple[Recorded, ...]


def record_and_show(run: Run, items: Sequence[Item]) -> int:
    """Record the drafts, or put them into the inbox, and print what became of each. Return the exit code."""
    results = _record(run, items)
    if run.output == "json":
        run.app.show_json(draft_objects(items, results, with_item=run.several))
    else:
        _show_results(run, items, results)
    return REFUSED if any(result.error for item_results in results for result in item_results) else 0


def _record(run: Run, items: Sequence[Item]) -> list[Results]:
    """Record item after item, so that each is linked to the meetings that the items before it began.

    A log that does not exist yet is created only if there is something to record.
    """
    app, dry_run = run.app, run.dry_run
    if not dry_run and is_missing(app.place, ask_server=True):
        dry_run = not any(run.queue or _would_begin_log(app, item) for item in items)
    results = []
    begun: set[str] = set()
    with app.recording(dry_run=dry_run, begins=True, keep_texts=run.keep_text) as desk:
        for item in items:
            if item.lines is None:
                results.append(_record_or_queue(run, desk, item, dry_run=dry_run))
            else:
                drafts = list(zip(item.proposals, item.lines, strict=True))
                results.append(record_edited(desk, drafts, begun, dry_run=dry_run))
    return results


def _would_begin_log(app: App, item: Item) -> bool:
    """Return whether an empty log would record anything of an item."""
    if item.lines is not None:
        return would_begin_log_edited(item.lines, app.clock.now())
    return would_begin_log(item.proposals, app.clock.now())


def _record_or_queue(run: Run, desk: Desk, item: Item, *, dry_run: bool) -> Results:
    """Record the drafts that are sure, or queue drafts, or both.

    They are linked again: items before this one may have begun their meetings.
    """
    linked = proposals(desk, item.reading, item.source, item.published)
    if not run.queue:
        return record_drafts(desk, linked, dry_run=dry_run)
    store = inbox.record_or_queue if run.record else inbox.queue
    return store(desk, linked, dry_run=dry_run)


def _show_results(run: Run, items: Sequence[Item], results: Sequence[Results]) -> None:
    app = run.app
    context = click.get_current_context().parent
    db_is_typed = context is not None and context.get_parameter_source("db") is ParameterSource.COMMANDLINE
    for item, item_results in zip(items, results, strict=True):
        if item_results:
            app.say(heading_lines(run, item))
        for result in item_results:
            lines = recorded_lines(result, app.db if db_is_typed else None, color=app.color)
            if result.error:
                for line in lines:  # shown even with --quiet
                    show(line)
            else:
                app.say(lines)
