"""The section of what changed since yesterday."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from tracker.domain.changes import Change
from tracker.domain.events import Event
from tracker.domain.report import Report
from tracker.domain.vocabulary import plain
from tracker.export.board.label_markup import joined_markup, label_markup, meeting_link
from tracker.export.board.news_list import cited_report, news_list
from tracker.export.board.view_model import Board, Plan, Shift
from tracker.export.html import Markup, element, joined
from tracker.export.labels import value_label

# Fields that need no entry of their own if the other field has changed too.
_IMPLIED_BY: Final = {"since": "status", "attributed_to": "attribution", "sides": "attribution"}
_LISTS: Final = ("participants", "links", "previous_windows", "aliases")
_FIELDS_OF_A_NEW_MEETING: Final = ("status", "window", "places")


def changes_section(board: Board) -> Markup:
    """Return what has changed, by meeting: the old value, the new one, and the report that set it."""
    items = [
        _meeting(board.plan_of(name), list(shifts), board)
        for name, shifts in groupby(board.shifts, key=lambda shift: shift.meeting)
    ]
    return news_list(items)


def count_changed(board: Board) -> int:
    """Return the number of meetings that have changed."""
    return len({shift.meeting for shift in board.shifts})


def _meeting(plan: Plan, shifts: Sequence[Shift], board: Board) -> Markup:
    since = board.since.isoformat()
    is_new = all(mark.report.published.day > since for mark in plan.marks)
    shown = _new_meeting(shifts) if is_new else shifts
    flag = element("b", "new", class_="flag") if is_new else None
    return element(
        "li",
        element("p", meeting_link(plan.meeting), flag, class_="t"),
        element("ul", *map(_changes, _by_event(_without_implied(shown, shifts)))),
        data_of=plan.meeting.meeting,
    )


def _new_meeting(shifts: Iterable[Shift]) -> list[Shift]:
    """Return what to show of a meeting that is reported for the first time."""
    shown = []
    for shift in shifts:
        change = shift.change
        has_value = bool(change.new) or change.field != "status"
        if change.field in _FIELDS_OF_A_NEW_MEETING and has_value:
            shown.append(shift)
    return shown


def _without_implied(shown: Iterable[Shift], shifts: Iterable[Shift]) -> list[Shift]:
    """Leave out changes that another of the shifts implies."""
    fields = {shift.change.field for shift in shifts}
    return [shift for shift in shown if _IMPLIED_BY.get(shift.change.field) not in fields]


def _by_event(shifts: Iterable[Shift]) -> Iterable[list[Shift]]:
    """Return the changes of each event together, in the order of the first."""
    by_position: dict[int, list[Shift]] = {}
    for shift in shifts:
        position = shift.event.position if shift.event else 0
        by_position.setdefault(position, []).append(shift)
    return by_position.values()


def _changes(shifts: Sequence[Shift]) -> Markup:
    """Return what one event has changed, and where it was published."""
    event = shifts[0].event
    fields = [change_markup(shift.change) for shift in shifts]
    source = element("cite", event_source(event)) if event else None
    return element("li", joined_markup(fields, "; "), source)


def change_markup(change: Change) -> Markup:
    """Return a field with its old and its new value."""
    is_list = change.field in _LISTS and change.old and change.new
    values = _list_change(change) if is_list else _value_change(change)
    return joined(element("span", plain(change.field), class_="f"), " ", values)


def _value_change(change: Change) -> Markup:
    """Return the old and the new value."""
    new = element("ins", _value(change.field, change.new))
    if not change.old:
        return new
    return joined(element("del", _value(change.field, change.old)), " → ", new)


def _list_change(change: Change) -> Markup:
    """Return what a list has lost and gained."""
    gained = tuple(item for item in change.new if item not in change.old)
    lost = tuple(item for item in change.old if item not in change.new)
    if not gained and not lost:
        return joined("in another order")
    parts = []
    if lost:
        parts.append(element("del", _value(change.field, lost)))
    if gained:
        parts.append(element("ins", "+ ", _value(change.field, gained)))
    return joined_markup(parts, " ")


def _value(field: str, value: Any) -> Markup:  # noqa: ANN401 - the value of any field
    return label_markup(value_label(field, value))


def event_source(event: Event) -> Markup:
    """Return where a report was published; any other event was recorded by this desk."""
    if isinstance(event.body, Report):
        return cited_report(event.body, event.position)
    return joined(f"{event.type} by this desk, @{event.position}")
