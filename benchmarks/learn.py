"""Fits the weights of the reader on labelled articles: `python -m benchmarks.learn FOLDER...` (extra `learn`).

FOLDER holds articles in JSON lines (`benchmarks/articles/README.md` has the form). The tables go to
`tracker/reading/weights/`. With `--check` nothing is written: articles are read with weights that were fitted without
them, in ten parts; articles about one meeting are in the same part. The held third (`benchmarks/held_back.py`) is left
out of both.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from msgspec import Struct
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.held_back import is_held_back
from benchmarks.labels import Article, Label, articles, bounds, is_about, is_right, without_meeting
from benchmarks.scores import Scores, lines, scored
from tracker.domain.report import Participant
from tracker.domain.window import Window
from tracker.reading import weights as shipped_weights
from tracker.reading.article.legible import readable
from tracker.reading.draft import Draft
from tracker.reading.drawing import drawn
from tracker.reading.facts import sureness
from tracker.reading.facts.candidate import Candidate
from tracker.reading.facts.weighing import Candidates, Facts, weighed
from tracker.reading.facts.who import country_of
from tracker.reading.pipeline import candidates, drafts, is_meeting
from tracker.reading.weights import BIAS, Table

Weights = Mapping[str, Table]
Features = frozenset[str]
Row = tuple[Features, bool]
Floats = np.ndarray[Any, Any]

_FOLDS: Final = 10
_INNER_FOLDS: Final = 10
_OF_THE_MAIN_ONE: Final = frozenset({"stage", "attribution"})  # fields that are learned from main meetings alone
# Share of the sure drafts of main meetings that must be right, by cross-validation. The rules were written while the
# fitted articles were read, so that of articles that nobody has seen fewer are.
_SURE: Final = 0.93
_DIVISIONS: Final = 8  # of the drafts, for the chances that the threshold is chosen by
# How much more easily the choice of the rules gets weight than any other feature.
_TRUST: Final = {"meeting": 3.0}
_RAREST: Final = 3  # a feature that fewer candidates have gets no weight
_STRENGTH: Final = {
    "meeting": 0.1,
    "stage": 0.1,
    "attribution": 1.0,
    "host": 0.03,
    "window": 0.3,
    "people": 0.3,
    "sure": 0.01,
}
_TABLES: Final = Path(__file__).parents[1] / "tracker" / "reading" / "weights"


class Example(Struct, frozen=True, kw_only=True):
    """One encounter that the reader finds in a labelled article, and the labelled meeting that it is, or None."""

    article: Article
    candidates: Candidates
    label: Label | None


def examples(labelled: Iterable[Article]) -> Iterator[Example]:
    """Read articles and find the label of each encounter."""
    for article in labelled:
        found = candidates(readable(article.text), article.known)
        left = list(article.meetings)
        for number, one in enumerate(found):
            draft = drawn(article.text, weighed(one, _by_rules()), _by_rules())
            label = article.main if number == 0 and article.main in left else None
            label = label or next((each for each in left if is_about(draft, each)), None)
            if label is not None:
                left.remove(label)
            yield Example(article=article, candidates=one, label=label)


def fitted_examples(folders: Iterable[Path]) -> list[Example]:
    """Return the examples that the weights are fitted on: all but the held third, and articles without a meeting."""
    labelled = (article for article in articles(folders) if not is_held_back(article.group))
    return list(examples((*labelled, *without_meeting())))


def _by_rules() -> Weights:
    """Return weights with which the choices of the rules win."""
    tables: dict[str, Table] = {field: {BIAS: 0.0} for field in shipped_weights.FIELDS}
    tables["people"] = {BIAS: -1.0, "rules": 2.0}
    return tables


def rows(example: Example, field: str) -> Iterator[Row]:
    """Yield the candidates for one field, with whether each is right."""
    label, found = example.label, example.candidates
    if field in _OF_THE_MAIN_ONE and not found.context.is_main:
        return
    if field == "meeting":
        if label is None or not label.optional:
            yield found.meeting, label is not None
    elif label is None:
        return
    elif field == "stage":
        yield from ((one.features, label.is_stage(one.value)) for one in found.stage)
    elif field == "attribution":
        yield from ((one.features, one.value == label.attribution) for one in found.attribution)
    elif field == "host":
        yield from ((one.features, one.value == label.host) for one in found.host)
    elif field == "window":
        right = _right_windows(found.window, label)
        yield from ((one.features, one.value in right) for one in found.window)
    elif field == "people":
        yield from _people(example, label)


def _right_windows(found: Sequence[Candidate[Window | None]], label: Label) -> Sequence[Window | None]:
    exact = [one.value for one in found if label.is_window(one.value)]
    if exact or label.window is None:
        return exact
    overlapping = [one.value for one in found if one.value and one.value.overlaps(label.window)]
    return sorted(overlapping, key=lambda window: _days_apart(window, label.window))[:1]


def _days_apart(window: Window | None, label: Window | None) -> int:
    (low, high), (first, last) = bounds(window) or (None, None), bounds(label) or (None, None)
    begins = abs((low - first).days) if low and first else 1000
    return begins + (abs((high - last).days) if high and last else 1000)


def _people(example: Example, label: Label) -> Iterator[Row]:
    context = example.candidates.context
    host = label.host
    others = {party.country for party in context.encounter.parties if party.country}
    for one in example.candidates.people:
        party = one.value
        name = context.analysis.people[party.person].name if party.person is not None else ""
        country = country_of(party, host, others, context.analysis.home)
        yield one.features, label.has(Participant(name=name, role=party.role or "", country=country))


def fit(given: Sequence[Row], field: str) -> Table:
    """Return the weight of each feature by regularised logistic regression, with three decimals."""
    counts = Counter(feature for features, _ in given for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= _RAREST)
    column = {feature: number for number, feature in enumerate(names)}
    trust = _TRUST.get(field, 1.0)
    scale = np.array([trust if "rules" in name else 1.0 for name in names])
    places = [(number, column[name]) for number, (row, _) in enumerate(given) for name in row if name in column]
    numbers, columns = zip(*places, strict=True)
    matrix = csr_matrix((scale[list(columns)], (numbers, columns)), shape=(len(given), len(names)))
    model = LogisticRegression(C=_STRENGTH[field], max_iter=2000)
    model.fit(matrix, [right for _, right in given])
    table = {BIAS: round(float(model.intercept_[0]), 3)}
    table |= {name: round(float(value), 3) for name, value in zip(names, model.coef_[0] * scale, strict=True)}
    return {name: value for name, value in table.items() if value or name == BIAS}


def learned(given: Sequence[Example]) -> Weights:
    """Return all tables. That of `sure` is fitted on drafts whose other weights were fitted without them."""
    drafted: list[Drafted] = []
    for train, test in folds(given, _INNER_FOLDS):
        tables = {**fit_fields(train), "sure": {}}
        made = ((one, weighed(one.candidates, tables)) for one in test)
        drafted += [_drafted(one, facts, tables) for one, facts in made if is_meeting(facts)]
    return {**fit_fields(given), "sure": fit_sure(drafted)}


class Drafted(Struct, frozen=True):
    """A draft of an article that the weights were not fitted on: its features for `sure`, and whether it is right."""

    group: str
    kind: str
    features: dict[str, float]
    may_be_sure: bool
    right: bool


def _drafted(example: Example, facts: Facts, tables: Weights) -> Drafted:
    right = example.label is not None and is_right(drawn(example.article.text, facts, tables), example.label)
    return Drafted(
        group=example.article.group,
        kind=sureness.kind_of(facts),
        features=sureness.features(facts),
        may_be_sure=sureness.may_be_sure(facts),
        right=right,
    )


def fit_sure(given: Sequence[Drafted]) -> Table:
    """Return the weights that give the chance of a draft, and the chance from which drafts are sure."""
    table: dict[str, float] = {}
    for kind in ("main", "other"):
        drafts = [one for one in given if one.kind == kind]
        table |= {f"{kind}: {name}": value for name, value in _fit_kind(drafts).items()}
    main = [one for one in given if one.kind == "main"]
    may_be_sure = np.array([one.may_be_sure for one in main])
    right = np.array([one.right for one in main])
    table[sureness.THRESHOLD] = _threshold(_chances(main)[may_be_sure], right[may_be_sure])
    return {name: round(value, 3) for name, value in table.items()}


def _sure_model() -> Pipeline:
    """Return a model that gives every feature the same share, whatever its unit."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=_STRENGTH["sure"], max_iter=2000))


