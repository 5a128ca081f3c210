"""The lines of a text: without the space round them, and joined where a sentence was broken over several."""

import re
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from tracker.reading.article.passage import Line
from tracker.reading.language.tables import ENGLISH

# A run of ends of line: two and more, with nothing but space between, are an empty line.
_BREAKS: Final = re.compile(r"(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])")
_EDGE: Final = " \t\xa0\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\u3000\u2002\u2003\u2009\u202f\x00"
_WIDEST: Final = 130  # text that was broken at a column is not wider
_FULL: Final = 0.6  # of the widest line: a line that was broken is about as wide as it could be
_STOPS: Final = ".!?…:;\"'”’)]»"
BULLETS: Final = "-–—•*‣▪●■►▶◦·"


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that have words on them, each a paragraph, a heading or an item of a list."""
    lines: list[Line] = []
    start, apart = 0, True
    for end, following in [*((stop.start(), stop.end()) for stop in _BREAKS.finditer(text)), (len(text), len(text))]:
        words = text[start:end]
        bare = words.strip().strip(_EDGE).strip()
        if bare:
            first = start + words.index(bare)
            lines.append(Line(start=first, end=first + len(bare), apart=apart))
        apart = not bare
        start = following
    return _joined(text, lines) if _broken(text, lines) else lines


def _broken(text: str, lines: list[Line]) -> bool:
    """Whether the text was broken at a column: sentences run on from line to line."""
    widths = [line.end - line.start for line in lines]
    if len(lines) < 3 or max(widths) > _WIDEST:
        return False
    close = [(one, other) for one, other in pairwise(lines) if not other.apart]
    running = sum(_runs_on(text, one, other) for one, other in close)
    least = max(widths) * _FULL
    full = all(one.end - one.start >= least for one, _ in close)
    return running * 4 >= len(close) and (running >= 2 or (running == 1 and full))


def _runs_on(text: str, one: Line, other: Line) -> bool:
    """Whether a sentence does not end with the first line: the next begins small, or "of", "the", "in" end it."""
    if text[one.end - 1] in _STOPS:
        return False
    return text[other.start].islower() or text[max(one.start, one.end - 12) : one.end].rsplit(maxsplit=1)[-1] in ENGLISH


def _joined(text: str, lines: list[Line]) -> list[Line]:
    full = max(line.end - line.start for line in lines) * _FULL
    joined: list[Line] = []
    last = lines[0]
    for line in lines:
        runs_on = joined and not line.apart and last.end - last.start >= full and text[line.start] not in BULLETS
        if runs_on:
            joined[-1] = replace(joined[-1], end=line.end)
        else:
            joined.append(line)
        last = line
    return joined
