"""Outcomes: on which days a meeting was held, as far as known, and whether a report of the plan came true."""

from datetime import date
from typing import Final

from msgspec import Struct

from tracker.domain.meeting import Meeting
from tracker.domain.statistics.course import Course, Statement

CAME_TRUE: Final = "came_true"
PUT_OFF: Final = "put_off"
FELL_THROUGH: Final = "fell_through"
OPEN: Final = "open"
OUTCOMES: Final = (CAME_TRUE, PUT_OFF, FELL_THROUGH, OPEN)

_NORMAL_QUANTILE: Final = 1.959963984540054  # of 0.975: 95 % of a normal distribution lie within it on either side


class HeldDays(Struct, frozen=True, kw_only=True):
    """The first and the last day on which a meeting may have been held.

    `day` is the day on which it began. `first` and `day` are None if unknown.
    """

    first: date | None
    last: date
    day: date | None


def held_days(meeting: Meeting, course: Course) -> HeldDays | None:
    """Return when the meeting was held, or None if its status is not held.

    The days are those of its window. Unless the window is an exact day or span, it ends by the day on which a report
    first said that the meeting was held: "some day next week", printed on Wednesday, ends on that Wednesday.
    """
    if meeting.status != "held" or course.first_held is None:
        return None
    printed = date.fromisoformat(course.first_held)
    window = meeting.window
    if window is None:
        return HeldDays(first=None, last=printed, day=None)
    first, last = window.earliest, window.latest or printed
    if window.exact:
        return HeldDays(first=first, last=last, day=first)
    last = max(first or date.min, min(last, printed))
    return HeldDays(first=first, last=last, day=first if first == last else None)


def outcome(meeting: Meeting, course: Course, statement: Statement, held: HeldDays | None) -> str | None:
    """Return the outcome of a statement that a meeting will take place, as known at the end of its course.

    `held` is what `held_days` returns. Return None if the statement was printed after the meeting: then it predicted
    nothing. docs/outlets.md has the definitions.
    """
    status = meeting.status
    if held and printed_after(statement.date, held):
        return None
    if status == "postponed":
        return PUT_OFF
    if status in {"cancelled", "denied"} or (status is None and statement.struck):
        return FELL_THROUGH
    if _was_put_off(meeting, course, statement, held):
        return PUT_OFF
    return CAME_TRUE if held else OPEN


def printed_after(day: date, held: HeldDays) -> bool:
    """Whether a report of that day was printed after the day on which the meeting began."""
    return day > (held.day or held.last)


def _was_put_off(meeting: Meeting, course: Course, statement: Statement, held: HeldDays | None) -> bool:
    """Whether the meeting was held, or is planned, outside the window of the statement.

    Without a window: whether the plan was called off or rescheduled after it.
    """
    window = statement.window
    if window is None:
        place = statement.moment.key, statement.position
        return course.called_off is not None and course.called_off > place
    if held:
        return not window.overlaps_days(held.first, held.last)
    return meeting.window is not None and not window.overlaps(meeting.window)


def days_ahead(day: date, held: HeldDays | None) -> int | None:
    """Return how many days before the meeting `day` was, or None if the day of the meeting is unknown."""
    return None if held is None or held.day is None else (held.day - day).days


def wilson_interval(successes: int, trials: int) -> tuple[float, float] | None:
    """Return Wilson's 95 % interval for a share, as two numbers from 0 to 1. Return None if there were no trials.

    E. B. Wilson, Probable inference, JASA 22 (1927). It is valid for small counts and never leaves 0 to 1.
    """
    if trials == 0:
        return None
    share = successes / trials
    weight = _NORMAL_QUANTILE**2 / trials
    middle = share + weight / 2
    variance = share * (1 - share) / trials + weight / (4 * trials)
    spread = _NORMAL_QUANTILE * variance**0.5
    low = (middle - spread) / (1 + weight)
    high = (middle + spread) / (1 + weight)
    return max(0.0, low), min(1.0, high)
