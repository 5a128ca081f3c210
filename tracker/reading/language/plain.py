"""Plain text: without ligatures, soft hyphens, letters in pieces and odd spaces, and where each character stood."""

import re
import unicodedata
from typing import Final

from msgspec import Struct

# A soft hyphen with the line that it breaks; characters that are not printed; spaces that do not break, narrow and wide
# ones; ligatures and wide letters; a letter and its accents.
_NOT_PLAIN: Final = re.compile(
    "\u00ad(?:[ \t]*\r?\n)?|[\u200b-\u200f\u2060\ufeff]|[\u00a0\u2000-\u200a\u202f\u205f\u3000]"
    "|[\ufb00-\ufb06\uff01-\uff5e]|[^\\W\\d_][\u0300-\u036f]+"
)
# The characters that begin or end such a place, by which a text without any is known in a tenth of the time.
_SIGNS: Final = re.compile(
    "[\u00a0\u00ad\u0300-\u036f\u2000-\u200f\u202f\u205f\u2060\u3000\ufb00-\ufb06\ufeff\uff01-\uff5e]"
)
_DROPPED: Final = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_SPACES: Final = frozenset("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
_WIDE: Final = ("\ufb00", "\uff5e")  # the letters that NFKC takes apart or makes narrow


class Plain(Struct, frozen=True):
    """A text made plain. `starts` and `ends` say which characters of the original each of its own stands for."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]`, which is not empty, stands in the original."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)


def plain(text: str) -> Plain:
    """Return a text as it is read. Takes time in proportion to its length."""
    if not _SIGNS.search(text) or not _NOT_PLAIN.search(text):
        return Plain(text)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in _NOT_PLAIN.finditer(text):
        letters = _letters(match.group())
        pieces += text[at : match.start()], letters
        starts += [*range(at, match.start()), *[match.start()] * len(letters)]
        ends += [*range(at + 1, match.start() + 1), *[match.end()] * len(letters)]
        at = match.end()
    pieces.append(text[at:])
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    return Plain("".join(pieces), tuple(starts), tuple(ends))


def _letters(characters: str) -> str:
    if characters[0] in _DROPPED:
        return ""
    if characters in _SPACES:
        return " "
    return unicodedata.normalize("NFKC" if _WIDE[0] <= characters[0] <= _WIDE[1] else "NFC", characters)
