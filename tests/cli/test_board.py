"""`export --format html`: the board, into a file or a pipe."""

from pathlib import Path

from tests.cli.runner import tracker
from tests.cli.story import AHN, SEOUL


def test_the_board_is_written_to_a_file(story: Path, tmp_path: Path) -> None:
    file = tmp_path / "board.html"
    assert tracker("export", "--format", "html", "--all", "-o", str(file)).lines == [f"wrote {file}"]
    page = file.read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "Thursday 29 Jan 2026" in page
    assert page.count("<article ") == 3


def test_the_board_goes_to_standard_output_too(story: Path, tmp_path: Path) -> None:
    file = tmp_path / "board.html"
    tracker("export", "--format", "html", "--all", "-o", str(file))
    assert tracker("export", "--format", "html", "--all").text == file.read_text(encoding="utf-8")


def test_what_ended_long_ago_is_left_out_and_the_command_says_so(story: Path) -> None:
    done = tracker("export", "--format", "html")
    scope = "Open, due, or changed within 90 days: 2 of 3 meetings. All of them: tracker export --format html --all"
    assert (done.out.count("<article "), done.err, done.code) == (2, f"{scope}\n", 0)
    assert scope in done.out
    assert tracker("-q", "export", "--format", "html").text == done.out
    done = tracker("export", "--format", "csv", "--all")
    assert (done.out, done.code) == ("", 2)
    assert "--all needs --format html" in done.err


def test_the_board_can_show_some_meetings_on_an_earlier_day(story: Path) -> None:
    page = tracker("export", AHN, "--format", "html", "--as-of", "2026-01-21").text
    assert "Wednesday 21 Jan 2026" in page
    assert "as of 2026-01-21" in page
    assert f'id="m-{AHN}"' in page
    assert f'id="m-{SEOUL}"' not in page


def test_an_empty_ledger_has_a_board(empty: Path) -> None:
    assert "Nothing is due on a day of these two weeks." in tracker("export", "--format", "html").text
