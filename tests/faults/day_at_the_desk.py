"""A day of a desk: a watcher over feeds with faults, two people at the inbox, and alerts to three receivers.

Each hour of the day takes as long as most feeds need to be read once. All are real processes at one log, and real HTTP.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.effort import PATIENCE
from tests.faults.day_figures import Tally, expected_messages, figures
from tests.faults.day_of_news import Site, Story, news_site, stories
from tests.faults.trials import INSTALLED, TrialResult, desk_at, environment_for, make_log
from tests.service.receiver import Receiver, receiving
from tests.store.processes import ROOT, Process
from tracker.store.seen_items import under_keys

WATCHER: Final = "watch"
_OPTIONS: Final = ("--every", "1s", "--timeout", "2s", "--delay", "0s", "--record", "sure")
_FLAKY: Final = (204, 500, 204, 204, 429, 204)  # the answers of the second receiver, again and again
_MOST_ANSWERS: Final = 50_000
_PAGE: Final = 4096  # bytes, of a figure in /proc
_PAUSE: Final = 0.1  # seconds


class Day:
    """The processes at one log, and what they work on."""

    def __init__(self, place: str, folder: Path, site: Site, receivers: Mapping[str, Receiver]) -> None:
        self.place = place
        self.site = site
        self.receivers = receivers
        self._folder = folder
        self._configuration = folder / "desk.toml"
        self._configuration.write_text("\n".join(_tables(site, receivers)), encoding="utf-8")

    @contextmanager
    def running(self, name: str, *command: str) -> Iterator[Process]:
        """Run a command of tracker in the background, as a user of its own; what it says goes to a file."""
        words = [str(INSTALLED), "--config", str(self._configuration), *command]
        environment = environment_for(self.place, TRACKER_USER=name, no_proxy="127.0.0.1")
        with (self._folder / name).open("w") as output:
            process = subprocess.Popen(words, env=environment, stderr=output, stdout=output, text=True)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    @contextmanager
    def person(self, name: str) -> Iterator[Process]:
        """Let somebody decide on drafts in the background."""
        with subprocess.Popen(
            [sys.executable, "-m", "tests.faults.inbox_decider", self.place, name],
            cwd=ROOT,
            env=environment_for(self.place),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def said(self, name: str) -> str:
        """Return what a command said so far."""
        return (self._folder / name).read_text(encoding="utf-8")

    def unseen(self, published: Sequence[Story]) -> list[int]:
        """Return the items that were published and not taken: neither their entry nor their page was seen."""
        keys = {story.number: self.site.keys_of(story) for story in published}
        with desk_at(self.place) as desk, desk.snapshot():
            seen = {row.key for row in under_keys(desk.connection, [key for each in keys.values() for key in each])}
        return [number for number, each in keys.items() if seen.isdisjoint(each)]


def live_a_day(place: str, folder: Path, *, count: int, hours: int) -> TrialResult:
    """Publish so many items in so many hours, let everybody work, and count what came of them."""
    make_log(place)
    news = stories(count, datetime.now(UTC).date())
    with news_site() as site, _receivers() as receivers:
        day = Day(place, folder, site, receivers)
        tally = _work(day, news, hours)
    text = figures(place, news, day.said(WATCHER), tally, receivers)
    return TrialResult(kind="a day at the desk", faults=site.faults, figures=text)


def _work(day: Day, news: Sequence[Story], hours: int) -> Tally:
    """Let everybody work until every item is taken, every draft decided, and every message sent."""
    with ExitStack() as stack:
        notifier = stack.enter_context(day.running("notify", "notify", "--every", "1s"))
        people = [stack.enter_context(day.person(name)) for name in ("ines", "kim")]
        watcher = stack.enter_context(day.running(WATCHER, "watch", *_OPTIONS))
        memory = _publish(day, watcher, news, hours)
        _wait(lambda: not day.unseen(news), lambda: f"lost: {day.unseen(news)}; {day.said(WATCHER)[-900:]}")
        tally = _tally(day, watcher, memory)
        _stop(watcher)
        tally.decided, tally.too_late = _end_of_inbox(people)
        expected = expected_messages(day.place)
        _wait(lambda: _is_sent(expected, day.receivers), lambda: f"messages are missing: {day.said('notify')[-900:]}")
        _stop(notifier)
    return tally


def _tally(day: Day, watcher: Process, memory_at_start: int) -> Tally:
    return Tally(
        polls=sum(day.site.asked.values()),
        seconds=_processor_time(watcher),
        memory_at_start=memory_at_start,
        memory_at_end=_memory(watcher),
    )


def _tables(site: Site, receivers: Mapping[str, Receiver]) -> Iterator[str]:
    """Yield the feeds and the targets of the configuration. One feed may not be asked, for its address is private."""
    for number, url in enumerate(site.urls()):
        yield f'[[feeds]]\nurl = "{url}"\nsource = "Paper {number}"\nprivate = true'
    yield f'[[feeds]]\nurl = "{site.urls()[0]}/private"'
    for name, receiver in receivers.items():
        yield f'[[notify]]\nname = "{name}"\nurl = "{receiver.url}"'


@contextmanager
def _receivers() -> Iterator[dict[str, Receiver]]:
    """Run three receivers: one works, one fails now and then, one always."""
    flaky = _FLAKY * (_MOST_ANSWERS // len(_FLAKY))
    with receiving() as well, receiving(*flaky) as sometimes, receiving(*[500] * _MOST_ANSWERS) as dead:
        sometimes.retry_after = "1"
        yield {"well": well, "flaky": sometimes, "dead": dead}


def _publish(day: Day, watcher: Process, news: Sequence[Story], hours: int) -> int:
    """Publish the items hour by hour, and change pages at noon. Return the watcher's memory after the first hour."""
    memory = 0
    each = -(-len(news) // hours)
    for hour in range(hours):
        for story in news[hour * each : (hour + 1) * each]:
            day.site.publish(story)
        if hour == hours // 2:
            for story in news[: hour * each]:
                if story.changed:
                    day.site.change(story)
        _wait_for_a_look(day)
        if hour == 0:
            _wait(lambda: not day.unseen(news[:each]), lambda: day.said(WATCHER)[-900:])
            memory = _memory(watcher)
    return memory


def _wait_for_a_look(day: Day) -> None:
    """Wait until most feeds were read once more."""
    wanted = sum(day.site.asked.values()) + len(day.site.asked) // 2
    _wait(lambda: sum(day.site.asked.values()) >= wanted, lambda: day.said(WATCHER)[-900:])


def _end_of_inbox(people: Sequence[Process]) -> tuple[int, int]:
    """Let both people finish, and return how many drafts they decided, and how often the other was faster."""
    for person in people:
        assert person.stdin
        person.stdin.close()
    answers = []
    for person in people:
        assert person.stdout
        answers.append([int(word) for word in person.stdout.read().split()])
        assert person.wait(PATIENCE) == 0
    return sum(answer[0] for answer in answers), sum(answer[1] for answer in answers)


def _is_sent(expected: set[str], receivers: Mapping[str, Receiver]) -> bool:
    return all(expected <= set(receivers[name].taken) for name in ("well", "flaky"))


# Processes


def _wait(is_done: Callable[[], bool], complaint: Callable[[], str]) -> None:
    """Wait until something is done; assert with the complaint if it takes too long."""
    end = time.monotonic() + PATIENCE
    while not is_done():
        assert time.monotonic() < end, complaint()
        time.sleep(_PAUSE)


def _stop(process: Process) -> None:
    """Ask a process to end, and assert that it ends well."""
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0, process.args


def _memory(process: Process) -> int:
    """Return the bytes of memory that a process has."""
    return int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * _PAGE


def _processor_time(process: Process) -> float:
    """Return the seconds of processor time that a process has used."""
    after_name = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
