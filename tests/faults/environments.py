"""Unusual environments of the installed command: full devices, closed pipes, ASCII locales, narrow terminals."""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Final

from tests.cli.terminals import HIDDEN_SETTINGS
from tests.effort import PATIENCE
from tests.faults.forked_command import on_terminal
from tests.faults.format_readers import sent_to_terminal
from tests.faults.trials import (
    INSTALLED,
    TrialResult,
    all_rows,
    assert_one_sentence,
    desk_at,
    environment_for,
    make_log,
)
from tests.given import line
from tracker.cli.terminal import width
from tracker.domain.import_line import read_line
from tracker.ledger.recording import record

NARROW: Final = 20
_YEAR: Final = ("2026-01-01", "2026-12-31")
# Commands that record nothing.
VIEWS: Final = (
    ("status",),
    ("status", "ahn-japan"),
    ("status", "--all"),
    ("agenda", *_YEAR, "--all"),
    ("history",),
    ("why", "ahn-japan"),
    ("diff", "2026-01-01"),
    ("search", "小泉"),
    ("outlets",),
    ("lag",),
    ("where",),
    ("verify",),
    ("feed",),
    ("undo", "--dry-run"),
    ("--help",),
    ("report", "--help"),
    ("completion", "bash"),
    ("--version",),
    ("status", "--format", "json"),
    ("history", "--format", "csv"),
    ("search", "안규백", "--format", "json"),
    *(("export", "--format", output) for output in ("ics", "ninjs", "jsonld", "json", "jsonl", "csv", "html")),
)
_FIT_THE_TERMINAL: Final = {"status", "agenda", "why", "diff", "history", "search"}
_NEED_UTF_8: Final = {"ics", "jsonl", "html"}
_REPORTS: Final = (
    line("proposed", "2026-01-20", "연합뉴스", "sources", words="정부 소식통", title="안규백 방일 – 회담"),
    line("confirmed", "2026-01-21", "読売新聞", "official", participants=["小泉進次郎, 防衛相, JP"], window="2026-02"),
    line("postponed", "2026-01-22", "Le Monde", "media", reason="météo – “grève”", quote="é" * 300),
)
_NEW_REPORT: Final = ("report", "ahn", "noted", "--new", "--source", "Jiji", "--published", "2026-01-20")
_LOCALE_SETTINGS: Final = {"PYTHONIOENCODING"}
ASCII: Final[tuple[Mapping[str, str], ...]] = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
)
Result = subprocess.CompletedProcess[bytes]


def record_reports(place: str) -> None:
    """Make a log with three reports in several scripts."""
    make_log(place)
    with desk_at(place) as desk:
        for number, report in enumerate(_REPORTS):
            record(desk, read_line({"meeting": "ahn-japan", "new": number == 0, **report}))


def _run(words: Sequence[str | bytes], env: Mapping[str, str], stdout: int | IO[bytes] = subprocess.PIPE) -> Result:
    """Run the installed command, without settings of the terminal."""
    hidden = HIDDEN_SETTINGS - _LOCALE_SETTINGS
    env = {name: value for name, value in env.items() if name not in hidden}
    return subprocess.run(
        [str(INSTALLED), *words],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        timeout=PATIENCE,
    )


def _run_with_streams(words: Sequence[str], env: Mapping[str, str], streams: str) -> Result:
    """Run the installed command with redirections of the shell, such as `>&-`."""
    command = ["sh", "-c", f'"$@" {streams}', "sh", str(INSTALLED), *words]
    return subprocess.run(command, env=env, capture_output=True, check=False, timeout=PATIENCE)


