"""Recorded replies of a model about labelled articles: what comes of them does not get worse."""

import pytest

from benchmarks.labels import articles
from benchmarks.model_reader import reading, replies
from benchmarks.scores import Share, scored
from tests.checkout import ROOT

BENCHMARKS = ROOT / "benchmarks"


def shares(reader: str, labelled: str, recorded: str) -> dict[str, Share]:
    """Return the scores of a reader over the articles of which replies are recorded."""
    answers = replies(BENCHMARKS / "replies" / recorded)
    sample = [article for article in articles([BENCHMARKS / labelled]) if article.id in answers]
    assert len(sample) == len(answers)
    return scored((article, reading(reader, article, answers[article.id]).drafts) for article in sample).shares


def test_korean_and_japanese_articles_are_read_by_the_model() -> None:
    score = shares("both", "korean_and_japanese.jsonl", "korean_and_japanese.jsonl")
    assert (score["quiet"].right, score["quiet"].of) == (2, 2)
    assert (score["all right"].right, score["window"].right, score["all right"].of) == (18, 18, 18)
    assert score["sure"].right == 0


@pytest.mark.slow
@pytest.mark.parametrize("recorded", ["english_1.jsonl", "english_2.jsonl"])
def test_what_rules_and_model_both_say_is_right(recorded: str) -> None:
    score = shares("both", "articles", recorded)
    assert score["sure"].right >= 0.4 * score["sure"].of
    assert score["sure: all right"].right >= 0.92 * score["sure: all right"].of
    assert score["all right"].right >= 0.8 * score["all right"].of
