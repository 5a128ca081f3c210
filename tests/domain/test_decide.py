"""What the log refuses to record: the last paragraph of the fold's contract, each refusal with its hint."""

from datetime import UTC, datetime

import pytest

from tests.given import MEETING, linked, log, merged, refusal, report, retracted, stands
from tracker.domain.clocks import parse_published
from tracker.domain.decide import refuse, refuse_future, refuse_link, refuse_merge, refuse_tangle, refuse_target
from tracker.domain.errors import REFUSED, TrackerError
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import Report
from tracker.domain.selection import counted
from tracker.domain.vocabulary import STAGES

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
BLANK = Meeting(meeting=MEETING)
PART_OF_A = Link(relation="part_of", meeting="a")
D20, D21, D22 = "2026-01-20", "2026-01-21", "2026-01-22"


def recorded(one: Report, before: Meeting = BLANK) -> bool:
    """Let the log take a report, or raise."""
    refuse(one, before, NOON)
    return True


# The day


@pytest.mark.parametrize(
    ("now", "day", "begun"),
    [
        ("2026-01-22T09:59:59+00:00", "2026-01-22", True),
        ("2026-01-22T09:59:59+00:00", "2026-01-23", False),
        ("2026-01-22T10:00:00+00:00", "2026-01-23", True),
        ("2026-01-22T10:00:00+00:00", "2026-01-24", False),
        ("2026-01-22T10:00:00+00:00", "2026-01-23T23:00-05:00", True),
        ("2026-01-22T10:00:00+00:00", "2026-01-24T00:30+14:00", False),
        ("2026-01-22T10:00:00+00:00", "1999-12-31", True),
    ],
)
def test_a_day_that_has_begun_nowhere_on_earth_is_refused(now: str, day: str, begun: bool) -> None:
    instant = datetime.fromisoformat(now)
    if begun:
        refuse_future(parse_published(day), instant)
        return
    assert refusal(refuse_future, parse_published(day), instant) == (
        f"{day} is in the future",
        "Check --published: it is the day on which the item was printed.",
    )


def test_a_report_from_the_future_is_refused() -> None:
    sentence, _ = refusal(recorded, report("noted", "2026-02-03"))
    assert sentence == "2026-02-03 is in the future"
    assert recorded(report("noted", "2026-02-02"))


def test_a_clock_at_the_end_of_the_calendar_refuses_nothing_that_is_in_it() -> None:
    refuse_future(parse_published("9999-12-31"), datetime(9999, 12, 31, 20, tzinfo=UTC))


# Windows


def test_rescheduled_without_a_window_is_refused() -> None:
    assert refusal(recorded, report("rescheduled", D20)) == (
        "a rescheduled meeting needs its new window",
        "Add --window, or say postponed while the new date is open.",
    )
    assert refusal(recorded, report("rescheduled", D20, original_window="2026-03"))[0].startswith("a rescheduled")
    assert recorded(report("rescheduled", D20, window="2026-03"))


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(TrackerError) as caught:
        report("confirmed", D20, window="2026-01-31/2026-01-29")
    assert caught.value.exit_code == REFUSED


@pytest.mark.parametrize(
    "window", ["2026-01-22", "2026-01-22/2026-01-23", "[2026-01-22..]", "2026-02", "[2026-01-22,2026-01-30]"]
)
def test_held_before_its_own_window_begins_is_refused(window: str) -> None:
    sentence, hint = refusal(recorded, report("held", D20, window=window))
    assert (sentence.startswith("held, but its window "), sentence.endswith(f" begins after {D20}")) == (True, True)
    assert hint == "Give the day it was held with --window, or record another stage."


def test_a_refused_outcome_names_its_window_in_words() -> None:
    sentence, _ = refusal(recorded, report("held", D20 + "T09:00Z", window="2026-01-29/2026-01-31"))
    assert sentence == "held, but its window 29–31 Jan 2026 begins after 2026-01-20T09:00+00:00"


@pytest.mark.parametrize(
    "window", ["2026-01-21", "2026-01-20", "2026-01-21/2026-03-01", "2026-01", "2025", "../2026-03-01", "[..2026-03]"]
)
def test_held_may_begin_up_to_a_day_after_the_publication(window: str) -> None:
    assert recorded(report("held", D20, window=window))


