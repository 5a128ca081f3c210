"""Cues: the words that say how a plan stands, and the words that take them back."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from msgspec import Struct

from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.patterns import Table, pattern
from tracker.reading.language.tables import rows
from tracker.reading.language.words import words

_REACH: Final = 4  # words before a cue in which a negation or a hedge still bears on it


class Sense(StrEnum):
    """What a cue says of the plan. The first column of `data/cues.tsv`."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    DENIED = "denied"
    REFUSED = "refused"  # "will not visit"
    HELD = "held"
    FINAL = "final"
    CERTAIN = "certain"  # will, is to, is scheduled to
    EXPECTED = "expected"
    ARRANGING = "arranging"
    PLANNED = "planned"  # plans to, intends to
    PROPOSED = "proposed"
    WAS_PLAN = "was_plan"  # was to, had planned to
    UNDATED = "undated"  # the date is not agreed yet
    UNDECIDED = "undecided"  # nothing decided, no comment
    DOUBTED = "doubted"  # in doubt, may be cancelled


OFF: Final = frozenset({Sense.CANCELLED, Sense.POSTPONED})


class Cue(Struct, frozen=True):
    """A cue found in a clause: chunks `first` up to `last`, whether it is negated, and whether it is only feared."""

    sense: Sense
    first: int
    last: int
    negated: bool
    hedged: bool


def cues(row: Sequence[Chunk]) -> tuple[Cue, ...]:
    """Return the cues in a row of chunks, from left to right."""
    return tuple(
        Cue(
            Sense(found.says),
            found.first,
            found.last,
            negated=_one_of(row, found.first, "negations"),
            hedged=_one_of(row, found.first, "hedges"),
        )
        for found in _table().matches(row)
    )


def _one_of(row: Sequence[Chunk], at: int, group: str) -> bool:
    """Whether a word of the group stands close before chunk `at`, in the same breath."""
    for here in range(at - 1, max(at - 1 - _REACH, -1), -1):
        chunk = row[here]
        if chunk.kind is Kind.MARK and chunk.low not in {"'", '"', "“", "”"}:
            return False
        if chunk.is_one_of(words(group)):
            return True
    return False


@cache
def _table() -> Table:
    return Table([pattern(says, written) for says, written in rows("cues.tsv")])
