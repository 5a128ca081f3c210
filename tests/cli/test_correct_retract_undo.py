"""`correct`, `retract` and `undo`, which add events to the log and delete none."""

from pathlib import Path

import pytest

from tests.cli.refusing import head
from tests.cli.runner import tracker
from tests.cli.story import AHN, DECEMBER, SEOUL

BECAUSE = ("--because", "misread")


def field(meeting: str, name: str, *clocks: str) -> object:
    """Return the value of a field of a status."""
    return tracker("status", meeting, "--format", "json", *clocks).json[name]


# correct


def test_a_correction_of_the_desks_mistake_counts_on_every_day(story: Path) -> None:
    assert tracker("correct", "@4", *BECAUSE, "--host", "kr").lines == [
        f"recorded @7 about @4  {AHN}  confirmed",
        "  host  JP → KR",
    ]
    assert field(AHN, "host", "--as-of", "2026-01-20") == "KR"
    assert field(AHN, "host", "--known-at", "@6") == "JP"


def test_a_correction_of_the_outlets_mistake_counts_from_its_day(story: Path) -> None:
    outlet = ("--fault", "outlet", "--published", "2026-01-25")
    answer = tracker("correct", "@4", *BECAUSE, *outlet, "--host", "KR", "--format", "json").json
    assert answer["effect"] == [{"field": "host", "old": "JP", "new": "KR"}]
    assert field(AHN, "host", "--as-of", "2026-01-24") == "JP"
    assert field(AHN, "host", "--as-of", "2026-01-25") == "KR"


def test_a_correction_of_the_outlets_mistake_counts_from_today_by_default(story: Path) -> None:
    tracker("correct", "@4", *BECAUSE, "--fault", "outlet", "--host", "KR")
    assert tracker("history", AHN, "--format", "json").json[-1]["published"] == "2026-01-29"
    assert (field(AHN, "host", "--as-of", "2026-01-28"), field(AHN, "host")) == ("JP", "KR")


def test_every_field_of_a_report_can_be_corrected(story: Path) -> None:
    done = tracker(
        *("correct", "@5", *BECAUSE, "--stage", "arranging", "--source", "Hankyoreh", "--published", "2026-01-20"),
        *("--url", "https://h.example", "--headline", "Trip", "--via", "AP", "--language", "ko", "--window", "2026-01"),
        *("--words", "this month", "--original-window", "2026-01-15", "--place", "Tokyo", "--host", "JP"),
        *("--with", "Koizumi, , JP", "--without", "Ahn", "--reason", "r", "--by", "KR", "--kind", "talks"),
        *("--title", "Talks", "--attribution", "media", "--attributed-to", "a paper", "--side", "JP", "--quote", "q"),
    )
    assert done.lines[0] == f"recorded @7 about @5  {AHN}  confirmed"
    correction = tracker("history", AHN, "--format", "json").json[-1]
    assert {key: correction[key] for key in ("type", "target", "because", "fault", "published", "source")} == {
        "type": "corrected",
        "target": 5,
        "because": "misread",
        "fault": "desk",
        "published": None,
        "source": None,
    }
    assert correction["fields"] == {
        "stage": "arranging",
        "published": "2026-01-20",
        "source": {
            "outlet": "Hankyoreh",
            "url": "https://h.example",
            "headline": "Trip",
            "language": "ko",
            "via": ["AP"],
        },
        "attribution": {"class": "media", "words": "a paper", "side": ["JP"]},
        "claims": {
            "window": {"edtf": "2026-01", "words": "this month"},
            "original_window": {"edtf": "2026-01-15"},
            "place": {"name": "Tokyo", "standing": "fixed"},
            "participants": [{"name": "Koizumi", "role": None, "country": "JP"}],
            "without": ["Ahn"],
            "host": "JP",
            "kind": "talks",
            "title": "Talks",
            "reason": "r",
            "by": "KR",
        },
        "quote": "q",
    }


def test_a_field_can_be_cleared(story: Path) -> None:
    assert tracker("correct", "@6", *BECAUSE, "--clear", "window", "--clear", "Side").lines == [
        f"recorded @7 about @6  {AHN}  confirmed",
        "  sides   KR, JP → –",
        '  window  30 Jan 2026 → 29–31 Jan 2026 ("January 29-31")',
    ]


