"""Alerting: alerts equal `diff`, a plan becomes overdue once, filters, and cursors."""

from typing import Any

import pytest
from msgspec import to_builtins

from tests.clock import FixedClock
from tests.engines import on_a_file
from tests.ledger.doing import AHN, MISTAKE, SEOUL, begin, retract, say
from tracker.domain.clocks import Position
from tracker.domain.errors import TrackerError
from tracker.ledger import alerting, auditing
from tracker.ledger.alerting import Alert, Watched
from tracker.ledger.desk import Desk
from tracker.ledger.mending import correct
from tracker.ledger.question import between
from tracker.ledger.recording import link, merge, rename
from tracker.store import cursors
from tracker.store.cursors import Cursor


def alerts(desk: Desk, after: int = 0) -> list[Alert]:
    """Return the alerts of all events after a position."""
    positions = range(after + 1, alerting.end_of_log(desk) + 1)
    return [alert for position in positions for alert in alerting.alerts_at(desk, position)]


def kinds(desk: Desk, after: int = 0) -> list[tuple[str, ...]]:
    """Return the kinds of each alert."""
    return [alert.kinds for alert in alerts(desk, after)]


def overdue(desk: Desk, since: str) -> list[str]:
    """Return the keys of the plans that became overdue."""
    return [alert.key for alert in alerting.alerts_of_overdue(desk, since)]


# Events


def test_the_alerts_of_every_event_are_what_diff_shows_from_the_position_before_it(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-10", AHN, new=True, said_by="official", side=["KR"], window="2026-01-15", host="JP")
    say(desk, "proposed", "2026-01-11", SEOUL, new=True, window="2026-02")
    link(desk, SEOUL, "part_of", AHN)
    say(desk, "cancelled", "2026-01-12", AHN, said_by="official", side=["KR"])
    say(desk, "noted", "2026-01-13", SEOUL, in_doubt=True, place="Busan")
    correct(desk, 2, {"claims": {"window": {"edtf": "2026-03"}}}, MISTAKE)
    retract(desk, 4)
    say(desk, "proposed", "2026-01-14", "ahn-tokyo", new=True, said_by="media")
    merge(desk, "ahn-tokyo", AHN)

    end = alerting.end_of_log(desk)
    assert end == 9
    for position in range(1, end + 1):
        with desk.snapshot():
            differences = auditing.diff(
                desk, None, *between(desk, Position(number=position - 1), Position(number=position))
            )
        by_events = [alert for alert in alerting.alerts_at(desk, position) if alert.event]
        shown = [difference for alert in by_events for difference in alert.differences]
        assert to_builtins(shown) == to_builtins(differences), position
        assert {alert.event.position for alert in by_events if alert.event} <= {position}


@on_a_file
@pytest.mark.parametrize(
    ("stage", "more", "expected"),
    [
        ("confirmed", {}, ("status",)),
        ("noted", {"window": "2026-02-02"}, ("date",)),
        ("noted", {"place": "Seoul"}, ("place",)),
        ("noted", {"host": "KR"}, ("place",)),
        ("noted", {"in_doubt": True}, ("doubt",)),
        ("denied", {"said_by": "sources"}, ("dispute",)),
        ("confirmed", {"window": "2026-02-02", "place": "Seoul"}, ("status", "date", "place")),
        ("noted", {"title": "Talks", "participants": ["Ahn Gyu-back, , KR"]}, ()),
    ],
)
def test_the_kinds_of_an_alert_are_those_of_what_changed(
    desk: Desk, stage: str, more: dict[str, Any], expected: tuple[str, ...]
) -> None:
    say(desk, "arranging", "2026-01-10", new=True, said_by="official")
    say(desk, stage, "2026-01-11", **{"said_by": "official", **more})
    assert kinds(desk, 1) == [expected]


def test_a_parent_that_is_called_off_alerts_its_parts(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    link(desk, SEOUL, "part_of", AHN)
    say(desk, "cancelled", "2026-01-11", AHN)
    assert {alert.after.meeting: alert.kinds for alert in alerts(desk, 3)} == {AHN: ("status",), SEOUL: ("doubt",)}


def test_another_name_for_a_meeting_is_no_news_nor_is_its_end(desk: Desk) -> None:
    begin(desk, AHN, host="JP", window="2026-02-01")
    rename(desk, AHN, "ahn-tokyo")
    retract(desk, 2)
    retract(desk, 3)
    assert alerts(desk, 1)
    assert [any(alert.kinds) for alert in alerts(desk, 1)] == [False] * len(alerts(desk, 1))


def test_a_merge_alerts_what_the_other_reports_change(desk: Desk) -> None:
    begin(desk, AHN, host="JP")
    begin(desk, SEOUL)
    merge(desk, AHN, SEOUL)
    assert [(alert.after.meeting, alert.kinds) for alert in alerts(desk, 2)] == [(SEOUL, ("place",))]


def test_the_key_of_an_alert_is_the_same_whatever_was_recorded_later(desk: Desk) -> None:
    begin(desk)
    (before,) = alerts(desk)
    retract(desk, 1)
    (after,) = alerting.alerts_at(desk, 1)
    assert before == after


# Overdue


def test_a_plan_becomes_overdue_once_at_the_end_of_its_last_day(desk: Desk, clock: FixedClock) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, window="2026-01-22/2026-01-23")
    clock.move("2026-01-23T23:59:59+00:00")
    assert overdue(desk, "2026-01-22T09:00:00.000000Z") == []
    clock.move("2026-01-25T08:00:00+00:00")
    assert overdue(desk, "2026-01-22T09:00:00.000000Z") == [f"overdue/{AHN}/2026-01-23"]
    assert overdue(desk, "2026-01-24T00:00:00.000000Z") == []


def test_the_day_ends_in_the_zone_of_the_user(desk: Desk, clock: FixedClock) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, window="2026-01-23")
    clock.move("2026-01-24T00:30:00+09:00")
    assert overdue(desk, "2026-01-23T14:00:00.000000Z") == [f"overdue/{AHN}/2026-01-23"]
    assert overdue(desk, "2026-01-23T15:20:00.000000Z") == []


