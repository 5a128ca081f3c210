"""The statuses of many meetings as a table."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from tracker.cli.app import App
from tracker.cli.terminal import STATUS_COLORS
from tracker.cli.text.columns import Cell, Styled, columns, fits, row_blocks, wrap
from tracker.cli.text.field_values import NOTHING, day_text, flag_reason_text, status_text, when_text, where_text
from tracker.domain.flag_reasons import flag_reasons
from tracker.domain.meeting import Meeting, flags
from tracker.domain.vocabulary import plain
from tracker.ledger.question import Question

_HEADERS: Final = ("MEETING", "STATUS", "WHEN", "WHERE", "SAYS WHO", "NOTE")
_NOTE: Final = 5
_ALL_BUT_THE_NAME: Final = (1, 2, 3, 4, _NOTE)
_INDENT: Final = "  "


class Answer(Struct, frozen=True, kw_only=True):
    """The meetings that answer a question, and the sentence for none.

    `shows_last_news` says that the note of each gives the day of its last report.
    """

    asked: Question
    meetings: list[Meeting]
    nothing: str
    shows_last_news: bool = False


def show_table(app: App, answer: Answer, output: str) -> None:
    """Print many meetings as a table, as JSON or as CSV."""
    if output == "text":
        app.show_text(status_table(answer, app.width, color=app.color), nothing=answer.nothing)
        return
    from tracker.export.json_objects import STATUS_KEYS, status_object  # noqa: PLC0415 - imported only if needed

    day = answer.asked.day
    app.show_objects(output, [status_object(meeting, day) for meeting in answer.meetings], STATUS_KEYS)


def status_table(answer: Answer, limit: int | None, *, color: bool) -> list[str]:
    """Return a row for each meeting: its status, when and where it is planned, who says so, and notes.

    If the rows do not fit into `limit` cells, every cell but the name wraps. Where the names are too long for that,
    the notes follow on lines below their rows, and names wrap too.
    """
    rows = [_row(meeting, answer) for meeting in answer.meetings]
    if limit is None:
        return columns(rows, headers=_HEADERS, color=color)
    if fits(rows, headers=_HEADERS, limit=limit, shrink=_ALL_BUT_THE_NAME):
        return columns(rows, headers=_HEADERS, limit=limit, shrink=_ALL_BUT_THE_NAME, color=color)
    return list(_with_notes_below(rows, limit, color=color))


def styled_status(meeting: Meeting) -> Styled:
    """Return the status in words, with its colour."""
    return Styled(status_text(meeting), STATUS_COLORS.get(meeting.status or ""))


def _row(meeting: Meeting, answer: Answer) -> list[Cell]:
    return [
        meeting.meeting,
        styled_status(meeting),
        when_text(meeting) or NOTHING,
        where_text(meeting) or NOTHING,
        _says_who(meeting),
        "; ".join(_notes(meeting, answer)),
    ]


def _says_who(meeting: Meeting) -> str:
    if meeting.attribution is None:
        return NOTHING
    sides = f" ({', '.join(meeting.sides)})" if meeting.sides else ""
    return (meeting.attribution.words or meeting.attribution.class_) + sides


def _notes(meeting: Meeting, answer: Answer) -> Iterator[str]:
    """Yield the flags with their grounds, then why the plan was called off, and who did so."""
    if answer.shows_last_news and meeting.memory.last:
        yield f"last news {day_text(meeting.memory.last.day)}"
    reasons = flag_reasons(meeting)
    explained = {reason.flag for reason in reasons}
    flag_list = ", ".join(plain(flag) for flag in flags(meeting, answer.asked.day) if flag not in explained)
    if flag_list:
        yield flag_list
    yield from map(flag_reason_text, reasons)
    if meeting.reason:
        yield meeting.reason
    if meeting.by:
        yield f"by {meeting.by}"


def _with_notes_below(rows: Sequence[Sequence[Cell]], limit: int, *, color: bool) -> Iterator[str]:
    """Yield the table without its notes, each of which follows its row."""
    table, headers = [row[:_NOTE] for row in rows], _HEADERS[:_NOTE]
    keeps_names = fits(table, headers=headers, limit=limit, shrink=_ALL_BUT_THE_NAME[:-1])
    shrink = _ALL_BUT_THE_NAME[:-1] if keeps_names else range(_NOTE)
    header, *blocks = row_blocks(table, headers=headers, limit=limit, shrink=shrink, color=color)
    yield from header
    for block, row in zip(blocks, rows, strict=True):
        yield from block
        if row[_NOTE]:
            yield from wrap(f"{row[_NOTE]}", limit, f"{_INDENT}{_INDENT}", first=f"{_INDENT}note: ")
