"""Rule 2: the order in which reports are folded."""

import pytest

from tests.given import MEETING, log, report, stands
from tracker.domain.fold import standing_before
from tracker.domain.meeting import Meeting
from tracker.domain.selection import counted


def in_order(*moments: str) -> list[str]:
    """Return publication dates in the order in which the fold takes them."""
    events = log(*(report("noted", moment) for moment in moments))
    return [event.published.text for event in counted(events, MEETING).reports if event.published]


def test_reports_come_by_day_whatever_the_order_in_which_they_were_logged() -> None:
    assert in_order("2026-01-22", "2026-01-20", "2026-01-21") == ["2026-01-20", "2026-01-21", "2026-01-22"]


def test_instants_come_by_utc_whatever_day_they_print() -> None:
    # 00:30 in Seoul on the 21st is 15:30 UTC on the 20th.
    assert in_order("2026-01-20T16:00Z", "2026-01-21T00:30+09:00", "2026-01-20T17:00+09:00") == [
        "2026-01-20T17:00+09:00",
        "2026-01-21T00:30+09:00",
        "2026-01-20T16:00+00:00",
    ]


def test_a_bare_day_stands_at_its_noon_in_utc() -> None:
    assert in_order("2026-01-20T12:01Z", "2026-01-20", "2026-01-20T11:59Z") == [
        "2026-01-20T11:59+00:00",
        "2026-01-20",
        "2026-01-20T12:01+00:00",
    ]
    assert in_order("2026-01-20", "2026-01-20T12:00Z") == ["2026-01-20", "2026-01-20T12:00+00:00"]
    assert in_order("2026-01-20T12:00Z", "2026-01-20") == ["2026-01-20T12:00+00:00", "2026-01-20"]


@pytest.mark.parametrize("instant", ["2026-01-20T00:00+12:00", "2026-01-20T23:59-12:00", "2026-01-20T12:00Z"])
def test_an_instant_lies_between_the_bare_days_before_and_after_the_one_that_it_prints(instant: str) -> None:
    days = ("2026-01-21", "2026-01-19")
    (text,) = in_order(instant)
    assert in_order(*days, instant) == ["2026-01-19", text, "2026-01-21"]


def test_reports_of_one_moment_come_by_position() -> None:
    first, second = report("noted", "2026-01-20", title="first"), report("noted", "2026-01-20", title="second")
    assert stands(first, second).title == "second"
    assert stands(second, first).title == "first"


def test_instants_that_are_one_moment_come_by_position_whatever_their_zones() -> None:
    moments = ["2026-01-20T18:00+09:00", "2026-01-20T09:00+00:00", "2026-01-20T10:00+01:00"]
    assert in_order(*moments) == moments
    assert in_order(*reversed(moments)) == moments[::-1]


def test_an_old_article_that_is_logged_late_never_overrides_a_newer_one() -> None:
    state = stands(report("confirmed", "2026-01-21", place="Tokyo"), report("arranging", "2026-01-20", place="Osaka"))
    assert (state.status, state.places[0].name, state.since) == ("confirmed", "Tokyo", "2026-01-21")


def test_an_old_article_that_is_logged_late_fills_what_no_newer_one_claims() -> None:
    assert stands(report("confirmed", "2026-01-21"), report("arranging", "2026-01-20", host="JP")).host == "JP"


# Before a report


def test_the_state_before_a_report_is_that_after_the_reports_that_come_earlier_in_order() -> None:
    events = log(report("proposed", "2026-01-20"), report("confirmed", "2026-01-22"), report("arranging", "2026-01-21"))

    def status_before(day: str, position: int = 4) -> str | None:
        return standing_before(events, MEETING, report("held", day), position).status

    assert status_before("2026-01-19") is None
    assert status_before("2026-01-20", position=1) is None
    assert status_before("2026-01-20") == "proposed"
    assert status_before("2026-01-21") == "arranging"
    assert status_before("2026-01-23") == "confirmed"
    assert standing_before(events, MEETING, report("held", "2026-01-19"), 4) == Meeting(meeting=MEETING)
