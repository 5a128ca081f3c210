"""The three flags: overdue, disputed, unofficial. They are derived, never stored."""

from datetime import date

import pytest

from tests.given import report, retracted, stands
from tracker.domain.meeting import disputed, flags, overdue, unofficial

D19, D20, D21, D22, D23, D24 = (f"2026-01-{day}" for day in range(19, 25))
LAST = date(2026, 1, 31)
NEXT = date(2026, 2, 1)


# Overdue


@pytest.mark.parametrize("stage", ["proposed", "arranging", "in_final_arrangement", "confirmed"])
def test_a_plan_is_overdue_on_the_day_after_the_last_of_its_window(stage: str) -> None:
    state = stands(report(stage, D20, window="2026-01-29/2026-01-31"))
    assert (overdue(state, LAST), overdue(state, NEXT)) == (False, True)


@pytest.mark.parametrize("stage", ["postponed", "cancelled", "held", "denied", "noted"])
def test_what_is_no_standing_plan_is_never_overdue(stage: str) -> None:
    assert not overdue(stands(report(stage, D20, window="2026-01-29/2026-01-31")), NEXT)


@pytest.mark.parametrize("window", ["2026-01-29/..", "[2026-01-29..]"])
def test_a_window_that_is_open_never_passes(window: str) -> None:
    assert not overdue(stands(report("confirmed", D20, window=window)), date(2036, 1, 1))


@pytest.mark.parametrize(
    "window", ["2026-01", "[..2026-01-31]", "2026-01-31~", "[2026-01-03,2026-01-31]", "../2026-01-31"]
)
def test_a_window_of_any_form_passes_after_its_latest_day(window: str) -> None:
    state = stands(report("confirmed", D20, window=window))
    assert (overdue(state, LAST), overdue(state, NEXT)) == (False, True)


def test_a_plan_without_a_window_is_never_overdue() -> None:
    assert not overdue(stands(report("confirmed", D20)), NEXT)


def test_a_plan_that_got_a_new_window_is_not_overdue_for_the_old_one() -> None:
    told = (report("confirmed", D20, window="2026-01-31"), report("rescheduled", D21, window="2026-02-01"))
    assert not overdue(stands(*told), NEXT)


# Disputed while the plan is off


def test_two_origins_that_differ_over_postponed_and_cancelled_dispute_the_plan() -> None:
    assert disputed(stands(report("postponed", D20, "Yonhap"), report("cancelled", D21, "Kyodo")))
    assert disputed(stands(report("cancelled", D20, "Yonhap"), report("postponed", D21, "Kyodo")))


def test_origins_that_agree_dispute_nothing() -> None:
    assert not disputed(stands(report("cancelled", D20, "Yonhap"), report("cancelled", D21, "Kyodo")))


def test_one_origin_that_changes_its_word_disputes_nothing() -> None:
    told = (report("postponed", D20, "Yonhap"), report("cancelled", D21, "NationPress", via=["Yonhap"]))
    assert not disputed(stands(*told))


@pytest.mark.parametrize(("official", "expected"), [(D20, True), (D21, True), (D22, False), (D23, False)])
def test_an_official_report_as_late_as_both_settles_it(official: str, expected: bool) -> None:
    told = (report("postponed", D21, "Yonhap"), report("cancelled", D22, "Kyodo"))
    assert disputed(stands(*told, report("cancelled", official, "NHK", said_by="official"))) is expected


def test_an_official_report_that_is_one_of_the_two_settles_it_if_it_is_the_later() -> None:
    official = {"outlet": "Kyodo", "said_by": "official"}
    assert not disputed(stands(report("postponed", D20, "Yonhap"), report("cancelled", D21, **official)))
    assert disputed(stands(report("postponed", D22, "Yonhap", "official"), report("cancelled", D23, "Kyodo")))


def test_after_the_official_word_an_origin_may_dispute_it_anew() -> None:
    told = (
        report("postponed", D20, "Yonhap"),
        report("cancelled", D21, "Kyodo", said_by="official"),
        report("postponed", D22, "Yonhap", said_by="official"),
    )
    assert not disputed(stands(*told))
    assert disputed(stands(*told, report("cancelled", D23, "NHK")))


def test_a_report_that_is_kept_out_disputes_all_the_same() -> None:
    state = stands(report("cancelled", D20, "Yonhap", "sources"), report("postponed", D21, "Kyodo", "media"))
    assert (state.status, disputed(state)) == ("cancelled", True)


