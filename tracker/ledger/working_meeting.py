"""The working set of an append: the meetings that it reads or changes."""

from collections.abc import Sequence

from msgspec import Struct

from tracker.domain.events import Event
from tracker.domain.evolve import evolved
from tracker.domain.fold import story
from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.domain.statistics.course import Course, add_report, course_of
from tracker.store import log, projection, records


class WorkingMeeting(Struct, kw_only=True):
    """A meeting in the working set of an append.

    `state` and `course` include what was appended, unless it `is_stale`: then the meeting has to be folded again.
    `events` are all events that the fold needs, once they were read from the log. `stored` is the state that the
    projection holds, if it was read.
    """

    state: Meeting
    course: Course
    stored: Meeting | None = None
    events: list[Event] | None = None
    is_stale: bool = False
    is_changed: bool = False
    has_new_report: bool = False

    def comes_last(self, report: Report) -> bool:
        """Return whether the state is that before a new report; of two of one time the later position is last."""
        last = self.state.memory.last
        return not self.is_stale and (last is None or report.published.key >= last.key)

    def add(self, event: Event, report: Report) -> str | None:
        """Take in a report that was added. Return why its stage has no effect, if that is known at once."""
        self.has_new_report = True
        if self.events is not None:
            self.events.append(event)
        if report.target is not None or not self.comes_last(report):
            self.is_stale = True
            return None
        self.state, kept_out = evolved(self.state, event.position, report)
        add_report(self.course, event, self.state, kept=kept_out is not None)
        self.is_changed = True
        return kept_out

    def fold(self, events: Sequence[Event]) -> dict[int, str]:
        """Fold all events of the meeting again. Return why the stages of some reports have no effect, by position."""
        result = story(events, self.state.meeting)
        self.state, self.course = result.meeting, course_of(result)
        self.is_stale, self.is_changed = False, True
        kept_out = {step.event.position: step.kept for step in result.steps if step.kept}
        return kept_out | {position: f"denied by @{by}" for position, by in result.counted.denied.items()}


def blank(root: str, *, is_stale: bool = False, events: list[Event] | None = None) -> WorkingMeeting:
    """Return a meeting of which nothing is known, or not yet."""
    return WorkingMeeting(state=Meeting(meeting=root), course=Course(), events=events, is_stale=is_stale)


def stored_meeting(root: str, entry: log.NameEntry) -> WorkingMeeting:
    """Return a meeting as its stored rows have it; one whose rows are missing, damaged or behind has to be folded."""
    state = projection.load(root, entry.state) if entry.state else None
    course = records.load_course(entry.course)
    if state is None or course is None or projection.is_behind(state, entry.position):
        return blank(root, is_stale=True)
    return WorkingMeeting(state=state, course=course, stored=state)
