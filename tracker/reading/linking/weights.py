"""The weights of what speaks for or against a draft and a meeting being one: `data/linking.tsv`."""

from collections.abc import Mapping
from functools import cache

from tracker.reading.language.tables import rows


def weight_of(evidence: str) -> float:
    """Return the weight of a piece of evidence."""
    return _weights()[evidence]


@cache
def _weights() -> Mapping[str, float]:
    return {evidence: float(weight) for evidence, weight, _ in rows("linking.tsv")}
