"""Track records: statements and reprints, who was first, and what counts for outlets, origins and classes."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from tests.given import MEETING, corrected, cut, log, report, retracted, stands
from tracker.domain.fold import story
from tracker.domain.report import Report
from tracker.domain.statistics.course import Course, Printed, add_report, course_of, is_possible
from tracker.domain.statistics.outcomes import CAME_TRUE
from tracker.domain.statistics.track_record import Judged, TrackRecord, are_possible, items_of, track_records

DAY = "2026-01-10"
HELD = report("held", "2026-01-30", "Kyodo", window="2026-01-30")


def records(*bodies: Any, as_of: str | None = None) -> dict[str, TrackRecord]:
    clocks = cut(as_of)
    history = story(log(*bodies), MEETING, clocks)
    items = Counter(items_of(history.meeting, course_of(history, clocks)))
    return {record.name: record for record in track_records(items)}


def stated(*reports: Any) -> list[tuple[str, str, int, str | None]]:
    """Return origin, stage, position and window of each statement."""
    return [
        (
            statement.origin,
            statement.stage,
            statement.position,
            statement.window.edtf if statement.window else None,
        )
        for statement in course_of(story(log(*reports), MEETING)).statements
    ]


def confirmed(record: TrackRecord) -> dict[str, int]:
    return {name: count for name, count in record.tallies["confirmed"].outcomes.items() if count}


# Statements


def test_a_reprint_is_a_statement_of_its_origin_and_counts_from_the_first_printing() -> None:
    assert stated(
        report("confirmed", "2026-01-11", "NationPress", via=["Yonhap"]),
        report("confirmed", DAY, "Herald", via=["AFP", "YONHAP"]),
        report("confirmed", "2026-01-12", "Yonhap"),
    ) == [("yonhap", "confirmed", 2, None)]


def test_another_stage_or_another_window_is_another_statement() -> None:
    assert stated(
        report("confirmed", DAY, window="2026-01"),
        report("in_final_arrangement", DAY, window="2026-01"),
        report("confirmed", "2026-01-11", window="2026-01-30"),
        report("confirmed", "2026-01-12", window="2026-01"),
        report("confirmed", "2026-01-13"),
        report("confirmed", "2026-01-14", window="2026-01-01/2026-01-31"),
    ) == [
        ("yonhap", "confirmed", 1, "2026-01"),
        ("yonhap", "in_final_arrangement", 2, "2026-01"),
        ("yonhap", "confirmed", 3, "2026-01-30"),
    ]


def test_a_reprint_of_the_same_day_without_the_window_is_the_same_statement() -> None:
    bare, full = report("confirmed", DAY, "Herald", via=["Yonhap"]), report("confirmed", DAY, window="2026-01-30")
    assert stated(bare, full) == [("yonhap", "confirmed", 1, "2026-01-30")]
    later = report("confirmed", "2026-01-12", window="2026-01-30")
    assert stated(bare, later) == [("yonhap", "confirmed", 1, None), ("yonhap", "confirmed", 2, "2026-01-30")]


def test_noted_and_denied_reports_are_not_statements() -> None:
    assert stated(report("noted", DAY), report("denied", DAY)) == []


# Outlets, origins and classes


def test_a_reprint_counts_as_a_report_of_the_outlet_and_as_a_statement_of_the_origin() -> None:
    by_name = records(report("confirmed", DAY, "NationPress", via=["Yonhap"], window="2026-01-30"), HELD)
    outlet, origin = by_name["NationPress"], by_name["Yonhap"]
    assert (outlet.reports, outlet.reprints, outlet.first, confirmed(outlet)) == (1, 1, 0, {})
    assert (origin.reports, origin.reprints, origin.first, confirmed(origin)) == (0, 0, 1, {"came_true": 1})
    assert origin.tallies["confirmed"].ahead == [20]


def test_reprints_of_one_origin_count_once() -> None:
    reprints = [report("confirmed", DAY, f"Paper {number}", via=["Yonhap"]) for number in range(5)]
    assert confirmed(records(*reprints, HELD)["Yonhap"]) == {"came_true": 1}


def test_an_outlet_that_names_itself_as_the_origin_reprints_nothing() -> None:
    by_name = records(report("confirmed", DAY, "Yonhap", via=["YONHAP"]))
    assert [(record.name, record.reports, record.reprints) for record in by_name.values()][:1] == [("YONHAP", 1, 0)]


def test_an_outlet_is_named_by_its_commonest_spelling() -> None:
    names = ("Asahi-Shimbun", "The Asahi Shimbun", "Asahi Shimbun", "Asahi Shimbun", "ASAHI SHIMBUN")
    reports = [report("noted", DAY, name) for name in names]
    assert next(iter(records(*reports))) == "Asahi Shimbun"
    assert stands(*reports).origins == ("asahi shimbun",)


def test_a_statement_counts_for_the_attribution_class_of_its_first_printing() -> None:
    by_name = records(
        report("confirmed", DAY, "Yonhap", "sources"),
        report("confirmed", "2026-01-11", "Herald", "media", via=["Yonhap"]),
        HELD,
    )
    assert [by_name[name].reports for name in ("official", "sources", "unattributed", "media")] == [0, 1, 1, 1]
    assert confirmed(by_name["sources"]) == {"came_true": 1}
    assert confirmed(by_name["media"]) == {}


def test_outlets_with_most_statements_come_first_and_classes_last() -> None:
    by_name = records(report("noted", DAY, "A"), report("noted", DAY, "A"), report("confirmed", DAY, "Z"))
    assert list(by_name) == ["Z", "A", "official", "sources", "unattributed", "media"]
    assert [record.by for record in by_name.values()] == ["outlet"] * 2 + ["attribution"] * 4


# Who was first


@pytest.mark.parametrize(
    ("one", "two", "first", "shared"),
    [
        (DAY, "2026-01-11", {"One"}, set()),
        (DAY, DAY, set(), {"One", "Two"}),
        (f"{DAY}T09:00+09:00", DAY, set(), {"One", "Two"}),
        (f"{DAY}T09:00+09:00", f"{DAY}T00:30Z", {"One"}, set()),
        (f"{DAY}T09:00+09:00", f"{DAY}T00:00Z", set(), {"One", "Two"}),
        ("2026-01-11", f"{DAY}T23:59+09:00", {"Two"}, set()),
        ("2026-01-11T00:30+09:00", f"{DAY}T22:00Z", {"One"}, set()),
        (f"{DAY}T22:00-05:00", "2026-01-11T02:00Z", {"Two"}, set()),
        ("2026-01-11T09:00+09:00", f"{DAY}T19:00-05:00", set(), {"One", "Two"}),
    ],
)
def test_the_first_origin_is_known_by_day_and_instant_else_it_is_shared(
    one: str, two: str, first: set[str], shared: set[str]
) -> None:
    by_name = records(report("confirmed", one, "One"), report("confirmed", two, "Two"))
    assert {name for name in ("One", "Two") if by_name[name].first} == first
    assert {name for name in ("One", "Two") if by_name[name].shared} == shared


def test_one_origin_without_a_time_leaves_the_order_of_the_others_known() -> None:
    by_name = records(
        report("confirmed", f"{DAY}T22:00Z", "Late"),
        report("confirmed", DAY, "Undated"),
        report("confirmed", f"{DAY}T08:00+09:00", "Early"),
    )
    assert {name: (by_name[name].first, by_name[name].shared) for name in ("Early", "Undated", "Late")} == {
        "Early": (0, 1),
        "Undated": (0, 1),
        "Late": (0, 0),
    }


def test_each_stage_of_a_meeting_has_a_first() -> None:
    by_name = records(
        report("arranging", DAY, "One"),
        report("confirmed", "2026-01-11", "Two"),
        report("cancelled", "2026-01-12", "Three"),
        report("confirmed", "2026-01-13", "One"),
        report("noted", "2026-01-01", "Four"),
    )
    assert [by_name[name].first for name in ("One", "Two", "Three", "Four")] == [1, 1, 1, 0]


def test_an_origin_is_first_once_even_if_it_repeats_the_stage_with_another_window() -> None:
    by_name = records(
        report("confirmed", DAY, "One", window="2026-01"), report("confirmed", DAY, "One", window="2026-01-30")
    )
    assert (by_name["One"].first, by_name["One"].shared, by_name["One"].tallies["confirmed"].total) == (1, 0, 2)


# What counts


def test_statements_that_a_plan_is_confirmed_or_in_its_final_arrangement_are_judged() -> None:
    by_name = records(
        report("proposed", DAY), report("arranging", DAY), report("in_final_arrangement", DAY), report("confirmed", DAY)
    )
    assert {stage: tally.total for stage, tally in by_name["Yonhap"].tallies.items()} == {
        "in_final_arrangement": 1,
        "confirmed": 1,
    }


def test_a_retracted_report_does_not_count() -> None:
    by_name = records(report("confirmed", DAY, "One"), report("confirmed", "2026-01-11", "Two"), retracted(1))
    assert "One" not in by_name
    assert by_name["Two"].first == 1


def test_a_report_that_its_outlet_retracted_counts_until_that_day() -> None:
    bodies = (report("confirmed", DAY, "One"), retracted(1, "outlet", "2026-01-20"), report("noted", DAY, "Two"))
    assert records(*bodies, as_of="2026-01-19")["One"].first == 1
    assert "One" not in records(*bodies)


def test_a_correction_counts() -> None:
    right = corrected(1, {"claims": {"window": {"edtf": "2026-01-30"}}})
    by_name = records(report("confirmed", DAY, "One", window="2026-02-01"), right, HELD)
    assert confirmed(by_name["One"]) == {"came_true": 1}


def test_a_report_printed_after_the_meeting_has_no_outcome_to_count() -> None:
    late = report("confirmed", "2026-02-01", "One", window="2026-01-30")
    assert confirmed(records(HELD, late)["One"]) == {}


def test_an_event_that_is_not_a_report_makes_no_statement() -> None:
    assert stated(retracted(1, "outlet", DAY)) == []


def test_a_denied_report_counts() -> None:
    by_name = records(report("confirmed", DAY, "One"), report("denied", "2026-01-11", "MOFA", "official", target=1))
    assert confirmed(by_name["One"]) == {"fell_through": 1}


def test_a_record_as_of_an_earlier_day_ignores_later_reports() -> None:
    bodies = (report("confirmed", DAY, "One", window="2026-01-30"), HELD)
    assert confirmed(records(*bodies, as_of="2026-01-29")["One"]) == {"open": 1}
    assert confirmed(records(*bodies, as_of="2026-01-30")["One"]) == {"came_true": 1}


def test_held_counts_meetings_held_in_any_window() -> None:
    by_name = records(report("confirmed", DAY, "One", window="2026-01-20"), HELD)
    tally = by_name["One"].tallies["confirmed"]
    assert (confirmed(by_name["One"]), tally.held, tally.decided, tally.days_ahead) == ({"put_off": 1}, 1, 1, None)


# What is stored of them

PRINTED = Printed("NationPress", "Yonhap", "official")
JUDGED_ONE = Judged("yonhap", "confirmed", "official", 0, CAME_TRUE, held=True, ahead=7)
CALENDAR = (date.max - date.min).days


@pytest.mark.parametrize(
    ("change", "possible"),
    [
        ({}, True),
        ({"ahead": None}, True),
        ({"ahead": -CALENDAR}, True),
        ({"ahead": CALENDAR + 1}, False),
        ({"ahead": -CALENDAR - 1}, False),
        ({"stage": "noted"}, False),
        ({"stage": "noted", "outcome": None, "ahead": None}, True),
        ({"outcome": "it snowed"}, False),
        ({"class_": "hearsay"}, False),
        ({"origin": "kyodo"}, False),
        ({"origin": "nationpress"}, True),
    ],
)
def test_a_stored_statement_is_possible_if_it_can_be_counted(change: dict[str, Any], possible: bool) -> None:
    assert are_possible([PRINTED, replace(JUDGED_ONE, **change)]) is possible


COURSE = course_of(story(log(report("confirmed", DAY, "One", window="2026-01-20"), HELD), MEETING))


@pytest.mark.parametrize(
    ("change", "possible"),
    [
        ({}, True),
        ({"first_held": None, "announcement": None}, True),
        ({"first_held": "2026-02-30"}, False),
        ({"began": "soon"}, False),
        ({"began": ""}, False),
        ({"began": "", "stage": None}, True),
        ({"announcement": replace(COURSE.announcement, day="soon") if COURSE.announcement else None}, False),
        ({"printed": [replace(PRINTED, class_="hearsay")]}, False),
        ({"statements": [replace(COURSE.statements[0], class_="hearsay")]}, False),
        ({"statements": [replace(COURSE.statements[0], day="2026-02-30")]}, False),
    ],
)
def test_a_stored_course_is_possible_if_reports_can_be_added_to_it(change: dict[str, Any], possible: bool) -> None:
    assert is_possible(replace(COURSE, **change)) is possible


@pytest.mark.parametrize(
    "last",
    [report("cancelled", "2026-01-12", said_by="official"), report("cancelled", "2026-01-12", said_by="media"), HELD],
)
def test_a_report_that_comes_last_makes_the_course_that_all_reports_have_together(last: Report) -> None:
    plan = report("confirmed", DAY, said_by="sources", window="2026-01-20")
    course, together = course_of(story(log(plan), MEETING)), story(log(plan, last), MEETING)
    step = together.steps[-1]
    add_report(course, step.event, step.after, kept=step.kept is not None)
    assert course == course_of(together) != Course()


def test_a_stored_item_has_a_class() -> None:
    assert not are_possible([replace(PRINTED, class_="hearsay")])


@pytest.mark.parametrize(
    ("stage", "planned"),
    [("rescheduled", True), ("proposed", True), ("cancelled", True), ("held", False), ("noted", False)],
)
def test_a_plan_was_made_if_a_report_says_how_far_it_has_come_or_that_it_is_off(stage: str, planned: bool) -> None:
    assert course_of(story(log(report(stage, DAY)), MEETING)).was_planned is planned
