"""A process that records reports and prints an acknowledgement of each: `report_writer PLACE NAME [COUNT]`."""

import sys
from itertools import count

from tests.faults.trials import desk_at, news
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import read_line
from tracker.ledger.recording import record


def write(place: str, name: str, reports: int | None) -> None:
    """Record so many reports, or without end. Print `POSITION URL` of each as soon as it is recorded."""
    with desk_at(place, name) as desk:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        for number in count() if reports is None else range(reports):
            outcome = record(desk, read_line(dict(news(name, number, new=number == 0))))
            sys.stdout.write(f"{outcome.position} https://e.org/{name}/{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    try:
        write(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)
    except TrackerError as error:
        sys.exit(f"tracker: {error.sentence}\nhint: {error.hint}")
