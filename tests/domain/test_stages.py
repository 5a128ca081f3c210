"""Rules 4 to 7 and 9: which status a stage sets, which report stands behind it, and which stages are kept out."""

from itertools import product
from typing import Any, Final

import pytest

from tests.given import kept, report, stands
from tracker.domain.report import Report
from tracker.domain.vocabulary import LADDER, STAGES, STRENGTH

D19, D20, D21, D22, D23, D24 = (f"2026-01-{day}" for day in range(19, 25))
NEW_DAYS = "2026-03-03"

# What the second report does to the status that the first one set, where nothing is known of windows and sides.
_COLUMNS: Final = (
    *("proposed", "arranging", "in_final_arrangement", "confirmed"),
    *("rescheduled", "postponed", "cancelled", "held", "denied", "noted"),
)
_TABLE: Final = {
    "noted": "SSSSSSSSS-",
    "proposed": "SSSSSAASN-",
    "arranging": "LSSSSAASN-",
    "in_final_arrangement": "LLSSSAASN-",
    "confirmed": "LLLSSAASN-",
    "postponed": "AAAARSAHN-",
    "cancelled": "AAAAALSHN-",
    "held": "KKKKKXXS--",
    "denied": "AAAARAAHS-",
}


def takes(letter: str, second: int, first: int, *, later: bool) -> bool:
    """Whether the second report takes effect, by its strength, that of the first, and whether it is clearly later."""
    match letter:
        case "S":  # any
            return True
        case "A":  # as strong
            return second >= first
        case "L":  # stronger, or as strong and later
            return second > first or (second == first and later)
        case "R":  # as strong, or strength 2 and later: it has new days
            return second >= first or (second == 2 and later)
        case "H":  # as strong, or strength 2
            return second >= min(first, 2)
        case "X" | "N":  # stronger
            return second > first
    return False  # K: kept out; -: asserts no status


def news(stage: str, day: str, said_by: str = "unattributed", outlet: str = "Yonhap", **more: Any) -> Report:
    if stage == "rescheduled":
        more.setdefault("window", NEW_DAYS)
    return report(stage, day, outlet, said_by, **more)


def office(stage: str, day: str, *sides: str, outlet: str = "Yonhap", **more: Any) -> Report:
    return news(stage, day, "official", outlet, side=list(sides), **more)


def test_the_table_speaks_of_every_stage() -> None:
    assert sorted(_COLUMNS) == sorted(STAGES)
    assert sorted(_TABLE) == sorted(set(STAGES) - {"rescheduled"})


@pytest.mark.parametrize("first", _TABLE)
def test_a_stage_does_to_another_what_the_rules_say(first: str) -> None:
    for (second, letter), one, two, day in product(_row(first), STRENGTH, STRENGTH, (D20, D21)):
        reports = (news(first, D20, one), news(second, day, two, "Kyodo"))
        standing = 0 if first == "noted" else STRENGTH[one]
        takes_effect = takes(letter, STRENGTH[two], standing, later=day == D21)
        expected = _asserted(first, second, two) if takes_effect else _asserted("", first, one)
        assert stands(*reports).status == expected, (second, one, two, day)
        is_kept = not takes_effect and second not in {"denied", "noted"}
        assert (kept(*reports) is not None) == is_kept, (second, one, two, day)


@pytest.mark.parametrize("first", _TABLE)
def test_the_report_behind_the_status_is_the_one_that_set_it_or_a_stronger_repeat(first: str) -> None:
    for (second, letter), one, two in product(_row(first), STRENGTH, STRENGTH):
        before, after = stands(news(first, D20, one)), stands(news(first, D20, one), news(second, D21, two, "Kyodo"))
        takes_effect = takes(letter, STRENGTH[two], before.strength, later=True)
        takes_over = takes_effect and (after.status != before.status or STRENGTH[two] > before.strength)
        behind = 2 if takes_over else before.why.get("status")
        assert (after.why.get("status"), after.why.get("attribution")) == (behind, behind), (second, one, two)
        assert (after.attribution and after.attribution.class_) == {1: one, 2: two, None: None}[behind]


