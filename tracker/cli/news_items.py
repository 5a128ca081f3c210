"""The news items that `draft` works on: each article read, and its drafts linked to the meetings of the ledger."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.cli.app import App
from tracker.cli.article_files import Article, articles_in
from tracker.cli.progress import progress_bar
from tracker.cli.terminal import safe, show
from tracker.domain.clocks import Published, parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line
from tracker.domain.report import Source
from tracker.ledger.desk import Desk
from tracker.ledger.drafting import credited, proposals
from tracker.ledger.known_people import known_people
from tracker.ledger.proposal import Proposal
from tracker.reading.article.outlets import outlet_name
from tracker.reading.draft import Known, Reading
from tracker.reading.pipeline import read
from tracker.service.language_model import Choice

_SLOW: Final = 50  # articles; reading that many takes half a second


class SourceOptions(Struct, frozen=True, kw_only=True):
    """The options about the source. They take precedence over the page, the feed and the text."""

    outlet: str | None
    published: Published | None
    url: str | None
    via: tuple[str, ...]
    language: str | None


class Item(Struct, frozen=True, kw_only=True):
    """A news item that was read, and the drafts that it gives.

    If the day of publication is not known, `dated` is False, and `published` is today. `lines` are set once a person
    has edited the drafts: the line to record for each proposal.
    """

    article: Article
    reading: Reading
    source: Source
    published: Published
    dated: bool
    proposals: tuple[Proposal, ...]
    lines: tuple[Line, ...] | None = None
    took: str | None


def traces(app: App, files: Sequence[str], options: SourceOptions) -> Iterator[str]:
    """Yield, line by line, what each stage of the rules makes of each article."""
    from tracker.reading.trace import trace  # noqa: PLC0415 - only with --trace

    with app.recording(dry_run=True, begins=True) as desk, desk.snapshot():
        for article in (article for file in files for article in articles_in(file)):
            known = replace(known_without_log(article, options), people=known_people(desk, article.text))
            try:
                yield from trace(article.text, known)
            except TrackerError as error:
                raise error.at(article.name) from error


def read_items(app: App, files: Sequence[str], options: SourceOptions, choice: Choice) -> list[Item]:
    """Read every file, or raise. An unreadable item of a feed is left out, with a message on stderr.

    While a language model is asked, no snapshot of the log is kept open.
    """
    articles = [article for file in files for article in articles_in(file)]
    count = len(articles)
    items = []
    # As in a dry run, a missing log is empty and stays missing.
    with (
        app.recording(dry_run=True, begins=True) as desk,
        nullcontext() if choice.model else desk.snapshot(),
        progress_bar(app, "reading", count, slow=count >= _SLOW) as bar,
    ):
        for article in articles:
            try:
                items.append(_item(app, desk, article, options, choice))
            except TrackerError as error:
                if article.items == 1:
                    raise error.at(article.name) from error
                show(safe(f"tracker: {article.name}: {error.sentence}"), err=True)
            bar.update(1)
    return items


def _item(app: App, desk: Desk, article: Article, options: SourceOptions, choice: Choice) -> Item:
    known = known_without_log(article, options)
    outlet = known.outlet or ""
    reading, took = _read(article, replace(known, people=known_people(desk, article.text)), choice)
    published = options.published or article.published or _printed(reading)
    source = Source(
        outlet=outlet,
        url=options.url or article.url,
        headline=article.title or reading.headline,
        language=options.language or article.language,
        via=tuple(map(outlet_name, options.via)) or credited(reading, outlet),
    )
    published_or_today = published or parse_published(app.clock.today().isoformat())
    return Item(
        article=article,
        reading=reading,
        source=source,
        published=published_or_today,
        dated=published is not None,
        proposals=proposals(desk, reading, source, published_or_today),
        took=took,
    )


def known_without_log(article: Article, options: SourceOptions) -> Known:
    """Return the facts about an article that need no log."""
    published = options.published or article.published
    outlet = outlet_name(options.outlet or article.outlet or "")
    return Known(published=published.date if published else None, outlet=outlet or None)


def _read(article: Article, known: Known, choice: Choice) -> tuple[Reading, str | None]:
    """Read an article. Say so if a language model did not answer. Return what asking it took, too."""
    if choice.model is None:
        return read(article.text, known), None
    from tracker.service.reader import read_with  # noqa: PLC0415 - only with a language model

    result = read_with(choice, article.text, known)
    if result.failure:
        show(safe(f"{article.name}: {result.failure}"), err=True)
    return result.reading, result.took


def _printed(reading: Reading) -> Published | None:
    """Return the day that the text itself bears."""
    return parse_published(reading.published.isoformat()) if reading.published else None
