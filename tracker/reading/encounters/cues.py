"""Cues: the words that say how a plan stands, and the words that take them back."""

from collections.abc import Collection
from enum import StrEnum, auto
from typing import Final

from msgspec import Struct

from tracker.reading.language.chunks import Kind, Row, has_word, word_at
from tracker.reading.language.patterns import Match, Table, pattern
from tracker.reading.language.tables import rows, word_set
from tracker.reading.language.word_groups import HEDGES, NEGATIONS, SPEECH_VERBS

_QUOTES: Final = frozenset({"'", '"', "“", "”"})
# What is demanded, proposed or only possible has not happened: "asked to put it off", "could be put off".
_DEMANDS: Final = word_set(
    "want wants wanted demand demands demanded demanding urge urges urged urging ask asks asked asking call calls "
    "called calling petition petitioned seek seeks sought seeking request requests requested requesting propose "
    "proposes proposed proposing suggest suggests suggested suggesting recommend recommends recommended could may might"
)
_FEARS: Final = frozenset({"fear", "fears", "feared"})
_TELLING: Final = SPEECH_VERBS - {"warned", "warns"}
_DECLINING: Final = word_set(
    "ruled refuse refuses refused refusing resist resists resisted resisting defy defies defied defying reject rejects "
    "rejected rejecting ignored ignoring"
)
_ENDS_DEMAND: Final = word_set(
    "and but agreed accepted granted decided has have had was were is are will after because so"
)
_DEMAND_REACH: Final = 14  # chunks from "asked" to "put off" in "asked the Ghanaian foreign minister to put off"
_REACH: Final = 4  # words before a cue in which a negation or a hedge still bears on it


class Sense(StrEnum):
    """How a plan stands, as a cue says it. The first column of `data/cues.tsv`."""

    CANCELLED = auto()
    POSTPONED = auto()
    DENIED = auto()
    REFUSED = auto()  # "will not visit"
    HELD = auto()
    FINAL = auto()
    CERTAIN = auto()  # will, is to, is scheduled to
    EXPECTED = auto()
    ARRANGING = auto()
    PLANNED = auto()  # plans to, intends to
    PROPOSED = auto()
    OPEN = auto()  # a proviso: "once the border is open", "at an early date"
    WAS_PLAN = auto()  # was to, had planned to
    UNDATED = auto()  # the date is not agreed yet
    UNDECIDED = auto()  # nothing decided, no comment
    DOUBTED = auto()  # in doubt, may be cancelled
    NOTHING = auto()  # looks like a cue and is none: "without delay", "denied him a visa"


OFF: Final = frozenset({Sense.CANCELLED, Sense.POSTPONED})


class Cue(Struct, frozen=True):
    """A cue found in a clause: chunks `first` up to `last`, whether it is negated, and whether it is only feared."""

    sense: Sense
    first: int
    last: int
    negated: bool
    hedged: bool


def cues(row: Row) -> tuple[Cue, ...]:
    """Return the cues in a row of chunks, from left to right."""
    return tuple(
        Cue(
            Sense(match.says),
            match.first,
            match.last,
            negated=_stands_before(row, match.first, NEGATIONS) or _is_declined(row, match),
            hedged=_is_hedged(row, match.first) or _is_demanded(row, match.first),
        )
        for match in _TABLE.matches(row)
        if match.says != Sense.NOTHING
    )


def _stands_before(row: Row, at: int, words: Collection[str]) -> bool:
    """Whether one of the words stands close before chunk `at`, with nothing but quotation marks between."""
    for chunk in reversed(row[max(at - _REACH, 0) : at]):
        if chunk.kind is Kind.PUNCTUATION and chunk.low not in _QUOTES:
            return False
        if chunk.is_one_of(words):
            return True
    return False


def _is_hedged(row: Row, at: int) -> bool:
    """Whether it is only feared. "Said that the visit would be postponed" is no fear."""
    if has_word(row[max(at - _DEMAND_REACH, 0) : at], _TELLING):
        return _stands_before(row, at, HEDGES - {"would"})
    return _stands_before(row, at, HEDGES)


def _is_declined(row: Row, match: Match) -> bool:
    """Whether somebody will not let a plan fail: "refused to postpone", "defied calls to put off"."""
    return match.says in OFF and _stands_before(row, match.first, _DECLINING)


def _is_demanded(row: Row, at: int) -> bool:
    """Whether somebody only wants it: "want the visit, set for May 4, to be called off", "asked to put it off"."""
    before = row[max(at - _DEMAND_REACH, 0) : at]
    if has_word(before, _FEARS):
        return True
    if word_at(row, at - 1) == "be":
        return has_word(row[: at - 1], _DEMANDS)
    for chunk in reversed(before):
        if chunk.kind is Kind.PUNCTUATION or chunk.is_one_of(_ENDS_DEMAND):
            return False
        if chunk.is_one_of(_DEMANDS):
            return True
    return False


_TABLE: Final = Table([pattern(says, written) for says, written in rows("cues.tsv")])
