"""`diff`: exact text, JSON by key and value, CSV read back."""

import csv
import io
from pathlib import Path

from tests.cli.runner import tracker
from tests.cli.story import AHN, DECEMBER, SEOUL

DIFF_KEYS = ["meeting", "field", "old", "new", "position", "outlet", "published"]
FINAL = {
    "edtf": "2026-01-29/2026-01-31",
    "earliest": "2026-01-29",
    "latest": "2026-01-31",
    "words": "January 29-31",
}
FRIDAY = {"edtf": "2026-01-30", "earliest": "2026-01-30", "latest": "2026-01-30", "words": None}
KYODO = {"position": 6, "outlet": "Kyodo", "published": "2026-01-28T17:00+09:00"}


def table(*words: str) -> list[dict[str, str]]:
    """Return the rows of a CSV, by their headers."""
    return list(csv.DictReader(io.StringIO(tracker(*words, "--format", "csv").text, newline="")))


def test_diff_shows_the_change_of_each_field_and_its_event(story: Path) -> None:
    assert tracker("diff", "2026-01-22").lines == [
        AHN,
        "    status       in final arrangement → confirmed                @6 Kyodo",
        "    attribution  sources → official                              @6 Kyodo",
        "    sides        KR, JP                                          @6 Kyodo",
        '    window       29–31 Jan 2026 ("January 29-31") → 30 Jan 2026  @6 Kyodo',
        "    places       Yokosuka? → Yokosuka                            @6 Kyodo",
    ]


def test_diff_separates_meetings_and_names_who_recorded_a_link(story: Path) -> None:
    assert tracker("diff", "@2", "@3").lines == [
        DECEMBER,
        f"    links  succeeded by {SEOUL}  @3 desk",
        "",
        SEOUL,
        f"    links  successor of {DECEMBER}  @3 desk",
    ]


def test_diff_as_json_has_the_shapes_of_status(story: Path) -> None:
    changes = tracker("diff", "ahn", "2026-01-22", "2026-01-28", "--format", "json").json
    assert [list(change) for change in changes] == [DIFF_KEYS] * 7
    assert changes[0] == {
        "meeting": AHN,
        "field": "status",
        "old": "in_final_arrangement",
        "new": "confirmed",
        **KYODO,
    }
    assert changes[5] == {"meeting": AHN, "field": "window", "old": FINAL, "new": FRIDAY, **KYODO}


def test_a_field_that_became_empty_is_not_attributed_to_a_later_report_without_it(story: Path) -> None:
    tracker("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-29", "--kind", "visit")
    changes = tracker("diff", "ahn", "2026-01-22", "--format", "json").json
    assert {change["field"]: change["position"] for change in changes} == {
        "kind": 7,
        "status": 6,
        "since": 6,
        "attribution": 6,
        "attributed_to": 6,
        "sides": 6,
        "window": 6,
        "places": 6,
    }


def test_diff_of_positions_is_by_the_logs_clock(story: Path) -> None:
    by_log = tracker("diff", "@4", "@5", "--format", "json").json
    assert [change["field"] for change in by_log] == ["status", "since", "window", "participants"]
    assert {change["position"] for change in by_log} == {5}
    assert tracker("diff", "@4", "--format", "json").json == tracker("diff", "@4", "@6", "--format", "json").json
    assert tracker("diff", "@6", "--format", "json").json == tracker("diff", "@6", "@6", "--format", "json").json == []


def test_diff_takes_days_ago_and_yesterday(story: Path) -> None:
    before = tracker("diff", "2026-01-27", "--format", "json").json
    assert before == tracker("diff", "2 days ago", "--format", "json").json
    assert before == tracker("diff", "ahn", "2 days ago", "today", "--format", "json").json
    assert tracker("diff", "yesterday", "--format", "json").json == []


def test_a_meeting_that_began_between_the_moments_is_all_new(story: Path) -> None:
    changes = tracker("diff", "2026-01-19", "2026-01-20", "--format", "json").json
    assert {change["meeting"]: change["position"] for change in changes} == {AHN: 4}
    assert [(change["field"], change["old"]) for change in changes] == [
        *(("title", None), ("status", None), ("since", None), ("attribution", None), ("attributed_to", None)),
        *(("window", None), ("host", None), ("places", []), ("participants", [])),
    ]


def test_a_plan_becomes_overdue_without_a_report(story: Path) -> None:
    changes = tracker("diff", SEOUL, "2025-09-10", "2025-09-11", "--format", "json").json
    assert changes == [
        {
            "meeting": SEOUL,
            "field": "flags",
            "old": [],
            "new": ["overdue"],
            "position": None,
            "outlet": None,
            "published": None,
        }
    ]
    assert tracker("diff", SEOUL, "2025-09-10", "2025-09-11").lines == [SEOUL, "    flags  overdue"]


def test_diff_as_csv_has_the_keys_of_json(story: Path) -> None:
    rows = table("diff", "ahn", "@5", "@6")
    assert list(rows[0]) == DIFF_KEYS
    assert rows[-1] == {
        "meeting": AHN,
        "field": "places",
        "old": "Yokosuka?",
        "new": "Yokosuka",
        "position": "6",
        "outlet": "Kyodo",
        "published": "2026-01-28T17:00+09:00",
    }
