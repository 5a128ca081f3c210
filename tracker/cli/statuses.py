"""Statuses as text: a table of many, or one in full."""

from collections.abc import Iterator, Sequence
from datetime import date

import click

from tracker.cli.columns import Cell, Styled, columns, wrap
from tracker.cli.terminal import STATUS_COLORS, safe
from tracker.cli.terminal import width as cells
from tracker.cli.wording import NOTHING, attribution, day, participant, standing, where, window, worded
from tracker.domain.meeting import Meeting, flags
from tracker.domain.vocabulary import plain

_HEADERS = ("MEETING", "STATUS", "WHEN", "WHERE", "SAYS WHO", "NOTE")
_FIRST = 3  # columns that stay in a row of their own where not all have room
_LABEL = 10
_INDENT = "  "


def status_table(meetings: Sequence[Meeting], on: date, width: int | None, *, color: bool) -> list[str]:
    """Return a row for each meeting: where it stands, when and where it is to be, who says so, what to note.

    On a narrow terminal where, who and what stand below each row, so that a name is never broken.
    """
    rows: list[list[Cell]] = [
        [
            meeting.meeting,
            _status(meeting),
            meeting.window.label() if meeting.window else NOTHING,
            where(meeting) or NOTHING,
            _says_who(meeting),
            _note(meeting, on),
        ]
        for meeting in meetings
    ]
    lines = columns(rows, headers=_HEADERS, color=color)
    if width is None or _widest(lines) <= width:
        return lines
    lines = columns([row[:_FIRST] for row in rows], headers=_HEADERS[:_FIRST], color=color)
    if _widest(lines) > width:
        return columns(rows, headers=_HEADERS, limit=width, color=color)
    return list(_with_details(lines, rows, width))


def _widest(lines: Sequence[str]) -> int:
    return max((cells(click.unstyle(line)) for line in lines), default=0)


def _with_details(lines: Sequence[str], rows: Sequence[Sequence[Cell]], width: int) -> Iterator[str]:
    """Put below each line what its row says in the other columns."""
    yield lines[0]
    for line, row in zip(lines[1:], rows, strict=True):
        yield line
        told = [str(cell) for cell in row[_FIRST:] if cell not in {NOTHING, ""}]
        yield from wrap(safe(" · ".join(told)), width, _INDENT)


def status_lines(meeting: Meeting, on: date, width: int | None, *, color: bool) -> Iterator[str]:
    """Return one meeting in full, each line with the position of the report that set it."""
    yield safe(meeting.meeting)
    if meeting.title:
        yield from wrap(safe(meeting.title), width)
    yield ""
    yield from _status_lines(meeting, on, width, color=color)
    for label, text, field in _fields(meeting):
        mark = f"  @{meeting.why[field]}" if field in meeting.why else ""
        yield from wrap(safe(f"{text}{mark}"), width, " " * (_LABEL + 2), first=f"{label:<{_LABEL}}  ")


def _status(meeting: Meeting) -> Styled:
    return Styled(standing(meeting), STATUS_COLORS.get(meeting.status or ""))


def _note(meeting: Meeting, on: date) -> str:
    """Return the flags, and why and by whom the plan was called off."""
    by = f"by {meeting.by}" if meeting.by else ""
    return "; ".join(part for part in (", ".join(flags(meeting, on)), meeting.reason, by) if part)


def _says_who(meeting: Meeting) -> str:
    if meeting.attribution is None:
        return NOTHING
    sides = f" ({', '.join(meeting.sides)})" if meeting.sides else ""
    return (meeting.attribution.words or meeting.attribution.class_) + sides


def _status_lines(meeting: Meeting, on: date, width: int | None, *, color: bool) -> Iterator[str]:
    """Return the status, since when, with its flags; in its colour where no line break falls into it."""
    since = f" since {day(meeting.since)}" if meeting.since else ""
    mark = f"  @{meeting.why['status']}" if "status" in meeting.why else ""
    flagged = "".join(f"  [{flag}]" for flag in flags(meeting, on))
    status = _status(meeting)
    indent = " " * (_LABEL + 2)
    first, *rest = wrap(f"{status.text}{since}{flagged}{mark}", width, indent, first=f"{'status':<{_LABEL}}  ")
    yield first.replace(status.text, status.painted(color=color), 1)
    yield from rest


def _fields(meeting: Meeting) -> Iterator[tuple[str, str, str]]:
    """Return label, text and field of each line below the status; what is empty is left out."""
    if meeting.attribution:
        yield "says who", attribution(meeting.attribution), "attribution"
    if meeting.attribution and meeting.sides not in {(), meeting.attribution.side}:
        yield "sides", worded("sides", meeting.sides), "sides"
    yield from _when_and_where(meeting)
    for number, person in enumerate(meeting.participants):
        yield "" if number else "who", participant(person), "" if number else "participants"
    for field in ("reason", "by", "kind"):
        if value := getattr(meeting, field):
            yield field, value, field
    for link in meeting.links:
        yield "link", f"{plain(link.relation)} {link.meeting}", "links"
    if meeting.aliases:
        yield "also", ", ".join(meeting.aliases), "aliases"
    origins = len(meeting.origins)
    yield "reports", f"{meeting.reports}, of {origins} origin{'' if origins == 1 else 's'}", ""


def _when_and_where(meeting: Meeting) -> Iterator[tuple[str, str, str]]:
    if meeting.window:
        yield "when", window(meeting.window), "window"
    for previous in meeting.previous_windows:
        yield "before", window(previous), "previous_windows"
    if meeting.places:
        yield "where", "; ".join(_place(place.name, place.standing) for place in meeting.places), "places"
    if meeting.host:
        yield "host", meeting.host, "host"


def _place(name: str, standing: str) -> str:
    return name if standing == "fixed" else f"{name} ({standing})"
