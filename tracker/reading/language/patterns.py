"""Patterns: phrases with choices and gaps, matched over chunks; the language in which the tables of cues are written.

A pattern is a row of elements: a word, a choice of words (`at|in`), a verb in all its forms (`postpone~`), a kind of
chunk (`<date>`), or `<plan>` for all the words that name a visit or a meeting ("his first state visit"), any of them
followed by `?` where it may be missing; or `*` for up to three chunks between, none of them punctuation. The first
element is a word, so that each place of a sentence tries only the patterns that can begin there: the time is linear in
the length of the text.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.verbs import forms
from tracker.reading.language.word_groups import ENDS_OF_NOUN_PHRASES, PLAN_NOUNS

_ANY: Final = ""  # a word that no pattern needs
_GAP: Final = 3  # chunks that `*` may pass over
_PLAN: Final = "<plan>"
_PLAN_LENGTH: Final = 7  # chunks of "Ghana's foreign minister Asare's first state visit"
_KINDS: Final = frozenset(kind.value for kind in Kind)


class Element(Struct, frozen=True):
    """One element of a pattern: the words or the kind of chunk that it accepts, whether it may be missing."""

    words: frozenset[str]
    kinds: frozenset[str]
    optional: bool
    gap: bool
    plan: bool = False

    def accepts(self, chunk: Chunk) -> bool:
        """Whether this chunk can stand here."""
        return chunk.kind in self.kinds or chunk.is_one_of(self.words)


class Pattern(Struct, frozen=True):
    """A pattern and its meaning, in the terms of its table."""

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


@cache
def _element(word: str) -> Element:
    if word == "*":
        return Element(frozenset(), frozenset(), optional=True, gap=True)
    optional = word.endswith("?") and len(word) > 1
    if word.removesuffix("?") == _PLAN:
        return Element(frozenset(), frozenset(), optional=optional, gap=False, plan=True)
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
    """Patterns by their first word, and by their second one if they need one."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        """Index the patterns by their first word; by their second once a text has the first. All begin with words."""
        self._by_word: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for word in pattern.elements[0].words:
                self._by_word.setdefault(word, []).append(pattern)
        self._by_words: dict[str, dict[str, list[Pattern]]] = {}

    def matches(self, row: Sequence[Chunk]) -> Iterator[Match]:
        """Yield the matches of the patterns, the longest at each place, from left to right, without overlaps."""
        after = 0
        for at, chunk in enumerate(row):
            if at >= after and chunk.low in self._by_word:
                match = self._longest(row, at)
                if match is not None:
                    yield match
                    after = match.last

    def _longest(self, row: Sequence[Chunk], at: int) -> Match | None:
        longest: Match | None = None
        first = row[at].low
        if first not in self._by_words:
            self._by_words[first] = _by_second_word(self._by_word[first])
        by_second_word = self._by_words[first]
        following = row[at + 1].low if at + 1 < len(row) else ""
        for pattern in by_second_word.get(following, by_second_word[_ANY]):
            last = _reach(pattern.elements, 0, row, at)
            if last is not None and (longest is None or last > longest.last):
                longest = Match(pattern.says, at, last, pattern.written)
        return longest


def _by_second_word(patterns: Sequence[Pattern]) -> dict[str, list[Pattern]]:
    """Return the patterns that may match before each word that one of them needs, and those before any other word."""
    needed = {word for pattern in patterns for word in _second_words(pattern)}
    return {
        word: [pattern for pattern in patterns if not _second_words(pattern) or word in _second_words(pattern)]
        for word in (*needed, _ANY)
    }


def _second_words(pattern: Pattern) -> frozenset[str]:
    """Return the words of which the second chunk must be one; none if it may be another, or none."""
    second = pattern.elements[1] if len(pattern.elements) > 1 else None
    is_open = second is None or second.kinds or second.optional or second.gap or second.plan
    return frozenset() if second is None or is_open else second.words


def _reach(elements: Sequence[Element], first: int, row: Sequence[Chunk], at: int) -> int | None:
    """Return where the elements from `first` on end if they begin at chunk `at`, or None."""
    if first == len(elements):
        return at
    element = elements[first]
    if element.gap:
        ends = (_reach(elements, first + 1, row, begin) for begin in _gap(row, at))
        return next((last for last in ends if last is not None), None)
    end = _end(element, row, at)
    last = _reach(elements, first + 1, row, end) if end is not None else None
    if last is None and end is not None and _is_owner(row, at):
        last = _reach(elements, first + 1, row, end + 1)
    if last is None and element.optional:
        return _reach(elements, first + 1, row, at)
    return last


def _is_owner(row: Sequence[Chunk], at: int) -> bool:
    """Whether a place owns what follows: of "Peru's president", the pattern sees "Peru president"."""
    return row[at].kind is Kind.PLACE and at + 1 < len(row) and row[at + 1].low == "'s"


def _end(element: Element, row: Sequence[Chunk], at: int) -> int | None:
    """Return where an element ends that stands at chunk `at`, or None if it does not stand there."""
    if element.plan:
        return plan_end(row, at)
    return at + 1 if at < len(row) and element.accepts(row[at]) else None


def plan_end(row: Sequence[Chunk], at: int) -> int | None:
    """Return where the words end that begin at chunk `at` and name a visit or a meeting, or None."""
    for end in range(at, min(at + _PLAN_LENGTH, len(row))):
        chunk = row[end]
        if chunk.is_one_of(PLAN_NOUNS):
            return end + 1
        if chunk.kind is Kind.PUNCTUATION or chunk.is_one_of(ENDS_OF_NOUN_PHRASES):
            return None
    return None


def _gap(row: Sequence[Chunk], at: int) -> Iterator[int]:
    """Yield where a gap at chunk `at` may end: it passes over a few chunks, and no punctuation."""
    yield at
    for skipped in row[at : at + _GAP]:
        if skipped.kind is Kind.PUNCTUATION:
            return
        at += 1
        yield at
