"""Heads: the words that name an encounter: "visit", "hold talks", "the summit", "a phone call"."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from tracker.reading.encounters.clauses import Clause
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
_INDEFINITE: Final = frozenset({"a", "an", "another", "possible", "that"})
_APART: Final = 3  # words from the first encounter to the article of another
_PURPOSE: Final = frozenset(
    {
        *("for", "about", "organising", "organizing", "arranging", "preparing", "prepare", "discuss", "discussing"),
        *("propose", "proposing", "planning", "plan", "arrange", "organise", "organize"),
    }
)
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


def apart(clause: Clause) -> tuple[Clause, ...]:
    """Return a clause, in two parts if it speaks of another encounter as the purpose of the first.

    "The trip, expected on Monday, is meant for organising | a visit to Japan by President Putin."
    """
    row = clause.row
    found = heads(row)
    for head in found[1:]:
        begin = _begins_other(row, found[0], head)
        if begin:
            return Clause(row[:begin], clause.opener), Clause(row[begin:])
    return (clause,)


def _begins_other(row: Sequence[Chunk], first: Head, head: Head) -> int:
    """Return where the words begin that name another encounter than the first one, or 0."""
    begin = _determiner(row, head)
    if (
        head.is_verb
        or not begin
        or begin - first.last < _APART
        or any(row[at].low == "and" for at in range(first.last, begin))
    ):
        return 0
    if row[begin].kind in NAMED:  # "to prepare Park's first summit with Obama"
        return begin if all(row[at] != row[begin] for at in range(first.last)) else 0
    after = row[head.last : head.last + 4]
    whose = any(chunk.low in {"by", "of", "between", "with", "to"} for chunk in after)
    named = any(chunk.kind in NAMED for chunk in row[head.last : head.last + 8])
    return begin if whose and named and row[begin - 1].low in _PURPOSE else 0


def _determiner(row: Sequence[Chunk], head: Head) -> int:
    """Return where the article or the owner of a noun stands, up to three adjectives before it, or 0."""
    for at in range(head.first - 1, max(head.first - 5, 0), -1):
        if row[at].low in _INDEFINITE:
            return at
        if row[at].low in {"'s", "’s"}:
            return at - 1 if row[at - 1].kind is Kind.PERSON else 0
        if row[at].kind is not Kind.WORD:
            return 0
    return 0


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
