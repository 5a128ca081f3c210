"""News items in JSON: ninjs, which news agencies deliver, and JSON Feed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from tracker.domain.errors import TrackerError
from tracker.reading.article.addresses import web_url
from tracker.reading.article.feeds import oldest_first
from tracker.reading.article.instants import published_at
from tracker.reading.article.item import NewsItem, item_text, language_code, refuse_many
from tracker.reading.article.markup import plain
from tracker.reading.article.outlets import outlet_name
from tracker.reading.article.titles import outlet_in, outlet_of_host

_JSON_FEED: Final = "jsonfeed.org/version"
_TIMES: Final = ("versioncreated", "firstcreated", "contentcreated")
_SOURCES: Final = ("provider", "source", "copyrightholder")
_GIVE: Final = "Give ninjs or a JSON Feed, or the article's text."

Fields = Mapping[str, Any]


def json_items(text: str) -> tuple[NewsItem, ...]:
    """Return the news items of a JSON file, the oldest first. Raises `TrackerError` if it holds none."""
    try:
        value = msgspec.json.decode(text, type=dict[str, Any] | list[Any])
    except (msgspec.DecodeError, RecursionError) as error:
        hint = "JSON lines go to tracker import; an article is text, ninjs or a JSON Feed."
        raise TrackerError("this looks like JSON, and is not valid", hint) from error
    if isinstance(value, dict) and _JSON_FEED in _words(value.get("version")):
        items = _feed(value)
    else:
        items = [_ninjs(fields) for fields in _objects(value)]
    items = [item for item in items if item.text]
    if not items:
        raise TrackerError("this is JSON without an article", _GIVE)
    return tuple(oldest_first(items))


def _objects(value: dict[str, Any] | list[Any]) -> list[Fields]:
    """Return the objects that may be items: the value, those of a list, or those that an object holds as `items`."""
    if isinstance(value, dict):
        held = value.get("items") or value.get("_items")
        value = held if isinstance(held, list) else [value]
    refuse_many(len(value))
    return [_plain_keys(fields) for fields in value if isinstance(fields, dict)]


def _plain_keys(fields: Fields) -> Fields:
    """Return an object with the keys of ninjs 1, 2 and 3 in one spelling: `body_text`, `versionCreated`."""
    return {key.lower().replace("_", ""): value for key, value in fields.items()}


def _ninjs(fields: Fields) -> NewsItem:
    title = plain(_words(fields.get("headline")) or _longest(fields.get("headlines"))).replace("\n", " ")
    bodies = [*_texts(fields), *(_text(body) for body in _dicts(fields.get("bodies")))]
    body = max(bodies, key=len, default="")
    times = (published_at(_words(fields.get(name))) for name in _TIMES)
    return NewsItem(
        text=item_text(title, body) if body else "",
        title=title or None,
        url=web_url(_words(fields.get("canonicalurl")) or _words(fields.get("url")) or _words(fields.get("uri"))),
        published=next(filter(None, times), None),
        outlet=next(map(outlet_name, filter(None, _outlets(fields))), None),
        language=language_code(_words(fields.get("language"))),
    )


def _outlets(fields: Fields) -> Iterable[str]:
    """Yield the names of sources: words, or the objects of ninjs 2 and 3."""
    for source in (*(fields.get(name) for name in _SOURCES), *_dicts(fields.get("infosources"))):
        yield _words(_plain_keys(source).get("name") if isinstance(source, dict) else source)


def _texts(fields: Fields) -> Iterable[str]:
    """Yield the bodies of ninjs 1: `body_text`, and those in markup."""
    for key, value in fields.items():
        if key.startswith("body") and isinstance(value, str):
            yield value.strip() if key == "bodytext" else plain(value)


def _text(body: Fields) -> str:
    """Return a body of ninjs 2 and 3, which names its type."""
    value = _words(body.get("value"))
    return value if _words(_plain_keys(body).get("contenttype")) == "text/plain" else plain(value)


def _longest(headlines: object) -> str:
    return max((_words(headline.get("value")) for headline in _dicts(headlines)), key=len, default="")


def _feed(fields: Fields) -> list[NewsItem]:
    home = _words(fields.get("home_page_url")) or _words(fields.get("feed_url"))
    outlet = outlet_in(_words(fields.get("title")), home) or outlet_of_host(home)
    items = _dicts(fields.get("items"))
    refuse_many(len(items))
    return [_feed_item(item, home, outlet, _words(fields.get("language"))) for item in items]


def _feed_item(item: Fields, home: str, outlet: str | None, language: str) -> NewsItem:
    title = " ".join(plain(_words(item.get("title"))).split())
    body = plain(_words(item.get("content_html"))) or _words(item.get("content_text")) or _words(item.get("summary"))
    addresses = (web_url(_words(item.get(key)), [home]) for key in ("url", "external_url"))
    return NewsItem(
        text=item_text(title, body.strip()),
        title=title or None,
        url=next((url for url in addresses if url), None) or web_url(_words(item.get("id"))),
        published=published_at(_words(item.get("date_published")) or _words(item.get("date_modified"))),
        outlet=outlet,
        language=language_code(_words(item.get("language")) or language),
        guid=_words(item.get("id")) or None,
    )


def _dicts(value: object) -> Sequence[Fields]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _words(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
