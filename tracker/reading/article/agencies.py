"""A file of a news agency in, its articles out: NewsML-G2 and NewsML 1, and NITF, both by itself and within them."""

from collections.abc import Iterable, Iterator
from typing import Final

from tracker.domain.clocks import Published
from tracker.domain.errors import TrackerError
from tracker.reading.article.addresses import web_url
from tracker.reading.article.instants import published_at
from tracker.reading.article.item import NewsItem, item_text, language_code, refuse_many
from tracker.reading.article.markup import plain
from tracker.reading.article.outlets import outlet_name
from tracker.reading.article.xml_tree import Element

ROOTS: Final = ("newsmessage", "newsitem", "packageitem", "newsml", "nitf")
# Of this version, whose text is read; the first version may have been another text.
_NITF_TIMES: Final = (
    ("date.issue", "norm"),
    ("date.release", "norm"),
    ("pubdata", "date.publication"),
    ("story.date", "norm"),
)
_TIMES: Final = ("versioncreated", "thisrevisioncreated", "firstcreated", "contentcreated")
_CONTENTS: Final = ("inlinexml", "inlinedata", "datacontent")


def agency_items(root: Element) -> tuple[NewsItem, ...]:
    """Return the articles in a file of an agency. Raises `TrackerError` if it has none, as a file of pictures has."""
    if root.name == "nitf":
        items = [_nitf(root)]
    else:
        elements = [root] if root.name == "newsitem" else list(root.within("newsitem"))
        refuse_many(len(elements))
        items = [_news_item(element) for element in elements if not any(element.within("newsitem"))]
    items = [item for item in items if item.text]
    if not items:
        raise TrackerError("there is no article in this file of an agency", "Give items of text, with their text.")
    return tuple(items)


def _news_item(element: Element) -> NewsItem:
    """Return a newsItem of NewsML-G2, or a NewsItem of NewsML 1. The NITF in it fills the gaps."""
    nitf = next(element.within("nitf"), None)
    inner = _nitf(nitf) if nitf else NewsItem(text="")
    title = _first(element, "headline") or inner.title or ""
    body = _body(nitf) if nitf else _with_dateline(_first(element, "dateline"), _longest_content(element))
    times = (part.text() for name in _TIMES for part in element.within(name))
    return NewsItem(
        text=item_text(title, body) if body else "",
        title=title or None,
        url=inner.url,
        published=_time(times) or inner.published,
        outlet=_provider(element) or inner.outlet,
        language=_language(element) or inner.language,
    )


def _longest_content(element: Element) -> str:
    contents = (plain(content.markup()) for name in _CONTENTS for content in element.within(name))
    return max(contents, key=len, default="")


def _language(element: Element) -> str | None:
    tags = (part.get("tag") or part.get("formalname") for part in element.within("language"))
    return language_code(next(tags, "") or element.get("xml:lang"))


def _provider(element: Element) -> str | None:
    """Return who delivers the item: its name, else the code that is the last part of "nprov:AFP"."""
    for provider in element.within("provider"):
        party = next(provider.within("party"), provider)
        code = party.get("literal") or party.get("qcode").rpartition(":")[2] or party.get("formalname")
        words = _first(provider, "name") or code
        if words:
            return outlet_name(words)
    return None


def _nitf(element: Element) -> NewsItem:
    publication = next(element.within("pubdata"), None)
    title = _first(element, "hl1") or _first(element, "title")
    body = _body(element)
    return NewsItem(
        text=item_text(title, body) if body else "",
        title=title or None,
        url=web_url(publication.get("ex-ref")) if publication else None,
        published=_time(_nitf_times(element)),
        outlet=next(map(outlet_name, filter(None, _nitf_outlets(element))), None),
        language=language_code(element.get("xml:lang")),
    )


def _nitf_times(element: Element) -> Iterator[str]:
    for name, attribute in _NITF_TIMES:
        yield from (part.get(attribute) for part in element.within(name))


def _nitf_outlets(element: Element) -> Iterator[str]:
    publication = next(element.within("pubdata"), None)
    if publication:
        yield publication.get("name")
    yield _first(element, "distributor")
    yield from (part.get("holder") for part in element.within("doc.copyright"))


def _body(nitf: Element) -> str:
    content = next(nitf.within("body.content"), None)
    return _with_dateline(_first(nitf, "dateline"), plain(content.markup())) if content else ""


def _with_dateline(dateline: str, body: str) -> str:
    """Return the body behind the dateline, as a text prints it, unless it begins with it."""
    place = dateline.split(",", maxsplit=1)[0].strip(" -–—")
    if not body or body.upper().startswith(place.upper()):
        return body
    return f"{dateline.strip(' -–—')} -- {body}"


def _time(words: Iterable[str]) -> Published | None:
    return next((time for part in words if (time := published_at(part))), None)


def _first(element: Element, name: str) -> str:
    """Return the words of the first element of this name, at any depth, that has any."""
    return next((words for part in element.within(name) if (words := part.text())), "")
