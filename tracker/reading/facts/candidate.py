"""Candidates: the values that a field may have, each with the features that speak for it or against it."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from tracker.reading.weights import Table, log_odds, probability

Value = TypeVar("Value")
Words = tuple[int, int]  # offsets in the text
NOWHERE: Words = (0, 0)
_ALONE = 5.0  # the gap, in log-odds, before a candidate that does not exist


class Candidate(Struct, Generic[Value], frozen=True):
    """A value that a field may have, the words of the text that give it, and its features.

    `by_rule` says whether it is the one that the rules choose without the weights.
    """

    value: Value
    words: Words
    features: frozenset[str]
    by_rule: bool = False


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


def best(candidates: Sequence[Candidate[Value]], table: Table, margin: float = 0.0) -> Choice[Value]:
    """Return the candidate with the most weight, or that of the rules where it lacks less than the margin to it."""
    ranked = sorted(((log_odds(table, one.features), one) for one in candidates), key=lambda pair: -pair[0])
    most, first = ranked[0]
    odds, chosen = next((pair for pair in ranked if pair[1].by_rule and most - pair[0] < margin), ranked[0])
    others = max((other for other, one in ranked if one is not chosen), default=odds - _ALONE)
    return Choice(chosen, probability(odds), odds - others, first.by_rule)


def merged(values: Iterable[tuple[Value, Words, Iterable[str]]]) -> list[tuple[Value, Words, set[str]]]:
    """Return each value once, in order, with the words that give it first and its features from everywhere."""
    found: dict[Value, tuple[Value, Words, set[str]]] = {}
    for value, words, features in values:
        found.setdefault(value, (value, words, set()))[2].update(features)
    return list(found.values())
