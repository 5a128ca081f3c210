"""The objects of track records and of slippage: their keys, and that the pages in docs/ define them."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.given import MEETING, log, report
from tracker.domain.fold import story
from tracker.domain.statistics.course import course_of
from tracker.domain.statistics.slippage import lag_tables, plan_of
from tracker.domain.statistics.track_record import items_of, track_records
from tracker.export.json_statistics import (
    LAG_KEYS,
    RECORD_KEYS,
    lag_object,
    record_object,
)

DOCS = Path(__file__).parents[2] / "docs"
STORY = story(
    log(
        report("confirmed", "2026-01-10", window="2026-01-20", host="JP", participants=["Ahn,,KR"], headline="Ahn"),
        report("held", "2026-01-20", "Kyodo"),
    ),
    MEETING,
)


def test_a_record_has_its_keys_in_order_and_rounded_numbers() -> None:
    shown = record_object(track_records(Counter(items_of(STORY.meeting, course_of(STORY))))[0])
    assert tuple(shown) == RECORD_KEYS
    assert {key: shown[f"confirmed_{key}"] for key in ("said", "came_true", "low", "high", "days_ahead")} == {
        "said": 1,
        "came_true": 1,
        "low": 0.207,
        "high": 1.0,
        "days_ahead": 10,
    }


def test_lags_have_three_tables_with_their_keys_in_order() -> None:
    shown = lag_object(lag_tables([plan_of(STORY.meeting, course_of(STORY))]))
    assert {name: tuple(rows[0]) for name, rows in shown.items()} == LAG_KEYS


@pytest.mark.parametrize("keys", [*LAG_KEYS.values(), [key.removeprefix("confirmed_") for key in RECORD_KEYS[15:]]])
def test_the_page_on_json_names_every_key(keys: tuple[str, ...]) -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    assert [key for key in keys if not re.search(rf"\b{key}\b", page)] == []


@pytest.mark.parametrize("key", [*RECORD_KEYS[2:6], "said", "came_true", "put_off", "fell_through", "open", "held"])
def test_the_page_on_outlets_defines_what_is_counted(key: str) -> None:
    page = (DOCS / "outlets.md").read_text(encoding="utf-8")
    assert re.search(rf"`{key}`|\*\*{key}", page, re.IGNORECASE), key