def _sure_matrix(given: Sequence[Drafted]) -> Floats:
    return np.array([[one.features[name] for name in sorted(one.features)] for one in given])


def _fit_kind(given: Sequence[Drafted]) -> Table:
    scaler, model = _sure_model().fit(_sure_matrix(given), [one.right for one in given])
    values = model.coef_[0] / scaler.scale_
    table = dict(zip(sorted(given[0].features), map(float, values), strict=True))
    return table | {BIAS: float(model.intercept_[0] - (values * scaler.mean_).sum())}


def _chances(given: Sequence[Drafted]) -> Floats:
    """Return the chance of each draft by weights that were fitted without it: the mean of several divisions."""
    matrix, right, groups = _sure_matrix(given), [one.right for one in given], [one.group for one in given]
    divisions = (GroupKFold(_FOLDS, shuffle=True, random_state=seed) for seed in range(_DIVISIONS))
    chances: Floats = np.zeros(len(given))
    for each in divisions:
        found = cross_val_predict(_sure_model(), matrix, right, groups=groups, cv=each, method="predict_proba")
        chances += found[:, 1] / _DIVISIONS
    return chances


def _threshold(chances: Floats, right: Floats) -> float:
    """Return the least chance from which so many drafts are right that they may be called sure, or 1."""
    steps = np.arange(0.5, 1.0, 0.01).round(2)
    kept = ((float(step), right[chances >= step]) for step in steps)
    return next((step for step, of_step in kept if len(of_step) and of_step.mean() >= _SURE), 1.0)


