"""A process that holds the append lock for a while and then records: `python -m tests.store.holder PLACE SECONDS`."""

import sys
import time

from tests.clock import FixedClock
from tests.given import line
from tests.store.rows import MEETING
from tracker.domain.import_line import read_line
from tracker.ledger.desk import open_desk
from tracker.ledger.recording import add_line

CLOCK = FixedClock("2026-01-22T09:00:00+00:00")

if __name__ == "__main__":
    report = read_line({"meeting": MEETING, "new": True, **line("confirmed", "2026-01-21")})
    with open_desk(sys.argv[1], create=False, clock=CLOCK, recorder="holder") as desk, desk.append() as append:
        sys.stdout.write("held\n")
        sys.stdout.flush()
        time.sleep(float(sys.argv[2]))  # the time for which the lock is held: no test waits by a sleep of its own
        add_line(append, report)
