"""Rules 4 to 7 and 9: which status a stage sets, which report stands behind it, and which stages are kept out."""

from itertools import product
from typing import Final

import pytest

from tests.given import kept, report, stands
from tracker.domain.report import Report
from tracker.domain.vocabulary import STAGES, STRENGTH

D19, D20, D21, D22, D23, D24 = (f"2026-01-{day}" for day in range(19, 25))
WINDOW = "2026-03-03"

# What the second report does to the status that the first one set, by the letter of the rules:
# S sets its stage; B a step back: only as strong, and on a later day; R reinstates, only as strong; N a new window
# sets a status; H kept out after held; - no stage, nothing set.
_COLUMNS: Final = (
    *("proposed", "arranging", "in_final_arrangement", "confirmed"),
    *("rescheduled", "postponed", "cancelled", "held", "denied", "noted"),
)
_TABLE: Final = {
    "noted": "SSSSNSSSS-",
    "proposed": "SSSS-SSS--",
    "arranging": "BSSS-SSS--",
    "in_final_arrangement": "BBSS-SSS--",
    "confirmed": "BBBS-SSS--",
    "postponed": "RRRRRSSS--",
    "cancelled": "RRRRRBSS--",
    "held": "HHHHHHHS--",
    "denied": "SSSSNSSSS-",
}
PAIRS: Final = [
    (first, second, what) for first, row in _TABLE.items() for second, what in zip(_COLUMNS, row, strict=True)
]


def said(stage: str, day: str, said_by: str = "unattributed", outlet: str = "Yonhap") -> Report:
    return report(stage, day, outlet, said_by, **({"window": WINDOW} if stage == "rescheduled" else {}))


def by_a_new_window(said_by: str) -> str:
    return "confirmed" if said_by == "official" else "in_final_arrangement"


def allowed(what: str, first: str, second: str, *, later: bool) -> bool:
    """Whether the second report takes effect, by the letter of its cell."""
    as_strong = STRENGTH[second] >= STRENGTH[first]
    return {"H": False, "B": as_strong and later, "R": as_strong}.get(what, True)


def test_the_table_speaks_of_every_stage() -> None:
    assert sorted(_COLUMNS) == sorted(STAGES)
    assert sorted(_TABLE) == sorted(set(STAGES) - {"rescheduled"})


@pytest.mark.parametrize(("first", "second", "what"), PAIRS)
def test_a_stage_does_to_another_what_the_rules_say(first: str, second: str, what: str) -> None:
    for one, two, day in product(STRENGTH, STRENGTH, (D20, D21)):
        told = (said(first, D20, one), said(second, day, two, "Kyodo"))
        state, before = stands(*told), None if first == "noted" else first
        takes = allowed(what, one, two, later=day == D21)
        if what == "-" or not takes:
            expected = before
        elif second == "rescheduled":
            expected = by_a_new_window(two)
        else:
            expected = second
        assert (state.status, kept(*told) is None) == (expected, takes), (one, two, day)


@pytest.mark.parametrize(("first", "second", "what"), PAIRS)
def test_the_report_behind_the_status_is_the_one_that_set_it_or_a_stronger_repeat(
    first: str, second: str, what: str
) -> None:
    for one, two in product(STRENGTH, STRENGTH):
        state = stands(said(first, D20, one), said(second, D21, two, "Kyodo"))
        sets = what != "-" and allowed(what, one, two, later=True)
        took_over = sets and (first != second or STRENGTH[two] > STRENGTH[one])
        behind = 2 if took_over else None if first == "noted" else 1
        assert (state.why.get("status"), state.why.get("attribution")) == (behind, behind), (one, two)
        assert (state.attribution and state.attribution.class_) == {1: one, 2: two, None: None}[behind or None]


@pytest.mark.parametrize(("first", "second", "what"), PAIRS)
def test_a_status_begins_on_the_day_of_the_report_that_changed_it(first: str, second: str, what: str) -> None:
    state = stands(said(first, D20), said(second, D21, "official", "Kyodo"))
    changed = what not in "-H" and first != second
    since = D21 if changed else None if first == "noted" else D20
    assert (state.since, state.why.get("since")) == (since, {D20: 1, D21: 2, None: None}[since])


