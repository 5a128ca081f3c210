"""Candidates: the values that a field may have, each with the features that speak for it or against it."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from tracker.reading.weights import Table, log_odds, probability

Value = TypeVar("Value")
Words = tuple[int, int]  # offsets in the text
NOWHERE: Words = (0, 0)


class Candidate(Struct, Generic[Value], frozen=True):
    """A value that a field may have, the words of the text that give it, and its features.

    `by_rule` says whether it is the one that the rules choose without the weights.
    """

    value: Value
    words: Words
    features: frozenset[str]
    by_rule: bool = False


class Choice(Struct, Generic[Value], frozen=True):
    """The candidate that a field takes, and how probable it is that it is right."""

    candidate: Candidate[Value]
    probability: float

    @property
    def value(self) -> Value:
        """The chosen value."""
        return self.candidate.value

    @property
    def agreed(self) -> bool:
        """Whether rules and weights choose the same."""
        return self.candidate.by_rule


def best(candidates: Sequence[Candidate[Value]], table: Table) -> Choice[Value]:
    """Return the candidate with the most weight, the first of several. There must be one at least."""
    chosen = max(candidates, key=lambda candidate: log_odds(table, candidate.features))
    return Choice(chosen, probability(log_odds(table, chosen.features)))


def merged(values: Iterable[tuple[Value, Words, Iterable[str]]]) -> list[tuple[Value, Words, set[str]]]:
    """Return each value once, in order, with the words that give it first and its features from everywhere."""
    found: dict[Value, tuple[Value, Words, set[str]]] = {}
    for value, words, features in values:
        found.setdefault(value, (value, words, set()))[2].update(features)
    return list(found.values())
