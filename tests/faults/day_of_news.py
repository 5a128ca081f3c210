"""The news of a made day: articles of which it is known what they report, and 20 feeds that print them with faults."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from msgspec import Struct

from benchmarks.labels import Article, Label, articles
from tests.service import news_server as site
from tests.service.news_server import NewsServer
from tracker.domain.report import Participant
from tracker.domain.window import Window

ARTICLES: Final = Path(__file__).parents[2] / "benchmarks" / "articles"
FEEDS: Final = 20
_SERVERS: Final = 5  # a server is asked one thing at a time
_SHOWN: Final = 40  # items that a feed prints
_TRACKED: Final = 10  # every so many items are in a second feed too, with tracking parameters
_WITH_PAGE: Final = 4  # every so many items have a page of their own
_CHANGED: Final = 24  # the page of every so many items changes; all of these confirm a visit
_FEWEST_CHARACTERS: Final = 300  # of a labelled article: shorter ones are not found on a page

# Invented people: name, country in words, of the country, code, capital.
_MINISTERS: Final = (
    ("Ilmari Tuominen", "Finland", "Finnish", "FI", "Helsinki"),
    ("Branka Horvat", "Croatia", "Croatian", "HR", "Zagreb"),
    ("Tomasz Wilk", "Poland", "Polish", "PL", "Warsaw"),
    ("Keiko Arimura", "Japan", "Japanese", "JP", "Tokyo"),
    ("Park Do-yun", "South Korea", "South Korean", "KR", "Seoul"),
    ("Marta Olsen", "Norway", "Norwegian", "NO", "Oslo"),
    ("Giorgos Lambros", "Greece", "Greek", "GR", "Athens"),
    ("Rania Haddad", "Jordan", "Jordanian", "JO", "Amman"),
    ("Chidi Okafor", "Nigeria", "Nigerian", "NG", "Abuja"),
    ("Lucía Ferreyra", "Argentina", "Argentine", "AR", "Buenos Aires"),
    ("Anand Mehra", "India", "Indian", "IN", "New Delhi"),
    ("Nguyen Van Loc", "Vietnam", "Vietnamese", "VN", "Hanoi"),
    ("Farida Karimova", "Uzbekistan", "Uzbek", "UZ", "Tashkent"),
    ("Peter Lindqvist", "Sweden", "Swedish", "SE", "Stockholm"),
    ("Amina Diallo", "Senegal", "Senegalese", "SN", "Dakar"),
    ("Carlos Pinto", "Portugal", "Portuguese", "PT", "Lisbon"),
)
# The stage of a plan, the headline and the first sentence of its report.
_REPORTS: Final = (
    (
        "confirmed",
        "{guest} to visit {country} on {day}",
        "{adjective} Foreign Minister {guest} will visit {country} on {day} for talks with {other}, {said}.",
    ),
    (
        "in_final_arrangement",
        "{guest} likely to visit {country}: sources",
        (
            "{home} and {country} are in the final stages of arranging a visit by Foreign Minister {guest} to "
            "{country} on {day} for talks with {other}, government sources said."
        ),
    ),
    (
        "postponed",
        "{guest} postpones visit to {country}",
        (
            "{adjective} Foreign Minister {guest} has postponed a visit to {country} and talks with {other} that had "
            "been planned for {day}, {said}."
        ),
    ),
    (
        "cancelled",
        "{guest} cancels visit to {country}",
        "{adjective} Foreign Minister {guest} has cancelled a visit to {country} for talks with {other}, {said}.",
    ),
)
_QUIET: Final = (
    ("Shares in {capital} close higher", "The stock exchange in {capital} closed {number} points higher on the day."),
    ("{home} win the friendly in {capital}", "{home} won the match in {capital} by {number} goals to none."),
    ("Rain floods streets of {capital}", "Heavy rain flooded {number} streets of {capital}, the fire brigade said."),
)
_CLOSING: Final = (
    "Shops and schools in the city were open as usual, and nobody was hurt.",
    "The weather office expects more rain in the coming days.",
)


class Story(Struct, frozen=True, kw_only=True):
    """An item of a feed, its page, and the meetings that it reports. A `changed` page has another text later."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    meetings: tuple[Label, ...]
    is_made: bool = True
    changed: tuple[str, ...] = ()

    @property
    def has_page(self) -> bool:
        """Whether it has a page of its own; else the feed prints all of it, and leads to one page for all items."""
        return self.number % _WITH_PAGE == 0

    @property
    def path(self) -> str:
        """The path to which its feed leads."""
        return f"/news/{self.number}" if self.has_page else f"/live#news/{self.number}"


