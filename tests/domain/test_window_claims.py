"""Rule 3 for windows: which one stands, which are ignored, and which were given up."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.given import line, report, stands
from tracker.domain.import_line import read_report
from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.domain.window import Window

D19, D20, D21, D22, D23 = (f"2026-01-{day}" for day in range(19, 24))
EXACT, WEEK, MONTH, LATER = "2026-01-30", "[2026-01-26..2026-02-01]", "2026-01", "2026-03-03"


def window(state: Meeting) -> tuple[str | None, list[str]]:
    """Return the window that stands, and those that were given up."""
    return state.window.edtf if state.window else None, [one.edtf for one in state.previous_windows]


def office(stage: str, day: str, edtf: str | None = None, **more: Any) -> Report:
    return report(stage, day, said_by="official", **({"window": edtf} if edtf else {}), **more)


def sources(stage: str, day: str, edtf: str | None = None, **more: Any) -> Report:
    return report(stage, day, said_by="sources", **({"window": edtf} if edtf else {}), **more)


# A window that replaces another


def test_a_window_that_shares_no_day_with_the_one_before_gives_that_up() -> None:
    state = stands(sources("confirmed", D20, "2026-01-29"), sources("confirmed", D21, EXACT))
    assert (window(state), state.why["window"], state.why["previous_windows"]) == ((EXACT, ["2026-01-29"]), 2, 2)


@pytest.mark.parametrize(("first", "second"), [(WEEK, EXACT), (MONTH, WEEK), ("2026-01-01/2026-01-31", MONTH)])
def test_a_window_that_shares_a_day_with_the_one_before_leaves_no_trace(first: str, second: str) -> None:
    assert window(stands(sources("noted", D20, first), sources("noted", D21, second))) == (second, [])


def test_the_window_keeps_the_words_of_its_report() -> None:
    state = stands(report("noted", D20, window=EXACT))
    assert state.window == Window(EXACT)


def test_a_stronger_report_of_the_same_window_takes_it_over() -> None:
    reports = (sources("noted", D20, EXACT), office("noted", D21, EXACT))
    assert (stands(*reports).why["window"], stands(*reports).given_by("window")) == (2, 1)
    assert stands(*reports, sources("noted", D22, WEEK)).why["window"] == 2


def test_a_report_of_the_same_window_that_is_not_stronger_does_not_take_it_over() -> None:
    assert stands(report("noted", D20, window=EXACT), sources("noted", D21, EXACT)).why["window"] == 1


# A window that is too vague


@pytest.mark.parametrize(("first", "second"), [("media", "media"), ("sources", "media"), ("official", "sources")])
def test_a_window_that_only_blurs_the_one_that_stands_is_ignored(first: str, second: str) -> None:
    for vague in (WEEK, "[2026-01..]", "[..2026-12-31]", "2026-01-30/.."):
        reports = (
            report("confirmed", D20, said_by=first, window=EXACT),
            report("confirmed", D21, said_by=second, window=vague),
        )
        assert (window(stands(*reports)), stands(*reports).why["window"]) == ((EXACT, []), 1)


@pytest.mark.parametrize(("first", "second"), [("media", "sources"), ("media", "official"), ("sources", "official")])
def test_a_vaguer_window_on_a_stronger_word_stands(first: str, second: str) -> None:
    reports = (
        report("confirmed", D20, said_by=first, window=EXACT),
        report("confirmed", D21, said_by=second, window=WEEK),
    )
    assert window(stands(*reports)) == (WEEK, [])


def test_a_window_of_the_same_days_is_not_vaguer() -> None:
    assert window(stands(sources("noted", D20, MONTH), sources("noted", D21, "2026-01-01/2026-01-31")))[0] != MONTH


def test_a_vague_window_counts_where_the_plan_is_postponed_or_comes_back() -> None:
    plan = sources("confirmed", D20, EXACT)
    assert window(stands(plan, sources("postponed", D21, MONTH))) == (MONTH, [EXACT])
    off = (plan, sources("cancelled", D21))
    assert window(stands(*off, sources("arranging", D22, MONTH))) == (MONTH, [])
    assert window(stands(*off, sources("held", D22, MONTH))) == (MONTH, [])
    denied = (sources("arranging", D20, EXACT), office("denied", D21))
    assert window(stands(*denied, office("arranging", D22, MONTH))) == (MONTH, [])


@pytest.mark.parametrize("stage", ["held", "noted", "rescheduled", "cancelled"])
def test_a_vague_window_is_ignored_under_any_other_stage(stage: str) -> None:
    assert window(stands(office("confirmed", D20, EXACT), office(stage, D21, MONTH))) == (EXACT, [])


@pytest.mark.parametrize("says", [sources, office])
def test_rescheduled_to_exact_days_lengthens_a_meeting(says: Callable[..., Report]) -> None:
    planned, longer = "2026-01-29/2026-01-30", "2026-01-29/2026-01-31"
    state = stands(says("confirmed", D20, planned), says("rescheduled", D21, longer))
    assert window(state) == (longer, [planned])


def test_longer_days_under_any_other_stage_may_be_those_of_the_trip_around_the_meeting() -> None:
    planned, longer = "2026-01-29/2026-01-30", "2026-01-29/2026-01-31"
    assert window(stands(office("confirmed", D20, planned), office("confirmed", D21, longer))) == (planned, [])
    assert window(stands(office("confirmed", D20, planned), office("rescheduled", D21, longer + "~"))) == (planned, [])


# A plan that comes back after its days have passed


@pytest.mark.parametrize("off", ["postponed", "cancelled", "denied"])
def test_a_plan_that_comes_back_without_new_days_gives_up_days_that_have_passed(off: str) -> None:
    revived = office("proposed", D23)
    passed = stands(sources("arranging", D19, D21), office(off, D20, D22 if off == "postponed" else None), revived)
    assert (passed.status, window(passed)[0], passed.given_by("window")) == ("proposed", None, 3)
    assert window(passed)[1][-1] == (D22 if off == "postponed" else D21)


def test_a_plan_that_comes_back_in_time_or_repeats_its_days_keeps_them() -> None:
    off = (sources("arranging", D19, D21), office("cancelled", D20))
    assert window(stands(*off, office("proposed", D21))) == (D21, [])
    assert window(stands(*off, office("proposed", D23, D21))) == (D21, [])


def test_a_meeting_held_after_all_keeps_its_days() -> None:
    assert window(stands(sources("arranging", D19, D21), office("cancelled", D20), office("held", D23))) == (D21, [])


# A window that was given up


def test_a_weaker_word_does_not_bring_back_a_window_that_was_given_up() -> None:
    moved = (office("confirmed", D20, "2026-01-29"), office("confirmed", D21, LATER))
    for claimed in ("2026-01-29", "[2026-01-26..2026-01-31]"):
        assert window(stands(*moved, sources("noted", D22, claimed))) == (LATER, ["2026-01-29"])


def test_a_word_as_strong_brings_it_back() -> None:
    moved = (office("confirmed", D20, "2026-01-29"), office("confirmed", D21, LATER))
    state = stands(*moved, office("noted", D22, "2026-01-29"))
    assert window(state) == ("2026-01-29", [LATER])


def test_while_a_plan_stays_postponed_no_word_brings_it_back() -> None:
    put_off = (sources("confirmed", D20, "2026-01-29"), sources("postponed", D21, LATER))
    for stage in ("postponed", "noted"):
        assert window(stands(*put_off, office(stage, D22, "2026-01-29"))) == (LATER, ["2026-01-29"])
    assert window(stands(*put_off, office("confirmed", D22, "2026-01-29"))) == ("2026-01-29", [LATER])


def test_while_a_plan_stays_postponed_other_days_replace_the_window() -> None:
    put_off = (office("confirmed", D20, "2026-01-29"), office("postponed", D21, "2026-03"))
    assert window(stands(*put_off, sources("noted", D22, LATER))) == (LATER, ["2026-01-29"])
    assert window(stands(*put_off, sources("postponed", D22, "2026-05"))) == ("2026-05", ["2026-01-29", "2026-03"])


# Postponed and off


@pytest.mark.parametrize("claims", [{}, {"window": EXACT}, {"original_window": EXACT}])
def test_a_plan_that_is_postponed_without_new_days_has_no_window(claims: dict[str, str]) -> None:
    state = stands(office("confirmed", D20, EXACT), office("postponed", D21, **claims))
    assert (window(state), state.given_by("window"), "window" in state.why) == ((None, [EXACT]), 2, False)


def test_a_plan_that_is_postponed_again_keeps_the_days_to_which_it_was_put_off() -> None:
    put_off = (office("confirmed", D20, EXACT), office("postponed", D21, "2026-03"))
    assert window(stands(*put_off, office("postponed", D22))) == ("2026-03", [EXACT])


def test_a_plan_that_is_postponed_to_days_that_overlap_gives_the_old_ones_up() -> None:
    reports = (office("confirmed", D20, "2026-01-29/2026-01-31"), office("postponed", D21, "2026-01-31/2026-02-02"))
    assert window(stands(*reports)) == ("2026-01-31/2026-02-02", ["2026-01-29/2026-01-31"])


def test_a_first_window_under_postponed_stands() -> None:
    assert window(stands(sources("confirmed", D20), sources("postponed", D21, EXACT))) == (EXACT, [])


@pytest.mark.parametrize("off", ["cancelled", "denied"])
def test_a_plan_that_is_cancelled_or_denied_keeps_the_days_that_had_been_planned(off: str) -> None:
    assert window(stands(sources("confirmed", D20, EXACT), office(off, D21))) == (EXACT, [])


# Rescheduled


@pytest.mark.parametrize("first", ["2026-01-29/2026-01-31", "2026-01-30/2026-01-31"])
def test_a_rescheduled_plan_gives_up_exact_days_even_where_the_new_ones_overlap(first: str) -> None:
    reports = (sources("confirmed", D20, first), sources("rescheduled", D21, "2026-01-31"))
    assert window(stands(*reports)) == ("2026-01-31", [first])


def test_a_rescheduled_plan_does_not_give_up_an_uncertain_window_that_it_makes_exact() -> None:
    for first in (MONTH, WEEK, "2026-01-30~", "2026-01-29/.."):
        assert window(stands(sources("confirmed", D20, first), sources("rescheduled", D21, EXACT))) == (EXACT, [])
    reports = (sources("confirmed", D20, WEEK), sources("rescheduled", D21, "2026-01-30/2026-02-02"))
    assert window(stands(*reports)) == ("2026-01-30/2026-02-02", [WEEK])


def test_a_rescheduled_plan_of_the_same_window_gives_nothing_up() -> None:
    assert window(stands(sources("confirmed", D20, EXACT), office("rescheduled", D21, EXACT))) == (EXACT, [])


# The original window, and one that is withdrawn


def test_an_original_window_is_one_that_was_given_up() -> None:
    for reports in (
        [sources("postponed", D20, LATER, original_window=EXACT)],
        [sources("confirmed", D19, LATER), sources("noted", D20, original_window=EXACT)],
    ):
        assert window(stands(*reports)) == (LATER, [EXACT])
    assert window(stands(sources("cancelled", D20, original_window=EXACT))) == (None, [EXACT])


def test_where_the_original_window_is_the_one_that_stands_none_does() -> None:
    reports = (office("confirmed", D20, EXACT), office("noted", D21, original_window=EXACT))
    assert window(stands(*reports)) == (None, [EXACT])
    assert window(stands(reports[0], office("noted", D21, LATER, original_window=EXACT))) == (LATER, [EXACT])


def test_a_window_that_is_given_up_keeps_the_words_of_the_report_that_set_it() -> None:
    reports = (
        read_report(line("confirmed", D20) | {"claims": {"window": {"edtf": EXACT, "words": "on Friday"}}}),
        read_report(line("noted", D21) | {"claims": {"original_window": {"edtf": EXACT, "words": "on the 30th"}}}),
    )
    assert stands(*reports).previous_windows == (Window(EXACT, "on Friday"),)


def test_a_window_that_is_withdrawn_is_given_up() -> None:
    reports = (office("confirmed", D20, EXACT), office("noted", D21, withdrawn=["window"]))
    assert (window(stands(*reports)), stands(*reports).given_by("window")) == ((None, [EXACT]), 2)


def test_what_left_no_window_standing_keeps_a_weaker_word_from_bringing_it_back() -> None:
    withdrawn = (office("confirmed", D20, EXACT), office("noted", D21, withdrawn=["window"]))
    assert window(stands(*withdrawn, sources("noted", D22, WEEK))) == (None, [EXACT])
    assert window(stands(*withdrawn, sources("noted", D22, LATER))) == (LATER, [EXACT])
    assert window(stands(*withdrawn, office("noted", D22, EXACT))) == (EXACT, [])


def test_none_standing_passes_to_the_stronger_word_that_leaves_it_so() -> None:
    weak = (sources("confirmed", D19, EXACT), sources("noted", D20, withdrawn=["window"]))
    assert window(stands(*weak, sources("noted", D22, EXACT))) == (EXACT, [])
    strong = (*weak, office("noted", D21, withdrawn=["window"]))
    assert window(stands(*strong, sources("noted", D22, EXACT))) == (None, [EXACT])
    weaker = (*strong, sources("noted", D21, withdrawn=["window"]))
    assert window(stands(*weaker, sources("noted", D22, EXACT))) == (None, [EXACT])


def test_a_window_that_is_withdrawn_and_claimed_again_stands() -> None:
    reports = (office("confirmed", D20, EXACT), sources("noted", D21, EXACT, withdrawn=["window"]))
    assert (window(stands(*reports)), stands(*reports).why["window"]) == ((EXACT, []), 2)


# The windows that were given up, in order


def test_windows_are_listed_in_the_order_in_which_they_were_given_up() -> None:
    reports = [
        sources("rescheduled", day, edtf) for day, edtf in ((D20, "2026-02"), (D21, "2026-03"), (D22, "2026-04"))
    ]
    assert window(stands(*reports)) == ("2026-04", ["2026-02", "2026-03"])
    both = sources("noted", D23, withdrawn=["window"], original_window="2026-05")
    assert window(stands(*reports, both)) == (None, ["2026-02", "2026-03", "2026-05", "2026-04"])


def test_a_window_that_was_given_up_twice_is_listed_once_and_never_while_it_stands() -> None:
    edtfs = ("2026-02", "2026-03", "2026-02", "2026-04")
    reports = [office("rescheduled", day, edtf) for day, edtf in zip((D20, D21, D22, D23), edtfs, strict=True)]
    assert window(stands(*reports[:3])) == ("2026-02", ["2026-03"])
    assert window(stands(*reports)) == ("2026-04", ["2026-03", "2026-02"])
    assert window(stands(*reports, office("noted", D23, original_window="2026-03"))) == (
        "2026-04",
        ["2026-03", "2026-02"],
    )


# Reports whose stage is kept out, and denials


def test_a_report_that_is_kept_out_does_nothing_to_the_windows() -> None:
    held = (office("held", D20, D20), office("held", D20))
    for claims in ({"window": LATER}, {"original_window": LATER}, {"withdrawn": ["window"]}):
        assert window(stands(held[0], office("cancelled", D21, **claims))) == (D20, [])
        assert window(stands(held[1], office("cancelled", D21, **claims))) == (None, [])


def test_a_stronger_report_that_is_kept_out_does_not_take_the_window_over() -> None:
    held = report("held", D20, said_by="media", window=EXACT)
    assert stands(held, office("confirmed", D21, EXACT)).why["window"] == 1


def test_a_denial_where_no_status_stood_fills_the_window() -> None:
    assert window(stands(office("denied", D20, EXACT))) == (EXACT, [])
    assert window(stands(sources("noted", D19, LATER), office("denied", D20, EXACT))) == (LATER, [])
    given_up = sources("noted", D19, original_window=EXACT)
    assert window(stands(given_up, office("denied", D20, WEEK))) == (None, [EXACT])
    assert window(stands(given_up, office("denied", D20, LATER))) == (LATER, [EXACT])


def test_any_other_denial_leaves_the_windows_alone() -> None:
    plan = sources("arranging", D20, EXACT)
    for claims in ({"window": LATER}, {"original_window": EXACT}, {"withdrawn": ["window"]}):
        assert window(stands(plan, office("denied", D21, **claims))) == (EXACT, [])
        assert window(stands(plan, office("arranging", D20), office("denied", D21, **claims))) == (EXACT, [])
