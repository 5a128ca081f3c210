"""Opening a file that the command line names."""

import stat
from pathlib import Path
from typing import BinaryIO, Final

from tracker.domain.errors import TrackerError

# The folders of the pipe that a shell opens for `<(command)`: its writer exists already.
_SHELL_PIPES: Final = ("/dev/fd", "/proc/self/fd")


def open_input(file: str) -> BinaryIO:
    """Open a file for reading.

    Raises `OSError` if it cannot be opened, and `TrackerError` for a named pipe: opening one would wait silently until
    somebody writes to it.
    """
    path = Path(file)
    if stat.S_ISFIFO(path.stat().st_mode) and str(path.parent) not in _SHELL_PIPES:
        raise TrackerError(f"{file} is a pipe, not a file", "Send it to standard input: - < PIPE.")
    return path.open("rb")
