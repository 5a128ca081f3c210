"""Sureness: how probable it is that a draft is right in stage, window, host and parties together."""

from collections.abc import Mapping
from typing import Final

from tracker.reading.facts.weighing import Facts, chosen_parties
from tracker.reading.weights import BIAS, Table, probability

SURE: Final = 0.92
_WIDE: Final = 4.0  # a gap, in log-odds, beyond which more says nothing
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
    """Return what speaks for the draft as a whole: how clear each choice is, and whether rules and weights agree."""
    verdict = facts.candidates.verdict
    chosen = {party.key for party in chosen_parties(facts)}
    among = [one.probability for one in facts.people if one.value.key in chosen]
    left = [one.probability for one in facts.people if one.value.key not in chosen]
    by_rule = {one.value.key for one in facts.people if one.candidate.by_rule}
    return {
        "stage gap": min(facts.stage.gap, _WIDE),
        "stage agreed": float(facts.stage.agreed),
        "window gap": min(facts.window.gap, _WIDE),
        "window agreed": float(facts.window.agreed),
        "host gap": min(facts.host.gap, _WIDE),
        "host agreed": float(facts.host.agreed),
        "attribution agreed": float(facts.attribution.agreed),
        "least likely party": min(among, default=0.0),
        "likeliest left out": max(left, default=0.0),
        "parties agreed": float(chosen == by_rule),
        "clear verdict": float(verdict is not None and verdict.doubt is None),
        "headline and text agree": float(_headline_agrees(facts)),
        "main": float(facts.candidates.context.is_main),
    }


def _headline_agrees(facts: Facts) -> bool:
    """Whether headline and text say in the same sense how the plan stands."""
    mentions = facts.candidates.context.mentions
    said = next((mention.sense for mention in mentions if not mention.headline and mention.sense), None)
    return said is not None and any(mention.headline and mention.sense is said for mention in mentions)
