"""Weights: how much each feature counts, as tables that `python -m benchmarks.learn` makes from labelled articles."""

import os
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from typing import Final

from tracker.reading.language.tables import table_lines

FIELDS: Final = ("meeting", "stage", "attribution", "host", "window", "people", "sure")
BIAS: Final = "bias"  # the feature that every candidate has
_FOLDER: Final = os.path.dirname(__file__)

Table = Mapping[str, float]


@cache
def shipped() -> Mapping[str, Table]:
    """Return the tables of this release, by field: the weight of each feature, in log-odds."""
    return {field: _read(os.path.join(_FOLDER, f"{field}.tsv")) for field in FIELDS}


def _read(path: str) -> Table:
    if not os.path.exists(path):
        return {}
    cells = (line.split("\t") for line in table_lines(path))
    return {feature: float(weight) for feature, weight in cells}


def log_odds(table: Table, features: Iterable[str]) -> float:
    """Return the sum of the weights of the features. A feature without a weight counts nothing."""
    return table.get(BIAS, 0.0) + sum([table[feature] for feature in features if feature in table])


def probability(odds: float) -> float:
    """Return the probability that belongs to log-odds."""
    return 1 / (1 + exp(-max(min(odds, 30.0), -30.0)))
