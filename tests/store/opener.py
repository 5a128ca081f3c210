"""A process that opens a log when it is told to: `python -m tests.store.opener PLACE`."""

import importlib
import sys

from tracker.store.opening import open_log
from tracker.store.schema import schema_of

if __name__ == "__main__":
    # What takes long to import comes first, so that all of them meet at the database.
    for module in ("tracker.store.postgresql", "psycopg"):
        importlib.import_module(module)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    connection = open_log(sys.argv[1], create=True)
    sys.stdout.write(f"{schema_of(connection)}\n")
    connection.close()
