"""Rule 8: what a denial does to the status, which reports one with a target strikes, and how long it stands."""

from itertools import product
from typing import Any

import pytest

from tests.given import MEETING, kept, log, report, retracted, stands
from tracker.domain.meeting import Meeting, disputed
from tracker.domain.report import Report
from tracker.domain.selection import counted
from tracker.domain.vocabulary import LADDER, STRENGTH

D18, D19, D20, D21, D22, D23 = (f"2026-01-{day}" for day in range(18, 24))


def shown(state: Meeting) -> tuple[str | None, bool]:
    """Return the status, and whether it is disputed."""
    return state.status, disputed(state)


def struck(*events: Any) -> dict[int, int]:
    """Return the positions of the reports that are struck, with those of the denials that strike them."""
    return dict(counted(log(*events), MEETING).denied)


def office(stage: str, day: str, *sides: str, outlet: str = "Yonhap", **more: Any) -> Report:
    return report(stage, day, outlet, "official", side=list(sides), **more)


def sources(stage: str, day: str, outlet: str = "Kyodo", **more: Any) -> Report:
    return report(stage, day, outlet, "sources", **more)


# Without a target: the status


@pytest.mark.parametrize("before", [(), ("noted",), ("denied",)])
def test_a_denial_where_no_stage_stands_is_the_status(before: tuple[str, ...]) -> None:
    reports = [sources(stage, D20) for stage in before]
    assert shown(stands(*reports, office("denied", D21))) == ("denied", False)


def test_a_stronger_denial_takes_the_status_over_and_since_stays() -> None:
    state = stands(sources("denied", D20), office("denied", D21, "KR"))
    assert (state.why["status"], state.since, state.sides) == (2, D20, ("KR",))


@pytest.mark.parametrize("stage", [*LADDER, "postponed", "cancelled"])
def test_a_denial_stronger_than_the_backing_is_the_status(stage: str) -> None:
    for backer, denier in product(STRENGTH, STRENGTH):
        state = stands(report(stage, D20, said_by=backer), report("denied", D20, "Kyodo", denier))
        is_denied = STRENGTH[denier] > STRENGTH[backer]
        assert state.status == ("denied" if is_denied else stage), (backer, denier)


def test_a_denial_is_measured_by_the_backing_and_not_by_the_attribution_that_stands() -> None:
    plan = (office("arranging", D19), report("confirmed", D20, said_by="media"))
    assert stands(*plan, sources("denied", D21)).status == "confirmed"


def test_a_denial_of_another_side_than_the_report_behind_is_not_the_status() -> None:
    plan = sources("arranging", D20, side=["US"])
    assert shown(stands(plan, office("denied", D21, "RU"))) == ("arranging", True)
    assert shown(stands(plan, office("denied", D21, "RU", "US"))) == ("denied", False)
    assert shown(stands(plan, sources("arranging", D21), office("denied", D22, "RU"))) == ("denied", False)


def test_what_was_held_is_never_denied_but_disputed() -> None:
    for denier in ("official", "sources"):
        reports = (sources("held", D20), report("denied", D21, said_by=denier))
        assert shown(stands(*reports)) == ("held", True)


def test_a_denial_is_never_kept_out() -> None:
    assert kept(office("held", D20), report("denied", D21, said_by="media")) is None


# Standing denials


@pytest.mark.parametrize("stage", LADDER)
def test_beside_a_plan_a_denial_disputes_it(stage: str) -> None:
    for denier in ("official", "sources", "unattributed"):
        state = stands(office(stage, D20), report("denied", D21, said_by=denier))
        assert (shown(state), state.why["status"]) == ((stage, True), 1)


def test_a_medium_that_is_weaker_than_the_plan_disputes_nothing() -> None:
    assert not disputed(stands(sources("arranging", D20), report("denied", D21, said_by="media")))
    assert disputed(stands(report("arranging", D20, said_by="media"), report("denied", D21, said_by="media")))
    assert not disputed(stands(sources("held", D20), report("denied", D21, said_by="media")))


@pytest.mark.parametrize("off", ["postponed", "cancelled"])
def test_a_denial_of_the_plan_says_nothing_against_its_being_off(off: str) -> None:
    reports = (office("confirmed", D19, "US"), office("denied", D20, "RU"), office(off, D21, "US"))
    assert [disputed(stands(*reports, as_of=day)) for day in (D20, D21)] == [True, False]
    assert disputed(stands(*reports, office("confirmed", D22, "US")))
    assert disputed(stands(*reports, sources("held", D22, window=D22)))


