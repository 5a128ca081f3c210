"""Rule 8: what an office denies, and how long the denial stands."""

from itertools import product

import pytest

from tests.given import MEETING, kept, log, report, retracted, stands
from tracker.domain.meeting import Meeting, disputed
from tracker.domain.selection import counted
from tracker.domain.vocabulary import STRENGTH

D19, D20, D21, D22, D23, D24 = (f"2026-01-{day}" for day in range(19, 25))


def shown(state: Meeting) -> tuple[str | None, bool]:
    """Return the status, and whether it is disputed."""
    return state.status, disputed(state)


# Without a target


@pytest.mark.parametrize("before", [(), ("noted",), ("denied",)])
def test_a_denial_where_no_stage_stands_is_the_status(before: tuple[str, ...]) -> None:
    told = [report(stage, D20) for stage in before]
    assert shown(stands(*told, report("denied", D21, said_by="official"))) == ("denied", False)


def test_a_stronger_denial_takes_the_status_over_and_since_stays() -> None:
    state = stands(report("denied", D20), report("denied", D21, said_by="official"))
    assert (state.why["status"], state.since) == (2, D20)


@pytest.mark.parametrize(
    "stage",
    ["proposed", "arranging", "in_final_arrangement", "confirmed", "postponed", "cancelled", "held"],
)
def test_beside_a_stage_a_denial_disputes_it(stage: str) -> None:
    state = stands(report(stage, D20), report("denied", D21, said_by="media"))
    assert (shown(state), state.why["status"]) == ((stage, True), 1)


def test_a_stage_at_least_as_strong_answers_the_denial() -> None:
    for denier, answer in product(STRENGTH, STRENGTH):
        state = stands(
            report("confirmed", D20), report("denied", D21, said_by=denier), report("confirmed", D22, said_by=answer)
        )
        assert shown(state) == ("confirmed", STRENGTH[answer] < STRENGTH[denier]), (denier, answer)


@pytest.mark.parametrize("stage", ["arranging", "cancelled", "postponed", "held", "rescheduled"])
def test_any_stage_that_takes_effect_answers_a_denial(stage: str) -> None:
    state = stands(report("confirmed", D20), report("denied", D21), report(stage, D22, window="2026-01-21"))
    assert not disputed(state)


def test_details_do_not_answer_a_denial() -> None:
    assert disputed(stands(report("confirmed", D20), report("denied", D21), report("noted", D22, said_by="official")))


def test_a_stage_that_is_kept_out_does_not_answer_a_denial() -> None:
    told = (report("confirmed", D20), report("denied", D21), report("arranging", D20 + "T09:00Z", "Kyodo"))
    assert disputed(stands(*told))
    held = (report("held", D20), report("denied", D21), report("confirmed", D22, said_by="official"))
    assert disputed(stands(*held))


def test_a_stage_that_came_before_the_denial_does_not_answer_it() -> None:
    told = (report("confirmed", D20), report("denied", D22), report("confirmed", D21, said_by="official"))
    assert disputed(stands(*told))


def test_of_two_denials_the_stronger_is_the_one_to_answer() -> None:
    told = (report("confirmed", D20), report("denied", D21, said_by="official"), report("denied", D22, said_by="media"))
    assert disputed(stands(*told, report("confirmed", D23, said_by="sources")))
    assert not disputed(stands(*told, report("confirmed", D23, said_by="official")))


def test_a_denial_that_is_retracted_disputes_nothing() -> None:
    told = (report("confirmed", D20), report("denied", D21))
    assert disputed(stands(*told))
    assert not disputed(stands(*told, retracted(2)))


def test_after_a_denial_a_weaker_report_sets_its_status_disputed() -> None:
    denial = report("denied", D20, said_by="official")
    assert shown(stands(denial, report("confirmed", D21, said_by="sources"))) == ("confirmed", True)
    assert shown(stands(denial, report("confirmed", D21, said_by="official"))) == ("confirmed", False)


def test_a_denial_that_is_denied_no_longer_stands() -> None:
    told = (report("confirmed", D20), report("denied", D21))
    assert shown(stands(*told, report("denied", D22, "Kyodo", target=2))) == ("confirmed", False)
    assert shown(stands(told[1], report("denied", D22, "Kyodo", target=1))) == (None, False)


# With a target


def test_a_denial_as_strong_as_its_target_strikes_it_a_weaker_one_disputes_it() -> None:
    for reporter, denier in product(STRENGTH, STRENGTH):
        state = stands(report("confirmed", D20, said_by=reporter), report("denied", D21, "Kyodo", denier, target=1))
        strikes = STRENGTH[denier] >= STRENGTH[reporter]
        assert shown(state) == ((None, False) if strikes else ("confirmed", True)), (reporter, denier)


def test_what_a_struck_report_had_replaced_stands_again() -> None:
    told = (
        report("confirmed", D20, window="2026-01-30"),
        report("cancelled", D21, "Kyodo", reason="weather", window="2026-03-03"),
        report("denied", D22, "NHK", said_by="official", target=2),
    )
    state = stands(*told)
    assert state.window
    assert (shown(state), state.reason, state.window.edtf) == (("confirmed", False), None, "2026-01-30")
    assert (state.reports, state.why["status"]) == (2, 1)


def test_a_struck_report_counted_until_the_denial() -> None:
    told = (report("confirmed", D20), report("denied", D22, "Kyodo", target=1))
    assert [stands(*told, as_of=day).status for day in (D20, D21, D22)] == ["confirmed", "confirmed", None]


