"""Lag: how far plans slipped, how long they stayed at a stage, and the failed plans of each two countries."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from tests.given import MEETING, log, report
from tracker.domain.fold import story
from tracker.domain.statistics.course import course_of
from tracker.domain.statistics.slippage import Pair, Plan, is_possible, lag_tables, plan_of

KR_JP = ["Ahn, minister, KR", "Koizumi, minister, JP"]


def history(*reports: Any, name: str = MEETING) -> Plan:
    """Return what the tables need of a meeting with these reports."""
    folded = story(log(*reports, meeting=name), name)
    return plan_of(folded.meeting, course_of(folded))


def days(first: str, held: str) -> int | None:
    plan = report("confirmed", "2026-01-10", window=first)
    slip = history(plan, report("held", "2026-12-31", window=held)).slip
    return slip.days if slip else None


# Windows


@pytest.mark.parametrize(
    ("first", "held", "expected"),
    [
        ("2026-01-30", "2026-01-30", 0),
        ("2026-01-29/2026-01-31", "2026-01-30", 0),
        ("2026-01-21~/2026-01-31~", "2026-01-30", 0),
        ("2026-01-30", "2026-02-02", 3),
        ("[2026-01-26..2026-02-01]", "2026-02-02", 1),
        ("2026-02", "2026-01-30", -2),
        ("[2026-02-03,2026-02-10]", "2026-02-09", -1),
        ("[2026-02-03,2026-02-10]", "2026-02-05", 2),
        ("../2026-01-30", "2026-01-20", 0),
        ("2026-01-30/..", "2026-03-20", 0),
    ],
)
def test_a_slip_is_counted_in_days_from_the_first_window(first: str, held: str, expected: int) -> None:
    assert days(first, held) == expected


def test_a_slip_starts_at_the_first_window_and_counts_the_windows_given_up() -> None:
    slip = history(
        report("proposed", "2026-01-01"),
        report("arranging", "2026-01-05", window="2026-01-20"),
        report("rescheduled", "2026-01-10", window="2026-02-01"),
        report("postponed", "2026-01-12", window="2026-03"),
        report("confirmed", "2026-02-12", window="2026-03-05"),
        report("held", "2026-03-05"),
    ).slip
    assert slip is not None
    assert (slip.announced, slip.first.edtf, slip.held and slip.held.edtf) == (
        "2026-01-05",
        "2026-01-20",
        "2026-03-05",
    )
    assert (slip.days, slip.moves) == (44, 2)


def test_a_rescheduled_report_that_comes_first_starts_at_its_original_window() -> None:
    moved = report("rescheduled", "2026-01-10", window="2026-02-01", original_window="2026-01-20")
    slip = history(moved, report("held", "2026-02-01")).slip
    assert slip is not None
    assert (slip.first.edtf, slip.days, slip.moves) == ("2026-01-20", 12, 1)


@pytest.mark.parametrize(
    "reports",
    [
        (report("confirmed", "2026-01-10", window="2026-01-20"),),
        (report("held", "2026-01-20", window="2026-01-20"),),
        (report("confirmed", "2026-01-10"), report("held", "2026-01-20", window="2026-01-20")),
        (report("confirmed", "2026-01-25", window="2026-01-20"), report("held", "2026-01-26")),
        (report("confirmed", "2026-01-10", window="2026-01-20"), report("cancelled", "2026-01-12")),
    ],
    ids=["still planned", "reported as held", "no window before", "printed afterwards", "called off"],
)
def test_a_meeting_that_was_not_announced_and_held_has_no_slip(reports: tuple[Any, ...]) -> None:
    assert history(*reports).slip is None


def test_the_longest_slip_comes_first_whatever_its_direction() -> None:
    plan = report("confirmed", "2026-01-10", window="2026-02-10")
    histories = [
        history(plan, report("held", "2026-03-01", window=held), name=name)
        for name, held in (("b", "2026-02-13"), ("a", "2026-02-13"), ("early", "2026-02-01"))
    ]
    assert [(slip.meeting, slip.days) for slip in lag_tables(histories).windows] == [("early", -9), ("a", 3), ("b", 3)]


# Stages


def test_a_stage_lasts_from_its_first_day_to_the_day_the_plan_left_it() -> None:
    assert history(
        report("arranging", "2026-01-01"),
        report("arranging", "2026-01-03", "Kyodo"),
        report("confirmed", "2026-01-11"),
        report("postponed", "2026-01-11", said_by="official"),
        report("noted", "2026-01-12"),
        report("confirmed", "2026-02-10", said_by="official"),
    ).stages == (("arranging", 10), ("confirmed", 0), ("postponed", 30), ("confirmed", None))


def test_held_and_denied_are_not_stages_of_a_plan() -> None:
    assert history(report("confirmed", "2026-01-01"), report("held", "2026-01-05")).stages == (("confirmed", 4),)
    assert history(report("denied", "2026-01-01")).stages == ()


def test_the_median_is_of_plans_that_left_the_stage_and_the_others_are_counted_separately() -> None:
    stories = [
        *(
            history(report("arranging", "2026-01-01"), report("confirmed", f"2026-01-{day}"))
            for day in ("03", "05", "31")
        ),
        history(report("arranging", "2026-01-01")),
    ]
    arranging = lag_tables(stories).stages[1]
    assert (arranging.stage, arranging.left, arranging.median, arranging.longest, arranging.standing) == (
        "arranging",
        3,
        4,
        30,
        1,
    )


# Pairs


def pairs(*plans: Plan) -> dict[tuple[str, str], Pair]:
    return {pair.countries: pair for pair in lag_tables(plans).pairs}


def test_a_plan_counts_for_each_two_of_its_countries() -> None:
    by_countries = pairs(history(report("confirmed", "2026-01-01", participants=[*KR_JP, ",forum,CN"], host="SG")))
    assert list(by_countries) == [("CN", "JP"), ("CN", "KR"), ("CN", "SG"), ("JP", "KR"), ("JP", "SG"), ("KR", "SG")]
    assert pairs(history(report("confirmed", "2026-01-01", host="SG"))) == {}


def test_plans_are_counted_by_their_outcome() -> None:
    planned = report("confirmed", "2026-01-01", participants=KR_JP)
    pair = pairs(
        history(planned, name="open"),
        history(planned, report("held", "2026-01-20"), name="held"),
        history(planned, report("postponed", "2026-01-10", reason="rain"), name="put-off"),
        history(planned, report("cancelled", "2026-01-10", reason="martial law", by="KR"), name="off"),
        history(report("denied", "2026-01-10", participants=KR_JP), name="denied"),
        history(report("held", "2026-01-10", participants=KR_JP), name="afterwards"),
        history(report("noted", "2026-01-10", participants=KR_JP), name="noted"),
    )["JP", "KR"]
    assert (pair.plans, pair.held, pair.put_off, pair.fell_through, pair.open, pair.afterwards) == (5, 1, 1, 2, 1, 1)
    assert [(plan.meeting, plan.status, plan.reason, plan.by) for plan in pair.failures] == [
        ("denied", "denied", None, None),
        ("off", "cancelled", "martial law", "KR"),
        ("put-off", "postponed", "rain", None),
    ]


def test_the_pair_with_most_plans_comes_first() -> None:
    us = history(report("confirmed", "2026-01-01", participants=["A,,US", "B,,JP"]), name="c")
    many = [history(report("confirmed", "2026-01-01", participants=KR_JP), name=name) for name in ("a", "b")]
    assert list(pairs(us, *many)) == [("JP", "KR"), ("JP", "US")]


def test_a_stored_plan_has_numbers_of_days_that_the_calendar_has() -> None:
    plan = history(
        report("confirmed", "2026-01-10", window="2026-01-20"), report("held", "2026-01-30", window="2026-01-30")
    )
    assert plan.slip
    calendar = (date.max - date.min).days
    assert is_possible(plan)
    assert is_possible(replace(plan, slip=None, stages=(("confirmed", calendar), ("confirmed", None))))
    assert not is_possible(replace(plan, stages=(("confirmed", calendar + 1),)))
    assert not is_possible(replace(plan, slip=replace(plan.slip, days=-calendar - 1)))
    assert not is_possible(replace(plan, slip=replace(plan.slip, moves=calendar + 1)))
