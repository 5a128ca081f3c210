"""What a web page says of itself: its title, outlet, address and language."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from tracker.reading.article.addresses import web_url
from tracker.reading.article.page_markup import PageMarkup
from tracker.reading.article.titles import outlet_behind, outlet_in, outlet_of_host, without_outlet

Fields = Mapping[str, Any]

# How browsers, and the extension SingleFile, note in a comment from where a page was saved.
_SAVED_FROM: Final = re.compile(r"saved from url=\(\d{1,5}\)(\S{1,2000})|SingleFile\s{1,5}url: (\S{1,2000})")
_LONGEST_TITLE: Final = 500  # characters
_BEGINNING: Final = 3000  # characters
_ARTICLE: Final = re.compile(r"\w*Article|Report|\w*BlogPosting|NewsItem")
_WITHIN: Final = ("@graph", "mainEntity", "mainEntityOfPage")  # where JSON-LD holds the article of the page
_MOST_OBJECTS: Final = 1000


class PageFacts:
    """The facts that a page gives about itself; None, or nothing, for those that it does not give."""

    def __init__(self, page: PageMarkup) -> None:
        """Keep the page; each fact is looked for when it is asked for."""
        self.page = page
        self.metas = page.metas()

    @cached_property
    def url(self) -> str | None:
        """Its address: the canonical address, else that for networks, else where it was saved from."""
        saved = _SAVED_FROM.search(self.page.source[:_BEGINNING])
        own = [self.metas.get("og:url"), *(filter(None, saved.groups()) if saved else ())]
        canonical = (tag.attributes.get("href") for _, tag in self.page.opened("link") if _is_canonical(tag.attributes))
        return next((url for address in (*canonical, *own) if (url := web_url(address, own))), None)

    @cached_property
    def title(self) -> str | None:
        """Its headline, without the name of the outlet behind it."""
        given = [self.metas.get("og:title"), self.metas.get("twitter:title")]
        printed = [words for at, _ in self.page.opened("h1") if (words := self.page.text_at(at))]
        candidates = (*given, printed[0] if len(printed) == 1 else None, self._title_element)
        titles = (
            without_outlet(words, self.outlet, self.url)
            for words in candidates
            if words and len(words) <= _LONGEST_TITLE
        )
        return next((words for words in titles if words), None)

    @cached_property
    def outlet(self) -> str | None:
        """Its outlet: the name of the site, else of the publisher, else the outlet in its title, else its host.

        An account of a network (twitter:site) is the name of no outlet.
        """
        named = (self.metas.get("og:site_name"), *(self._publisher(article) for article in self.articles))
        outlets = (outlet_in(words, self.url) for words in named if words)
        listed = next((outlet for outlet in outlets if outlet), None)
        title = self._title_element or self.metas.get("og:title")
        return listed or outlet_behind(title, self.url) or outlet_of_host(self.url)

    @cached_property
    def language(self) -> str | None:
        """The tag of its language."""
        tags = (tag.attributes.get("lang") or tag.attributes.get("xml:lang") for _, tag in self.page.opened("html"))
        others = (self.metas.get(name) for name in ("content-language", "og:locale", "dc.language"))
        return next((tag for tag in (*tags, *others) if tag), None)

    @cached_property
    def articles(self) -> list[Fields]:
        """The objects of its JSON-LD that are the article: not the pictures, comments and lists within them."""
        return [fields for fields in self._objects if any(_ARTICLE.fullmatch(name) for name in _types(fields))]

    @cached_property
    def _objects(self) -> list[Fields]:
        objects: list[Fields] = []
        waiting = list(self.page.json_ld())
        while waiting and len(objects) < _MOST_OBJECTS:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting[:0] = value[:_MOST_OBJECTS]
            elif isinstance(value, dict):
                objects.append(value)
                waiting += [value[key] for key in _WITHIN if isinstance(value.get(key), dict | list)]
        return objects

    def _publisher(self, article: Fields) -> str | None:
        publisher = article.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        if isinstance(publisher, dict) and "name" not in publisher:
            named = (each for each in self._objects if each.get("@id") and each.get("@id") == publisher.get("@id"))
            publisher = next(named, publisher)
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        return name if isinstance(name, str) else None

    @cached_property
    def _title_element(self) -> str | None:
        return next((words for at, _ in self.page.opened("title") if (words := self.page.text_at(at))), None)


def _is_canonical(attributes: Mapping[str, str]) -> bool:
    return "canonical" in attributes.get("rel", "").lower().split()


def _types(fields: Fields) -> Iterator[str]:
    kinds = fields.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str):
            yield kind.rpartition("/")[2].rpartition(":")[2]
