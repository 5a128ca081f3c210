"""The files that `draft` reads: a text, a saved web page, a feed with several items, or a file of a news agency."""

import sys
from collections.abc import Sequence
from typing import BinaryIO, Final

from msgspec import Struct

from tracker.cli.input_file import open_input
from tracker.domain.clocks import Published
from tracker.domain.errors import TrackerError
from tracker.reading.article.intake import news_items
from tracker.reading.article.item import NewsItem

# No article is larger, and a feed of a whole year is smaller. A pipe that never ends must not fill the memory.
_LARGEST: Final = 20_000_000
_STDIN: Final = "-"
_NAME_A_FILE: Final = "Name a text, a saved web page or a feed, or - for standard input."


class Article(Struct, frozen=True, kw_only=True):
    """The text of one news item, and the metadata of the page or the feed.

    `file` is as typed; `items` counts the items in it.
    """

    file: str
    text: str
    items: int
    title: str | None
    outlet: str | None
    url: str | None
    published: Published | None
    language: str | None

    @property
    def name(self) -> str:
        """The name of the file for messages; with several items in it, the title of this one too."""
        file = display_name(self.file)
        return file if self.items == 1 else f"{file}, {self.title or self.url or 'untitled'}"


def display_name(file: str) -> str:
    """Return the name of a file for messages."""
    return "standard input" if file == _STDIN else file


def files_to_read(files: Sequence[str]) -> Sequence[str]:
    """Return the named files; without any, standard input, unless it is a terminal."""
    if files.count(_STDIN) > 1:
        raise TrackerError.unparsable("standard input is named twice", "Name - once.")
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        raise TrackerError.unparsable("no article is named", "Name a FILE, or pipe one in: tracker draft article.txt")
    return files or [_STDIN]


def articles_in(file: str) -> list[Article]:
    """Return the news items of a file: one of a text or a page, any number of a feed. Errors name the file."""
    data = _content(file)
    try:
        items = news_items(data)
    except TrackerError as error:
        raise error.at(display_name(file)) from error
    return [_article(file, item, len(items)) for item in items]


def _article(file: str, item: NewsItem, items: int) -> Article:
    return Article(
        file=file,
        text=item.text,
        items=items,
        title=item.title,
        outlet=item.outlet,
        url=item.url,
        published=item.published,
        language=item.language,
    )


def _content(file: str) -> bytes:
    try:
        with _open(file) as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise TrackerError(f"{display_name(file)} cannot be read: {error.strerror}", _NAME_A_FILE) from error
    if len(data) > _LARGEST:
        megabytes = _LARGEST // 1_000_000
        raise TrackerError(f"{display_name(file)} is larger than {megabytes} MB", "Save the article alone, as text.")
    return data


def _open(file: str) -> BinaryIO:
    """Open a file, or standard input, which stays open afterwards."""
    if file != _STDIN:
        return open_input(file)
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except (AttributeError, OSError):
        raise TrackerError("standard input is closed", _NAME_A_FILE) from None
