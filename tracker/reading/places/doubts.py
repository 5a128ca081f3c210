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
        """Tell whether the name of a kind from word `first` to the word before `after` may be something else."""
        sorts = _sorts().get(" ".join(part.bare for part in self._parts[first:after]).lower(), _NONE)
        if self._only_borders(first):
            return True
        if (first and self._parts[first - 1].bare in _WHERE) or (not sorts and kind not in _SMALL_PLACES):
            return False
        if "surname" in sorts or ("word" in sorts and self._is_a_word(first)):
            return True
        may_be_person = kind in _SMALL_PLACES or "person" in sorts
        return may_be_person and self._is_in_name(first, after) and not self._in_heading(first)

    def _only_borders(self, first: int) -> bool:
        """Tell whether a name only says what lies across a border: "Tawau, on the border with the Philippines"."""
        last = first - 1 - (first > 0 and self._parts[first - 1].bare == "the")
        words = [part.bare for part in self._parts[max(last - 1, 0) : last + 1]]
        return words == ["border", "with"] or words[-1:] in (["borders"], ["bordering"])

    def _is_in_name(self, first: int, after: int) -> bool:
        """Tell whether a word before or after may be part of a person's name to which these words belong."""
        return self._is_given_name(first - 1) or self._is_family_name(after)

    def _is_given_name(self, number: int) -> bool:
        """Tell whether a word may be a person's name, or an initial, that goes on with the next word."""
        if not self._may_name(number):
            return False
        between = self._text[self._parts[number].end : self._parts[number + 1].start]
        initial = between == ". " and len(self._parts[number].bare) == 1
        if between != " " and not initial:
            return False
        return not self._opens(number) or not self._follows_as_subject(number + 1)

    def _is_family_name(self, number: int) -> bool:
        """Tell whether a word may go on with a person's name that the word before it begins."""
        if not self._may_name(number):
            return False
        word = self._parts[number]
        between = self._text[self._parts[number - 1].end : word.start]
        return between == " " and (not word.bare.isupper() or len(word.bare) == 1)

    def _may_name(self, number: int) -> bool:
        """Tell whether a word has a capital, and is not part of a place or known to be another kind of word."""
        if not 0 <= number < len(self._parts) or number in self._named:
            return False
        word = self._parts[number].bare
        return word[0].isupper() and word not in lookalikes("plain")

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
