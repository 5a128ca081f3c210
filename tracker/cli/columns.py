"""Columns and paragraphs of plain text, aligned by terminal cells."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest
from typing import Final

import click
from msgspec import Struct
from msgspec.structs import replace

from tracker.cli.terminal import clusters, safe, width

GAP: Final = "  "
HANGING: Final = "    "
# A column narrower than this reads like a ladder; better to set the cells of a row below each other.
NARROWEST_COLUMN: Final = 12
_WORD: Final = re.compile(r"([ \u3000]*)([^ \u3000]+)")


class Styled(Struct, frozen=True):
    """A text with a colour, as click.style takes it; None is the terminal's own."""

    text: str
    color: int | str | None = None

    def painted(self, *, color: bool) -> str:
        """Return the text, `safe`, and in its colour if `color` is wanted."""
        text = safe(self.text)
        return click.style(text, fg=self.color) if color and text and self.color is not None else text


Cell = str | Styled


def columns(
    rows: Sequence[Sequence[Cell]],
    *,
    headers: Sequence[str] | None = None,
    limit: int | None = None,
    shrink: Collection[int] = (),
    color: bool = False,
) -> list[str]:
    """Set `rows` in aligned columns, two blanks apart; no rows give no lines, not even headers.

    Where they take more than `limit` cells (None: no limit), the columns that `shrink` numbers (from 0; -1 is
    the last) wrap onto further lines. If even that is not enough, each row becomes a block, one cell below
    the other. Every cell is made `safe` here. A row may be short of cells.
    """
    if not rows:
        return []
    table = _table([headers, *rows] if headers else rows)
    widths = [max(width(cell.text) for cell in column) for column in zip(*table, strict=True)]
    if limit is not None and _total(widths) > limit:
        widths = _shrunk(widths, limit, sorted({index % len(widths) for index in shrink}))
        if not widths:
            return [line for row in table for line in _block(row, limit, color=color)]
    return [line for row in table for line in _aligned(row, widths, color=color)]


def wrap(text: str, limit: int | None, indent: str = "", *, first: str | None = None) -> list[str]:
    """Break the paragraphs of `text` into lines of up to `limit` cells (None: no limit), made `safe`.

    Every line begins with `indent`, which counts; the very first with `first`, if given. Breaks fall at
    blanks; only a word longer than a line is cut. An empty line stays one.
    """
    lines: list[str] = []
    start = indent if first is None else first
    for paragraph in safe(text, multiline=True).expandtabs(4).split("\n"):
        parts = [paragraph]
        if limit is not None:
            parts = _fill(paragraph, limit - width(indent), limit - width(start))
        for part in parts:
            lines.append(f"{start}{part}".rstrip())
            start = indent
    return lines


def _table(rows: Sequence[Sequence[Cell]]) -> list[list[Styled]]:
    """Return `rows` with as many cells in each, without blanks at their ends."""
    count = max(len(row) for row in rows)
    table = []
    for row in rows:
        cells = [cell if isinstance(cell, Styled) else Styled(cell) for cell in row]
        table.append([replace(cell, text=safe(cell.text).rstrip()) for cell in cells])
        table[-1] += [Styled("")] * (count - len(cells))
    return table


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _shrunk(natural: Sequence[int], limit: int, shrink: Sequence[int]) -> list[int]:
    """Take from the widest of `shrink` until all fit into `limit`; [] if they cannot."""
    widths = [min(cells, limit) if index in shrink else cells for index, cells in enumerate(natural)]
    while _total(widths) > limit:
        widest = max(shrink, key=widths.__getitem__, default=None)
        if widest is None or widths[widest] <= NARROWEST_COLUMN:
            return []
        widths[widest] -= 1
    return widths


def _aligned(row: Sequence[Styled], widths: Sequence[int], *, color: bool) -> Iterator[str]:
    pads = [*widths[:-1], 0]
    stacks = [_fill(cell.text, cells, cells) for cell, cells in zip(row, widths, strict=True)]
    for parts in zip_longest(*stacks, fillvalue=""):
        line = [
            replace(cell, text=part).painted(color=color) + " " * (pad - width(part))
            for cell, part, pad in zip(row, parts, pads, strict=True)
        ]
        yield GAP.join(line).rstrip()


def _block(row: Sequence[Styled], limit: int, *, color: bool) -> Iterator[str]:
    start = ""
    for cell in row:
        for part in _fill(cell.text, limit - len(HANGING), limit - len(start)) if cell.text else ():
            yield start + replace(cell, text=part).painted(color=color)
            start = HANGING
        if start:
            start = GAP


def _fill(text: str, room: int, opening: int) -> list[str]:
    """Break one line of safe text into lines of `room` cells, the first of `opening` cells."""
    if width(text) <= opening:
        return [text]
    lines: list[str] = []
    line = ""
    for gap, word in _WORD.findall(text):
        space = room if lines else opening
        longer = f"{line}{gap}{word}"
        if width(longer) <= space:
            line = longer
        elif width(word) <= room:
            # A first line that is narrower, and too narrow for the first word, stays empty.
            lines += [line] if line or space < room else []
            line = word
        else:
            *full, line = _cut(longer, room, space)
            lines += full
    return [*lines, line]


def _cut(text: str, room: int, opening: int) -> Iterator[str]:
    """Cut `text` between any two characters, but Latin letters rather at a hyphen, underscore or slash."""
    part, space = "", opening
    for cluster in clusters(text):
        if part and width(part + cluster) > space:
            place = max(part.rfind(mark) for mark in "-_/ ") + 1
            rest = part[place:]
            if 2 * place < len(part) or len(rest) >= room or not rest.isascii():
                place = len(part)
            yield part[:place].rstrip()
            part, space = part[place:], room
        if part or not cluster.isspace():
            part += cluster
    yield part
