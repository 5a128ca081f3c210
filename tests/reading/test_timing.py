"""Timing: how the window of a draft, or the day of its article, lies to the window of a meeting in the log."""

from datetime import date
from typing import Any

import pytest

from tests.drafts import make_draft
from tests.given import report, stands
from tracker.domain.window import Window
from tracker.reading.linking.timing import (
    APART,
    FITS,
    LEFT,
    MOVED,
    NEAR,
    OVERLAP,
    SAME_DAYS,
    SHIFTED,
    SLIPPED,
    UNDATED,
    compare_windows,
)
from tracker.reading.linking.weights import weight_of

DAY = "2026-01-20"
MOVED_PLAN = (report("confirmed", DAY, window="2026-01-29"), report("rescheduled", DAY, window="2026-03-05"))


def relation(draft: dict[str, Any], *reports: Any, published: str | None = "2026-01-21") -> str:
    """Compare a draft, of which the stage and the windows are given, with the meeting of some reports."""
    windows: dict[str, Any] = {name: Window(draft[name]) for name in ("window", "original_window") if name in draft}
    fields = {"stage": "confirmed", **draft, **windows}
    drafted = make_draft(main=True, **fields)
    return compare_windows(drafted, stands(*reports), date.fromisoformat(published) if published else None)


@pytest.mark.parametrize(
    ("window", "standing", "expected"),
    [
        ("2026-01-30", "2026-01-29/2026-01-31", SAME_DAYS),
        ("2026-01-30/2026-02-08", "2026-02-02", SAME_DAYS),  # ten days
        ("2026-01-30/2026-02-09", "2026-02-02", OVERLAP),
        ("2026-02", "2026-02-02", OVERLAP),
        ("2026-02-05", "2026-02-02", NEAR),
        ("2026-02-06", "2026-02-02", SHIFTED),
        ("2026-02-16", "2026-02-02", SHIFTED),  # fourteen days
        ("2026-02-17", "2026-02-02", SLIPPED),
        ("2026-04-03", "2026-02-02", SLIPPED),  # sixty days, while the plan stands
        ("2026-04-04", "2026-02-02", APART),
        ("2026-02-21~/2026-02-28~", "2026-03-03", NEAR),
        ("2026-02-13~/2026-02-28~", "2026-03-10", NEAR),  # ten days after a vague window
        ("2026-02-13~/2026-02-28~", "2026-03-11", SHIFTED),
        ("2026-02-02/..", "2026-05", OVERLAP),
    ],
)
def test_windows_share_days_or_lie_close_or_apart(window: str, standing: str, expected: str) -> None:
    assert relation({"window": window}, report("confirmed", DAY, window=standing)) == expected


@pytest.mark.parametrize(("stage", "published"), [("confirmed", "2026-02-03"), ("held", "2026-02-01"), ("held", None)])
def test_a_plan_does_not_move_by_days_once_its_first_day_has_passed_or_when_it_is_held(
    stage: str, published: str | None
) -> None:
    plan = report("confirmed", DAY, window="2026-02-02")
    assert relation({"stage": stage, "window": "2026-02-06"}, plan, published=published) == SLIPPED


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ({"window": "2026-01-29"}, LEFT),
        ({"window": "2026-01-29", "stage": "held"}, SLIPPED),
        ({"original_window": "2026-01-29"}, LEFT),
        ({"original_window": "2026-03-08"}, NEAR),
        ({"original_window": "2026-03-09"}, APART),
    ],
)
def test_a_plan_is_also_that_of_the_days_that_it_left(draft: dict[str, Any], expected: str) -> None:
    assert relation(draft, *MOVED_PLAN) == expected


@pytest.mark.parametrize(
    ("stage", "off", "window", "expected"),
    [
        ("confirmed", "postponed", "2026-12-30", MOVED),  # three hundred days after the new window
        ("confirmed", "postponed", "2026-12-31", APART),
        ("confirmed", "cancelled", "2026-06-13", MOVED),  # a hundred days
        ("confirmed", "cancelled", "2026-06-14", APART),
        ("held", "cancelled", "2026-06-13", MOVED),
        ("cancelled", "postponed", "2026-06-13", APART),
        ("confirmed", "cancelled", "2026-02-01", APART),
        ("postponed", "confirmed", "2026-06-13", MOVED),
        ("postponed", "postponed", "2026-06-13", MOVED),
        ("postponed", "held", "2026-06-13", APART),
    ],
)
def test_a_plan_that_was_put_off_is_taken_up_again_within_a_time(
    stage: str, off: str, window: str, expected: str
) -> None:
    assert relation({"stage": stage, "window": window}, report(off, DAY, window="2026-03-05")) == expected


