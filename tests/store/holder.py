"""A process that holds the log for a while and then appends: `python -m tests.store.holder PLACE SECONDS`."""

import sys
import time

from tests.store.rows import row
from tracker.domain.chain import sealed
from tracker.store import log
from tracker.store.opening import open_log

if __name__ == "__main__":
    connection = open_log(sys.argv[1], create=False)
    with connection.transaction(write=True):
        head = log.read_head(connection)
        sys.stdout.write("held\n")
        sys.stdout.flush()
        time.sleep(float(sys.argv[2]))  # the time for which the log is held: nobody waits for it by a sleep
        last = sealed(head.hash, row()._replace(position=head.position + 1, version=head.position + 1))
        log.append(connection, [last])
        log.move_head(connection, head._replace(position=last.position, hash=last.hash))
    connection.close()
