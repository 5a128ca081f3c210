"""The command `watch`: its messages, its exit codes, and how it ends."""

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.runner import INSTALLED, Done, installed, tracker
from tests.cli.terminals import environment
from tests.effort import PATIENCE
from tests.service.news_server import NewsServer, dripping, news_server
from tracker.domain.errors import TrackerError
from tracker.service.fetching import USER_AGENT, Limits
from tracker.service.watching import News, Watch

pytestmark = pytest.mark.usefixtures("own_event_loop")

DATE = "Wed, 21 Jan 2026 15:00:00 +0900"
ARTICLE = (
    "South Korean Defense Minister Ahn Gyu-back will visit Japan on January 29-31 for talks with Japanese Defense "
    "Minister Shinjiro Koizumi, the Defense Ministry said Wednesday."
)


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with news_server() as running:
        yield running


def configuration(tmp_path: Path, *urls: str, defaults: str = "") -> str:
    """Write a configuration with these feeds, and return its path."""
    feeds = (f'[[feeds]]\nurl = "{url}"\nsource = "NationPress"\nprivate = true\n' for url in urls)
    file = tmp_path / "desk.toml"
    file.write_text(f'[defaults.watch]\ndelay = "0s"\n{defaults}\n{"".join(feeds)}', encoding="utf-8")
    return str(file)


def watch(file: str, *words: str) -> tuple[list[str], int]:
    """Watch once, and return the lines on stderr and the exit code."""
    done = installed("--config", file, "watch", "--once", *words)
    assert done.stdout == b""
    return done.stderr.decode().splitlines(), done.returncode


@pytest.mark.slow
def test_watch_reads_the_feeds_of_the_configuration_and_takes_its_options_from_there(
    db: Path, tmp_path: Path, server: NewsServer
) -> None:
    server.article("/1", "Ahn to visit Japan", ARTICLE)
    feed = server.feed("/rss", server.item("/1", "Ahn to visit Japan", date=DATE))
    file = configuration(tmp_path, feed, f"{server.site}/gone", defaults='record = "sure"')
    assert watch(file) == (
        [
            "NationPress: the server answers 404 Not Found",
            "NationPress: Ahn to visit Japan: recorded as @1 in ahn-koizumi-japan-2026-01: confirmed",
            "2 feeds: 1 new, 1 recorded, 0 waiting in the inbox, 1 feed failed",
        ],
        0,
    )
    assert tracker("history", "--format", "json").json[0]["source"]["url"] == f"{server.site}/1"
    assert tracker("verify").code == 0


def test_watch_fails_if_every_feed_does(db: Path, tmp_path: Path, server: NewsServer) -> None:
    file = configuration(tmp_path, f"{server.site}/a", f"{server.site}/b")
    lines, code = watch(file)
    assert (lines[-1], code) == ("2 feeds: 0 new, 0 recorded, 0 waiting in the inbox, 2 feeds failed", 1)


def test_a_watch_that_goes_on_until_it_is_ended_does_not_fail_because_a_feed_did(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ended_after_a_failure(watch: Watch, _limits: Limits, *, once: bool) -> None:
        watch.say(News(name="Kyodo", error=TrackerError("no answer"), again_in=None if once else 600))

    monkeypatch.setattr("tracker.cli.commands.watch._run", ended_after_a_failure)
    command = ("--config", configuration(tmp_path, "https://kyodo.example/rss"), "watch")
    summary = "1 feed: 0 new, 0 recorded, 0 waiting in the inbox, 1 feed failed\n"
    assert tracker(*command) == Done(out="", err=f"Kyodo: no answer, again in 10 min\n{summary}", code=0)
    assert tracker(*command, "--once") == Done(out="", err=f"Kyodo: no answer\n{summary}", code=1)


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ((), (600.0, 3600.0, 30.0, 1.0)),
        (("--every", "0s", "--recheck", "0s", "--timeout", "0s", "--delay", "0s"), (1.0, 0.0, 1.0, 0.0)),
        (("--every", "2 m", "--recheck", "1d", "--timeout", "5s", "--delay", "2s"), (120.0, 86_400.0, 5.0, 2.0)),
    ],
)
def test_watch_has_its_spans_of_time_from_its_options_and_waits_at_least_a_second(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], spans: tuple[float, ...]
) -> None:
    got = []

    async def noted(watch: Watch, limits: Limits, *, once: bool) -> None:
        got.append((watch.settings.every, watch.settings.recheck, limits.seconds, limits.delay))
        assert (once, limits.user_agent, watch.settings.record_sure) == (False, USER_AGENT, False)

    monkeypatch.setattr("tracker.cli.commands.watch._run", noted)
    file = tmp_path / "desk.toml"
    file.write_text('[[feeds]]\nurl = "https://kyodo.example/rss"\n', encoding="utf-8")
    assert tracker("--config", str(file), "watch", *words).code == 0
    assert got == [spans]


