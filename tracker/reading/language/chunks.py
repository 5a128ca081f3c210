"""Chunks: a sentence as a row of words, people, offices, places and dates, in the order of the text.

A mark is a chunk with its meaning: `PlaceMark`, `DateMark`, `OfficeMark`, `NameMark`, `PersonMark`.
Each class stands in the package that recognises it.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum, auto
from typing import Final, TypeVar

from msgspec import Struct

from tracker.reading.language.tokens import tokens


class Kind(StrEnum):
    """The kinds of chunk."""

    WORD = auto()
    PUNCTUATION = auto()
    PERSON = auto()
    OFFICE = auto()
    INSTITUTION = auto()
    PLACE = auto()
    DATE = auto()
    OUTLET = auto()


NAMED: Final = frozenset({Kind.PERSON, Kind.OFFICE, Kind.INSTITUTION, Kind.PLACE, Kind.OUTLET})
_MONTH: Final = "may"  # the only month whose name is also a word of the tables


class Chunk(Struct, frozen=True):
    """One piece of a sentence: `text[start:end]`, its kind and its words in lower case."""

    kind: Kind
    start: int
    end: int
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word of the language, not a name, a date or a mark."""
        return self.kind is Kind.WORD

    def is_one_of(self, words: Collection[str]) -> bool:
        """Whether it is one of these words, and not a name or the month that is spelled so: Theresa May, "in May"."""
        return self.low in words and self.kind not in NAMED and (self.kind is not Kind.DATE or self.low != _MONTH)


Row = Sequence[Chunk]
Recognised = TypeVar("Recognised", bound=Chunk)


def word_at(row: Row, at: int) -> str:
    """Return the words of chunk `at` in lower case, or "" outside the row."""
    return row[at].low if 0 <= at < len(row) else ""


def kind_at(row: Row, at: int) -> Kind | None:
    """Return the kind of chunk `at`, or None outside the row."""
    return row[at].kind if 0 <= at < len(row) else None


def lows(row: Row, first: int = 0, last: int | None = None) -> list[str]:
    """Return the words of the chunks `first` up to `last` that lie in the row."""
    return [chunk.low for chunk in row[max(first, 0) : last]]


def has_word(row: Iterable[Chunk], words: Collection[str]) -> bool:
    """Whether any of these words stands in the row."""
    return any(chunk.low in words for chunk in row)


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


def chunks(text: str, start: int, end: int, marks: Row) -> tuple[Chunk, ...]:
    """Return `text[start:end]` as chunks. `marks` are those of the whole text, in order, without overlaps.

    A mark that crosses `start` or `end` is left out, and its words here stand as words.
    """
    row: list[Chunk] = []
    at = start
    first = bisect_left(marks, start, key=lambda mark: mark.start)
    for index in range(first, len(marks)):
        mark = marks[index]
        if mark.end > end:
            break
        row.extend(_words(text, at, mark.start))
        row.append(mark)
        at = mark.end
    row.extend(_words(text, at, end))
    return tuple(row)


def _words(text: str, start: int, end: int) -> Iterator[Chunk]:
    for token in tokens(text, start, end):
        yield Chunk(Kind.WORD if token.is_word else Kind.PUNCTUATION, token.start, token.end, token.low)
