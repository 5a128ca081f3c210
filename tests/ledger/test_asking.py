"""Asking where meetings stand, by both clocks."""

from datetime import date

import pytest

from tests.clock import FixedClock
from tests.ledger.doing import AHN, SEOUL, asked, begin, everything, printed_wrong, refused, retract, say, stands
from tracker.domain.errors import TrackerError
from tracker.domain.flag_reasons import flag_reasons
from tracker.domain.report import Attribution
from tracker.ledger import asking
from tracker.ledger.asking import Filter
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.recording import link, merge


def found(desk: Desk, wanted: Filter | None = None, as_of: str | None = None, known_at: str | None = None) -> list[str]:
    """Return the names of the meetings that `status` lists."""
    with desk.snapshot():
        meetings = asking.statuses(desk, wanted or Filter(), asked(desk, as_of, known_at))
    return [meeting.meeting for meeting in meetings]


def expected(
    desk: Desk, first: str | None = None, last: str | None = None, *, everything: bool = False, as_of: str | None = None
) -> list[str]:
    """Return the names of the meetings on the agenda."""
    begins, ends = (date.fromisoformat(day) if day else None for day in (first, last))
    with desk.snapshot():
        meetings = asking.agenda(desk, begins, ends, asked(desk, as_of), everything=everything)
    return [meeting.meeting for meeting in meetings]


