"""What changed since yesterday, what has gone quiet, and what reports disagree on."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from tracker.domain.changes import Change
from tracker.domain.events import Event
from tracker.domain.meeting import Meeting, disputed, overdue
from tracker.domain.report import Report
from tracker.domain.vocabulary import OFF, plain
from tracker.export.board.contents import Board, Mark, Plan, Shift
from tracker.export.board.label_markup import (
    label_markup,
    listed,
    meeting_link,
    report_link,
    source_markup,
    status_markup,
)
from tracker.export.html import Markup, element, joined
from tracker.export.labels import attribution_label, day_label, value_label

# What the first says goes without saying where the second has changed too.
_TOLD_WITH = {"since": "status", "attributed_to": "attribution", "sides": "attribution"}
_LISTS = ("participants", "links", "previous_windows", "aliases")
# What is told of a meeting that nobody had heard of before.
_OF_A_NEW_ONE = ("status", "window", "places")
_FIRST = 15


def changed(board: Board) -> Markup:
    """Return what has shifted, by meeting: the old value, the new one, and the report behind it."""
    plans = {plan.meeting.meeting: plan for plan in board.plans}
    items = [
        _changed_meeting(plans[name], list(shifts), board)
        for name, shifts in groupby(board.shifts, key=lambda shift: shift.meeting)
        if name in plans
    ]
    return _listed(items)


def changed_meetings(board: Board) -> int:
    """Return how many meetings have shifted."""
    return len({shift.meeting for shift in board.shifts})


def _changed_meeting(plan: Plan, shifts: Sequence[Shift], board: Board) -> Markup:
    since = board.since.isoformat()
    is_new = all(mark.report.published.day > since for mark in plan.marks)
    told = {shift.change.field for shift in shifts}
    worth = [
        shift
        for shift in shifts
        if _TOLD_WITH.get(shift.change.field) not in told
        and (not is_new or shift.change.field in _OF_A_NEW_ONE)
        and not (is_new and shift.change.field == "status" and not shift.change.new)
    ]
    flag = element("b", "new", class_="flag") if is_new else None
    by_event: dict[int, list[Shift]] = {}
    for shift in worth:
        by_event.setdefault(shift.event.position if shift.event else 0, []).append(shift)
    return element(
        "li",
        element("p", meeting_link(plan.meeting), flag, class_="t"),
        element("ul", *map(_changes, by_event.values())),
        data_of=plan.meeting.meeting,
    )


def _changes(together: Sequence[Shift]) -> Markup:
    """Return what one report has changed, and which one it is."""
    fields = [
        joined(element("span", plain(shift.change.field), class_="f"), " ", _became(shift.change)) for shift in together
    ]
    event = together[0].event
    return element("li", listed(fields, "; "), element("cite", _source(event)) if event else None)


def _became(change: Change) -> Markup:
    """Return the old value and the new one, or what a list gained and lost."""
    if change.field in _LISTS and change.old and change.new:
        come = tuple(one for one in change.new if one not in change.old)
        gone = tuple(one for one in change.old if one not in change.new)
        return joined(
            element("del", label_markup(value_label(change.field, gone))) if gone else None,
            " " if gone and come else None,
            element("ins", "+ ", label_markup(value_label(change.field, come))) if come else None,
            "in another order" if not (come or gone) else None,
        )
    old = joined(element("del", label_markup(value_label(change.field, change.old))), " → ") if change.old else None
    return joined(old, element("ins", label_markup(value_label(change.field, change.new))))


def _source(event: Event) -> Markup:
    """Return who published what the change rests on, and when; of what is no report, what this desk did."""
    if isinstance(event.body, Report):
        return _cited(event.body, event.position)
    return joined(f"{event.type} by this desk, @{event.position}")


def _cited(report: Report, position: int) -> Markup:
    return joined(source_markup(report.source), f", {day_label(report.published.day)} ", report_link(position))


def overdue_section(board: Board) -> Markup:
    """Return the plans whose window has passed without an outcome, the latest first."""
    found = [(one, last) for one in _meetings(board) if (last := _passed(one, board.day))]
    found.sort(key=lambda pair: (-pair[1].toordinal(), pair[0].meeting))
    items = [
        element(
            "li",
            element("p", meeting_link(one), class_="t"),
            element(
                "p", status_markup(one), f" for {one.window.label() if one.window else ''}, ", _ago(board.day, last)
            ),
            data_of=one.meeting,
        )
        for one, last in found
    ]
    return _listed(items[:_FIRST], items[_FIRST:])


def _ago(day: date, last: date) -> Markup:
    days = (day - last).days
    return element("span", f"which ended {days} day{'s' * (days != 1)} ago", class_="since")


def overdue_meetings(board: Board) -> int:
    """Return how many plans have gone quiet."""
    return sum(overdue(one, board.day) for one in _meetings(board))


def disputed_section(board: Board) -> Markup:
    """Return the meetings that reports disagree on, with what each side says, the latest word first."""
    found = [(plan, voices(plan)) for plan in board.plans if disputed(plan.meeting)]
    found.sort(key=lambda pair: max((mark.report.published.day for mark in pair[1]), default=""), reverse=True)
    items = [
        element(
            "li",
            element("p", meeting_link(plan.meeting), " ", status_markup(plan.meeting), class_="t"),
            element("ul", *map(_voice, heard)),
            data_of=plan.meeting.meeting,
        )
        for plan, heard in found
    ]
    return _listed(items[:_FIRST], items[_FIRST:])


def disputed_meetings(board: Board) -> int:
    """Return how many meetings reports disagree on."""
    return sum(map(disputed, _meetings(board)))


def voices(plan: Plan) -> list[Mark]:
    """Return the reports that a dispute is between: the one behind the status, and the latest that contradict it."""
    status, behind = plan.meeting.status, plan.meeting.why.get("status")
    against = {*OFF, "denied"} - {status}
    latest = {
        (mark.report.stage, mark.report.origin): mark
        for mark in plan.marks
        if not mark.struck and mark.report.stage in against
    }
    return [mark for mark in plan.marks if mark.position == behind or mark in latest.values()]


def _voice(mark: Mark) -> Markup:
    report = mark.report
    return element(
        "li",
        element("ins", plain(report.stage)),
        " ",
        label_markup(attribution_label(report.attribution)),
        element("cite", _cited(report, mark.position)),
    )


def _meetings(board: Board) -> list[Meeting]:
    return [plan.meeting for plan in board.plans]


def _passed(meeting: Meeting, day: date) -> date | None:
    """Return the last day of a window that has passed without an outcome."""
    return meeting.window.latest if meeting.window and overdue(meeting, day) else None


def _listed(items: Sequence[Markup], more: Sequence[Markup] = ()) -> Markup:
    """Return a list, of which the rest waits behind its number; or that there is nothing."""
    if not items:
        return element("p", "Nothing.", class_="none")
    rest = more and element(
        "details",
        element("summary", "Earlier ones ", element("span", str(len(more)), class_="n")),
        element("ol", *more, class_="news"),
    )
    return joined(element("ol", *items, class_="news"), rest or None)
