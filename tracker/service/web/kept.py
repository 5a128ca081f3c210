"""Text that was made once and is asked for often: kept in memory until newer text needs the room."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

_MOST: Final = 32_000_000  # characters


class Kept:
    """Texts by key, the last used at the end. A thread that asks for one that is being made waits for it."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._size = 0
        self._lock = threading.Lock()
        self._texts: OrderedDict[Hashable, str] = OrderedDict()
        self._being_made: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], str]) -> str:
        """Return the text of a key; if it is not kept, make it. The key has everything that the text depends on."""
        with self._lock:
            if (text := self._found(key)) is not None:
                return text
            making = self._being_made.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                text = self._found(key)
            if text is None:
                try:
                    text = make()
                    self._keep(key, text)
                finally:
                    self._being_made.pop(key, None)
        return text

    def _found(self, key: Hashable) -> str | None:
        text = self._texts.get(key)
        if text is not None:
            self._texts.move_to_end(key)
        return text

    def _keep(self, key: Hashable, text: str) -> None:
        with self._lock:
            self._texts[key] = text
            self._size += len(text)
            while self._size > self._most:
                _, oldest = self._texts.popitem(last=False)
                self._size -= len(oldest)
