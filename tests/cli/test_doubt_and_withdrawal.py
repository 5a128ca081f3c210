"""`--in-doubt` and `--withdraw`, and what a status shows of disputes, doubts and dates that were given up."""

from pathlib import Path

import pytest

from tests.cli.runner import tracker
from tests.cli.story import AHN

NEWS = ("--source", "Jiji", "--published", "2026-01-28T19:00+09:00")
OFFICIAL = (*NEWS, "--attribution", "official", "--side", "JP")


def shown(label: str, *words: str) -> list[str]:
    """Return the lines of a status with a label, without it."""
    lines = tracker("status", "ahn", *words).lines
    return [line.removeprefix(label).strip() for line in lines if line.startswith(f"{label} ")]


def test_a_report_can_doubt_a_plan(story: Path) -> None:
    assert tracker("report", "ahn", "noted", *NEWS, "--in-doubt").lines[1:] == ["  flags  in doubt"]
    assert shown("status") == ["confirmed since 28 Jan 2026  [in doubt]  @6"]
    assert shown("note") == ["in doubt, according to the outlet itself (Jiji, @7)"]
    assert "says that the plan is in doubt" in tracker("history", "ahn").text
    assert tracker("history", "ahn", "--format", "json").json[-1]["claims"] == {"in_doubt": True}


def test_a_report_can_withdraw_fields(story: Path) -> None:
    assert tracker("report", "ahn", "noted", *OFFICIAL, "--withdraw", "place", "--withdraw", "Host").lines[1:] == [
        "  host    JP → –",
        "  places  Yokosuka → –",
    ]
    assert tracker("history", "ahn", "--format", "json").json[-1]["claims"] == {"withdrawn": ["place", "host"]}


def test_history_says_that_nothing_stood_where_a_report_withdraws(story: Path) -> None:
    tracker("report", "ahn", "noted", *NEWS, "--withdraw", "host")
    tracker("report", "ahn", "noted", *NEWS, "--headline", "again", "--withdraw", "host", "--withdraw", "place")
    lines = [line.strip() for line in tracker("history", "ahn").lines if "withdraws" in line]
    assert lines == ["withdraws the host", "withdraws the place", "withdraws the host: none stood"]


def test_a_doubt_and_a_withdrawal_can_be_corrected_and_cleared(story: Path) -> None:
    tracker("report", "ahn", "noted", *OFFICIAL, "--in-doubt", "--withdraw", "place")
    because = ("--because", "misread")
    assert tracker("correct", "@7", "--withdraw", "host", *because).lines[1:] == [
        "  host    JP → –",
        "  places  Yokosuka",
    ]
    assert tracker("correct", "@7", "--clear", "in-doubt", "--clear", "withdraw", *because).lines[1:] == [
        "  flags  in doubt → –",
        "  host   JP",
    ]


def test_what_was_held_is_not_in_doubt(story: Path) -> None:
    result = tracker("report", "ahn", "held", *NEWS, "--window", "2026-01-28", "--in-doubt")
    assert (result.code, result.err.splitlines()[0]) == (1, "tracker: a meeting that was held is not in doubt")


def test_an_unknown_field_cannot_be_withdrawn(story: Path) -> None:
    result = tracker("report", "ahn", "noted", *NEWS, "--withdraw", "title")
    assert (result.code, result.err) == (
        2,
        "tracker: 'title' is not a field that can be withdrawn\nhint: Choose from: window, place, host.\n",
    )


def test_a_disputed_status_shows_who_disputes_it(story: Path) -> None:
    tracker("report", "ahn", "postponed", *NEWS, "--attribution", "sources", "--attributed-to", "a diplomat")
    note = 'disputed: postponed, according to unnamed sources ("a diplomat") (Jiji, @7)'
    assert shown("note") == [note]
    assert note in tracker("status").text
    status = tracker("status", AHN, "--format", "json").json
    assert status["flag_reasons"] == [
        {
            "flag": "disputed",
            "position": 7,
            "outlet": "Jiji",
            "says": "postponed",
            "attribution": "sources",
            "attributed_to": "a diplomat",
            "sides": [],
            "official_window": None,
            "meeting": None,
        }
    ]
    assert "Disputed" in tracker("export", "--format", "html").out


@pytest.mark.parametrize("words", [("status", "--all"), ("agenda", "2026-01-30", "2026-01-30", "--all")])
def test_a_plan_without_a_date_shows_the_days_that_it_gave_up(story: Path, words: tuple[str, ...]) -> None:
    tracker("report", "ahn", "postponed", *OFFICIAL)
    (row,) = (line for line in tracker(*words).lines if line.startswith(AHN))
    assert "was 30 Jan 2026" in row
    assert shown("when") == ["was 30 Jan 2026  @7"]
    (status,) = (one for one in tracker(*words, "--format", "json").json if one["meeting"] == AHN)
    assert (status["window"], status["when"]) == (None, "was 30 Jan 2026")
    assert "was 30 Jan 2026" in tracker(*words, "--format", "csv").text
    assert "was 30 Jan 2026" in tracker("export", "--format", "html").out


def test_a_date_that_is_not_official_shows_the_last_official_one(story: Path) -> None:
    moved = ("report", "ahn", "rescheduled", *NEWS, "--attribution", "sources", "--window", "2026-02-12")
    assert "date unofficial" in tracker(*moved).text
    assert shown("note") == ["date not official, according to unnamed sources (Jiji, @7); officially 30 Jan 2026"]


def test_a_leg_shows_that_its_tour_is_off(story: Path) -> None:
    tracker("report", "tour", "cancelled", "--new", *OFFICIAL)
    tracker("link", "ahn", "part-of", "tour")
    assert shown("status") == ["confirmed since 28 Jan 2026  [parent off]  @6"]
    assert shown("note") == ["part of tour, which is off (@7)"]
