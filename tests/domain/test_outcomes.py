"""Outcomes: when a meeting was held, whether a report came true, and the confidence interval of a share."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.given import MEETING, cut, log, report
from tracker.domain.fold import story
from tracker.domain.statistics.course import course_of
from tracker.domain.statistics.outcomes import HeldDays, days_ahead, held_days, outcome, wilson_interval

PRINTED = "2026-01-10"


def result(*later: Any, as_of: str | None = None, window: str | None = None, day: str = PRINTED) -> str | None:
    """Return the outcome of a report that confirms the meeting, given the later reports."""
    claims = {"window": window} if window else {}
    history = story(log(report("confirmed", day, **claims), *later), MEETING, cut(as_of))
    course = course_of(history, cut(as_of))
    first = next(statement for statement in course.statements if statement.position == 1)
    return outcome(history.meeting, course, first, held_days(history.meeting, course))


def held_by(*reports: Any) -> HeldDays | None:
    history = story(log(*reports), MEETING)
    return held_days(history.meeting, course_of(history))


# The days on which it was held


@pytest.mark.parametrize(
    ("window", "printed", "days"),
    [
        ("2026-01-30", "2026-01-31", ("2026-01-30", "2026-01-30", "2026-01-30")),
        ("2026-01-29/2026-01-31", "2026-01-29", ("2026-01-29", "2026-01-31", "2026-01-29")),
        ("[2026-01-26..2026-02-01]", "2026-01-28", ("2026-01-26", "2026-01-28", None)),
        ("[2026-01-26..2026-02-01]", "2026-01-26", ("2026-01-26", "2026-01-26", "2026-01-26")),
        ("2026-01", "2026-03-01", ("2026-01-01", "2026-01-31", None)),
        ("../2026-01-30", "2026-01-20", (None, "2026-01-20", None)),
        ("2026-01-18/..", "2026-01-20", ("2026-01-18", "2026-01-20", None)),
        ("2026-01-30", "2026-01-29", ("2026-01-30", "2026-01-30", "2026-01-30")),
        (None, "2026-01-20", (None, "2026-01-20", None)),
    ],
)
def test_a_meeting_was_held_within_its_window_and_by_the_day_on_which_that_was_printed(
    window: str | None, printed: str, days: tuple[str | None, str, str | None]
) -> None:
    claims = {"window": window} if window else {}
    held = held_by(report("confirmed", PRINTED, **claims), report("held", printed))
    assert held is not None
    assert tuple(day and day.isoformat() for day in (held.first, held.last, held.day)) == days


def test_a_meeting_without_a_report_that_it_was_held_has_no_held_days() -> None:
    assert held_by(report("confirmed", PRINTED, window="2026-01-30")) is None


# The outcome of a report with a window


def test_a_report_came_true_if_the_meeting_was_held_within_its_window() -> None:
    assert result(report("held", "2026-01-30", window="2026-01-30"), window="[2026-01-26..2026-02-01]") == "came_true"


def test_a_report_came_true_even_if_the_plan_was_called_off_in_between() -> None:
    off, on = report("postponed", "2026-01-12"), report("confirmed", "2026-01-14")
    assert result(off, on, report("held", "2026-01-30"), window="2026-01-30") == "came_true"


def test_a_meeting_held_outside_the_window_was_put_off() -> None:
    assert result(report("held", "2026-02-10", window="2026-02-09"), window="2026-01-30") == "put_off"
    assert result(report("held", "2026-01-21", window="2026-01-20"), window="2026-01-30") == "put_off"


def test_a_plan_is_put_off_as_soon_as_it_has_another_window() -> None:
    moved = report("rescheduled", "2026-01-20", window="2026-02-09")
    assert result(moved, window="2026-01-30") == "put_off"
    assert result(moved, window="2026-01-30", as_of="2026-01-19") == "open"


def test_a_plan_with_a_narrower_window_is_open() -> None:
    assert result(report("confirmed", "2026-01-20", window="2026-01-30"), window="2026-01") == "open"


# The outcome of a report without a window


def test_without_a_window_a_report_came_true_if_the_meeting_was_held() -> None:
    assert result(report("held", "2026-06-30")) == "came_true"


@pytest.mark.parametrize(
    "between",
    [
        (report("postponed", "2026-01-12"), report("confirmed", "2026-01-14")),
        (report("cancelled", "2026-01-12"), report("confirmed", "2026-01-14")),
        (report("rescheduled", "2026-01-12", window="2026-06-30"),),
    ],
)
def test_without_a_window_a_plan_called_off_or_rescheduled_later_was_put_off(between: tuple[Any, ...]) -> None:
    assert result(*between, report("held", "2026-06-30")) == "put_off"
    assert result(*between) == "put_off"


def test_a_plan_called_off_before_the_report_does_not_count_against_it() -> None:
    earlier = (report("confirmed", "2026-01-01", "Kyodo"), report("postponed", "2026-01-05", "Kyodo"))
    assert result(*earlier, report("held", "2026-01-30")) == "came_true"


# With or without a window


@pytest.mark.parametrize("window", [None, "2026-01-30"])
@pytest.mark.parametrize(
    ("stage", "expected"), [("postponed", "put_off"), ("cancelled", "fell_through"), ("noted", "open")]
)
def test_the_current_status_decides_until_the_meeting_is_held(window: str | None, stage: str, expected: str) -> None:
    assert result(report(stage, "2026-01-20"), window=window) == expected


@pytest.mark.parametrize("window", [None, "2026-01-30"])
def test_a_plan_that_is_denied_together_with_its_report_fell_through(window: str | None) -> None:
    denials = (
        report("denied", "2026-01-20", "MOFA", "official", target=1),
        report("denied", "2026-01-21", "MOFA", "official"),
    )
    assert result(*denials, window=window) == "fell_through"


def test_an_overdue_plan_is_open() -> None:
    assert result(window="2026-01-30", as_of="2027-01-01") == "open"


def test_a_plan_that_an_office_denies_fell_through_unless_it_was_held_after_all() -> None:
    denial = report("denied", "2026-01-12", "MOFA", "official", target=1)
    assert result(denial) == "fell_through"
    assert result(denial, report("held", "2026-01-30")) == "came_true"


@pytest.mark.parametrize("window", ["2026-01-30", "[2026-01-26..2026-01-30]"])
def test_a_report_printed_after_the_meeting_has_no_outcome(window: str) -> None:
    assert result(report("held", "2026-02-02", window=window), day="2026-01-31") is None
    assert result(report("held", "2026-02-02", window=window), day="2026-01-30") == "came_true"


def test_days_ahead_need_a_known_day_of_the_meeting() -> None:
    printed, day = date.fromisoformat(PRINTED), date(2026, 1, 30)
    assert days_ahead(printed, HeldDays(first=day, last=day, day=day)) == 20
    assert days_ahead(printed, HeldDays(first=day, last=day, day=None)) is None
    assert days_ahead(printed, None) is None


# The interval


@pytest.mark.parametrize(
    ("successes", "trials", "percent"),
    # 81 of 263 is the example of Newcombe, Statistics in Medicine 17 (1998).
    [(1, 1, (20.7, 100.0)), (0, 1, (0.0, 79.3)), (5, 10, (23.7, 76.3)), (8, 10, (49.0, 94.3)), (81, 263, (25.5, 36.6))],
)
def test_the_interval_equals_published_examples(successes: int, trials: int, percent: tuple[float, float]) -> None:
    bounds = wilson_interval(successes, trials)
    assert bounds is not None
    assert tuple(round(100 * bound, 1) for bound in bounds) == percent


def test_without_a_trial_there_is_no_interval() -> None:
    assert wilson_interval(0, 0) is None


@given(trials=st.integers(1, 10_000), part=st.floats(0, 1))
def test_an_interval_contains_its_share_and_stays_between_0_and_1(trials: int, part: float) -> None:
    successes = round(part * trials)
    low, high = wilson_interval(successes, trials) or (1.0, 0.0)
    assert 0 <= low <= successes / trials + 1e-12
    assert successes / trials - 1e-12 <= high <= 1
