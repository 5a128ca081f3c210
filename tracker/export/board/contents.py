"""What the board shows: every plan with its reports as marks of a history, and what has changed."""

from collections.abc import Iterable, Iterator
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
    does not count; `corrected` names the events that put it right.
    """

    position: int
    report: Report
    status: str | None
    window: Window | None
    kept: str | None = None
    struck: str | None = None
    corrected: tuple[int, ...] = ()


class Plan(Struct, frozen=True, kw_only=True):
    """A meeting as it stands, and its reports in the order of the fold, struck ones among them."""

    meeting: Meeting
    marks: tuple[Mark, ...]


class Shift(Struct, frozen=True, kw_only=True):
    """One field of one meeting that differs from what stood before, and the event behind what it is now."""

    meeting: str
    change: Change
    event: Event | None


class Board(Struct, frozen=True, kw_only=True):
    """A ledger on a day: every plan, and what has shifted since the end of the day `since`.

    `position` is where the log ends for this question, `recorded_at` when that was recorded (UTC, empty for an empty
    log). `moment` names the question in words if it is not about now.
    """

    day: date
    since: date
    position: int
    recorded_at: str
    moment: str | None
    plans: tuple[Plan, ...]
    shifts: tuple[Shift, ...]


def plan(events: Iterable[Event], name: str, cut: Cut = NOW) -> Plan:
    """Return the plan that bears `name` with its history. `counted` says which events it needs."""
    given = list(events)
    told = story(given, name, cut)
    steps = {step.event.position: step for step in told.steps}
    struck = dict(_struck(told, given))
    reports = [event for event in _as_they_count(told, given) if event.position in steps or event.position in struck]
    marks: list[Mark] = []
    status, window = None, None
    for event in sorted(reports, key=order):
        assert isinstance(event.body, Report)  # no other has an order  # noqa: S101
        step = steps.get(event.position)
        if step:
            status, window = step.after.status, step.after.window
        marks.append(
            Mark(
                position=event.position,
                report=event.body,
                status=status,
                window=window,
                kept=step.kept if step else None,
                struck=struck.get(event.position),
                corrected=told.counted.corrections.get(event.position, ()),
            )
        )
    return Plan(meeting=told.meeting, marks=tuple(marks))


def _as_they_count(told: Story, events: list[Event]) -> Iterator[Event]:
    """Return the reports of the meeting: corrected where they were, as recorded where they were retracted."""
    yield from told.counted.own
    for event in events:
        retracted = event.position in told.counted.retracted and isinstance(event.body, Report)
        if retracted and resolve(event.meeting, told.counted.into) == told.meeting.meeting:
            yield event


def _struck(told: Story, events: list[Event]) -> Iterator[tuple[int, str]]:
    """Return the positions of reports that were heard and do not count, with the reason."""
    for position, by in told.counted.denied.items():
        yield position, f"denied by @{by}"
    for event in events:
        by_retraction = told.counted.retracted.get(event.position)
        if by_retraction and event.position in told.counted.heard and isinstance(event.body, Report):
            yield event.position, f"retracted by @{by_retraction}"
