"""A person at the inbox: `python -m tests.faults.inbox_decider PLACE NAME` decides on drafts until stdin is closed.

Drafts with an even number are accepted, the others rejected. Prints at the end how often somebody else was faster.
"""

import sys
import threading
import time

from tracker.ledger import inbox
from tracker.ledger.clock import SystemClock
from tracker.ledger.deciding import Choice, Decided, accept, reject
from tracker.ledger.desk import Desk, open_desk

_PAUSE = 0.5  # seconds between two looks at the inbox


def decide(place: str, name: str) -> None:
    """Decide on what waits, again and again; once stdin is closed until nothing waits that can be decided."""
    is_over = threading.Event()
    threading.Thread(target=_wait_for_end, args=(is_over,), daemon=True).start()
    refused: set[int] = set()
    count = late = 0
    while True:
        last = is_over.is_set()
        with open_desk(place, create=False, clock=SystemClock(), recorder=name) as desk:
            with desk.snapshot():
                numbers = [draft.draft for draft in inbox.waiting(desk)]
            for number in numbers:
                if number not in refused:
                    done = _decide(desk, number)
                    count += done.earlier is None and done.error is None
                    late += done.earlier is not None
                    refused |= {number} if done.error else set()
        if last and not set(numbers) - refused:
            break
        time.sleep(_PAUSE)
    sys.stdout.write(f"{count} {late} {len(refused)}\n")


def _wait_for_end(is_over: threading.Event) -> None:
    sys.stdin.read()
    is_over.set()


def _decide(desk: Desk, number: int) -> Decided:
    if number % 2:
        (done,) = reject(desk, [number], "not for us")
    else:
        (done,) = accept(desk, [Choice(draft=number)])
    return done


if __name__ == "__main__":
    decide(sys.argv[1], sys.argv[2])
