"""The course of a meeting: what the statistics keep of its reports, added to report by report.

Items and statements say `gc=False`: they cannot be part of a cycle, and an import has many.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from tracker.domain.clocks import NOW, Cut, Published, is_day
from tracker.domain.events import Event
from tracker.domain.fold import Story
from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.domain.selection import holds_at
from tracker.domain.vocabulary import LADDER, OFF, STRENGTH
from tracker.domain.window import Window

PLANNED: Final = frozenset({*LADDER, *OFF, "rescheduled"})

# Stages that say nothing about whether a plan will take place.
_NOT_STATED: Final = ("noted", "denied")


class Printed(Struct, frozen=True, array_like=True, tag="printed", gc=False):
    """One report as an item of an outlet. `origin` is the last of the chain it was taken from, as it is spelt."""

    outlet: str
    origin: str
    class_: str


class Statement(Struct, frozen=True, array_like=True, omit_defaults=True, gc=False):
    """What one origin says about one meeting at one stage and for one window. Reprints do not add to it.

    `position`, `day` and `utc` are of the report that printed it first, the latter two as in `Published`. `struck` says
    that an office denied that report.
    """

    origin: str
    stage: str
    class_: str
    position: int
    day: str
    utc: str = ""
    struck: bool = False
    window: Window | None = None

    @property
    def moment(self) -> Published:
        """When it was first printed."""
        return Published(text=self.utc or self.day, day=self.day, utc=self.utc)

    @property
    def date(self) -> date:
        """The day on which it was first printed."""
        return date.fromisoformat(self.day)


class Announcement(Struct, frozen=True, kw_only=True):
    """The first window that the press gave, and the day on which it was printed."""

    day: str
    window: Window


class Course(Struct, kw_only=True, omit_defaults=True):
    """What happened to a plan, as far as the statistics ask; the reports are added in the order of the fold.

    `first_held` is the first day on which a report said that the meeting was held. `called_off` is the place in order
    of the last report that put the plan off, left it off, or gave it another date. `past` has each stage that the plan
    left, with the days that it stayed there; it is at `stage` since the day `began`.
    """

    printed: list[Printed] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    first_held: str | None = None
    called_off: tuple[str, int] | None = None
    announcement: Announcement | None = None
    past: list[tuple[str, int]] = field(default_factory=list)
    stage: str | None = None
    began: str = ""
    was_planned: bool = False

    @property
    def stages(self) -> Iterator[tuple[str, int | None]]:
        """Each stage of the plan with the days until the plan left it, None for the stage where it still is."""
        yield from self.past
        if self.stage in PLANNED:
            yield self.stage, None


def course_of(story: Story, cut: Cut = NOW) -> Course:
    """Return the course of a meeting that was folded at a cut."""
    course = Course()
    reports = story.counted.own if cut is NOW else [event for event in story.counted.own if holds_at(event, cut)]
    for event in reports:
        assert isinstance(event.body, Report)  # nothing else is a report  # noqa: S101
        _add_item(course, event.position, event.body, struck=event.position in story.counted.denied)
    for step in story.steps:
        assert isinstance(step.event.body, Report)  # nor has a step  # noqa: S101
        _add_step(course, step.event.position, step.event.body, step.after, kept=step.kept is not None)
    return course


def add_report(course: Course, event: Event, after: Meeting, *, kept: bool) -> None:
    """Add a report that comes last in order. `after` is the meeting after it, `kept` whether its stage was kept out."""
    assert isinstance(event.body, Report)  # nothing else is a report  # noqa: S101
    _add_item(course, event.position, event.body, struck=False)
    _add_step(course, event.position, event.body, after, kept=kept)


def is_possible(course: Course) -> bool:
    """Whether the days and classes of a stored course are such as the fold gives: the next report is added to it."""
    classes = {item.class_ for item in course.printed} | {statement.class_ for statement in course.statements}
    days = [statement.day for statement in course.statements]
    days += [day for day in (course.first_held, course.began) if day]
    if course.announcement:
        days.append(course.announcement.day)
    return classes <= STRENGTH.keys() and all(map(is_day, days)) and (bool(course.began) or course.stage is None)


# What an outlet printed


def _add_item(course: Course, position: int, report: Report, *, struck: bool) -> None:
    """Count an item, and add what it states to the earlier statements of its origin at its stage.

    A report repeats an earlier statement unless it gives another window. If the last statement has no window and the
    report gives one on the same day, a reprint left it out: the statement gets the window.
    """
    source, class_, origin = report.source, report.attribution.class_, report.origin
    course.printed.append(Printed(source.outlet, source.via[-1] if source.via else source.outlet, class_))
    if report.stage in _NOT_STATED:
        return
    statements, window = course.statements, report.claims.window
    published = report.published
    earlier = [
        number
        for number, statement in enumerate(statements)
        if statement.stage == report.stage and statement.origin == origin
    ]
    if not earlier or (window and _is_new(window, [statements[number] for number in earlier], published.day)):
        statement = Statement(origin, report.stage, class_, position, published.day, published.utc, struck, window)
        statements.append(statement)
    elif window and _lacks_window(statements[earlier[-1]], published.day):
        statements[earlier[-1]] = replace(statements[earlier[-1]], window=window)


def _is_new(window: Window, earlier: Sequence[Statement], day: str) -> bool:
    """Whether none of the earlier statements has the window, nor the last one a gap that the window fills."""
    is_stated = any(other.window and other.window.spans == window.spans for other in earlier)
    return not is_stated and not _lacks_window(earlier[-1], day)


def _lacks_window(last: Statement, day: str) -> bool:
    return last.window is None and last.day == day


# What became of the plan


def _add_step(course: Course, position: int, report: Report, after: Meeting, *, kept: bool) -> None:
    published = report.published
    if not kept and report.stage in PLANNED:
        course.was_planned = True
    if after.status in OFF or (report.stage == "rescheduled" and not kept):
        course.called_off = published.key, position
    _note_announcement(course, report, after)
    if report.stage == "held":
        course.first_held = min(course.first_held or published.day, published.day)
    if after.status != course.stage:
        _leave_stage(course, published.date)
        course.stage, course.began = after.status, published.day


def _note_announcement(course: Course, report: Report, after: Meeting) -> None:
    """Note the first window that the meeting had, if a report of its plan has now given it one."""
    is_over = course.first_held is not None or report.stage == "held"
    if course.announcement is None and after.window and not is_over:
        first = after.previous_windows[0] if after.previous_windows else after.window
        course.announcement = Announcement(day=report.published.day, window=first)


def _leave_stage(course: Course, day: date) -> None:
    if course.stage in PLANNED:
        stayed = day - date.fromisoformat(course.began)
        course.past.append((course.stage, stayed.days))
