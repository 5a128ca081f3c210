"""The command that reads articles, shows what they say of meetings, and records it: draft."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import click
from click.core import ParameterSource
from msgspec import Struct
from msgspec.structs import replace

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.articles import name_of, named
from tracker.cli.columns import wrap
from tracker.cli.drafts import draft_lines, recorded_lines
from tracker.cli.items import Given, Item, read_items
from tracker.cli.marks import article_lines
from tracker.cli.terminal import safe, show
from tracker.domain.clocks import parse_published
from tracker.domain.errors import REFUSED, TrackerError
from tracker.domain.report import Json
from tracker.ledger import recording
from tracker.ledger.desk import Desk, is_missing
from tracker.ledger.drafting import Recorded, proposals, record_drafts, would_record


class Shown(Struct, frozen=True, kw_only=True):
    """How it is to be printed: the format, and whether each draft says which of several items it is from."""

    output: str
    many: bool


@click.command("draft", short_help="Read an article and draft its reports.")
@click.argument("files", metavar="[FILE|-]...", nargs=-1)
@click.option("--source", "outlet", metavar="OUTLET", help="Who published it, if a page or a feed does not say so.")
@click.option("--published", metavar="DATE", help="When: 2026-01-28, 2026-01-28T17:00+09:00, today.")
@click.option("--url", help="Where the news item stands.")
@click.option("--via", multiple=True, metavar="OUTLET", help="Whom it was taken from; the last is the origin.")
@click.option("--language", metavar="CODE", help="The language of the item: en.")
@click.option("--record", "recorded", is_flag=True, help="Record the drafts that are sure, and list the others.")
@click.option("--edit", "edited", is_flag=True, help="Open the drafts in $EDITOR first; those that are left are sure.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def draft_command(
    app: App,
    /,
    files: tuple[str, ...],
    output: str,
    *,
    recorded: bool,
    edited: bool,
    dry_run: bool,
    **options: Any,  # noqa: ANN401
) -> int:
    """Read articles, and show which meetings they speak of: at what stage, on whose word, when, where, and who comes.

    Each answer stands beside the words that it rests on. A FILE is plain text, headline first, a saved web page, or an
    RSS or Atom feed; without one, standard input is read. Nothing is recorded without --record; an article that is
    recorded twice adds nothing the second time.

    \b
    tracker draft article.txt --source NationPress --published 2026-01-21
    tracker draft article.txt --source NationPress --published today --record
    """
    published = opt.publication(app, options.pop("published"))
    given = Given(published=parse_published(published) if published else None, **options)
    read = read_items(app, named(files), given)
    _tell_where_none_is(read)
    items = [item for item in read if item.proposals]
    for item in items:
        _tell_what_is_missing(item, needed=recorded or edited)
    shown = Shown(output=output, many=len(read) > 1 or any(item.article.of > 1 for item in read))
    if edited and items:
        return _edit(app, items, shown, recorded=recorded, dry_run=dry_run)
    return _finish(app, items, shown, recorded=recorded, dry_run=dry_run)


def _tell_where_none_is(items: Sequence[Item]) -> None:
    """Say which files speak of no meeting."""
    for file, group in groupby(items, key=lambda item: item.article.file):
        found = list(group)
        none = [item for item in found if not item.proposals]
        if none:
            several = f"{len(none)} of {len(found)} items in " if len(found) > 1 else ""
            show(f"No meeting found in {several}{safe(name_of(file))}.", err=True)


def _tell_what_is_missing(item: Item, *, needed: bool) -> None:
    """Say that the outlet or the date of an item is not known: without them, nothing of it can be recorded."""
    name = item.article.name
    if not item.source.outlet and needed:
        raise TrackerError.unparsable(f"{name} does not say who published it", "Say who published it: --source.")
    if not item.dated:
        if needed:
            raise TrackerError.unparsable(f"{name} bears no date", "Say when it was published: --published.")
        show(f"{safe(name)} bears no date: relative dates are left open without --published.", err=True)


def _edit(app: App, items: Sequence[Item], shown: Shown, *, recorded: bool, dry_run: bool) -> int:
    """Go on with what a person makes of the drafts. The text is kept where the log refuses some of it."""
    from tracker.cli.edited import edit_items  # noqa: PLC0415 - only where it is asked for
    from tracker.cli.editing import kept_in  # noqa: PLC0415

    items, path = edit_items(items)
    try:
        code = _finish(app, items, shown, recorded=recorded, dry_run=dry_run)
    except TrackerError as error:
        error.hint = f"{error.hint} {kept_in(path)}".strip()
        raise
    if not items and shown.output == "text":
        app.say(["every draft was deleted, so nothing was recorded"])
    if code == REFUSED:
        show(f"tracker: {kept_in(path)}", err=True)
    else:
        path.unlink(missing_ok=True)
    return code


def _finish(app: App, items: Sequence[Item], shown: Shown, *, recorded: bool, dry_run: bool) -> int:
    """Show the drafts, or record them and show what came of it."""
    done = _record_all(app, items, dry_run=dry_run) if recorded else [()] * len(items)
    told = list(zip(items, done, strict=True))
    if shown.output == "json":
        app.show_json([draft for item, results in told for draft in _objects(item, results, shown)])
    elif recorded:
        _say_what_was_recorded(app, [one for results in done for one in results])
    else:
        app.show_text(_view(app, items, shown))
    return REFUSED if any(one.error for results in done for one in results) else 0


def _view(app: App, items: Sequence[Item], shown: Shown) -> Iterator[str]:
    """Return the drafts of each item; on a terminal below the article, with the words marked that they rest on."""
    for number, item in enumerate(items):
        if number:
            yield ""
        if shown.many:
            headline = f": {item.source.headline}" if item.source.headline else ""
            yield from wrap(safe(f"{name_of(item.article.file)}{headline}"), app.width)
            yield ""
        if app.width is not None:
            drafts = [proposal.draft for proposal in item.proposals]
            yield from article_lines(item.reading.text, drafts, app.width, color=app.color)
            yield ""
        for place, proposal in enumerate(item.proposals):
            if place:
                yield ""
            yield from draft_lines(proposal, app.width, color=app.color)


def _objects(item: Item, results: Sequence[Recorded], shown: Shown) -> Iterator[Json]:
    from tracker.cli.drafted import drafted  # noqa: PLC0415 - only where JSON is asked for
    from tracker.export.drafts import READ_KEYS, draft_object, recorded_object  # noqa: PLC0415

    where = dict(zip(READ_KEYS, (item.article.file, item.source.headline, item.source.url), strict=True))
    for place, proposal in enumerate([one.proposal for one in results] or item.proposals):
        said = draft_object(drafted(proposal))
        if results:
            error, outcome = results[place].error, results[place].outcome
            position, repeat_of = (outcome.position, outcome.repeat_of) if outcome else (None, None)
            said |= recorded_object(position, repeat_of, str(error) if error else None)
        yield said | where if shown.many else said


def _say_what_was_recorded(app: App, results: Sequence[Recorded]) -> None:
    context = click.get_current_context().parent
    told = context is not None and context.get_parameter_source("db") is ParameterSource.COMMANDLINE
    for one in results:
        lines = recorded_lines(one, app.db if told else None, color=app.color)
        if one.error:
            for line in lines:
                show(line)
        else:
            app.say(lines)


# Recording


def _record_all(app: App, items: Sequence[Item], *, dry_run: bool) -> list[tuple[Recorded, ...]]:
    """Record item after item, each linked to the meetings that earlier ones began. Create no log for nothing."""
    if not dry_run and is_missing(app.place, ask_server=True):
        dry_run = not any(_would_record(app, item) for item in items)
    with app.recording(dry_run=dry_run, begins=True) as desk:
        started: set[str] = set()
        return [
            _record_edited(desk, item, started, dry_run=dry_run)
            if item.lines is not None
            else _record_sure(desk, item, dry_run=dry_run)
            for item in items
        ]


def _would_record(app: App, item: Item) -> bool:
    if item.lines is not None:
        return bool(item.lines)
    return would_record(item.proposals, app.clock.now())


def _record_sure(desk: Desk, item: Item, *, dry_run: bool) -> tuple[Recorded, ...]:
    drafted = proposals(desk, item.reading, item.source, item.published)
    return record_drafts(desk, drafted, dry_run=dry_run)


def _record_edited(desk: Desk, item: Item, started: set[str], *, dry_run: bool) -> tuple[Recorded, ...]:
    """Record what a person made of the drafts; two items may begin one meeting, which the second finds begun."""
    done = []
    for proposal, line in zip(item.proposals, item.lines or (), strict=True):
        entry = replace(line, new=line.new and line.meeting not in started)
        try:
            outcome = recording.record(desk, entry, dry_run=dry_run)
        except TrackerError as error:
            done.append(Recorded(proposal=proposal, error=error))
            continue
        done.append(Recorded(proposal=proposal, outcome=outcome))
        if not dry_run:
            started.add(line.meeting)
    return tuple(done)
