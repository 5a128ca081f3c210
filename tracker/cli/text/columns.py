"""Columns and paragraphs of plain text, aligned and wrapped by terminal cells."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest
from typing import Final

import click
from msgspec import Struct
from msgspec.structs import replace

from tracker.cli.terminal import clusters, safe, width

GAP: Final = "  "
# In a block, a cell starts on a line of its own, indented by a gap; further lines of it are indented deeper.
HANGING: Final = "    "
# A column is not made narrower than its longest word, or than this: text in it would be hard to read.
NARROWEST_COLUMN: Final = 12
_WORD: Final = re.compile(r"([ \u3000]*)([^ \u3000]+)")


class Styled(Struct, frozen=True):
    """A text with a colour, as click.style takes it; None is the terminal's own."""

    text: str
    color: int | str | None = None

    def painted(self, *, color: bool) -> str:
        """Return the text, made `safe`, in its colour if `color` is true."""
        text = safe(self.text)
        if not color or not text or self.color is None:
            return text
        return click.style(text, fg=self.color)


Cell = str | Styled


def columns(
    rows: Sequence[Sequence[Cell]],
    *,
    headers: Sequence[str] | None = None,
    limit: int | None = None,
    shrink: Collection[int] = (),
    color: bool = False,
) -> list[str]:
    """Return `rows` as lines of aligned columns, two blanks apart. No rows give no lines, not even headers.

    If the columns take more than `limit` cells (None: no limit), the columns that `shrink` numbers (from 0; -1 is the
    last) wrap onto further lines. If they still do not fit, each row becomes a block of lines, one cell below the
    other, each after its header. Every cell is made `safe` here. A row may have fewer cells than the others.
    """
    blocks = row_blocks(rows, headers=headers, limit=limit, shrink=shrink, color=color)
    return [line for block in blocks for line in block]


def row_blocks(
    rows: Sequence[Sequence[Cell]],
    *,
    headers: Sequence[str] | None,
    limit: int | None,
    shrink: Collection[int],
    color: bool,
) -> list[list[str]]:
    """Return the same as the lines of each row, those of the headers first."""
    if not rows:
        return []
    table = _table([headers, *rows] if headers else rows)
    widths = _fitting(table, limit, shrink)
    if widths is not None:
        return [list(_aligned(row, widths, color=color)) for row in table]
    assert limit is not None  # without a limit everything fits  # noqa: S101
    labels = list(headers or [])
    body = table[1:] if headers else table
    return [[], *(list(_block(row, labels, limit, color=color)) for row in body)]


def fits(rows: Sequence[Sequence[Cell]], *, headers: Sequence[str], limit: int, shrink: Collection[int]) -> bool:
    """Return whether `columns` can keep the rows a table."""
    return not rows or _fitting(_table([headers, *rows]), limit, shrink) is not None


def wrap(text: str, limit: int | None, indent: str = "", *, first: str | None = None) -> list[str]:
    """Return the paragraphs of `text` as lines of up to `limit` cells (None: no limit), made `safe`.

    Each line begins with `indent`, which counts; the very first with `first`, if given. Lines break at blanks; only a
    word that is longer than a line is cut. An empty line stays one.
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
    """Return `rows` made safe and of equal length."""
    count = max(len(row) for row in rows)
    return [[*map(_styled, row), *[Styled("")] * (count - len(row))] for row in rows]


def _styled(cell: Cell) -> Styled:
    styled = cell if isinstance(cell, Styled) else Styled(cell)
    return replace(styled, text=safe(styled.text).rstrip())


def _widest(column: Sequence[Styled]) -> int:
    return max(width(cell.text) for cell in column)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _fitting(table: Sequence[Sequence[Styled]], limit: int | None, shrink: Collection[int]) -> list[int] | None:
    """Return the widths of the columns; None if they take more than `limit` cells whatever `shrink` gives up.

    Cells are taken from the widest column that may shrink. No column gets narrower than its longest word, unless that
    is longer than NARROWEST_COLUMN.
    """
    by_column = list(zip(*table, strict=True))
    widths = [_widest(column) for column in by_column]
    if limit is None:
        return widths
    least = {index: _least(by_column[index]) for index in {index % len(widths) for index in shrink}}
    for index in least:
        widths[index] = min(widths[index], limit)
    while _total(widths) > limit:
        shrinkable = [index for index in sorted(least) if widths[index] > least[index]]
        if not shrinkable:
            return None
        widths[max(shrinkable, key=widths.__getitem__)] -= 1
    return widths


def _least(column: Sequence[Styled]) -> int:
    """Return the width of the longest word of a column, or NARROWEST_COLUMN if that is less."""
    longest = max((width(word) for cell in column for _, word in _WORD.findall(cell.text)), default=0)
    return min(longest, NARROWEST_COLUMN)


def _aligned(row: Sequence[Styled], widths: Sequence[int], *, color: bool) -> Iterator[str]:
    """Return the lines of a row; a cell that is wider than its column takes several."""
    stacks = [_fill(cell.text, cells, cells) for cell, cells in zip(row, widths, strict=True)]
    for parts in zip_longest(*stacks, fillvalue=""):
        line = [
            replace(cell, text=part).painted(color=color) + " " * (cells - width(part))
            for cell, part, cells in zip(row, parts, widths, strict=True)
        ]
        yield GAP.join(line).rstrip()


def _block(row: Sequence[Styled], labels: Sequence[str], limit: int, *, color: bool) -> Iterator[str]:
    """Yield the cells of a row one below the other, without those that are empty; all but the first with a label."""
    start = ""
    for cell, label in zip_longest(row, labels, fillvalue=""):
        if isinstance(cell, Styled) and cell.text:
            if start and label:
                start += f"{label.lower()}: "
            for part in _fill(cell.text, limit - len(HANGING), limit - width(start)):
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
            # A first line that is too narrow for the first word stays empty.
            if line or space < room:
                lines.append(line)
            line = word
        else:
            *full, line = _cut(longer, room, space)
            lines += full
    return [*lines, line]


def _cut(text: str, room: int, opening: int) -> Iterator[str]:
    """Cut `text` into parts of `room` cells, the first of `opening` cells, never within a grapheme."""
    part, space = "", opening
    for cluster in clusters(text):
        if part and width(part + cluster) > space:
            end = _last_break(part, room)
            yield part[:end].rstrip()
            part, space = part[end:], room
        if part or not cluster.isspace():
            part += cluster
    yield part


def _last_break(part: str, room: int) -> int:
    """Return where to break: in Latin text after the last hyphen, underscore, slash or blank, else at the end.

    A break in the first half would waste too much of the line, and what follows it must fit into the next line.
    """
    end = max(part.rfind(mark) for mark in "-_/ ") + 1
    rest = part[end:]
    wasteful = 2 * end < len(part)
    if wasteful or len(rest) >= room or not rest.isascii():
        return len(part)
    return end