def test_a_meeting_with_noted_alone_has_no_status() -> None:
    state = stands(report("noted", D20, said_by="official", title="Ahn visits Japan"))
    assert (state.status, state.since, state.attribution, state.sides, dict(state.why)) == (
        None,
        None,
        None,
        (),
        {"title": 1},
    )


# Rule 4


def test_a_repeat_takes_over_only_if_stronger_and_since_stays() -> None:
    state = stands(
        said("confirmed", D20, "media"), said("confirmed", D21, "official"), said("confirmed", D22, "sources")
    )
    assert state.attribution
    assert (state.attribution.class_, state.since) == ("official", D20)
    assert [state.why[field] for field in ("status", "attribution", "since")] == [2, 2, 1]


def test_sources_and_the_outlets_own_voice_are_equally_strong() -> None:
    for one, two in (("sources", "unattributed"), ("unattributed", "sources")):
        state = stands(said("confirmed", D20, one), said("confirmed", D21, two))
        assert (state.why["status"], state.attribution and state.attribution.class_) == (1, one)


def test_a_step_back_needs_a_day_later_than_that_of_the_report_behind_the_status() -> None:
    repeated = (said("confirmed", D20, "media"), said("confirmed", D22, "official"))
    assert stands(*repeated, said("arranging", D22, "official")).status == "confirmed"
    assert stands(*repeated, said("arranging", D23, "official")).status == "arranging"


def test_a_repeat_that_does_not_take_over_does_not_hold_up_a_step_back() -> None:
    repeated = (said("confirmed", D20, "sources"), said("confirmed", D22, "sources"))
    assert stands(*repeated, said("arranging", D22, "sources")).status == "arranging"


def test_a_step_back_on_the_same_printed_day_is_kept_out_even_hours_later() -> None:
    hours = ("2026-01-20T09:00+09:00", "2026-01-20T23:00+09:00")
    assert stands(said("confirmed", hours[0]), said("arranging", hours[1])).status == "confirmed"


def test_history_says_why_a_step_back_is_kept_out() -> None:
    weaker = (said("confirmed", D20, "official"), said("arranging", D21))
    same_day = (said("noted", D20), said("cancelled", D20), said("postponed", D20))
    assert kept(*weaker) == "a step back needs an attribution as strong as that of @1"
    assert kept(*same_day) == "a step back needs a later day than that of @2"


def test_any_attribution_calls_a_plan_off() -> None:
    for off in ("postponed", "cancelled"):
        assert stands(said("confirmed", D20, "official"), said(off, D20, "media")).status == off


def test_a_stage_that_is_kept_out_still_counts_as_a_report_and_an_origin() -> None:
    state = stands(said("confirmed", D20, "official"), said("arranging", D21, outlet="Kyodo"))
    assert (state.status, state.reports, state.origins) == ("confirmed", 2, ("kyodo", "yonhap"))


def test_a_status_that_changes_on_one_day_began_with_the_second_report() -> None:
    state = stands(said("confirmed", D20), said("cancelled", D20))
    assert (state.since, state.why["since"]) == (D20, 2)


# Whose officials say so


def test_the_sides_are_those_whose_officials_stand_behind_the_status() -> None:
    said_by_both = (
        report("confirmed", D20, said_by="official", side=["KR"]),
        report("confirmed", D21, said_by="official", side=["JP", "KR"]),
    )
    assert (stands(*said_by_both).sides, stands(*said_by_both).why["sides"]) == (("KR", "JP"), 2)


def test_the_side_of_unnamed_sources_is_no_official_side() -> None:
    assert stands(report("confirmed", D20, said_by="sources", side=["KR"])).sides == ()


def test_a_new_status_begins_with_its_own_sides() -> None:
    official = report("confirmed", D20, said_by="official", side=["KR"])
    state = stands(official, report("cancelled", D21, said_by="sources", side=["JP"]))
    assert (state.sides, "sides" in state.why) == ((), False)
    same = stands(official, report("cancelled", D21, said_by="official", side=["KR"]))
    assert (same.sides, same.why["sides"]) == (("KR",), 2)


def test_a_side_behind_another_stage_does_not_join() -> None:
    official = report("confirmed", D20, said_by="official", side=["KR"])
    assert stands(official, report("noted", D21, said_by="official", side=["JP"])).sides == ("KR",)
    assert stands(official, report("arranging", D20, said_by="official", side=["JP"])).sides == ("KR",)


