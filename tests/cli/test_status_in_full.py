"""`status` of one meeting: every line, every key of its JSON, every column of its CSV."""

import csv
import io
from pathlib import Path
from typing import Any

from tests.cli.runner import tracker
from tests.cli.story import AHN, DECEMBER, SEOUL

STATUS_KEYS = [
    *("meeting", "title", "kind", "status", "since", "attribution", "attributed_to", "sides", "flags", "window"),
    *("previous_windows", "host", "places", "participants", "reason", "by", "links", "aliases", "reports", "origins"),
    *("last_position", "why", "when", "flag_reasons", "unsound"),
]
OFFICE = "South Korea's defence ministry"


def table(*words: str) -> list[dict[str, str]]:
    """Return the rows of a CSV, by their headers."""
    return list(csv.DictReader(io.StringIO(tracker(*words, "--format", "csv").text, newline="")))


def test_status_of_one_meeting_shows_each_field_with_its_report(story: Path) -> None:
    assert tracker("status", "ahn").lines == [
        AHN,
        "Ahn Gyu-back visits Japan",
        "",
        "status      confirmed since 28 Jan 2026  @6",
        "says who    official (KR, JP)  @6",
        "when        30 Jan 2026  @6",
        "where       Yokosuka  @6",
        "host        JP  @4",
        "who         Ahn Gyu-back, defence minister, KR  @5",
        "            Shinjiro Koizumi, defence minister, JP",
        "reports     3, of 3 origins",
    ]


def test_status_of_one_meeting_can_be_asked_as_of_a_day(story: Path) -> None:
    assert tracker("status", "AHN", "--as-of", "2026-01-22").lines == [
        AHN,
        "Ahn Gyu-back visits Japan",
        "",
        "status      in final arrangement since 21 Jan 2026  @5",
        'says who    sources: "government sources"  @5',
        'when        29–31 Jan 2026 ("January 29-31")  @5',
        "where       Yokosuka (candidate)  @4",
        "host        JP  @4",
        "who         Ahn Gyu-back, defence minister, KR  @5",
        "            Shinjiro Koizumi, defence minister, JP",
        "reports     2, of 2 origins",
    ]


def test_status_of_one_meeting_shows_flags_links_and_reasons(story: Path) -> None:
    assert tracker("status", SEOUL).lines == [
        SEOUL,
        "Gen Nakatani visits Seoul",
        "",
        "status      confirmed since 5 Sep 2025  [overdue]  @2",
        f'says who    official (KR): "{OFFICE}"  @2',
        'when        some day 8–10 Sep 2025 ("Monday to Wednesday")  @2',
        "where       Seoul  @2",
        "host        KR  @2",
        "who         Gen Nakatani, defence minister, JP  @2",
        "            Ahn Gyu-back, defence minister, KR",
        "kind        visit  @2",
        f"link        successor of {DECEMBER}  @3",
        "reports     1, of 1 origin",
    ]
    assert tracker("status", DECEMBER).lines[2:] == [
        "status      cancelled since 5 Sep 2025  [unofficial]  @1",
        "says who    unattributed  @1",
        "when        Dec 2024  @1",
        "where       Seoul  @1",
        "host        KR  @1",
        "who         Gen Nakatani, defence minister, JP  @1",
        "reason      fallout of the failed martial law  @1",
        "kind        visit  @1",
        f"link        succeeded by {SEOUL}  @3",
        "reports     1, of 1 origin",
    ]


def test_status_of_one_meeting_shows_old_windows_aliases_and_who_called_it_off(story: Path) -> None:
    postponed = ("report", "ahn", "postponed", "--source", "Asahi", "--published", "2026-01-29", "--window", "2026-02")
    tracker(*postponed, "--by", "JP", "--attribution", "official", "--place", "Tokyo?")
    tracker("report", "ahn-yokosuka", "noted", "--new", "--source", "Jiji", "--published", "2026-01-28")
    tracker("merge", "ahn-yokosuka", AHN)
    shown = tracker("status", "ahn-y").lines
    assert shown[3] == "status      postponed since 29 Jan 2026  @7"
    assert shown[5:8] == ["when        Feb 2026  @7", "before      30 Jan 2026  @7", "where       Yokosuka  @6"]
    assert shown[-3:] == ["by          JP  @7", "also        ahn-yokosuka  @9", "reports     5, of 5 origins"]