def test_the_earlier_reports_of_the_same_origin_with_the_same_stage_are_struck_too() -> None:
    told = (
        report("confirmed", D19, "Kyodo"),
        report("confirmed", D20, "NationPress", via=["Kyodo"]),
        report("confirmed", D21, "Kyodo"),
        report("denied", D22, "NHK", target=3),
    )
    assert dict(counted(log(*told), MEETING).denied) == {1: 4, 2: 4, 3: 4}
    assert stands(*told).status is None


def test_what_comes_after_the_target_but_before_the_denial_is_struck_too() -> None:
    told = (report("confirmed", D20), report("confirmed", D21), report("denied", D22, "NHK", target=1))
    assert dict(counted(log(*told), MEETING).denied) == {1: 3, 2: 3}


def test_another_origin_another_stage_and_later_reports_are_not_struck() -> None:
    told = (
        report("confirmed", D20, "Kyodo"),
        report("confirmed", D19, "Yonhap"),
        report("arranging", D19, "Kyodo"),
        report("confirmed", D23, "Kyodo"),
        report("denied", D22, "NHK", said_by="official", target=1),
    )
    assert dict(counted(log(*told), MEETING).denied) == {1: 5}


def test_a_struck_origin_is_told_by_the_end_of_the_chain() -> None:
    told = (
        report("confirmed", D20, "Kyodo"),
        report("confirmed", D19, "Kyodo", via=["Yonhap"]),
        report("denied", D22, "NHK", target=1),
    )
    assert dict(counted(log(*told), MEETING).denied) == {1: 3}


def test_earlier_means_earlier_in_the_order_of_the_fold() -> None:
    told = (
        report("confirmed", D20),
        report("denied", D22 + "T12:00Z", "NHK", target=1),
        report("confirmed", D22 + "T20:00+09:00"),
        report("confirmed", D22 + "T13:00Z"),
        report("confirmed", D22),
    )
    assert dict(counted(log(*told), MEETING).denied) == {1: 2, 3: 2}


def test_a_denial_does_not_strike_itself() -> None:
    told = (report("denied", D20), report("denied", D21, target=1))
    assert dict(counted(log(*told), MEETING).denied) == {1: 2}


def test_a_strong_denial_is_no_status_and_disputes_nothing_else() -> None:
    told = (
        report("confirmed", D20, "Yonhap"),
        report("cancelled", D21, "Kyodo"),
        report("denied", D22, "NHK", said_by="official", target=2),
    )
    assert shown(stands(*told)) == ("confirmed", False)


def test_a_weaker_denial_disputes_for_as_long_as_its_target_counts() -> None:
    told = (report("confirmed", D20, said_by="official"), report("denied", D21, "Kyodo", "sources", target=1))
    later = report("confirmed", D22, "NHK", said_by="official")
    assert shown(stands(*told, later)) == ("confirmed", True)
    assert shown(stands(*told, later, retracted(1))) == ("confirmed", False)
    assert shown(stands(*told, later, report("denied", D23, "AFP", "official", target=1))) == ("confirmed", False)


def test_a_weaker_denial_disputes_for_as_long_as_it_counts() -> None:
    told = (report("confirmed", D20, said_by="official"), report("denied", D21, "Kyodo", "sources", target=1))
    assert disputed(stands(*told))
    assert not disputed(stands(*told, retracted(2)))
    assert not disputed(stands(*told, report("denied", D22, "NHK", target=2)))


def test_a_denial_that_is_denied_strikes_nothing() -> None:
    told = (
        report("confirmed", D20),
        report("denied", D21, "Kyodo", target=1),
        report("denied", D22, "NHK", target=2),
    )
    assert (stands(*told).status, dict(counted(log(*told), MEETING).denied)) == ("confirmed", {2: 3})
    assert stands(*told, report("denied", D23, "AFP", target=3)).status is None


def test_on_one_day_too_a_denial_that_is_denied_strikes_nothing() -> None:
    # The answer has an hour, what it answers has none, so it comes first in order; yet it speaks of the other.
    told = (
        report("confirmed", D20),
        report("denied", D21, "Kyodo", target=1),
        report("denied", D21 + "T09:00Z", "NHK", target=2),
    )
    assert stands(*told).status == "confirmed"


def test_a_denial_strikes_nothing_if_an_older_article_denies_it() -> None:
    told = (
        report("confirmed", D20),
        report("denied", D22, "Kyodo", target=1),
        report("denied", D21, "NHK", target=2),
    )
    assert stands(*told).status == "confirmed"


def test_a_denial_that_is_retracted_strikes_nothing() -> None:
    told = (report("confirmed", D20), report("denied", D21, "Kyodo", target=1))
    assert stands(*told, retracted(2)).status == "confirmed"
    assert stands(*told, retracted(2), retracted(3)).status is None


def test_a_denial_of_a_report_that_does_not_count_has_no_effect() -> None:
    told = (report("confirmed", D20), report("confirmed", D21), report("denied", D22, "Kyodo", target=2))
    assert shown(stands(told[0], report("confirmed", D21, "NHK"), told[2], retracted(2))) == ("confirmed", False)
    assert shown(stands(told[0], report("confirmed", D23, "NHK"), told[2], as_of=D22)) == ("confirmed", False)


def test_a_denial_still_counts_as_a_report_and_its_claims_hold() -> None:
    state = stands(report("confirmed", D20), report("denied", D21, "Kyodo", target=1, host="JP"))
    assert (state.reports, state.origins, state.host) == (1, ("kyodo",), "JP")


def test_a_denial_is_never_kept_out() -> None:
    assert kept(report("held", D20), report("denied", D21, "Kyodo", said_by="media")) is None
