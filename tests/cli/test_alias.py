"""`alias`: saying that two spellings are one person, listing them, and what reports then say."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import tracker
from tests.cli.story import AHN

REPORT = ("report", AHN, "noted", "--source", "연합뉴스", "--published", "2026-01-28")


def test_a_spelling_is_kept_listed_and_forgotten(story: Path) -> None:
    assert tracker("alias", "shinjiro koizumi", "小泉進次郎").lines == ["小泉進次郎 is Shinjiro Koizumi"]
    assert tracker("alias", "Shinjiro Koizumi", "小泉進次郎").lines == ["小泉進次郎 is Shinjiro Koizumi already"]
    assert tracker("alias").lines == ["NAME              SPELLING", "Shinjiro Koizumi  小泉進次郎"]
    (row,) = tracker("alias", "--format", "json").json
    assert (row["spelling"], row["name"]) == ("小泉進次郎", "Shinjiro Koizumi")
    assert tracker("alias", "--remove", "小泉進次郎").lines == ["小泉進次郎 is no longer Shinjiro Koizumi"]
    done = tracker("alias")
    assert (done.out, done.err, done.code) == ("", "no name has another spelling\n", 0)


def test_a_report_says_under_which_name_a_person_is_recorded(story: Path) -> None:
    tracker("alias", "Shinjiro Koizumi", "小泉進次郎")
    lines = tracker(*REPORT, "--with", "小泉進次郎, , JP").lines
    assert lines[1] == "  小泉進次郎 is recorded as Shinjiro Koizumi"
    assert tracker(*REPORT, "--with", "小泉進次郎, , JP").text.startswith("already recorded as @")
    assert AHN in tracker("search", "小泉").text
    assert AHN in tracker("status", "--with", "小泉").text


def test_an_alias_names_the_meetings_that_list_both_and_says_all_in_json_too(story: Path) -> None:
    tracker(*REPORT, "--with", "小泉進次郎, , JP")
    alias = ("alias", "Shinjiro Koizumi", "小泉進次郎")
    assert tracker(*alias, "--dry-run", "--format", "json").json == {
        "spelling": "小泉進次郎",
        "name": "Shinjiro Koizumi",
        "new": True,
        "removed": False,
        "in_both": [AHN],
        "dry_run": True,
    }
    assert tracker(*alias).lines[1:] == [f"  {AHN} lists both: tracker correct the report that says 小泉進次郎"]
    removed = tracker("alias", "--remove", "小泉進次郎", "--format", "json").json
    assert (removed["removed"], removed["dry_run"]) == (True, False)


def test_an_import_says_it_once(story: Path, tmp_path: Path) -> None:
    tracker("alias", "Cho Hyun", "조현")
    line = {"meeting": AHN, "stage": "noted", "published": "2026-01-28", "source": {"outlet": "연합뉴스"}}
    line["claims"] = {"participants": [{"name": "조현", "country": "KR"}]}
    other = {**line, "published": "2026-01-27"}
    file = tmp_path / "reports.jsonl"
    file.write_text(f"{json.dumps(line)}\n{json.dumps(other)}\n", encoding="utf-8")
    assert tracker("import", str(file)).lines[:2] == ["recorded 2, 0 already there", "조현 is recorded as Cho Hyun"]


def test_an_export_and_a_backup_hold_the_spellings(story: Path, tmp_path: Path) -> None:
    tracker("alias", "Cho Hyun", "조현")
    copy, lines, restored = (str(tmp_path / name) for name in ("copy.db", "log.jsonl", "restored.db"))
    tracker("backup", copy)
    tracker("export", "--format", "jsonl", "-o", lines)
    tracker("--db", restored, "import", lines)
    for place in (copy, restored):
        assert tracker("--db", place, "alias").lines == ["NAME      SPELLING", "Cho Hyun  조현"]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("Cho Hyun",), 2, "write NAME and OTHER, or --remove SPELLING, or nothing to list them all"),
        (("Cho Hyun", "조현", "--remove", "x"), 2, "write NAME and OTHER"),
        (("Cho Hyun", "cho-hyun"), 1, "cho-hyun and Cho Hyun are one person already"),
        (("Cho Hyun", " "), 2, "'' is not the name of a person"),
        (("--remove", "조현"), 1, "'조현' is not another spelling of a name"),
    ],
)
def test_what_is_no_other_spelling_is_refused(story: Path, words: tuple[str, ...], code: int, sentence: str) -> None:
    done = tracker("alias", *words)
    assert (done.out, done.code) == ("", code)
    assert sentence in done.err


def test_a_dry_run_keeps_nothing(story: Path) -> None:
    assert tracker("alias", "Cho Hyun", "조현", "--dry-run").lines == ["dry run, nothing kept:", "조현 is Cho Hyun"]
    assert tracker("alias").out == ""