def fit_fields(given: Sequence[Example]) -> dict[str, Table]:
    """Return the tables of all fields, without that of `sure`."""
    fields = [field for field in shipped_weights.FIELDS if field != "sure"]
    return {field: fit([row for one in given for row in rows(one, field)], field) for field in fields}


def folds(given: Sequence[Example], count: int) -> Iterator[tuple[list[Example], list[Example]]]:
    """Yield examples to fit on and examples to test with; those about one meeting are never divided."""
    groups = [example.article.group for example in given]
    for train, test in GroupKFold(count).split(given, groups=groups):
        yield [given[number] for number in train], [given[number] for number in test]


def main() -> None:
    """Fit and write the tables, or with `--check` print how good weights are on articles that they do not know."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--check", action="store_true", help="write nothing; print scores by cross-validation")
    options = parser.parse_args()
    given = fitted_examples(options.folders)
    if options.check:
        sys.stdout.write("\n".join(lines(check(given))) + "\n")
    else:
        write(learned(given))


def write(tables: Weights) -> None:
    """Write the tables into the package."""
    for field, table in tables.items():
        cells = [f"{feature}\t{weight:.3f}" for feature, weight in sorted(table.items())]
        (_TABLES / f"{field}.tsv").write_text("\n".join(["feature\tweight", *cells]) + "\n", encoding="utf-8")


def check(given: Sequence[Example]) -> Scores:
    """Score every article with weights that were fitted without it and without others about its meeting."""
    pairs: list[tuple[Article, list[Draft]]] = []
    for train, test in folds(given, _FOLDS):
        tables = learned(train)
        by_article: dict[str, list[Example]] = defaultdict(list)
        for one in test:
            by_article[one.article.id].append(one)
        for found in by_article.values():
            article = found[0].article
            pairs.append((article, drafts(article.text, [weighed(one.candidates, tables) for one in found], tables)))
    return scored(pairs)


if __name__ == "__main__":
    main()