@pytest.mark.parametrize("first", _TABLE)
def test_a_status_begins_on_the_day_of_the_report_that_turned_it(first: str) -> None:
    before = stands(news(first, D20, "media"))
    for second in _COLUMNS:
        after = stands(news(first, D20, "media"), office(second, D21))
        since = (D21, 2) if after.status != before.status else (before.since, before.why.get("since"))
        assert (after.since, after.why.get("since")) == since, second


def _row(first: str) -> list[tuple[str, str]]:
    """Return what each stage does after the first one."""
    return list(zip(_COLUMNS, _TABLE[first], strict=True))


def _asserted(first: str, stage: str, said_by: str) -> str | None:
    """Return the status that a stage asserts after `first`, which may have been a stage of the ladder."""
    if stage == "noted":
        return None
    if stage != "rescheduled":
        return stage
    if first in LADDER:
        return first
    return "confirmed" if said_by == "official" else "in_final_arrangement"


# Rule 9


def test_nothing_becomes_held_because_its_date_has_passed() -> None:
    reports = (report("confirmed", D20, window=D21), report("noted", "2026-03-01"))
    assert stands(*reports, as_of="2026-12-31").status == "confirmed"


def test_a_meeting_with_noted_alone_has_no_status() -> None:
    state = stands(office("noted", D20, "KR", title="Ahn visits Japan"))
    assert (state.status, state.since, state.attribution, state.sides, dict(state.why)) == (
        None,
        None,
        None,
        (),
        {"title": 1},
    )


# Rule 4: repeats


def test_a_repeat_takes_over_only_if_stronger_and_since_stays() -> None:
    state = stands(news("confirmed", D20, "media"), office("confirmed", D21), news("confirmed", D22, "sources"))
    assert state.attribution
    assert (state.attribution.class_, state.since) == ("official", D20)
    assert [state.why[field] for field in ("status", "attribution", "since")] == [2, 2, 1]


def test_sources_and_the_outlets_own_voice_are_equally_strong() -> None:
    for one, two in (("sources", "unattributed"), ("unattributed", "sources")):
        state = stands(news("confirmed", D20, one), news("confirmed", D21, two))
        assert (state.why["status"], state.attribution and state.attribution.class_) == (1, one)


def test_a_status_that_changes_on_one_day_began_with_the_second_report() -> None:
    state = stands(news("confirmed", D20), news("cancelled", D20))
    assert (state.since, state.why["since"]) == (D20, 2)


def test_a_stage_that_is_kept_out_still_counts_as_a_report_and_an_origin() -> None:
    state = stands(office("confirmed", D20), news("arranging", D21, outlet="Kyodo"))
    assert (state.status, state.reports, state.origins) == ("confirmed", 2, ("kyodo", "yonhap"))


# Rule 4: sides


def test_the_sides_are_those_whose_officials_stand_behind_the_status() -> None:
    both = (office("confirmed", D20, "KR"), office("confirmed", D21, "JP", "KR"))
    assert (stands(*both).sides, stands(*both).why["sides"]) == (("KR", "JP"), 2)


def test_a_side_is_named_once() -> None:
    assert stands(office("confirmed", D20, "KR", "KR")).sides == ("KR",)


def test_officials_join_a_status_that_rested_on_sources() -> None:
    state = stands(news("confirmed", D20, "sources", side=["KR"]), office("confirmed", D21, "JP"))
    assert (state.sides, state.why["sides"]) == (("JP",), 2)


def test_the_side_of_unnamed_sources_is_not_a_side_of_the_status() -> None:
    assert stands(news("confirmed", D20, "sources", side=["KR"])).sides == ()


def test_a_new_status_begins_with_its_own_sides() -> None:
    up = (office("arranging", D20, "KR"), news("confirmed", D21, "sources", side=["JP"]))
    assert (stands(*up).sides, "sides" in stands(*up).why) == ((), False)
    off = stands(office("confirmed", D20, "KR"), office("cancelled", D21, "JP"))
    assert (off.sides, off.why["sides"]) == (("JP",), 2)


def test_a_side_behind_another_stage_does_not_join() -> None:
    assert stands(office("confirmed", D20, "KR"), office("noted", D21, "JP")).sides == ("KR",)
    assert stands(office("confirmed", D20, "KR"), office("arranging", D20, "JP")).sides == ("KR",)


