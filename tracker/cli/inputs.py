"""Opening a file that somebody named."""

import stat
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import TrackerError

_OWN = ("/dev/fd", "/proc/self/fd")  # where a shell puts the pipe of `<(command)`: somebody writes to it already


def opened(file: str) -> BinaryIO:
    """Open a file to be read.

    Raises `OSError` if it cannot be, and `TrackerError` for a named pipe: the program would wait, without a word, until
    somebody opens the other end.
    """
    path = Path(file)
    if stat.S_ISFIFO(path.stat().st_mode) and str(path.parent) not in _OWN:
        raise TrackerError(f"{file} is a pipe, not a file", "Send it to standard input: - < PIPE.")
    return path.open("rb")
