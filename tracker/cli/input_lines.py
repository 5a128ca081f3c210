"""The lines of a file or of standard input, for `import`."""

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, cast

from tracker.cli.input_file import open_input
from tracker.domain.errors import TrackerError

_LONGEST_LINE: Final = 16_000_000  # bytes; a report takes some hundreds
_CHUNK: Final = 1_000_000  # bytes, fewer than in the longest line
_LONGEST_STDIN: Final = 1_000_000_000  # bytes, which are copied to the disk first


def open_lines(file: str) -> BinaryIO:
    """Open a file for reading; `-` is standard input."""
    if file == "-":
        return _whole_stdin()
    try:
        return open_input(file)
    except OSError as error:
        raise TrackerError(f"{file} cannot be read: {error.strerror}", "Name a file of JSON lines, or -.") from error


def read_lines(stream: BinaryIO, advance: Callable[[int], None]) -> Iterator[str]:
    """Return the lines as text, and report the bytes of each to `advance`.

    A byte-order mark is left out. Only a line feed ends a line. Raises `TrackerError` for a line that is too long or
    not UTF-8.
    """
    for number, line in enumerate(iter(lambda: stream.readline(_LONGEST_LINE + 1), b""), start=1):
        _refuse_long(number, len(line))
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise TrackerError(f"line {number} is not UTF-8", "Save the file as UTF-8.") from None
        advance(len(line))


def _whole_stdin() -> BinaryIO:
    """Return standard input as a file, once all of it has arrived, so that a slow pipe does not hold the log."""
    try:
        stdin = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    except (AttributeError, OSError):
        raise TrackerError("standard input is closed", "Name a file of JSON lines, or pipe one in.") from None
    if stat.S_ISREG(os.fstat(stdin.fileno()).st_mode):
        return stdin
    copy = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - the caller closes it
    try:
        with stdin:
            _copy(stdin, copy)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy


def _copy(stdin: BinaryIO, copy: BinaryIO) -> None:
    """Copy all input. Raise for a line that is too long, or input that does not end: it must not fill the disk."""
    complete_lines = 0
    open_line = 0  # bytes of the line that has not ended yet
    while chunk := stdin.read(_CHUNK):
        copy.write(chunk)
        first_part, line_feed, rest = chunk.partition(b"\n")
        open_line += len(first_part)
        _refuse_long(complete_lines + 1, open_line)
        if line_feed:
            complete_lines += chunk.count(b"\n")
            open_line = len(rest.rpartition(b"\n")[2])
        if copy.tell() > _LONGEST_STDIN:
            gigabytes = _LONGEST_STDIN // 1_000_000_000
            raise TrackerError(
                f"standard input is longer than {gigabytes} GB", "Save it to a file, and import that: import FILE."
            )


def _refuse_long(number: int, length: int) -> None:
    if length > _LONGEST_LINE:
        megabytes = _LONGEST_LINE // 1_000_000
        raise TrackerError(f"line {number} is longer than {megabytes} MB", "Give each report a line of its own.")
