"""A log that was written by hand: what the commands say of its head, and of events that no command wrote."""

from pathlib import Path

import pytest

from tests.cli.runner import tracker
from tests.faults.wounds import forged
from tests.store.raw import raw

REPORT = ("report", "ahn-japan", "confirmed", "--source", "Yonhap", "--published")
UNKNOWN = "tracker: @2 is not a valid event: its type 'rumoured' is unknown\n"
HINT = "hint: They count for nothing. tracker retract ends their mention in a status.\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a log with one report."""
    file = str(tmp_path / "desk.db")
    monkeypatch.setenv("TRACKER_DB", file)
    tracker(*REPORT, "2026-01-20", "--new")
    return file


def hurt(place: str, statement: str) -> None:
    """Run SQL past tracker."""
    with raw(place) as run:
        run(statement)


@pytest.fixture
def rumoured(place: str) -> str:
    """Add an event of an unknown type, with hash and head."""
    with raw(place) as run:
        forged(meeting="ahn-japan", type="rumoured")(run)
    return place


@pytest.mark.parametrize("words", [["history"], ["history", "ahn-japan"], ["feed"], ["history", "--format", "json"]])
def test_an_event_of_an_unknown_type_is_named_and_the_others_are_shown(rumoured: str, words: list[str]) -> None:
    done = tracker(*words)
    assert (done.err, done.code) == (UNKNOWN + HINT, 1)
    assert "Yonhap" in done.out
    assert "rumoured" not in done.out


@pytest.mark.parametrize("words", [["history"], ["feed"], ["feed", "--after", "@1"]])
def test_an_event_whose_meeting_has_no_valid_name_is_named_too(place: str, words: list[str]) -> None:
    with raw(place) as run:
        forged(meeting="Ahn in Japan")(run)
    done = tracker(*words)
    sentence = "tracker: @2 is not an event that a command can write"
    assert (done.err.splitlines()[0], done.code) == (sentence, 1)


@pytest.mark.parametrize("words", [("diff", "@0", "@1"), ("notify", "--dry-run", "--after", "@0")])
def test_an_event_without_a_valid_time_changes_nothing(place: str, words: tuple[str, ...]) -> None:
    with raw(place) as run:
        run("DROP TRIGGER events_no_update")
        run("UPDATE events SET recorded_at = 'yesterday'")
    done = tracker(*words)
    assert (done.out, done.code) == ("", 0)


def test_a_rebuild_names_it_and_goes_on(rumoured: str) -> None:
    done = tracker("rebuild")
    assert (done.out, done.err, done.code) == ("rebuilt 1 meeting\n", UNKNOWN + HINT, 1)


def test_a_wrong_fingerprint_is_all_that_verify_finds_in_an_event_that_counts(place: str) -> None:
    with raw(place) as run:
        content = '{"attribution":{"class":"unattributed"},"source":{"outlet":"Jiji"},"v":2}'
        forged(meeting="ahn-japan", payload=content, fingerprint="0" * 32)(run)
    tracker("rebuild")
    assert tracker("verify").out.splitlines()[1:] == ["damaged: @2 has another fingerprint than its content"]


def test_the_status_carries_it_until_it_is_retracted(rumoured: str) -> None:
    assert tracker("status", "ahn").lines[-1] == "unsound     @2"
    assert tracker("status", "ahn", "--format", "json").json["unsound"] == [2]
    assert tracker("retract", "@2", "--because", "forged").lines[0] == "recorded @3 about @2  ahn-japan  confirmed"
    assert tracker("status", "ahn").lines[-1] == "reports     1, of 1 origin"
    assert tracker("status", "ahn", "--format", "json").json["unsound"] == []


def test_show_says_why_it_counts_for_nothing(rumoured: str) -> None:
    reason = UNKNOWN.removeprefix("tracker: ").rstrip()
    assert tracker("show", "@2").lines[:2] == ["@2  ahn-japan  rumoured", f"    unsound   {reason}"]