# Rule 5


@pytest.mark.parametrize("stood", ["proposed", "arranging", "in_final_arrangement", "confirmed"])
@pytest.mark.parametrize(
    "off", [("postponed",), ("cancelled",), ("postponed", "cancelled"), ("cancelled", "postponed")]
)
def test_rescheduled_restores_the_stage_that_stood_before(stood: str, off: tuple[str, ...]) -> None:
    days = (D21, D22, D23)
    calls = [said(stage, day) for stage, day in zip(off, days, strict=False)]
    state = stands(said(stood, D20), *calls, said("rescheduled", D24, "official"))
    assert (state.status, state.why["status"], state.since) == (stood, len(calls) + 2, D24)


def test_rescheduled_restores_the_stage_before_the_last_time_that_it_was_off() -> None:
    told = (
        said("confirmed", D20),
        said("postponed", D21),
        said("arranging", D22),
        said("postponed", D23),
        said("rescheduled", D24),
    )
    assert stands(*told).status == "arranging"


def test_rescheduled_goes_by_its_own_attribution_only_where_nothing_stood() -> None:
    told = (said("cancelled", D21), said("confirmed", D22), said("cancelled", D23), said("rescheduled", D24))
    assert stands(*told).status == "confirmed"
    assert stands(*told[2:]).status == "in_final_arrangement"


def test_rescheduled_leaves_a_plan_that_stands_as_it_is() -> None:
    state = stands(said("arranging", D20, "media"), said("rescheduled", D21, "official"))
    assert state.attribution
    assert (state.status, state.since, state.attribution.class_, state.why["status"]) == ("arranging", D20, "media", 1)


# Rule 6


def test_the_strongest_report_that_called_it_off_is_the_one_to_match() -> None:
    off = (said("cancelled", D20, "official"), said("cancelled", D21, "media"))
    assert stands(*off, said("confirmed", D22, "sources")).status == "cancelled"
    assert kept(*off, said("confirmed", D22, "sources")) == "weaker than what called it off"
    assert stands(*off, said("confirmed", D22, "official")).status == "confirmed"


def test_a_postponement_that_was_kept_out_called_it_off_too() -> None:
    off = (said("cancelled", D20, "sources"), said("postponed", D20, "official"))
    assert stands(*off, said("confirmed", D22, "sources")).status == "cancelled"


def test_what_called_it_off_before_it_last_stood_does_not_matter() -> None:
    told = (
        said("cancelled", D20, "official"),
        said("confirmed", D21, "official"),
        said("cancelled", D22, "media"),
        said("arranging", D23, "media"),
    )
    assert stands(*told).status == "arranging"


def test_a_plan_is_reinstated_on_the_very_day_on_which_it_was_called_off() -> None:
    assert stands(said("cancelled", D20), said("proposed", D20)).status == "proposed"


def test_held_reinstates_always() -> None:
    for off in ("postponed", "cancelled"):
        assert stands(said("confirmed", D19), said(off, D20, "official"), said("held", D20, "media")).status == "held"


# Rule 7


@pytest.mark.parametrize("stage", sorted(set(STAGES) - {"held", "noted", "denied"}))
def test_after_it_was_held_a_stage_is_kept_out_and_history_says_so(stage: str) -> None:
    assert kept(said("held", D20, "media"), said(stage, D23, "official")) == "after it was held"


@pytest.mark.parametrize("stage", ["held", "noted", "denied"])
def test_after_it_was_held_an_outcome_details_and_denials_take_effect(stage: str) -> None:
    told = (said("held", D20), report(stage, D21, host="JP"), report("noted", D20, host="KR"))
    assert (kept(*told), stands(*told).host) == (None, "JP")


def test_what_came_before_it_was_held_is_not_kept_out() -> None:
    told = (said("held", D22), said("confirmed", D20), said("cancelled", D21))
    assert [stands(*told, as_of=day).status for day in (D20, D21, D22)] == ["confirmed", "cancelled", "held"]


# Rule 9


def test_nothing_becomes_held_because_its_date_has_passed() -> None:
    told = (report("confirmed", D20, window=D21), report("noted", "2026-03-01"))
    assert stands(*told, as_of="2026-12-31").status == "confirmed"
