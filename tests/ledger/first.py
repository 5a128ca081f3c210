"""A process whose first run records a report that all give, and one of its own: `first PLACE NAME CLOCK`."""

import importlib
import sys

from tests.clock import FixedClock
from tests.ledger.doing import begin
from tracker.ledger.desk import open_desk

if __name__ == "__main__":
    place, name, clock = sys.argv[1:]
    # What takes long to import comes first, so that all of them meet at the database.
    for module in ("tracker.store.postgresql", "psycopg", "tracker.ledger.append"):
        importlib.import_module(module)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    with open_desk(place, create=True, clock=FixedClock(clock), recorder=name) as desk:
        begin(desk, "shared", name)
