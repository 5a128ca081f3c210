"""Mending: corrections, retractions, ranges of them, and undo."""

import pytest

from tests.clock import FixedClock
from tests.engines import on_a_file
from tests.given import line
from tests.ledger.doing import (
    AHN,
    MISTAKE,
    SEOUL,
    begin,
    everything,
    exported,
    findings,
    head,
    printed_wrong,
    refused,
    retract,
    say,
    stands,
    taken_in,
)
from tracker.domain.clocks import parse_published
from tracker.domain.events import decode
from tracker.domain.report import Json
from tracker.domain.row import Row
from tracker.ledger import mending
from tracker.ledger.asking import Filter, statuses
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.mending import Cause, correct, undo
from tracker.ledger.question import question
from tracker.ledger.recording import link, merge
from tracker.store import log


def row_at(desk: Desk, position: int) -> Row:
    """Return a row of the log."""
    with desk.snapshot():
        row = log.row_at(desk.connection, position)
    assert row is not None
    return row


# Corrections


def test_a_correction_replaces_just_the_fields_that_it_names(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, host="JP", window="2026-01-29", place="Yokosuka?")
    outcome = correct(desk, 1, {"claims": {"window": {"edtf": "2026-01-30"}}}, MISTAKE)
    assert (outcome.position, [change.field for change in outcome.effect]) == (2, ["window"])
    meeting = stands(desk)
    assert meeting.window is not None
    assert (meeting.window.edtf, meeting.host, len(meeting.places)) == ("2026-01-30", "JP", 1)
    assert findings(desk) == ()


def test_a_correction_of_the_words_of_a_window_keeps_the_window(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, window="2026-01-29")
    correct(desk, 1, {"claims": {"window": {"words": "next Thursday"}}}, MISTAKE)
    window = stands(desk).window
    assert window is not None
    assert (window.edtf, window.words) == ("2026-01-29", "next Thursday")


def test_words_cannot_be_corrected_without_a_window(desk: Desk) -> None:
    begin(desk)
    with refused(desk, "@1 has no window that these words could describe", "Add --window."):
        correct(desk, 1, {"claims": {"window": {"words": "next Thursday"}}}, MISTAKE)


def test_a_correction_may_clear_a_field(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, host="JP", window="2026-01-29")
    correct(desk, 1, {"claims": {"host": None}}, MISTAKE)
    assert (stands(desk).host, stands(desk).window is None) == (None, False)


def test_a_correction_may_change_the_stage_and_the_day(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True)
    say(desk, "noted", "2026-01-15", host="JP")
    correct(desk, 1, {"stage": "arranging", "published": "2026-01-12"}, MISTAKE)
    meeting = stands(desk)
    assert (meeting.status, meeting.since) == ("arranging", "2026-01-12")
    assert findings(desk) == ()


def test_the_event_that_was_corrected_stays_as_it_was_recorded(desk: Desk) -> None:
    begin(desk)
    before = row_at(desk, 1)
    correct(desk, 1, {"stage": "proposed"}, MISTAKE)
    assert row_at(desk, 1) == before


def test_a_correction_that_changes_nothing_is_a_repeat(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, host="JP")
    before = head(desk)
    assert correct(desk, 1, {"claims": {"host": "JP"}}, MISTAKE).repeat_of == 1
    assert head(desk) == before
    assert correct(desk, 1, {"claims": {"host": "KR"}}, MISTAKE).position == 2
    assert correct(desk, 1, {"claims": {"host": "KR"}}, MISTAKE).repeat_of == 2


def test_corrections_hold_in_order_and_go_one_by_one(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, host="JP")
    correct(desk, 1, {"claims": {"host": "KR", "title": "Talks"}}, MISTAKE)
    correct(desk, 1, {"claims": {"host": "US"}}, MISTAKE)
    assert (stands(desk).host, stands(desk).title) == ("US", "Talks")
    retract(desk, 3)
    assert (stands(desk).host, stands(desk).title) == ("KR", "Talks")
    retract(desk, 2)
    assert (stands(desk).host, stands(desk).title) == ("JP", None)
    assert findings(desk) == ()


