"""`status` of many meetings and `agenda`: exact text, JSON by key and value, CSV read back."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.runner import tracker
from tests.cli.story import AHN, DECEMBER, SEOUL

HEADERS = "MEETING                    STATUS     WHEN                    WHERE         SAYS WHO"
OFFICE = "South Korea's defence ministry"
AHN_ROW = "ahn-koizumi-japan-2026-01  confirmed  30 Jan 2026             Yokosuka, JP  official (KR, JP)"
SEOUL_ROW = f"nakatani-seoul-2025-09     confirmed  some day 8–10 Sep 2025  Seoul, KR     {OFFICE} (KR)  overdue"
DECEMBER_ROW = "nakatani-seoul-2024-12     cancelled  Dec 2024                Seoul, KR     unattributed"


def names(*words: str) -> list[str]:
    """Return the names of the meetings that a command shows, in order."""
    return [meeting["meeting"] for meeting in tracker(*words, "--format", "json").json]


def table(*words: str) -> list[dict[str, str]]:
    """Return the rows of a CSV, by their headers."""
    return list(csv.DictReader(io.StringIO(tracker(*words, "--format", "csv").text, newline="")))


# status of all


def test_status_lists_meetings_that_are_not_over_with_notes(story: Path) -> None:
    assert tracker("status").lines == [f"{HEADERS}                             NOTE", AHN_ROW, SEOUL_ROW]


def test_all_lists_meetings_that_are_over_too_with_the_reason(story: Path) -> None:
    assert tracker("status", "--all").lines == [
        f"{HEADERS}                             NOTE",
        AHN_ROW,
        f"{DECEMBER_ROW}                         unofficial; fallout of the failed martial law",
        SEOUL_ROW,
    ]


def test_a_meeting_with_only_details_has_dashes(empty: Path) -> None:
    tracker("report", "ahn", "noted", "--new", "--source", "Jiji", "--published", "2026-01-28")
    assert tracker("status").lines == [
        "MEETING  STATUS  WHEN  WHERE  SAYS WHO  NOTE",
        "ahn      –       –     –      –",
    ]


def test_an_empty_ledger_prints_no_rows_and_is_not_an_error(empty: Path) -> None:
    assert tracker("-q", "status").text == tracker("-q", "agenda").text == tracker("-q", "history").text == ""
    assert tracker("status", "--format", "json").json == []
    assert table("status") == []


def test_a_default_file_that_does_not_exist_reads_as_an_empty_ledger(home: Path) -> None:
    for words in (["status"], ["agenda"], ["history"], ["diff", "yesterday"], ["feed"]):
        assert tracker("-q", *words).text == ""
    assert not (home / "data").exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--status", "confirmed"), [AHN, SEOUL]),
        (("--status", "Cancelled"), [DECEMBER]),
        (("--status", "in-final-arrangement"), []),
        (("--country", "kr"), [AHN, DECEMBER, SEOUL]),
        (("--country", "JP", "--status", "confirmed"), [AHN, SEOUL]),
        (("--with", "koizumi"), [AHN]),
        (("--with", "nakatani gen"), [DECEMBER, SEOUL]),
        (("--with", "gyu ahn"), [AHN, SEOUL]),
        (("--with", "back"), [AHN, SEOUL]),
        (("--with", "akatani"), []),
        (("--as-of", "2026-01-19"), [SEOUL]),
        (("--as-of", "2026-01-22", "--status", "in_final_arrangement"), [AHN]),
        (("--known-at", "@1", "--all"), [DECEMBER]),
        (("--known-at", "2025-09-06T01:05:30Z", "--all"), [DECEMBER, SEOUL]),
        (("--known-at", "2026-01-20", "--country", "JP", "--status", "arranging"), [AHN]),
        (("--known-at", "@6", "--as-of", "2026-01-20", "--status", "arranging"), [AHN]),
        (
            (
                "--known-at",
                "@0",
            ),
            [],
        ),
    ],
)
def test_status_can_be_filtered_by_status_country_name_and_moment(
    story: Path, words: tuple[str, ...], found: list[str]
) -> None:
    assert names("status", *words) == found


@pytest.mark.parametrize(("now", "found"), [("2026-01-29T09:00:00+09:00", 0), ("2026-01-29T09:00:00-10:00", 3)])
def test_a_bare_day_of_the_log_ends_in_the_users_zone(story: Path, now: str, found: int) -> None:
    # The first three were recorded on the morning of 6 September in Seoul, when it was the 5th in Honolulu.
    asked = tracker("history", "--known-at", "2025-09-05", "--format", "json", at=now)
    assert len(asked.json) == found


# agenda


def test_the_agenda_covers_today_and_the_next_13_days(story: Path) -> None:
    assert tracker("agenda").lines == [
        "MEETING                    STATUS     WHEN         WHERE         SAYS WHO           NOTE",
        "ahn-koizumi-japan-2026-01  confirmed  30 Jan 2026  Yokosuka, JP  official (KR, JP)",
    ]
    assert names("agenda") == names("agenda", "today", "2026-02-11") == [AHN]
    for at, found in (("2026-01-16", 0), ("2026-01-17", 1), ("2026-01-30", 1), ("2026-01-31", 0)):
        assert len(tracker("agenda", "--format", "json", at=f"{at}T12:00:00+09:00").json) == found


def test_the_agenda_of_a_period_includes_its_first_and_last_day(story: Path) -> None:
    assert names("agenda", "2025-09-10", "2026-01-30") == [SEOUL, AHN]
    assert names("agenda", "2025-09-11", "2026-01-29") == []
    assert names("agenda", "2026-01-17") == [AHN]
    assert names("agenda", "2026-01-16") == []


def test_the_agenda_leaves_out_meetings_that_are_off_without_all(story: Path) -> None:
    assert names("agenda", "2024-12-31", "2025-12-31") == [SEOUL]
    assert names("agenda", "2024-12-31", "2025-12-31", "--all") == [DECEMBER, SEOUL]
    assert tracker("agenda", "2024-12-31", "2025-01-01", "--all").lines[1].endswith("failed martial law")


def test_the_agenda_is_ordered_by_first_day_then_last_then_name(empty: Path) -> None:
    windows = {
        "d": "2026-02-03",
        "c": "2026-02-01/2026-02-03",
        "b": "2026-02-01",
        "a": "2026-02-01",
        "e": "../2026-02-09",
    }
    for name, window in windows.items():
        tracker("report", name, "proposed", "--new", "--source", "Jiji", "--published", "today", "--window", window)
    assert names("agenda") == ["e", "a", "b", "c", "d"]


def test_overdue_lists_plans_whose_window_has_passed(story: Path) -> None:
    assert names("agenda", "--overdue") == [SEOUL]
    later = tracker("agenda", "--overdue", "--format", "json", at="2026-01-31T12:00:00+09:00").json
    assert [(meeting["meeting"], meeting["flags"]) for meeting in later] == [(SEOUL, ["overdue"]), (AHN, ["overdue"])]
    assert names("agenda", "--overdue", "--as-of", "2025-09-10") == []
    assert names("agenda", "--overdue", "--as-of", "2025-09-11") == [SEOUL]


def test_the_agenda_can_be_asked_for_a_past_moment(story: Path) -> None:
    assert names("agenda", "--as-of", "2026-01-20") == [AHN]
    assert names("agenda", "--known-at", "@3") == [SEOUL]
    assert names("agenda", "2026-01-26", "2026-02-01", "--known-at", "@3") == []


def test_the_agenda_as_csv_has_the_columns_of_status(story: Path) -> None:
    assert table("agenda") == table("status", "ahn")


# agenda --quiet


def test_quiet_lists_the_plans_without_news_for_so_long_with_their_last_news(story: Path) -> None:
    (row,) = tracker("agenda", "--quiet", "30").lines[1:]
    assert row == (
        f"nakatani-seoul-2025-09  confirmed  some day 8–10 Sep 2025  Seoul, KR  {OFFICE} (KR)"
        "  last news 5 Sep 2025; overdue"
    )


def test_quiet_counts_days_since_the_last_report_and_leaves_out_what_is_over(story: Path) -> None:
    assert names("agenda", "--quiet", "1") == [SEOUL, AHN]
    assert names("agenda", "--quiet", "2") == [SEOUL]
    assert names("agenda", "--quiet", "146") == [SEOUL]
    assert names("agenda", "--quiet", "147") == []
    assert names("agenda", "--quiet", "7", "--as-of", "2025-09-12") == [SEOUL]


def test_a_plan_that_was_put_off_without_a_date_may_be_quiet(empty: Path) -> None:
    tracker("report", "ahn", "proposed", "--new", "--source", "Jiji", "--published", "2025-12-01")
    tracker("report", "ahn", "postponed", "--source", "Jiji", "--published", "2025-12-02")
    assert names("agenda", "--quiet", "58") == ["ahn"]
    assert names("agenda", "--quiet", "59") == []


@pytest.mark.parametrize("words", [("--quiet", "3", "today"), ("--quiet", "3", "--all"), ("--quiet", "3", "--overdue")])
def test_quiet_stands_alone(story: Path, words: tuple[str, ...]) -> None:
    done = tracker("agenda", *words)
    assert (done.out, done.code) == ("", 2)
    assert done.err.startswith("tracker: --")