def test_a_link_can_be_corrected(story: Path) -> None:
    done = tracker("correct", "@3", *BECAUSE, "--relation", "part-of", "--to", AHN)
    assert done.lines == [
        f"recorded @7 about @3  {SEOUL}  confirmed",
        f"  links  + part of {AHN}  - successor of {DECEMBER}",
    ]
    assert field(AHN, "links") == [{"relation": "includes", "meeting": SEOUL}]
    assert field(DECEMBER, "links") == []


def test_a_link_can_be_corrected_with_the_beginning_of_a_name(story: Path) -> None:
    tracker("correct", "@3", *BECAUSE, "--to", "ahn")
    assert field(SEOUL, "links") == [{"relation": "successor_of", "meeting": AHN}]


def test_the_same_correction_again_changes_nothing(story: Path) -> None:
    tracker("correct", "@4", *BECAUSE, "--host", "KR")
    assert tracker("correct", "@4", *BECAUSE, "--host", "KR").lines == [f"already recorded as @7  {AHN}  confirmed"]
    as_it_stands = ("--window", "2026-01-29/2026-01-31", "--words", "January 29-31")
    assert tracker("correct", "@5", *BECAUSE, *as_it_stands, "--format", "json").json == {
        "position": None,
        "meeting": AHN,
        "recorded": False,
        "status": "confirmed",
        "effect": [],
        "kept": None,
        "repeat_of": 5,
        "dry_run": False,
        "target": 5,
        "late": False,
        "respelt": [],
        "same_origin": [],
    }


def test_a_report_can_be_corrected_twice(story: Path) -> None:
    tracker("correct", "@4", *BECAUSE, "--host", "KR")
    assert tracker("correct", "@4", *BECAUSE, "--title", "Ahn in Japan").lines == [
        f"recorded @8 about @4  {AHN}  confirmed",
        "  title  Ahn Gyu-back visits Japan → Ahn in Japan",
    ]
    assert (field(AHN, "host"), field(AHN, "title")) == ("KR", "Ahn in Japan")


def test_a_report_can_be_corrected_after_a_merge_was_undone(story: Path) -> None:
    tracker("merge", DECEMBER, AHN)
    tracker("undo")
    assert tracker("correct", "@4", *BECAUSE, "--host", "KR").lines[0] == f"recorded @9 about @4  {AHN}  confirmed"


def test_a_dry_run_of_a_correction_records_nothing(story: Path) -> None:
    before = head()
    assert tracker("correct", "4", *BECAUSE, "--host", "KR", "--dry-run").lines == [
        f"dry run about @4, nothing recorded:  {AHN}  confirmed",
        "  host  JP → KR",
    ]
    assert head() == before


# retract


def test_a_retraction_shows_its_effect_and_not_what_the_origin_said_of_another_story(story: Path) -> None:
    assert tracker("retract", "@5", *BECAUSE).lines == [
        f"recorded @7 about @5  {AHN}  confirmed",
        "  participants  - Shinjiro Koizumi, defence minister, JP",
    ]


def test_a_retraction_shows_other_reports_of_the_story(story: Path) -> None:
    again = ("report", SEOUL, "confirmed", "--source", "Korea Times", "--via", "Yonhap", "--published", "2025-09-06")
    tracker(*again)
    assert tracker("retract", "@2", *BECAUSE).lines[-2:] == [
        "  1 more of the same story still counts:",
        f"    @7  {SEOUL}",
    ]


def test_at_most_ten_reports_of_the_same_story_are_listed(empty: Path) -> None:
    for number in range(1, 14):
        name = f"visit-{number:02d}"
        tracker("report", name, "noted", "--new", "--source", "Jiji", "--via", "Kyodo", "--published", "2026-01-28")
    done = tracker("retract", "@1", *BECAUSE).lines
    assert done[1:4] == ["  changes nothing", "  12 more of the same story still count:", "    @2  visit-02"]
    assert done[-2:] == ["    @11  visit-11", "    and 2 others"]
    answer = tracker("retract", "@2", *BECAUSE, "--format", "json").json["same_origin"]
    assert answer == [{"position": number, "meeting": f"visit-{number:02d}"} for number in range(3, 14)]


