"""Patterns: phrases with choices and gaps, matched over chunks; the language in which the tables of cues are written.

A pattern is a row of elements: a word, a choice of words (`at|in`), a verb in all its forms (`postpone~`), a kind of
chunk (`<date>`), any of them followed by `?` where it may be missing, or `*` for up to three chunks between, none of
them a mark. The first element is a word, so that each place of a sentence tries only the patterns that can begin
there: the time is linear in the length of the text.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.verbs import forms

_GAP: Final = 3  # chunks that `*` may pass over
_KINDS: Final = frozenset(kind.value for kind in Kind)


class Element(Struct, frozen=True):
    """One element of a pattern: the words or the kind of chunk that it accepts, whether it may be missing."""

    words: frozenset[str]
    kinds: frozenset[str]
    optional: bool
    gap: bool

    def accepts(self, chunk: Chunk) -> bool:
        """Whether this chunk can stand here."""
        return chunk.kind.value in self.kinds or chunk.is_one_of(self.words)


class Pattern(Struct, frozen=True):
    """A pattern and what it says, in the terms of its table."""

    says: str
    elements: tuple[Element, ...]
    written: str


class Match(Struct, frozen=True):
    """A pattern found: chunks `first` up to `last` (not included)."""

    says: str
    first: int
    last: int
    written: str


def pattern(says: str, written: str) -> Pattern:
    """Read a pattern as it is written in a table."""
    return Pattern(says, tuple(_element(word) for word in written.split()), written)


def _element(word: str) -> Element:
    if word == "*":
        return Element(frozenset(), frozenset(), optional=True, gap=True)
    optional = word.endswith("?") and len(word) > 1
    words: set[str] = set()
    kinds: set[str] = set()
    for choice in word.removesuffix("?").split("|"):
        if choice.startswith("<"):
            kind = choice.strip("<>")
            if kind not in _KINDS:
                raise ValueError(f"no kind of chunk: {choice}")
            kinds.add(kind)
        elif choice.endswith("~"):
            words |= forms(choice.removesuffix("~"))
        else:
            words.add(choice)
    return Element(frozenset(words), frozenset(kinds), optional=optional, gap=False)


class Table:
    """Patterns by their first word."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        """Index the patterns. Each must begin with words."""
        self._by_word: dict[str, list[Pattern]] = {}
        for one in patterns:
            for word in one.elements[0].words:
                self._by_word.setdefault(word, []).append(one)

    def matches(self, row: Sequence[Chunk]) -> Iterator[Match]:
        """Yield what the patterns find, the longest match at each place, from left to right, without overlaps."""
        at = 0
        while at < len(row):
            best: Match | None = None
            for one in self._by_word.get(row[at].low, ()):
                last = _reach(one.elements, 0, row, at)
                if last is not None and (best is None or last > best.last):
                    best = Match(one.says, at, last, one.written)
            if best is None:
                at += 1
            else:
                yield best
                at = best.last


def _reach(elements: Sequence[Element], number: int, row: Sequence[Chunk], at: int) -> int | None:
    """Return where the elements from `number` on end if they begin at chunk `at`, or None."""
    if number == len(elements):
        return at
    element = elements[number]
    if element.gap:
        for skipped in range(_GAP + 1):
            if skipped and (at + skipped > len(row) or row[at + skipped - 1].kind is Kind.PUNCTUATION):
                return None
            last = _reach(elements, number + 1, row, at + skipped)
            if last is not None:
                return last
        return None
    if at < len(row) and element.accepts(row[at]):
        last = _reach(elements, number + 1, row, at + 1)
        if last is not None:
            return last
    return _reach(elements, number + 1, row, at) if element.optional else None
