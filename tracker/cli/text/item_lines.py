"""News items that were read, as text: each with its source, its date and its drafts."""

from collections.abc import Iterator, Sequence

from tracker.cli.article_files import display_name
from tracker.cli.draft_run import Run
from tracker.cli.news_items import Item
from tracker.cli.terminal import safe
from tracker.cli.text.article_marks import article_lines
from tracker.cli.text.columns import wrap
from tracker.cli.text.draft_details import draft_lines
from tracker.cli.text.field_values import published_text, source_text
from tracker.reading.draft import RULES


def item_lines(run: Run, items: Sequence[Item]) -> Iterator[str]:
    """Return the drafts of each item; on a terminal after the article, with the words marked that they rest on."""
    app = run.app
    for number, item in enumerate(items):
        if number:
            yield ""
        yield from heading_lines(run, item)
        yield ""
        if app.width is not None:
            drafts = [proposal.draft for proposal in item.proposals]
            yield from article_lines(item.reading.text, drafts, app.width, color=app.color)
            yield ""
        for place, proposal in enumerate(item.proposals):
            if place:
                yield ""
            yield from draft_lines(proposal, app.width, color=app.color)


def heading_lines(run: Run, item: Item) -> Iterator[str]:
    """Return the source and the date of an item, as they are recorded; of several items also the file and headline."""
    if run.several:
        headline = f": {item.source.headline}" if item.source.headline else ""
        yield from wrap(safe(f"{display_name(item.article.file)}{headline}"), run.app.width)
    outlet = source_text(item.source) if item.source.outlet else "no outlet"
    date = published_text(item.published) if item.dated else "no date"
    reader = "" if item.reading.reader == RULES else f", read by {item.reading.reader}"
    yield from wrap(safe(f"{outlet}, {date}{reader}"), run.app.width)
