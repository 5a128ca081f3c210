"""The record of a meeting for exports: its reports, its revisions, and when it was recorded."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.strategies import DAYS, logs
from tests.given import MEETING, corrected, cut, linked, log, merged, report, retracted
from tracker.domain.clocks import Cut
from tracker.domain.exported_meeting import count_revisions, exported_meeting
from tracker.domain.fold import fold


def revisions(*bodies: Any, name: str = MEETING, **clocks: Any) -> int:
    return count_revisions(log(*bodies), name, cut(**clocks))


def test_a_change_of_status_or_window_is_a_revision_and_nothing_else() -> None:
    bodies = [report("arranging", "2026-01-20")]
    assert revisions(*bodies) == 1
    bodies.append(report("arranging", "2026-01-21", "Kyodo", place="Yokosuka", title="Ahn visits Japan"))
    assert revisions(*bodies) == 1
    bodies.append(report("confirmed", "2026-01-22"))
    assert revisions(*bodies) == 2
    bodies.append(report("noted", "2026-01-23", window="2026-01-30"))
    assert revisions(*bodies) == 3
    bodies.append(report("cancelled", "2026-01-24", window="2026-01-31"))
    assert revisions(*bodies) == 4


def test_a_retraction_is_one_more_revision() -> None:
    bodies = [report("arranging", "2026-01-20"), report("confirmed", "2026-01-21"), retracted(2)]
    assert revisions(*bodies) == 3
    assert revisions(*bodies, retracted(3)) == 4


def test_a_report_logged_late_that_changes_nothing_is_not_a_revision() -> None:
    assert revisions(report("confirmed", "2026-01-22"), report("arranging", "2026-01-20")) == 1


def test_a_correction_and_a_denial_may_be_a_revision() -> None:
    confirmed = report("confirmed", "2026-01-22")
    assert revisions(confirmed, corrected(1, {"stage": "cancelled"})) == 2
    off = report("cancelled", "2026-01-23")
    denied = report("denied", "2026-01-24", said_by="official", target=2)
    assert revisions(confirmed, off, denied) == 3


def test_a_merge_counts_from_its_position() -> None:
    other = ("ahn-yokosuka", report("confirmed", "2026-01-21"))
    assert revisions(report("arranging", "2026-01-20"), other) == 1
    assert revisions(report("arranging", "2026-01-20"), other, ("ahn-yokosuka", merged(MEETING))) == 2


def test_revisions_after_the_cut_do_not_count() -> None:
    bodies = [report("arranging", "2026-01-20"), report("confirmed", "2026-01-22"), report("cancelled", "2026-01-24")]
    assert revisions(*bodies, known_at=2) == 2
    assert revisions(*bodies, as_of="2026-01-21") == 1


@pytest.mark.slow
@given(logs(), st.none() | st.sampled_from(DAYS))
def test_the_count_equals_that_of_folding_the_log_after_every_event(bodies: list[Any], as_of: str | None) -> None:
    events, press = log(*bodies), cut(as_of)
    states = [
        (state.status, state.window and state.window.edtf)
        for position in range(len(events) + 1)
        for state in [fold(events, MEETING, Cut(as_of=press.as_of, known_at=position))]
    ]
    changed = [before != after for before, after in pairwise(states)]
    for position in range(len(events) + 1):
        assert count_revisions(events, MEETING, Cut(as_of=press.as_of, known_at=position)) == sum(changed[:position])


def test_an_exported_meeting_has_the_reports_that_count_corrected_and_in_order() -> None:
    exported = exported_meeting(
        log(
            report("confirmed", "2026-01-22"),
            report("arranging", "2026-01-20"),
            report("noted", "2026-01-23"),
            retracted(3),
            corrected(2, {"source": {"outlet": "Kyodo"}}),
        ),
        MEETING,
    )
    assert [event.position for event in exported.reports] == [2, 1]
    assert [event.body.source.outlet for event in exported.reports] == ["Kyodo", "Yonhap"]  # type: ignore[union-attr]
    assert (exported.meeting.status, exported.revisions) == ("confirmed", 1)


def test_it_is_first_recorded_under_its_own_name_and_last_with_any_event_about_it() -> None:
    events = log(
        ("ahn-yokosuka", report("arranging", "2026-01-20")),
        report("confirmed", "2026-01-22"),
        ("ahn-yokosuka", merged(MEETING)),
        ("dialogue", linked("part_of", MEETING)),
        ("elsewhere", report("noted", "2026-01-22")),
    )
    timed = [replace(event, recorded_at=f"at {event.position}") for event in events]
    exported = exported_meeting(timed, MEETING)
    assert (exported.first_recorded, exported.last_recorded) == ("at 2", "at 4")
