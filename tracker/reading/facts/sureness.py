"""Sureness: how probable it is that a draft is right in stage, window, host and parties together."""

from collections.abc import Mapping
from typing import Final

from tracker.reading.facts.weighing import Facts, chosen_parties
from tracker.reading.weights import BIAS, Table, probability

# The row of the table with the confidence from which a draft is sure: from there, 92 % are right by cross-validation.
THRESHOLD: Final = "sure from"
_CLEAR: Final = 0.92  # the probability from which a field is not doubtful
_OF_MAIN: Final = (
    "agreed",
    "agreed, and so does the headline",
    "stage",
    "least likely party",
    "sides with a name",
    "is there",
)
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
    weak = differing or [name for name, value in chances(facts).items() if value < _CLEAR] or list(_NAMES)
    return f"doubtful: {', '.join(weak)}"


def agreements(facts: Facts) -> dict[str, bool]:
    """Return for each field that makes a draft sure whether rules and weights agree on it."""
    chosen = {party.key for party in chosen_parties(facts)}
    by_rule = {one.value.key for one in facts.people if one.candidate.by_rule}
    fields = (facts.stage.agreed, facts.window.agreed, facts.host.agreed, chosen == by_rule)
    return dict(zip(_NAMES, fields, strict=True))


def chances(facts: Facts) -> dict[str, float]:
    """Return the probability of each field that makes a draft sure."""
    people = min((max(one.probability, 1 - one.probability) for one in facts.people), default=0.5)
    fields = (facts.stage.probability, facts.window.probability, facts.host.probability, people)
    return dict(zip(_NAMES, fields, strict=True))


def features(facts: Facts) -> dict[str, float]:
    """Return what speaks for the draft as a whole: whether rules and weights agree, and how clear the choices are."""
    parties = chosen_parties(facts)
    chosen = {party.key for party in parties}
    agreed = all(agreements(facts).values())
    values = (
        agreed,
        agreed and _headline_agrees(facts),
        facts.stage.probability,
        min((one.probability for one in facts.people if one.value.key in chosen), default=0.0),
        min(len({party.country for party in parties if party.person is not None}), 2),
        True,
    )
    which = "main" if facts.candidates.context.is_main else "other"
    given = {f"{which}: {name}": float(value) for name, value in zip(_OF_MAIN, values, strict=True)}
    return dict.fromkeys(FEATURES, 0.0) | given


def _headline_agrees(facts: Facts) -> bool:
    """Whether headline and text say in the same sense how the plan stands."""
    mentions = facts.candidates.context.mentions
    said = next((mention.sense for mention in mentions if not mention.headline and mention.sense), None)
    return said is not None and any(mention.headline and mention.sense is said for mention in mentions)
