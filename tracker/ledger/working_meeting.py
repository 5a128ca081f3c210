"""The working set of an append: the meetings that it reads or changes."""

from msgspec import Struct

from tracker.domain.events import Event
from tracker.domain.meeting import Meeting
from tracker.domain.statistics.course import Course
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