def test_an_event_that_makes_a_plan_overdue_has_an_alert_for_that(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-10", new=True, window="2026-01-15")
    say(desk, "held", "2026-01-16")
    retract(desk, 2)
    assert [(alert.key[:8], alert.kinds) for alert in alerts(desk) if "overdue" in alert.kinds] == [
        ("overdue/", ("overdue",)),
        ("overdue/", ("overdue",)),
    ]
    assert kinds(desk, 2) == [("status",), ("overdue",)]


def test_a_target_that_begins_at_the_first_event_is_not_sent_plans_that_were_overdue_when_it_was_recorded(
    desk: Desk,
) -> None:
    say(desk, "confirmed", "2026-01-10", new=True, window="2026-01-15")
    say(desk, "noted", "2026-01-11", window="2026-01-16")
    cursor = alerting.begin_after(desk, "desk", 0)
    assert overdue(desk, cursor.moved_at) == []
    assert kinds(desk) == [("status", "date"), ("overdue",), ("date",)]


def test_a_plan_with_an_outcome_is_not_overdue(desk: Desk, clock: FixedClock) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, window="2026-01-23")
    clock.move("2026-01-25T08:00:00+00:00")
    say(desk, "held", "2026-01-24")
    assert overdue(desk, "2026-01-22T09:00:00.000000Z") == []


# Filters


@on_a_file
@pytest.mark.parametrize(
    ("watched", "admits"),
    [
        (Watched(), True),
        (Watched(countries=("KR",)), True),
        (Watched(countries=("FR", "JP")), True),
        (Watched(countries=("FR",)), False),
        (Watched(people=("ahn",)), True),
        (Watched(people=("gyu ahn",)), True),
        (Watched(people=("koizumi",)), False),
        (Watched(meetings=("ahn-",)), True),
        (Watched(meetings=("japan",)), False),
        (Watched(kinds=("date", "status")), True),
        (Watched(kinds=("date",)), False),
        (Watched(countries=("KR",), people=("koizumi",)), False),
    ],
)
def test_an_alert_is_wanted_if_each_list_names_it(desk: Desk, *, watched: Watched, admits: bool) -> None:
    begin(desk, host="JP", participants=["Ahn Gyu-back, defence minister, KR"])
    assert [watched.admits(alert) for alert in alerts(desk)] == [admits]


def test_a_retraction_of_everything_is_wanted_by_those_who_wanted_the_plan(desk: Desk) -> None:
    begin(desk, host="JP")
    retract(desk, 1)
    assert [Watched(countries=("JP",)).admits(alert) for alert in alerts(desk, 1)] == [True]


def test_what_does_not_matter_is_never_wanted(desk: Desk) -> None:
    begin(desk)
    say(desk, "noted", "2026-01-11", title="Talks")
    assert [Watched().admits(alert) for alert in alerts(desk, 1)] == [False]


# Cursors


def test_a_new_target_begins_at_the_end_of_the_log(desk: Desk) -> None:
    begin(desk)
    assert alerting.peek_cursor(desk, "desk", None).position == 1
    assert alerting.cursor_of(desk, "desk").position == 1
    say(desk, "noted", "2026-01-11", host="JP")
    assert alerting.cursor_of(desk, "desk").position == 1


def test_a_cursor_moves_forward_only_unless_it_is_put_back(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    cursor = alerting.cursor_of(desk, "desk")
    alerting.move_cursor(desk, cursor._replace(position=1))
    assert alerting.cursor_of(desk, "desk") == cursor
    alerting.begin_after(desk, "desk", 1)
    assert alerting.cursor_of(desk, "desk").position == 1


def test_a_cursor_beyond_the_end_of_the_log_is_refused(desk: Desk) -> None:
    begin(desk)
    cursor = alerting.cursor_of(desk, "desk")
    alerting.move_cursor(desk, cursor._replace(position=7))
    with pytest.raises(TrackerError, match="desk was sent everything up to @7, but the log ends at @1"):
        alerting.cursor_of(desk, "desk")
    with pytest.raises(TrackerError, match="there is no @2: the log ends at @1"):
        alerting.begin_after(desk, "desk", 2)


def test_a_damaged_cursor_is_named_and_can_be_put_right(desk: Desk) -> None:
    begin(desk)
    with desk.append():
        cursors.add(desk.connection, Cursor("desk", 0, "yesterday"))
    with pytest.raises(TrackerError, match="the cursor of desk is damaged"):
        alerting.cursor_of(desk, "desk")
    alerting.begin_after(desk, "desk", 0)
    assert alerting.cursor_of(desk, "desk").position == 0