def _run_with_closed_pipe(words: Sequence[str], env: Mapping[str, str]) -> Result:
    """Run the installed command with a pipe as standard output that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    result = _run(words, env, stdout=writer)
    os.close(writer)
    return result


def _run_with_full_device(words: Sequence[str], env: Mapping[str, str]) -> Result:
    with Path("/dev/full").open("wb") as full:
        return _run(words, env, stdout=full)


def try_full(place: str) -> TrialResult:
    """Write to a full device: every command fails with one sentence."""
    tried = 0
    for words in VIEWS:
        result = _run_with_full_device(words, environment_for(place))
        assert result.returncode == 1, (words, result)
        expected = "tracker: the output could not be written: No space left on device\n"
        assert result.stderr.decode() == expected, (words, result)
        tried += 1
    return TrialResult(kind="output to a full device", faults=tried, figures="one sentence each")


def try_closed(place: str, share: int = 1) -> TrialResult:
    """Write to a pipe that nobody reads, or to a closed stream: no command prints a traceback."""
    tried = 0
    for words in VIEWS[::share]:
        result = _run_with_closed_pipe(words, environment_for(place))
        assert (result.stderr, result.returncode) == (b"", 1), (words, result)
        for streams in (">&-", "2>&-", "<&-", ">&- 2>&- <&-"):
            result = _run_with_streams(words, environment_for(place), streams)
            assert b"Traceback" not in result.stderr, (words, streams, result)
            assert result.returncode == 0, (words, streams, result)
        tried += 5
    return TrialResult(kind="closed pipes and streams", faults=tried, figures="no traceback")


def try_recording(new_place: Callable[[], str]) -> TrialResult:
    """Record a report whose acknowledgement cannot be printed: it is recorded once, and a repeat says so."""
    ways: tuple[Callable[[Sequence[str], Mapping[str, str]], Result], ...] = (
        _run_with_full_device,
        _run_with_closed_pipe,
        lambda words, env: _run_with_streams(words, env, ">&-"),
    )
    for run in ways:
        place = new_place()
        make_log(place)
        result = run(_NEW_REPORT, environment_for(place))
        assert run is not _run_with_full_device or result.returncode == 1, result
        assert len(all_rows(place)) == 1, result
        repeat = [word for word in _NEW_REPORT if word != "--new"]
        result = _run(repeat, environment_for(place))
        assert b"@1" in result.stdout, result
        assert len(all_rows(place)) == 1, result
    return TrialResult(kind="reports that cannot be acknowledged", faults=len(ways), figures="each recorded once")


def try_ascii(place: str) -> TrialResult:
    """Run every view in an ASCII locale: letters are escaped, and formats that need UTF-8 are refused."""
    tried = 0
    for words in VIEWS:
        for locale in ASCII:
            _try_locale(place, words, locale)
            tried += 1
    return TrialResult(kind="commands in an ASCII locale", faults=tried, figures="no traceback, no letter beyond it")


def _try_locale(place: str, words: Sequence[str], locale: Mapping[str, str]) -> None:
    env = environment_for(place, **locale)
    for name in {"LANG", "LC_ALL"} - set(locale):
        env.pop(name, None)
    result = _run(words, env)
    output = result.stdout + result.stderr
    assert b"Traceback" not in result.stderr, (words, locale, result)
    may_have_other_letters = "latin-1" in locale.values() or "--help" in words
    assert output.isascii() or may_have_other_letters, (words, locale, output)
    if words[-1] in _NEED_UTF_8:
        assert (result.stdout, result.returncode) == (b"", 1), (words, locale, result)
        assert_one_sentence(result.stderr.decode("latin-1"))
    else:
        assert result.returncode == 0, (words, locale, result)


_NEWS: Final = (b"--source", b"J", b"--published", b"2026-01-22")
# Commands in which "?" stands for bytes that are not UTF-8.
_WITH_BYTES: Final[tuple[tuple[bytes, ...], ...]] = (
    (b"?",),
    (b"status", b"?"),
    (b"--db", b"/nowhere/?", b"status"),
    (b"import", b"/nowhere/?"),
    (b"search", b"?"),
    (b"draft", b"/nowhere/?"),
    (b"export", b"--format", b"json", b"-o", b"/nowhere/?"),
    (b"backup", b"/nowhere/?"),
    (b"report", b"?", b"noted", *_NEWS),
    (b"report", b"ahn", b"?", *_NEWS),
    (b"feed", b"--after", b"?"),
    *((b"report", b"ahn-japan", b"noted", *_NEWS, option, b"?") for option in (b"--title", b"--with", b"--window")),
    (b"retract", b"@1", b"--because", b"?"),
    (b"--color", b"?", b"status"),
    (b"status", b"--?"),
)
_NOT_UTF_8: Final = (
    b"\xff",
    b"ahn\xfe",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf5\x80\x80\x80",
    b"\xbe\xc8\xb1\xd4\xb9\xe9",
)


def try_bytes(place: str) -> TrialResult:
    """Give arguments that are not UTF-8: every command refuses them with a sentence and records nothing."""
    before = len(all_rows(place))
    tried = 0
    for raw in _NOT_UTF_8:
        for at, command in enumerate(_WITH_BYTES):
            words = [word.replace(b"?", raw) for word in command]
            locale = ASCII[0] if at % 2 else {}
            result = _run(words, environment_for(place, **locale))
            assert (result.stdout, result.returncode) == (b"", 2), (words, result)
            assert_one_sentence(result.stderr.decode())
            tried += 1
    assert len(all_rows(place)) == before
    return TrialResult(kind="arguments that are no UTF-8", faults=tried, figures="a sentence each")


def try_narrow(place: str, widths: Sequence[int] = (NARROW, 40)) -> TrialResult:
    """Show every view on a narrow terminal: no line is wider, and no text steers the terminal."""
    tried = 0
    for cells in widths:
        for words in VIEWS:
            output = on_terminal(words, environment_for(place, NO_COLOR="1"), cells=cells)
            assert output.code == 0, (words, output)
            sent_to_terminal(output.out.decode())
            if words[0] in _FIT_THE_TERMINAL and "--format" not in words:
                too_wide = [text for text in output.out.decode().split("\n") if width(text) > cells]
                assert all("ahn-japan" in text for text in too_wide), (words, cells, too_wide)  # names are not wrapped
            tried += 1
    for columns in ("0", "-5", "1", "many", "9" * 30):
        output = on_terminal(("status",), environment_for(place, COLUMNS=columns), cells=1)
        assert output.code == 0, (columns, output)
        tried += 1
    return TrialResult(kind="views on a terminal of 20 columns", faults=tried)
