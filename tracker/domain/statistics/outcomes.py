"""Outcomes: on which days a meeting was held, as far as known, and whether a report of the plan came true."""

from datetime import date
from typing import Final

from msgspec import Struct

from tracker.domain.events import Event
from tracker.domain.fold import Story
from tracker.domain.selection import order
from tracker.domain.vocabulary import OFF
from tracker.domain.window import Window

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


def held_days(story: Story) -> HeldDays | None:
    """Return when the meeting was held, or None if its status is not held.

    The days are those of its window. Unless the window is an exact day or span, it ends by the day on which a report
    first said that the meeting was held: "some day next week", printed on Wednesday, ends on that Wednesday.
    """
    if story.meeting.status != "held":
        return None
    printed = _first_day_printed_as_held(story)
    window = story.meeting.window
    if window is None:
        return HeldDays(first=None, last=printed, day=None)
    first, last = window.earliest, window.latest or printed
    if window.exact:
        return HeldDays(first=first, last=last, day=first)
    last = max(first or date.min, min(last, printed))
    return HeldDays(first=first, last=last, day=first if first == last else None)


def _first_day_printed_as_held(story: Story) -> date:
    published = [step.event.published for step in story.steps if step.event.type == "held"]
    return min(moment.date for moment in published if moment)


def outcome(story: Story, event: Event, window: Window | None) -> str | None:
    """Return the outcome of a report that a meeting will take place, as known at the cut of `story`.

    `event` is the report and `window` the window that it gave. Return None if it was printed after the meeting: then
    it predicted nothing. docs/outlets.md has the definitions.
    """
    status = story.meeting.status
    held = held_days(story)
    if held and printed_after(event, held):
        return None
    if status == "postponed":
        return PUT_OFF
    if status in {"cancelled", "denied"}:
        return FELL_THROUGH
    if status is None and event.position in story.counted.denied:
        return FELL_THROUGH
    if _was_put_off(story, event, window, held):
        return PUT_OFF
    return CAME_TRUE if held else OPEN


def printed_after(event: Event, held: HeldDays) -> bool:
    """Whether a report was printed after the day on which the meeting began."""
    return event.published is not None and event.published.date > (held.day or held.last)


def _was_put_off(story: Story, event: Event, window: Window | None, held: HeldDays | None) -> bool:
    """Whether the meeting was held, or is planned, outside the window that the report gave.

    If the report gave none: whether the plan was called off or rescheduled after it.
    """
    if window is None:
        return _called_off_after(story, event)
    if held:
        return not window.overlaps_days(held.first, held.last)
    current_window = story.meeting.window
    return current_window is not None and not window.overlaps(current_window)


def _called_off_after(story: Story, event: Event) -> bool:
    for step in story.steps:
        if order(step.event) <= order(event):
            continue
        was_rescheduled = step.event.type == "rescheduled" and not step.kept
        if was_rescheduled or step.after.status in OFF:
            return True
    return False


def days_ahead(event: Event, held: HeldDays | None) -> int | None:
    """Return how many days before the meeting a report was printed, or None if the day of the meeting is unknown."""
    if held is None or held.day is None or event.published is None:
        return None
    return (held.day - event.published.date).days


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
