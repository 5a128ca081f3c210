"""The shipped weights are those of the labelled articles, and the guide says how good the reader is with them."""

import re

import pytest

from benchmarks.reading_page import ROWS, figures, held_back
from tests.checkout import ROOT
from tracker.reading.draft import Draft
from tracker.reading.facts.weighing import weighed
from tracker.reading.pipeline import drafts
from tracker.reading.weights import Table, shipped

ARTICLES = ROOT / "benchmarks" / "articles"
GUIDE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
EACH = 3  # one article in so many is compared
CHANGES = 0.03  # share of the drafts that another version of scikit-learn may change
NEAR = 0.03  # between the guide and the reader, until the tables are printed again


def said(found: list[Draft]) -> list[tuple[object, ...]]:
    fields = ("stage", "attribution", "participants", "window", "host")
    return [tuple(draft.value(name) for name in fields) for draft in found]


@pytest.mark.slow
def test_weights_fitted_again_make_the_same_drafts() -> None:
    pytest.importorskip("sklearn")
    from benchmarks.learn import fit_fields, fitted_examples  # noqa: PLC0415 - needs scikit-learn

    examples = fitted_examples([ARTICLES])
    fitted: dict[str, Table] = {**fit_fields(examples), "sure": shipped()["sure"]}
    compared = [each for each in examples if each.candidates.context.is_main][::EACH]
    pairs = [
        [said(drafts(each.article.text, [weighed(each.candidates, tables)], tables)) for tables in (fitted, shipped())]
        for each in compared
    ]
    assert sum(again != before for again, before in pairs) <= CHANGES * len(pairs)


@pytest.mark.slow
def test_the_guide_has_the_scores_of_the_held_third() -> None:
    scores = held_back([ARTICLES])
    _, _, table = GUIDE.partition("| | held back | cross-validation |\n")
    printed = dict(re.findall(r"^\| ([^|]+?) \| ([\d./ ]*\.\d\d) \|", table.partition("\n\n")[0], re.MULTILINE))
    reader = {words: figures(scores, names) for words, names in ROWS.items()}
    assert {words for words in ROWS if are_apart(printed[words], reader[words])} == set()


def are_apart(printed: str, figure: str) -> bool:
    pairs = zip(printed.split(" / "), figure.split(" / "), strict=True)
    return any(abs(float(one) - float(other)) > NEAR for one, other in pairs)
