"""Doubts: whether a name of the gazetteer may be a person's ("Jordan") or an ordinary word ("Nice") where it stands."""

from bisect import bisect_right
from functools import cache
from typing import Final

from tracker.reading.places.spellings import Word, lookalikes, words

_WHERE: Final = frozenset({"in", "at", "near", "outside", "around", "In", "At", "Near"})
_ENDS: Final = frozenset(".!?:;\n•")
_OPENERS: Final = frozenset(" \t\"'“‘«([*—–-")
_FURTHEST: Final = 4  # characters between the end of a sentence and the next word
_LONG: Final = 4  # letters of a word that a heading does not leave small
_SMALL_PLACES: Final = frozenset({"city", "region"})  # many are also the names of people and families
_NONE: Final = frozenset[str]()
_SMALL: Final = 6  # of so many long words in a heading one may be small


class Doubts:
    """The doubts about the names of one text.

    `parts` are its words, `named` the numbers of those words that are part of a place's name.
    """

    def __init__(self, text: str, parts: list[Word], named: frozenset[int]) -> None:
        self._text = text
        self._parts = parts
        self._named = named
        self._lines: list[int] = []
        self._headings: list[bool] = []

    def of(self, first: int, after: int, kind: str) -> bool:
        """Tell whether the name of a kind from word `first` to the word before `after` may be no place."""
        sorts = _sorts().get(" ".join(part.bare for part in self._parts[first:after]).lower(), _NONE)
        if (not sorts and kind not in _SMALL_PLACES) or (first and self._parts[first - 1].bare in _WHERE):
            return False
        if "surname" in sorts:
            return True
        if "word" in sorts and self._is_a_word(first):
            return True
        if kind not in _SMALL_PLACES and "person" not in sorts:
            return False
        beside = self._is_name(first - 1, first) or self._is_name(after, after - 1)
        return beside and not self._in_heading(first)

    def _is_name(self, number: int, beside: int) -> bool:
        """Tell whether a word may be part of the name of the person whose name the word beside it is part of."""
        if not 0 <= number < len(self._parts) or number in self._named:
            return False
        word = self._parts[number]
        left, right = sorted((number, beside))
        between = self._text[self._parts[left].end : self._parts[right].start]
        initial = between == ". " and len(word.bare) == 1 and number < beside
        if (between != " " and not initial) or not word.bare[0].isupper() or word.bare in lookalikes("plain"):
            return False
        if number > beside:
            return not word.bare.isupper() or len(word.bare) == 1
        return not self._opens(number) or not self._follows_as_subject(beside)

    def _follows_as_subject(self, number: int) -> bool:
        """Tell whether a small word follows: "Yesterday Jordan said" has no person called Yesterday."""
        return number + 1 < len(self._parts) and self._parts[number + 1].bare[0].islower()

    def _opens(self, number: int) -> bool:
        """Tell whether a word is the first of a sentence or a line."""
        at = self._parts[number].start
        before = self._text[max(0, at - _FURTHEST) : at].rstrip("".join(_OPENERS))
        return before[-1] in _ENDS if before else at <= _FURTHEST

    def _is_a_word(self, number: int) -> bool:
        """Tell whether a capital tells nothing: of the first word of a sentence, or of WHO where all is in capitals."""
        if not self._parts[number].bare.isupper():
            return self._opens(number)
        around = self._parts[max(0, number - 2) : number + 3]
        return len(around) > 1 and all(part.bare.isupper() for part in around)

    def _in_heading(self, number: int) -> bool:
        """Tell whether a word stands in a line in which all longer words have capitals: there they tell nothing."""
        if not self._lines:
            self._read_lines()
        return self._headings[bisect_right(self._lines, self._parts[number].start) - 1]

    def _read_lines(self) -> None:
        at = 0
        for line in self._text.split("\n"):
            long = [word for word in line.split() if len(word) >= _LONG and word[0].isalpha()]
            small = sum(word[0].islower() for word in long)
            self._lines.append(at)
            self._headings.append(len(long) > 2 and small * _SMALL <= len(long) and not line.rstrip().endswith("."))
            at += len(line) + 1


@cache
def _sorts() -> dict[str, frozenset[str]]:
    """Return what else a name of the gazetteer is (bare, in lower case): a person's name, a surname, a word."""
    sorts: dict[str, frozenset[str]] = {}
    for sort in ("person", "surname", "word"):
        for phrase in lookalikes(sort):
            key = " ".join(word.bare for word in words(phrase)).lower()
            sorts[key] = sorts.get(key, frozenset()) | {sort}
    return sorts
