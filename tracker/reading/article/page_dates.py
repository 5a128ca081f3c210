"""When a web page was first published: by its markup, else by the line under its headline, else by its address.

A day that could be read in two ways, and the day of an update, are no day of publication.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from tracker.domain.clocks import Published
from tracker.reading.article.instants import published_at
from tracker.reading.article.markup import Token
from tracker.reading.article.page_facts import Fields, PageFacts
from tracker.reading.language.tables import word_set

_META: Final = (
    *("article:published_time", "og:article:published_time", "article:published", "article.published"),
    *("datepublished", "date_published", "og:published_time", "published_time", "rnews:datepublished"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate", "bt:pubdate"),
    *(
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "published-date",
        "publication_date",
        "publicationdate",
    ),
    *("dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date"),
    *("citation_publication_date", "article_date_original", "date"),
)
_UPDATED: Final = re.compile(r"updat|modif|revis|edited|correct", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"(?:\A|[.|·•;,)(\]]\s*)(?:first |originally |date )?(?:published|posted|issued|publication date|publish date)\b"
    r"(?: on| at)?\s*:?\s*",
    re.IGNORECASE,
)
_REACH: Final = 40  # characters behind such a label within which its day ends
_SHORT: Final = 120  # characters of an element that prints a day
_CLASS: Final = re.compile(
    r"\b(?:publi|pub-?date|posted|entry-?date|post-?date|date|datetime|timestamp)|[-_](?:date|time)\b"
)
_PRINTERS: Final = word_set("time span p div li small em strong b i dd td abbr address font h5 h6")
_COMMENTS: Final = word_set(
    "comment comments comment-list commentlist comment-section comments-section comments-area comments-list"
)
_IN_PATH: Final = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/-]|\Z)")
_MOST: Final = 300  # elements that give times
_ABOVE: Final = 60  # tags and texts above the headline among which its day is printed
_BELOW: Final = 200  # and below it


def published_of(facts: PageFacts) -> Published | None:
    """Return when the page was published, None if it does not say, or not clearly."""
    for times in (_meta(facts), _json_ld(facts), _microdata(facts), _printed(facts), _labelled(facts), _in_path(facts)):
        published = next((time for time in times if time), None)
        if published:
            return published
    return None


def _meta(facts: PageFacts) -> Iterator[Published | None]:
    return (published_at(facts.metas[name]) for name in _META if name in facts.metas)


def _json_ld(facts: PageFacts) -> Iterator[Published | None]:
    """Yield the time of the article, of several that with the page's address or headline."""
    dated = [article for article in facts.articles if isinstance(article.get("datePublished"), str)]
    if len({article["datePublished"] for article in dated}) > 1:
        dated = [article for article in dated if _is_of(article, facts)]
    return (published_at(article["datePublished"]) for article in dated)


def _is_of(article: Fields, facts: PageFacts) -> bool:
    entity = article.get("mainEntityOfPage")
    entity = entity.get("@id") if isinstance(entity, dict) else entity
    headline = article.get("headline")
    if facts.url and facts.url in (article.get("url"), article.get("@id"), entity):
        return True
    return bool(headline) and headline == facts.title


def _microdata(facts: PageFacts) -> Iterator[Published | None]:
    return _near_headline(facts, _times(facts, _is_microdata))


def _printed(facts: PageFacts) -> Iterator[Published | None]:
    return _near_headline(facts, _times(facts, _prints_a_time))


def _times(facts: PageFacts, is_wanted: Callable[[PageFacts, int, Token], bool]) -> list[tuple[int, Published]]:
    """Return the times of the wanted elements, with the places of their tags."""
    comments = facts.page.inside(_COMMENTS)
    opened = ((at, tag) for at, tag in enumerate(facts.page.tokens) if tag.kind == "open" and at not in comments)
    wanted = islice(((at, tag) for at, tag in opened if is_wanted(facts, at, tag)), _MOST)
    return [(at, time) for at, tag in wanted if (time := _time_of(facts, at, tag))]


def _time_of(facts: PageFacts, at: int, tag: Token) -> Published | None:
    given = (tag.attributes.get(name, "") for name in ("datetime", "content", "title"))
    return next((time for words in (*given, facts.page.text_at(at)) if (time := published_at(words))), None)


def _near_headline(facts: PageFacts, times: list[tuple[int, Published]]) -> Iterator[Published]:
    """Yield the times near the headline; those elsewhere only if the whole page gives one day."""
    for headline in _headlines(facts):
        yield from (time for at, time in times if headline <= at < headline + _BELOW)
        yield from (time for at, time in times if headline - _ABOVE <= at < headline)
    if len({time.day for _, time in times}) == 1:
        yield times[0][1]


def _is_microdata(_: PageFacts, __: int, tag: Token) -> bool:
    named = f"{tag.attributes.get('itemprop', '')} {tag.attributes.get('property', '')}".lower()
    return "datepublished" in named or "pubdate" in tag.attributes


def _prints_a_time(facts: PageFacts, at: int, tag: Token) -> bool:
    """Whether an element is for the time of publication, and not for that of an update."""
    names = " ".join(tag.attributes.get(key, "") for key in ("class", "id", "itemprop", "data-testid")).lower()
    if tag.name not in _PRINTERS or not (tag.name == "time" or _CLASS.search(names)):
        return False
    words = facts.page.text_at(at)
    before = facts.page.tokens[at - 1] if at else tag
    label = facts.page.source[max(before.start, before.end - 30) : before.end] if before.kind == "text" else ""
    return len(words) <= _SHORT and not _UPDATED.search(f"{names} {label} {words}")


def _headlines(facts: PageFacts) -> Iterable[int]:
    printed = [at for at, _ in facts.page.opened("h1", "h2") if facts.title and facts.page.text_at(at) == facts.title]
    return printed[:1]


def _labelled(facts: PageFacts) -> Iterator[Published | None]:
    """Yield the days behind words such as "First published:"."""
    for at, token in enumerate(facts.page.tokens):
        if token.kind == "text" and _LABEL.search(facts.page.source[token.start : token.end].lstrip()):
            words = facts.page.text_from(at)
            for label in _LABEL.finditer(words):
                behind = _UPDATED.split(words[label.end() :], maxsplit=1)[0]
                yield published_at(behind) if published_at(behind[:_REACH]) else None


def _in_path(facts: PageFacts) -> Iterator[Published | None]:
    match = _IN_PATH.search(facts.url or "")
    return iter([published_at("-".join(match.groups()))] if match else [])