def test_what_was_said_before_the_plan_last_stood_disputes_nothing() -> None:
    told = (report("postponed", D20, "Yonhap"), report("confirmed", D21, "Yonhap"), report("cancelled", D22, "Kyodo"))
    assert not disputed(stands(*told))


def test_an_official_word_from_before_the_plan_last_stood_settles_nothing() -> None:
    hours = [f"{D20}T{hour}:00Z" for hour in ("09", "10", "11", "12")]
    told = (
        report("cancelled", hours[0], "Yonhap", "official"),
        report("confirmed", hours[1], "Yonhap", "official"),
        report("postponed", hours[2], "Kyodo"),
        report("cancelled", hours[3], "NHK"),
    )
    assert disputed(stands(*told))
    assert not disputed(stands(*told, retracted(2)))


def test_a_plan_that_stands_again_is_not_disputed_for_having_been_off() -> None:
    told = (report("postponed", D20, "Yonhap"), report("cancelled", D21, "Kyodo"), report("confirmed", D22, "NHK"))
    assert not disputed(stands(*told))


def test_a_report_that_no_longer_counts_disputes_nothing() -> None:
    told = (report("postponed", D20, "Yonhap"), report("cancelled", D21, "Kyodo"))
    assert not disputed(stands(*told, retracted(1)))
    assert not disputed(stands(*told, report("denied", D22, "NHK", target=1)))


# Unofficial


@pytest.mark.parametrize("stage", ["confirmed", "postponed", "cancelled", "held"])
@pytest.mark.parametrize("said_by", ["official", "sources", "unattributed", "media"])
def test_a_firm_status_is_unofficial_until_an_official_report_of_that_stage(stage: str, said_by: str) -> None:
    first = report(stage, D20, said_by=said_by)
    assert unofficial(stands(first)) is (said_by != "official")
    assert not unofficial(stands(first, report(stage, D21, said_by="official")))


@pytest.mark.parametrize("stage", ["proposed", "arranging", "in_final_arrangement", "denied", "noted"])
def test_what_is_not_firm_is_never_unofficial(stage: str) -> None:
    assert not unofficial(stands(report(stage, D20, said_by="media")))


@pytest.mark.parametrize("other", ["arranging", "noted", "denied", "postponed"])
def test_an_official_report_of_another_stage_does_not_make_it_official(other: str) -> None:
    told = (report(other, D19, said_by="official"), report("cancelled", D20, said_by="sources"))
    assert unofficial(stands(*told))


def test_an_official_report_that_no_longer_counts_does_not_make_it_official() -> None:
    told = (report("confirmed", D20, said_by="sources"), report("confirmed", D21, said_by="official"))
    assert not unofficial(stands(*told))
    assert unofficial(stands(*told, retracted(2)))


def test_an_official_report_before_the_plan_was_off_counts_still() -> None:
    told = (
        report("confirmed", D20, said_by="official"),
        report("cancelled", D21, said_by="sources"),
        report("confirmed", D22, said_by="sources"),
    )
    assert not unofficial(stands(*told))


def test_a_new_window_by_which_officials_confirm_the_plan_makes_it_official() -> None:
    told = report("rescheduled", D20, said_by="official", window="2026-03")
    assert (stands(told).status, unofficial(stands(told))) == ("confirmed", False)
    restored = (report("confirmed", D19, said_by="media"), report("postponed", D20, said_by="media"))
    weak = report("rescheduled", D21, said_by="media", window="2026-03")
    assert (stands(*restored, weak).status, unofficial(stands(*restored, weak))) == ("confirmed", True)


def test_an_official_report_that_was_kept_out_counts_too() -> None:
    told = (
        report("cancelled", D20, said_by="sources"),
        report("postponed", D20, said_by="official"),
        report("postponed", D21, said_by="sources"),
    )
    assert (stands(*told).status, unofficial(stands(*told))) == ("postponed", False)


# Together


def test_the_flags_are_told_in_one_order() -> None:
    told = (report("confirmed", D20, window="2026-01-31"), report("denied", D21))
    assert flags(stands(*told), NEXT) == ("overdue", "disputed", "unofficial")
    assert flags(stands(report("arranging", D20)), NEXT) == ()


def test_without_a_day_only_the_flags_that_need_none_are_told() -> None:
    assert flags(stands(report("confirmed", D20, window="2026-01-31")), None) == ("unofficial",)
