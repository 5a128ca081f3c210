"""Sureness: how probable it is that a draft is right in stage, window, host and parties together."""

from collections.abc import Mapping
from math import log
from typing import Final

from tracker.reading.facts.weighing import Facts, chosen_parties
from tracker.reading.weights import BIAS, Table, probability

SURE: Final = 0.92
_NAMES: Final = ("stage", "window", "host", "parties")


def confidence(facts: Facts, weights: Mapping[str, Table]) -> float:
    """Return the probability that stage, window, host and parties are all right."""
    table = weights["sure"]
    odds = table.get(BIAS, 0.0) + sum(table.get(name, 0.0) * value for name, value in features(facts).items())
    return probability(odds)


def doubt(facts: Facts, weights: Mapping[str, Table]) -> str | None:
    """Return in a few words what is doubtful, or None if the draft is sure."""
    if confidence(facts, weights) >= SURE and is_agreed(facts):
        return None
    weak = [name for name, value in chances(facts).items() if value < SURE] or list(_NAMES)
    return f"{', '.join(weak)} doubtful"


def is_agreed(facts: Facts) -> bool:
    """Whether rules and weights choose the same stage, host and window."""
    return facts.stage.agreed and facts.host.agreed and facts.window.agreed


def chances(facts: Facts) -> dict[str, float]:
    """Return the probability of each field that makes a draft sure."""
    people = min((max(one.probability, 1 - one.probability) for one in facts.people), default=0.5)
    fields = (facts.stage.probability, facts.window.probability, facts.host.probability, people)
    return dict(zip(_NAMES, fields, strict=True))


def features(facts: Facts) -> dict[str, float]:
    """Return what speaks for the draft as a whole: the logarithms of the chances, and whether rules and weights agree."""
    logs = {name: log(max(value, 0.01)) for name, value in chances(facts).items()}
    verdict = facts.candidates.verdict
    sides = {party.country for party in chosen_parties(facts)}
    return {
        **logs,
        "sum": sum(logs.values()),
        "agreed": float(is_agreed(facts)),
        "verdict": float(verdict is not None and verdict.doubt is None),
        "other": float(not facts.candidates.context.is_main),
        "two sides": float(len(sides) == 2),
        "one side": float(len(sides) < 2),
    }
