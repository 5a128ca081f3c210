"""The table of offices: the phrases of `data/offices.tsv` by their words.

Its classes are those of `OfficePhrase`, and three more: a `portfolio` is the field of a minister (its role is the first
word of the minister's), a `prefix` makes a deputy, and `none` keeps its words from being read as an office ("keynote
speaker").
"""

import re
from functools import cache
from typing import Final

from msgspec import Struct

from tracker.reading.language.tables import rows

WORD: Final = re.compile(r"['’]s\b|(?:[^\W\d_]\.){2,}|[^\W_]+")
SORTS: Final = ("office", "portfolio", "prefix")


class Entry(Struct, frozen=True):
    """A row of the table; `exact` where capitals must agree, for abbreviations; `dot` where a full stop must follow."""

    role: str
    class_: str
    plural: bool
    exact: str | None
    dot: bool


def entries(sort: str) -> dict[tuple[str, ...], Entry]:
    """Return the phrases of one sort by their words: portfolio, prefix, or office for all others."""
    return _entries()[sort]


@cache
def _entries() -> dict[str, dict[tuple[str, ...], Entry]]:
    tables: dict[str, dict[tuple[str, ...], Entry]] = {sort: {} for sort in SORTS}
    for phrase, role, class_, number in rows("offices.tsv"):
        sort = class_ if class_ in SORTS else "office"
        entry = Entry(role, class_, number == "plural", _exact(phrase), phrase.endswith("."))
        tables[sort][low_words(phrase)] = entry
    return tables


def low_words(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as they compare."""
    return tuple(WORD.findall(phrase.lower().replace("’", "'")))


def _exact(phrase: str) -> str | None:
    """Return an abbreviation as it must be spelled, or None for a phrase in any case."""
    is_abbreviation = not phrase.islower() and " " not in phrase and sum(map(str.isupper, phrase)) > 1
    return phrase if is_abbreviation else None


@cache
def longest(sort: str) -> dict[str, int]:
    """Return how many words the longest phrase of one sort has, by its first word."""
    longest: dict[str, int] = {}
    for words in entries(sort):
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@cache
def first_words() -> frozenset[str]:
    """Return the first words of all phrases."""
    return frozenset(word for sort in SORTS for word in longest(sort))
