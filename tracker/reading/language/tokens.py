"""Tokens: the words and marks of a text, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# A word keeps its inner hyphens (Byung-se); 's stands alone, so that "Seoul's" is Seoul; n't stays with its verb.
_TOKEN: Final = re.compile(
    r"[^\W\d_]+n['’]t\b|['’]s\b|(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*\w*|[^\W_]+(?:[-‐‑&'’][^\W_]+)*(?<!['’]s)|[^\w\s]"
)
_POSSESSIVE: Final = re.compile(r"(.+)['’]s$")


@dataclass(frozen=True, slots=True)
class Token:
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
        """Whether it is a word or a number, not a mark."""
        return self.text[:1].isalnum()


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the words and marks of `text[start:end]` in order, with their offsets in `text`."""
    stop = len(text) if end is None else end
    for match in _TOKEN.finditer(text, start, stop):
        word, at = match.group(), match.start()
        owner = _POSSESSIVE.match(word)
        if owner:
            middle = at + len(owner.group(1))
            yield Token(owner.group(1), at, middle)
            yield Token(text[middle : match.end()], middle, match.end())
        else:
            yield Token(word, at, match.end())
