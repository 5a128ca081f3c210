"""The board of a ledger: every plan with its history, and the news of yesterday and today, at any moment."""

from datetime import date

import pytest
from msgspec.structs import replace

from tests.clock import FixedClock
from tests.ledger.doing import AHN, SEOUL, asked, begin, printed_wrong, retract, say
from tracker.domain.errors import TrackerError
from tracker.export.board.page import pieces
from tracker.export.board.view_model import Board
from tracker.ledger.desk import Desk
from tracker.ledger.exporting import board
from tracker.ledger.mending import Cause, correct


def shown(desk: Desk, *names: str, as_of: str | None = None, known_at: str | None = None, **more: bool) -> Board:
    """Return the board as a command asks for it, with its meetings read."""
    with desk.snapshot():
        read = board(desk, asked(desk, as_of, known_at), names, **more)
        plans = {plan.meeting.meeting: plan for plan in read.plans}
        return replace(read, meetings=tuple(read.meetings), plan_of=plans.__getitem__)


def news(told: Board) -> list[tuple[str, str, int]]:
    """Return what has shifted: the meeting, the field, and the position behind it."""
    return [(one.meeting, one.change.field, one.event.position if one.event else 0) for one in told.shifts]


def test_an_empty_ledger_has_a_board(desk: Desk) -> None:
    told = shown(desk)
    assert (told.day, told.position, told.recorded_at, tuple(told.plans), told.shifts) == (
        date(2026, 1, 22),
        0,
        "",
        (),
        (),
    )


def test_every_meeting_is_on_it_with_every_report(desk: Desk) -> None:
    begin(desk, AHN)
    begin(desk, SEOUL)
    say(desk, "held", "2026-01-21", SEOUL, window="2026-01-20")
    told = shown(desk)
    assert [(plan.meeting.meeting, [mark.position for mark in plan.marks]) for plan in told.plans] == [
        (AHN, [1]),
        (SEOUL, [2, 3]),
    ]
    assert (told.position, told.recorded_at, told.moment) == (3, "2026-01-22T09:00:00.000000Z", None)


def test_news_is_what_diff_yesterday_shows(desk: Desk) -> None:
    begin(desk, AHN, day="2026-01-10", said_by="official")
    say(desk, "noted", "2026-01-20", place="Tokyo")
    say(desk, "noted", "2026-01-21", place="Yokosuka")
    say(desk, "noted", "2026-01-22", window="2026-01-30")
    told = shown(desk)
    assert told.since == date(2026, 1, 21)
    assert news(told) == [(AHN, "window", 4)]


def test_a_plan_that_goes_overdue_overnight_is_news_without_a_report(desk: Desk) -> None:
    begin(desk, AHN, said_by="official", window="2026-01-21")
    assert news(shown(desk)) == [(AHN, "flags", 0)]


def test_a_past_day_has_the_board_that_it_had(desk: Desk, clock: FixedClock) -> None:
    begin(desk, AHN, day="2026-01-10")
    say(desk, "noted", "2026-01-11", place="Tokyo")
    before = page(shown(desk, as_of="2026-01-11", known_at="@2"))
    clock.move("2026-03-01T09:00:00+00:00")
    say(desk, "cancelled", "2026-02-01")
    retract(desk, 2, cause=printed_wrong("2026-02-02"))
    told = shown(desk, as_of="2026-01-11", known_at="@2")
    assert page(told) == before
    assert (told.day, told.position) == (date(2026, 1, 11), 2)
    assert told.moment == "as of 2026-01-11, at @2"


def test_the_same_log_and_the_same_day_give_the_same_bytes(desk: Desk, clock: FixedClock) -> None:
    begin(desk, AHN, SEOUL, window="2026-01-30")
    before = page(shown(desk))
    clock.move("2026-01-22T21:30:00+00:00")
    assert page(shown(desk)) == before


def test_named_meetings_are_shown_alone_and_once(desk: Desk) -> None:
    begin(desk, AHN, day="2026-01-22")
    begin(desk, SEOUL, day="2026-01-22")
    told = shown(desk, SEOUL, "nakatani")
    assert [plan.meeting.meeting for plan in told.plans] == [SEOUL]
    assert {meeting for meeting, _, _ in news(told)} == {SEOUL}


def test_an_unknown_meeting_is_refused(desk: Desk) -> None:
    begin(desk, AHN)
    with pytest.raises(TrackerError, match="there is no meeting 'moon'"):
        shown(desk, "moon")


def page(board: Board) -> str:
    """Return the page of a board in one piece."""
    return "".join(pieces(board))


def names(told: Board) -> list[str]:
    return [meeting.meeting for meeting in told.meetings]


def test_what_ended_long_ago_is_left_out_and_the_board_says_so(desk: Desk) -> None:
    for name, day in (("open-2024", "2024-01-10"), ("old", "2025-10-23"), ("recent", "2025-10-24")):
        begin(desk, name, day="2024-01-09")
        if name != "open-2024":
            say(desk, "cancelled", day, name)
    told = shown(desk)
    assert names(told) == ["open-2024", "recent"]
    assert told.scope is not None
    assert "2 of 3 meetings" in told.scope
    assert "2 of 3 meetings" in page(told)
    everything = shown(desk, everything=True)
    assert (names(everything), everything.scope) == (["old", "open-2024", "recent"], None)
    assert names(shown(desk, "old")) == ["old"]


def test_a_meeting_that_is_over_and_still_due_is_shown(desk: Desk) -> None:
    begin(desk, day="2025-01-09", window="2026-01-30")
    say(desk, "cancelled", "2025-01-10")
    assert names(shown(desk)) == [AHN]


def test_an_old_report_taken_back_today_brings_its_meeting_back(desk: Desk) -> None:
    begin(desk, day="2025-01-09")
    say(desk, "cancelled", "2025-01-10")
    say(desk, "held", "2025-02-10")
    retract(desk, 3, cause=printed_wrong("2026-01-22"))
    told = shown(desk)
    assert names(told) == [AHN]
    assert {field for _, field, _ in news(told)} >= {"status"}


def test_a_report_that_was_corrected_to_a_later_day_is_news(desk: Desk) -> None:
    begin(desk, day="2026-01-10")
    say(desk, "cancelled", "2026-01-12", said_by="official")
    correct(desk, 2, {"published": "2026-01-22"}, Cause(because="misread"))
    assert (AHN, "status", 2) in news(shown(desk))


@pytest.mark.parametrize("as_of", [None, "2026-01-21"])
def test_the_page_in_pieces_is_the_page_of_a_board_read_whole(desk: Desk, as_of: str | None) -> None:
    begin(desk, AHN, SEOUL, window="2026-01-30", participants=["Ahn,,KR"])
    say(desk, "denied", "2026-01-12", SEOUL, said_by="official")
    with desk.snapshot():
        pieces_of_page = "".join(pieces(board(desk, asked(desk, as_of))))
    assert pieces_of_page == page(shown(desk, as_of=as_of))
    assert pieces_of_page.count("<article ") == 2
