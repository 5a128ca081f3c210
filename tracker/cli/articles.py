"""The files that `draft` is given: read, told apart, and taken into the items that they hold."""

import sys
from collections.abc import Sequence
from typing import BinaryIO, Final

from msgspec import Struct

from tracker.cli.inputs import opened
from tracker.domain.clocks import Published, parse_published
from tracker.domain.errors import TrackerError
from tracker.reading.article import feeds, pages
from tracker.reading.article.legible import decoded

# A feed of a whole year is smaller; what is larger is no article, and a pipe that never ends must not fill the memory.
_LARGEST: Final = 20_000_000
_STDIN: Final = "-"
_NAME_A_FILE: Final = "Name a text, a saved web page or a feed, or - for standard input."


class Article(Struct, frozen=True, kw_only=True):
    """One item to read: its text, and what the page or the feed says of it.

    `file` is as it was typed, `of` how many items it holds.
    """

    file: str
    text: str
    of: int = 1
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None
    language: str | None = None

    @property
    def name(self) -> str:
        """The file as people read it, and of several items in it which one."""
        return name_of(self.file) if self.of == 1 else f"{name_of(self.file)}, {self.title or self.url or 'untitled'}"


def name_of(file: str) -> str:
    """Return a file that was named on the command line as people read it."""
    return "standard input" if file == _STDIN else file


def named(files: Sequence[str]) -> Sequence[str]:
    """Return the files to read: those named, else stdin, unless it is a terminal."""
    if files.count(_STDIN) > 1:
        raise TrackerError.unparsable("standard input is named twice", "Name - once.")
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        raise TrackerError.unparsable("no article is named", "Name a FILE, or pipe one in: tracker draft article.txt")
    return files or [_STDIN]


def articles(file: str) -> list[Article]:
    """Return the item of a text or a page, the items of a feed. Whatever is wrong with a file names it."""
    data = _content(file)
    try:
        if feeds.is_feed(data):
            items = feeds.feed(data)
            return [_article(file, item, len(items)) for item in items]
        if pages.is_page(data):
            return [_article(file, pages.page(data), 1)]
        return [Article(file=file, text=decoded(data))]
    except TrackerError as error:
        raise error.at(name_of(file)) from error


def _article(file: str, item: pages.Page | feeds.FeedItem, of: int) -> Article:
    return Article(
        file=file,
        text=item.text,
        of=of,
        title=item.title,
        outlet=item.outlet,
        url=item.url,
        published=parse_published(item.published.isoformat()) if item.published else None,
        language=item.language,
    )


def _content(file: str) -> bytes:
    try:
        with _opened(file) as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise TrackerError(f"{name_of(file)} cannot be read: {error.strerror}", _NAME_A_FILE) from error
    if len(data) > _LARGEST:
        megabytes = _LARGEST // 1_000_000
        raise TrackerError(f"{name_of(file)} is larger than {megabytes} MB", "Save the article alone, as text.")
    return data


def _opened(file: str) -> BinaryIO:
    """Open a file, or stdin, which is not to be closed."""
    if file != _STDIN:
        return opened(file)
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except (AttributeError, OSError):
        raise TrackerError("standard input is closed", _NAME_A_FILE) from None
