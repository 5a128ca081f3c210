"""Notifying: each target is sent the alerts after its cursor, in order, at least once; none waits for another.

A cursor is stored after the receiver has taken a message. A process that ends in between sends it again, with its id.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from msgspec import Struct, field

from tracker.domain.clocks import utc_text
from tracker.domain.errors import TrackerError
from tracker.ledger import alerting
from tracker.ledger.alerting import Alert
from tracker.ledger.clock import Clock
from tracker.ledger.desk import Desk, open_desk
from tracker.service.alert_json import message_of
from tracker.service.targets import Target
from tracker.service.webhook import TIMEOUT, DeliveryError, Message, post

RETRIES: Final = (1.0, 2.0, 4.0)  # seconds to wait before each
_LONGEST_RETRY: Final = 10.0  # seconds to wait in a round if the receiver asks for them
_OFTEN: Final = 1000  # messages between two lines about a long round
_LONGEST_WAIT: Final = 3600.0  # seconds between two rounds to a target that fails

Say = Callable[[str], None]


class Run(Struct, frozen=True, kw_only=True):
    """How to notify: `every` has the seconds between two rounds, None for one round; `stop` ends it soon."""

    place: str
    clock: Clock
    say: Say
    every: float | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    retries: tuple[float, ...] = RETRIES
    timeout: float = TIMEOUT


def notify(targets: Sequence[Target], run: Run) -> bool:
    """Send to every target, each in a thread of its own. Return whether the last round of each sent everything."""
    with ThreadPoolExecutor(max_workers=len(targets)) as pool:
        rounds = [pool.submit(_follow, target, run) for target in targets]
    return all(each.result() for each in rounds)


def _follow(target: Target, run: Run) -> bool:
    """Send round after round. After a round that fails wait twice as long as the time before, or as the target asks."""
    failures = 0
    while True:
        wait = _round(target, run)
        is_done = wait is None
        if run.every is None or run.stop.is_set():
            return is_done
        failures = 0 if is_done else failures + 1
        if run.stop.wait(max(_pause(run.every, failures), wait or 0.0)):
            return is_done


def _pause(every: float, failures: int) -> float:
    return max(every, min(every * 2.0 ** min(failures, 20), _LONGEST_WAIT))


def _round(target: Target, run: Run) -> float | None:
    """Send what there is. Return None, or, after a message, the seconds to wait at least if not all could be sent."""
    try:
        with open_desk(run.place, create=False, clock=run.clock, recorder="", patient=True) as desk:
            _Delivery(desk, target, run).send_all()
    except TrackerError as error:
        run.say(f"{target.name}: {error.sentence}")
    except DeliveryError as error:
        run.say(f"{target.name}: {error.sentence}; what was not sent is sent later")
        return error.wait
    else:
        return None
    return 0.0


class _Delivery:
    """One round to one target, and the cursor as it moves."""

    def __init__(self, desk: Desk, target: Target, run: Run) -> None:
        self._desk = desk
        self._target = target
        self._run = run
        self._cursor = self._stored = alerting.cursor_of(desk, target.name)
        self._count = 0

    def send_all(self) -> None:
        """Send the alerts after the cursor, and say how many they were."""
        try:
            self._send_events()
            self._send_overdue()
        finally:
            self._store()
            if self._count:
                self._run.say(f"{self._target.name}: {self._count} sent, up to @{self._cursor.position}")

    def _send_events(self) -> None:
        for position in range(self._cursor.position + 1, alerting.end_of_log(self._desk) + 1):
            is_sent = self._send(alerting.alerts_at(self._desk, position))
            self._cursor = self._cursor._replace(position=position)
            if is_sent:
                self._store()

    def _send_overdue(self) -> None:
        now = utc_text(self._run.clock.now())
        alerts = alerting.alerts_of_overdue(self._desk, self._cursor.moved_at)
        self._send(alerts)
        if alerts:
            self._cursor = self._cursor._replace(moved_at=now)
            self._store()

    def _store(self) -> None:
        if self._cursor != self._stored:
            alerting.move_cursor(self._desk, self._cursor)
            self._stored = self._cursor

    def _send(self, alerts: Sequence[Alert]) -> bool:
        """Send the alerts that the target wants. Return whether there were any."""
        wanted = [alert for alert in alerts if self._target.watched.admits(alert)]
        for alert in wanted:
            self._post(message_of(alert))
            self._count += 1
            if self._count % _OFTEN == 0:
                self._run.say(f"{self._target.name}: {self._count} sent so far")
        return bool(wanted)

    def _post(self, message: Message) -> None:
        """Send a message, with retries. Raise `DeliveryError` if it was not taken, or the run is to stop."""
        secret = self._target.secret.read() if self._target.secret else None
        for wait in (*self._run.retries, None):
            if self._run.stop.is_set():
                raise DeliveryError("stopped", again=True)
            try:
                post(self._target.url, secret, message, int(time.time()), self._run.timeout)
            except DeliveryError as error:
                if wait is None or not error.again or error.wait > _LONGEST_RETRY:
                    raise
                self._run.stop.wait(max(wait, error.wait))
            else:
                return


def begin_after(desk: Desk, targets: Sequence[Target], after: int | None) -> None:
    """Give every new target a cursor at the end of the log; with `after`, put the cursor of every target there."""
    for target in targets:
        if after is None:
            alerting.cursor_of(desk, target.name)
        else:
            alerting.begin_after(desk, target.name, after)


def waiting(desk: Desk, target: Target, after: int | None) -> Iterator[Alert]:
    """Yield the alerts that a target would be sent. Nothing is sent or stored."""
    cursor = alerting.peek_cursor(desk, target.name, after)
    for position in range(cursor.position + 1, alerting.end_of_log(desk) + 1):
        yield from filter(target.watched.admits, alerting.alerts_at(desk, position))
    yield from filter(target.watched.admits, alerting.alerts_of_overdue(desk, cursor.moved_at))
