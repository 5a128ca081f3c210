"""The course of a plan: which reports count, and how often a follower of the log saw it turn."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.strategies import DAYS, logs
from tests.given import MEETING, corrected, cut, linked, log, merged, report, retracted
from tracker.domain.clocks import Cut
from tracker.domain.course import course, turns
from tracker.domain.fold import fold


def turned(*said: Any, name: str = MEETING, **moments: Any) -> int:
    """Return how often the plan turned."""
    return turns(log(*said), name, cut(**moments))


def test_a_change_of_status_or_window_is_a_turn_and_nothing_else_is() -> None:
    said = [report("arranging", "2026-01-20")]
    assert turned(*said) == 1
    said.append(report("arranging", "2026-01-21", "Kyodo", place="Yokosuka", title="Ahn visits Japan"))
    assert turned(*said) == 1
    said.append(report("confirmed", "2026-01-22"))
    assert turned(*said) == 2
    said.append(report("noted", "2026-01-23", window="2026-01-30"))
    assert turned(*said) == 3
    said.append(report("cancelled", "2026-01-24", window="2026-01-31"))
    assert turned(*said) == 4


def test_a_retraction_is_one_more_turn_and_takes_none_back() -> None:
    said = [report("arranging", "2026-01-20"), report("confirmed", "2026-01-21"), retracted(2)]
    assert turned(*said) == 3
    assert turned(*said, retracted(3)) == 4


def test_a_report_logged_late_that_changes_nothing_is_no_turn() -> None:
    assert turned(report("confirmed", "2026-01-22"), report("arranging", "2026-01-20")) == 1


def test_a_correction_and_a_denial_may_be_a_turn() -> None:
    confirmed = report("confirmed", "2026-01-22")
    assert turned(confirmed, corrected(1, {"stage": "cancelled"})) == 2
    off = report("cancelled", "2026-01-23")
    denied = report("denied", "2026-01-24", said_by="official", target=2)
    assert turned(confirmed, off, denied) == 3


def test_a_merge_counts_from_when_it_was_recorded() -> None:
    other = ("ahn-yokosuka", report("confirmed", "2026-01-21"))
    assert turned(report("arranging", "2026-01-20"), other, ("ahn-yokosuka", merged(MEETING))) == 2


def test_turns_are_those_that_the_cut_lets_see() -> None:
    said = [report("arranging", "2026-01-20"), report("confirmed", "2026-01-22"), report("cancelled", "2026-01-24")]
    assert turned(*said, known_at=2) == 2
    assert turned(*said, as_of="2026-01-21") == 1


@pytest.mark.slow
@given(logs(), st.none() | st.sampled_from(DAYS))
def test_turns_are_counted_as_by_folding_the_log_after_every_event(said: list[Any], as_of: str | None) -> None:
    events, moment = log(*said), cut(as_of)
    seen = [
        (state.status, state.window and state.window.edtf)
        for position in range(len(events) + 1)
        for state in [fold(events, MEETING, Cut(as_of=moment.as_of, known_at=position))]
    ]
    changed = [before != after for before, after in pairwise(seen)]
    for position in range(len(events) + 1):
        assert turns(events, MEETING, Cut(as_of=moment.as_of, known_at=position)) == sum(changed[:position])


def test_a_course_has_the_reports_that_count_in_order_and_as_corrected() -> None:
    told = course(
        log(
            report("confirmed", "2026-01-22"),
            report("arranging", "2026-01-20"),
            report("noted", "2026-01-23"),
            retracted(3),
            corrected(2, {"source": {"outlet": "Kyodo"}}),
        ),
        MEETING,
    )
    assert [event.position for event in told.reports] == [2, 1]
    assert [event.body.source.outlet for event in told.reports] == ["Kyodo", "Yonhap"]  # type: ignore[union-attr]
    assert (told.meeting.status, told.turns) == ("confirmed", 1)


def test_it_was_recorded_first_under_its_own_name_and_last_with_whatever_concerns_it() -> None:
    events = log(
        ("ahn-yokosuka", report("arranging", "2026-01-20")),
        report("confirmed", "2026-01-22"),
        ("ahn-yokosuka", merged(MEETING)),
        ("dialogue", linked("part_of", MEETING)),
        ("elsewhere", report("noted", "2026-01-22")),
    )
    told = [replace(event, recorded_at=f"at {event.position}") for event in events]
    found = course(told, MEETING)
    assert (found.first_recorded, found.last_recorded) == ("at 2", "at 4")