# Rule 4: down the ladder


def test_a_step_down_must_be_clearly_later_than_the_last_report_behind_the_status() -> None:
    repeated = (office("confirmed", D20), office("confirmed", D22))
    assert stands(*repeated, office("arranging", D22)).status == "confirmed"
    assert stands(*repeated, office("arranging", D23)).status == "arranging"


def test_a_weaker_repeat_does_not_hold_up_a_step_down() -> None:
    repeated = (office("confirmed", D20), news("confirmed", D22, "sources"))
    assert stands(*repeated, office("arranging", D22)).status == "arranging"


def test_a_later_instant_of_the_same_day_is_clearly_later() -> None:
    hours = ("2026-01-20T09:00+09:00", "2026-01-20T23:00+09:00")
    assert stands(news("confirmed", hours[0]), news("arranging", hours[1])).status == "arranging"
    assert stands(news("confirmed", D20), news("arranging", hours[1])).status == "confirmed"


def test_a_step_down_must_speak_for_every_side_of_the_status() -> None:
    both = office("confirmed", D20, "KR", "JP")
    assert stands(both, office("arranging", D21, "KR")).status == "confirmed"
    assert stands(both, office("arranging", D21, "JP", "KR", "US")).status == "arranging"
    assert kept(both, office("arranging", D21, "KR")) == "it does not speak for JP"


def test_a_stronger_step_down_need_not_be_later() -> None:
    assert stands(news("confirmed", D20, "sources"), office("arranging", D20)).status == "arranging"


def test_history_says_why_a_step_down_is_kept_out() -> None:
    assert kept(office("confirmed", D20), news("arranging", D21)) == "weaker than @1"
    same_day = (news("noted", D20), news("confirmed", D20), news("arranging", D20))
    assert kept(*same_day) == "not clearly later than the last report of confirmed"


# Rule 4: off


def test_what_calls_a_plan_off_must_be_as_strong_as_its_strongest_backing() -> None:
    backed = (office("arranging", D20), news("confirmed", D21, "media"))
    assert stands(*backed).attribution == news("confirmed", D21, "media").attribution
    assert stands(*backed, news("cancelled", D22, "sources")).status == "confirmed"
    assert kept(*backed, news("cancelled", D22, "sources")) == "weaker than what backs the plan"
    assert stands(*backed, office("cancelled", D22)).status == "cancelled"


def test_the_backing_counts_from_the_last_turn_of_the_way() -> None:
    reports = (office("confirmed", D19), office("cancelled", D20), office("arranging", D21))
    assert stands(*reports, news("cancelled", D22, "sources")).status == "arranging"
    revived = (office("confirmed", D19), office("postponed", D20), news("arranging", D21, "sources", window=NEW_DAYS))
    assert stands(*revived, news("cancelled", D22, "sources")).status == "cancelled"


def test_details_back_nothing() -> None:
    reports = (news("confirmed", D19, "sources"), office("noted", D20))
    assert stands(*reports, news("cancelled", D21, "sources")).status == "cancelled"


@pytest.mark.parametrize("stage", ["postponed", "cancelled"])
def test_once_the_window_has_passed_unnamed_sources_call_a_plan_off(stage: str) -> None:
    plan = office("confirmed", D19, "KR", window="2026-01-20/2026-01-21")
    assert stands(plan, news(stage, D21, "sources")).status == "confirmed"
    assert stands(plan, news(stage, D22, "sources")).status == stage
    assert stands(plan, news(stage, D22, "unattributed")).status == stage
    assert stands(plan, news(stage, D22, "media")).status == "confirmed"


def test_an_open_window_never_passes() -> None:
    plan = office("confirmed", D19, "KR", window="2026-01-20/..")
    assert stands(plan, news("cancelled", "2027-01-01", "sources")).status == "confirmed"
    assert stands(office("confirmed", D19), news("cancelled", "2027-01-01", "sources")).status == "confirmed"


# Rule 4: postponed and cancelled


def test_one_side_cancels_what_the_other_has_postponed() -> None:
    assert stands(office("postponed", D20, "US"), office("cancelled", D20, "RU")).status == "cancelled"


