"""A file in, its news items out: a page, a feed, a file of a news agency, or plain text."""

from typing import Final

from tracker.domain.errors import TrackerError
from tracker.reading.article.encodings import text_of
from tracker.reading.article.item import NewsItem
from tracker.reading.article.legible import decoded, refuse_what_is_no_text

_LARGEST: Final = 10_000_000  # bytes of a file; a page may have its pictures in it


def news_items(data: bytes) -> tuple[NewsItem, ...]:
    """Return the news items of a file, the oldest first: one of a text or a page, any number of a feed.

    Raises `TrackerError` for a file that is not text, too large, or of another kind, which it names.
    """
    refuse_what_is_no_text(data)
    if len(data) > _LARGEST:
        raise TrackerError(f"the file is too large: {len(data):,} bytes", "Save the article's text and draft from it.")
    source = text_of(data)
    if "<" in source or source.lstrip().startswith(("{", "[")):
        from tracker.reading.article import formats  # noqa: PLC0415 - 15 ms, a tenth of a draft of a plain text

        kind = formats.kind_of(source)
        if kind != "text":
            return formats.items(source, kind, len(data))
    return (NewsItem(text=decoded(data)),)


def feed_items(data: bytes) -> tuple[NewsItem, ...]:
    """Return the news items of a feed, the oldest first. Raises `TrackerError` for anything else, a page included."""
    from tracker.reading.article.formats import kind_of  # noqa: PLC0415 - as above

    refuse_what_is_no_text(data)
    kind = kind_of(text_of(data))
    if kind in ("page", "text"):
        what = "a web page" if kind == "page" else "plain text"
        raise TrackerError(f"this is {what}, not a feed", "Give the address of a feed: RSS, Atom or JSON Feed.")
    return news_items(data)
