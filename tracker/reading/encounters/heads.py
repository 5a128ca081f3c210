"""Heads: the words that name an encounter: "visit", "hold talks", "the summit", "a phone call"."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from tracker.reading.language.chunks import NAMED, Chunk, Kind
from tracker.reading.language.patterns import Match, Table, pattern
from tracker.reading.language.tables import rows
from tracker.reading.language.verbs import Form, form_of
from tracker.reading.language.words import words
from tracker.reading.places.gazetteer import takes_part

# Kinds of encounters to which more than two come.
GATHERINGS: Final = frozenset({"summit", "forum", "multilateral"})
_BASE_AFTER: Final = frozenset(
    {
        *(
            "to",
            "will",
            "would",
            "may",
            "might",
            "could",
            "can",
            "should",
            "must",
            "not",
            "won't",
            "cannot",
            "'ll",
            "shall",
        ),
        *("did", "didn't", "or", "and", "also", "then", "jointly", "soon", "officially"),
    }
)
_NEAR: Final = 5  # chunks after "attend" in which a school is named
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})


class Head(Struct, frozen=True):
    """Words that name an encounter: chunks `first` up to `last`, its kind, and the verb's form if it is one."""

    kind: str
    first: int
    last: int
    form: Form | None

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb."""
        return self.form is not None


def heads(row: Sequence[Chunk]) -> tuple[Head, ...]:
    """Return the heads in a row of chunks, from left to right; a forum that bears a name is one too."""
    named = [Head("forum", at, at + 1, None) for at, chunk in enumerate(row) if _is_forum(chunk)]
    return tuple(sorted((*_heads(row), *named), key=lambda head: head.first))


def _is_forum(chunk: Chunk) -> bool:
    if chunk.kind is not Kind.PLACE or chunk.of.kind != "organisation":
        return False
    return not takes_part(chunk.of.code) and chunk.of.code != "UNGA"


def _heads(row: Sequence[Chunk]) -> Iterator[Head]:
    for found in _table().matches(row):
        if _is_schooling(row, found):
            continue
        part, kind = found.says.split()
        form = _form(row, found) if part == "verb" else None
        if part == "noun" or form is None:
            noun = _as_noun(row, found, kind)
            if noun is not None:
                yield noun
        elif not _is_noun_here(row, found, form):
            yield Head(kind, found.first, found.last, form)
        elif row[found.first].low in {"visit", "visits", "tour", "meeting", "talks"}:
            yield Head(kind, found.first, found.first + 1, None)


def _is_schooling(row: Sequence[Chunk], found: Match) -> bool:
    """Whether somebody attends a school or a mass: "attended a college in Montreal"."""
    if found.written != "attend~":
        return False
    for chunk in row[found.last : found.last + _NEAR]:
        if not words("schools").isdisjoint(chunk.low.split()):
            return True
        if chunk.kind is Kind.MARK or chunk.low in {"at", "in", "on", "with", "by", "hosted", "held"}:
            return False
    return False


def _form(row: Sequence[Chunk], found: Match) -> Form | None:
    verb = found.written.split()[0].split("|")[0].removesuffix("~")
    return form_of(row[found.first].low, "meet" if verb == "met" else "be" if verb == "is" else verb)


def _as_noun(row: Sequence[Chunk], found: Match, kind: str) -> Head | None:
    """Return a noun head, unless the word is something else here: "round the clock", "he calls for"."""
    low = row[found.first].low
    before = row[found.first - 1] if found.first else None
    after = row[found.last] if found.last < len(row) else None
    if low in {"call", "calls"} and found.last - found.first == 1:
        own = before is not None and before.low in words("determiners")
        if not own or (after is not None and after.low in {"for", "to", "on"}):
            return None
    if low == "conference" and before is not None and before.low in {"news", "press"}:
        return None
    if low == "travel" and not (before is not None and before.low in words("determiners")):
        return None
    return Head(kind, found.first, found.last, None)


def _is_noun_here(row: Sequence[Chunk], found: Match, form: Form) -> bool:
    low = row[found.first].low
    before = row[found.first - 1] if found.first else None
    if low == "meeting":
        return before is None or before.low not in _BE
    if low == "come" and found.last - found.first == 1:
        return before is None or before.low not in {"will", "would", "may", "might", "could", "not", "now", "also"}
    if form is Form.BASE and low in {"visit", "tour", "host", "stop", "land", "call"}:
        return before is None or not (before.low in _BASE_AFTER or before.kind in NAMED)
    if low in {"visits", "calls", "tours", "stops", "hosts", "talks"}:
        return before is None or before.kind not in {Kind.PERSON, Kind.OFFICE, Kind.PLACE}
    return False


@cache
def _table() -> Table:
    return Table([pattern(f"{form} {kind}", written) for form, kind, written in rows("encounters.tsv")])
