"""Recording a report: what is new, what is a repeat, and what is refused."""

import unicodedata
from typing import Any

import pytest

from tests.clock import FixedClock
from tests.engines import on_a_file
from tests.given import line
from tests.ledger.doing import AHN, SEOUL, begin, findings, head, refused, retract, say, stands, taken_in
from tracker.ledger import mending
from tracker.ledger.desk import Desk
from tracker.ledger.mending import Cause
from tracker.ledger.recording import merge
from tracker.store import log

ITEM: dict[str, Any] = {
    "stage": "confirmed",
    "day": "2026-01-21",
    "outlet": "Yonhap",
    "said_by": "sources",
    "words": "government sources",
    "url": "https://example.org/1",
    "headline": "Séoul: 安 to visit",
    "window": "2026-01-29/2026-01-31",
    "participants": ["Ahn Gyu-back, defence minister, KR"],
}


def test_the_first_report_starts_a_meeting(desk: Desk) -> None:
    outcome = say(desk, **ITEM, new=True)
    assert (outcome.meeting, outcome.position, outcome.status, outcome.recorded) == (AHN, 1, "confirmed", True)
    assert {change.field for change in outcome.effect} == {
        *("status", "since", "attribution", "attributed_to", "window", "participants", "flags")
    }
    assert stands(desk).window is not None
    assert findings(desk) == ()


def test_the_effect_is_the_change_of_the_present_status_alone(desk: Desk) -> None:
    say(desk, "arranging", "2026-01-19", new=True, host="JP")
    outcome = say(desk, "confirmed", "2026-01-21", host="JP")
    assert [(change.field, change.old, change.new) for change in outcome.effect] == [
        ("status", "arranging", "confirmed"),
        ("since", "2026-01-19", "2026-01-21"),
        ("flags", (), ("unofficial",)),
    ]


# Repeats


def test_the_same_item_adds_nothing_and_says_where_it_stands(desk: Desk) -> None:
    say(desk, **ITEM, new=True)
    begin(desk, SEOUL)
    before = head(desk)
    outcome = say(desk, **ITEM)
    assert (outcome.repeat_of, outcome.position, outcome.recorded, outcome.status) == (1, None, False, "confirmed")
    assert outcome.effect == ()
    assert head(desk) == before


@on_a_file
@pytest.mark.parametrize(
    "difference",
    [
        {"headline": unicodedata.normalize("NFD", ITEM["headline"])},
        {"language": "ko"},
        {"via": ["NationPress", "Kyodo"]},
        {"quote": "They will talk."},
        {"reason": ""},
        {"without": []},
    ],
    ids=str,
)
def test_what_does_not_tell_two_items_apart_makes_no_new_one(desk: Desk, difference: dict[str, Any]) -> None:
    say(desk, **ITEM, new=True)
    assert say(desk, **{**ITEM, **difference}).repeat_of == 1


@on_a_file
@pytest.mark.parametrize(
    "difference",
    [
        {"stage": "noted"},
        {"day": "2026-01-20"},
        {"day": "2026-01-21T09:00Z"},
        {"outlet": "Kyodo"},
        {"url": "https://example.org/2"},
        {"url": None},
        {"headline": "Another"},
        {"said_by": "media"},
        {"words": "a source"},
        {"side": ["KR"]},
        {"window": "2026-01-29"},
        {"host": "JP"},
        {"participants": ["Ahn Gyu-back, minister, KR"]},
    ],
    ids=str,
)
def test_what_tells_two_items_apart_makes_a_new_one(desk: Desk, difference: dict[str, Any]) -> None:
    say(desk, **ITEM, new=True)
    assert say(desk, **{**ITEM, **difference}).position == 2


def test_denials_of_two_reports_are_two_items(desk: Desk) -> None:
    begin(desk)
    say(desk, "cancelled", "2026-01-20")
    say(desk, "cancelled", "2026-01-20", "ahn-japan", outlet="Kyodo")
    assert say(desk, "denied", "2026-01-21", target=2).position == 4
    assert say(desk, "denied", "2026-01-21", target=3).position == 5
    assert say(desk, "denied", "2026-01-21", target=2).repeat_of == 4


def test_an_instant_is_the_same_however_its_zone_is_spelled(desk: Desk) -> None:
    say(desk, "noted", "2026-01-21T09:00Z", new=True)
    assert say(desk, "noted", "2026-01-21 09:00+00:00").repeat_of == 1


def test_the_same_item_about_another_meeting_is_no_repeat(desk: Desk) -> None:
    say(desk, **ITEM, new=True)
    begin(desk, SEOUL)
    assert say(desk, **ITEM, meeting=SEOUL).position == 3


