"""Completion in real shells: the words that TAB offers; the log is only read."""

import os
import resource
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

import pytest

from tests.cli.runner import INSTALLED, Done, installed, tracker
from tests.cli.story import AHN, DECEMBER, SEOUL
from tests.cli.terminals import environment, read_all
from tests.effort import PATIENCE
from tests.machine import new_terminal
from tests.store.raw import raw
from tracker.cli.main import COMMANDS

# Calls the function that bash would, with the words of a line as bash would split it, and prints its answers.
BASH = """
source <(tracker completion bash)
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
$(complete -p tracker | sed 's/.*-F \\([^ ]*\\) .*/\\1/') tracker "${COMP_WORDS[COMP_CWORD]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""
# A line editor on its own terminal: a line and TAB are typed until the expected text appears.
ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u -D'
zpty -w shell 'source <(tracker completion zsh); bindkey "^I" complete-word; print READ""Y'
zpty -r -m shell found '*READY*'
zpty -w -n shell "$1"$'\\t'
zpty -r -m shell found "*$2*" && print -r -- "$found"
zpty -d shell
"""


def surroundings(log: Path | str) -> dict[str, str]:
    """Return the environment of a shell in which `tracker` is the tested command."""
    return environment({"TRACKER_DB": str(log), "PATH": f"{INSTALLED.parent}{os.pathsep}{os.environ['PATH']}"})


def shell(*command: str, log: Path | str) -> str:
    path = shutil.which(command[0])
    if path is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        [path, *command[1:]], env=surroundings(log), capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.stderr == ""
    return done.stdout


def offered(line: str, log: Path | str) -> list[str]:
    """Return the words that bash offers for the last word of a line."""
    return shell("bash", "--norc", "-c", BASH, "bash", *line.split(" "), log=log).split()


def answered(line: str, log: Path | str = "", instruction: str = "bash_complete") -> subprocess.CompletedProcess[bytes]:
    """Run the command as the completion script of a shell does."""
    words: Mapping[str, str] = {
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
        "_TRACKER_COMPLETE": instruction,
    }
    return installed(settings={**words, **({"TRACKER_DB": str(log)} if log else {})})


