"""Lag: how far plans slipped, how long they stayed at a stage, and what fell through between whom."""

from typing import Any

import pytest

from tests.given import MEETING, log, report
from tracker.domain.fold import Story, story
from tracker.domain.statistics.slippage import Pair, lags, slip, stays

KR_JP = ["Ahn, minister, KR", "Koizumi, minister, JP"]


def told(*said: Any, name: str = MEETING) -> Story:
    return story(log(*said, meeting=name), name)


def days(first: str, held: str) -> int | None:
    found = slip(told(report("confirmed", "2026-01-10", window=first), report("held", "2026-12-31", window=held)))
    return found.days if found else None


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
def test_a_slip_is_the_days_by_which_a_meeting_missed_its_first_window(first: str, held: str, expected: int) -> None:
    assert days(first, held) == expected


def test_the_first_window_is_the_first_that_was_given_and_the_moves_are_those_given_up() -> None:
    found = slip(
        told(
            report("proposed", "2026-01-01"),
            report("arranging", "2026-01-05", window="2026-01-20"),
            report("rescheduled", "2026-01-10", window="2026-02-01"),
            report("postponed", "2026-01-12", window="2026-03"),
            report("confirmed", "2026-02-12", window="2026-03-05"),
            report("held", "2026-03-05"),
        )
    )
    assert found is not None
    assert (found.announced, found.first.edtf, found.held and found.held.edtf) == (
        "2026-01-05",
        "2026-01-20",
        "2026-03-05",
    )
    assert (found.days, found.moves) == (44, 2)


def test_a_change_that_is_told_first_has_the_window_that_it_changed() -> None:
    moved = report("rescheduled", "2026-01-10", window="2026-02-01", original_window="2026-01-20")
    found = slip(told(moved, report("held", "2026-02-01")))
    assert found is not None
    assert (found.first.edtf, found.days, found.moves) == ("2026-01-20", 12, 1)


@pytest.mark.parametrize(
    "said",
    [
        (report("confirmed", "2026-01-10", window="2026-01-20"),),
        (report("held", "2026-01-20", window="2026-01-20"),),
        (report("confirmed", "2026-01-10"), report("held", "2026-01-20", window="2026-01-20")),
        (report("confirmed", "2026-01-25", window="2026-01-20"), report("held", "2026-01-26")),
        (report("confirmed", "2026-01-10", window="2026-01-20"), report("cancelled", "2026-01-12")),
    ],
    ids=["planned still", "told when held", "no window before", "told afterwards", "called off"],
)
def test_what_was_not_announced_and_held_has_no_slip(said: tuple[Any, ...]) -> None:
    assert slip(told(*said)) is None


# Stages


def test_a_stage_lasts_from_the_day_it_began_to_the_day_it_was_left() -> None:
    assert list(
        stays(
            told(
                report("arranging", "2026-01-01"),
                report("arranging", "2026-01-03", said_by="official"),
                report("confirmed", "2026-01-11"),
                report("postponed", "2026-01-11", said_by="official"),
                report("noted", "2026-01-12"),
                report("confirmed", "2026-02-10", said_by="official"),
            )
        )
    ) == [("arranging", 10), ("confirmed", 0), ("postponed", 30), ("confirmed", None)]


def test_what_was_held_or_denied_stays_at_no_stage() -> None:
    assert list(stays(told(report("confirmed", "2026-01-01"), report("held", "2026-01-05")))) == [("confirmed", 4)]
    assert list(stays(told(report("denied", "2026-01-01")))) == []


def test_the_median_is_of_those_that_left_and_the_others_are_told_beside_it() -> None:
    stories = [
        *(told(report("arranging", "2026-01-01"), report("confirmed", f"2026-01-{day}")) for day in ("03", "05", "31")),
        told(report("arranging", "2026-01-01")),
    ]
    arranging = lags(stories).stages[1]
    assert (arranging.stage, arranging.left, arranging.median, arranging.longest, arranging.standing) == (
        "arranging",
        3,
        4,
        30,
        1,
    )


# Pairs


def pairs(*stories: Story) -> dict[tuple[str, str], Pair]:
    return {pair.countries: pair for pair in lags(stories).pairs}


def test_a_plan_counts_for_each_two_of_its_countries() -> None:
    found = pairs(told(report("confirmed", "2026-01-01", participants=[*KR_JP, ",forum,CN"], host="SG")))
    assert list(found) == [("CN", "JP"), ("CN", "KR"), ("CN", "SG"), ("JP", "KR"), ("JP", "SG"), ("KR", "SG")]
    assert pairs(told(report("confirmed", "2026-01-01", host="SG"))) == {}


def test_plans_are_told_apart_by_what_came_of_them() -> None:
    planned = report("confirmed", "2026-01-01", participants=KR_JP)
    pair = pairs(
        told(planned, name="open"),
        told(planned, report("held", "2026-01-20"), name="held"),
        told(planned, report("postponed", "2026-01-10", reason="rain"), name="put-off"),
        told(planned, report("cancelled", "2026-01-10", reason="martial law", by="KR"), name="off"),
        told(report("denied", "2026-01-10", participants=KR_JP), name="denied"),
        told(report("held", "2026-01-10", participants=KR_JP), name="afterwards"),
        told(report("noted", "2026-01-10", participants=KR_JP), name="noted"),
    )["JP", "KR"]
    assert (pair.plans, pair.held, pair.put_off, pair.fell_through, pair.open, pair.afterwards) == (5, 1, 1, 2, 1, 1)
    assert [(one.meeting, one.status, one.reason, one.by) for one in pair.failures] == [
        ("denied", "denied", None, None),
        ("off", "cancelled", "martial law", "KR"),
        ("put-off", "postponed", "rain", None),
    ]


def test_the_pair_with_most_plans_comes_first() -> None:
    us = told(report("confirmed", "2026-01-01", participants=["A,,US", "B,,JP"]), name="c")
    many = [told(report("confirmed", "2026-01-01", participants=KR_JP), name=name) for name in ("a", "b")]
    assert list(pairs(us, *many)) == [("JP", "KR"), ("JP", "US")]