def test_it_cannot_be_corrected(rumoured: str) -> None:
    done = tracker("correct", "@2", "--place", "Seoul", "--because", "a slip")
    assert (done.err, done.code) == (
        UNKNOWN + "hint: It counts for nothing. tracker retract @2 ends its mention.\n",
        1,
    )


def test_undo_passes_over_it(rumoured: str) -> None:
    assert tracker("undo").lines[0] == "recorded @3 about @1  ahn-japan  –"


def test_an_export_and_a_restore_copy_it_as_it_is(rumoured: str, tmp_path: Path) -> None:
    lines = tracker("export", "--format", "jsonl").text
    copy = str(tmp_path / "copy.db")
    done = tracker("--db", copy, "import", "-", stdin=lines)
    assert (done.out.splitlines()[0], done.err, done.code) == ("recorded 2, 0 already there", UNKNOWN + HINT, 0)
    assert tracker("--db", copy, "export", "--format", "jsonl").text == lines
    verified = tracker("--db", copy, "verify")
    assert verified.out.splitlines()[1:] == ["damaged: @2 is not a valid event: its type 'rumoured' is unknown"]


def test_a_backup_copies_it_too(rumoured: str, tmp_path: Path) -> None:
    assert tracker("backup", str(tmp_path / "copy.db")).text.startswith("tracker-checkpoint/1 2 ")


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE head SET recorded_at = 'zzz'", "the head has another time than @1: zzz"),
        ("UPDATE head SET position = 100, fold = 99999", "the head says @100, but the log ends at @1"),
        ("UPDATE head SET position = 'x'", "the head says @x, but the log ends at @1"),
        ("UPDATE head SET hash = 'x'", "the head has another hash than @1"),
        ("UPDATE head SET fold = 'x'", "the head names the fold x, which is not a number"),
        ("DELETE FROM head", "the head is missing"),
    ],
)
def test_every_command_says_the_same_of_a_damaged_head_and_a_rebuild_mends_it(
    place: str, statement: str, fault: str
) -> None:
    hurt(place, statement)
    said = f"tracker: {place} is damaged: {fault}\nhint: Run: tracker rebuild --head\n"
    for words in (["status"], ["where"], ["rebuild"], ["export", "--format", "jsonl"], [*REPORT, "2026-01-21"]):
        done = tracker(*words)
        assert (done.out, done.err, done.code) == ("", said, 1), words
    done = tracker("verify")
    assert done.out.splitlines()[1:] == [f"damaged: {fault}: run tracker rebuild --head"]
    assert tracker("rebuild", "--head").lines == ["the head is at @1", "rebuilt 1 meeting"]
    assert tracker("verify").lines[1:] == ["ok"]
    assert tracker(*REPORT, "2026-01-21").lines[0] == "recorded @2  ahn-japan  confirmed"


def test_a_newer_fold_asks_for_an_upgrade_and_says_what_helps_if_there_is_none(place: str) -> None:
    hurt(place, "UPDATE head SET fold = 99999")
    hint = "Upgrade tracker. If there is no newer version, run: tracker rebuild --head"
    for words in (["rebuild"], [*REPORT, "2026-01-21"]):
        done = tracker(*words)
        assert done.err == f"tracker: {place} is kept by a newer version of tracker\nhint: {hint}\n"
    assert tracker("rebuild", "--head").code == 0
    assert tracker(*REPORT, "2026-01-21").code == 0


def test_an_event_of_a_newer_version_asks_for_an_upgrade(place: str) -> None:
    with raw(place) as run:
        forged(meeting="ahn-japan", type="rumoured", payload='{"v":3}')(run)
    done = tracker("history")
    assert (done.out, done.err, done.code) == (
        "",
        "tracker: @2 has payload version 3, newer than this program\nhint: Upgrade tracker.\n",
        1,
    )


def test_completion_offers_no_name_that_a_shell_would_run(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hurt(place, "INSERT INTO names VALUES ('a$(touch x)', 'ahn-japan')")
    monkeypatch.setenv("_TRACKER_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "tracker status a")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert tracker().out == "plain,ahn-japan\n"
