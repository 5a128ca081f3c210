"""Runs a script or a command on a real terminal, or on none."""

import errno
import fcntl
import os
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from tests.effort import PATIENCE
from tests.machine import new_terminal

ROOT = Path(__file__).parents[2]
UNSET: Mapping[str, str] = MappingProxyType({})
HIDDEN_SETTINGS = {
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "LINES",
    "PAGER",
    "LESS",
    "PYTHONIOENCODING",
    "PYTHONUNBUFFERED",
}


def environment(settings: Mapping[str, str] = UNSET) -> dict[str, str]:
    """Return the environment of a process: UTF-8, and only the settings for colour and width that are in `settings`."""
    kept = {key: value for key, value in os.environ.items() if key not in HIDDEN_SETTINGS}
    return kept | {"TERM": "xterm-256color", "PYTHONUTF8": "1", "PYTHONWARNINGS": "error", **settings}


def run_script(script: str, settings: Mapping[str, str] = UNSET) -> str:
    """Run Python in a process whose output is a pipe."""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment(settings), capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


def on_terminal(script: str, settings: Mapping[str, str] = UNSET, *, lines: int = 24, cells: int = 80) -> str:
    """Run Python on a terminal of so many lines and cells."""
    return command_on_terminal([sys.executable, "-c", script], settings, lines=lines, cells=cells)


def command_on_terminal(
    command: Sequence[str], settings: Mapping[str, str] = UNSET, *, lines: int = 24, cells: int = 80
) -> str:
    """Run a command on a terminal of so many lines and cells."""
    ours, theirs = new_terminal()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, cells, 0, 0))
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(settings),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    output = b"".join(read_all(ours))
    os.close(ours)
    assert child.wait(timeout=PATIENCE) == 0, output
    return output.decode().replace("\r\n", "\n")


def read_all(terminal: int) -> Iterator[bytes]:
    """Yield the output to a terminal until its other end is closed."""
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError as error:
            if error.errno == errno.EIO:  # how Linux says that the other end is closed
                return
            raise
        if not chunk:
            return
        yield chunk