def test_status_of_one_meeting_as_json_has_every_key_in_order(story: Path) -> None:
    shown = tracker("status", SEOUL, "--format", "json").json
    assert list(shown) == STATUS_KEYS
    assert shown == {
        "meeting": SEOUL,
        "title": "Gen Nakatani visits Seoul",
        "kind": "visit",
        "status": "confirmed",
        "since": "2025-09-05",
        "attribution": "official",
        "attributed_to": OFFICE,
        "sides": ["KR"],
        "flags": ["overdue"],
        "window": {
            "edtf": "[2025-09-08..2025-09-10]",
            "earliest": "2025-09-08",
            "latest": "2025-09-10",
            "words": "Monday to Wednesday",
        },
        "previous_windows": [],
        "host": "KR",
        "places": [{"name": "Seoul", "standing": "fixed"}],
        "participants": [
            {"name": "Gen Nakatani", "role": "defence minister", "country": "JP"},
            {"name": "Ahn Gyu-back", "role": "defence minister", "country": "KR"},
        ],
        "reason": None,
        "by": None,
        "links": [{"relation": "successor_of", "meeting": DECEMBER}],
        "aliases": [],
        "reports": 1,
        "origins": 1,
        "last_position": 3,
        "why": shown["why"],
        "when": "some day 8–10 Sep 2025",
        "flag_reasons": [],
        "unsound": [],
    }


def test_why_names_a_report_for_every_field_that_is_not_empty(story: Path) -> None:
    shown: dict[str, Any] = tracker("status", SEOUL, "--format", "json").json
    counted = {"meeting", "flags", "reports", "origins", "last_position", "why", "when", "flag_reasons", "unsound"}
    assert {*shown["why"]} == {key for key, value in shown.items() if value and key not in counted}


def test_why_has_the_positions_of_the_reports(story: Path) -> None:
    why = tracker("status", "ahn", "--format", "json").json["why"]
    expected = {"title": 4, "status": 6, "since": 6, "attribution": 6, "sides": 6, "window": 6, "host": 4, "places": 6}
    assert why == {**expected, "participants": 5}


def test_status_of_all_as_json_has_the_object_of_each_meeting(story: Path) -> None:
    each = [tracker("status", name, "--format", "json").json for name in (AHN, DECEMBER, SEOUL)]
    assert tracker("status", "--all", "--format", "json").json == each


def test_status_as_csv_has_the_keys_of_json_and_four_columns_for_the_window(story: Path) -> None:
    (row,) = table("status", SEOUL)
    window = STATUS_KEYS.index("window")
    columns = [f"window_{part}" for part in ("edtf", "earliest", "latest", "words")]
    assert list(row) == [*STATUS_KEYS[:window], *columns, *STATUS_KEYS[window + 1 :]]
    del row["why"]
    assert row == {
        "meeting": SEOUL,
        "title": "Gen Nakatani visits Seoul",
        "kind": "visit",
        "status": "confirmed",
        "since": "2025-09-05",
        "attribution": "official",
        "attributed_to": OFFICE,
        "sides": "KR",
        "flags": "overdue",
        "window_edtf": "[2025-09-08..2025-09-10]",
        "window_earliest": "2025-09-08",
        "window_latest": "2025-09-10",
        "window_words": "Monday to Wednesday",
        "previous_windows": "",
        "host": "KR",
        "places": "Seoul",
        "participants": "Gen Nakatani, defence minister, JP; Ahn Gyu-back, defence minister, KR",
        "reason": "",
        "by": "",
        "links": f"successor_of {DECEMBER}",
        "aliases": "",
        "reports": "1",
        "origins": "1",
        "last_position": "3",
        "when": "some day 8–10 Sep 2025",
        "flag_reasons": "",
        "unsound": "",
    }
    assert [row["meeting"] for row in table("status", "--all")] == [AHN, DECEMBER, SEOUL]
