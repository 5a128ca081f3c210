"""Rows: a sentence as its tokens, with marks in the place of the tokens that they cover."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from tracker.reading.language.chunks import Chunk, Row
from tracker.reading.language.tokens import Token, tokens

Recognised = TypeVar("Recognised", bound=Chunk)


def without_overlaps(marks: Iterable[Recognised]) -> tuple[Recognised, ...]:
    """Return the marks in the order of the text. Of two that overlap, the first one given stays."""
    given = [mark for mark in marks if mark.start < mark.end]
    covered = bytearray(max((mark.end for mark in given), default=0))
    kept: list[Recognised] = []
    for mark in given:
        if covered.find(1, mark.start, mark.end) < 0:
            covered[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: mark.start))


def chunks(text: str, words: Sequence[Token], marks: Row) -> tuple[Chunk, ...]:
    """Return the tokens of a sentence with the marks in their places.

    `marks` are those of the whole text, in order, without overlaps. A mark that reaches over the first or the last
    token is left out, and its words here stand as words.
    """
    if not words:
        return ()
    at, end = words[0].start, words[-1].end
    ends = [word.end for word in words]
    row: list[Chunk] = []
    for index in range(bisect_left(marks, at, key=lambda mark: mark.start), len(marks)):
        mark = marks[index]
        if mark.end > end:
            break
        row += _between(text, words, ends, at, mark.start)
        row.append(mark)
        at = mark.end
    row += _between(text, words, ends, at, end)
    return tuple(row)


def _between(text: str, words: Sequence[Token], ends: list[int], start: int, end: int) -> Sequence[Token]:
    """Return the tokens from `start` to `end`; where a mark cuts a word ("US" in "US-led"), its rest makes new ones."""
    first, last = bisect_right(ends, start), bisect_right(ends, end)
    is_cut = (first < last and words[first].start < start) or (last < len(words) and words[last].start < end)
    return tokens(text, start, end) if is_cut else words[first:last]
