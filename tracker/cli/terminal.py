"""What may be sent to a terminal, how many cells it takes, and whether in colour and through a pager."""

import io
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

# Colours of the 256-colour cube, for their RGB values do not depend on the terminal's theme: each has a
# contrast of 4 (3.9 at least) on black and on white, which no theme promises of "blue" or "yellow". From blue over
# teal to green a meeting becomes surer; what went as planned needs no colour.
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

# The letters of everyday news: one character is one cell, or two, whatever stands beside it. (wcwidth takes
# 28 ms to import; a Korean name or an en dash alone is not worth that.) Each range as its first letter and the one
# after its last: patterns of them would take 5 ms to compile.
_WIDE_LETTERS: Final = (
    *(0x3000, 0x302A, 0x3041, 0x3097, 0x309B, 0x3100, 0x3400, 0x4DC0),
    *(0x4E00, 0xA000, 0xAC00, 0xD7A4, 0xF900, 0xFA6E, 0xFF01, 0xFF61),
)
_EVERYDAY_LETTERS: Final = (
    *(0x20, 0x7F, 0xA0, 0x300, 0x370, 0x483, 0x48A, 0x530, 0x1E00, 0x1F00),
    *(0x2010, 0x2028, 0x2030, 0x205F, 0x20A0, 0x20C0, 0x2190, 0x2200),
    *_WIDE_LETTERS,
)


def safe(text: str, *, multiline: bool = False) -> str:
    r"""Return `text` with whatever steers a terminal, or hides in it, as a visible escape: `\x1b`, `\u202e`.

    Newline and tab are escaped too, unless `multiline`. A backslash stays as it is.
    """
    return escape_hidden(text, keep="\n\t" if multiline else "")


def safe_table(text: str) -> str:
    """Return CSV as a terminal may be sent it: its lines, and no other control character."""
    return "\n".join(safe(line) for line in text.replace("\r\n", "\n").split("\n"))


def width(text: str) -> int:
    """Count the terminal cells that `text` takes, once it is `safe`."""
    text = safe(text)
    if text.isascii():
        return len(text)
    if _is_everyday(text):
        return len(text) + sum(_is_in(_WIDE_LETTERS, letter) for letter in text)
    from wcwidth import wcswidth  # noqa: PLC0415  (28 ms, for rare letters only)

    return wcswidth(text)


def clusters(text: str) -> Iterable[str]:
    """Split `text` into what a reader takes for one character, so that no cut falls within one."""
    if _is_everyday(text):
        return text
    from wcwidth import iter_graphemes  # noqa: PLC0415  (28 ms, for rare letters only)

    return iter_graphemes(text)


def use_color(option: Literal["auto", "always", "never"], stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """True if `stream` shall have colour: ask `option`, NO_COLOR, FORCE_COLOR, TERM, then the stream."""
    if option != "auto":
        return option == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return environ.get("TERM") != "dumb" and _is_terminal(stream)


def terminal_width(stream: TextIO | None) -> int | None:
    """Return the cells in a line of the terminal behind `stream`, at least 20, or None if it is no terminal.

    COLUMNS in the environment goes before what the terminal says.
    """
    if stream is None or not _is_terminal(stream):
        return None
    told = os.environ.get("COLUMNS", "")
    columns = int(told) if told.isdecimal() else 0
    return max(columns or _size(stream).columns, NARROWEST)


def prepare_streams() -> None:
    """Let stdout and stderr show what their encoding cannot say as a backslash escape, rather than fail.

    A stdout that was closed (`>&-`) takes everything and shows nothing.
    """
    if sys.stdout is None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        sys.stdout = os.fdopen(nowhere, "w", encoding="utf-8", closefd=False)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def show(text: str, *, err: bool = False, color: bool | None = None) -> None:
    """Print `text` and a newline; `color` None leaves it to the colour of the Click context."""
    # Told no file, click.echo would answer an ASCII locale with UTF-8.
    click.echo(text, file=sys.stderr if err else sys.stdout, color=color)


def page(text: str, *, color: bool | None = None) -> None:
    """Print `text` (none if empty), through the pager if stdout is a terminal and too low for it."""
    text = text.rstrip("\n")
    if not text:
        return
    if not _wants_pager(text):
        show(text, color=color)
        return
    # F: leave if it fits after all; R: colours; X: leave the text on the screen. If LESS is set without R,
    # there are no colours, for less would show them as "ESC[32m".
    raw = "r" in os.environ.setdefault("LESS", "FRX").lower()
    context = click.get_current_context(silent=True)
    wanted = context.color if color is None and context else color
    encoding = sys.stdout.encoding
    shown = text.encode(encoding, "backslashreplace").decode(encoding)
    click.echo_via_pager(shown, color=bool(wanted) and raw)


def _is_everyday(text: str) -> bool:
    return text.isascii() or all(_is_in(_EVERYDAY_LETTERS, letter) for letter in text)


def _is_in(ranges: Sequence[int], letter: str) -> bool:
    return bisect_right(ranges, ord(letter)) % 2 == 1


def _wants_pager(text: str) -> bool:
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        return False
    if os.environ.get("TERM") == "dumb" or os.environ.get("PAGER", "less").strip() in {"", "cat"}:
        return False
    size = _size(sys.stdout)
    rows = sum(max(1, -(-width(line) // size.columns)) for line in click.unstyle(text).split("\n"))
    return rows >= size.lines  # the last line is for the shell's prompt


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _size(stream: TextIO) -> os.terminal_size:
    try:
        columns, lines = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        columns, lines = 0, 0
    return os.terminal_size((columns or UNKNOWN_COLUMNS, lines or UNKNOWN_LINES))
