"""Odd surroundings of the installed command: full devices, closed pipes, ASCII, odd arguments, a narrow terminal."""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Final

from tests.cli.terminals import HIDDEN_SETTINGS
from tests.effort import PATIENCE
from tests.faults.forks import on_terminal
from tests.faults.readers import on_screen
from tests.faults.tried import INSTALLED, Tried, assert_a_sentence, desk_at, make_log, settings, stored
from tests.given import line
from tracker.cli.terminal import width
from tracker.domain.import_line import read_line
from tracker.ledger.recording import record

NARROW: Final = 20
_YEAR: Final = ("2026-01-01", "2026-12-31")
READERS: Final = (
    *(("status",), ("status", "ahn-japan"), ("status", "--all"), ("agenda", *_YEAR, "--all"), ("history",)),
    ("why", "ahn-japan"),
    *(("diff", "2026-01-01"), ("search", "小泉"), ("outlets",), ("lag",), ("where",), ("verify",), ("feed",)),
    *(("undo", "--dry-run"), ("--help",), ("report", "--help"), ("completion", "bash"), ("--version",)),
    *(("status", "--format", "json"), ("history", "--format", "csv"), ("search", "안규백", "--format", "json")),
    *(("export", "--format", output) for output in ("ics", "ninjs", "jsonld", "json", "jsonl", "csv", "html")),
)  # fmt: skip
_WRAPPED: Final = {"status", "agenda", "why", "diff", "history", "search"}  # else lines of numbers, or for programs
_UTF_8_ALONE: Final = {"ics", "jsonl", "html"}
_SAID: Final = (
    line("proposed", "2026-01-20", "연합뉴스", "sources", words="정부 소식통", title="안규백 방일 – 회담"),
    line("confirmed", "2026-01-21", "読売新聞", "official", participants=["小泉進次郎, 防衛相, JP"], window="2026-02"),
    line("postponed", "2026-01-22", "Le Monde", "media", reason="météo – “grève”", quote="é" * 300),
)  # fmt: skip


def lay(place: str) -> None:
    """Record three reports in several scripts."""
    make_log(place)
    with desk_at(place) as desk:
        for number, said in enumerate(_SAID):
            record(desk, read_line({"meeting": "ahn-japan", "new": not number, **said}))


def _ran(
    words: Sequence[str | bytes], surroundings: Mapping[str, str], **streams: int | IO[bytes] | None
) -> subprocess.CompletedProcess[bytes]:
    given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    plain = {name: value for name, value in surroundings.items() if name not in HIDDEN_SETTINGS or name in _ASCII_KEYS}
    return subprocess.run([str(INSTALLED), *words], env=plain, check=False, timeout=PATIENCE, **given)  # type: ignore[call-overload,no-any-return]


_ASCII_KEYS: Final = {"PYTHONIOENCODING"}
ASCII: Final[tuple[Mapping[str, str], ...]] = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
)


def try_full(place: str, share: int = 1) -> Tried:
    """Write to a device that is full: one sentence, whatever is printed."""
    tried = 0
    for words in READERS[::share]:
        with open("/dev/full", "wb") as full:  # noqa: PTH123
            done = _ran(words, settings(place), stdout=full)
        assert done.returncode == 1, (words, done)
        expected = "tracker: the output could not be written: No space left on device\n"
        assert done.stderr.decode() == expected, (words, done)
        tried += 1
    return Tried(what="output to a full device", faults=tried, figures="one sentence each")


def try_closed(place: str, share: int = 1) -> Tried:
    """Write to a pipe that nobody reads any more, or to a stream that is closed: no traceback, no complaint."""
    tried = 0
    for number, words in enumerate(READERS):
        if number % share:
            continue
        reader, writer = os.pipe()
        os.close(reader)
        done = _ran(words, settings(place), stdout=writer)
        os.close(writer)
        assert (done.stderr, done.returncode) == (b"", 1), (words, done)
        for closed in (">&-", "2>&-", "<&-", ">&- 2>&- <&-"):
            script = f'"$@" {closed}'
            shell = subprocess.run(
                ["sh", "-c", script, "sh", str(INSTALLED), *words],
                env=settings(place),
                capture_output=True,
                check=False,
                timeout=PATIENCE,
            )
            assert b"Traceback" not in shell.stderr, (words, closed, shell)
            assert shell.returncode == 0, (words, closed, shell)
        tried += 5
    return Tried(what="closed pipes and streams", faults=tried, figures="no traceback")