def completed(line: str, instruction: str = "bash_complete") -> Done:
    """Answer the completion script of a shell in this process."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" ")), "_TRACKER_COMPLETE": instruction}
    with mock.patch.dict(os.environ, words):
        return tracker()


def fish(line: str, log: Path) -> list[str]:
    """Return what fish offers for the last word of a line."""
    script = "tracker completion fish | source; complete -C $argv[1]"
    return shell("fish", "--no-config", "-c", script, line, log=log).splitlines()


# Candidates


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tracker st", ["status"]),
        ("tracker status ", [AHN, DECEMBER, SEOUL]),
        ("tracker status nak", [DECEMBER, SEOUL]),
        ("tracker why AHN", [AHN]),
        ("tracker report ahn-koizumi-japan-2026-01 in", ["in-final-arrangement"]),
        ("tracker report ahn-koizumi-japan-2026-01 in_", ["in_final_arrangement"]),
        ("tracker status --status p", ["proposed", "postponed"]),
        ("tracker status --country ", ["JP", "KR"]),
        ("tracker status --country k", ["KR"]),
        ("tracker status --format ", ["text", "json", "csv"]),
        ("tracker link ahn ", ["successor-of", "part-of", "caused-by"]),
        ("tracker merge nakatani-seoul-2024-12 nakatani-seoul-2025", [SEOUL]),
        ("tracker diff ahn", [AHN]),
        ("tracker report ahn noted --attribution s", ["sources"]),
        ("tracker report ahn noted --kind s", ["summit"]),
        ("tracker report ahn noted --side k", ["KR"]),
        ("tracker report ahn cancelled --by j", ["JP"]),
        ("tracker report ahn noted --host ", ["JP", "KR"]),
        ("tracker retract @1 --fault o", ["outlet"]),
        ("tracker lag s", ["stages"]),
        ("tracker completion z", ["zsh"]),
        ("tracker status --kn", ["--known-at"]),
        ("tracker history zzz", []),
    ],
)
def test_every_kind_of_word_is_completed(story: Path, line: str, expected: list[str]) -> None:
    assert completed(line).text.split() == [f"plain,{word}" for word in expected]


def test_bash_completes_names_from_the_log_that_the_command_line_names(story: Path, tmp_path: Path) -> None:
    assert offered(f"tracker --db {story} status ahn", tmp_path / "none.db") == [AHN]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tracker status --status = con", ["confirmed"]),
        ("tracker status --status =", ["proposed", "arranging", "in-final-arrangement", "confirmed"]),
        ("tracker --db = {log} status ahn", [AHN]),
        ("tracker --db = {log} status --country = k", ["KR"]),
        ("tracker --db postgresql+psycopg : //desk@host/ledger status --status = con", ["confirmed"]),
        ("tracker --db = postgresql : //desk : word @ host/ledger report a conf", ["confirmed"]),
        ("tracker report ahn noted --quote a = b --kind s", ["summit"]),
    ],
)
def test_words_that_bash_cut_at_equal_signs_and_colons_are_joined(
    story: Path, monkeypatch: pytest.MonkeyPatch, line: str, expected: list[str]
) -> None:
    if "{log}" in line:
        monkeypatch.delenv("TRACKER_DB")
    words = completed(line.format(log=story)).text.split()
    assert words[:4] == [f"plain,{word}" for word in expected]


def test_without_a_named_log_the_names_come_from_the_default_one(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKER_DB")
    tracker("report", "ahn-japan", "noted", "--new", "--source", "J", "--published", "2026-01-20", "--host", "JP")
    assert completed("tracker status ").text == "plain,ahn-japan\n"
    assert completed("tracker status --country ").text == "plain,JP\n"


def test_bash_replaces_the_part_of_a_word_behind_the_last_cut(story: Path) -> None:
    assert offered("tracker --db = postgresql : //desk : word @ host/ledger report a conf", story) == ["confirmed"]


@pytest.mark.slow
def test_zsh_and_fish_replace_the_whole_word(story: Path) -> None:
    line = "tracker status --status=con"
    assert answered(line, story, "zsh_complete").stdout.split() == [b"plain", b"--status=confirmed", b"_"]
    assert "--status=confirmed" in shell("zsh", "-f", "-c", ZSH, "zsh", line, "--status=confirmed", log=story)
    assert fish(line, story) == ["--status=confirmed"]
    assert fish(f"tracker --db={story.parent}/des", story) == [f"--db={story}"]


# What somebody planted in the log


def planted(log: Path, name: str, country: str) -> None:
    """Put a name and a code into the projection that no command has written."""
    with raw(str(log)) as run:
        run(f"UPDATE names SET name = '{name}', meeting = '{name}' WHERE name = '{DECEMBER}'")
        run(f"UPDATE meetings SET meeting = '{name}', status = '{name}' WHERE meeting = '{DECEMBER}'")
        run(f"UPDATE participants SET country = '{country}' WHERE country = 'JP'")
        run(f"UPDATE meetings SET host = '{country}' WHERE host = 'JP'")
        run(f"UPDATE meetings SET status = '{name}' WHERE meeting = '{SEOUL}'")


@pytest.mark.parametrize("name", ["nak$(touch x)", "nak`touch x`", "nak;touch x", "nak*", "nak\nb", "nak-\x1b[2J"])
def test_only_what_has_the_form_of_a_name_a_code_or_a_status_is_offered(story: Path, name: str) -> None:
    planted(story, name, "J$(touch x)")
    assert completed("tracker status nak").text == f"plain,{SEOUL}\n"
    assert completed("tracker status nak", "zsh_complete").text == f"plain\n{SEOUL}\n_\n"
    assert completed("tracker status --country ").text == "plain,KR\n"


@pytest.mark.slow
def test_a_planted_name_does_not_run_in_bash(story: Path, tmp_path: Path) -> None:
    planted(story, "evil$(touch x)", "J$(touch x)")
    ours, theirs = new_terminal()
    bash = ["bash", "--norc", "--noprofile", "-i"]
    child = subprocess.Popen(
        bash, env=surroundings(story), cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    typed = (
        "source <(tracker completion bash)\ntracker status e\t\ntracker status --country J\t\ntracker stat\t\nexit\n"
    )
    os.write(ours, typed.encode())
    shown = b"".join(read_all(ours)).decode()
    os.close(ours)
    child.wait(timeout=PATIENCE)
    assert "tracker status \r\n" in shown  # TAB was answered
    assert "status evil" not in shown
    assert not (tmp_path / "x").exists()


def test_every_command_is_offered(story: Path) -> None:
    assert offered("tracker ", story) == [name for commands in COMMANDS.values() for name in commands]


def test_files_are_left_to_the_shell(story: Path) -> None:
    assert [completed(line).text for line in ("tracker backup d", "tracker import d", "tracker --db d")] == [
        "file,d\n"
    ] * 3


def test_zsh_completes_a_name(story: Path) -> None:
    assert AHN in shell("zsh", "-f", "-c", ZSH, "zsh", "tracker status ahn-k", AHN, log=story)


def test_fish_completes_names_and_stages(story: Path) -> None:
    assert fish("tracker status nak", story) == [f"{DECEMBER}\tcancelled", f"{SEOUL}\tconfirmed"]
    assert fish("tracker report ahn in", story) == ["in-final-arrangement"]


def test_zsh_shows_the_status_of_each_meeting(story: Path) -> None:
    assert completed("tracker status ahn", "zsh_complete").lines[:3] == [
        "plain",
        AHN,
        "confirmed",
    ]


# Logs stay unchanged


@pytest.mark.parametrize("log", ["none.db", ".", "postgresql+psycopg://127.0.0.1:9/none", "nonsense://x", ""])
def test_completing_creates_no_log_and_prints_no_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKER_DB", log)
    for line in ("tracker status ", "tracker status --country "):
        assert completed(line) == Done(out="\n", err="", code=0)
    assert list(tmp_path.iterdir()) == []


def test_completing_neither_upgrades_nor_changes_a_log(story: Path) -> None:
    old = Path(__file__).parents[1] / "upgrades" / "0001.db"
    copy = story.with_name("old.db")
    shutil.copy(old, copy)
    for log in (story, copy):
        before = log.read_bytes()
        assert answered("tracker status ", log).stderr == b""
        assert log.read_bytes() == before


def test_a_file_of_another_program_completes_nothing(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    done = answered("tracker status ", other)
    assert (done.stdout.strip(), done.stderr, other.read_text()) == (b"", b"", "mine")


def test_names_come_from_a_log_on_a_server_too(place: str) -> None:
    report = ("report", "ahn-japan", "noted", "--new", "--source", "J", "--published", "2026-01-20", "--host", "JP")
    assert tracker("--db", place, *report).code == 0
    assert answered("tracker status ", place).stdout.decode().split() == ["plain,ahn-japan"]
    assert answered("tracker status --country ", place).stdout.decode().split() == ["plain,JP"]


@pytest.mark.slow
def test_a_completion_is_fast(story: Path) -> None:
    took = []
    for _ in range(5):
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        answered("tracker status nak", story)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime)
    assert min(took) < 1


# The script


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_script_runs_the_installed_command(name: str) -> None:
    script = tracker("completion", name).text
    assert f"_TRACKER_COMPLETE={name}_complete" in script


def test_another_shell_is_refused() -> None:
    done = tracker("completion", "tcsh")
    assert (done.code, done.err.splitlines()[0]) == (
        2,
        "tracker: invalid value for '{bash|zsh|fish}': 'tcsh' is not one of 'bash', 'zsh', 'fish'",
    )
