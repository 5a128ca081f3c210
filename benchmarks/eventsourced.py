"""What the peer does, with eventsourcing as its own documentation uses it: `python eventsourced.py FOLDER`.

Each line of stdin is an object that says what to `do`; the answer is a line with the seconds that it took.
"""

import json
import sys
import time
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.system import ProcessApplication


class Meeting(Aggregate):
    """A meeting that remembers its stage, its window and how many reports it has."""

    @event("Begun")
    def __init__(self, name: str) -> None:
        self.name = name
        self.reports = 0
        self.stage = ""
        self.window = ""

    @event("Reported")
    def report(self, said: dict[str, Any]) -> None:
        """Take in what a news item says."""
        self.reports += 1
        self.stage = said["stage"]
        self.window = said["claims"].get("window", self.window)


class Ledger(Application[UUID]):
    """The log, read in larger pieces than by default: ten at a time are slow."""

    log_section_size = 1000


class Board(ProcessApplication[UUID]):
    """A projection in memory that counts reports: less than ours does."""

    def policy(self, domain_event: object, processing_event: object) -> None:  # noqa: ARG002 - the package names both
        """Count an event."""
        self.seen = getattr(self, "seen", 0) + 1


_REPORT = {
    "stage": "arranging",
    "published": "2025-06-01",
    "source": {"outlet": "Outlet 1", "url": "https://news.example/1/1"},
    "attribution": {"class": "sources", "words": "government sources"},
    "claims": {"window": {"edtf": "2026-01-12/2026-01-13"}},
    "quote": "Report 1 says that the visit is being arranged by officials of both ministries.",
}


class Bench:
    """The files of a run, and what was put into them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = count()
        self._ledger = self._fresh()
        self._ids: list[UUID] = []
        self._turn = 0

    def prepare(self, size: int, meetings: int) -> float:
        """Make a log of so many meetings of so many events."""
        self._ledger, self._turn = self._fresh(), 0
        made = []
        for number in range(meetings):
            meeting = Meeting(f"meeting {number}")
            for _ in range(size - 1):
                meeting.report(_REPORT)
            made.append(meeting)
        return self._saved(made)

    def append(self, number: int) -> float:
        """Load a meeting, add a report and save it, so many times, each time another meeting."""
        start = time.perf_counter()
        for one in self._next(number):
            meeting = self._ledger.repository.get(one)
            meeting.report(_REPORT)
            self._ledger.save(meeting)
        return time.perf_counter() - start

    def load(self, number: int) -> float:
        """Load so many meetings."""
        start = time.perf_counter()
        for one in self._next(number):
            self._ledger.repository.get(one)
        return time.perf_counter() - start

    def take(self, lines: str) -> float:
        """Import a file of JSON lines, all in one transaction."""
        self._ledger, self._turn = self._fresh(), 0
        start = time.perf_counter()
        meetings: dict[str, Meeting] = {}
        with Path(lines).open(encoding="utf-8") as file:
            for said in map(json.loads, file):
                name = said["meeting"]
                meeting = meetings.get(name) or meetings.setdefault(name, Meeting(name))
                meeting.report(said)
        self._saved(meetings.values())
        return time.perf_counter() - start

    def project(self) -> float:
        """Let a projection process the whole log."""
        board = Board(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": ":memory:"})
        board.pull_section_size = 1000
        board.follow(self._ledger.name, self._ledger.notification_log)
        start = time.perf_counter()
        board.pull_and_process(self._ledger.name)
        took = time.perf_counter() - start
        board.close()
        return took

    def _saved(self, meetings: Iterable[Meeting]) -> float:
        start = time.perf_counter()
        listed = list(meetings)
        self._ledger.save(*listed)
        self._ids = [meeting.id for meeting in listed]
        return time.perf_counter() - start

    def _next(self, number: int) -> list[UUID]:
        places = [(self._turn + one) % len(self._ids) for one in range(number)]
        self._turn += number
        return [self._ids[place] for place in places]

    def _fresh(self) -> Ledger:
        path = self._folder / f"peer-{next(self._number)}.db"
        return Ledger(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)})


if __name__ == "__main__":
    bench = Bench(Path(sys.argv[1]))
    for line in sys.stdin:
        told = json.loads(line)
        sys.stdout.write(f"{getattr(bench, told.pop('do'))(**told)}\n")
        sys.stdout.flush()
