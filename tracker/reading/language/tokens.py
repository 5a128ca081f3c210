"""Tokens: the words and marks of a text, each with its place."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

# Endings that stand alone, so that "Seoul's" is Seoul and "he'll" is he; n't stays with its verb.
_ENDING: Final = r"(?:[sS]|ll|LL)(?![^\W_])"
# A word keeps its inner hyphens (Byung-se) and apostrophes (Sana'a).
_TOKEN: Final = re.compile(
    rf"[^\W\d_]+n['’]t\b|['’]{_ENDING}|(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)*\w*"
    rf"|[^\W_]+(?:(?:[-‐‑&]|['’](?!{_ENDING}))[^\W_]+)*|[^\w\s]"
)


class Token(Struct, frozen=True):
    """A word or a mark: `text[start:end]`."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word as it compares: lower case, plain apostrophe."""
        return self.text.lower().replace("’", "'")

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word, an ending ('s, 'll) or a number, not a mark."""
        return len(self.text) > 1 or self.text.isalnum()


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the words and marks of `text[start:end]` in order, with their offsets in `text`."""
    stop = len(text) if end is None else end
    for match in _TOKEN.finditer(text, start, stop):
        yield Token(match.group(), match.start(), match.end())
