"""Auditing: history, why, diff and feed."""

import pytest

from tests.clock import FixedClock
from tests.ledger.doing import AHN, MISTAKE, SEOUL, asked, begin, printed_wrong, refused, retract, say, stands
from tracker.domain.changes import FIELDS, values
from tracker.domain.clocks import parse_moment
from tracker.domain.errors import UNPARSABLE, TrackerError
from tracker.domain.history import Entry
from tracker.ledger import auditing
from tracker.ledger.auditing import Difference
from tracker.ledger.desk import Desk
from tracker.ledger.mending import correct
from tracker.ledger.question import between
from tracker.ledger.recording import link, merge


def history(desk: Desk, name: str | None = AHN, as_of: str | None = None, known_at: str | None = None) -> list[Entry]:
    """Return the entries of a meeting, or of all."""
    with desk.snapshot():
        return list(auditing.history(desk, name, asked(desk, as_of, known_at)))


def feed(desk: Desk, after: int) -> list[Entry]:
    """Return the entries after a position."""
    with desk.snapshot():
        return list(auditing.feed(desk, after, asked(desk)))


def diff(desk: Desk, start: str, end: str | None = None, name: str | None = AHN) -> list[Difference]:
    """Return what changed between two moments."""
    today = desk.clock.today()
    with desk.snapshot():
        moments = between(desk, parse_moment(start, today), parse_moment(end, today) if end else None)
        return auditing.diff(desk, name, *moments)


def told(entry: Entry) -> dict[str, tuple[object, object]]:
    """Return the effect of an entry: each field with its old and new value."""
    return {change.field: (change.old, change.new) for change in entry.effect}


def positions(entries: list[Entry]) -> list[int]:
    """Return where the events stand."""
    return [entry.event.position for entry in entries]


# History


def test_history_tells_of_each_event_by_position_with_its_step_at_its_place_in_the_fold(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, host="JP")
    say(desk, "arranging", "2026-01-10", title="Talks")
    first, second = history(desk)
    assert positions([first, second]) == [1, 2]
    assert told(first)["status"] == ("arranging", "confirmed")
    assert told(first)["host"] == (None, "JP")
    assert told(second)["status"] == (None, "arranging")
    assert "title" not in told(first)


def test_history_says_why_a_stage_had_no_effect(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, said_by="official")
    say(desk, "proposed", "2026-01-21", said_by="media")
    assert [entry.kept for entry in history(desk)] == [None, "weaker than @1"]


def test_history_names_what_a_denial_struck(desk: Desk) -> None:
    say(desk, "arranging", "2026-01-10", new=True)
    say(desk, "cancelled", "2026-01-12")
    say(desk, "denied", "2026-01-13", target=2, said_by="official")
    assert [entry.kept for entry in history(desk)] == [None, "denied by @3", None]


def test_history_shows_events_as_recorded_and_what_corrected_or_retracted_them(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True)
    say(desk, "noted", "2026-01-21", host="JP")
    correct(desk, 1, {"stage": "proposed"}, MISTAKE)
    retract(desk, 2)
    first, second, correction, retraction = history(desk)
    assert (first.event.type, first.corrected_by) == ("confirmed", (3,))
    assert (second.retracted_by, second.effect) == (4, ())
    assert told(correction)["status"] == ("confirmed", "proposed")
    assert told(retraction) == {"host": ("JP", None)}


def test_a_retracted_retraction_has_no_effect_in_history(desk: Desk) -> None:
    begin(desk)
    say(desk, "noted", "2026-01-21", host="JP")
    retract(desk, 2)
    retract(desk, 3)
    entries = history(desk)
    assert [entry.retracted_by for entry in entries] == [None, None, 4, None]
    assert entries[2].effect == ()
    assert told(entries[3]) == {"host": (None, "JP")}


def test_a_merge_is_told_as_the_state_with_it_against_the_state_without(desk: Desk) -> None:
    begin(desk, AHN, host="JP")
    begin(desk, SEOUL)
    merge(desk, AHN, SEOUL)
    entries = history(desk, SEOUL)
    assert positions(entries) == [1, 2, 3]
    assert [entry.event.meeting for entry in entries] == [AHN, SEOUL, AHN]
    assert told(entries[2]) == {"host": (None, "JP"), "aliases": ((), (AHN,))}
    assert positions(history(desk, AHN)) == [1, 2, 3]


def test_history_by_the_logs_clock_is_the_history_of_then(desk: Desk) -> None:
    begin(desk)
    say(desk, "cancelled", "2026-01-12")
    retract(desk, 2)
    (_, then) = history(desk, known_at="@2")
    assert (then.retracted_by, told(then)["status"]) == (None, ("confirmed", "cancelled"))