@pytest.mark.parametrize(
    ("stage", "published", "expected"),
    [
        ("confirmed", "2026-01-21", FITS),
        ("confirmed", "2026-01-30", FITS),
        ("confirmed", "2026-01-31", APART),
        ("confirmed", "2025-11-30", FITS),  # sixty days before
        ("confirmed", "2025-11-29", UNDATED),
        ("confirmed", "2024-12-24", APART),
        ("held", "2026-01-28", FITS),
        ("held", "2026-01-27", APART),
        ("held", "2026-02-12", FITS),
        ("held", "2026-02-13", APART),
        ("cancelled", "2026-03-30", FITS),
        ("cancelled", "2026-03-31", APART),
        ("confirmed", None, UNDATED),
    ],
)
def test_an_article_without_a_date_means_a_window_near_its_day(
    stage: str, published: str | None, expected: str
) -> None:
    assert relation({"stage": stage}, report("confirmed", DAY, window="2026-01-29"), published=published) == expected


@pytest.mark.parametrize(
    ("stage", "standing", "published", "expected"),
    [
        ("confirmed", "confirmed", "2026-03-21", FITS),
        ("confirmed", "confirmed", "2026-03-22", UNDATED),
        ("confirmed", "confirmed", "2026-11-17", APART),
        ("confirmed", "held", "2026-01-21", APART),
        ("confirmed", "held", "2026-01-20", APART),
        ("confirmed", "held", "2026-01-19", FITS),
        ("held", "confirmed", "2026-02-03", FITS),
        ("held", "confirmed", "2026-02-04", APART),
        ("held", "held", "2026-02-03", FITS),
    ],
)
def test_without_any_date_the_days_of_the_two_reports_are_compared(
    stage: str, standing: str, published: str, expected: str
) -> None:
    assert relation({"stage": stage}, report(standing, DAY), published=published) == expected


def test_a_date_is_compared_with_the_last_report_of_a_meeting_without_one() -> None:
    assert relation({"window": "2026-03-21"}, report("confirmed", DAY)) == FITS
    assert relation({"window": "2026-03-22"}, report("confirmed", DAY)) == UNDATED
    assert relation({"window": "2026-01-10", "stage": "held"}, report("held", DAY)) == FITS


def test_a_plan_that_is_off_may_be_spoken_of_long_after_its_window() -> None:
    off = (report("confirmed", DAY, window="2026-01-29"), report("cancelled", DAY, window="2026-01-29"))
    assert relation({}, *off, published="2026-05-09") == UNDATED
    assert relation({}, *off, published="2026-05-10") == APART
    assert relation({"stage": "held"}, *off, published="2026-05-09") == APART


def test_a_plan_that_is_off_is_put_off_to_new_days_whichever_days_the_report_says_it_left() -> None:
    off = (report("confirmed", DAY, window="2026-02-12"), report("postponed", DAY, original_window="2026-02-12"))
    again = {"stage": "postponed", "window": "2026-04-25", "original_window": "2026-03-31"}
    assert relation(again, *off) == MOVED


def test_two_calls_are_one_if_they_are_of_one_day_or_reported_together() -> None:
    call = report("confirmed", DAY, kind="call")
    assert relation({"kind": "call"}, call, published="2026-01-23") == FITS
    assert relation({"kind": "call"}, call, published="2026-01-24") == APART
    dated = report("confirmed", DAY, kind="call", window="2026-01-25")
    assert relation({"kind": "call", "window": "2026-01-26"}, dated, published="2026-03-01") == NEAR
    assert relation({"kind": "call", "window": "2026-01-27"}, dated, published="2026-03-01") == APART


def test_what_is_left_of_a_month_is_compared() -> None:
    plan = report("confirmed", DAY, window="2026-05-04")
    assert relation({"window": "2026-05"}, plan, published="2026-05-04") == OVERLAP
    assert relation({"window": "2026-05"}, plan, published="2026-05-20") != OVERLAP
    held = report("confirmed", DAY, window="2026-05-25")
    assert relation({"window": "2026-05", "stage": "held"}, held, published="2026-05-10") == SLIPPED


def test_the_closer_two_windows_are_the_more_they_weigh() -> None:
    weights = [weight_of(one) for one in (SAME_DAYS, LEFT, OVERLAP, MOVED, NEAR, FITS, SHIFTED, UNDATED, SLIPPED)]
    assert weights == sorted(weights, reverse=True)
