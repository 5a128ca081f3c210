"""Courses: what an export hands on, and what tells one log from another."""

from tests.clock import FixedClock
from tests.ledger.doing import AHN, SEOUL, asked, begin, retract, say
from tracker.domain.exported_meeting import ExportedMeeting
from tracker.ledger.desk import Desk
from tracker.ledger.exporting import exported_meetings, identity
from tracker.ledger.recording import merge


def told(desk: Desk, *names: str, as_of: str | None = None, known_at: str | None = None) -> list[ExportedMeeting]:
    """Return the exported_meetings of meetings."""
    with desk.snapshot():
        return list(exported_meetings(desk, names, asked(desk, as_of, known_at)))


def test_all_come_by_name_and_those_named_once_in_that_order(desk: Desk) -> None:
    begin(desk, SEOUL, AHN)
    assert [one.meeting.meeting for one in told(desk)] == [AHN, SEOUL]
    assert [one.meeting.meeting for one in told(desk, SEOUL, "ahn", AHN)] == [SEOUL, AHN]


def test_a_course_has_its_reports_its_turns_and_when_it_was_recorded(desk: Desk, clock: FixedClock) -> None:
    begin(desk)
    clock.move("2026-01-23T09:00:00+00:00")
    say(desk, "cancelled", "2026-01-22")
    retract(desk, 2)
    (found,) = told(desk)
    assert [event.position for event in found.reports] == [1]
    assert (found.meeting.status, found.revisions) == ("confirmed", 3)
    assert (found.first_recorded[:10], found.last_recorded[:10]) == ("2026-01-22", "2026-01-23")
    (then,) = told(desk, known_at="@2")
    assert (then.meeting.status, then.revisions) == ("cancelled", 2)


def test_what_no_report_counts_for_is_left_out_and_so_is_what_became_an_alias(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, "ahn-yokosuka")
    merge(desk, "ahn-yokosuka", AHN)
    retract(desk, 2)
    assert [one.meeting.meeting for one in told(desk)] == [AHN]
    assert len(told(desk, "ahn-yokosuka")[0].reports) == 2


def test_a_log_is_told_from_any_other_by_its_first_event_for_ever(desk: Desk) -> None:
    with desk.snapshot():
        assert identity(desk) == ""
    begin(desk)
    with desk.snapshot():
        first = identity(desk)
    assert len(first) == 64
    say(desk, "cancelled", "2026-01-22")
    retract(desk, 1)
    with desk.snapshot():
        assert identity(desk) == first
