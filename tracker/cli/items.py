"""The news items that `draft` works on: each read, with what the ledger makes of it, and edited where that is asked."""

from collections.abc import Sequence

from msgspec import Struct

from tracker.cli.app import App
from tracker.cli.articles import Article, articles
from tracker.cli.terminal import safe, show
from tracker.domain.clocks import Published, parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line
from tracker.domain.names import folded
from tracker.domain.report import Source
from tracker.ledger.desk import Desk
from tracker.ledger.drafting import Proposal, known_people, proposals
from tracker.reading.draft import Known, Reading
from tracker.reading.read import read


class Given(Struct, frozen=True, kw_only=True):
    """What the command line says of every item; it goes before what a page, a feed or the text says."""

    outlet: str | None
    published: Published | None
    url: str | None
    via: tuple[str, ...]
    language: str | None


class Item(Struct, frozen=True, kw_only=True):
    """A news item that was read, and what the ledger makes of each of its drafts.

    Where no day of publication is known, `dated` is False, and `published` is today. `lines` are what is to be
    recorded once a person has edited the drafts, one for each proposal.
    """

    article: Article
    reading: Reading
    source: Source
    published: Published
    dated: bool
    proposals: tuple[Proposal, ...]
    lines: tuple[Line, ...] | None = None


def read_items(app: App, files: Sequence[str], given: Given) -> list[Item]:
    """Read every file, or raise what is wrong with one. An item of a feed that cannot be read is left out, and told."""
    found = [article for file in files for article in articles(file)]
    items = []
    # A log that is missing is an empty one, and stays missing, as in a trial run.
    with app.recording(dry_run=True, begins=True) as desk, desk.snapshot():
        for article in found:
            try:
                items.append(_item(app, desk, article, given))
            except TrackerError as error:
                if article.of == 1:
                    raise error.at(article.name) from error
                show(safe(f"tracker: {article.name}: {error.sentence}"), err=True)
    return items


def _item(app: App, desk: Desk, article: Article, given: Given) -> Item:
    outlet = given.outlet or article.outlet
    published = given.published or article.published
    known = Known(
        published=published.date if published else None, outlet=outlet, people=known_people(desk, article.text)
    )
    reading = read(article.text, known)
    if published is None and reading.published:
        published = parse_published(reading.published.isoformat())
    source = Source(
        outlet=outlet or "",
        url=given.url or article.url,
        headline=article.title or reading.headline,
        language=given.language or article.language,
        via=given.via or tuple(one for one in reading.via if folded(one) != folded(outlet or "")),
    )
    day = published or parse_published(app.clock.today().isoformat())
    return Item(
        article=article,
        reading=reading,
        source=source,
        published=day,
        dated=published is not None,
        proposals=proposals(desk, reading, source, day),
    )