def test_history_by_the_press_clock_leaves_out_what_was_printed_later(desk: Desk) -> None:
    begin(desk)
    say(desk, "cancelled", "2026-01-12")
    retract(desk, 2, cause=printed_wrong("2026-01-15"))
    assert positions(history(desk, as_of="2026-01-11")) == [1]
    assert positions(history(desk, as_of="2026-01-14")) == [1, 2]
    assert positions(history(desk, as_of="2026-01-15")) == [1, 2, 3]


def test_a_meeting_has_no_history_before_its_first_report(desk: Desk) -> None:
    begin(desk, day="2026-01-12")
    with refused(desk, "ahn-japan was not known as of 2026-01-11", "Its first report, @1, was published 2026-01-12"):
        history(desk, as_of="2026-01-11")


def test_history_of_all_is_every_event_once_in_order_as_the_histories_of_each_tell_it(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, "forum")
    say(desk, "noted", "2026-01-12", AHN, host="JP")
    link(desk, AHN, "part_of", "forum")
    merge(desk, SEOUL, AHN)
    say(desk, "noted", "2026-01-09", SEOUL, title="Talks")
    retract(desk, 4)
    whole = history(desk, None)
    assert positions(whole) == list(range(1, 9))
    one_by_one = {entry.event.position: entry for name in (AHN, "forum") for entry in history(desk, name)}
    assert {entry.event.position: entry for entry in whole} == one_by_one


def test_an_unknown_meeting_has_no_history(desk: Desk) -> None:
    begin(desk)
    with refused(desk, "there is no meeting 'nobody'"):
        history(desk, "nobody")


# Feed


@pytest.mark.parametrize("after", range(7))
def test_a_feed_is_the_rest_of_the_history_of_all(desk: Desk, after: int) -> None:
    begin(desk, AHN, SEOUL)
    say(desk, "noted", "2026-01-12", SEOUL)
    merge(desk, AHN, SEOUL)
    say(desk, "noted", "2026-01-09", AHN)
    retract(desk, 3)
    assert feed(desk, after) == history(desk, None)[after:]
    assert positions(feed(desk, after)) == list(range(after + 1, 7))


def test_a_feed_after_the_last_event_is_empty_and_beyond_it_refused(desk: Desk) -> None:
    begin(desk)
    assert feed(desk, 1) == []
    with refused(desk, "there is no @2: the log ends at @1"):
        feed(desk, 2)


# Why


def test_every_field_that_is_not_empty_knows_the_report_that_set_it(desk: Desk) -> None:
    say(desk, "arranging", "2026-01-10", new=True, host="JP", window="2026-01-29", said_by="sources", words="sources")
    say(desk, "confirmed", "2026-01-12", said_by="official", side=["JP"], place="Tokyo")
    begin(desk, SEOUL)
    link(desk, AHN, "part_of", SEOUL)
    with desk.snapshot():
        meeting, blames = auditing.why(desk, AHN, asked(desk))
    by_field = {blame.field: blame.event.position for blame in blames}
    assert by_field == {
        "status": 2,
        "since": 2,
        "attribution": 2,
        "sides": 2,
        "window": 1,
        "host": 1,
        "places": 2,
        "links": 4,
    }
    told_values = values(meeting, None)
    filled = {field for field in FIELDS if told_values[field]}
    assert filled == set(by_field)
    assert all(blame.value == told_values[blame.field] for blame in blames)


