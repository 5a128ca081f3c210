"""A feed in, its items out: RSS 0.9 to 2.0, and Atom, as they are published. Fetches nothing."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.errors import TrackerError
from tracker.reading.article.addresses import lists_others, web_url
from tracker.reading.article.instants import published_at
from tracker.reading.article.item import NewsItem, item_text, language_code, refuse_many
from tracker.reading.article.markup import plain
from tracker.reading.article.outlets import outlet_name
from tracker.reading.article.titles import outlet_in, outlet_of_host
from tracker.reading.article.xml_tree import Element

ROOTS: Final = ("rss", "feed", "rdf:rdf", "channel")
_TIMES: Final = (
    *("pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created"),
    *("updated", "modified", "dcterms:modified"),
)
_BODIES: Final = ("content:encoded", "content", "description", "summary", "media:description")
_ATOM_TEXT: Final = ("", "text", "plain", "text/plain")


class _Feed(Struct, frozen=True, kw_only=True):
    """What a feed says about all its items: its address and that of its site, its outlet, its language, its format."""

    addresses: tuple[str, ...]
    outlet: str | None
    language: str | None
    is_list: bool
    is_atom: bool


def feed(root: Element) -> tuple[NewsItem, ...]:
    """Return the items of a feed, the oldest first.

    Raises `TrackerError` for a feed without items, and for one of more than 1,000.
    """
    channel = root.first("channel") or root
    entries = [*root.all("item", "entry"), *(channel.all("item", "entry") if channel is not root else ())]
    refuse_many(len(entries))
    about = _about(root, channel)
    items = [item for entry in entries if (item := _item(entry, about)).text]
    if not items:
        raise TrackerError("the feed is empty", "There is nothing to draft from.")
    return tuple(oldest_first(items))


def oldest_first(items: Sequence[NewsItem]) -> list[NewsItem]:
    """Return items in the order in which they were published; those without a date come last.

    Feeds print the newest first. So items of one time are turned round, unless the feed as a whole goes the other way.
    """
    keys = [item.published.key for item in items if item.published]
    newest_first = not keys or keys[0] >= keys[-1]
    ordered = items[::-1] if newest_first else items
    return sorted(ordered, key=lambda item: (item.published is None, item.published.key if item.published else ""))


def _about(root: Element, channel: Element) -> _Feed:
    links = [*channel.all("atom:link", "link")]
    own = [link.get("href") for link in links if link.get("rel") == "self"]
    site = [link.get("href") or link.text() for link in links if link.get("rel") in ("", "alternate")]
    addresses = [root.get("xml:base"), channel.get("xml:base"), *site, *own]
    is_list = any(lists_others(address) for address in addresses)
    address = next((address for address in addresses if web_url(address)), None)
    title = _words(channel.first("title"), is_atom=root.name == "feed")
    return _Feed(
        addresses=tuple(addresses),
        outlet=None if is_list else outlet_in(title, address) or outlet_of_host(address),
        language=language_code(_first_text(channel, "language", "dc:language") or root.get("xml:lang")),
        is_list=is_list,
        is_atom=root.name == "feed",
    )


def _item(entry: Element, about: _Feed) -> NewsItem:
    title = _words(entry.first("title", "media:title"), is_atom=about.is_atom)
    bodies = [_body(part, is_atom=about.is_atom) for part in entry.all(*_BODIES)]
    times = (published_at(part.text()) for part in entry.all(*_TIMES))
    url = _url(entry, about)
    item = NewsItem(
        text=item_text(title, max(bodies, key=len, default="")),
        title=title or None,
        url=url,
        published=next(filter(None, times), None),
        outlet=_outlet(entry, about, url),
        language=language_code(entry.get("xml:lang") or _first_text(entry, "dc:language")) or about.language,
        guid=(_first_text(entry, "guid", "id") or entry.get("rdf:about")).strip() or None,
    )
    return _without_outlet_in_title(item) if about.is_list else item


def _outlet(entry: Element, about: _Feed, url: str | None) -> str | None:
    outlet = _outlet_of_source(entry.first("source")) or about.outlet
    return outlet or (outlet_of_host(url) if about.is_list else None)


def _without_outlet_in_title(item: NewsItem) -> NewsItem:
    """Return an item of a list such as Google News, whose headlines end in " - Outlet", without that end."""
    headline, separator, end = (item.title or "").rpartition(" - ")
    if not separator or outlet_name(end) != item.outlet:
        return item
    _, _, body = item.text.partition("\n\n")
    return replace(item, title=headline, text=item_text(headline, body))


def _url(entry: Element, about: _Feed) -> str | None:
    bases = (entry.get("xml:base"), *about.addresses)
    links = [
        link.get("href") or link.text()
        for link in entry.all("link", "atom:link")
        if link.get("rel") in ("", "alternate")
    ]
    guids = [guid.text() for guid in entry.all("guid", "id") if guid.get("ispermalink") != "false"]
    original = _first_text(entry, "feedburner:origlink")
    for address in (original, *links, entry.get("rdf:about")):
        if url := web_url(address, bases):
            return url
    return next((url for guid in guids if (url := web_url(guid))), None)


def _outlet_of_source(source: Element | None) -> str | None:
    """Return the outlet of an item that was taken over: the words of RSS's source, or the title of Atom's."""
    if source is None:
        return None
    title, link = source.first("title"), source.first("link")
    address = source.get("url") or (link.get("href") if link else "")
    words = title.text() if title else "" if source.children else source.text()
    return outlet_in(plain(words), address) or (outlet_of_host(address) if words or address else None)


def _words(part: Element | None, *, is_atom: bool) -> str:
    """Return a title as words on one line."""
    return " ".join(_body(part, is_atom=is_atom).split()) if part else ""


def _body(part: Element, *, is_atom: bool) -> str:
    """Return a part of an item as plain text: of RSS it is HTML, of Atom if it says so or has elements."""
    kind = (part.get("type") or part.get("mode")).lower()
    if is_atom and kind in _ATOM_TEXT and not part.children:
        return part.markup().strip()
    return plain(part.markup())


def _first_text(element: Element, *names: str) -> str:
    part = element.first(*names)
    return part.text() if part else ""