def test_an_item_is_compared_as_it_was_recorded_before_corrections(desk: Desk) -> None:
    say(desk, **ITEM, new=True)
    mending.correct(desk, 1, {"source": {"headline": "Corrected"}}, Cause(because="a typing error"))
    assert say(desk, **ITEM).repeat_of == 1
    assert say(desk, **{**ITEM, "headline": "Corrected"}).position == 3


def test_an_item_is_a_repeat_under_an_alias_and_under_the_meeting_itself(desk: Desk) -> None:
    say(desk, **ITEM, new=True)
    begin(desk, SEOUL)
    say(desk, "noted", "2026-01-12", SEOUL)
    merge(desk, AHN, SEOUL)
    assert say(desk, **ITEM).repeat_of == 1
    assert say(desk, **ITEM, meeting=SEOUL).repeat_of == 1
    assert say(desk, "noted", "2026-01-12").repeat_of == 3
    retract(desk, 4)
    assert say(desk, **ITEM, meeting=SEOUL).position == 6


def test_a_repeat_of_several_names_the_first_that_counts(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, AHN, SEOUL)
    assert say(desk, "confirmed", "2026-01-10").repeat_of == 1
    retract(desk, 1)
    assert say(desk, "confirmed", "2026-01-10").repeat_of == 2


def test_a_repeat_is_found_before_it_would_be_refused_as_coming_from_the_future(desk: Desk, clock: FixedClock) -> None:
    say(desk, **ITEM, new=True)
    clock.move("2026-01-02T00:00:00+00:00")
    assert say(desk, **ITEM).repeat_of == 1
    with refused(desk, "is in the future"):
        say(desk, **{**ITEM, "headline": "Another"})


def test_a_repeat_is_found_before_it_would_be_refused_as_coming_after_the_outcome(desk: Desk) -> None:
    say(desk, **ITEM, new=True)
    say(desk, "held", "2026-01-20", window="2026-01-20")
    assert say(desk, **ITEM).repeat_of == 1
    with refused(desk, "was held, says @2", "Retract @2"):
        say(desk, **{**ITEM, "outlet": "Kyodo"})


# New names


def test_a_name_that_exists_cannot_be_started_again(desk: Desk) -> None:
    begin(desk)
    with refused(desk, "the meeting ahn-japan exists"):
        say(desk, "noted", "2026-01-21", new=True)


def test_a_repeat_may_say_new_again(desk: Desk) -> None:
    say(desk, **ITEM, new=True)
    assert say(desk, **ITEM, new=True).repeat_of == 1


def test_an_alias_cannot_be_started_again(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, AHN, SEOUL)
    with refused(desk, "the meeting ahn-japan exists"):
        say(desk, "noted", "2026-01-21", new=True)


