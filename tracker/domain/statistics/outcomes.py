"""What came of a plan: on which days it was held, as far as that is known, and how a report of it came true."""

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


class Held(Struct, frozen=True, kw_only=True):
    """The days between which a meeting was held; `day` is its first day where that is known, else None."""

    first: date | None
    last: date
    day: date | None


def held(told: Story) -> Held | None:
    """Return when the meeting was held, or None if no report says that it was.

    Its window says so. Where that is no exact day or span ("some day next week"), the day on which its outcome was
    first printed closes it.
    """
    if told.meeting.status != "held":
        return None
    printed = min(
        step.event.published.date for step in told.steps if step.event.type == "held" and step.event.published
    )
    window = told.meeting.window
    if window is None:
        return Held(first=None, last=printed, day=None)
    first, last = window.earliest, window.latest or printed
    if not window.exact:
        last = max(first or date.min, min(last, printed))
    return Held(first=first, last=last, day=first if window.exact or first == last else None)


def outcome(told: Story, said: Event, window: Window | None) -> str | None:
    """Return how a report that the meeting will take place came true, at the cut of `told`; `window` is what it gave.

    None where it was printed when the meeting had taken place: it foretold nothing. The definitions are those of
    docs/outlets.md.
    """
    meeting, took_place = told.meeting, held(told)
    if took_place and said.published and said.published.date > (took_place.day or took_place.last):
        return None
    if meeting.status == "postponed":
        return PUT_OFF
    if meeting.status in {"cancelled", "denied"} or (meeting.status is None and said.position in told.counted.denied):
        return FELL_THROUGH
    if window is None:
        moved = _called_off_after(told, said)
    elif took_place:
        moved = not window.overlaps_days(took_place.first, took_place.last)
    else:
        moved = meeting.window is not None and not window.overlaps(meeting.window)
    if moved:
        return PUT_OFF
    return CAME_TRUE if took_place else OPEN


def _called_off_after(told: Story, said: Event) -> bool:
    later = (step for step in told.steps if order(step.event) > order(said))
    return any(step.after.status in OFF or (step.event.type == "rescheduled" and not step.kept) for step in later)


def days_ahead(said: Event, took_place: Held | None) -> int | None:
    """Return how many days before the meeting a report was printed, where the day of the meeting is known."""
    if took_place is None or took_place.day is None or said.published is None:
        return None
    return (took_place.day - said.published.date).days


def interval(successes: int, trials: int) -> tuple[float, float] | None:
    """Return Wilson's 95 % interval for a share, as two numbers from 0 to 1; None without a trial.

    E. B. Wilson, Probable inference, JASA 22 (1927); it holds for small counts, and never leaves 0 to 1.
    """
    if trials == 0:
        return None
    z = 1.959963984540054
    share, weight = successes / trials, z * z / trials
    middle = share + weight / 2
    spread = z * (share * (1 - share) / trials + weight / (4 * trials)) ** 0.5
    low, high = (middle - spread) / (1 + weight), (middle + spread) / (1 + weight)
    return max(0.0, low), min(1.0, high)
