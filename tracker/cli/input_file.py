"""Opening a file that the command line names."""

import os
import stat
from typing import BinaryIO, Final

from tracker.domain.errors import TrackerError

_MOST_SHOWN: Final = 60  # characters of an address in a message
# The folders of the pipe that a shell opens for `<(command)`: its writer exists already.
_SHELL_PIPES: Final = ("/dev/fd", "/proc/self/fd")


def open_input(file: str) -> BinaryIO:
    """Open a file for reading.

    Raises `OSError` if it cannot be opened, and `TrackerError` for an address, and for a named pipe: opening one would
    wait silently until somebody writes to it.
    """
    _refuse_address(file)
    if stat.S_ISFIFO(os.stat(file).st_mode) and os.path.dirname(file) not in _SHELL_PIPES:
        raise TrackerError(f"{file} is a pipe, not a file", "Send it to standard input: - < PIPE.")
    return open(file, "rb")


def _refuse_address(file: str) -> None:
    """Raise for the address of a page: nothing is fetched."""
    is_address = "://" in file or file.lower().startswith("www.")
    if is_address and not os.path.exists(file):
        raise TrackerError.unparsable(
            f"{file[:_MOST_SHOWN]} is an address, not a file", "Save the page, and name the file."
        )
