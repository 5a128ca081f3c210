"""The objects of a search: their keys, and that the page on JSON names them."""

import re
from pathlib import Path

import pytest

from tests.given import MEETING, log, report
from tracker.domain.fold import story
from tracker.domain.search_match import find_hit, parse_terms
from tracker.export.json_search import search_object, search_rows

SEARCH_KEYS = ("meeting", "title", "status", "window", "found")
FOUND_KEYS = ("field", "text", "marks", "position", "published", "outlet")
DOCS = Path(__file__).parents[2] / "docs"
STORY = story(
    log(
        report("confirmed", "2026-01-10", window="2026-01-20", host="JP", participants=["Ahn,,KR"], headline="Ahn"),
        report("held", "2026-01-20", "Kyodo"),
    ),
    MEETING,
)


def test_a_hit_has_its_keys_in_order_and_a_row_for_each_passage() -> None:
    match = find_hit(STORY.meeting, STORY.counted.own, parse_terms("ahn"))
    assert match is not None
    shown = search_object(match)
    assert tuple(shown) == SEARCH_KEYS
    assert [tuple(passage) for passage in shown["found"]] == [FOUND_KEYS] * 3
    assert [row["field"] for row in search_rows(match)] == ["participants", "meeting", "headline"]
    assert [passage["position"] for passage in shown["found"]] == [None, None, 1]


@pytest.mark.parametrize("keys", [SEARCH_KEYS, FOUND_KEYS])
def test_the_page_on_json_names_every_key(keys: tuple[str, ...]) -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    assert [key for key in keys if not re.search(rf"\b{key}\b", page)] == []