def quiet(desk: Desk, as_of: str | None = None, known_at: str | None = None) -> list[str]:
    """Return the names of the meetings that have gone quiet."""
    with desk.snapshot():
        return [meeting.meeting for meeting in asking.gone_quiet(desk, asked(desk, as_of, known_at))]


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Fill the log with a meeting at each status, named after it."""
    for stage in ("proposed", "arranging", "in_final_arrangement", "confirmed", "postponed", "cancelled", "denied"):
        say(desk, stage, "2026-01-10", stage.replace("_", "-"), new=True)
    say(desk, "held", "2026-01-10", "held", new=True, host="JP")
    say(desk, "noted", "2026-01-10", "noted", new=True, host="KR", participants=["Ahn Gyu-back, minister, US"])
    return desk


ALL = [
    *("arranging", "cancelled", "confirmed", "denied", "held", "in-final-arrangement", "noted", "postponed"),
    "proposed",
]


# Lists


def test_what_is_over_is_left_out_unless_all_is_asked_for(busy: Desk) -> None:
    assert found(busy) == ["arranging", "confirmed", "in-final-arrangement", "noted", "postponed", "proposed"]
    assert found(busy, Filter(everything=True)) == ALL


def test_a_status_is_found_be_it_over_or_not(busy: Desk) -> None:
    assert found(busy, Filter(status="held")) == ["held"]
    assert found(busy, Filter(status="in_final_arrangement")) == ["in-final-arrangement"]


def test_a_country_or_a_person_is_looked_for_in_all_meetings(busy: Desk) -> None:
    assert found(busy, Filter(country="JP")) == ["held"]
    assert found(busy, Filter(country="US")) == ["noted"]
    assert found(busy, Filter(person="gyu ahn")) == ["noted"]
    assert found(busy, Filter(person="back")) == ["noted"]
    assert found(busy, Filter(person="yu")) == []
    assert found(busy, Filter(country="KR", person="ahn")) == ["noted"]
    assert found(busy, Filter(country="KR", status="held")) == []


@pytest.mark.parametrize(
    "wanted",
    [Filter(), Filter(everything=True), Filter(status="held"), Filter(country="US"), Filter(person="gyu")],
    ids=str,
)
def test_the_projection_and_the_fold_of_the_past_find_the_same(busy: Desk, wanted: Filter) -> None:
    assert found(busy, wanted) == found(busy, wanted, as_of="2026-01-22") == found(busy, wanted, known_at="@9")


def test_people_are_found_in_their_own_letters(desk: Desk) -> None:
    begin(desk, AHN, participants=["안규백, 국방부 장관, KR"])
    begin(desk, SEOUL, participants=["中谷 元, 防衛大臣, JP"])
    assert found(desk, Filter(person="안규")) == [AHN]
    assert found(desk, Filter(person="元")) == [SEOUL]


def test_an_empty_ledger_lists_nothing(desk: Desk) -> None:
    assert (found(desk), expected(desk), quiet(desk)) == ([], [], [])
    assert found(desk, as_of="2026-01-01") == []


def test_a_meeting_of_which_nothing_counts_is_not_listed(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    retract(desk, 1)
    assert found(desk) == found(desk, as_of="2026-01-22") == found(desk, known_at="@3") == [SEOUL]
    assert found(desk, known_at="@2") == [AHN, SEOUL]


# One meeting


def test_a_meeting_is_asked_for_by_its_alias_or_the_beginning_of_a_name(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, AHN, SEOUL)
    assert [stands(desk, name).meeting for name in (AHN, SEOUL, "ahn", "nak", "AHN-JAPAN")] == [SEOUL] * 5


def test_an_unknown_meeting_is_refused_with_what_comes_close(desk: Desk) -> None:
    begin(desk)
    with refused(desk, "there is no meeting 'ahn-japon'", "Did you mean ahn-japan?"):
        stands(desk, "ahn-japon")


def test_a_meeting_unknown_at_the_moment_asked_about_is_named_with_its_first_report(
    desk: Desk, clock: FixedClock
) -> None:
    begin(desk, SEOUL)
    clock.move("2026-01-23T09:00:00+00:00")
    say(desk, "confirmed", "2026-01-21", new=True)
    say(desk, "proposed", "2026-01-20")
    first = "Its first report, @3, was published 2026-01-20 and recorded 2026-01-23."
    with refused(desk, "ahn-japan was not known as of 2026-01-19", first):
        stands(desk, as_of="2026-01-19")
    with refused(desk, "ahn-japan was not known at @1", "Its first report, @2, was published 2026-01-21"):
        stands(desk, known_at="@1")
    with refused(desk, "ahn-japan was not known as of 2026-01-20, at 2026-01-22"):
        stands(desk, as_of="2026-01-20", known_at="2026-01-22")
    assert stands(desk, as_of="2026-01-20").status == "proposed"


def test_a_meeting_of_which_nothing_counts_any_more_is_told_so(desk: Desk) -> None:
    begin(desk)
    retract(desk, 1)
    with refused(desk, "no report on ahn-japan counts any more", "tracker history ahn-japan"):
        stands(desk)


# The agenda


def test_the_agenda_is_ordered_by_first_day_then_last_day_then_name(desk: Desk) -> None:
    windows = {
        "late": "2026-01-30",
        "long": "2026-01-24/2026-01-31",
        "short": "2026-01-24/2026-01-25",
        "also-short": "2026-01-24/2026-01-25",
        "until": "../2026-01-23",
        "from": "2026-01-24/..",
    }
    for name, window in windows.items():
        begin(desk, name, window=window)
    wanted = ["until", "also-short", "short", "long", "from", "late"]
    assert expected(desk) == wanted
    assert expected(desk, as_of="2026-01-22") == wanted


def test_the_agenda_holds_today_and_thirteen_days_more_unless_told(desk: Desk) -> None:
    for name, day in {"yesterday-s": "01-21", "today-s": "01-22", "last": "02-04", "after": "02-05"}.items():
        begin(desk, name, window=f"2026-{day}")
    assert expected(desk) == ["today-s", "last"]
    assert expected(desk, as_of="2026-01-21") == ["yesterday-s", "today-s"]
    assert expected(desk, "2026-02-04") == ["last", "after"]
    assert expected(desk, "2026-01-01", "2026-01-21") == ["yesterday-s"]


def test_the_agenda_shows_whatever_may_touch_a_day_asked_about(desk: Desk) -> None:
    for name, window in {"span": "2026-01-20/2026-01-25", "set": "[2026-02-03,2026-02-10]", "month": "2026-01"}.items():
        begin(desk, name, window=window)
    begin(desk, "without-a-window")
    assert expected(desk, "2026-01-25", "2026-01-25") == ["month", "span"]
    assert expected(desk, "2026-01-26", "2026-01-26") == ["month"]
    assert expected(desk, "2026-02-03", "2026-02-03") == ["set"]


def test_what_is_cancelled_or_denied_is_not_expected_unless_all_is_asked_for(desk: Desk) -> None:
    for stage in ("proposed", "postponed", "cancelled", "denied", "noted"):
        say(desk, stage, "2026-01-10", stage, new=True, window="2026-01-25")
    say(desk, "held", "2026-01-22", "held", new=True, window="2026-01-22")
    assert expected(desk) == ["held", "noted", "postponed", "proposed"]
    assert expected(desk, everything=True) == ["held", "cancelled", "denied", "noted", "postponed", "proposed"]


def test_a_plan_put_off_is_expected_on_its_new_days_and_with_all_on_those_it_gave_up(desk: Desk) -> None:
    for name in ("open", "moved"):
        begin(desk, name, window="2026-01-25")
        say(desk, "postponed", "2026-01-12", name)
    say(desk, "postponed", "2026-01-13", "moved", window="2026-03-01")
    for as_of in (None, "2026-01-22"):
        assert expected(desk, as_of=as_of) == []
        assert expected(desk, as_of=as_of, everything=True) == ["open"]
        assert expected(desk, "2026-03-01", "2026-03-01", as_of=as_of) == ["moved"]
        assert expected(desk, "2026-03-01", "2026-03-01", as_of=as_of, everything=True) == ["moved"]


def test_an_agenda_that_ends_before_it_begins_is_refused(desk: Desk) -> None:
    with refused(desk, "2026-01-01 comes before 2026-01-02", "tracker agenda 2026-01-01 2026-01-02"):
        expected(desk, "2026-01-02", "2026-01-01")


def test_an_agenda_at_the_end_of_time_ends_there(desk: Desk) -> None:
    begin(desk, AHN, window="2026-01-25/..")
    assert expected(desk, "9999-12-30") == [AHN]


# Gone quiet


def test_a_plan_is_overdue_from_the_day_after_its_last(desk: Desk, clock: FixedClock) -> None:
    begin(desk, "ended", window="2026-01-20/2026-01-21")
    begin(desk, "running", window="2026-01-20/2026-01-22")
    begin(desk, "open", window="2026-01-01/..")
    begin(desk, "never")
    say(desk, "held", "2026-01-15", "was-held", new=True, window="2026-01-15")
    say(desk, "cancelled", "2026-01-15", "is-off", new=True, window="2026-01-15")
    assert quiet(desk) == ["ended"]
    assert quiet(desk, as_of="2026-01-21") == []
    clock.move("2026-01-23T09:00:00+00:00")
    assert quiet(desk) == ["ended", "running"]


def test_today_is_the_users_day_and_the_logs_day_is_utc(desk: Desk, clock: FixedClock) -> None:
    clock.move("2026-01-22T02:00:00+09:00")
    begin(desk, AHN, window="2026-01-21")
    assert quiet(desk) == [AHN]
    assert quiet(desk, known_at="@1") == []  # recorded on 21 January, 17:00 UTC


def test_what_went_quiet_comes_in_the_order_of_the_agenda(desk: Desk) -> None:
    for name, window in {"b": "2026-01-12", "a": "2026-01-12", "until": "../2026-01-13", "c": "2026-01-11"}.items():
        begin(desk, name, window=window)
    assert quiet(desk) == quiet(desk, as_of="2026-01-22") == ["until", "c", "a", "b"]


# Two clocks


@pytest.fixture
def two_days(desk: Desk, clock: FixedClock) -> Desk:
    """Log a confirmation on 22 January, and on the 25th the proposal of the 10th and a cancellation of the 24th."""
    say(desk, "confirmed", "2026-01-20", new=True)
    clock.move("2026-01-25T09:00:00+00:00")
    say(desk, "proposed", "2026-01-10")
    say(desk, "cancelled", "2026-01-24")
    return desk


def test_by_the_press_clock_an_article_counts_from_its_printed_day_whenever_it_was_logged(two_days: Desk) -> None:
    answers = {day: stands(two_days, as_of=f"2026-01-{day}").status for day in (10, 19, 20, 23, 24)}
    assert answers == {10: "proposed", 19: "proposed", 20: "confirmed", 23: "confirmed", 24: "cancelled"}


def test_by_the_logs_clock_an_article_counts_from_when_it_was_logged(two_days: Desk) -> None:
    assert stands(two_days, known_at="2026-01-22").status == "confirmed"
    assert stands(two_days, known_at="2026-01-24").status == "confirmed"
    assert stands(two_days, known_at="2026-01-25").status == "cancelled"
    assert [stands(two_days, known_at=f"@{n}").status for n in (1, 2, 3)] == ["confirmed", "confirmed", "cancelled"]


def test_an_instant_of_the_log_takes_in_what_was_recorded_at_it(two_days: Desk) -> None:
    assert stands(two_days, known_at="2026-01-25T09:00:00Z").status == "cancelled"
    assert stands(two_days, known_at="2026-01-25T17:59:59+09:00").status == "confirmed"


def test_by_both_clocks_it_is_what_could_have_been_known_from_what_was_logged(two_days: Desk) -> None:
    with pytest.raises(TrackerError, match="was not known"):
        stands(two_days, as_of="2026-01-15", known_at="@1")
    assert stands(two_days, as_of="2026-01-15", known_at="@2").status == "proposed"
    assert stands(two_days, as_of="2026-01-23", known_at="@3").status == "confirmed"


def test_an_old_article_changes_the_past_of_the_press_and_never_that_of_the_log(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-20", new=True)
    say(desk, "noted", "2026-01-21")
    press, known = stands(desk, as_of="2026-01-20"), stands(desk, known_at="@2")
    say(desk, "cancelled", "2026-01-20")
    assert stands(desk, as_of="2026-01-20") != press
    assert stands(desk, known_at="@2") == known


def test_a_bare_day_of_the_log_ends_in_the_users_zone(desk: Desk, clock: FixedClock) -> None:
    clock.move("2026-01-22T23:30:00+00:00")
    begin(desk)
    clock.move("2026-01-24T12:00:00+09:00")
    with refused(desk, "was not known at 2026-01-22"):
        stands(desk, known_at="2026-01-22")
    assert stands(desk, known_at="2026-01-23").status == "confirmed"


def test_a_position_is_no_day_of_the_press_and_no_place_beyond_the_end(desk: Desk) -> None:
    begin(desk)
    with refused(desk, "@1 is a place in the log, not a day of the press", "--known-at @1"):
        stands(desk, as_of="@1")
    with refused(desk, "there is no @2", "The log ends at @1."):
        stands(desk, known_at="@2")


def test_nothing_was_known_before_the_first_event(desk: Desk) -> None:
    begin(desk)
    assert everything(desk, known_at="@0") == []


def test_what_an_outlet_took_back_stands_on_the_days_before(desk: Desk) -> None:
    begin(desk)
    retract(desk, 1, cause=printed_wrong("2026-01-15"))
    assert stands(desk, as_of="2026-01-14").status == "confirmed"
    with refused(desk, "no report on ahn-japan counted any more as of 2026-01-15"):
        stands(desk, as_of="2026-01-15")


def test_a_second_desk_sees_at_once_what_the_first_recorded(desk: Desk, place: str, clock: FixedClock) -> None:
    with open_desk(place, create=False, clock=clock, recorder="ines") as other:
        begin(desk)
        assert stands(other).status == "confirmed"
        say(other, "cancelled", "2026-01-21")
        assert stands(desk).status == "cancelled"


def test_a_plan_put_off_to_a_date_that_has_passed_is_overdue(desk: Desk) -> None:
    begin(desk, "open", "moved", window="2026-01-12")
    for name, more in {"open": {}, "moved": {"window": "2026-01-20"}}.items():
        say(desk, "postponed", "2026-01-11", name, **more)
    assert quiet(desk) == quiet(desk, as_of="2026-01-22") == ["moved"]
    assert quiet(desk, as_of="2026-01-20") == []


# What flags rest on


def test_a_question_looks_up_the_reports_behind_the_flags(desk: Desk) -> None:
    begin(desk, said_by="official", side=["KR"], window="2026-01-29")
    say(desk, "cancelled", "2026-01-12", outlet="Kyodo", said_by="sources")
    say(desk, "noted", "2026-01-13", outlet="AP", said_by="official", in_doubt=True)
    for as_of in (None, "2026-01-22"):
        disputed, in_doubt = flag_reasons(stands(desk, as_of=as_of))
        assert (disputed.flag, disputed.position, disputed.outlet) == ("disputed", 2, "Kyodo")
        assert disputed.says == "cancelled"
        assert (in_doubt.flag, in_doubt.position, in_doubt.outlet) == ("in_doubt", 3, "AP")
        assert in_doubt.attribution == Attribution(class_="official")
        assert [flag_reasons(meeting) for meeting in everything(desk, as_of)] == [[disputed, in_doubt]]


def test_a_question_names_the_last_official_date_and_the_parent_that_is_off(desk: Desk) -> None:
    begin(desk, "tour", AHN, said_by="official", window="2026-01-29")
    say(desk, "rescheduled", "2026-01-12", outlet="Kyodo", said_by="sources", window="2026-02-10")
    link(desk, AHN, "part_of", "tour")
    say(desk, "cancelled", "2026-01-14", "tour", said_by="official")
    unofficial, parent = flag_reasons(stands(desk))
    assert unofficial.official_window is not None
    assert (unofficial.flag, unofficial.position, unofficial.outlet) == ("date_unofficial", 3, "Kyodo")
    assert unofficial.official_window.edtf == "2026-01-29"
    assert (parent.flag, parent.position, parent.meeting) == ("parent_off", 5, "tour")
