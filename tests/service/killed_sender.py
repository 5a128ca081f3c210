"""A process that sends one round and kills itself at a step: `killed_sender PLACE URL STEP COUNT`."""

import os
import signal
import sys
from typing import Any

from tests.clock import FixedClock
from tracker.ledger import alerting
from tracker.service import notify as service
from tracker.service import webhook
from tracker.service.notify import Run
from tracker.service.targets import target

STEPS = ("before post", "after post", "before store", "after store")


class Killing:
    """Calls a function, and kills this process before or after it is called for the count-th time."""

    def __init__(self, function: Any, when: str, count: int) -> None:
        self.function, self.when, self.count = function, when, count

    def __call__(self, *arguments: Any) -> Any:
        """Call the function, if this process still lives."""
        self.count -= 1
        if self.count == 0 and self.when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = self.function(*arguments)
        if self.count == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


if __name__ == "__main__":
    place, url, step, count = sys.argv[1:]
    when, what = step.split()
    if what == "post":
        vars(service)["post"] = Killing(webhook.post, when, int(count))
    else:
        vars(alerting)["move_cursor"] = Killing(alerting.move_cursor, when, int(count))
    clock = FixedClock("2026-01-22T09:00:00+00:00")
    service.notify([target(url, name="desk")], Run(place=place, clock=clock, say=lambda _: None))
