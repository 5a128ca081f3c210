"""A feed in, its items out: RSS 0.9 to 2.0 and Atom, by feedparser, from the `feeds` extra. Fetches nothing."""

import html
import io
import re
from datetime import date
from importlib import import_module
from typing import Any, Final
from xml.parsers import expat

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.reading.article.printed import days
from tracker.reading.language.tables import word_set

LARGEST: Final = 20_000_000  # bytes of a feed
_DEEPEST: Final = 100  # elements within elements
_MOST: Final = 200_000  # elements
_MOST_ATTRIBUTES: Final = 200  # of an element: what reads them compares each with all before it
_MOST_NAMESPACES: Final = 200  # feedparser copies those it knows at each that it meets
_NO_FEED: Final = "Give a feed as it is published: RSS or Atom."

_ROOT: Final = re.compile(rb"<(?:[\w-]{1,20}:)?(rss|feed|rdf|html|body)[\s>]", re.IGNORECASE)
_TAG: Final = re.compile(r"<(?:!--|([/!?]?)([A-Za-z][\w:-]{0,30})[^<>]*+>)")
# Between blocks stands an end of line; within them words run on.
_BLOCKS: Final = word_set(
    "address article aside blockquote br dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre "
    "section table td th tr ul"
)
_SILENT: Final = word_set("script style figcaption iframe noscript")


class FeedItem(Struct, frozen=True, kw_only=True):
    """An item of a feed: `text` is its headline, an empty line and its body as plain text.

    `published` is the day as the feed prints it, in the zone in which it does; `outlet` the feed's title or, of an
    item taken over from elsewhere, that of its source; `language` ISO 639.
    """

    text: str
    title: str | None
    url: str | None
    published: date | None
    outlet: str | None
    language: str | None


def is_feed(data: bytes) -> bool:
    """Whether a file is a feed, by its first element."""
    start = data[:8000].removeprefix(b"\xef\xbb\xbf").lstrip()
    root = _ROOT.search(start)
    return start[:1] == b"<" and root is not None and root[1].lower() not in (b"html", b"body")


def feed(data: bytes) -> tuple[FeedItem, ...]:
    """Return the items of a feed, in its order.

    Raises `TrackerError` when feedparser is not installed, when the feed is larger than 20 MB, brings a document type
    with declarations of its own, is not well formed (the line is named), or has no items.
    """
    try:
        feedparser: Any = import_module("feedparser")
    except ImportError as error:
        hint = "In the checkout of tracker, run: pip install '.[feeds]'"
        raise TrackerError("reading a feed needs feedparser", hint) from error
    if len(data) > LARGEST:
        raise TrackerError(f"the feed is too large: {len(data):,} bytes", "Give its items one by one.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TrackerError("the feed is UTF-16", "Save it as UTF-8.")
    _refuse_what_is_hostile(data)
    try:
        # Of a stream, unlike of bytes, feedparser does not ask whether it is the name of a file.
        parsed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # a feed is anything, and so is what a parser of anything may raise
        raise TrackerError("the feed could not be read", _NO_FEED) from error
    if not parsed.version:
        raise TrackerError("this is no feed", _NO_FEED)
    items = tuple(item for entry in parsed.entries if (item := _item(entry, parsed.feed)).text)
    if not items:
        raise TrackerError("the feed is empty", "There is nothing to draft from.")
    return items


def plain(markup: str) -> str:
    """Return HTML as plain text: a line for each block, without scripts, pictures' captions and comments."""
    kept: list[str] = []
    at, silent = 0, ""
    for tag in _TAG.finditer(markup):
        if tag.start() < at:
            continue
        if not silent:
            kept.append(markup[at : tag.start()])
        at = tag.end()
        name = (tag[2] or "").lower()
        if tag.group() == "<!--":
            closed = markup.find("-->", at)
            at = len(markup) if closed < 0 else closed + 3
        elif silent:
            silent = "" if name == silent and tag[1] == "/" else silent
        elif name in _SILENT and not tag[1]:
            silent = name
        elif name in _BLOCKS:
            kept.append("\n")
    if not silent:
        kept.append(markup[at:])
    lines = (" ".join(line.split()) for line in _unescaped("".join(kept)).splitlines())
    return "\n".join(line for line in lines if line)


def _unescaped(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # a number of more digits than Python reads
        return text


def _item(entry: Any, about: Any) -> FeedItem:  # noqa: ANN401 - feedparser's dictionaries have no types
    title = _value(entry.get("title_detail"))
    bodies = [_value(part) for part in entry.get("content", [])] or [_value(entry.get("summary_detail"))]
    body = max(bodies, key=len)
    detail = next(iter(entry.get("content", [])), None) or entry.get("summary_detail") or {}
    language = detail.get("language") or about.get("language") or ""
    source = entry.get("source") or {}
    return FeedItem(
        text="\n\n".join(part for part in (" ".join(title.split()), body) if part),
        title=" ".join(title.split()) or None,
        url=entry.get("link") or None,
        published=_published(entry),
        outlet=_value(source.get("title_detail")) or source.get("title") or _value(about.get("title_detail")) or None,
        language=language[:2].lower() or None,
    )


def _value(detail: Any) -> str:  # noqa: ANN401
    """Return the words of a part of an item, which may be HTML or not."""
    if not detail:
        return ""
    words: str = detail.get("value") or ""
    return plain(words) if "html" in (detail.get("type") or "") else words.strip()


def _published(entry: Any) -> date | None:  # noqa: ANN401
    """Return the printed day. Asked for "updated", feedparser's own `get` would warn and give "published"."""
    for key in ("published", "updated", "created"):
        words = dict.get(entry, key) or ""
        for day in days(words, 0, min(len(words), 100)):
            return day
        if parsed := dict.get(entry, f"{key}_parsed"):
            return date(*parsed[:3])
    return None


def _refuse_what_is_hostile(data: bytes) -> None:
    """Read the feed once by expat, which follows nothing, and stop where it declares, nests or repeats too much."""
    parser = expat.ParserCreate()
    depth = count = namespaces = 0

    def opened(_: str, attributes: list[str]) -> None:
        nonlocal depth, count, namespaces
        depth, count = depth + 1, count + 1
        namespaces += sum(name.startswith("xmlns") for name in attributes[::2])
        many = len(attributes) > _MOST_ATTRIBUTES * 2 or namespaces > _MOST_NAMESPACES
        if many or depth > _DEEPEST or count > _MOST:
            raise TrackerError("the feed has more elements, or elements within elements, than feeds have", _NO_FEED)

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    def typed(_name: str, system: str | None, public: str | None, own: int) -> None:
        if own or (system and not public):
            raise TrackerError(
                "the feed has a document type, or entities, of its own", "Feeds need none: do not trust it."
            )

    parser.ordered_attributes = True
    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = opened, closed, typed
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no names
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise TrackerError(f"line {error.lineno} of the feed is not well formed: {what}", _NO_FEED) from None
    except (ValueError, LookupError) as error:
        raise TrackerError("the feed is in an encoding that is not read", "Save it as UTF-8.") from error
