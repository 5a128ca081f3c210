"""`backup` and `restore`: the copy, the log that it becomes again, and the checkpoint that is printed."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.refusing import head
from tests.cli.runner import tracker
from tests.store.raw import unguarded


def test_a_backup_prints_its_checkpoint_and_is_a_log(story: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    position, end = head()
    assert tracker("backup", str(file)).lines == [f"tracker-checkpoint/1 {position} {end}"]
    assert tracker("--db", str(file), "history").text == tracker("history").text
    assert tracker("verify", "--checkpoint", f"tracker-checkpoint/1 {position} {end}").lines[1] == "ok"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_backup_as_json_names_its_form_and_its_checkpoint(story: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    answer = tracker("-q", "backup", str(file), "--format", "json").json
    assert answer == {"file": str(file), "form": "sqlite", "position": 6, "hash": head()[1]}


def test_a_backup_overwrites_nothing_not_even_the_log(story: Path, tmp_path: Path) -> None:
    before = story.read_bytes()
    done = tracker("backup", str(story))
    assert (done.out, done.code, done.err) == (
        "",
        1,
        f"tracker: {story} already exists\nhint: Name a new file: a backup overwrites nothing.\n",
    )
    assert story.read_bytes() == before


def test_a_missing_log_cannot_be_backed_up(tmp_path: Path) -> None:
    done = tracker("backup", str(tmp_path / "copy.db"))
    assert (done.code, done.err.splitlines()[0]) == (1, "tracker: there is no log to back up yet")
    assert tracker("--db", str(tmp_path / "none.db"), "backup", str(tmp_path / "copy.db")).code == 1
    assert not (tmp_path / "copy.db").exists()
    assert not (tmp_path / "none.db").exists()


def test_a_log_on_a_server_is_backed_up_as_json_lines_that_import_restores(place: str, tmp_path: Path) -> None:
    report = ("report", "m", "noted", "--new", "--source", "J", "--published", "2026-01-20")
    assert tracker("--db", place, *report).code == 0
    file, copy = tmp_path / "copy", str(tmp_path / "restored.db")
    (checkpoint,) = tracker("--db", place, "backup", str(file)).lines
    if "://" in place:
        assert tracker("--db", copy, "import", str(file)).lines[0] == "recorded 1, 0 already there"
    else:
        copy = str(file)
    assert tracker("--db", copy, "verify").lines == [checkpoint, "ok"]


def test_a_restored_log_is_that_of_the_backup(story: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    (checkpoint,) = tracker("backup", str(file)).lines
    history = tracker("history").text
    assert tracker("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-28").code == 0
    assert tracker("restore", str(file)).lines == [checkpoint, f"restored {story} from {file}"]
    assert tracker("history").text == history
    assert tracker("verify").lines == [checkpoint, "ok"]


def test_a_restoring_as_json_names_the_log_and_its_end(story: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    assert tracker("backup", str(file)).code == 0
    answer = tracker("restore", str(file), "--format", "json").json
    assert answer == {"file": str(file), "log": str(story), "position": 6, "hash": head()[1]}


def test_a_backup_is_restored_to_the_default_file_too(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tracker("backup", str(tmp_path / "copy.db")).code == 0
    history = tracker("history").text
    monkeypatch.delenv("TRACKER_DB")
    assert tracker("-q", "restore", str(tmp_path / "copy.db")).code == 0
    assert tracker("history").text == history


def test_a_copy_over_a_log_that_was_cut_off_is_refused_with_the_way_out(story: Path, tmp_path: Path) -> None:
    file, left = tmp_path / "copy.db", tmp_path / "desk.db-wal"
    assert tracker("backup", str(file)).code == 0
    with closing(sqlite3.connect(story)) as connection:
        connection.execute("SELECT * FROM head")
        assert tracker("-q", "report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-28").code == 0
        cut_off = left.read_bytes()
    shutil.copy(file, story)
    left.write_bytes(cut_off)
    report = ("report", "ahn", "noted", "--source", "Kyodo", "--published", "2026-01-28")
    for command in (("status",), report, ("verify",), ("backup", str(tmp_path / "other.db"))):
        done = tracker(*command)
        assert (done.out, done.code) == ("", 1)
        assert done.err.splitlines() == [
            f"tracker: {left} does not belong to {story}: a copy was put in place of a log that had been cut off",
            "hint: Nothing was changed. tracker restore FILE puts a backup in place, and removes what is left over.",
        ]
    assert tracker("-q", "restore", str(file)).code == 0
    assert tracker("-q", *report).code == 0
    assert tracker("verify").lines[1] == "ok"


def test_an_event_whose_hash_is_wrong_is_copied_and_named(story: Path, tmp_path: Path) -> None:
    with unguarded(str(story)) as run:
        run("UPDATE events SET recorded_by = 'somebody' WHERE position = 1")
    file, hint = tmp_path / "copy.db", "Nothing mends such an event; reports go on after it."
    named = "tracker: the hash of @1 does not fit its content and the hash before it\n"
    backup = tracker("backup", str(file))
    assert (backup.out.count("\n"), backup.code) == (1, 1)
    assert backup.err == f"{named}hint: The backup was made: it has the log as it is. {hint}\n"
    assert tracker("restore", str(file)).code == 1
    restored = tracker("restore", str(file), "--damaged")
    assert (restored.out.splitlines()[1], restored.code) == (f"restored {story} from {file}", 1)
    assert restored.err == f"{named}hint: The backup was restored as it is. {hint}\n"
    copy = ("--db", str(tmp_path / "other.db"), "import", "-", "--damaged")
    imported = tracker(*copy, stdin=tracker("export", "--format", "jsonl").text)
    assert (imported.out.splitlines()[0], imported.code) == ("recorded 6, 0 already there", 1)
    assert imported.err == f"{named}hint: The export was restored as it is. {hint}\n"