def test_a_retraction_for_the_desk_counts_on_every_day_and_one_for_the_outlet_from_its_day(story: Path) -> None:
    outlet = ("--fault", "outlet", "--published", "2026-01-29")
    assert tracker("retract", "@6", *BECAUSE, *outlet, "--format", "json").json["status"] == "in_final_arrangement"
    assert field(AHN, "status", "--as-of", "2026-01-28") == "confirmed"
    tracker("retract", "@5", *BECAUSE)
    assert field(AHN, "status", "--as-of", "2026-01-21") == "arranging"


def test_a_range_is_retracted_completely_and_answered_as_a_list(story: Path) -> None:
    answer = tracker("retract", "@5..@6", *BECAUSE, "--format", "json").json
    assert sorted(outcome["position"] for outcome in answer) == [7, 8]
    assert field(AHN, "status") == "arranging"
    one = tracker("retract", "@4..@4", *BECAUSE, "--dry-run", "--format", "json").json
    assert [(outcome["position"], outcome["dry_run"]) for outcome in one] == [(None, True)]


def test_the_outcomes_of_a_range_are_in_the_order_of_recording(story: Path) -> None:
    answer = [line for line in tracker("retract", "@5..@6", *BECAUSE).lines if line.startswith("recorded")]
    assert answer == [f"recorded @7 about @6  {AHN}  in final arrangement", f"recorded @8 about @5  {AHN}  arranging"]


def test_a_second_retraction_changes_nothing_and_a_retraction_can_be_retracted(story: Path) -> None:
    tracker("retract", "@6", *BECAUSE)
    assert tracker("retract", "@6", *BECAUSE).lines == [f"already recorded as @7  {AHN}  in final arrangement"]
    again = tracker("retract", "@7", "--because", "it stands after all")
    assert again.lines[:2] == [
        f"recorded @8 about @7  {AHN}  confirmed",
        "  status       in final arrangement → confirmed",
    ]


# undo


def test_undo_goes_back_step_by_step_through_the_events_of_this_recorder(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_USER", "mina")
    tracker("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-28", "--kind", "visit")
    monkeypatch.setenv("TRACKER_USER", "desk")
    assert tracker("undo", "--dry-run").lines[0] == f"dry run about @6, nothing recorded:  {AHN}  in final arrangement"
    assert tracker("undo").lines == [
        f"recorded @8 about @6  {AHN}  in final arrangement",
        "  status       confirmed → in final arrangement",
        "  attribution  official → sources",
        "  sides        KR, JP → –",
        '  window       30 Jan 2026 → 29–31 Jan 2026 ("January 29-31")',
        "  places       Yokosuka → Yokosuka?",
    ]
    assert tracker("undo").lines[0] == f"recorded @9 about @5  {AHN}  arranging"
    assert tracker("-q", "undo").text == ""
    answer = tracker("undo", "--format", "json").json
    assert (answer["position"], answer["meeting"], answer["batch"]) == (11, SEOUL, [])
    assert field(AHN, "kind") == "visit"


def test_undo_of_an_import_says_how_many_reports_it_retracts_and_how_to_redo_that(db: Path) -> None:
    line = '{"meeting": "m%d", "new": true, "stage": "held", "published": "2026-01-20", "source": {"outlet": "Jiji"}}'
    tracker("import", "-", stdin="\n".join(line % number for number in range(21)).encode())
    assert tracker("undo", "--dry-run").lines == [
        "would retract 21 reports that one command recorded (in 21 meetings): @1 to @21"
    ]
    assert tracker("undo").lines == [
        "retracted 21 reports that one command recorded (in 21 meetings): @1 to @21",
        "to redo: tracker retract @22..@42 --because …",
    ]
    tracker("retract", "@22..@42", "--because", "redo")
    assert len(tracker("status", "--all").lines) == 22


def test_undo_can_be_undone_by_retracting_the_retraction(story: Path) -> None:
    tracker("undo")
    assert tracker("retract", "@7", "--because", "redo").lines[0] == f"recorded @8 about @7  {AHN}  confirmed"


def test_a_meeting_whose_events_are_all_retracted_can_be_started_again_in_the_same_stream(story: Path) -> None:
    tracker("retract", "@1", *BECAUSE)
    new = ("report", DECEMBER, "postponed", "--new", "--source", "Kyodo", "--published", "2024-12-04")
    assert tracker(*new).lines[0] == f"recorded @8  {DECEMBER}  postponed"
    streams = [(line["meeting"], line["version"]) for line in tracker("export", "--format", "jsonl").jsonl]
    assert streams[-1] == (DECEMBER, 3)