def test_watch_without_feeds_says_where_to_name_them(db: Path) -> None:
    done = tracker("watch")
    assert (done.err, done.code) == (
        'tracker: no feed is configured\nhint: Write [[feeds]] and url = "https://…" in the file of tracker config.\n',
        1,
    )


def test_a_span_of_time_that_is_none_is_refused(db: Path) -> None:
    done = tracker("watch", "--every", "soon")
    assert done.err.startswith("tracker: invalid value for '--every': 'soon' is not a span of time, such as 30s, 10m")
    assert done.code == 2


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_between_two_items(
    db: Path, tmp_path: Path, server: NewsServer, number: signal.Signals
) -> None:
    server.article("/1", "Ahn to visit Japan", ARTICLE)
    server.pages["/2"] = dripping
    items = (
        server.item("/1", "Ahn to visit Japan", date=DATE),
        server.item("/2", "Shares rise", date="Wed, 21 Jan 2026 16:00:00 +0900"),
    )
    file = configuration(tmp_path, server.feed("/rss", *items))
    with subprocess.Popen(
        [str(INSTALLED), "--config", file, "watch"], stderr=subprocess.PIPE, env=environment()
    ) as child:
        wait_for(server, "/2")
        child.send_signal(number)
        _, err = child.communicate(timeout=PATIENCE)
    assert child.returncode == 0
    assert err.decode().splitlines() == [
        "NationPress: Ahn to visit Japan: draft 1 for ahn-koizumi-japan-2026-01 waits",
        "1 feed: 1 new, 0 recorded, 1 waiting in the inbox",
    ]


@pytest.mark.slow
def test_after_a_kill_the_rest_is_taken_and_nothing_twice(db: Path, tmp_path: Path, server: NewsServer) -> None:
    server.article("/1", "Ahn to visit Japan", ARTICLE)
    server.pages["/2"] = dripping
    items = (
        server.item("/1", "Ahn to visit Japan", date=DATE),
        server.item("/2", "Shares rise", date="Wed, 21 Jan 2026 16:00:00 +0900"),
    )
    file = configuration(tmp_path, server.feed("/rss", *items, headers={"ETag": '"v1"'}))
    with subprocess.Popen(
        [str(INSTALLED), "--config", file, "watch"], stderr=subprocess.DEVNULL, env=environment()
    ) as child:
        wait_for(server, "/2")
        child.kill()
    server.article(
        "/2", "Shares rise", "Shares rose in Seoul on Wednesday, and those of banks rose most of all shares."
    )
    lines, _ = watch(file)
    assert lines == ["NationPress: Shares rise: no meeting", "1 feed: 1 new, 0 recorded, 0 waiting in the inbox"]


def wait_for(server: NewsServer, path: str) -> None:
    """Wait until a path is asked for."""
    end = time.monotonic() + PATIENCE
    while all(asked != path for _, asked, _ in server.requests):
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.slow
def test_a_log_that_cannot_be_opened_ends_no_watch_that_goes_on(db: Path, tmp_path: Path, server: NewsServer) -> None:
    server.article("/1", "Ahn to visit Japan", ARTICLE)
    feed = server.feed("/rss", server.item("/1", "Ahn to visit Japan", date=DATE))
    file = configuration(tmp_path, feed)
    db.write_text("This is not a database, and it is long enough to be taken for one." * 99, encoding="utf-8")
    with subprocess.Popen(
        [str(INSTALLED), "--config", file, "watch", "--every", "1s"], stderr=subprocess.PIPE, env=environment()
    ) as child:
        assert child.stderr
        assert child.stderr.readline().decode().startswith(f"the log: {db} is not a")
        db.unlink()
        wait_for(server, "/1")
        while not child.stderr.readline().decode().startswith("NationPress: Ahn to visit Japan: draft 1"):
            pass
        child.terminate()
        child.communicate(timeout=PATIENCE)
    assert child.returncode == 0
