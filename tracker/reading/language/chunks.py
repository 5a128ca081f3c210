"""Chunks: a sentence as a row of words, people, offices, places and dates, in the order in which they stand."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import Any, Final

from msgspec import Struct

from tracker.reading.language.tokens import tokens


class Kind(StrEnum):
    """What a chunk is."""

    WORD = "word"
    MARK = "mark"
    PERSON = "person"
    OFFICE = "office"
    INSTITUTION = "institution"
    PLACE = "place"
    DATE = "date"
    OUTLET = "outlet"


NAMED: Final = frozenset({Kind.PERSON, Kind.OFFICE, Kind.INSTITUTION, Kind.PLACE, Kind.OUTLET})
_MONTH: Final = "may"  # the one month whose name is a word of the tables


class Chunk(Struct, frozen=True):
    """One piece of a sentence: `text[start:end]`, its lower-case words, and what it was recognised as."""

    kind: Kind
    start: int
    end: int
    low: str
    of: Any = None  # the record of whoever recognised it: a DatePhrase, a PlaceName, a Party …

    @property
    def is_word(self) -> bool:
        """Whether it is a word of the language, not a name, a date or a mark."""
        return self.kind is Kind.WORD

    def is_one_of(self, words: Collection[str]) -> bool:
        """Whether it is one of these words, and not a name or the month that is spelled so: Theresa May, "in May"."""
        return self.low in words and self.kind not in NAMED and (self.kind is not Kind.DATE or self.low != _MONTH)


class Span(Struct, frozen=True):
    """A stretch of the text that was recognised as a whole."""

    kind: Kind
    start: int
    end: int
    of: Any


def without_overlaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in the order of the text; of two that overlap the one given first stays."""
    given = [span for span in spans if span.start < span.end]
    covered = bytearray(max((span.end for span in given), default=0))
    kept: list[Span] = []
    for span in given:
        if covered.find(1, span.start, span.end) < 0:
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return tuple(sorted(kept, key=lambda span: span.start))


def chunks(text: str, start: int, end: int, spans: Sequence[Span]) -> tuple[Chunk, ...]:
    """Return `text[start:end]` as chunks; `spans` are those of the whole text, in order, without overlaps.

    A span that reaches over `start` or `end` is left out, and its words here stand as words.
    """
    found: list[Chunk] = []
    at = start
    first = bisect_left(spans, start, key=lambda span: span.start)
    for index in range(first, len(spans)):
        span = spans[index]
        if span.end > end:
            break
        found.extend(_words(text, at, span.start))
        found.append(Chunk(span.kind, span.start, span.end, text[span.start : span.end].lower(), span.of))
        at = span.end
    found.extend(_words(text, at, end))
    return tuple(found)


def _words(text: str, start: int, end: int) -> Iterable[Chunk]:
    for token in tokens(text, start, end):
        yield Chunk(Kind.WORD if token.is_word else Kind.MARK, token.start, token.end, token.low)