def test_why_names_the_report_of_then(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-10", new=True, host="JP")
    say(desk, "noted", "2026-01-12", host="KR")
    for options, position in (({}, 2), ({"as_of": "2026-01-11"}, 1), ({"known_at": "@1"}, 1)):
        with desk.snapshot():
            _, blames = auditing.why(desk, AHN, asked(desk, **options))
        assert [blame.event.position for blame in blames if blame.field == "host"] == [position]


# Diff


def test_a_diff_by_the_press_names_each_field_and_the_report_behind_it(desk: Desk) -> None:
    say(desk, "arranging", "2026-01-10", new=True, window="2026-01-29")
    say(desk, "postponed", "2026-01-15", outlet="Kyodo", reason="weather", window="2026-02-10")
    found = {
        one.change.field: (one.change.old, one.change.new, one.event.position)
        for one in diff(desk, "2026-01-12", "2026-01-16")
        if one.event
    }
    assert found["status"] == ("arranging", "postponed", 2)
    assert found["reason"] == (None, "weather", 2)
    assert [getattr(value, "edtf", "") for value in found["window"][:2]] == ["2026-01-29", "2026-02-10"]
    assert "host" not in found


def test_a_diff_by_the_log_compares_what_it_held(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True)
    say(desk, "noted", "2026-01-10", host="JP")
    retract(desk, 2)
    assert [one.change.field for one in diff(desk, "@1", "@2")] == ["host"]
    assert [one.change.new for one in diff(desk, "@2", "@3")] == [None]
    assert diff(desk, "@1", "@3") == []
    assert [(one.change.old, one.change.new) for one in diff(desk, "@2", "@1")] == [("JP", None)]


def test_a_diff_goes_up_to_now_unless_told(desk: Desk, clock: FixedClock) -> None:
    say(desk, "confirmed", "2026-01-20", new=True)
    say(desk, "cancelled", "2026-01-22")
    for start in ("2026-01-21", "yesterday", "1 days ago", "@1"):
        assert ("confirmed", "cancelled") in [(one.change.old, one.change.new) for one in diff(desk, start)], start


def test_a_diff_of_all_has_what_was_printed_later_in_the_far_west_on_an_earlier_day(desk: Desk) -> None:
    begin(desk)
    say(desk, "cancelled", "2026-01-18T22:31-12:00")
    changed = diff(desk, "2026-01-20T00:30+14:00", name=None)
    assert ("confirmed", "cancelled") in [(one.change.old, one.change.new) for one in changed]


@pytest.mark.parametrize(("start", "end"), [("@1", "2026-01-22"), ("2026-01-20", "@1")])
def test_a_diff_of_a_day_and_a_place_is_a_mistake_in_the_words(desk: Desk, start: str, end: str) -> None:
    begin(desk)
    with pytest.raises(TrackerError, match="a day and a place in the log cannot be compared") as caught:
        diff(desk, start, end)
    assert caught.value.exit_code == UNPARSABLE


def test_a_diff_of_all_tells_of_both_ends_of_a_link_and_of_what_was_merged(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, "forum", "quiet")
    link(desk, AHN, "part_of", "forum")
    merge(desk, SEOUL, AHN)
    assert {(one.meeting, one.change.field) for one in diff(desk, "@4", "@5", None)} == {
        (AHN, "links"),
        ("forum", "links"),
    }
    assert (AHN, "aliases") in {(one.meeting, one.change.field) for one in diff(desk, "@5", None, None)}


def test_a_diff_tells_what_became_overdue_by_no_event(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-10", new=True, window="2026-01-15", said_by="official")
    (only,) = diff(desk, "2026-01-15", "2026-01-16")
    assert (only.change.field, only.change.old, only.change.new) == ("flags", (), ("overdue",))
    assert only.event is None


def lines(found: list[Difference]) -> dict[str, int | None]:
    """Return the fields that differ, each with the position that is named."""
    return {one.change.field: one.event.position if one.event else None for one in found}


def test_a_diff_names_who_took_a_value_away_and_who_raised_a_flag(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-10", new=True, said_by="official", window="2026-01-29")
    say(desk, "postponed", "2026-01-12", said_by="official", reason="weather")
    say(desk, "cancelled", "2026-01-13", outlet="Kyodo", said_by="sources")
    say(desk, "noted", "2026-01-14", host="JP")
    assert lines(diff(desk, "2026-01-11", "2026-01-14")) == {
        **dict.fromkeys(("status", "since", "window", "previous_windows", "reason"), 2),
        "flags": 3,
        "host": 4,
    }
    say(desk, "confirmed", "2026-01-15", said_by="official", window="2026-02-10")
    say(desk, "noted", "2026-01-16", kind="visit")
    found = lines(diff(desk, "2026-01-14", "2026-01-16"))
    assert found == {**dict.fromkeys(("status", "since", "flags", "window", "reason"), 5), "kind": 6}


def test_a_diff_names_who_gave_a_value_and_not_who_took_it_over(desk: Desk) -> None:
    say(desk, "arranging", "2026-01-10", new=True, said_by="sources")
    say(desk, "confirmed", "2026-01-12", said_by="sources", window="2026-01-29")
    say(desk, "confirmed", "2026-01-13", said_by="official", window="2026-01-29")
    assert lines(diff(desk, "2026-01-11", "2026-01-14")) == {
        **dict.fromkeys(("status", "since", "window"), 2),
        "attribution": 3,
    }


def test_after_an_undo_a_diff_names_what_gives_the_value_now(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-10", new=True, said_by="official")
    say(desk, "cancelled", "2026-01-12", said_by="official", reason="weather", side=["JP"])
    retract(desk, 2)
    assert lines(diff(desk, "@2", "@3")) == {"status": 1, "since": 1, "sides": None, "reason": None}


def test_no_line_of_a_diff_names_what_was_printed_later(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-10", new=True, said_by="official", window="2026-01-29")
    say(desk, "confirmed", "2026-01-14", said_by="official", window="2026-02-10")
    say(desk, "postponed", "2026-01-12", said_by="official")
    assert lines(diff(desk, "2026-01-11", "2026-01-13"))["window"] == 3


def test_the_past_that_was_asked_about_stands_after_all_of_it(desk: Desk) -> None:
    begin(desk)
    before = stands(desk)
    history(desk)
    diff(desk, "@1", "@1")
    feed(desk, 0)
    assert stands(desk) == before
