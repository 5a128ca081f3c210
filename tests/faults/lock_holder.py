"""A process that holds the append lock for a while and then records a report: `lock_holder PLACE SECONDS`."""

import sys
import time

from tests.faults.trials import desk_at
from tests.given import report

if __name__ == "__main__":
    with desk_at(sys.argv[1]) as desk, desk.append() as append:
        sys.stdout.write("held\n")
        sys.stdout.flush()
        time.sleep(float(sys.argv[2]))  # how long the lock is held: no test waits for something else here
        append.add("ahn-japan", report("noted", "2026-01-10"))