def test_a_mistake_of_the_desk_never_counted_and_one_of_the_outlet_until_it_was_put_right(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-10", new=True, host="JP", title="Wrong")
    correct(desk, 1, {"claims": {"title": "Right"}}, MISTAKE)
    correct(desk, 1, {"claims": {"host": "KR"}}, printed_wrong("2026-01-15"))
    earlier, later = stands(desk, as_of="2026-01-14"), stands(desk, as_of="2026-01-15")
    assert (earlier.title, earlier.host) == ("Right", "JP")
    assert (later.title, later.host) == ("Right", "KR")


def test_an_outlets_mistake_is_known_from_today_unless_told(desk: Desk, clock: FixedClock) -> None:
    begin(desk)
    correct(desk, 1, {"claims": {"host": "KR"}}, printed_wrong(None))
    assert row_at(desk, 2).published == "2026-01-22"
    assert stands(desk, as_of="2026-01-21").host is None


def test_a_mistake_of_the_desk_has_no_day(desk: Desk) -> None:
    begin(desk)
    cause = Cause(because="x", published=parse_published("2026-01-20"))
    with refused(desk, "--published goes with --fault outlet"):
        correct(desk, 1, {"stage": "noted"}, cause)
    with refused(desk, "--published goes with --fault outlet"):
        retract(desk, 1, cause=cause)


def test_an_outlets_mistake_cannot_be_put_right_tomorrow(desk: Desk) -> None:
    begin(desk)
    with refused(desk, "2026-01-24 is in the future"):
        retract(desk, 1, cause=printed_wrong("2026-01-24"))


@on_a_file
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stage": "rescheduled"}, "needs its new window"),
        ({"published": "2026-01-24"}, "is in the future"),
        ({"stage": "held", "claims": {"window": {"edtf": "2026-02-01"}}}, "begins after"),
        ({"claims": {"window": {"edtf": "2026-02-01/2026-01-01"}}}, ""),
        ({"stage": "denied", "target": 1}, "@1 is not a report on ahn-japan"),
        ({"stage": "denied", "target": 3}, "@3 is not a report on ahn-japan"),
        ({"source": {"outlet": None}}, "source has no outlet"),
        ({"published": None}, "has no published"),
        ({"meeting": "nakatani-seoul"}, "@1 is a report, not a link"),
    ],
    ids=str,
)
def test_a_correction_is_refused_where_the_corrected_report_would_be(desk: Desk, fields: Json, words: str) -> None:
    begin(desk, AHN, SEOUL)
    say(desk, "noted", "2026-01-12", SEOUL)
    with refused(desk, words):
        correct(desk, 1, fields, MISTAKE)


