"""Watching feeds of a real server: what is taken, what is not taken twice, and what goes wrong."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import pairwise
from typing import Any

import pytest

from tests.clock import FixedClock
from tests.model_replies import meeting, meetings, person, quoted
from tests.service import news_server as site
from tests.service.chat_server import ChatServer, chat_server, says
from tests.service.chat_server import error as chat_error
from tests.service.news_server import NewsServer
from tracker.cli.text.watch_lines import news_line
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.inbox import waiting
from tracker.service import fetching, watching
from tracker.service.configuration import Feed
from tracker.service.fetching import Fetcher, Limits, is_public
from tracker.service.language_model import Choice, LanguageModel
from tracker.service.watching import Settings, Watch

pytestmark = pytest.mark.usefixtures("own_event_loop")

DATE = "Wed, 21 Jan 2026 15:00:00 +0900"
TITLE = "Defense chief to visit Japan for talks with Koizumi"
ANNOUNCEMENT = (
    "South Korean Defense Minister Ahn Gyu-back will visit Japan on January 29-31 for talks with Japanese Defense "
    "Minister Shinjiro Koizumi, the Defense Ministry said Wednesday."
)
TRIP = (ANNOUNCEMENT, "Ahn is scheduled to meet Koizumi in Yokosuka on January 30, the ministry said in a statement.")
MOVED = tuple(text.replace("January 29-31", "February 5-6").replace("January 30", "February 5") for text in TRIP)
WAITS = f"NationPress: {TITLE}: draft 1 for ahn-koizumi-yokosuka-2026-01 waits"
LIMITS = Limits(seconds=2.0, bytes=1_000_000, delay=0.0)


def look(desk: Desk, *urls: str, private: bool = True, only: tuple[str, ...] = (), **settings: Any) -> list[str]:
    """Read feeds once, and return the lines about them. `settings` are those of the watch."""
    feeds = [Feed(url=url, source="NationPress", only=only, private=private) for url in urls]
    return asyncio.run(_look(desk, feeds, **settings))


async def _look(desk: Desk, feeds: list[Feed], *, sure: bool = False, recheck: float = 3600, **more: Any) -> list[str]:
    lines: list[str] = []
    fetcher = Fetcher(LIMITS)
    settings = Settings(every=600, recheck=recheck, record_sure=sure, **more)
    try:
        await Watch(lambda: nullcontext(desk), feeds, settings, lambda news: lines.append(news_line(news))).run(
            fetcher, once=True
        )
    finally:
        await fetcher.close()
    return lines


def trip(server: NewsServer, path: str = "/1", *, query: str = "", guid: str = "") -> str:
    """Put the article at a path, and return its item for a feed."""
    server.article(f"{path}{query}", TITLE, *TRIP)
    return server.item(path, TITLE, date=DATE, query=query, guid=guid)


def test_a_new_item_is_drafted_from_its_page_and_waits_in_the_inbox(desk: Desk, server: NewsServer) -> None:
    feed = server.feed("/rss", trip(server))
    assert look(desk, feed) == [WAITS]
    with desk.snapshot():
        (draft,) = waiting(desk)
    source = draft.proposal.source
    assert (source.outlet, source.url, source.headline) == ("NationPress", f"{server.site}/1", TITLE)
    assert draft.proposal.published.text == "2026-01-21T15:00:00+09:00"
    assert look(desk, feed) == []


def test_a_sure_draft_is_recorded_if_the_desk_wants_it(file: Desk, server: NewsServer) -> None:
    assert look(file, server.feed("/rss", trip(server)), sure=True) == [
        f"NationPress: {TITLE}: recorded as @1 in ahn-koizumi-yokosuka-2026-01: confirmed"
    ]


def test_nothing_is_taken_twice(file: Desk, server: NewsServer) -> None:
    look(file, server.feed("/rss", trip(server, guid="one")))
    again = {
        "tracking parameters": trip(server, query="?utm_source=rss&fbclid=7", guid="two"),
        "another address, the same text": trip(server, "/moved/1", guid="three"),
        "another address, the same identifier": trip(server, "/moved/2", guid="one"),
    }
    lines = {case: look(file, server.feed("/other", item)) for case, item in again.items()}
    assert {case for case in lines if lines[case]} == set()


def test_each_item_of_a_feed_that_always_leads_to_its_front_page_is_taken(file: Desk, server: NewsServer) -> None:
    server.pages["/front"] = site.status(404)
    lines = []
    for guid, text in (("one", ANNOUNCEMENT), ("two", ANNOUNCEMENT.replace("Japan on", "Tokyo on"))):
        feed = server.feed("/rss", server.item("/front", TITLE, guid=guid, date=DATE, summary=text))
        lines.append(look(file, feed))
        assert look(file, feed) == []
    missing = f"NationPress: {TITLE}: the server answers 404 Not Found"
    assert [each[0] for each in lines] == [missing, missing]
    assert ["draft 1 for" in lines[0][1], "draft 2 for" in lines[1][1]] == [True, True]


def test_two_watchers_at_once_take_an_item_once(place: str, clock: FixedClock, server: NewsServer) -> None:
    feed = Feed(url=server.feed("/rss", trip(server)), source="NationPress", private=True)

    async def both(first: Desk, second: Desk) -> list[list[str]]:
        return list(await asyncio.gather(_look(first, [feed], sure=False), _look(second, [feed], sure=False)))

    with (
        open_desk(place, create=False, clock=clock, recorder="a") as first,
        open_desk(place, create=False, clock=clock, recorder="b") as second,
    ):
        assert sorted(asyncio.run(both(first, second))) == [[], [WAITS]]
        with first.snapshot():
            assert len(waiting(first)) == 1


def test_a_page_that_changed_is_drafted_again_and_the_line_says_what_changed(
    desk: Desk, server: NewsServer, clock: FixedClock
) -> None:
    desk.keeps_texts = True
    feed = server.feed("/rss", trip(server))
    look(desk, feed)
    server.article("/1", TITLE, *MOVED)
    assert look(desk, feed) == []
    clock.move("2026-01-22T11:00:00+00:00")
    (line,) = look(desk, feed, sure=True)
    assert line.startswith(
        f"NationPress: {TITLE}: the page has changed (window 29–31 Jan 2026 → 5–6 Feb 2026); draft 2 for "
    )
    assert look(desk, feed) == []


def test_a_change_in_the_feed_is_enough_to_read_the_page_again(file: Desk, server: NewsServer) -> None:
    look(file, server.feed("/rss", trip(server)))
    server.article("/1", TITLE, *TRIP, "Shares closed higher.")
    (line,) = look(file, server.feed("/rss", server.item("/1", TITLE, date=DATE, summary="Updated: Ahn to visit.")))
    assert line == f"NationPress: {TITLE}: the page has changed; it says the same of the meeting"


def test_an_unchanged_feed_is_not_sent_again_also_after_a_restart(file: Desk, server: NewsServer) -> None:
    feed = server.feed("/rss", trip(server), headers={"ETag": '"v1"', "Last-Modified": "Wed, 21 Jan 2026 06:00:00 GMT"})
    look(file, feed)
    assert server.paths() == ["/rss", "/1"]
    look(file, feed)
    ((_, path, headers),) = server.requests
    assert (path, headers["If-None-Match"]) == ("/rss", '"v1"')
    assert headers["If-Modified-Since"] == "Wed, 21 Jan 2026 06:00:00 GMT"


def test_an_item_whose_page_cannot_be_had_now_is_taken_later(file: Desk, server: NewsServer) -> None:
    feed = server.feed("/rss", trip(server), headers={"ETag": '"v1"'})
    article = server.pages["/1"]
    server.pages["/1"] = site.status(500)
    assert look(file, feed) == [f"NationPress: {TITLE}: the server answers 500 Internal Server Error"]
    server.pages["/1"] = article
    assert look(file, feed) == [WAITS]


def test_an_item_without_a_page_is_drafted_from_the_feed(file: Desk, server: NewsServer) -> None:
    feed = server.feed("/rss", server.item("/gone", TITLE, date=DATE, summary=" ".join(TRIP)))
    assert look(file, feed) == [f"NationPress: {TITLE}: the server answers 404 Not Found", WAITS]
    assert look(file, feed) == []


def test_only_items_with_one_of_the_words_are_taken(file: Desk, server: NewsServer) -> None:
    shares = server.item("/2", "Shares revisited in Seoul", date=DATE)
    feed = server.feed("/rss", trip(server), shares)
    assert look(file, feed, only=("summit", "VISIT")) == [WAITS]
    assert "/2" not in server.paths()


FAULTS = {
    "/html": (
        site.content("<!doctype html><html><body><p>We moved</p></body></html>"),
        "this is a web page, not a feed",
    ),
    "/slow": (site.dripping, "it took longer than 2 seconds"),
    "/huge": (site.endless, "it is larger than 1 MB"),
    "/says-huge": (site.content(b"", {"Content-Length": "104857600"}), "it is larger than 1 MB"),
    "/busy": (site.status(503, {"Retry-After": "3600"}), "the server answers 503 Service Unavailable"),
    "/gone": (site.status(410), "the server answers 410 Gone"),
    "/file": (site.redirect("file:///etc/passwd"), "file:///etc/passwd is not an address on the web"),
    "/circle": (site.redirect("/circle"), "it leads through more than 5 addresses"),
    "/nowhere": (site.status(302), "it leads elsewhere, but does not say where"),
    "/brackets": (site.redirect("http://[bad/"), "it leads elsewhere, but does not say where"),
    "/cut": (site.cut_off, "the server ended the connection in the middle, or does not speak HTTP"),
    "/packed": (site.content(b"no gzip", {"Content-Encoding": "gzip"}), None),
    "/binary": (site.content(bytes(range(256)) * 10), None),
    "/empty": (site.content(""), None),
    "/xml": (site.content("<?xml version='1.0'?><urlset><url/></urlset>"), None),
}


@pytest.mark.slow
def test_each_fault_is_a_line_and_the_others_go_on(file: Desk, server: NewsServer) -> None:
    for path, (reply, _) in FAULTS.items():
        server.pages[path] = reply
    feeds = [Feed(url=f"{server.site}{path}", private=True) for path in FAULTS]
    feeds.append(Feed(url=server.feed("/rss", trip(server)), source="NationPress", private=True))
    lines = asyncio.run(_look(file, feeds, sure=False))
    assert WAITS in lines
    assert len(lines) == len(feeds)
    for path, (_, sentence) in FAULTS.items():
        (line,) = (line for line in lines if line.startswith(f"{server.site}{path}: "))
        assert sentence is None or line == f"{server.site}{path}: {sentence}"


def test_private_addresses_are_refused_by_the_address_that_is_connected_to(
    file: Desk, server: NewsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = server.feed("/rss", trip(server))
    server.paths()
    assert (
        look(file, feed, feed.replace("127.0.0.1", "localhost"), private=False)
        == ["NationPress: it leads to the private address 127.0.0.1"] * 2
    )
    assert server.paths() == []
    # As if this machine were on the internet, except for the name: the redirect leads inside.
    monkeypatch.setattr(fetching, "is_public", lambda address: address != "127.0.0.2")
    server.pages["/inside"] = site.redirect("http://127.0.0.2:9/rss")
    (line,) = look(file, f"{server.site}/inside", private=False)
    assert line.startswith("NationPress: ")
    assert "/rss" not in server.paths()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("nonsense", False),
    ],
)
def test_which_addresses_are_those_of_the_internet(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(file: Desk, server: NewsServer) -> None:
    urls = [server.feed(f"/{number}.rss", server.item(f"/{number}", "Shares", date=DATE)) for number in range(3)]
    fetcher_limits = Limits(seconds=5.0, delay=0.3, user_agent="desk (desk@np.example)")

    async def fetch_all() -> None:
        fetcher = Fetcher(fetcher_limits)
        await asyncio.gather(*(fetcher.fetch(url, private=True) for url in urls))
        await fetcher.close()

    asyncio.run(fetch_all())
    times = [at for at, _, _ in server.requests]
    assert all(later - earlier > 0.29 for earlier, later in pairwise(times))
    assert {headers["User-Agent"] for _, _, headers in server.requests} == {"desk (desk@np.example)"}


def test_a_feed_that_failed_waits_longer_each_time_and_as_long_as_its_server_asks(
    file: Desk, server: NewsServer
) -> None:
    server.pages["/busy"] = site.status(429, {"Retry-After": "7200"})
    server.pages["/gone"] = site.status(404)
    watch = Watch(
        lambda: nullcontext(file),
        [Feed(url=f"{server.site}{path}", private=True) for path in ("/busy", "/gone")],
        Settings(every=600, recheck=3600, record_sure=False),
        lambda news: lines.append(news_line(news)),
    )
    watch.desk = file
    lines: list[str] = []

    async def twice() -> None:
        fetcher = Fetcher(LIMITS)
        for _ in range(2):
            for feed in watch.feeds:
                await watch._look(fetcher, feed, asyncio.Semaphore(1))
        await fetcher.close()

    asyncio.run(twice())
    assert [line.rpartition(", ")[2] for line in lines] == [
        "again in 2 h",
        "again in 10 min",
        "again in 2 h",
        "again in 20 min",
    ]


def test_older_items_are_taken_before_newer_ones(file: Desk, server: NewsServer) -> None:
    earlier = server.item("/old", "Shares fall", date="Tue, 20 Jan 2026 15:00:00 +0900")
    lines = look(file, server.feed("/rss", server.item("/new", "Shares rise", date=DATE), earlier))
    assert [line for line in lines if "no meeting" in line] == [
        "NationPress: Shares fall: no meeting",
        "NationPress: Shares rise: no meeting",
    ]


def test_items_that_all_lead_to_one_front_page_are_drafted_from_the_feed(file: Desk, server: NewsServer) -> None:
    server.article("/", "Front page", "Many things happened in many places, and this is the list of all of them today.")
    items = (
        server.item("/", TITLE, guid="a", date=DATE, summary=" ".join(TRIP)),
        server.item("/", "Shares rise", guid="b", date=DATE, summary="Shares rose in Seoul."),
    )
    assert WAITS in look(file, server.feed("/rss", *items))
    assert server.paths() == ["/rss"]


# A language model as the reader, of what the feeds print


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    """Run a model that reads TRIP as the rules do."""
    monkeypatch.setattr(watching, "find_spec", lambda _: None)  # no page is read
    visit = meeting(
        stage=quoted("confirmed", "will visit Japan"),
        attribution=quoted("official", "the Defense Ministry said"),
        participants=[
            person("Ahn Gyu-back", "KR", "South Korean Defense Minister Ahn Gyu-back"),
            person("Shinjiro Koizumi", "JP", "Shinjiro Koizumi"),
        ],
        place={"words": "Yokosuka", "candidate": False},
        window={"first": "on January 29-31", "last": None, "edtf": None},
    )
    with chat_server() as running:
        running.replies = [says(meetings(visit))]
        yield running


def feed_of_trip(server: NewsServer, *paragraphs: str) -> str:
    """Return the address of a feed that prints the article."""
    return server.feed("/rss", server.item("/1", TITLE, date=DATE, summary=" ".join(paragraphs)))


def ask(model: ChatServer, reader: str) -> dict[str, Any]:
    """Return the settings of a watch that asks the model."""
    return {"choice": Choice(reader=reader, model=LanguageModel(name="small", url=model.url, seconds=2.0))}


def test_the_chosen_reader_reads_and_what_both_say_is_recorded(
    file: Desk, server: NewsServer, model: ChatServer
) -> None:
    (line,) = look(file, feed_of_trip(server, *TRIP), sure=True, verbose=True, **ask(model, "both"))
    took, recorded = line.removeprefix(f"NationPress: {TITLE}: ").split("; ")
    assert re.fullmatch(r"small: [\d.]+ s, 1,834 tokens in, 412 out", took)
    assert recorded == "recorded as @1 in ahn-koizumi-yokosuka-2026-01: confirmed"


def test_a_model_is_asked_once_about_a_text(file: Desk, server: NewsServer, model: ChatServer) -> None:
    for _ in range(2):
        look(file, feed_of_trip(server, *TRIP), recheck=-1, **ask(model, "llm"))
    assert len(model.requests) == 1
    (line,) = look(file, feed_of_trip(server, *MOVED), recheck=-1, sure=True, **ask(model, "llm"))
    assert ": the page has changed (window 29–31 Jan 2026 → 5–6 Feb 2026" in line
    assert len(model.requests) == 2
    with file.snapshot():
        assert {draft.reader for draft in waiting(file)} == {"llm:small"}


def test_a_model_that_fails_stops_nothing(file: Desk, server: NewsServer, model: ChatServer) -> None:
    model.replies = [chat_error(500)]
    lines = look(file, feed_of_trip(server, *TRIP), **ask(model, "both"))
    failure = "small: the server answers 500 Internal Server Error; the drafts are the rules'"
    assert lines == [WAITS.replace(": draft 1", f": {failure}; draft 1")]
    with file.snapshot():
        assert [draft.reader for draft in waiting(file)] == ["rules"]
