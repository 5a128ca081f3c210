"""Changes: what differs between two states, field by field."""

from datetime import date

from tests.given import linked, report, stands
from tracker.domain.changes import FIELDS, Change, changes, values
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import Json
from tracker.domain.window import Window

D20, D21 = "2026-01-20", "2026-01-21"
BLANK = Meeting(meeting="ahn-japan")


def test_equal_states_differ_in_nothing() -> None:
    one, other = (stands(report("confirmed", D20, window="2026-01-30", host="JP")) for _ in range(2))
    assert (changes(one, one), changes(one, other)) == ((), ())


def test_each_field_that_differs_is_told_with_both_values() -> None:
    before = stands(report("arranging", D20, said_by="official", words="the ministry", side=["KR"], host="JP"))
    after = stands(report("confirmed", D21, said_by="sources", host="JP", window="2026-01-30"))
    assert changes(before, after) == (
        Change(field="status", old="arranging", new="confirmed"),
        Change(field="since", old=D20, new=D21),
        Change(field="attribution", old="official", new="sources"),
        Change(field="attributed_to", old="the ministry", new=None),
        Change(field="sides", old=("KR",), new=()),
        Change(field="flags", old=(), new=("unofficial",)),
        Change(field="window", old=None, new=Window("2026-01-30")),
    )


def test_changes_are_told_in_the_order_of_a_status() -> None:
    claims: Json = {
        "title": "Ahn",
        "kind": "visit",
        "place": "Tokyo",
        "reason": "x",
        "by": "KR",
        "participants": ["Ahn, , KR"],
    }
    after = stands(
        report("postponed", D20, window="2026-03", original_window="2026-02", **claims), linked("part_of", "x")
    )
    fields = [change.field for change in changes(BLANK, after)]
    assert fields == [field for field in FIELDS if field in fields]
    assert set(FIELDS) - set(fields) == {"attributed_to", "sides", "host", "aliases"}


def test_how_many_reports_there_are_is_no_change() -> None:
    one = stands(report("confirmed", D20))
    assert changes(one, stands(report("confirmed", D20), report("noted", D21, "Kyodo"))) == ()


def test_a_link_is_a_change() -> None:
    after = stands(report("confirmed", D20), linked("part_of", "summit-2026"))
    assert changes(stands(report("confirmed", D20)), after) == (
        Change(field="links", old=(), new=(Link(relation="part_of", meeting="summit-2026"),)),
    )


def test_time_alone_makes_a_plan_overdue() -> None:
    plan = stands(report("arranging", D20, window=D21))
    before, after = date(2026, 1, 21), date(2026, 1, 22)
    assert changes(plan, plan, day=after, since=before) == (Change(field="flags", old=(), new=("overdue",)),)
    assert changes(plan, plan, day=after) == ()
    assert changes(plan, plan, day=before, since=before) == ()


def test_both_states_are_looked_at_on_one_day_unless_two_are_given() -> None:
    plan, passed = stands(report("arranging", D20, window="2026-02-01")), stands(report("arranging", D20, window=D21))
    fields = {change.field: change.new for change in changes(plan, passed, day=date(2026, 1, 22))}
    assert fields["flags"] == ("overdue",)
    later = {change.field: (change.old, change.new) for change in changes(passed, plan, day=date(2026, 1, 22))}
    assert later["flags"] == (("overdue",), ())


def test_the_values_of_a_blank_meeting_are_empty() -> None:
    assert not any(values(BLANK, None).values())
    assert tuple(values(BLANK, None)) == FIELDS
