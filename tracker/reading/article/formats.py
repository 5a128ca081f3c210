"""The formats in which articles are published: which one a file has, and the news items in it."""

import re
from typing import Final

from tracker.domain.errors import TrackerError
from tracker.reading.article import agencies, feeds
from tracker.reading.article.item import NewsItem
from tracker.reading.article.json_items import json_items
from tracker.reading.article.markup import Token, tokens
from tracker.reading.article.pages import page
from tracker.reading.article.xml_tree import tree
from tracker.reading.language.tables import word_set

_LARGEST_FEED: Final = 5_000_000  # bytes of a feed and of an agency's file
_BEGINNING: Final = 16_000  # characters by which prose with tags is recognised
_FEWEST_TAGS: Final = 3  # of a page that begins with text
_JSON: Final = re.compile(r"\s*(?:\{\s*(?:\"|\}\s*\Z)|\[\s*(?:\{|\]\s*\Z))")
_OTHER_XML: Final = {
    "opml": "a list of feeds (OPML)",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "svg": "a drawing (SVG)",
    "plist": "a property list",
    "w:worddocument": "a Word document",
}
_HTML: Final = word_set(
    "html head body title meta link base script style div span p a article section main header footer nav aside h1 h2 "
    "h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr td th img br hr b i em strong small blockquote pre time form "
    "figure figcaption picture source iframe noscript font center u s sup sub cite q abbr address button input label"
)


def kind_of(source: str) -> str:
    """Return what a file is by how it begins, comments aside: `page`, `xml`, `json` or `text`."""
    if _JSON.match(source):
        return "json"
    for token in tokens(source):
        if token.kind == "open":
            return "page" if token.name in _HTML else "xml" if _is_xml(source, token) else "text"
        if source[token.start : token.end].strip(" \t\r\n\ufeff"):
            return "page" if _is_all_html(source[:_BEGINNING]) else "text"
    return "xml" if source.lstrip().startswith("<?xml") else "text"


def items(source: str, kind: str, size: int) -> tuple[NewsItem, ...]:
    """Return the news items of a file of a kind other than text, of so many bytes."""
    if kind == "page":
        return (page(source),)
    if size > _LARGEST_FEED:
        raise TrackerError(f"the feed is too large: {size:,} bytes", "Split it.")
    return json_items(source) if kind == "json" else _xml_items(source)


def _is_xml(source: str, first: Token) -> bool:
    """Whether a file that begins with a tag is XML, and not prose that begins with a name in angle brackets."""
    name, *_ = source[first.start + 1 : first.end].split(maxsplit=1)
    return "<?xml" in source[: first.start] or f"</{name}" in source


def _is_all_html(beginning: str) -> bool:
    """Whether a file that begins with words has tags, and only those of HTML: then it is not prose."""
    names = [token.name for token in tokens(beginning) if token.kind in ("open", "end")]
    return len(names) >= _FEWEST_TAGS and all(name in _HTML for name in names)


def _xml_items(source: str) -> tuple[NewsItem, ...]:
    root = next(iter(tree(source).children), None)
    name = root.name if root else ""
    if root and name in feeds.ROOTS:
        return feeds.feed(root)
    if root and name in agencies.ROOTS:
        return agencies.agency_items(root)
    what = _OTHER_XML.get(name, f"XML (<{name[:40]}>)" if name else "XML without elements")
    raise TrackerError(f"this is {what}, not a feed or an article", "Give RSS, Atom, NewsML, NITF, a page or a text.")
