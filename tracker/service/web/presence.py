"""Who has which draft open: shown to the others, and forgotten as soon as a page is closed."""

import threading
import time
from typing import Final

_SECONDS: Final = 25.0  # a page that is open asks every ten seconds


class Presence:
    """The users who have asked for the page of a draft lately. It is kept in memory alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[tuple[int, str], float] = {}  # draft and user

    def others_at(self, draft: int, user: str) -> tuple[str, ...]:
        """Note that a user has a draft open, and return who else has."""
        now = time.monotonic()
        with self._lock:
            self._seen = {key: seen for key, seen in self._seen.items() if now - seen < _SECONDS}
            self._seen[draft, user] = now
            return tuple(sorted(other for at, other in self._seen if at == draft and other != user))
