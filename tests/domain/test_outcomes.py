"""How a report came true: when a meeting was held, what came of a statement, and the interval beside a share."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.given import MEETING, cut, log, report
from tracker.domain.fold import story
from tracker.domain.report import Report
from tracker.domain.statistics.outcomes import Held, days_ahead, held, interval, outcome

SAID = "2026-01-10"


def came(*later: Any, as_of: str | None = None, window: str | None = None, day: str = SAID) -> str | None:
    """Return what came of a report that confirms the meeting, after what was said later."""
    first = report("confirmed", day, **({"window": window} if window else {}))
    told = story(log(first, *later), MEETING, cut(as_of))
    said = next(event for event in told.counted.own if event.position == 1)
    assert isinstance(said.body, Report)
    return outcome(told, said, said.body.claims.window)


# When it was held


@pytest.mark.parametrize(
    ("window", "printed", "days"),
    [
        ("2026-01-30", "2026-01-31", ("2026-01-30", "2026-01-30", "2026-01-30")),
        ("2026-01-29/2026-01-31", "2026-01-29", ("2026-01-29", "2026-01-31", "2026-01-29")),
        ("[2026-01-26..2026-02-01]", "2026-01-28", ("2026-01-26", "2026-01-28", None)),
        ("[2026-01-26..2026-02-01]", "2026-01-26", ("2026-01-26", "2026-01-26", "2026-01-26")),
        ("2026-01", "2026-03-01", ("2026-01-01", "2026-01-31", None)),
        ("../2026-01-30", "2026-01-20", (None, "2026-01-20", None)),
        ("2026-01-30", "2026-01-29", ("2026-01-30", "2026-01-30", "2026-01-30")),
        (None, "2026-01-20", (None, "2026-01-20", None)),
    ],
)
def test_a_meeting_was_held_in_its_window_and_before_that_was_printed(
    window: str | None, printed: str, days: tuple[str | None, str, str | None]
) -> None:
    claims = {"window": window} if window else {}
    when = held(story(log(report("confirmed", SAID, **claims), report("held", printed)), MEETING))
    assert when is not None
    assert tuple(day and day.isoformat() for day in (when.first, when.last, when.day)) == days


def test_what_no_report_says_was_held_was_not_held() -> None:
    assert held(story(log(report("confirmed", SAID, window="2026-01-30")), MEETING)) is None


# What came of a report that gave a window


def test_it_came_true_if_the_meeting_was_held_within_its_window() -> None:
    assert came(report("held", "2026-01-30", window="2026-01-30"), window="[2026-01-26..2026-02-01]") == "came_true"


def test_it_came_true_even_if_the_plan_was_off_in_between() -> None:
    off, on = report("postponed", "2026-01-12"), report("confirmed", "2026-01-14")
    assert came(off, on, report("held", "2026-01-30"), window="2026-01-30") == "came_true"


def test_it_was_put_off_if_the_meeting_was_held_outside_its_window() -> None:
    assert came(report("held", "2026-02-10", window="2026-02-09"), window="2026-01-30") == "put_off"
    assert came(report("held", "2026-01-21", window="2026-01-20"), window="2026-01-30") == "put_off"


def test_it_was_put_off_as_soon_as_the_plan_has_another_window() -> None:
    moved = report("rescheduled", "2026-01-20", window="2026-02-09")
    assert came(moved, window="2026-01-30") == "put_off"
    assert came(moved, window="2026-01-30", as_of="2026-01-19") == "open"


def test_it_is_open_while_a_narrower_window_stands() -> None:
    assert came(report("confirmed", "2026-01-20", window="2026-01-30"), window="2026-01") == "open"


# What came of a report that gave none


def test_without_a_window_it_came_true_if_the_meeting_was_held() -> None:
    assert came(report("held", "2026-06-30")) == "came_true"


@pytest.mark.parametrize(
    "between",
    [
        (report("postponed", "2026-01-12"), report("confirmed", "2026-01-14")),
        (report("cancelled", "2026-01-12"), report("confirmed", "2026-01-14")),
        (report("rescheduled", "2026-01-12", window="2026-06-30"),),
    ],
)
def test_without_a_window_it_was_put_off_if_the_plan_was_off_or_moved_later(between: tuple[Any, ...]) -> None:
    assert came(*between, report("held", "2026-06-30")) == "put_off"
    assert came(*between) == "put_off"


def test_what_was_off_before_the_report_does_not_count_against_it() -> None:
    earlier = (report("confirmed", "2026-01-01"), report("postponed", "2026-01-05"))
    assert came(*earlier, report("held", "2026-01-30")) == "came_true"


# Either


@pytest.mark.parametrize("window", [None, "2026-01-30"])
@pytest.mark.parametrize(
    ("stage", "expected"), [("postponed", "put_off"), ("cancelled", "fell_through"), ("noted", "open")]
)
def test_what_stands_now_decides_as_long_as_it_was_not_held(window: str | None, stage: str, expected: str) -> None:
    assert came(report(stage, "2026-01-20"), window=window) == expected


def test_a_plan_that_is_overdue_is_open_for_nobody_says_that_it_was_held() -> None:
    assert came(window="2026-01-30", as_of="2027-01-01") == "open"


def test_what_an_office_denies_fell_through_unless_it_was_held_after_all() -> None:
    denial = report("denied", "2026-01-12", "MOFA", "official", target=1)
    assert came(denial) == "fell_through"
    assert came(denial, report("held", "2026-01-30")) == "came_true"


@pytest.mark.parametrize("window", ["2026-01-30", "[2026-01-26..2026-01-30]"])
def test_what_is_printed_after_the_meeting_foretells_nothing(window: str) -> None:
    assert came(report("held", "2026-02-02", window=window), day="2026-01-31") is None
    assert came(report("held", "2026-02-02", window=window), day="2026-01-30") == "came_true"


def test_days_ahead_are_counted_to_a_day_that_is_known() -> None:
    event = log(report("confirmed", SAID))[0]
    when = date(2026, 1, 30)
    assert days_ahead(event, Held(first=when, last=when, day=when)) == 20
    assert days_ahead(event, Held(first=when, last=when, day=None)) is None
    assert days_ahead(event, None) is None


# The interval


@pytest.mark.parametrize(
    ("successes", "trials", "percent"),
    # 81 of 263 is the example of Newcombe, Statistics in Medicine 17 (1998).
    [(1, 1, (20.7, 100.0)), (0, 1, (0.0, 79.3)), (5, 10, (23.7, 76.3)), (8, 10, (49.0, 94.3)), (81, 263, (25.5, 36.6))],
)
def test_the_interval_is_wilsons(successes: int, trials: int, percent: tuple[float, float]) -> None:
    found = interval(successes, trials)
    assert found is not None
    assert tuple(round(100 * bound, 1) for bound in found) == percent


def test_without_a_trial_there_is_no_interval() -> None:
    assert interval(0, 0) is None


@given(trials=st.integers(1, 10_000), part=st.floats(0, 1))
def test_an_interval_holds_its_share_within_nothing_and_all(trials: int, part: float) -> None:
    successes = round(part * trials)
    low, high = interval(successes, trials) or (1.0, 0.0)
    assert 0 <= low <= successes / trials + 1e-12
    assert successes / trials - 1e-12 <= high <= 1
