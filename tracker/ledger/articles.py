"""Importing articles: each is read, and the drafts that are sure are recorded, all in one process."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.clocks import Published, parse_published
from tracker.domain.errors import TrackerError, quoted
from tracker.domain.import_line import read_source
from tracker.domain.report import Source
from tracker.ledger.desk import Desk
from tracker.ledger.drafting import credited, proposals
from tracker.ledger.importing import objects_of_lines
from tracker.ledger.known_people import known_people
from tracker.ledger.proposal import Proposal
from tracker.ledger.recorded_drafts import Recorded
from tracker.reading.draft import Known, Reading
from tracker.reading.pipeline import read

# Reads a text; by default the rules do.
Reader = Callable[[str, Known], Reading]
# Records or queues the drafts of an article.
Store = Callable[[Desk, tuple[Proposal, ...]], tuple[Recorded, ...]]

_KEYS: Final = ("text", "source", "published", "url", "headline", "via", "language")


class ArticleLine(Struct, frozen=True, kw_only=True):
    """A line of a file of articles: its number, the text, and where it was published when."""

    number: int
    text: str
    source: Source
    published: Published


class ArticleResult(Struct, frozen=True, kw_only=True):
    """What came of the drafts of an article, or the error with which it could not be read."""

    number: int
    recorded: tuple[Recorded, ...] = ()
    error: TrackerError | None = None


def read_article_lines(lines: Iterable[str]) -> list[ArticleLine]:
    """Return the articles of a file, the oldest first. Raise `TrackerError` with the line that is not valid."""
    articles = []
    for number, data in objects_of_lines(lines):
        try:
            articles.append(_article(number, data))
        except TrackerError as error:
            raise error.at(f"line {number}") from error
    return sorted(articles, key=lambda article: article.published.key)


def import_articles(
    desk: Desk, articles: Iterable[ArticleLine], reader: Reader, store: Store
) -> Iterator[ArticleResult]:
    """Read article after article, and store its drafts in a transaction of its own."""
    for article in articles:
        try:
            drafted = article_proposals(desk, article.text, article.source, article.published, reader)
            yield ArticleResult(number=article.number, recorded=store(desk, drafted))
        except TrackerError as error:
            yield ArticleResult(number=article.number, error=error)


def article_proposals(
    desk: Desk, text: str, source: Source, published: Published, reader: Reader = read
) -> tuple[Proposal, ...]:
    """Read an article, and return its drafts. What the source does not say is taken from the text."""
    people = known_people(desk, text)
    reading = reader(text, Known(published=published.date, outlet=source.outlet, people=people))
    whole_source = replace(
        source,
        headline=source.headline or reading.headline,
        via=source.via or credited(reading, source.outlet),
    )
    return proposals(desk, reading, whole_source, published)


def _article(number: int, data: dict[str, Any]) -> ArticleLine:
    for key in data:
        if key not in _KEYS:
            raise TrackerError.unparsable(f"unknown key {quoted(key)}", f"Valid keys: {', '.join(_KEYS)}.")
    source = {key: data.get(key) for key in ("url", "headline", "via", "language")}
    return ArticleLine(
        number=number,
        text=_text(data, "text"),
        source=read_source({"outlet": _text(data, "source"), **source}),
        published=parse_published(_text(data, "published")),
    )


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise TrackerError.unparsable(f"the article has no {key}", f"Add {key}: it is required, as text.")
    return value
