"""The view model of the board: every plan with its reports as marks of a history, and what has changed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec import Struct

from tracker.domain.changes import Change
from tracker.domain.clocks import NOW, Cut
from tracker.domain.events import Event
from tracker.domain.fold import Story, story
from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.domain.selection import order, resolve
from tracker.domain.window import Window


class Mark(Struct, frozen=True, kw_only=True):
    """One report in the history of a plan, and what the fold made of it.

    `status` and `window` are those after it. `kept` says why its stage had no effect, `struck` why the whole report
    does not count; `corrected` are the positions of its corrections.
    """

    position: int
    report: Report
    status: str | None
    window: Window | None
    kept: str | None = None
    struck: str | None = None
    corrected: tuple[int, ...] = ()

    @property
    def without_effect(self) -> str | None:
        """Why the report or its stage has no effect; None if it has."""
        return self.struck or self.kept


class Plan(Struct, frozen=True, kw_only=True):
    """A meeting and its reports in the order of the fold, those that do not count included."""

    meeting: Meeting
    marks: tuple[Mark, ...]


class Shift(Struct, frozen=True, kw_only=True):
    """One field of one meeting that has changed, and the event that set its new value."""

    meeting: str
    change: Change
    event: Event | None


class Board(Struct, frozen=True, kw_only=True):
    """A ledger on a day: where its meetings stand, and what has changed since the end of the day `since`.

    `meetings` can be iterated more than once, and `plan_of` returns one of them with its history: a large ledger is
    read part by part, while the page is written. `position` is the last one that the board takes into account,
    `recorded_at` when it was recorded (UTC; empty for an empty log). `moment` says which moment was asked about, None
    for now. `scope` says which meetings are shown if others are left out.

    On a server, `meeting_pages` is the address in front of the names of meetings, which have pages of their own, and
    `article_of` returns the finished part on a meeting.
    """

    day: date
    since: date
    position: int
    recorded_at: str
    moment: str | None
    meetings: Iterable[Meeting]
    plan_of: Callable[[str], Plan]
    shifts: tuple[Shift, ...]
    scope: str | None = None
    meeting_pages: str | None = None
    article_of: Callable[[str], str] | None = None

    @property
    def plans(self) -> Iterator[Plan]:
        """Every plan with its history."""
        return (self.plan_of(meeting.meeting) for meeting in self.meetings)


def plan(events: Iterable[Event], name: str, cut: Cut = NOW) -> Plan:
    """Return the plan called `name` with its history. `counted` in `domain/selection.py` says which events it needs."""
    recorded = list(events)
    course = story(recorded, name, cut)
    steps = {step.event.position: step for step in course.steps}
    struck = dict(_struck(course, recorded))
    shown = steps.keys() | struck.keys()
    reports = [event for event in _reports(course, recorded) if event.position in shown]
    marks: list[Mark] = []
    status, window = None, None
    for event in sorted(reports, key=order):
        assert isinstance(event.body, Report)  # only reports have an order  # noqa: S101
        step = steps.get(event.position)
        if step:
            status, window = step.after.status, step.after.window
        mark = Mark(
            position=event.position,
            report=event.body,
            status=status,
            window=window,
            kept=step.kept if step else None,
            struck=struck.get(event.position),
            corrected=course.counted.corrections.get(event.position, ()),
        )
        marks.append(mark)
    return Plan(meeting=course.meeting, marks=tuple(marks))


def _reports(course: Story, recorded: list[Event]) -> Iterator[Event]:
    """Return the reports of the meeting: those that count as corrected, retracted ones as recorded."""
    counted = course.counted
    yield from counted.own
    for event in recorded:
        is_retracted = event.position in counted.retracted and isinstance(event.body, Report)
        if is_retracted and resolve(event.meeting, counted.into) == course.meeting.meeting:
            yield event


def _struck(course: Story, recorded: list[Event]) -> Iterator[tuple[int, str]]:
    """Return the positions of reports that the cut includes and that do not count, with the reason."""
    counted = course.counted
    for position, denial in counted.denied.items():
        yield position, f"denied by @{denial}"
    for event in recorded:
        retraction = counted.retracted.get(event.position)
        if retraction and event.position in counted.heard and isinstance(event.body, Report):
            yield event.position, f"retracted by @{retraction}"