def test_a_denial_of_the_holding_says_nothing_against_the_plan() -> None:
    reports = (sources("held", D20), report("denied", D21, said_by="unattributed"), office("cancelled", D22))
    assert [denial.against for denial in stands(*reports[:2]).memory.denials] == ["held"]
    again = (*reports[:2], office("cancelled", D21, "US"), office("confirmed", D22, "US"))
    assert not disputed(stands(*again))


def test_a_plan_that_comes_back_after_its_denial_is_disputed_until_a_word_as_strong() -> None:
    denied = office("denied", D20, "KR")
    back = sources("arranging", D21, window="2026-03")
    assert shown(stands(denied, back)) == ("arranging", True)
    assert shown(stands(denied, back, sources("confirmed", D22))) == ("confirmed", True)
    assert shown(stands(denied, back, office("confirmed", D22, "KR"))) == ("confirmed", False)


# How a standing denial ends


def test_a_stage_at_least_as_strong_ends_a_denial() -> None:
    for denier, answer in product(("official", "sources"), STRENGTH):
        state = stands(
            office("confirmed", D20),
            report("denied", D21, "Kyodo", denier),
            report("confirmed", D22, said_by=answer),
        )
        assert shown(state) == ("confirmed", STRENGTH[answer] < STRENGTH[denier]), (denier, answer)


@pytest.mark.parametrize("stage", ["arranging", "cancelled", "postponed", "held", "rescheduled"])
def test_any_stage_that_takes_effect_ends_a_denial(stage: str) -> None:
    reports = (office("confirmed", D20), sources("denied", D21), office(stage, D22, window=D22))
    assert stands(*reports).memory.denials == ()


def test_the_denial_of_an_office_ends_with_an_official_report_that_names_one_of_its_sides() -> None:
    reports = (office("confirmed", D20, "US"), office("denied", D21, "RU", "KR"))
    assert disputed(stands(*reports, office("confirmed", D22, "US")))
    assert disputed(stands(*reports, office("confirmed", D22)))
    assert disputed(stands(*reports, sources("confirmed", D22, side=["RU"])))
    assert not disputed(stands(*reports, office("confirmed", D22, "US", "RU")))


def test_the_denial_of_an_office_without_sides_ends_with_any_official_report() -> None:
    reports = (office("confirmed", D20, "US"), office("denied", D21))
    assert not disputed(stands(*reports, office("confirmed", D22, "US")))


def test_the_denial_of_a_plan_ends_when_an_office_says_that_it_was_held() -> None:
    reports = (office("confirmed", D20, "US"), office("denied", D21, "RU"))
    assert disputed(stands(*reports, sources("held", D22)))
    assert not disputed(stands(*reports, office("held", D22, "US")))


def test_the_denial_of_the_holding_does_not_end_so() -> None:
    reports = (sources("held", D20), office("denied", D21, "RU"))
    assert disputed(stands(*reports, office("held", D22, "US")))
    assert not disputed(stands(*reports, office("held", D22, "RU")))


def test_details_do_not_end_a_denial() -> None:
    assert disputed(stands(office("confirmed", D20), sources("denied", D21), office("noted", D22)))


def test_a_stage_that_is_kept_out_does_not_end_a_denial() -> None:
    reports = (office("confirmed", D20, "KR", "JP"), office("denied", D21, "KR"), office("arranging", D22, "KR"))
    assert disputed(stands(*reports))


def test_a_stage_that_came_before_the_denial_does_not_end_it() -> None:
    assert disputed(stands(office("confirmed", D20), sources("denied", D22), office("confirmed", D21)))


def test_of_two_denials_each_must_end() -> None:
    reports = (office("confirmed", D20, "US"), office("denied", D21, "RU"), sources("denied", D22))
    assert disputed(stands(*reports, office("confirmed", D23, "US")))
    assert not disputed(stands(*reports, office("confirmed", D23, "RU")))


def test_a_denial_that_is_retracted_disputes_nothing() -> None:
    reports = (office("confirmed", D20), sources("denied", D21))
    assert disputed(stands(*reports))
    assert not disputed(stands(*reports, retracted(2)))


