"""A news item as a page, a feed or an agency's file gives it, before it is read."""

from typing import Final

from msgspec import Struct

from tracker.domain.clocks import Published
from tracker.domain.errors import TrackerError

_MOST: Final = 1000  # items of a file; the longest feeds have some hundred


class NewsItem(Struct, frozen=True, kw_only=True):
    """A news item: `text` is its headline, an empty line and its body as plain text, a line for each paragraph.

    The rest is what its publisher says about it: `published` is the day as printed, or the instant with its zone;
    `language` is ISO 639. `guid` is the identifier that a feed gives the item, which may be an address.
    """

    text: str
    title: str | None = None
    url: str | None = None
    published: Published | None = None
    outlet: str | None = None
    language: str | None = None
    guid: str | None = None


def refuse_many(count: int) -> None:
    """Raise `TrackerError` for a file of more than 1,000 items."""
    if count > _MOST:
        raise TrackerError(
            f"the file has {count:,} items; up to {_MOST:,} are read", "Split it, or give its items alone."
        )


def item_text(title: str, body: str) -> str:
    """Return the text of an item: its headline, an empty line, and its body, which may repeat the headline."""
    first, _, rest = body.partition("\n")
    if title and " ".join(first.split()).lower() == title.lower():
        body = rest.strip()
    return "\n\n".join(part for part in (title, body) if part)


def language_code(words: str | None) -> str | None:
    """Return the ISO 639 code with which a language tag such as `en-GB` begins."""
    return (words or "").strip()[:2].lower() or None
