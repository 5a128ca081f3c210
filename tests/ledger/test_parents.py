"""The flag `parent_off`: a plan knows that the meeting it is part of is off, at the same clocks."""

from datetime import date

import pytest

from tests.ledger.doing import asked, begin, everything, retract, say, stands
from tracker.domain.meeting import flags
from tracker.ledger import asking, auditing
from tracker.ledger.auditing import Difference
from tracker.ledger.desk import Desk
from tracker.ledger.recording import link, merge

TOUR, LEG = "tour", "leg-manila"
DAY = date(2026, 1, 22)


@pytest.fixture
def tour(desk: Desk) -> Desk:
    """Return a desk with a tour, @1, and a leg of it, @2, linked by @3."""
    begin(desk, TOUR, LEG, said_by="official", window="2026-02-12")
    link(desk, LEG, "part_of", TOUR)
    return desk


def flagged(desk: Desk, as_of: str | None = None, known_at: str | None = None) -> bool:
    """Return whether the leg is flagged."""
    return "parent_off" in flags(stands(desk, LEG, as_of, known_at), DAY)


def flag_lines(desk: Desk, start: str, end: str) -> list[Difference]:
    """Return the lines of a diff on the flags of the leg."""
    with desk.connection.transaction(write=False):
        found = auditing.diff(desk, LEG, asked(desk, as_of=start), asked(desk, as_of=end))
    return [one for one in found if one.change.field == "flags"]


@pytest.mark.parametrize("stage", ["postponed", "cancelled"])
def test_a_leg_is_flagged_while_its_tour_is_off(tour: Desk, stage: str) -> None:
    assert not flagged(tour)
    say(tour, stage, "2026-01-15", TOUR, said_by="official")
    assert flagged(tour)
    say(tour, "confirmed", "2026-01-20", TOUR, said_by="official", window="2026-03-01")
    assert not flagged(tour)
    assert [flagged(tour, as_of=f"2026-01-{day}") for day in (14, 15, 19, 20)] == [False, True, True, False]
    assert [flagged(tour, known_at=f"@{position}") for position in (2, 3, 4, 5)] == [False, False, True, False]


def test_only_a_plan_is_flagged(tour: Desk) -> None:
    say(tour, "cancelled", "2026-01-15", TOUR, said_by="official")
    say(tour, "cancelled", "2026-01-16", LEG, said_by="official")
    assert not flagged(tour)
    assert "parent_off" not in flags(stands(tour, TOUR), DAY)


def test_the_flag_is_in_every_list_of_meetings(tour: Desk) -> None:
    say(tour, "cancelled", "2026-01-15", TOUR, said_by="official")
    with tour.connection.transaction(write=False):
        question = asked(tour)
        lists = (
            asking.statuses(tour, asking.Filter(everything=True), question),
            asking.agenda(tour, date(2026, 2, 1), date(2026, 2, 28), question, everything=True),
        )
    for meetings in (*lists, everything(tour, as_of="2026-01-16")):
        (leg,) = [meeting for meeting in meetings if meeting.meeting == LEG]
        assert "parent_off" in flags(leg, DAY)


def test_a_leg_of_a_tour_that_was_merged_into_another_is_flagged(tour: Desk) -> None:
    begin(tour, "asia-trip", said_by="official")
    merge(tour, TOUR, "asia-trip")
    say(tour, "cancelled", "2026-01-15", "asia-trip", said_by="official")
    assert flagged(tour)


def test_a_link_that_was_retracted_flags_nothing(tour: Desk) -> None:
    say(tour, "cancelled", "2026-01-15", TOUR, said_by="official")
    retract(tour, 3)
    assert not flagged(tour)


def test_a_diff_names_what_put_the_tour_off_and_on_again(tour: Desk) -> None:
    say(tour, "cancelled", "2026-01-15", TOUR, said_by="official")
    say(tour, "noted", "2026-01-16", LEG, host="PH")
    say(tour, "confirmed", "2026-01-20", TOUR, said_by="official", window="2026-03-01")
    (off,) = flag_lines(tour, "2026-01-14", "2026-01-17")
    assert (off.change.new, off.event and off.event.position) == (("parent_off",), 4)
    (back,) = flag_lines(tour, "2026-01-17", "2026-01-21")
    assert (back.change.new, back.event and back.event.position) == ((), 6)


def test_a_diff_names_what_ended_the_leg_itself(tour: Desk) -> None:
    say(tour, "cancelled", "2026-01-15", TOUR, said_by="official")
    say(tour, "cancelled", "2026-01-16", LEG, said_by="official")
    (gone,) = flag_lines(tour, "2026-01-15", "2026-01-17")
    assert (gone.change.old, gone.event and gone.event.position) == (("parent_off",), 5)


def test_a_diff_names_the_later_of_the_legs_own_report_and_of_its_tours(tour: Desk) -> None:
    say(tour, "cancelled", "2026-01-15", TOUR, said_by="official")
    say(tour, "cancelled", "2026-01-16", LEG, said_by="sources")
    (both,) = flag_lines(tour, "2026-01-14", "2026-01-17")
    assert (both.change.new, both.event and both.event.position) == (("disputed", "parent_off"), 5)
    say(tour, "noted", "2026-01-14", LEG, in_doubt=True, said_by="official")
    (earlier,) = flag_lines(tour, "2026-01-13", "2026-01-15")
    assert (earlier.change.new, earlier.event and earlier.event.position) == (("in_doubt", "parent_off"), 4)