def test_held_before_the_window_that_stands_is_refused() -> None:
    before = stands(report("confirmed", "2026-01-10", window="2026-01-30"))
    assert refusal(recorded, report("held", D20), before)[0] == f"held, but its window 30 Jan 2026 begins after {D20}"
    assert recorded(report("held", "2026-01-29"), before)


def test_the_own_window_of_an_outcome_goes_before_the_one_that_stands() -> None:
    before = stands(report("confirmed", "2026-01-10", window="2026-01-30"))
    assert recorded(report("held", D20, window=D20), before)
    past = stands(report("confirmed", "2026-01-10", window="2026-01-15"))
    assert refusal(recorded, report("held", D20, window="2026-01-30"), past)[0].startswith(
        "held, but its window 30 Jan"
    )


@pytest.mark.parametrize("stage", sorted(set(STAGES) - {"held"}))
def test_only_an_outcome_must_fit_its_window(stage: str) -> None:
    assert recorded(report(stage, D20, window="2026-12"))


def test_held_without_any_window_is_recorded() -> None:
    assert recorded(report("held", D20))


# After held


@pytest.mark.parametrize("stage", sorted(set(STAGES) - {"held", "noted", "denied"}))
def test_after_held_a_later_report_of_a_stage_is_refused(stage: str) -> None:
    held = stands(report("confirmed", "2026-01-19"), report("held", D20, said_by="official"))
    assert refusal(recorded, report(stage, D21, said_by="official", window="2026-03"), held) == (
        f"{MEETING} was held, says @2",
        "Retract @2 if it was not held, or start another meeting with --new.",
    )


@pytest.mark.parametrize("stage", ["held", "noted", "denied"])
def test_after_held_a_later_outcome_details_and_denials_are_recorded(stage: str) -> None:
    assert recorded(report(stage, D21), stands(report("held", D20)))


@pytest.mark.parametrize("stage", ["postponed", "cancelled"])
def test_after_held_a_stronger_word_that_it_was_called_off_is_recorded(stage: str) -> None:
    assert recorded(report(stage, D21, said_by="official"), stands(report("held", D20, said_by="sources")))


def test_what_was_held_is_not_in_doubt() -> None:
    assert refusal(recorded, report("held", D20, in_doubt=True), stands(report("confirmed", D20))) == (
        "a meeting that was held is not in doubt",
        "Leave the doubt out, or record another stage.",
    )
    assert recorded(report("confirmed", D20, in_doubt=True), stands(report("confirmed", D20)))


def test_a_report_of_the_same_day_or_an_earlier_one_is_recorded_though_kept_out() -> None:
    held = stands(report("held", D20))
    assert recorded(report("confirmed", D20), held)
    assert recorded(report("confirmed", "2026-01-19"), held)


def test_on_the_day_itself_only_a_later_instant_is_refused() -> None:
    held = stands(report("held", D20 + "T12:00Z"))
    assert recorded(report("confirmed", D20 + "T12:00Z"), held)
    assert recorded(report("confirmed", D20 + "T20:59+09:00"), held)
    assert refusal(recorded, report("confirmed", D20 + "T21:01+09:00"), held)[0] == f"{MEETING} was held, says @1"


def test_the_report_that_says_held_is_the_one_behind_the_status() -> None:
    held = stands(report("held", D20, said_by="media"), report("held", D21, said_by="official"))
    assert refusal(recorded, report("confirmed", D22), held)[0] == f"{MEETING} was held, says @2"


def test_a_step_back_is_kept_out_but_recorded() -> None:
    assert recorded(report("arranging", D21, said_by="media"), stands(report("confirmed", D20, said_by="official")))


# Targets


@pytest.mark.parametrize("stage", sorted(set(STAGES) - {"denied"}))
def test_only_a_denial_has_a_target(stage: str) -> None:
    assert refusal(recorded, report(stage, D20, window="2026-01", target=1)) == (
        f"{stage} names a target",
        "Only a denial is about another report: leave it out.",
    )
    assert recorded(report("denied", D20, target=1))


def test_a_report_that_was_retracted_cannot_be_denied() -> None:
    what = counted(log(report("confirmed", D20), retracted(1)), MEETING)

    assert refusal(refuse_target, 1, what, 3) == ("@1 was retracted by @2", "There is nothing to deny.")