def test_only_a_report_or_a_link_that_counts_can_be_corrected(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    correct(desk, 1, {"stage": "proposed"}, MISTAKE)
    retract(desk, 2)
    merge(desk, SEOUL, AHN)
    for target, type_ in ((3, "corrected"), (4, "retracted"), (5, "merged")):
        with refused(desk, f"@{target} has the type {type_!r}: only a report or a link can be corrected"):
            correct(desk, target, {"stage": "proposed"}, MISTAKE)
    with refused(desk, "@2 was retracted by @4"):
        correct(desk, 2, {"stage": "proposed"}, MISTAKE)


@on_a_file
@pytest.mark.parametrize("position", [0, 7, -1, 2**70])
def test_a_position_that_the_log_does_not_have_is_refused(desk: Desk, position: int) -> None:
    begin(desk)
    with refused(desk, f"there is no @{position}", "The log ends at @1."):
        correct(desk, position, {"stage": "noted"}, MISTAKE)
    with refused(desk, f"there is no @{position}"):
        retract(desk, position)


def test_a_report_of_a_linked_meeting_can_be_corrected(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    link(desk, AHN, "part_of", SEOUL)
    correct(desk, 1, {"stage": "proposed"}, MISTAKE)
    assert stands(desk).status == "proposed"
    assert findings(desk) == ()


def test_a_meeting_with_a_corrected_report_can_be_linked(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    correct(desk, 1, {"stage": "proposed"}, MISTAKE)
    assert link(desk, SEOUL, "part_of", AHN).position == 4


# Retractions


def test_a_retracted_report_no_longer_counts_on_any_day(desk: Desk) -> None:
    say(desk, "arranging", "2026-01-10", new=True)
    say(desk, "confirmed", "2026-01-12", host="JP")
    (outcome,) = retract(desk, 2)
    assert (outcome.position, outcome.status) == (3, "arranging")
    assert {change.field for change in outcome.effect} >= {"status", "host"}
    assert stands(desk, as_of="2026-01-13").status == "arranging"
    assert stands(desk, known_at="@2").status == "confirmed"
    assert findings(desk) == ()


def test_what_an_outlet_takes_back_counts_until_that_day(desk: Desk) -> None:
    say(desk, "arranging", "2026-01-10", new=True)
    say(desk, "confirmed", "2026-01-12")
    retract(desk, 2, cause=printed_wrong("2026-01-15"))
    found = [stands(desk, as_of=f"2026-01-{day}").status for day in (11, 12, 14, 15)]
    assert found == ["arranging", "confirmed", "confirmed", "arranging"]


def test_retracting_again_changes_nothing_and_says_where_it_was_retracted(desk: Desk) -> None:
    begin(desk)
    retract(desk, 1)
    before = head(desk)
    (outcome,) = retract(desk, 1)
    assert (outcome.repeat_of, outcome.recorded) == (2, False)
    assert head(desk) == before


def test_a_retraction_that_is_retracted_restores_the_report(desk: Desk) -> None:
    begin(desk)
    retract(desk, 1)
    with pytest.raises(Exception, match="counts any more"):
        stands(desk)
    retract(desk, 2)
    assert stands(desk).status == "confirmed"
    retract(desk, 3)
    with pytest.raises(Exception, match="counts any more"):
        stands(desk)
    assert findings(desk) == ()


def test_retracting_a_report_takes_its_corrections_along(desk: Desk) -> None:
    begin(desk)
    say(desk, "noted", "2026-01-12", host="JP")
    correct(desk, 2, {"claims": {"host": "KR"}}, MISTAKE)
    retract(desk, 2)
    assert stands(desk).host is None
    assert findings(desk) == ()


def test_other_live_reports_of_the_same_story_are_listed_in_any_meeting(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, outlet="NationPress", via=["Kyodo", "YONHAP"])  # one article, on two meetings
    say(desk, "noted", "2026-01-12", outlet="Yonhap")
    say(desk, "noted", "2026-01-12", outlet="Kyodo", via=["Yonhap"])
    retract(desk, 4)
    assert retract(desk, 1)[0].same_origin == ((2, SEOUL),)
    retract(desk, 6)
    assert retract(desk, 4 - 1)[0].same_origin == ()


def test_reports_of_a_merged_meeting_are_listed_under_the_meeting_that_it_is(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, AHN, SEOUL)
    (outcome,) = retract(desk, 2)
    assert outcome.same_origin == ((1, SEOUL),)


def test_a_retracted_link_lists_no_reports(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    link(desk, AHN, "part_of", SEOUL)
    assert retract(desk, 3)[0].same_origin == ()


# Ranges


def test_a_range_retracts_all_of_it_and_tells_of_each_in_the_order_of_recording(desk: Desk) -> None:
    begin(desk)
    for day in ("2026-01-11", "2026-01-12", "2026-01-13"):
        say(desk, "noted", day)
    outcomes = retract(desk, 2, 4)
    assert [(outcome.position, outcome.target) for outcome in outcomes] == [(5, 4), (6, 3), (7, 2)]
    assert [decode(row_at(desk, position)).target for position in (5, 6, 7)] == [4, 3, 2]
    assert stands(desk).reports == 1
    assert findings(desk) == ()


def test_a_range_with_one_event_that_is_not_there_retracts_none(desk: Desk) -> None:
    begin(desk)
    with refused(desk, "there is no @2"):
        retract(desk, 1, 2)
    assert stands(desk).reports == 1


def test_a_range_that_ends_before_it_begins_is_refused(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    with refused(desk, "@2..@1 ends before it begins", "Write @1..@2."):
        retract(desk, 2, 1)


def test_a_range_with_a_retraction_in_it_leaves_none_of_it_counting(desk: Desk) -> None:
    begin(desk)
    say(desk, "noted", "2026-01-12", host="JP")
    retract(desk, 2)
    outcomes = retract(desk, 2, 3)
    assert [outcome.recorded for outcome in outcomes] == [True, True]
    assert (stands(desk).reports, stands(desk).host) == (1, None)
    assert findings(desk) == ()


def test_a_range_repeated_changes_nothing(desk: Desk) -> None:
    begin(desk)
    say(desk, "noted", "2026-01-12")
    retract(desk, 2)
    retract(desk, 1, 3)
    before = head(desk)
    assert not any(outcome.recorded for outcome in retract(desk, 1, 3))
    assert head(desk) == before


def test_a_range_over_many_meetings_and_links_leaves_the_projection_equal_to_its_rebuild(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, "forum", participants=["Ahn Gyu-back, minister, KR"])
    link(desk, AHN, "part_of", "forum")
    merge(desk, SEOUL, AHN)
    retract(desk, 2, 5)
    assert findings(desk) == ()
    assert stands(desk).links == ()
    assert [meeting.meeting for meeting in everything(desk)] == [AHN]


def test_a_range_with_a_merge_and_its_retraction_keeps_who_takes_part(desk: Desk) -> None:
    begin(desk, AHN, participants=["Ahn Gyu-back, minister, KR"])
    begin(desk, SEOUL)
    merge(desk, AHN, SEOUL)
    retract(desk, 3)
    retract(desk, 3, 4)
    with desk.snapshot():
        found = statuses(desk, Filter(country="KR"), question(desk))
    assert [meeting.meeting for meeting in found] == [AHN]
    assert findings(desk) == ()


# Undo


def test_undo_takes_back_the_last_event_that_counts_and_repeated_the_one_before(desk: Desk) -> None:
    begin(desk)
    say(desk, "noted", "2026-01-12", host="JP")
    correct(desk, 2, {"claims": {"host": "KR"}}, MISTAKE)
    assert undo(desk)[0].target == 3
    assert stands(desk).host == "JP"
    assert undo(desk)[0].target == 2
    assert stands(desk).host is None
    assert undo(desk)[0].target == 1
    with refused(desk, "nothing that desk recorded counts", "retract a retraction"):
        undo(desk)
    assert findings(desk) == ()


def test_undo_passes_over_what_was_retracted_already(desk: Desk) -> None:
    begin(desk)
    say(desk, "noted", "2026-01-12")
    say(desk, "noted", "2026-01-13")
    retract(desk, 3)
    assert undo(desk)[0].target == 2


def test_undo_is_undone_by_retracting_the_retraction(desk: Desk) -> None:
    begin(desk)
    say(desk, "cancelled", "2026-01-12")
    (outcome,) = undo(desk)
    assert (outcome.position, stands(desk).status) == (3, "confirmed")
    retract(desk, 3)
    assert stands(desk).status == "cancelled"
    assert undo(desk)[0].target == 2


def test_undo_takes_back_links_and_merges_too(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    link(desk, AHN, "part_of", SEOUL)
    merge(desk, AHN, SEOUL)
    assert undo(desk)[0].target == 4
    assert stands(desk).links != ()
    assert undo(desk)[0].target == 3
    assert stands(desk, SEOUL).links == ()
    assert findings(desk) == ()


def test_undo_takes_back_what_this_recorder_recorded_alone(desk: Desk, place: str, clock: FixedClock) -> None:
    begin(desk)
    with open_desk(place, create=False, clock=clock, recorder="ines") as ines:
        say(ines, "noted", "2026-01-12")
        assert undo(desk)[0].target == 1
        assert undo(ines)[0].target == 2
        with refused(ines, "nothing that ines recorded counts"):
            undo(ines)


def test_undo_goes_back_over_more_than_a_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.store.log._PAGE", 3)
    begin(desk)
    taken_in(desk, [{"meeting": AHN, **line("noted", "2026-01-12", url=f"https://e.org/{n}")} for n in range(10)])
    retract(desk, 2, 11)
    assert undo(desk)[0].target == 1


def test_a_trial_of_undo_takes_nothing_back(desk: Desk) -> None:
    begin(desk)
    before = exported(desk)
    (outcome,) = undo(desk, dry_run=True)
    assert (outcome.target, outcome.position, outcome.dry_run) == (1, None, True)
    assert exported(desk) == before
    assert findings(desk) == ()


def test_a_trial_of_a_correction_or_a_retraction_records_nothing(desk: Desk) -> None:
    begin(desk)
    before = exported(desk)
    assert correct(desk, 1, {"stage": "proposed"}, MISTAKE, dry_run=True).status == "proposed"
    assert mending.retract(desk, 1, 1, MISTAKE, dry_run=True)[0].status is None
    assert exported(desk) == before
    assert stands(desk).status == "confirmed"
