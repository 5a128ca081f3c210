"""Tokens: the words and marks of a sentence, made once; every later step takes these."""

import re
from typing import Final

from tracker.reading.language.chunks import Chunk, Kind

_WORD: Final = Kind.WORD
_MARK: Final = Kind.PUNCTUATION

# Endings that stand alone, so that "Seoul's" is Seoul and "he'll" is he; n't stays with its verb.
_ENDING: Final = r"(?:[sS]|ll|LL)(?![^\W_])"
# A word keeps its inner hyphens (Byung-se) and apostrophes (Sana'a).
_TOKEN: Final = re.compile(
    rf"[^\W\d_]+n['’]t\b|['’]{_ENDING}|(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)*\w*"
    rf"|[^\W_]+(?:(?:[-‐‑&]|['’](?!{_ENDING}))[^\W_]+)*|[^\w\s]"
)


class Token(Chunk, frozen=True):
    """A word or a mark as it is written: `text == whole[start:end]`."""

    text: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words and marks of `text[start:end]` in order, with their offsets in `text`.

    A word is also an ending ('s, 'll) and a number. The words compare in lower case, with plain apostrophes.
    """
    made: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        written = match.group()
        kind = _WORD if len(written) > 1 or written.isalnum() else _MARK
        made.append(Token(kind, *match.span(), written.lower().replace("’", "'"), written))
    return made
