"""Unusual environments: an ASCII locale, arguments that are not text, a closed pipe, a full device."""

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.cli.runner import INSTALLED, installed, tracker
from tests.cli.terminals import environment

VIEWS = [
    *(("status",), ("status", "ahn"), ("agenda", "2026-01-01", "2026-12-31"), ("history",), ("why", "ahn")),
    *(("diff", "2026-01-01"), ("status", "nobody"), ("where",), ("verify",), ("undo", "--dry-run")),
]
NAME_A_FILE = "Name a text, a saved web page or a feed, or - for standard input."
PIPE_ONE_IN = "Name a file of JSON lines, or pipe one in."
KOREAN = ("--title", "안규백 방일 – 회담", "--place", "요코스카?", "--with", "小泉進次郎, 防衛相, JP")


@pytest.fixture
def korean(db: Path) -> Path:
    """Record a report in Korean and Japanese."""
    report = ("report", "ahn-japan", "proposed", "--new", "--source", "연합뉴스", "--published", "2026-01-21", *KOREAN)
    assert tracker(*report).code == 0
    return db


@pytest.mark.parametrize("words", VIEWS)
def test_every_view_works_where_the_output_is_ascii(korean: Path, words: tuple[str, ...]) -> None:
    done = tracker(*words, encoding="ascii")
    assert (done.out + done.err).isascii()
    assert done.code == (words[-1] == "nobody")


@pytest.mark.parametrize(
    "settings",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
)
def test_in_an_ascii_locale_other_letters_are_escaped(korean: Path, settings: dict[str, str]) -> None:
    assert rb"\uc548\uaddc\ubc31 \ubc29\uc77c" in installed("status", "ahn", settings=settings).stdout
    as_json = installed("status", "ahn", "--format", "json", settings=settings).stdout
    assert json.loads(as_json)["title"] == "안규백 방일 – 회담"
    assert json.loads(installed("feed", settings=settings).stdout)["source"]["outlet"] == "연합뉴스"


