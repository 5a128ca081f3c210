"""Plans that are postponed, disputed, or part of what is off, in every view."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.cli.runner import tracker

SUMMIT, MINISTER, CHO = "asean-summit", "lee-kuala-lumpur", "cho-motegi-tokyo"
DAYS = "2026-02-07/2026-02-08"
GIVEN_UP = "was 7–8 Feb 2026"
DISPUTE = "disputed: cancelled, according to unnamed sources (Kyodo, @4)"


def report(*words: str) -> None:
    assert tracker("report", *words, "--attribution", "official").code == 0


@pytest.fixture
def doubtful(db: Path) -> Path:
    """Record a summit that is off, a plan within it that is disputed, and a plan that was put off without a date."""
    report(SUMMIT, "confirmed", "--new", "--source", "AFP", "--published", "2026-01-10", "--window", "2026-02-03")
    report(MINISTER, "confirmed", "--new", "--source", "Yonhap", "--published", "2026-01-12", "--window", "2026-02-03")
    tracker("link", MINISTER, "part-of", SUMMIT)
    cancelled = ("report", MINISTER, "cancelled", "--source", "Kyodo", "--published", "2026-01-20")
    tracker(*cancelled, "--attribution", "sources")
    report(CHO, "confirmed", "--new", "--source", "Kyodo", "--published", "2026-01-15", "--window", DAYS)
    report(CHO, "postponed", "--source", "Kyodo", "--published", "2026-01-25")
    report(SUMMIT, "postponed", "--source", "Bernama", "--published", "2026-01-28")
    return db


def test_a_postponed_plan_never_has_its_old_days_as_when(doubtful: Path) -> None:
    assert tracker("status", "--status", "postponed").lines[1:] == [
        "asean-summit      postponed  was 3 Feb 2026    –      official",
        f"cho-motegi-tokyo  postponed  {GIVEN_UP}  –      official",
    ]
    assert f"when        {GIVEN_UP}  @6" in tracker("status", CHO).lines
    assert tracker("search", "cho-motegi").lines[0] == f"{CHO}  postponed  {GIVEN_UP}"
    assert GIVEN_UP in tracker("agenda", "2026-02", "--all").text
    assert CHO not in tracker("agenda", "2026-02").text
    assert "    * window: 7–8 Feb 2026 → –" in tracker("history", CHO).lines
    assert "window" not in tracker("why", CHO).text.replace("previous windows", "")


def test_exports_say_that_the_days_of_a_postponed_plan_were_given_up(doubtful: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(tracker("export", CHO, "--format", "csv").text, newline=""))
    assert (row["window_edtf"], row["when"]) == ("", GIVEN_UP)
    calendar = tracker("export", CHO, "--format", "ics").text.replace("\r\n ", "").replace("\n ", "")
    assert f"SUMMARY:POSTPONED: {CHO} ({GIVEN_UP})" in calendar
    (item,) = tracker("export", CHO, "--format", "ninjs").json
    assert "dates" not in item["eventDetails"]
    assert item["edNote"].endswith(f"No day is known; it {GIVEN_UP}.")
    (event,) = tracker("export", CHO, "--format", "jsonld").json["@graph"]
    assert event["disambiguatingDescription"].endswith(f"No day is known; it {GIVEN_UP}.")
    page = tracker("export", CHO, "--format", "html").text
    assert f"<dt>When</dt><dd>{GIVEN_UP}</dd>" in page


def test_every_view_says_who_disputes(doubtful: Path) -> None:
    for words in (("status",), ("status", MINISTER), ("agenda", "2026-02"), ("search", MINISTER)):
        assert DISPUTE in tracker(*words).text
    assert "@4" in next(line for line in tracker("why", MINISTER).lines if line.endswith("disputed"))
    for output in ("json", "csv", "ics", "ninjs", "jsonld", "html"):
        exported = tracker("export", MINISTER, "--format", output).text
        assert "Kyodo" in exported
        assert re.search("disputed", exported, re.IGNORECASE)
    due = tracker("export", MINISTER, "--format", "html").text.partition('id="due"')[2].partition("</section>")[0]
    assert DISPUTE.partition(" (")[0] in due


def test_why_names_the_report_behind_each_flag(doubtful: Path) -> None:
    lines = [line for line in tracker("why", MINISTER).lines if " flags " in line]
    assert lines == [
        "@4  2026-01-20  Kyodo    sources   flags        disputed",
        "@7  2026-01-28  Bernama  official  flags        parent off",
    ]
    flags = [row for row in tracker("why", MINISTER, "--format", "json").json if row["field"] == "flags"]
    assert [(row["value"], row["position"], row["outlet"]) for row in flags] == [
        (["disputed"], 4, "Kyodo"),
        (["parent_off"], 7, "Bernama"),
    ]


def test_why_leaves_out_that_a_plan_is_overdue_which_no_report_says(doubtful: Path) -> None:
    assert "flags" not in tracker("why", SUMMIT, "--as-of", "2026-01-27", at="2026-03-01T09:00:00+00:00").text


def test_linking_a_plan_to_a_meeting_that_is_off_shows_the_flag_that_it_gets(doubtful: Path) -> None:
    report("wong-kuala-lumpur", "confirmed", "--new", "--source", "CNA", "--published", "2026-01-12")
    link = ("link", "wong-kuala-lumpur", "part-of", SUMMIT)
    assert tracker(*link, "--dry-run").lines[1:] == ["  flags  parent off", "  links  part of asean-summit"]
    answer = tracker(*link, "--format", "json").json
    assert {"field": "flags", "old": [], "new": ["parent_off"]} in answer["effect"]
    assert tracker("undo").lines[1:] == ["  flags  parent off → –", "  links  part of asean-summit → –"]
    assert json.loads(tracker("status", "wong", "--format", "json").out)["flags"] == []
