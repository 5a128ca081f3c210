"""One meeting in full, as text."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from tracker.cli.terminal import safe
from tracker.cli.text.columns import wrap
from tracker.cli.text.field_values import (
    attribution_text,
    day_text,
    field_text,
    flag_reason_text,
    participant_text,
    window_text,
)
from tracker.cli.text.status_table import styled_status
from tracker.domain.flag_reasons import flag_reasons
from tracker.domain.meeting import Meeting, flags
from tracker.domain.vocabulary import plain
from tracker.export.labels import full_place_label, joined_labels, label_text

_LABEL_WIDTH: Final = 10
_INDENT: Final = " " * (_LABEL_WIDTH + 2)

# Label, text, and the field whose report is named after the text ("" for none).
Row = tuple[str, str, str]


def status_lines(meeting: Meeting, today: date, limit: int | None, *, color: bool) -> Iterator[str]:
    """Return one meeting in full, each line with the position of the report that set it."""
    yield from wrap(safe(meeting.meeting), limit)
    if meeting.title:
        yield from wrap(safe(meeting.title), limit)
    yield ""
    yield from _status_lines(meeting, today, limit, color=color)
    for label, text, field in _rows(meeting):
        yield from wrap(safe(f"{text}{_set_by(meeting, field)}"), limit, _INDENT, first=_label(label))


def _label(label: str) -> str:
    return f"{label:<{_LABEL_WIDTH}}  "


def _set_by(meeting: Meeting, field: str) -> str:
    return f"  @{meeting.why[field]}" if field in meeting.why else ""


def _status_lines(meeting: Meeting, today: date, limit: int | None, *, color: bool) -> Iterator[str]:
    """Return the status, since when, and its flags. It is coloured unless a line break falls into it."""
    status = styled_status(meeting)
    since = f" since {day_text(meeting.since)}" if meeting.since else ""
    flag_list = "".join(f"  [{plain(flag)}]" for flag in flags(meeting, today))
    text = f"{status.text}{since}{flag_list}{_set_by(meeting, 'status')}"
    first, *rest = wrap(text, limit, _INDENT, first=_label("status"))
    yield first.replace(status.text, status.painted(color=color), 1)
    yield from rest


def _rows(meeting: Meeting) -> Iterator[Row]:
    """Return the lines below the status, without those of empty fields."""
    yield from _who_says_so(meeting)
    for reason in flag_reasons(meeting):
        yield "note", flag_reason_text(reason), ""
    yield from _when_and_where(meeting)
    yield from _who(meeting)
    for field in ("reason", "by", "kind"):
        value = getattr(meeting, field)
        if value:
            yield field, value, field
    for link in meeting.links:
        yield "link", field_text("links", link), "links"
    if meeting.aliases:
        yield "also", field_text("aliases", meeting.aliases), "aliases"
    origins = len(meeting.origins)
    yield "reports", f"{meeting.reports}, of {origins} origin{'' if origins == 1 else 's'}", ""
    if meeting.unsound:
        yield "unsound", " ".join(f"@{position}" for position in meeting.unsound), ""


def _who_says_so(meeting: Meeting) -> Iterator[Row]:
    if not meeting.attribution:
        return
    yield "says who", attribution_text(meeting.attribution), "attribution"
    if meeting.sides and meeting.sides != meeting.attribution.side:
        yield "sides", field_text("sides", meeting.sides), "sides"


def _when_and_where(meeting: Meeting) -> Iterator[Row]:
    if meeting.window:
        yield "when", window_text(meeting.window), "window"
    earlier = meeting.previous_windows
    if earlier and not meeting.window:
        yield "when", f"was {window_text(earlier[-1])}", "previous_windows"
        earlier = earlier[:-1]
    for window in earlier:
        yield "before", window_text(window), "previous_windows"
    if meeting.places:
        yield "where", label_text(joined_labels(map(full_place_label, meeting.places), "; ")), "places"
    if meeting.host:
        yield "host", meeting.host, "host"


def _who(meeting: Meeting) -> Iterator[Row]:
    """Return a line for each participant; only the first has the label and the position."""
    label, field = "who", "participants"
    for person in meeting.participants:
        yield label, participant_text(person), field
        label = field = ""
