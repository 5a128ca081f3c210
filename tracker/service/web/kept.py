"""Text that is asked for often: a cache in memory; an entry goes when its data change or other text needs the room."""

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import AnyStr, Final, Generic

_MOST: Final = 32_000_000  # bytes


class Kept(Generic[AnyStr]):
    """One text by key, with the state that it shows; the last used at the end.

    A thread that asks for a text that is being made waits for it.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._texts: OrderedDict[Hashable, tuple[Hashable, AnyStr]] = OrderedDict()
        self._being_made: dict[Hashable, threading.Lock] = {}
        self.size = 0  # bytes of all texts

    def get(self, key: Hashable, state: Hashable, make: Callable[[], AnyStr]) -> AnyStr:
        """Return the text of a key; if none is kept that shows this state, make it.

        The key and the state have everything that the text depends on. The text of an earlier state makes room.
        """
        with self._lock:
            if (text := self._found(key, state)) is not None:
                return text
            making = self._being_made.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                text = self._found(key, state)
            if text is None:
                try:
                    text = make()
                    self._keep(key, state, text)
                finally:
                    self._being_made.pop(key, None)
        return text

    def _found(self, key: Hashable, state: Hashable) -> AnyStr | None:
        shown, text = self._texts.get(key, (None, None))
        if text is None or shown != state:
            return None
        self._texts.move_to_end(key)
        return text

    def _keep(self, key: Hashable, state: Hashable, text: AnyStr) -> None:
        with self._lock:
            self._drop(self._texts.pop(key, None))
            self._texts[key] = (state, text)
            self.size += sys.getsizeof(text)
            while self.size > self._most:
                _, oldest = self._texts.popitem(last=False)
                self._drop(oldest)

    def _drop(self, entry: tuple[Hashable, AnyStr] | None) -> None:
        if entry:
            self.size -= sys.getsizeof(entry[1])
