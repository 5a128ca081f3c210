"""Track records: statements and reprints, who was first, and what is counted for whom."""

from typing import Any

import pytest

from tests.given import MEETING, corrected, cut, log, report, retracted
from tracker.domain.fold import story
from tracker.domain.statistics.track_record import TrackRecord, statements, track_records

DAY = "2026-01-10"
HELD = report("held", "2026-01-30", "Kyodo", window="2026-01-30")


def records(*said: Any, as_of: str | None = None) -> dict[str, TrackRecord]:
    at = cut(as_of)
    return {record.name: record for record in track_records([story(log(*said), MEETING, at)], at)}


def stated(*said: Any) -> list[tuple[str, str, int, str | None]]:
    """Return origin, stage, position and window of each statement."""
    own = sorted(log(*said), key=lambda event: (event.published and event.published.key, event.position))
    return [
        (one.origin, one.stage, one.event.position, one.window.edtf if one.window else None) for one in statements(own)
    ]


def confirmed(record: TrackRecord) -> dict[str, int]:
    return {name: count for name, count in record.tallies["confirmed"].outcomes.items() if count}


# Statements


def test_a_reprint_is_the_statement_of_its_origin_dated_by_the_first_printing() -> None:
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


def test_a_window_left_out_by_one_of_two_printings_of_a_day_is_that_of_the_other() -> None:
    bare, full = report("confirmed", DAY, "Herald", via=["Yonhap"]), report("confirmed", DAY, window="2026-01-30")
    assert stated(bare, full) == [("yonhap", "confirmed", 1, "2026-01-30")]
    later = report("confirmed", "2026-01-12", window="2026-01-30")
    assert stated(bare, later) == [("yonhap", "confirmed", 1, None), ("yonhap", "confirmed", 2, "2026-01-30")]


def test_details_and_denials_state_no_stage() -> None:
    assert stated(report("noted", DAY), report("denied", DAY)) == []


# For whom


def test_a_reprint_counts_as_printed_by_the_outlet_and_as_said_by_the_origin() -> None:
    told = records(report("confirmed", DAY, "NationPress", via=["Yonhap"], window="2026-01-30"), HELD)
    outlet, origin = told["NationPress"], told["Yonhap"]
    assert (outlet.reports, outlet.reprints, outlet.first, confirmed(outlet)) == (1, 1, 0, {})
    assert (origin.reports, origin.reprints, origin.first, confirmed(origin)) == (0, 0, 1, {"came_true": 1})
    assert origin.tallies["confirmed"].ahead == [20]


def test_reprints_of_one_origin_count_once() -> None:
    several = [report("confirmed", DAY, f"Paper {number}", via=["Yonhap"]) for number in range(5)]
    assert confirmed(records(*several, HELD)["Yonhap"]) == {"came_true": 1}


def test_an_outlet_that_names_itself_as_the_origin_reprints_nothing() -> None:
    told = records(report("confirmed", DAY, "Yonhap", via=["YONHAP"]))
    assert [(record.name, record.reports, record.reprints) for record in told.values()][:1] == [("YONHAP", 1, 0)]


def test_an_outlet_goes_by_the_spelling_that_is_most_used() -> None:
    spelled = [
        report("noted", DAY, name) for name in ("Asahi-Shimbun", "Asahi Shimbun", "Asahi Shimbun", "ASAHI SHIMBUN")
    ]
    assert next(iter(records(*spelled))) == "Asahi Shimbun"


def test_a_class_has_what_was_first_printed_with_that_attribution() -> None:
    told = records(
        report("confirmed", DAY, "Yonhap", "sources"),
        report("confirmed", "2026-01-11", "Herald", "media", via=["Yonhap"]),
        HELD,
    )
    assert [told[name].reports for name in ("official", "sources", "unattributed", "media")] == [0, 1, 1, 1]
    assert confirmed(told["sources"]) == {"came_true": 1}
    assert confirmed(told["media"]) == {}


def test_outlets_come_by_how_much_there_is_to_judge_then_the_classes() -> None:
    told = records(report("noted", DAY, "A"), report("noted", DAY, "A"), report("confirmed", DAY, "Z"))
    assert list(told) == ["Z", "A", "official", "sources", "unattributed", "media"]


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
    ],
)
def test_who_was_first_is_told_by_day_and_instant_or_not_at_all(
    one: str, two: str, first: set[str], shared: set[str]
) -> None:
    told = records(report("confirmed", one, "One"), report("confirmed", two, "Two"))
    assert {name for name in ("One", "Two") if told[name].first} == first
    assert {name for name in ("One", "Two") if told[name].shared} == shared


def test_each_stage_of_a_meeting_has_a_first() -> None:
    told = records(
        report("arranging", DAY, "One"),
        report("confirmed", "2026-01-11", "Two"),
        report("cancelled", "2026-01-12", "Three"),
        report("confirmed", "2026-01-13", "One"),
        report("noted", "2026-01-01", "Four"),
    )
    assert [told[name].first for name in ("One", "Two", "Three", "Four")] == [1, 1, 1, 0]


def test_a_first_counts_once_though_it_is_repeated_with_another_window() -> None:
    told = records(
        report("confirmed", DAY, "One", window="2026-01"), report("confirmed", DAY, "One", window="2026-01-30")
    )
    assert (told["One"].first, told["One"].shared, told["One"].tallies["confirmed"].said) == (1, 0, 2)


# What counts


def test_what_was_retracted_does_not_count() -> None:
    told = records(report("confirmed", DAY, "One"), report("confirmed", "2026-01-11", "Two"), retracted(1))
    assert "One" not in told
    assert told["Two"].first == 1


def test_what_the_outlet_took_back_counts_until_that_day() -> None:
    said = (report("confirmed", DAY, "One"), retracted(1, "outlet", "2026-01-20"), report("noted", DAY, "Two"))
    assert records(*said, as_of="2026-01-19")["One"].first == 1
    assert "One" not in records(*said)


def test_a_correction_counts() -> None:
    right = corrected(1, {"claims": {"window": {"edtf": "2026-01-30"}}})
    told = records(report("confirmed", DAY, "One", window="2026-02-01"), right, HELD)
    assert confirmed(told["One"]) == {"came_true": 1}


def test_what_was_denied_counts() -> None:
    told = records(report("confirmed", DAY, "One"), report("denied", "2026-01-11", "MOFA", "official", target=1))
    assert confirmed(told["One"]) == {"fell_through": 1}


def test_the_record_of_an_earlier_day_knows_nothing_later() -> None:
    said = (report("confirmed", DAY, "One", window="2026-01-30"), HELD)
    assert confirmed(records(*said, as_of="2026-01-29")["One"]) == {"open": 1}
    assert confirmed(records(*said, as_of="2026-01-30")["One"]) == {"came_true": 1}


def test_held_counts_what_was_held_at_all() -> None:
    told = records(report("confirmed", DAY, "One", window="2026-01-20"), HELD)
    tally = told["One"].tallies["confirmed"]
    assert (confirmed(told["One"]), tally.held, tally.decided, tally.days_ahead) == ({"put_off": 1}, 1, 1, None)
