"""The watch over feeds: reads each when it is due, and takes its new items, oldest first."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from importlib.util import find_spec
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.clocks import utc_text
from tracker.domain.errors import TrackerError
from tracker.domain.report import Source
from tracker.ledger.desk import Desk
from tracker.ledger.watched_items import (
    Taken,
    WatchedItem,
    has_same_text,
    is_known,
    keep_validators,
    known_of,
    take,
    validators,
)
from tracker.reading.article.intake import feed_items, news_items
from tracker.reading.article.item import NewsItem, item_text
from tracker.reading.article.outlets import outlet_name
from tracker.reading.article.titles import outlet_of_host
from tracker.reading.draft import Reading
from tracker.service.configuration import Feed
from tracker.service.fetching import Answer, Fetcher, FetchError, host_of
from tracker.service.language_model import Choice
from tracker.service.reader import read_async
from tracker.service.secret import plain
from tracker.service.web_addresses import page_key, shown

_AT_ONCE: Final = 8  # feeds
_LONGEST_PAUSE: Final = 6 * 3600.0  # seconds after which a feed that fails is tried again
_MOST_DOUBLINGS: Final = 20
_WORD: Final = re.compile(r"\w+")


Opened = Callable[[], AbstractContextManager[Desk]]


class Settings(Struct, frozen=True, kw_only=True):
    """How feeds are watched.

    `every` and `recheck` are seconds: between two looks at a feed, and until pages that gave drafts are read again.
    `choice` is who reads the items; with `verbose` it is said what a language model took.
    """

    every: float
    recheck: float
    record_sure: bool
    choice: Choice = Choice()
    verbose: bool = False


class News(Struct, frozen=True, kw_only=True):
    """News of a feed or of an item: what was `taken` of it, or the `error`, and the seconds until it is read again.

    `notes` are about the language model that was asked.
    """

    name: str
    headline: str = ""
    notes: tuple[str, ...] = ()
    taken: Taken | None = None
    error: TrackerError | None = None
    again_in: float | None = None


class WatchedFeed(Struct, kw_only=True):
    """A feed, how often it has failed in a row, and when it is due, as `time.monotonic` says it."""

    feed: Feed
    url: str
    name: str
    failures: int = 0
    due: float = 0.0

    @property
    def key(self) -> str:
        """What stays the same if the feed moves from http to https."""
        return page_key(self.url)


class Watch:
    """Reads feeds and takes their items. `say` is called with the news of each item and of each failure.

    The log is opened for each round, so that a server may restart and a file be restored between two.
    """

    desk: Desk  # of the present round

    def __init__(self, opened: Opened, feeds: Sequence[Feed], settings: Settings, say: Callable[[News], None]) -> None:
        self.opened = opened
        self.settings = settings
        self.say = say
        self.feeds = list(_watched(feeds))
        self.once = False

    async def run(self, fetcher: Fetcher, *, once: bool) -> None:
        """Read every feed when it is due, or all of them once. Cancelling it ends it between two items."""
        self.once = once
        if once:
            await self._round(fetcher)
        while not once:
            try:
                await self._round(fetcher)
            except TrackerError as error:  # the log cannot be opened now
                self.say(News(name="the log", error=error, again_in=self.settings.every))
                await asyncio.sleep(self.settings.every)
            await asyncio.sleep(max(0.0, min(feed.due for feed in self.feeds) - time.monotonic()))

    async def _round(self, fetcher: Fetcher) -> None:
        gate = asyncio.Semaphore(_AT_ONCE)
        due = [feed for feed in self.feeds if self.once or feed.due <= time.monotonic()]
        with self.opened() as self.desk:
            await asyncio.gather(*(self._look(fetcher, feed, gate) for feed in due))

    async def _look(self, fetcher: Fetcher, feed: WatchedFeed, gate: asyncio.Semaphore) -> None:
        """Read a feed. Whatever goes wrong with it is said, and stops no other feed."""
        async with gate:
            try:
                await self._read(fetcher, feed)
            except TrackerError as error:
                self._put_off(feed, error)
            except Exception as error:  # noqa: BLE001 - a defect of ours at one item must not end the watch over all
                self._put_off(feed, TrackerError(f"a defect of tracker ({error!r:.200}); please report it"))
            else:
                feed.failures = 0
                feed.due = time.monotonic() + self.settings.every

    def _put_off(self, feed: WatchedFeed, error: TrackerError) -> None:
        pause = min(
            self.settings.every * 2 ** min(feed.failures, _MOST_DOUBLINGS), max(_LONGEST_PAUSE, self.settings.every)
        )
        pause = max(pause, error.wait if isinstance(error, FetchError) else 0.0)
        feed.failures += 1
        feed.due = time.monotonic() + pause
        self.say(News(name=feed.name, error=error, again_in=None if self.once else pause))

    async def _read(self, fetcher: Fetcher, feed: WatchedFeed) -> None:
        words, read_at = validators(self.desk, feed.key)
        unread_since = self._ago(self.settings.recheck)
        known = msgspec.json.decode(words, type=dict[str, str]) if words and read_at > unread_since else {}
        answer = await fetcher.fetch(feed.url, known, private=feed.feed.private)
        if answer.is_unchanged:
            return
        items = await asyncio.to_thread(feed_items, answer.content)
        shared = _shared_pages(items)
        wanted = [_watched_item(feed, news, shared) for news in items if _is_wanted(news, feed.feed)]
        done = [await self._take(fetcher, feed, item, unread_since) for item in wanted]
        if all(done):
            keep_validators(self.desk, feed.key, msgspec.json.encode(dict(answer.validators)).decode())

    async def _take(self, fetcher: Fetcher, feed: WatchedFeed, item: WatchedItem, unread_since: str) -> bool:
        """Take an item, unless it is known. Return False if its page has to be tried again later."""
        if is_known(self.desk, item, unread_since=unread_since):
            return True
        headline = item.source.headline or item.source.url or "an item without a headline"
        try:
            item = await self._with_page(fetcher, feed, item)
        except FetchError as error:
            if error.wait:  # the server asks to be left alone, with every page
                raise
            self.say(News(name=feed.name, headline=headline, error=error))
            if error.passing:
                return False
            item = replace(item, page=None)
        except TrackerError as error:  # it is not an article
            self.say(News(name=feed.name, headline=headline, error=error))
            item = replace(item, page=None)
        reading, notes = await self._ask_model(item)
        taken = take(self.desk, item, record_sure=self.settings.record_sure, reading=reading)
        if not taken.is_known:
            self.say(News(name=feed.name, headline=headline, notes=notes, taken=taken))
        return True

    async def _ask_model(self, item: WatchedItem) -> tuple[Reading | TrackerError | None, tuple[str, ...]]:
        """Return how a language model reads an item that is new, if one is chosen, and notes about it."""
        if self.settings.choice.model is None or has_same_text(self.desk, item):
            return None, ()
        try:
            result = await read_async(self.settings.choice, item.text, known_of(self.desk, item))
        except TrackerError as error:
            return error, ()
        took = result.took if self.settings.verbose else None
        return result.reading, tuple(filter(None, (result.failure, took)))

    async def _with_page(self, fetcher: Fetcher, feed: WatchedFeed, item: WatchedItem) -> WatchedItem:
        """Return an item with the text of its page, which is longer than what the feed prints of it."""
        if not item.page or not item.source.url or find_spec("trafilatura") is None:
            return item
        answer: Answer = await fetcher.fetch(item.source.url, private=feed.feed.private)
        page = (await asyncio.to_thread(news_items, answer.content))[0]
        source = replace(item.source, headline=item.source.headline or page.title)
        if source.headline and page.title:
            _, _, body = page.text.partition("\n\n")
            page = replace(page, text=item_text(source.headline, body or page.text))
        return replace(item, text=page.text, source=source, published=item.published or page.published)

    def _ago(self, seconds: float) -> str:
        return utc_text(self.desk.clock.now() - timedelta(seconds=seconds))


def _watched(feeds: Sequence[Feed]) -> Iterator[WatchedFeed]:
    for feed in feeds:
        url = plain(feed.url)
        name = feed.source or (shown(url) if feed.url == url else str(feed.url))
        yield WatchedFeed(feed=feed, url=url, name=name)


def _is_wanted(item: NewsItem, feed: Feed) -> bool:
    """Whether an item has one of the words of `only`, if there are any; a word of several is found as it is."""
    text = " ".join(_WORD.findall(item.text.casefold()))
    wanted = (" ".join(_WORD.findall(words.casefold())) for words in feed.only)
    return not feed.only or any(f" {words} " in f" {text} " for words in wanted)


def _shared_pages(items: Sequence[NewsItem]) -> frozenset[str]:
    """Return the pages to which several items lead, such as a front page: they are no article."""
    counts = Counter(page_key(item.url) for item in items if item.url)
    return frozenset(page for page, count in counts.items() if count > 1)


def _watched_item(feed: WatchedFeed, news: NewsItem, shared: frozenset[str]) -> WatchedItem:
    outlet = feed.feed.source or news.outlet or outlet_of_host(news.url) or outlet_of_host(feed.url) or feed.name
    page = page_key(news.url) if news.url else None
    return WatchedItem(
        feed=feed.key,
        entry=_entry_key(feed, news),
        page=None if page in shared else page,
        entry_text=news.text,
        text=news.text,
        source=Source(outlet=outlet_name(outlet), url=news.url, headline=news.title, language=news.language),
        published=news.published,
    )


def _entry_key(feed: WatchedFeed, news: NewsItem) -> str:
    """Return what stays the same of a feed's entry: its identifier, else its address, else its text."""
    guid = news.guid or news.url or news.text
    is_address = guid.startswith(("http://", "https://"))
    return f"entry {page_key(guid)}" if is_address else f"entry {host_of(feed.url)} {guid[:500]}"