def try_recording(place: Callable[[], str]) -> Tried:
    """Record with no way to say so: the report is there once, and a repeat says where."""
    tried = 0
    for stream in ("/dev/full", "closed pipe", "closed stdout"):
        log = place()
        make_log(log)
        words = ["report", "ahn", "noted", "--new", "--source", "Jiji", "--published", "2026-01-20"]
        if stream == "closed stdout":
            command = ["sh", "-c", '"$@" >&-', "sh", str(INSTALLED), *words]
            subprocess.run(command, env=settings(log), capture_output=True, check=False, timeout=PATIENCE)
        elif stream == "closed pipe":
            reader, writer = os.pipe()
            os.close(reader)
            _ran(words, settings(log), stdout=writer)
            os.close(writer)
        else:
            with open(stream, "wb") as full:  # noqa: PTH123
                assert _ran(words, settings(log), stdout=full).returncode == 1
        assert len(stored(log)) == 1, stream
        again = _ran(words[:3] + words[4:], settings(log))
        assert b"@1" in again.stdout, again
        assert len(stored(log)) == 1, stream
        tried += 1
    return Tried(what="reports that cannot be acknowledged", faults=tried, figures="each recorded once")


def try_ascii(place: str, share: int = 1) -> Tried:
    """Ask for everything where the locale is ASCII: escapes, or a sentence for what must be UTF-8."""
    tried = 0
    for number, words in enumerate(READERS):
        for at, more in enumerate(ASCII):
            if (number + at) % share:
                continue
            surroundings = {name: value for name, value in settings(place, **more).items() if name != "LANG"}
            if "LC_ALL" not in more:
                surroundings.pop("LC_ALL", None)
            done = _ran(words, surroundings)
            assert b"Traceback" not in done.stderr, (words, more, done)
            text = done.stdout + done.stderr
            assert text.isascii() or "latin-1" in more.values() or "--help" in words, (words, more, text)
            if words[-1] in _UTF_8_ALONE:
                assert (done.stdout, done.returncode) == (b"", 1), (words, more, done)
                assert_a_sentence(done.stderr.decode("latin-1"))
            else:
                assert done.returncode == 0, (words, more, done)
            tried += 1
    return Tried(what="commands in an ASCII locale", faults=tried, figures="no traceback, no letter beyond it")


def try_bytes(place: str, share: int = 1) -> Tried:
    """Give arguments that are no UTF-8, in every place: a sentence, and nothing recorded."""
    before = len(stored(place))
    news = (b"--source", b"J", b"--published", b"2026-01-22")
    commands: tuple[tuple[bytes, ...], ...] = (
        *((b"?",), (b"status", b"?"), (b"--db", b"/nowhere/?", b"status"), (b"import", b"/nowhere/?")),
        (b"search", b"?"),
        *((b"draft", b"/nowhere/?"), (b"export", b"--format", b"json", b"-o", b"/nowhere/?")),
        (b"backup", b"/nowhere/?"),
        *((b"report", b"?", b"noted", *news), (b"report", b"ahn", b"?", *news), (b"feed", b"--after", b"?")),
        *((b"report", b"ahn-japan", b"noted", *news, option, b"?") for option in (b"--title", b"--with", b"--window")),
        *((b"retract", b"@1", b"--because", b"?"), (b"--color", b"?", b"status"), (b"status", b"--?")),
    )  # fmt: skip
    tried = 0
    for number, raw in enumerate(
        (b"\xff", b"ahn\xfe", b"\xc3", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xbe\xc8\xb1\xd4\xb9\xe9")
    ):
        for at, words in enumerate(commands):
            if (number + at) % share:
                continue
            done = _ran([word.replace(b"?", raw) for word in words], settings(place, **(ASCII[0] if at % 2 else {})))
            assert (done.stdout, done.returncode) == (b"", 2), (words, raw, done)
            assert_a_sentence(done.stderr.decode())
            tried += 1
    assert len(stored(place)) == before
    return Tried(what="arguments that are no UTF-8", faults=tried, figures="a sentence each")


def try_narrow(place: str, widths: Sequence[int] = (NARROW, 40)) -> Tried:
    """Show every view on a terminal of 20 columns: no line is wider, and nothing steers."""
    tried = 0
    for cells in widths:
        for words in READERS:
            said = on_terminal(words, settings(place, NO_COLOR="1"), cells=cells)
            assert said.code == 0, (words, said)
            on_screen(said.out)
            if words[0] in _WRAPPED and "--format" not in words:
                wide = [text for text in said.out.decode().split("\n") if width(text) > cells]
                assert all("ahn-japan" in text for text in wide), (words, cells, wide)  # no name is broken
            tried += 1
    for odd in ("0", "-5", "1", "many", "9" * 30):
        said = on_terminal(("status",), settings(place, COLUMNS=odd), cells=1)
        assert said.code == 0, (odd, said)
        tried += 1
    return Tried(what="views on a terminal of 20 columns", faults=tried)
