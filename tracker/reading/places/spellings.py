"""The gazetteer's names: every spelling of its tables, found by the first word."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import Struct

from tracker.reading.language.tables import rows

_WORD: Final = re.compile(r"[^\W_][\w\u0300-\u036f]*")
# Letters that Unicode does not take apart into a bare letter and an accent.
_BARE: Final = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "Þ": "Th", "þ": "th", "ə": "a"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "ß": "ss"}
)
_DASHES: Final = frozenset("-\u2010\u2011\u2013")
_APOSTROPHES: Final = frozenset("'’‘ʻʼ`")
_LONGEST_GAP: Final = 4
_ABBREVIATED: Final = 2  # letters: "St. Lucia", "S. Korea", "U.S."

NO_MORE: Final = frozenset({"CS", "DD", "SU", "YU"})  # states; their capitals are first those of today's states

_Row = tuple[str, str, str | None]  # an Entry to be


class Word(Struct, frozen=True):
    """A word of a text, `text[start:end]`, with its accents taken off."""

    bare: str
    start: int
    end: int


class Entry(NamedTuple):
    """The meaning of a spelling. Kinds `whole` and `before` are of phrases that only look like a place: no code."""

    name: str
    kind: str
    code: str | None


class Spelling(NamedTuple):
    """One spelling: after the gap before it each word, in the cases in which it is printed."""

    words: tuple[tuple[str, frozenset[str]], ...]
    before_hyphen: bool  # "Franco-": no name without one
    entry: Entry


def words(text: str) -> list[Word]:
    """Return the words of a text in order; hyphens, apostrophes and full stops part them."""
    matches = _WORD.finditer(text.replace("_", " "))
    if text.isascii():
        return [Word(match.group(), *match.span()) for match in matches]
    return [Word(bare(match.group()), *match.span()) for match in matches]


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """Return a word without its accents: Élysée is Elysee."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word.translate(_BARE))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)) or word


def gap(text: str, left: Word, right: Word) -> str | None:
    """Return the mark between two words: "" (space, hyphen, an abbreviation's stop), "'", ",", "&"; None for others."""
    between = text[left.end : right.start]
    if between in {" ", "-"}:
        return ""
    if len(between) > _LONGEST_GAP or "\n\n" in between:
        return None
    mark = between.strip()
    if mark == ".":
        return "" if left.end - left.start <= _ABBREVIATED and not _ends_sentence(text, left, right) else None
    if mark in _DASHES:
        return "" if mark == between else None
    if mark in _APOSTROPHES:
        return "'"
    return mark if mark in {"", ",", "&"} else None


def _ends_sentence(text: str, left: Word, right: Word) -> bool:
    """Whether a sentence ends between two words after an abbreviation: "to the U.S. A minister said"."""
    spaced = right.start - left.end > 1
    return spaced and text[left.start - 1 : left.start] == "." and right.end - right.start == 1


def spellings(first: str) -> tuple[Spelling, ...]:
    """Return the spellings that begin with a word (bare, in any case), the longest first."""
    return _spellings(first.lower()) if first.lower() in _by_first_word() else ()


@cache
def _spellings(first: str) -> tuple[Spelling, ...]:
    made = (_spelling(written, Entry(*entry)) for written, entry in _by_first_word()[first])
    return tuple(sorted(made, key=lambda spelling: -len(spelling.words)))


def _spelling(written: str, entry: Entry) -> Spelling:
    parts = words(written)
    gaps = [gap(written, *pair) or "" for pair in pairwise(parts)]
    return Spelling(
        words=tuple((mark, _cases(part.bare)) for mark, part in zip(["", *gaps], parts, strict=True)),
        before_hyphen=written.endswith("-"),
        entry=entry,
    )


def _cases(word: str) -> frozenset[str]:
    """Return a word as its table has it, as a heading has it, and in capitals."""
    return frozenset({word, word[:1].upper() + word[1:], word.upper()})


@cache
def _by_first_word() -> dict[str, list[tuple[str, _Row]]]:
    """Return the spellings as written; they are taken apart when a text has their first word."""
    index: defaultdict[str, list[tuple[str, _Row]]] = defaultdict(list)
    for listed, entry in _entries():
        for written in listed.split("|") if "|" in listed else (listed,):
            first = written.partition(" ")[0]
            if not (first.isascii() and first.isalpha()):
                head = _WORD.match(written)
                first = bare(head.group()) if head else ""
            index[first.lower()].append((written, entry))
    del index[""]  # of columns without a word
    return dict(index)


def _entries() -> Iterable[tuple[str, _Row]]:
    """Yield the spellings (with `|` between) of each entry; where two have the same, the first has it."""
    for code, names, adjectives, capital, seats in sorted(rows("countries.tsv"), key=lambda row: row[0] in NO_MORE):
        name = names.partition("|")[0]
        yield names, (name, "country", code)
        yield adjectives, (name, "adjective", code)
        yield capital, (capital.partition("|")[0], "capital", code)
        for seat in seats.split("|"):
            yield seat, (seat, "metonym", code)
    for names, country, kind in rows("cities.tsv"):
        yield names, (names.partition("|")[0], kind, country)
    for code, names, _meets, _seat in rows("organisations.tsv"):
        yield names, (names.partition("|")[0], "organisation", code)
    for sort in ("whole", "before"):
        for phrase in lookalikes(sort):
            yield phrase, (phrase, sort, None)


@cache
def _lookalikes() -> dict[str, dict[str, tuple[str, str]]]:
    table: dict[str, dict[str, tuple[str, str]]] = {}
    for sort, phrases, code, near in rows("lookalikes.tsv"):
        table.setdefault(sort, {}).update(dict.fromkeys(phrases.split("|"), (code, near)))
    return table


def lookalikes(sort: str) -> Mapping[str, tuple[str, str]]:
    """Return the phrases of one sort of `lookalikes.tsv`, each with its columns code and near.

    whole: not a place in spite of its words. before, after: words that make something else of a place. person, surname:
    also people's names. word: also an ordinary word. elsewhere: another country's name too, of that code, if the text
    has one of the names near which it is meant. plain: words with capitals that are not part of a person's name.
    """
    return _lookalikes()[sort]
