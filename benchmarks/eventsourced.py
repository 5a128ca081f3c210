"""The peer: a ledger on the package eventsourcing, as its documentation uses it. `python eventsourced.py FOLDER`.

Each line of stdin is an object whose key `do` names a method of `Bench`; the answer is a line with the seconds.
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
    """A meeting with its stage, its window and the number of its reports."""

    @event("Begun")
    def __init__(self, name: str) -> None:
        self.name = name
        self.reports = 0
        self.stage = ""
        self.window = ""

    @event("Reported")
    def report(self, line: dict[str, Any]) -> None:
        """Apply a report."""
        self.reports += 1
        self.stage = line["stage"]
        self.window = line["claims"].get("window", self.window)


class Ledger(Application[UUID]):
    """The log, read in larger sections than by default: ten events at a time are slow."""

    log_section_size = 1000


class Board(ProcessApplication[UUID]):
    """A projection in memory that counts events, which is less than ours does."""

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
    """The ledgers of a run and the meetings in the current one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = count()
        self._ledger = self._new_ledger()
        self._ids: list[UUID] = []
        self._turn = 0

    def prepare(self, size: int, meetings: int) -> float:
        """Make a log of so many meetings of so many events."""
        self._ledger, self._turn = self._new_ledger(), 0
        meetings_of_log = []
        for number in range(meetings):
            meeting = Meeting(f"meeting {number}")
            for _ in range(size - 1):
                meeting.report(_REPORT)
            meetings_of_log.append(meeting)
        return self._save(meetings_of_log)

    def append(self, number: int) -> float:
        """Load a meeting, add a report and save it, for the next so many meetings."""
        start = time.perf_counter()
        for meeting_id in self._next(number):
            meeting = self._ledger.repository.get(meeting_id)
            meeting.report(_REPORT)
            self._ledger.save(meeting)
        return time.perf_counter() - start

    def load(self, number: int) -> float:
        """Load the next so many meetings."""
        start = time.perf_counter()
        for meeting_id in self._next(number):
            self._ledger.repository.get(meeting_id)
        return time.perf_counter() - start

    def import_lines(self, lines: str) -> float:
        """Import a file of JSON lines in one transaction."""
        self._ledger, self._turn = self._new_ledger(), 0
        start = time.perf_counter()
        meetings: dict[str, Meeting] = {}
        with Path(lines).open(encoding="utf-8") as file:
            for line in map(json.loads, file):
                name = line["meeting"]
                if name not in meetings:
                    meetings[name] = Meeting(name)
                meetings[name].report(line)
        self._save(meetings.values())
        return time.perf_counter() - start

    def project(self) -> float:
        """Let a projection process the whole log."""
        board = Board(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": ":memory:"})
        board.pull_section_size = 1000
        board.follow(self._ledger.name, self._ledger.notification_log)
        start = time.perf_counter()
        board.pull_and_process(self._ledger.name)
        seconds = time.perf_counter() - start
        board.close()
        return seconds

    def _save(self, meetings: Iterable[Meeting]) -> float:
        start = time.perf_counter()
        aggregates = list(meetings)
        self._ledger.save(*aggregates)
        self._ids = [meeting.id for meeting in aggregates]
        return time.perf_counter() - start

    def _next(self, number: int) -> list[UUID]:
        """Return the next so many ids, and start again after the last."""
        turns = range(self._turn, self._turn + number)
        self._turn += number
        return [self._ids[turn % len(self._ids)] for turn in turns]

    def _new_ledger(self) -> Ledger:
        path = self._folder / f"peer-{next(self._number)}.db"
        return Ledger(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)})


if __name__ == "__main__":
    bench = Bench(Path(sys.argv[1]))
    for line in sys.stdin:
        task = json.loads(line)
        method = getattr(bench, task.pop("do"))
        sys.stdout.write(f"{method(**task)}\n")
        sys.stdout.flush()
