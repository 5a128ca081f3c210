"""Sureness: how probable it is that a draft is right in stage, window, host and parties together."""

from collections.abc import Mapping
from math import prod
from typing import Final

from tracker.reading.facts.weighing import Facts, chosen_parties
from tracker.reading.places.gazetteer import is_organisation
from tracker.reading.weights import BIAS, Table, probability

# The row of the table with the confidence from which drafts are sure; `benchmarks.learn` sets it.
THRESHOLD: Final = "sure from"
_TWO: Final = 2
_SHOWN: Final = 2  # fields that are named as doubtful where rules and weights agree on all
_OF_MAIN: Final = ("agreed", "chance", "agreed: chance", "is there")
# What makes a main meeting sure counts otherwise for the meetings that an article names besides.
FEATURES: Final = (*(f"main: {name}" for name in _OF_MAIN), *(f"other: {name}" for name in _OF_MAIN))
_NAMES: Final = ("stage", "window", "host", "parties")


def confidence(facts: Facts, weights: Mapping[str, Table]) -> float:
    """Return the probability that stage, window, host and parties are all right."""
    table = weights["sure"]
    odds = table.get(BIAS, 0.0) + sum(table.get(name, 0.0) * value for name, value in features(facts).items())
    return round(probability(odds), 2)


def doubt(facts: Facts, weights: Mapping[str, Table]) -> str | None:
    """Return in a few words what is doubtful, or None if the draft is sure."""
    differing = [name for name, agreed in agreements(facts).items() if not agreed]
    if not differing and confidence(facts, weights) >= weights["sure"].get(THRESHOLD, 1.0):
        return None
    verdict = facts.candidates.verdict
    if verdict is not None and verdict.doubt is not None:
        return verdict.doubt
    least = sorted(chances(facts).items(), key=lambda pair: pair[1])[:_SHOWN]
    return f"doubtful: {', '.join(differing or [name for name, _ in least])}"


def agreements(facts: Facts) -> dict[str, bool]:
    """Return for each field that makes a draft sure whether rules and weights agree on it.

    They agree on the parties only if two countries meet: of more, somebody is missing too often.
    """
    chosen = {party.key for party in chosen_parties(facts)}
    by_rule = {choice.value.key for choice in facts.people if choice.candidate.by_rule}
    sides = {party.country for party in chosen_parties(facts)}
    two_sides = len(sides) == _TWO and not any(map(_is_open, sides))
    fields = (facts.stage.agreed, facts.window.agreed, facts.host.agreed, chosen == by_rule and two_sides)
    return dict(zip(_NAMES, fields, strict=True))


def _is_open(side: str | None) -> bool:
    """Whether a side is a body, of which others than those named may take part, or of no known country."""
    return side is None or is_organisation(side)


def chances(facts: Facts) -> dict[str, float]:
    """Return the probability of each field that makes a draft sure."""
    people = min((max(choice.probability, 1 - choice.probability) for choice in facts.people), default=0.5)
    fields = (facts.stage.probability, facts.window.probability, facts.host.probability, people)
    return dict(zip(_NAMES, fields, strict=True))


def features(facts: Facts) -> dict[str, float]:
    """Return what speaks for the draft as a whole: whether rules and weights agree, and how clear the choices are."""
    agreed = all(agreements(facts).values())
    chance = prod(chances(facts).values())
    values = (float(agreed), chance, chance if agreed else 0.0, 1.0)
    which = "main" if facts.candidates.context.is_main else "other"
    return dict.fromkeys(FEATURES, 0.0) | {
        f"{which}: {name}": value for name, value in zip(_OF_MAIN, values, strict=True)
    }
