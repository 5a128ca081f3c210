"""A text as the search for offices sees it: its words, how they are joined, and the phrases of the table in it."""

from collections.abc import Collection
from typing import Final

from msgspec import Struct

from tracker.reading.language.tables import word_set
from tracker.reading.people.office_table import WORD, Entry, entries, first_words, longest

_DASHES: Final = "-‐‑–"
_ABBREVIATED: Final = word_set("sec gen dep asst lt v no")


class Word(Struct, frozen=True):
    """A word as it compares: `text[start:end]`."""

    low: str
    start: int
    end: int


class Match(Struct, frozen=True):
    """An office found: it reaches up to the word `last`; `dot` where a full stop belongs to it."""

    last: int
    role: str
    class_: str
    plural: bool
    dot: bool = False


class OfficeText:
    """A text as words. Positions count words; those outside the text are words of nothing."""

    def __init__(self, text: str) -> None:
        """Part the text into words."""
        self.text = text
        self.words = [Word(match.group().lower().replace("’", "'"), *match.span()) for match in WORD.finditer(text)]

    def low(self, at: int) -> str:
        """Return a word as it compares, or "" outside the text."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def gap(self, at: int) -> str:
        """Return what stands between the word before and this one."""
        return self.text[self.words[at - 1].end : self.words[at].start]

    def is_after_dash(self, at: int) -> bool:
        """Whether nothing or a dash stands between the word before and this one."""
        return self.gap(at) in _DASHES

    def starts_upper(self, at: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.words[at].start].isupper()

    def begins_phrase(self, at: int) -> bool:
        """Whether a phrase of the table begins with this word."""
        return self.words[at].low in first_words()

    def joined(self, at: int) -> bool:
        """Whether nothing but a space or a hyphen separates a word from the previous one."""
        if not 0 < at < len(self.words):
            return False
        gap = self.gap(at)
        if gap in {"", " "} or (len(gap) == 1 and gap in _DASHES):
            return True
        if gap == ". ":
            return self.low(at - 1) in _ABBREVIATED
        return len(gap) < 4 and gap.isspace() and gap.count("\n") < 2

    def skip(self, at: int, words: Collection[str]) -> int:
        """Return the position after a word if it is one of these, else its own."""
        return at + (self.low(at) in words)

    def phrase(self, at: int, sort: str = "office") -> Match | None:
        """Return the longest phrase of the table at a word, of one sort."""
        reach = self._reach(at, longest(sort).get(self.low(at), 0))
        words = tuple(word.low for word in self.words[at : at + reach])
        table = entries(sort)
        for count in range(reach, 0, -1):
            entry = table.get(words[:count])
            if entry is not None and self._is_spelled_so(at, count, entry):
                return Match(at + count, entry.role, entry.class_, entry.plural, entry.dot)
        return None

    def joined_phrase(self, at: int, sort: str = "office") -> Match | None:
        """Return the longest phrase at a word that is joined to the word before."""
        return self.phrase(at, sort) if self.joined(at) else None

    def _reach(self, at: int, most: int) -> int:
        """Return how many words from this one on may be a phrase of so many words at most."""
        return next((reach for reach in range(1, most) if not self.joined(at + reach)), most)

    def _is_spelled_so(self, at: int, count: int, entry: Entry) -> bool:
        start, end = self.words[at].start, self.words[at + count - 1].end
        if entry.exact not in {None, self.text[start:end]}:
            return False
        return not entry.dot or self.text[end : end + 1] == "."
