"""The six flags. They are derived, never stored."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from tests.given import report, retracted, stands
from tracker.domain.meeting import (
    OWN_FLAGS,
    date_unofficial,
    flags,
    in_doubt,
    overdue,
    own_flags,
    parent_off,
    unofficial,
)
from tracker.domain.report import Report
from tracker.domain.vocabulary import LADDER

D19, D20, D21, D22, D23 = (f"2026-01-{day}" for day in range(19, 24))
LAST = date(2026, 1, 31)
NEXT = date(2026, 2, 1)
SPAN, LATER = "2026-01-29/2026-01-31", "2026-03-03"


def office(stage: str, day: str, *sides: str, **more: Any) -> Report:
    return report(stage, day, said_by="official", side=list(sides), **more)


def sources(stage: str, day: str, **more: Any) -> Report:
    return report(stage, day, "Kyodo", "sources", **more)


# Overdue


@pytest.mark.parametrize("stage", LADDER)
def test_a_plan_is_overdue_on_the_day_after_the_last_of_its_window(stage: str) -> None:
    state = stands(report(stage, D20, window=SPAN))
    assert (overdue(state, LAST), overdue(state, NEXT)) == (False, True)


def test_a_plan_that_was_put_off_is_overdue_after_the_days_to_which_it_was() -> None:
    state = stands(report("postponed", D20, window=SPAN))
    assert (overdue(state, LAST), overdue(state, NEXT)) == (False, True)
    assert not overdue(stands(report("confirmed", D19, window=SPAN), report("postponed", D20)), NEXT)


@pytest.mark.parametrize("stage", ["cancelled", "held", "denied", "noted"])
def test_what_is_not_expected_is_never_overdue(stage: str) -> None:
    assert not overdue(stands(report(stage, D20, window=SPAN)), NEXT)


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
    reports = (report("confirmed", D20, window="2026-01-31"), report("rescheduled", D21, window="2026-02-01"))
    assert not overdue(stands(*reports), NEXT)


# Unofficial


@pytest.mark.parametrize("stage", ["confirmed", "postponed", "cancelled", "held"])
@pytest.mark.parametrize("said_by", ["official", "sources", "unattributed", "media"])
def test_a_firm_status_is_unofficial_until_an_office_says_so(stage: str, said_by: str) -> None:
    first = report(stage, D20, said_by=said_by)
    assert unofficial(stands(first)) is (said_by != "official")
    assert not unofficial(stands(first, office(stage, D21)))


@pytest.mark.parametrize("stage", ["proposed", "arranging", "in_final_arrangement", "denied", "noted"])
def test_what_is_not_firm_is_never_unofficial(stage: str) -> None:
    assert not unofficial(stands(report(stage, D20, said_by="media")))


def test_a_status_that_turned_on_a_weaker_word_is_unofficial_whatever_an_office_said_before() -> None:
    up = (office("arranging", D19), sources("confirmed", D20))
    assert unofficial(stands(*up))
    again = (office("confirmed", D19), office("postponed", D20), sources("confirmed", D21, window=LATER))
    assert unofficial(stands(*again))


def test_an_official_report_that_no_longer_counts_does_not_make_it_official() -> None:
    reports = (sources("confirmed", D20), office("confirmed", D21))
    assert not unofficial(stands(*reports))
    assert unofficial(stands(*reports, retracted(2)))


def test_a_new_window_by_which_an_office_confirms_the_plan_makes_it_official() -> None:
    assert not unofficial(stands(sources("confirmed", D19), office("rescheduled", D20, window="2026-03")))


# In doubt


@pytest.mark.parametrize("stage", LADDER)
def test_a_plan_is_in_doubt_once_a_report_says_so(stage: str) -> None:
    plan = office(stage, D20)
    assert not in_doubt(stands(plan))
    assert in_doubt(stands(plan, report("noted", D21, said_by="media", in_doubt=True)))
    assert in_doubt(stands(office(stage, D20, in_doubt=True)))


def test_doubt_ends_with_a_later_report_of_a_stage_as_strong() -> None:
    reports = (office("confirmed", D20), office("noted", D21, in_doubt=True))
    assert in_doubt(stands(*reports, sources("confirmed", D22)))
    assert in_doubt(stands(*reports, office("noted", D22)))
    assert not in_doubt(stands(*reports, office("confirmed", D22)))
    assert in_doubt(stands(*reports, office("confirmed", D22, in_doubt=True)))


def test_a_weaker_doubt_does_not_replace_a_stronger_one() -> None:
    reports = (office("confirmed", D20), office("noted", D21, in_doubt=True), sources("noted", D22, in_doubt=True))
    assert in_doubt(stands(*reports, sources("confirmed", D23)))
    ended = sources("confirmed", D22, in_doubt=True)
    assert in_doubt(stands(*reports[:2], ended, sources("confirmed", D23)))


def test_the_doubt_of_a_report_that_is_kept_out_and_of_a_denial_does_nothing() -> None:
    plan = office("confirmed", D20, "KR", "JP")
    assert not in_doubt(stands(plan, sources("cancelled", D21, in_doubt=True)))
    assert not in_doubt(stands(plan, office("denied", D21, "KR", in_doubt=True)))


@pytest.mark.parametrize("stage", ["postponed", "cancelled", "held", "denied"])
def test_only_a_plan_is_in_doubt(stage: str) -> None:
    reports = (sources("arranging", D20), office("noted", D21, in_doubt=True), office(stage, D22))
    assert not in_doubt(stands(*reports))


def test_a_doubt_from_the_time_when_the_plan_was_off_stands_when_it_is_back() -> None:
    reports = (sources("cancelled", D20), office("noted", D21, in_doubt=True), sources("arranging", D22))
    assert in_doubt(stands(*reports))


# Date unofficial


def test_a_date_is_unofficial_if_it_is_another_one_than_the_last_that_an_office_gave() -> None:
    plan = office("confirmed", D20, window=SPAN)
    assert not date_unofficial(stands(plan))
    assert date_unofficial(stands(plan, sources("noted", D21, window=LATER)))
    assert not date_unofficial(stands(plan, sources("noted", D21, window="2026-01-31")))
    assert not date_unofficial(stands(plan, office("noted", D21, window=LATER)))


def test_without_a_date_of_an_office_none_is_unofficial() -> None:
    assert not date_unofficial(stands(office("confirmed", D20), sources("noted", D21, window=LATER)))


def test_a_date_that_an_office_takes_over_is_official() -> None:
    reports = (office("confirmed", D20, window=SPAN), sources("noted", D21, window=LATER))
    assert not date_unofficial(stands(*reports, office("noted", D22, window=LATER)))


@pytest.mark.parametrize("stage", ["postponed", "cancelled"])
def test_an_office_takes_its_date_back_by_calling_the_plan_off(stage: str) -> None:
    plan = (office("confirmed", D19, window=D20), sources("noted", D19, window=LATER))
    assert date_unofficial(stands(*plan))
    assert not date_unofficial(stands(*plan, office(stage, D21)))
    off = (plan[0], office(stage, D20), sources("arranging", D22, window=LATER))
    assert stands(*off).status == "arranging"
    assert not date_unofficial(stands(*off))
    repeated = (*plan, sources(stage, "2026-03-04"), office(stage, "2026-03-05"))
    assert not date_unofficial(stands(*repeated))


def test_the_days_to_which_an_office_puts_a_plan_off_are_official() -> None:
    reports = (office("confirmed", D19, window=SPAN), office("postponed", D20, window="2026-03"))
    assert not date_unofficial(stands(*reports))
    assert date_unofficial(stands(*reports, sources("rescheduled", D21, window="2026-04-02")))
    assert not date_unofficial(stands(*reports, sources("rescheduled", D21, window=LATER)))


def test_an_office_takes_its_date_back_by_giving_a_window_up() -> None:
    plan = (office("confirmed", D19, window=SPAN), sources("noted", D20, window=LATER))
    for claims in ({"withdrawn": ["window"]}, {"original_window": SPAN}):
        reports = (plan[0], office("noted", D20, **claims), sources("noted", D21, window=LATER))
        assert not date_unofficial(stands(*reports))
    assert date_unofficial(stands(plan[0], sources("noted", D20, withdrawn=["window"]), plan[1]))


def test_an_office_takes_its_date_back_by_having_the_plan_denied() -> None:
    reports = (
        sources("arranging", D19),
        office("noted", D19, window=SPAN),
        office("denied", D20),
        sources("arranging", D21, window=LATER),
    )
    assert stands(*reports).status == "arranging"
    assert not date_unofficial(stands(*reports))
    assert not date_unofficial(stands(office("denied", D20, window=SPAN), sources("arranging", D21, window=LATER)))


def test_what_unnamed_sources_call_off_leaves_the_date_of_the_office() -> None:
    reports = (office("confirmed", D19, window=D20), sources("postponed", D22, window=LATER))
    assert (stands(*reports).status, date_unofficial(stands(*reports))) == ("postponed", True)


def test_an_office_that_repeats_its_date_after_it_called_the_plan_off_gives_it_again() -> None:
    reports = (office("confirmed", D19, window=SPAN), office("cancelled", D20), office("confirmed", D21, window=SPAN))
    assert date_unofficial(stands(*reports, sources("noted", D22, window=LATER)))


# Parent off


@pytest.mark.parametrize(("stage", "expected"), [(stage, True) for stage in LADDER] + [("cancelled", False)])
def test_a_plan_is_flagged_while_the_meeting_that_it_is_part_of_is_off(stage: str, expected: bool) -> None:
    state = replace(stands(report(stage, D20)), parents_off={"tour": 7})
    assert parent_off(state) is expected
    assert not parent_off(stands(report(stage, D20)))


# Together


def test_the_flags_come_in_one_order() -> None:
    reports = (
        office("confirmed", D19, window=SPAN),
        sources("rescheduled", D20, window="2026-01-21"),
        sources("cancelled", D20),
        office("noted", D21, in_doubt=True),
    )
    state = replace(stands(*reports), parents_off={"tour": 7})
    assert flags(state, NEXT) == ("overdue", "disputed", "in_doubt", "date_unofficial", "parent_off")
    assert flags(stands(report("arranging", D20)), NEXT) == ()
    weak = (office("confirmed", D19, window="2026-01-18"), sources("cancelled", D20, window=LATER))
    assert flags(stands(*weak), NEXT) == ("unofficial", "date_unofficial")


def test_without_a_day_only_the_flags_that_need_none_hold() -> None:
    assert flags(stands(report("confirmed", D20, window="2026-01-31")), None) == ("unofficial",)


def test_the_own_flags_are_those_of_the_meetings_own_reports() -> None:
    reports = (sources("confirmed", D19, window=D20), report("cancelled", D19, "NHK", "media"), office("denied", D20))
    assert own_flags(stands(*reports[:2])) == ("unofficial",)
    assert set(OWN_FLAGS) == {"disputed", "unofficial", "in_doubt", "date_unofficial"}
