"""Quotations: where words stand in an article, letter for letter."""

import re
from typing import Final

Words = tuple[int, int]  # where words begin and end in the text

LONGEST: Final = 400  # characters of a quotation
# A space in a quotation may be a line break in the text, with the indent of the next line; not an empty line.
_GAP: Final = r"(?: |[ \t]*\r?\n[ \t]*)"
_SPACES: Final = re.compile(r" |[ \t]*\r?\n[ \t]*")


def places_of(text: str, words: str) -> list[Words]:
    """Return every place where a text has these words, letter for letter, as whole words.

    A line break within them counts as a space. Nothing else is taken as equal: no case, no accents, no other quotation
    marks.
    """
    words = words.strip()
    if not words or len(words) > LONGEST:
        return []
    pattern = _GAP.join(re.escape(part) for part in _SPACES.split(words))
    found = (match.span() for match in re.finditer(pattern, text))
    return [(start, end) for start, end in found if not _cuts(text, start) and not _cuts(text, end)]


def nearest(text: str, words: str, to: int | None = None) -> Words | None:
    """Return the place of words that is nearest to an offset, by default the first; None if the text lacks them."""
    places = places_of(text, words)
    if not places:
        return None
    return places[0] if to is None else min(places, key=lambda place: (abs(place[0] - to), place))


def _cuts(text: str, at: int) -> bool:
    """Whether an offset lies within a number, or within a word of a script that parts words by spaces."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return (_is_letter(before) and _is_letter(after)) or (before.isdecimal() and after.isdecimal())


def _is_letter(letter: str) -> bool:
    """Whether a letter is Latin, Greek or Cyrillic."""
    return letter.isalpha() and letter < "\u0530"