def test_another_side_does_not_turn_a_cancellation_into_a_postponement() -> None:
    cancelled = office("cancelled", D20, "US")
    assert stands(cancelled, office("postponed", D21, "RU")).status == "cancelled"
    assert stands(cancelled, office("postponed", D21, "RU", "US")).status == "postponed"
    assert stands(cancelled, office("postponed", D21)).status == "postponed"
    assert kept(cancelled, office("postponed", D21, "RU")) == "of another side than @1"


def test_a_postponement_after_a_cancellation_must_be_clearly_later() -> None:
    reports = (office("cancelled", D20, "US"), office("postponed", D20, "US"))
    assert kept(*reports) == "not clearly later than the last report of cancelled"


# Rule 5


@pytest.mark.parametrize("stood", LADDER)
@pytest.mark.parametrize("off", [("postponed",), ("cancelled",), ("postponed", "cancelled"), ("denied",)])
def test_rescheduled_asserts_the_stage_of_the_ladder_that_stood_last(stood: str, off: tuple[str, ...]) -> None:
    calls = [office(stage, day) for stage, day in zip(off, (D21, D22), strict=False)]
    state = stands(news(stood, D20), *calls, office("rescheduled", D24))
    assert (state.status, state.why["status"], state.since) == (stood, len(calls) + 2, D24)


def test_rescheduled_asserts_the_stage_before_the_last_time_that_the_plan_was_off() -> None:
    days = (D20, D21, D22, D23, D24)
    stages = ("confirmed", "postponed", "arranging", "postponed", "rescheduled")
    assert stands(*map(news, stages, days)).status == "arranging"


def test_rescheduled_goes_by_its_own_attribution_only_where_nothing_ever_stood() -> None:
    reports = (news("cancelled", D21), news("confirmed", D22), news("cancelled", D23), news("rescheduled", D24))
    assert stands(*reports).status == "confirmed"
    assert stands(*reports[2:]).status == "in_final_arrangement"
    assert stands(office("rescheduled", D24)).status == "confirmed"


def test_rescheduled_repeats_the_stage_that_stands() -> None:
    state = stands(news("arranging", D20, "media"), office("rescheduled", D21, "KR"))
    assert (state.status, state.since, state.strength, state.why["status"], state.sides) == (
        *("arranging", D20, 3, 2),
        ("KR",),
    )


# Rule 6: back on


def test_a_plan_comes_back_on_the_very_day_on_which_it_was_called_off() -> None:
    assert stands(news("cancelled", D20), news("proposed", D20)).status == "proposed"


def test_another_side_does_not_bring_a_plan_back() -> None:
    reports = (office("confirmed", D19, "US"), office("cancelled", D20, "US"))
    assert stands(*reports, office("confirmed", D21, "RU")).status == "cancelled"
    assert stands(*reports, office("confirmed", D21, "RU", "US")).status == "confirmed"
    assert stands(*reports, office("confirmed", D21)).status == "confirmed"
    assert kept(*reports, office("confirmed", D21, "RU")) == "of another side than @2, and not on new days"


def test_any_side_brings_back_what_was_denied() -> None:
    assert stands(office("denied", D20, "KR"), office("confirmed", D20, "JP")).status == "confirmed"


def test_the_strongest_report_that_called_it_off_is_the_one_to_match() -> None:
    off = (office("cancelled", D20), news("cancelled", D21, "media"))
    assert stands(*off, news("confirmed", D22, "sources")).status == "cancelled"
    assert kept(*off, news("confirmed", D22, "sources")) == "weaker than @1, and not on new days"
    assert stands(*off, office("confirmed", D22)).status == "confirmed"


def test_a_weaker_word_brings_a_postponed_plan_back_on_new_days_later() -> None:
    plan = (office("confirmed", D19, "US", window="2026-02-05"), office("postponed", D20, "US"))
    assert stands(*plan, news("arranging", D21, "sources", window=NEW_DAYS)).status == "arranging"
    assert stands(*plan, news("arranging", D20, "sources", window=NEW_DAYS)).status == "postponed"
    assert stands(*plan, news("arranging", D21, "media", window=NEW_DAYS)).status == "postponed"
    assert stands(*plan, news("arranging", D21, "sources")).status == "postponed"
    assert stands(*plan, news("arranging", D21, "sources", window="2026-02")).status == "postponed"


