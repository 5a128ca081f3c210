"""Terminal output: escaping, the width of text in cells, colour, and the pager."""

import io
import math
import os
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, TextIO

import click

from tracker.export.safe_text import escape_hidden

NARROWEST: Final = 20
UNKNOWN_COLUMNS: Final = 80
UNKNOWN_LINES: Final = 24

# Colours of the 256-colour cube, because their RGB values do not depend on the terminal's theme: each has a contrast
# of 4 (3.9 at least) on black and on white, which no theme promises for "blue" or "yellow". From blue over teal to
# green a meeting becomes more certain; a meeting that was held needs no colour.
STATUS_COLORS: Final[Mapping[str, int | None]] = {
    "proposed": 63,  # blue
    "arranging": 31,  # blue-green
    "in_final_arrangement": 30,  # teal
    "confirmed": 28,  # green
    "postponed": 130,  # amber
    "cancelled": 196,  # red
    "held": None,
    "denied": 163,  # magenta
}

# Letters of everyday news, which are one or two cells wide whatever their neighbours are. (Importing wcwidth takes
# 28 ms, too long for a Korean name or an en dash.) A range is two numbers, its first letter and the letter after its
# last: compiled patterns of them would take 5 ms.
_WIDE_RANGES: Final = (
    *(0x3000, 0x302A, 0x3041, 0x3097, 0x309B, 0x3100, 0x3400, 0x4DC0),
    *(0x4E00, 0xA000, 0xAC00, 0xD7A4, 0xF900, 0xFA6E, 0xFF01, 0xFF61),
)
_EVERYDAY_RANGES: Final = (
    *(0x20, 0x7F, 0xA0, 0x300, 0x370, 0x483, 0x48A, 0x530, 0x1E00, 0x1F00),
    *(0x2010, 0x2028, 0x2030, 0x205F, 0x20A0, 0x20C0, 0x2190, 0x2200),
    *_WIDE_RANGES,
)


def safe(text: str, *, multiline: bool = False) -> str:
    r"""Return `text` with characters that steer a terminal, or hide in it, escaped: `\x1b`, `\u202e`.

    Newline and tab are escaped too, unless `multiline`. A backslash stays as it is.
    """
    return escape_hidden(text, keep="\n\t" if multiline else "")


def safe_table(text: str) -> str:
    """Return CSV for a terminal: its lines, without any other control character."""
    return "\n".join(safe(line) for line in text.replace("\r\n", "\n").split("\n"))


def in_one_line(text: str) -> str:
    """Return `text` with every run of blanks and line breaks as one blank."""
    return " ".join(text.split())


def width(text: str) -> int:
    """Return how many terminal cells `text` takes, once it is `safe`."""
    text = safe(text)
    if text.isascii():
        return len(text)
    if _is_everyday(text):
        return len(text) + sum(_is_within(_WIDE_RANGES, letter) for letter in text)
    from wcwidth import wcswidth  # noqa: PLC0415 - 28 ms, for rare letters only

    return wcswidth(text)


def clusters(text: str) -> Iterable[str]:
    """Split `text` into graphemes, which no cut may divide."""
    if _is_everyday(text):
        return text
    from wcwidth import iter_graphemes  # noqa: PLC0415 - 28 ms, for rare letters only

    return iter_graphemes(text)


def use_color(option: Literal["auto", "always", "never"], stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Whether to print in colour: decided by `option`, else NO_COLOR, FORCE_COLOR, TERM, and the stream."""
    if option != "auto":
        return option == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return environ.get("TERM") != "dumb" and _is_terminal(stream)


def terminal_width(stream: TextIO | None) -> int | None:
    """Return the cells in a line of the terminal behind `stream`, at least 20; None if it is not a terminal.

    COLUMNS in the environment overrides the size of the terminal.
    """
    if stream is None or not _is_terminal(stream):
        return None
    setting = os.environ.get("COLUMNS", "")
    columns = int(setting) if setting.isdecimal() else 0
    return max(columns or _size(stream).columns, NARROWEST)


def prepare_streams() -> None:
    """Let stdout and stderr print characters outside their encoding as backslash escapes instead of failing.

    If one of them is closed (`>&-`), its output is discarded. No file may get its number, or that of stdin: whatever is
    written to it would end up in the file.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
    if sys.stdout is None:
        sys.stdout = _discarding(1)
    if sys.stderr is None:
        sys.stderr = _discarding(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _discarding(descriptor: int) -> TextIO:
    return os.fdopen(descriptor, "w", encoding="utf-8", closefd=False)


def show(text: str, *, err: bool = False, color: bool | None = None) -> None:
    """Print `text` and a newline; `color` None leaves the decision to the Click context."""
    # Without a file, click.echo would write UTF-8 even in an ASCII locale.
    click.echo(text, file=sys.stderr if err else sys.stdout, color=color)


def page(text: str, *, color: bool) -> None:
    """Print `text` unless it is empty, through the pager if stdout is a terminal with too few lines."""
    text = text.rstrip("\n")
    if not text:
        return
    if not _needs_pager(text):
        show(text, color=color)
        return
    # F: quit if the text fits after all; R: pass colours on; X: leave the text on the screen. If LESS is set without
    # R, there are no colours, because less would print them as "ESC[32m".
    passes_colors = "r" in os.environ.setdefault("LESS", "FRX").lower()
    encoding = sys.stdout.encoding
    printable = text.encode(encoding, "backslashreplace").decode(encoding)
    click.echo_via_pager(printable, color=color and passes_colors)


def _is_everyday(text: str) -> bool:
    return text.isascii() or all(_is_within(_EVERYDAY_RANGES, letter) for letter in text)


def _is_within(ranges: Sequence[int], letter: str) -> bool:
    """Whether a letter is in a range: then an odd number of the sorted bounds is not above it."""
    bounds_passed = bisect_right(ranges, ord(letter))
    return bounds_passed % 2 == 1


def _needs_pager(text: str) -> bool:
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        return False
    pager = os.environ.get("PAGER", "less").strip()
    if os.environ.get("TERM") == "dumb" or pager in {"", "cat"}:
        return False
    size = _size(sys.stdout)
    rows = sum(_rows(line, size.columns) for line in click.unstyle(text).split("\n"))
    return rows >= size.lines  # the last line is for the shell's prompt


def _rows(line: str, columns: int) -> int:
    """Return how many rows of the terminal a line takes."""
    return max(1, math.ceil(width(line) / columns))


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _size(stream: TextIO) -> os.terminal_size:
    try:
        columns, lines = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        columns, lines = 0, 0
    return os.terminal_size((columns or UNKNOWN_COLUMNS, lines or UNKNOWN_LINES))
