"""Connections to a log on a server that stay open between requests: to connect takes longer than most answers."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from tracker.ledger.clock import Clock
from tracker.ledger.desk import Desk, open_desk

_OLDEST: Final = 300.0  # seconds; a new connection also sees that a newer program has upgraded the log


class OpenDesks:
    """The desks of one log that no request is using."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: list[tuple[Desk, ExitStack, float]] = []  # each with what closes it, and when it was opened

    @contextmanager
    def desk(self, place: str, clock: Clock) -> Iterator[Desk]:
        """Lend a desk to a block. If the block raises, its connection is closed, since its state is not known."""
        desk, closing, opened = self._taken() or self._opened(place, clock)
        try:
            yield desk
        except BaseException:
            closing.close()
            raise
        with self._lock:
            self._free.append((desk, closing, opened))

    def _taken(self) -> tuple[Desk, ExitStack, float] | None:
        """Return the desk that was used last, if its connection still works and is not too old."""
        with self._lock:
            entry = self._free.pop() if self._free else None
        if entry is None:
            return None
        desk, closing, opened = entry
        if time.monotonic() - opened < _OLDEST and desk.is_current():
            return entry
        closing.close()
        return self._taken()

    def _opened(self, place: str, clock: Clock) -> tuple[Desk, ExitStack, float]:
        closing = ExitStack()
        desk = closing.enter_context(open_desk(place, create=False, clock=clock, recorder=""))
        return desk, closing, time.monotonic()