def test_the_log_is_not_exported_in_an_ascii_locale(korean: Path) -> None:
    done = installed("export", "--format", "jsonl", settings={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == (
        b"tracker: a log is written as UTF-8, but the output is not UTF-8\nhint: Set PYTHONIOENCODING=utf-8.\n"
    )


NOT_UTF_8 = (b"report", b"ahn", b"noted", b"--source", b"\xff\xfe", b"--published", b"2026-01-22")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize(
    "words",
    [
        NOT_UTF_8,
        (b"status", b"ahn\xff"),
        (b"\xff",),
        (b"report", b"ahn", b"noted", b"--source", b"J", b"--published", b"2026-01-22", b"--with", b"\xff"),
        (b"import", b"/nowhere/\xff"),
        (b"--db", b"/nowhere/\xff", b"status"),
        (b"retract", b"@1", b"--because", b"\xff"),
    ],
)
def test_an_argument_that_is_not_utf_8_is_refused(korean: Path, words: tuple[bytes, ...], encoding: str) -> None:
    done = tracker(*map(os.fsdecode, words), encoding=encoding)
    assert (done.out, done.code) == ("", 2)
    assert done.err.startswith("tracker: ")
    assert tracker("where", "--format", "json").json["position"] == 1


@pytest.mark.parametrize("settings", [{}, {"PYTHONIOENCODING": "ascii"}])
def test_so_it_is_in_a_process_of_its_own(korean: Path, settings: dict[str, str]) -> None:
    done = installed(*NOT_UTF_8, settings=settings)
    assert (done.stdout, done.returncode) == (b"", 2)
    assert done.stderr.startswith(b"tracker: ")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("line", ["history", "history --format json", "feed", "status", "export --format jsonl"])
def test_a_reader_that_stops_reading_gets_no_traceback(story: Path, line: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = installed(*line.split(), stdout=writer)
    os.close(writer)
    assert (done.stderr, done.returncode) == (b"", 1)


@pytest.mark.parametrize(("line", "hint"), [("draft -", NAME_A_FILE), ("import -", PIPE_ONE_IN)])
def test_a_closed_stdin_is_an_error_message(db: Path, line: str, hint: str) -> None:
    command = f"{shlex.join([str(INSTALLED)])} {line} <&-"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, env=environment(), check=False)
    assert done.stderr.decode() == f"tracker: standard input is closed\nhint: {hint}\n"
    assert done.returncode == 1


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "words",
    [
        ("history",),
        ("status", "--format", "json"),
        ("status", "--format", "csv"),
        ("--help",),
        ("export", "--format", "jsonl"),
    ],
)
def test_a_full_device_is_an_error_message(story: Path, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = installed(*words, stdout=full)
    assert done.returncode == 1
    assert done.stderr == b"tracker: the output could not be written: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_full_stdout_still_reports_what_was_recorded(story: Path, form: str) -> None:
    words = ("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-28", "--format", form)
    with Path("/dev/full").open("wb") as full:
        done = installed(*words, stdout=full)
    assert done.returncode == 1
    assert b", but the output could not be written: No space left on device\nhint: " in done.stderr
    assert done.stderr.startswith(b"tracker: recorded as @")
    assert tracker(*words).code == 0


def test_a_log_on_a_full_disk_can_be_read(story: Path) -> None:
    # A limit on the size of a file is met as a full disk is. Connections share 32 kB; there is room for none of it.
    def on_full_disk(*words: str) -> subprocess.CompletedProcess[str]:
        command = ["sh", "-c", 'ulimit -f 2; exec "$0" "$@"', str(INSTALLED), *words]
        return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)

    assert on_full_disk("history").stdout == tracker("history").out
    done = on_full_disk("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-28")
    assert (done.returncode, done.stdout) == (1, "")
    assert "could not be written" in done.stderr
    assert tracker("where", "--format", "json").json["position"] == 6


@pytest.mark.parametrize(
    ("closed", "code"),
    [pytest.param("status >&-", 0), ("status nobody 2>&-", 1), ("status <&-", 0)],
)
def test_a_closed_stream_gets_no_traceback(story: Path, closed: str, code: int) -> None:
    done = subprocess.run(["sh", "-c", f'"{INSTALLED}" {closed}'], capture_output=True, env=environment(), check=False)
    assert (done.stderr, done.returncode) == (b"", code)


def test_a_name_beyond_ascii_can_be_looked_up_in_an_ascii_locale(korean: Path) -> None:
    settings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = installed("status", "안규백", settings=settings)
    assert (b"Traceback" in done.stderr, done.returncode) == (False, 1)


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["2>&-", "<&- 2>&-", "<&- >&- 2>&-"])
def test_a_message_for_a_closed_stream_ends_up_in_no_file(story: Path, tmp_path: Path, closed: str) -> None:
    expected, exported = tmp_path / "expected.csv", tmp_path / "exported.csv"
    assert tracker("-q", "export", "--format", "csv", "--as-of", "2026-01-28", "-o", str(expected)).code == 0
    script = f'"$0" export --format csv --as-of 2026-01-28 -o "$1" {closed}; "$0" status nobody {closed}'
    # A warning is written to the descriptor of stderr, whatever Python has put in its place.
    settings = {"PYTHONWARNINGS": "always", "PYTHONDEVMODE": "1"}
    done = subprocess.run(
        ["sh", "-c", script, str(INSTALLED), str(exported)], capture_output=True, env=environment(settings), check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert exported.read_bytes() == expected.read_bytes()
    assert done.stdout.decode() in ("", f"wrote {exported}\n")


@pytest.mark.parametrize("place", ["", " "])
def test_an_empty_place_is_not_the_default_log(tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = ("report", "a", "noted", "--new", "--source", "J", "--published", "2026-01-28")
    for done in (tracker("--db", place, *report), tracker(*report, "--db", place)):
        assert (done.out, done.code) == ("", 2)
        assert done.err == "tracker: --db is empty\nhint: Name a file or a URL, or leave --db out.\n"
    assert list(tmp_path.iterdir()) == []