def test_a_denial_that_is_denied_no_longer_stands() -> None:
    reports = (office("confirmed", D20), sources("denied", D21))
    assert shown(stands(*reports, sources("denied", D22, target=2))) == ("confirmed", False)
    assert shown(stands(reports[1], sources("denied", D22, target=1))) == (None, False)


# With a target: what is struck


def test_a_denial_as_strong_as_its_target_strikes_it() -> None:
    for reporter, denier in product(STRENGTH, STRENGTH):
        state = stands(report("confirmed", D20, said_by=reporter), report("denied", D21, "Kyodo", denier, target=1))
        is_struck = STRENGTH[denier] >= STRENGTH[reporter]
        assert state.status == (None if is_struck else "confirmed"), (reporter, denier)


def test_a_denial_of_another_side_does_not_strike() -> None:
    plan = office("confirmed", D20, "US")
    assert struck(plan, office("denied", D21, "RU", target=1)) == {}
    assert struck(plan, office("denied", D21, target=1)) == {1: 2}
    assert struck(sources("confirmed", D20, side=["US"]), office("denied", D21, "RU", target=1)) == {}


def test_what_a_struck_report_had_replaced_stands_again() -> None:
    reports = (
        sources("confirmed", D20, window="2026-01-30"),
        sources("cancelled", D21, "Yonhap", reason="weather", window="2026-03-03"),
        office("denied", D22, target=2),
    )
    state = stands(*reports)
    assert state.window
    assert (shown(state), state.reason, state.window.edtf) == (("confirmed", False), None, "2026-01-30")
    assert (state.reports, state.why["status"]) == (2, 1)


def test_a_struck_report_counted_until_the_denial() -> None:
    reports = (report("confirmed", D20), report("denied", D22, "Kyodo", target=1))
    assert [stands(*reports, as_of=day).status for day in (D20, D21, D22)] == ["confirmed", "confirmed", None]


def test_the_earlier_reports_of_the_same_origin_with_the_same_stage_are_struck_too() -> None:
    reports = (
        report("confirmed", D19, "Kyodo"),
        report("confirmed", D20, "NationPress", via=["Kyodo"]),
        report("confirmed", D21, "Kyodo"),
        report("denied", D22, "NHK", target=3),
    )
    assert struck(*reports) == {1: 4, 2: 4, 3: 4}
    assert stands(*reports).status is None


def test_what_comes_after_the_target_but_before_the_denial_is_struck_too() -> None:
    reports = (report("confirmed", D20), report("confirmed", D21), report("denied", D22, "NHK", target=1))
    assert struck(*reports) == {1: 3, 2: 3}


def test_an_earlier_report_that_the_denial_could_not_strike_itself_is_left() -> None:
    reports = (
        office("cancelled", D18, "JP", outlet="Kyodo"),
        office("cancelled", D19, outlet="Kyodo"),
        sources("cancelled", D20),
        office("denied", D21, "KR", target=3),
    )
    assert struck(*reports) == {2: 4, 3: 4}
    weaker = (office("cancelled", D19, outlet="Kyodo"), sources("cancelled", D20), sources("denied", D21, target=2))
    assert struck(*weaker) == {2: 3}


@pytest.mark.parametrize("stage", ["noted", "denied"])
def test_a_denial_or_a_detail_is_struck_alone(stage: str) -> None:
    reports = (sources(stage, D19), sources(stage, D20), office("denied", D21, target=2))
    assert struck(*reports) == {2: 3}


def test_another_origin_another_stage_and_later_reports_are_not_struck() -> None:
    reports = (
        report("confirmed", D20, "Kyodo"),
        report("confirmed", D19, "Yonhap"),
        report("arranging", D19, "Kyodo"),
        report("confirmed", D23, "Kyodo"),
        office("denied", D22, target=1),
    )
    assert struck(*reports) == {1: 5}


def test_the_origin_is_the_end_of_the_chain() -> None:
    reports = (
        report("confirmed", D20, "Kyodo"),
        report("confirmed", D19, "Kyodo", via=["Yonhap"]),
        report("denied", D22, "NHK", target=1),
    )
    assert struck(*reports) == {1: 3}


def test_earlier_means_earlier_in_the_order_of_the_fold() -> None:
    reports = (
        report("confirmed", D20),
        report("denied", D22 + "T10:00Z", "NHK", target=1),
        report("confirmed", D22 + "T18:00+09:00"),
        report("confirmed", D22 + "T11:00Z"),
        report("confirmed", D22),
    )
    assert struck(*reports) == {1: 2, 3: 2}


