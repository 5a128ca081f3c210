"""Chunks: a sentence as a row of words, people, offices, places and dates, in the order of the text.

A mark is a chunk with its meaning: `PlaceMark`, `DateMark`, `OfficeMark`, `NameMark`, `PersonMark`.
Each class stands in the package that recognises it.
"""

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum, auto
from typing import Final

from msgspec import Struct


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
_WORD: Final = Kind.WORD  # in Python 3.11, a member of an enum takes ten times as long to look up as a constant
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
        return self.kind is _WORD

    def is_one_of(self, words: Collection[str]) -> bool:
        """Whether it is one of these words, and not a name or the month that is spelled so: Theresa May, "in May"."""
        return self.low in words and self.kind not in NAMED and (self.low != _MONTH or self.kind is not Kind.DATE)


Row = Sequence[Chunk]


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
