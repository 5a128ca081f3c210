"""Candidates: the values that a field may have, each with the features that speak for it or against it."""

from collections.abc import Iterable, Sequence
from math import inf
from typing import Generic, TypeVar

from msgspec import Struct

from tracker.reading.weights import Table, log_odds, probability

Value = TypeVar("Value")
Words = tuple[int, int]  # offsets in the text
NOWHERE: Words = (0, 0)
_ALONE = 5.0  # the gap, in log-odds, before a candidate that does not exist


class Candidate(Struct, Generic[Value], frozen=True):
    """A value that a field may have, the words of the text that give it, and its features.

    `by_rule` says whether the rules choose it without the weights.
    """

    value: Value
    words: Words
    features: frozenset[str]
    by_rule: bool = False


class _Weighed(Struct, Generic[Value], frozen=True):
    odds: float
    candidate: Candidate[Value]


class Choice(Struct, Generic[Value], frozen=True):
    """The candidate that a field takes.

    `probability` is that of the weights, `gap` how far in log-odds they put it before every other candidate, and
    `agreed` says whether rules and weights choose the same one.
    """

    candidate: Candidate[Value]
    probability: float
    gap: float
    agreed: bool

    @property
    def value(self) -> Value:
        """The chosen value."""
        return self.candidate.value


def best(candidates: Sequence[Candidate[Value]], table: Table, margin: float = inf) -> Choice[Value]:
    """Return the candidate of the rules; that with the most weight if there is none, or if it leads by the margin.

    The margin is in log-odds.
    """
    weighed = [_Weighed(log_odds(table, candidate.features), candidate) for candidate in candidates]
    ranked = sorted(weighed, key=lambda each: -each.odds)
    first = ranked[0]
    near = (each for each in ranked if each.candidate.by_rule and first.odds - each.odds < margin)
    chosen = next(near, first)
    others = next((each.odds for each in ranked if each is not chosen), chosen.odds - _ALONE)
    return Choice(chosen.candidate, probability(chosen.odds), chosen.odds - others, first.candidate.by_rule)


def merged(values: Iterable[tuple[Value, Words, Iterable[str]]]) -> list[tuple[Value, Words, set[str]]]:
    """Return each value once, in order, with the words that give it first and its features from everywhere."""
    by_value: dict[Value, tuple[Value, Words, set[str]]] = {}
    for value, words, features in values:
        by_value.setdefault(value, (value, words, set()))[2].update(features)
    return list(by_value.values())
