"""Faults that reviewers found, each fixed."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.refusing import head
from tests.cli.runner import INSTALLED, tracker
from tests.cli.story import AHN
from tests.postgres import PostgresServer

NEW = ("--new", "--source", "Kyodo", "--published", "2026-01-05")
SAYS = ("--source", "Kyodo", "--published", "2026-01-06")


@pytest.mark.parametrize(
    "words",
    [("undo",), ("link", "aa", "part-of", "bb"), ("report", "zz", "noted", *SAYS), ("retract", "@1", "--because", "x")],
)
def test_a_command_that_can_record_nothing_creates_no_log(tmp_path: Path, words: tuple[str, ...]) -> None:
    missing = tmp_path / "typo.db"

    assert tracker("--db", str(missing), *words).code == 1
    assert not missing.exists()


def test_a_dry_run_on_a_server_without_a_log_records_nothing(postgres: PostgresServer) -> None:
    url = postgres.create_database()

    assert tracker("--db", url, "report", "aa", "proposed", *NEW, "--dry-run").code == 0
    assert "holds no ledger yet" in tracker("--db", url, "status").err


def test_diff_shows_a_change_once_if_two_names_were_merged_at_both_moments(empty: Path) -> None:
    for name in ("x", "y"):
        tracker("report", name, "proposed", *NEW)
    tracker("merge", "x", "y")
    tracker("report", "y", "confirmed", *SAYS)
    tracker("undo")
    tracker("retract", "@3", "--because", "two after all")

    changed = tracker("diff", "@3", "@4", "--format", "json").json

    assert [(change["meeting"], change["field"]) for change in changed if change["field"] == "status"] == [
        ("y", "status")
    ]


def test_a_correction_of_a_date_shows_its_effect(empty: Path) -> None:
    tracker("report", "x", "proposed", *NEW)

    answer = tracker("correct", "@1", "--published", "2026-01-01", "--because", "mislogged").lines

    assert answer == ["recorded @2 about @1  x  proposed", "  since  5 Jan 2026 → 1 Jan 2026"]


def test_a_range_does_not_list_reports_that_it_retracts_itself(empty: Path) -> None:
    for name in ("x", "y", "z"):
        tracker("report", name, "proposed", *NEW)

    answer = tracker("retract", "@1..@2", "--because", "withdrawn", "--format", "json").json

    assert [outcome["same_origin"] for outcome in answer] == [[{"position": 3, "meeting": "z"}]] * 2


def test_new_words_are_added_to_the_window_of_the_report(empty: Path) -> None:
    tracker("report", "x", "proposed", *NEW, "--window", "2026-02-01")
    tracker("correct", "@1", "--words", "1 February", "--because", "left out")

    window = tracker("status", "x", "--format", "json").json["window"]

    assert (window["edtf"], window["words"]) == ("2026-02-01", "1 February")


def test_a_field_cannot_be_both_cleared_and_set(story: Path) -> None:
    before = head()
    done = tracker("correct", "@4", "--clear", "window", "--window", "2026-01-09", "--because", "x")

    assert (done.code, done.err.splitlines()[0]) == (2, "tracker: window is both cleared and set")
    assert head() == before


def test_history_shows_claims_without_effect(story: Path) -> None:
    tracker("report", AHN, "noted", "--source", "Jiji", "--published", "2026-01-29", "--place", "Tokyo?")

    assert "    says place: Tokyo?" in tracker("history", AHN).lines


@pytest.mark.parametrize("words", [("status", "x", "--format", "json"), ("history", "--format", "json"), ("feed",)])
def test_json_escapes_characters_that_steer_a_terminal(empty: Path, words: tuple[str, ...]) -> None:
    title = "\x1b[31mred\u009b31m \u202edne\u202c"
    tracker("report", "x", "proposed", *NEW, "--title", title)
    done = tracker(*words)

    assert not {"\x1b", "\u009b", "\u202e"} & set(done.out)
    assert "\\u009b31m \\u202edne" in done.out


def test_a_slow_pipe_does_not_hold_the_log(tmp_path: Path) -> None:
    environment = {**os.environ, "TRACKER_DB": str(tmp_path / "desk.db")}
    subprocess.run([str(INSTALLED), "report", "x", "proposed", *NEW], env=environment, check=True, capture_output=True)
    slow = subprocess.Popen(
        [str(INSTALLED), "import", "-"], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert slow.stdin is not None
    slow.stdin.write(b"\n")
    slow.stdin.flush()

    # If the import held the log, the report would give up after half a minute and fail.
    other = ("report", "x", "noted", *SAYS)
    subprocess.run([str(INSTALLED), *other], env=environment, check=True, capture_output=True)

    slow.communicate()
    assert slow.returncode == 0
