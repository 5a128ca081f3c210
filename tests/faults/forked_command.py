"""Runs the command in a fork of this process, which has already imported it, with or without a terminal."""

import fcntl
import gc
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

_PATIENCE = int(PATIENCE)  # seconds, after which the system ends a fork that hangs
_TRACEBACK = 70  # the exit code of a fork whose command raised an exception
_IMPORTED = (
    "icalendar",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "tracker.export.board.page",
    "tracker.export.csv",
    "tracker.export.ics",
    "tracker.export.json_statistics",
    "tracker.export.jsonld",
    "tracker.export.ninjs",
    "tracker.ledger.exporting",
    "tracker.reading.pipeline",
    "tracker.store.postgresql",
    "tracker.store.upgrade",
    "wcwidth",
)
_COMMANDS = [name for commands in funnel.COMMANDS.values() for name in commands]


@dataclass(frozen=True, kw_only=True, slots=True)
class Output:
    """The output and exit code of a command. On a terminal `out` has all of the output."""

    out: bytes
    err: bytes = b""
    code: int


@cache
def warm() -> None:
    """Import the modules of all commands, so that no fork has to."""
    for module in _IMPORTED:
        import_module(module)
    for name in _COMMANDS:
        funnel.main.get_command(funnel.main.make_context("tracker", ["--db", "-", "where"]), name)
    gc.freeze()  # no fork has to look through all tests for garbage, and copy them for that


def forked(
    words: Sequence[str], env: Mapping[str, str], *, stdin: bytes = b"", before: Callable[[], object] = int
) -> Output:
    """Run `tracker` with these words and return its output. `before` is called in the fork only."""
    warm()
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        source.write(stdin)
        source.seek(0)
        streams = (source.fileno(), out.fileno(), err.fileno())
        pid = os.fork()
        if not pid:
            _become_command(words, env, streams, before)
        code = _exit_code(pid)
        out.seek(0)
        err.seek(0)
        return Output(out=out.read(), err=err.read(), code=code)


def on_terminal(words: Sequence[str], env: Mapping[str, str], *, lines: int = 9999, cells: int = 9999) -> Output:
    """Run `tracker` with these words on a terminal of so many lines and cells, and return its output."""
    warm()
    ours, theirs = new_terminal()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, cells, 0, 0))
    pid = os.fork()
    if not pid:
        os.close(ours)
        os.setsid()
        fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)
        _become_command(words, env, (theirs, theirs, theirs), int)
    os.close(theirs)
    output = b"".join(read_all(ours))
    os.close(ours)
    return Output(out=output.replace(b"\r\n", b"\n"), code=_exit_code(pid))


def _exit_code(pid: int) -> int:
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _become_command(
    words: Sequence[str], env: Mapping[str, str], streams: tuple[int, int, int], before: Callable[[], object]
) -> NoReturn:
    """Run the command in this fork, and exit with its code."""
    code: object = _TRACEBACK
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.environ.clear()
        os.environ.update({"PAGER": "cat", "TERM": "xterm-256color"} | dict(env))
        signal.alarm(_PATIENCE)
        time.tzset()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.argv = ["tracker", *words]
        sys.modules["__main__"].__package__ = None  # otherwise Click's usage line is "python -m pytest"
        sys.stdin = os.fdopen(0, encoding="utf-8")
        sys.stdout, sys.stderr = (_writer(number) for number in (1, 2))
        before()
        funnel.run()
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001 - the test has to see every exception, and pytest must not go on in the fork
        os.write(2, traceback.format_exc().encode(errors="backslashreplace"))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else _TRACEBACK)


def _writer(number: int) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        os.fdopen(number, "wb"), encoding="utf-8", line_buffering=os.isatty(number), errors="strict"
    )