def test_a_name_that_was_never_used_is_refused_with_what_comes_close(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    with refused(desk, "there is no meeting 'ahn-japna'", "Did you mean ahn-japan?"):
        say(desk, "noted", "2026-01-21", "ahn-japna")


def test_a_name_none_of_whose_events_counts_may_be_started_again_in_the_same_stream(desk: Desk) -> None:
    begin(desk)
    retract(desk, 1)
    with refused(desk, "no report on ahn-japan counts any more", "--new"):
        say(desk, "noted", "2026-01-21")
    assert say(desk, "proposed", "2026-01-21", new=True).position == 3
    with desk.snapshot():
        (row,) = log.rows_between(desk.connection, 2, 3)
    assert (row.meeting, row.version) == (AHN, 3)
    assert stands(desk).status == "proposed"


# Reports that were retracted


def test_a_report_that_was_retracted_may_be_recorded_again(desk: Desk) -> None:
    say(desk, **ITEM, new=True)
    begin(desk, SEOUL)
    say(desk, "noted", "2026-01-20")
    retract(desk, 1)
    assert say(desk, **ITEM).position == 5
    repeat = say(desk, **ITEM)
    assert (repeat.repeat_of, repeat.dry_run) == (5, False)


def test_a_report_that_was_retracted_is_left_out_by_an_import_which_says_so(desk: Desk) -> None:
    say(desk, **ITEM, new=True)
    say(desk, "noted", "2026-01-20")
    retract(desk, 2)
    before = head(desk)
    done = taken_in(desk, [{"meeting": AHN, **line("noted", "2026-01-20")}])
    assert (done.recorded, done.repeated, done.skipped) == (0, 0, 1)
    assert head(desk) == before


def test_a_report_whose_retraction_was_retracted_is_a_repeat_again(desk: Desk) -> None:
    say(desk, **ITEM, new=True)
    retract(desk, 1)
    retract(desk, 2)
    assert say(desk, **ITEM).repeat_of == 1


# Names


def test_a_meeting_is_found_by_the_unique_beginning_of_its_name(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    assert say(desk, "noted", "2026-01-21", "nak").meeting == SEOUL


def test_a_beginning_of_several_names_is_refused_and_names_them(desk: Desk) -> None:
    begin(desk, "ahn-japan", "ahn-korea", SEOUL)
    with refused(desk, "'ahn' could be ahn-japan or ahn-korea"):
        say(desk, "noted", "2026-01-21", "ahn")


def test_a_whole_name_is_found_though_others_begin_with_it(desk: Desk) -> None:
    begin(desk, "ahn", "ahn-japan")
    assert say(desk, "noted", "2026-01-21", "ahn").meeting == "ahn"


def test_an_event_keeps_the_name_that_was_typed_and_its_place_in_that_names_stream(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, AHN, SEOUL)
    assert say(desk, "noted", "2026-01-21").meeting == SEOUL
    with desk.snapshot():
        rows = list(log.rows_between(desk.connection, 0, 4))
    assert [(row.meeting, row.version) for row in rows] == [(AHN, 1), (SEOUL, 1), (AHN, 2), (AHN, 3)]


def test_an_import_takes_no_beginning_of_a_name(desk: Desk) -> None:
    begin(desk, SEOUL)
    with refused(desk, "line 1: there is no meeting 'nakatani'"):
        taken_in(desk, [{"meeting": "nakatani", **line("noted", "2026-01-21")}])


# What else is told


def test_a_trial_records_nothing_and_tells_what_it_would_change(desk: Desk) -> None:
    begin(desk)
    before = head(desk)
    outcome = say(desk, "cancelled", "2026-01-21", dry_run=True)
    assert (outcome.position, outcome.recorded, outcome.dry_run, outcome.status) == (None, False, True, "cancelled")
    assert "status" in {change.field for change in outcome.effect}
    assert head(desk) == before
    assert stands(desk).status == "confirmed"
    assert findings(desk) == ()


def test_an_old_article_logged_late_says_that_it_changes_nothing_where_it_does_not(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True)
    late = say(desk, "arranging", "2026-01-15")
    assert (late.late, late.effect, late.status) == (True, (), "confirmed")
    filling = say(desk, "arranging", "2026-01-16", host="JP")
    assert (filling.late, [change.field for change in filling.effect]) == (False, ["host"])
    same_day = say(desk, "noted", "2026-01-20")
    assert (same_day.late, same_day.effect) == (False, ())


def test_a_stage_that_is_kept_out_is_told_with_its_reason(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, said_by="official")
    outcome = say(desk, "arranging", "2026-01-21", said_by="media")
    assert outcome.kept == "weaker than @1"
    assert outcome.status == "confirmed"


def test_an_old_report_that_is_kept_out_at_its_place_is_told_with_its_reason(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-18", new=True, said_by="official")
    say(desk, "noted", "2026-01-21")
    assert say(desk, "proposed", "2026-01-20", said_by="media").kept is not None


def test_the_time_of_recording_never_falls_though_the_clock_does(desk: Desk, clock: FixedClock) -> None:
    begin(desk)
    clock.move("2026-01-21T09:00:00+00:00")
    say(desk, "noted", "2026-01-20")
    clock.move("2026-01-22T09:00:01+00:00")
    say(desk, "noted", "2026-01-19")
    with desk.snapshot():
        times = [row.recorded_at for row in log.rows_between(desk.connection, 0, 3)]
    assert [time[:19] for time in times] == ["2026-01-22T09:00:00", "2026-01-22T09:00:00", "2026-01-22T09:00:01"]


@on_a_file
@pytest.mark.parametrize(
    ("stage", "day", "more", "words"),
    [
        ("rescheduled", "2026-01-21", {}, "needs its new window"),
        ("confirmed", "2026-01-24", {}, "2026-01-24 is in the future"),
        ("held", "2026-01-20", {"window": "2026-01-22"}, "begins after"),
        ("denied", "2026-01-21", {"target": 2}, "@2 is not a report on ahn-japan"),
        ("denied", "2026-01-21", {"target": 3}, "@3 is not a report on ahn-japan"),
        ("denied", "2026-01-21", {"target": 99}, "@99 is not a report on ahn-japan"),
        ("confirmed", "2026-01-21", {"target": 1}, "confirmed names a target"),
    ],
)
def test_what_the_log_refuses_leaves_it_as_it_was(
    desk: Desk, stage: str, day: str, more: dict[str, Any], words: str
) -> None:
    begin(desk, AHN, SEOUL)
    with refused(desk, words):
        say(desk, stage, day, **more)


def test_the_day_that_begins_first_on_earth_may_be_the_day_of_publication(desk: Desk, clock: FixedClock) -> None:
    clock.move("2026-01-22T10:00:00+00:00")
    assert say(desk, "noted", "2026-01-23", new=True).position == 1
    clock.move("2026-01-22T09:59:59+00:00")
    with refused(desk, "2026-01-23 is in the future"):
        say(desk, "noted", "2026-01-23", outlet="Kyodo")
