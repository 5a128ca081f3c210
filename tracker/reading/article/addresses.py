"""Addresses of news items: made absolute, taken out of redirects, and their hosts."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import SplitResult, parse_qs, urljoin, urlsplit

_LONGEST: Final = 4000  # characters; anything longer is data, not an address
_MOST_FIELDS: Final = 50  # of a query
# Pages that only lead to another one, by host and path, and the field of their query that holds its address.
_REDIRECTS: Final = {
    ("google.com", "/url"): ("url", "q"),
    ("news.google.com", "/news/url"): ("url",),
    ("bing.com", "/news/apiclick.aspx"): ("url",),
    ("l.facebook.com", "/l.php"): ("u",),
    ("lm.facebook.com", "/l.php"): ("u",),
    ("out.reddit.com", "/"): ("url",),
    ("youtube.com", "/redirect"): ("q",),
    ("t.umblr.com", "/redirect"): ("z",),
    ("vk.com", "/away.php"): ("to",),
}
# They list what others print, and print nothing themselves.
_LISTS: Final = frozenset(
    {"google.com", "news.google.com", "bing.com", "news.yahoo.com", "feedly.com", "feedburner.com"}
)


def web_url(address: str | None, bases: Iterable[str | None] = ()) -> str | None:
    """Return the address of an item on the web, or None; a relative one is joined to the first absolute base."""
    words = (address or "").strip()
    if not words or len(words) > _LONGEST:
        return None
    for base in ("", *(base or "" for base in bases)):
        joined = _joined(base.strip(), words)
        if _is_web(joined):
            return _target(joined)
    return None


def host(address: str | None) -> str | None:
    """Return the host of an address without "www.", or None if it has none."""
    parts = _parts(address or "")
    name = (parts.hostname or "").rstrip(".") if parts else ""
    return name.removeprefix("www.") or None


def lists_others(address: str | None) -> bool:
    """Whether an address is that of a service whose feeds list what others print, such as Google Alerts."""
    return host(address) in _LISTS


def _target(address: str) -> str:
    """Return where a redirect leads, or the address itself."""
    parts = _parts(address)
    fields = _REDIRECTS.get((host(address) or "", parts.path), ()) if parts else ()
    if not parts or not fields:
        return address
    try:
        query = parse_qs(parts.query, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return address
    targets = (value for field in fields for value in query.get(field, ()))
    return next((target for target in targets if _is_web(target)), address)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # brackets that are no IPv6 address
        return ""


def _is_web(address: str) -> bool:
    parts = _parts(address)
    return parts is not None and parts.scheme in ("http", "https") and bool(host(address))


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        parts.hostname  # noqa: B018 - raises for brackets that are no IPv6 address
    except ValueError:
        return None
    return parts
