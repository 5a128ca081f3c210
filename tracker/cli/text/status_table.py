"""The statuses of many meetings as a table."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import click

from tracker.cli.app import App
from tracker.cli.terminal import STATUS_COLORS, safe, width
from tracker.cli.text.columns import Cell, Styled, columns, wrap
from tracker.cli.text.field_values import NOTHING, flag_reason_text, status_text, when_text, where_text
from tracker.domain.flag_reasons import flag_reasons
from tracker.domain.meeting import Meeting, flags
from tracker.domain.vocabulary import plain
from tracker.ledger.question import Question

_HEADERS: Final = ("MEETING", "STATUS", "WHEN", "WHERE", "SAYS WHO", "NOTE")
_FIRST_COLUMNS: Final = 3  # the columns that keep a line of their own if the terminal is too narrow for all
_INDENT: Final = "  "


def show_table(app: App, meetings: list[Meeting], asked: Question, output: str) -> None:
    """Print many meetings as a table, as JSON or as CSV."""
    if output == "text":
        app.show_text(status_table(meetings, asked.day, app.width, color=app.color))
        return
    from tracker.export.json_objects import STATUS_KEYS, status_object  # noqa: PLC0415 - imported only if needed

    app.show_objects(output, [status_object(meeting, asked.day) for meeting in meetings], STATUS_KEYS)


def status_table(meetings: Sequence[Meeting], today: date, limit: int | None, *, color: bool) -> list[str]:
    """Return a row for each meeting: its status, when and where it is planned, who says so, and notes.

    If a row does not fit into `limit` cells, where, who and notes follow on lines below it, so that no name is broken.
    """
    rows = [_row(meeting, today) for meeting in meetings]
    lines = columns(rows, headers=_HEADERS, color=color)
    if limit is None or _widest(lines) <= limit:
        return lines
    first_columns = [row[:_FIRST_COLUMNS] for row in rows]
    lines = columns(first_columns, headers=_HEADERS[:_FIRST_COLUMNS], color=color)
    if _widest(lines) > limit:
        return columns(rows, headers=_HEADERS, limit=limit, color=color)
    return list(_with_details(lines, rows, limit))


def styled_status(meeting: Meeting) -> Styled:
    """Return the status in words, with its colour."""
    return Styled(status_text(meeting), STATUS_COLORS.get(meeting.status or ""))


def _row(meeting: Meeting, today: date) -> list[Cell]:
    return [
        meeting.meeting,
        styled_status(meeting),
        when_text(meeting) or NOTHING,
        where_text(meeting) or NOTHING,
        _says_who(meeting),
        _note(meeting, today),
    ]


def _says_who(meeting: Meeting) -> str:
    if meeting.attribution is None:
        return NOTHING
    sides = f" ({', '.join(meeting.sides)})" if meeting.sides else ""
    return (meeting.attribution.words or meeting.attribution.class_) + sides


def _note(meeting: Meeting, today: date) -> str:
    """Return the flags with what they rest on, then why and by whom the plan was called off."""
    reasons = flag_reasons(meeting)
    explained = {reason.flag for reason in reasons}
    flag_list = ", ".join(plain(flag) for flag in flags(meeting, today) if flag not in explained)
    by = f"by {meeting.by}" if meeting.by else ""
    return "; ".join(part for part in (flag_list, *map(flag_reason_text, reasons), meeting.reason, by) if part)


def _widest(lines: Sequence[str]) -> int:
    return max((width(click.unstyle(line)) for line in lines), default=0)


def _with_details(lines: Sequence[str], rows: Sequence[Sequence[Cell]], limit: int) -> Iterator[str]:
    """Put the other columns of each row below its line."""
    header, *row_lines = lines
    yield header
    for line, row in zip(row_lines, rows, strict=True):
        yield line
        details = [str(cell) for cell in row[_FIRST_COLUMNS:] if cell not in {NOTHING, ""}]
        yield from wrap(safe(" · ".join(details)), limit, _INDENT)