def test_a_target_must_be_an_earlier_report_of_this_meeting() -> None:
    events = (report("confirmed", D20), ("nakatani-seoul", report("held", D20)), linked("part_of", "x"), retracted(3))
    what = counted(log(*events), MEETING)
    for target in (2, 4, 5, 99):
        assert refusal(refuse_target, target, what, 5) == (
            f"@{target} is not a report on {MEETING}",
            f"tracker history {MEETING} lists its reports.",
        )
    refuse_target(1, what, 5)


def test_a_report_is_no_target_of_what_was_recorded_before_it() -> None:
    what = counted(log(report("confirmed", D20), report("confirmed", D21)), MEETING)
    assert refusal(refuse_target, 2, what, 2)[0] == f"@2 is not a report on {MEETING}"
    refuse_target(1, what, 2)


def test_a_report_under_an_alias_is_a_report_of_the_meeting() -> None:
    events = (("nakatani-seoul", report("confirmed", D20)), ("nakatani-seoul", merged(MEETING)))
    refuse_target(1, counted(log(*events), MEETING), 3)
    sentence, _ = refusal(refuse_target, 1, counted(log(*events, (MEETING, retracted(2))), MEETING), 4)
    assert sentence == f"@1 is not a report on {MEETING}"


# Links and merges


def test_a_meeting_cannot_be_linked_to_itself() -> None:
    a = Meeting(meeting="a")
    assert refusal(refuse_link, a, PART_OF_A) == ("a cannot be linked to itself", "Name two meetings.")
    refuse_link(Meeting(meeting="b"), PART_OF_A)


def test_a_meeting_is_not_part_of_its_own_part() -> None:
    tour = Meeting(meeting="tour", links=(Link(relation="includes", meeting="a"),))
    assert refusal(refuse_link, tour, PART_OF_A) == (
        "a is part of tour already",
        "To turn the link round, retract it first.",
    )
    refuse_link(tour, Link(relation="caused_by", meeting="a"))


def test_a_meeting_cannot_be_merged_into_itself() -> None:
    what = counted(log(("a", report("confirmed", D20))), "a")
    assert refusal(refuse_merge, "a", "a", what) == ("a cannot be merged into itself", "Name two meetings.")
    refuse_merge("a", "b", what)


def test_merges_cannot_form_a_circle() -> None:
    events = (("b", merged("a")), ("c", merged("b")))
    for into in ("b", "c"):
        assert refusal(refuse_merge, "a", into, counted(log(*events), "a")) == (
            f"a cannot be merged into {into}",
            f"{into} is merged into a already.",
        )


def test_a_meeting_that_is_merged_cannot_be_merged_again() -> None:
    what = counted(log(("a", merged("b"))), "a")
    for into in ("b", "c"):
        assert refusal(refuse_merge, "a", into, what) == (
            "a was merged into b by @1",
            "Retract @1 to separate them.",
        )


def test_a_meeting_may_be_merged_into_an_alias_and_again_after_they_were_parted() -> None:
    refuse_merge("a", "b", counted(log(("b", merged("c"))), "b"))
    refuse_merge("a", "c", counted(log(("a", merged("b")), ("a", retracted(1))), "a"))
    refuse_merge("b", "a", counted(log(("a", merged("b")), ("a", retracted(1))), "b"))


def test_a_retraction_cannot_be_taken_back_if_a_name_would_then_have_two_merges() -> None:
    merges = (("a", merged("b")), ("a", retracted(1)), ("a", merged("c")))
    refuse_tangle(counted(log(*merges), "a"))
    assert refusal(refuse_tangle, counted(log(*merges, ("a", retracted(2))), "a")) == (
        "a is merged into c by @3",
        "Retract @3 first.",
    )


def test_a_retraction_cannot_be_taken_back_if_merges_would_then_form_a_circle() -> None:
    merges = (("a", merged("b")), ("a", retracted(1)), ("b", merged("a")))
    refuse_tangle(counted(log(*merges), "a"))
    assert refusal(refuse_tangle, counted(log(*merges, ("a", retracted(2))), "a")) == (
        "this would close a circle of merges",
        "Retract @3 first.",
    )