def stories(count: int, today: date) -> list[Story]:
    """Return so many items: the labelled articles of the repository, and as many made ones as are missing."""
    chance = random.Random(7)
    labelled = [one for one in articles([ARTICLES]) if one.known.published and len(one.text) > _FEWEST_CHARACTERS]
    chance.shuffle(labelled)
    kinds: list[Article | None] = [*labelled[: count // 3], *[None] * (count - min(len(labelled), count // 3))]
    chance.shuffle(kinds)
    return [_labelled(number, kind) if kind else _made(number, today, chance) for number, kind in enumerate(kinds, 1)]


def _labelled(number: int, article: Article) -> Story:
    title, _, text = article.text.partition("\n\n")
    assert article.known.published
    at = datetime.combine(article.known.published, datetime.min.time(), UTC) + timedelta(hours=12)
    paragraphs = tuple(part for part in text.split("\n") if part.strip())
    return Story(
        number=number, title=title, paragraphs=paragraphs, published=at, meetings=article.meetings, is_made=False
    )


def _made(number: int, today: date, chance: random.Random) -> Story:
    at = datetime.combine(today, datetime.min.time(), UTC) - timedelta(days=1) + timedelta(minutes=number)
    guest, host = chance.sample(_MINISTERS, 2)
    words = {"home": guest[1], "capital": guest[4], "number": number}
    if number % 2:
        title, sentence = (text.format(**words) for text in _QUIET[number // 2 % len(_QUIET)])
        return Story(number=number, title=title, paragraphs=(sentence, *_CLOSING), published=at, meetings=())
    stage, title, sentence = _REPORTS[number // 2 % len(_REPORTS)]
    day = today + timedelta(days=chance.randrange(5, 60))
    words |= {"guest": guest[0], "adjective": guest[2], "country": host[1]}
    words |= {"other": f"{host[2]} Foreign Minister {host[0]}", "said": f"the foreign ministry in {guest[4]} said"}

    def paragraphs(day: date) -> tuple[str, ...]:
        return (sentence.format(**words, day=f"{day:%B} {day.day}, {day.year}"), _CLOSING[1])

    moved = day + timedelta(days=1)
    return Story(
        number=number,
        title=title.format(**words, day=f"{day:%B} {day.day}"),
        paragraphs=paragraphs(day),
        published=at,
        meetings=(_label(stage, guest, host, None if stage in {"postponed", "cancelled"} else day),),
        changed=paragraphs(moved) if number % _CHANGED == 0 else (),
    )


def _label(stage: str, guest: Sequence[str], host: Sequence[str], day: date | None) -> Label:
    return Label(
        key="",
        main=True,
        kind="visit",
        stage=stage,
        attribution="sources" if stage == "in_final_arrangement" else "official",
        host=host[3],
        place=None,
        window=Window(day.isoformat()) if day else None,
        original=None,
        participants=tuple(
            Participant(name=person[0], role="foreign minister", country=person[3]) for person in (guest, host)
        ),
        optional=False,
    )


class Site:
    """Twenty feeds on five servers. `publish` adds items, `change` changes pages; each feed has its own faults."""

    def __init__(self, servers: Sequence[NewsServer]) -> None:
        self.servers = servers
        self.items: dict[int, list[str]] = {feed: [] for feed in range(FEEDS)}
        self.asked = dict.fromkeys(range(FEEDS), 0)  # how often each feed was asked for
        self.faults = 0
        for feed in range(FEEDS):
            self._server(feed).pages[self._path(feed)] = self._reply(feed)

    def _server(self, feed: int) -> NewsServer:
        return self.servers[feed % _SERVERS]

    def _path(self, feed: int) -> str:
        return f"/rss/{feed}"

    def urls(self) -> list[str]:
        """Return the address of each feed."""
        return [f"{self._server(feed).site}{self._path(feed)}" for feed in range(FEEDS)]

    def keys_of(self, story: Story) -> list[str]:
        """Return the keys under which an item is marked as seen: of its entry, and of a page of its own."""
        host = self._server(story.number % FEEDS).site.removeprefix("http://")
        return [f"entry {host} guid-{story.number}", *([f"{host}{story.path}"] if story.has_page else [])]

    def publish(self, story: Story) -> None:
        """Put an item into a feed, and now and then into a second one, with tracking parameters."""
        feed = story.number % FEEDS
        if story.has_page:
            self._show_page(story, story.paragraphs)
        self._add(feed, feed, story, f"guid-{story.number}", "")
        if story.number % _TRACKED == 0:
            self._add((feed + 7) % FEEDS, feed, story, f"other-{story.number}", "?utm_source=rss&utm_medium=feed")

    def change(self, story: Story) -> None:
        """Change the page of an item, and what its feed prints of it."""
        self._show_page(story, story.changed)
        feed = story.number % FEEDS
        summary, guid = f"<p>{escape(story.title)}", f">guid-{story.number}<"
        self.items[feed] = [
            item.replace(summary, f"{summary}, updated") if guid in item else item for item in self.items[feed]
        ]

    def _show_page(self, story: Story, paragraphs: Sequence[str]) -> None:
        """Put the page of an item on its server."""
        server = self._server(story.number % FEEDS)
        server.article(story.path, escape(story.title), *map(escape, paragraphs))
        server.pages[f"{story.path}?utm_source=rss&utm_medium=feed"] = server.pages[story.path]

    def _add(self, feed: int, home: int, story: Story, guid: str, query: str) -> None:
        item = self._server(home).item(
            story.path,
            escape(story.title),
            guid=guid,
            date=format_datetime(story.published),
            summary=escape(story.title) if story.has_page else "</p><p>".join(map(escape, story.paragraphs)),
            query=query,
        )
        self.items[feed] = [item, *self.items[feed]]

    def _reply(self, feed: int) -> site.Reply:
        """Return what a feed answers: the newest items, and at times a fault of its own."""

        def reply(request: BaseHTTPRequestHandler) -> None:
            self.asked[feed] += 1
            fault = _fault(feed, self.asked[feed])
            if fault is not None:
                self.faults += 1
                fault(request)
                return
            text = site.RSS.format(site=self._server(feed).site, items="".join(self.items[feed][:_SHOWN]))
            tag = hashlib.sha256(text.encode()).hexdigest()
            site.content(text, {"ETag": f'"{tag}"'})(request)

        return reply


def _fault(feed: int, asked: int) -> site.Reply | None:
    """Return the fault of a feed when it is asked for so many times: every third or fourth time, but for 14 feeds."""
    match feed:
        case 1 if asked % 3 == 2:
            return site.status(500)
        case 2 if asked % 3 == 2:
            return site.status(429, {"Retry-After": "1"})
        case 3 if asked % 3 == 2:
            return site.content("<!doctype html><html><body><h1>Sign in</h1></body></html>")
        case 4 if asked % 8 == 3:
            return site.dripping
        case 5 if asked % 4 == 2:
            return site.cut_off
        case 6 if asked % 4 == 2:
            return site.redirect("ftp://news.example/rss")
        case _:
            return None


@contextmanager
def news_site() -> Iterator[Site]:
    """Run the servers for the block."""
    servers = [NewsServer() for _ in range(_SERVERS)]
    try:
        yield Site(servers)
    finally:
        for server in servers:
            server.stop()
