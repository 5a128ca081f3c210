"""`--db` before and after the command."""

import shutil
from pathlib import Path

import pytest

from tests.cli.runner import tracker
from tests.cli.story import AHN


@pytest.fixture
def other(answer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Copy the log with the story to a path that only `--db` names."""
    monkeypatch.delenv("TRACKER_DB", raising=False)
    path = tmp_path / "other.db"
    shutil.copy(answer, path)
    return str(path)


def test_db_after_the_command_names_the_log(other: str) -> None:
    before = tracker("--db", other, "status").text
    assert AHN in before
    assert tracker("status", "--db", other).text == tracker("status", f"--db={other}").text == before
    assert tracker("where", "--db", other).lines[0] == other


def test_the_last_db_wins_over_one_before_the_command_and_the_environment(
    other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "none.db"))
    assert tracker("--db", str(tmp_path / "nor-this.db"), "why", "ahn", "--db", other).code == 0


def test_every_command_takes_it(other: str, tmp_path: Path) -> None:
    report = ("report", "motegi-kyiv", "proposed", "--new", "--source", "Kyodo", "--published", "today")
    assert tracker(*report, "--db", other).lines[0] == "recorded @7  motegi-kyiv  proposed"
    assert tracker("undo", "--db", other).lines[0] == "recorded @8 about @7  motegi-kyiv  –"
    assert tracker("export", "--db", other, "--format", "jsonl").text.count("\n") == 8
    assert tracker("verify", "--db", other).code == 0


def test_a_log_that_does_not_exist_is_named(tmp_path: Path) -> None:
    done = tracker("agenda", "--db", str(tmp_path / "none.db"))
    assert (done.code, done.err.partition("\n")[0]) == (1, f"tracker: {tmp_path / 'none.db'} does not exist")
