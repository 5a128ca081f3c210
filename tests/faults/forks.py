"""Runs the command as its entry point does in a fork of this process, which has imported it: on a terminal, or none."""

import fcntl
import io
import os
import signal
import struct
import sys
import tempfile
import termios
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import NoReturn

from tests.cli.terminals import read_all
from tests.effort import PATIENCE
from tests.machine import new_terminal
from tracker.cli import main as funnel

_PATIENCE = int(PATIENCE)  # after which the system ends a fork that hangs
_TRACEBACK = 70  # the code of a child whose command raised what it should have caught
_IMPORTED = (
    *(
        "psycopg",
        "sqlalchemy.dialects.postgresql.psycopg",
        "tracker.store.postgresql",
        "tracker.store.upgrade",
        "icalendar",
        "wcwidth",
    ),
    *("tracker.export.board.page", "tracker.export.json_statistics", "tracker.export.jsonld", "tracker.export.ninjs"),
    *("tracker.export.ics", "tracker.export.csv", "tracker.reading.read", "tracker.ledger.exporting"),
)
_WORDS = [name for commands in funnel.COMMANDS.values() for name in commands]


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a command printed (on a terminal all of it is `out`), and the code with which it ended."""

    out: bytes
    err: bytes = b""
    code: int


@cache
def warm() -> None:
    """Import here what the commands import, so that no fork has to."""
    for module in _IMPORTED:
        import_module(module)
    for name in _WORDS:
        funnel.main.get_command(funnel.main.make_context("tracker", ["--db", "-", "where"]), name)


def forked(
    words: Sequence[str], surroundings: Mapping[str, str], *, stdin: bytes = b"", before: Callable[[], object] = int
) -> Said:
    """Run `tracker` with these words, its output taken as bytes. `before` is called in the fork alone."""
    warm()
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        source.write(stdin)
        source.seek(0)
        streams = (source.fileno(), out.fileno(), err.fileno())
        pid = os.fork()
        if not pid:
            _become(words, surroundings, streams, before)
        code = _ended(pid)
        out.seek(0)
        err.seek(0)
        return Said(out=out.read(), err=err.read(), code=code)


def on_terminal(words: Sequence[str], surroundings: Mapping[str, str], *, lines: int = 9999, cells: int = 9999) -> Said:
    """Run `tracker` with these words on a terminal of so many lines and cells, and return what that was sent."""
    warm()
    ours, theirs = new_terminal()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, cells, 0, 0))
    pid = os.fork()
    if not pid:
        os.close(ours)
        os.setsid()
        fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)
        _become(words, surroundings, (theirs, theirs, theirs), int)
    os.close(theirs)
    sent = b"".join(read_all(ours))
    os.close(ours)
    return Said(out=sent.replace(b"\r\n", b"\n"), code=_ended(pid))


def _ended(pid: int) -> int:
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _become(
    words: Sequence[str], surroundings: Mapping[str, str], streams: tuple[int, int, int], before: Callable[[], object]
) -> NoReturn:
    """Turn a fork into the command, and end it as the command ends."""
    code: object = _TRACEBACK
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.environ.clear()
        os.environ.update({"PAGER": "cat", "TERM": "xterm-256color"} | dict(surroundings))
        signal.alarm(_PATIENCE)
        time.tzset()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.argv = ["tracker", *words]
        sys.modules["__main__"].__package__ = None  # else Click says how a module is run
        sys.stdin = os.fdopen(0, encoding="utf-8")
        sys.stdout, sys.stderr = (_writer(number) for number in (1, 2))
        before()
        funnel.run()
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001 - whatever it is, the test shall see it, and no test run goes on in a fork
        os.write(2, traceback.format_exc().encode(errors="backslashreplace"))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else _TRACEBACK)


def _writer(number: int) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        os.fdopen(number, "wb"), encoding="utf-8", line_buffering=os.isatty(number), errors="strict"
    )
