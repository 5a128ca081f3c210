"""A process that records reports when it is told to: `python -m tests.ledger.writer PLACE NAME COUNT CLOCK`."""

import sys

from tests.clock import FixedClock
from tests.given import line
from tracker.domain.import_line import read_line
from tracker.ledger.desk import open_desk
from tracker.ledger.recording import record


def write(place: str, name: str, count: int, clock: FixedClock) -> None:
    """Record reports, by turns on a meeting of its own and on one that all writers share."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    with open_desk(place, create=True, clock=clock, recorder=name) as desk:
        for number in range(count):
            meeting = name if number % 2 else "shared"
            news = line("noted", "2026-01-12", outlet=name, url=f"https://e.org/{number}", host="JP")
            done = record(desk, read_line({"meeting": meeting, "new": number < 2 and meeting == name, **news}))
            assert done.recorded


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]), FixedClock(sys.argv[4]))
