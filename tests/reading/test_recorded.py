"""No draft of a labelled article changes unnoticed: `tests/reading/drafts/` has them all."""

from typing import Final

import pytest

from benchmarks.labels import Article
from tests.reading.recorded import FILES, lines, not_held_back, recorded

ARTICLES: Final = [article for path in FILES for article in not_held_back(path)]
BATCH: Final = 10  # articles of one test, so that each is quick
BATCHES: Final = [ARTICLES[start : start + BATCH] for start in range(0, len(ARTICLES), BATCH)]


def all_recorded() -> dict[str, list[str]]:
    """Return the recorded drafts of each article, with its name as the first line."""
    drafts: dict[str, list[str]] = {}
    for line in (line for path in FILES for line in recorded(path).read_text(encoding="utf-8").splitlines()):
        name = next(reversed(drafts)) if line.startswith(" ") else line
        drafts.setdefault(name, []).append(line)
    return drafts


RECORDED: Final = all_recorded()


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: f"from {batch[0].id}")
def test_the_drafts_of_the_labelled_articles_are_those_recorded_with_the_last_change(batch: list[Article]) -> None:
    assert {article.id: list(lines(article)) for article in batch} == {one.id: RECORDED[one.id] for one in batch}


def test_no_article_without_recorded_drafts_and_no_recorded_drafts_without_an_article() -> None:
    assert list(RECORDED) == [article.id for article in ARTICLES]