def test_a_denial_that_strikes_is_not_a_status_and_disputes_nothing_else() -> None:
    reports = (sources("confirmed", D20), sources("cancelled", D21, "NHK"), office("denied", D22, target=2))
    assert shown(stands(*reports)) == ("confirmed", False)


def test_a_denial_that_is_denied_strikes_nothing() -> None:
    reports = (
        report("confirmed", D20),
        report("denied", D21, "Kyodo", target=1),
        report("denied", D22, "NHK", target=2),
    )
    assert (stands(*reports).status, struck(*reports)) == ("confirmed", {2: 3})
    assert stands(*reports, report("denied", D23, "AFP", target=3)).status is None


def test_a_denial_strikes_nothing_if_an_older_article_denies_it() -> None:
    reports = (
        report("confirmed", D20),
        report("denied", D22, "Kyodo", target=1),
        report("denied", D21, "NHK", target=2),
    )
    assert stands(*reports).status == "confirmed"


def test_a_denial_that_is_retracted_strikes_nothing() -> None:
    reports = (report("confirmed", D20), report("denied", D21, "Kyodo", target=1))
    assert stands(*reports, retracted(2)).status == "confirmed"
    assert stands(*reports, retracted(2), retracted(3)).status is None


# With a target: what stands


def test_a_denial_that_does_not_strike_stands_against_what_its_target_says() -> None:
    plan = office("confirmed", D20, "US")
    for denial in (office("denied", D21, "RU", target=1), sources("denied", D21, target=1)):
        assert shown(stands(plan, denial)) == ("confirmed", True)
    assert not disputed(stands(plan, report("denied", D21, said_by="media", target=1)))


@pytest.mark.parametrize("off", ["postponed", "cancelled"])
def test_a_denial_that_the_plan_is_off_disputes_that_it_is(off: str) -> None:
    reports = (office("confirmed", D19, "US"), office(off, D20, "US"), office("denied", D21, "RU", target=2))
    assert disputed(stands(*reports))
    assert not disputed(stands(*reports, office("confirmed", D22, "US")))
    before = (office("confirmed", D19, "US"), sources(off, D20, side=["US"]), office("denied", D20, "RU", target=2))
    assert disputed(stands(*before, office(off, D21, "US")))


def test_a_denial_of_a_denial_disputes_the_denial() -> None:
    reports = (office("denied", D20, "KR"), office("denied", D21, "JP", target=1))
    assert shown(stands(*reports)) == ("denied", True)


def test_a_denial_of_the_holding_or_of_a_new_window_disputes_it() -> None:
    assert disputed(stands(office("held", D20, "US"), sources("denied", D21, target=1)))
    moved = office("rescheduled", D20, "US", window="2026-03")
    assert disputed(stands(moved, office("denied", D21, "RU", target=1)))


def test_a_denial_of_details_disputes_nothing() -> None:
    assert not disputed(stands(office("confirmed", D19), office("noted", D20), sources("denied", D21, target=2)))


def test_a_denial_with_a_target_ends_as_any_other() -> None:
    reports = (office("confirmed", D20), sources("denied", D21, target=1))
    assert not disputed(stands(*reports, office("confirmed", D22)))
    assert disputed(stands(*reports, report("confirmed", D22, said_by="media")))


def test_a_denial_with_a_target_stands_while_both_count() -> None:
    reports = (office("confirmed", D20, "US"), office("confirmed", D19, "US"), office("denied", D21, "RU", target=1))
    assert disputed(stands(*reports))
    assert not disputed(stands(*reports, retracted(1)))
    assert not disputed(stands(*reports, retracted(3)))
    assert not disputed(stands(*reports, office("denied", D22, "US", target=1)))
    assert not disputed(stands(*reports, office("denied", D22, "RU", target=3)))


def test_a_denial_of_a_report_that_does_not_count_has_no_effect() -> None:
    reports = (report("confirmed", D20), report("confirmed", D23, "NHK"), report("denied", D22, "Kyodo", target=2))
    assert shown(stands(*reports, retracted(2))) == ("confirmed", False)
    assert shown(stands(*reports, as_of=D22)) == ("confirmed", False)


def test_a_denial_still_counts_as_a_report() -> None:
    state = stands(report("confirmed", D20), report("denied", D21, "Kyodo", target=1))
    assert (state.reports, state.origins) == (1, ("kyodo",))