def test_it_may_come_back_on_the_days_to_which_it_was_put_off() -> None:
    plan = (office("confirmed", D19, window="2026-02-05"), office("postponed", D20, window="2026-03"))
    assert stands(*plan, news("arranging", D21, "sources", window=NEW_DAYS)).status == "arranging"


def test_a_weaker_word_brings_a_cancelled_plan_back_only_once_its_days_have_passed() -> None:
    plan = (office("confirmed", D19, "US", window=D21), office("cancelled", D20, "US"))
    early, late = (news("arranging", day, "sources", window=NEW_DAYS) for day in (D21, D22))
    assert (stands(*plan, early).status, stands(*plan, late).status) == ("cancelled", "arranging")
    assert kept(*plan, early) == "weaker than @2, and before the days that were called off had passed"
    assert stands(*plan, news("arranging", D22, "sources", window="2026-01")).status == "cancelled"


def test_without_a_window_a_cancelled_plan_comes_back_on_an_equal_word_alone() -> None:
    reports = (office("cancelled", D20), news("arranging", "2027-01-01", "sources", window=NEW_DAYS))
    assert stands(*reports).status == "cancelled"


def test_a_weaker_word_brings_a_denied_plan_back_on_days_other_than_the_denied_ones() -> None:
    denied = (news("arranging", D19, "sources", window=D23), office("denied", D20, "KR"))
    assert stands(*denied, news("arranging", D21, "sources", window=NEW_DAYS)).status == "arranging"
    assert stands(*denied, news("arranging", D21, "sources", window=D23)).status == "denied"
    assert kept(*denied, news("arranging", D21, "sources", window=D23)) == "weaker than @2, and on days of 23 Jan 2026"
    assert kept(*denied, news("arranging", D20, "sources", window=NEW_DAYS)) == "weaker than @2, and not clearly later"


@pytest.mark.parametrize("off", ["postponed", "cancelled"])
def test_a_denied_plan_is_called_off_by_an_equal_word_or_on_new_days(off: str) -> None:
    denied = office("denied", D20, "KR")
    assert stands(denied, office(off, D20, "JP")).status == off
    assert stands(denied, news(off, D21, "sources")).status == "denied"
    assert stands(denied, news(off, D21, "sources", window=NEW_DAYS)).status == off


# Rule 7


def test_unnamed_sources_say_that_a_plan_was_held_after_all() -> None:
    for off in ("postponed", "cancelled"):
        reports = (office("confirmed", D19), office(off, D20, window=D21))
        assert stands(*reports, news("held", D20, "sources")).status == "held"
        for day in (D20, D23):
            assert stands(*reports, news("held", day, "media")).status == off
            assert kept(*reports, news("held", day, "media")) == "weaker than @2"


@pytest.mark.parametrize("stage", sorted(set(STAGES) - {"held", "noted", "denied"}))
def test_after_it_was_held_a_stage_is_kept_out_and_history_says_so(stage: str) -> None:
    assert kept(office("held", D20), office(stage, D23)) == "after it was held"


@pytest.mark.parametrize("stage", ["postponed", "cancelled"])
def test_a_stronger_word_says_that_it_was_not_held_but_called_off(stage: str) -> None:
    held = news("held", D20, "sources")
    assert stands(held, office(stage, D20)).status == stage
    assert stands(held, news(stage, D21, "unattributed")).status == "held"


@pytest.mark.parametrize("stage", ["held", "noted"])
def test_after_it_was_held_an_outcome_and_details_take_effect(stage: str) -> None:
    reports = (news("held", D20), report(stage, D21, host="JP"), report("noted", D20, host="KR"))
    assert (kept(*reports), stands(*reports).host) == (None, "JP")


def test_what_came_before_it_was_held_is_not_kept_out() -> None:
    reports = (news("held", D22), news("confirmed", D20), news("cancelled", D21))
    assert [stands(*reports, as_of=day).status for day in (D20, D21, D22)] == ["confirmed", "cancelled", "held"]
