"""How the window of a draft lies to that of a meeting: on the same days, near them, moved away from them, apart."""

from datetime import date, timedelta
from typing import Final

from tracker.domain.meeting import Meeting
from tracker.domain.vocabulary import LADDER
from tracker.domain.window import Window
from tracker.reading.draft import Draft

# From the closest to the farthest. APART means another meeting.
SAME_DAYS: Final = "same days"
LEFT: Final = "it leaves the window that stood"
OVERLAP: Final = "windows overlap"
MOVED: Final = "put off and taken up again"
NEAR: Final = "windows lie close"
FITS: Final = "dates fit"
UNDATED: Final = "no dates to compare"
APART: Final = "apart"

_NARROW: Final = 10  # days: "next week" is a date, "in May" is not
_DAY: Final = timedelta(days=1)
# How far two dates for one plan may differ: between firm dates, and where one is vague ("late January").
_SLIP: Final = 3
_VAGUE_SLIP: Final = 10
# For how long a meeting that was called off may be the one that is taken up again: a year is the next one.
_POSTPONED: Final = 300
_CANCELLED: Final = 100
_FITTING: Final = 150  # days between a report without a date and the window that it may mean
_TOLD: Final = 14  # days within which the press tells of what was held without saying when


def lie(draft: Draft, meeting: Meeting, published: date | None) -> str:
    """Return how the draft's window lies to the meeting's. `published` is the day of the draft's article."""
    found = _lie(draft, meeting, published)
    if "call" not in {draft.claims.kind, meeting.kind} or found == SAME_DAYS:
        return found
    # People talk on the telephone every other week: the same call is of one day, or told of at the same time.
    last = meeting.memory.last
    told_together = published and last and abs((published - last.date).days) <= _SLIP
    return found if found == NEAR or told_together else APART


def _lie(draft: Draft, meeting: Meeting, published: date | None) -> str:
    stood, previous = meeting.window, meeting.previous_windows
    left = draft.claims.original_window
    known = [window for window in (stood, *previous) if window]
    if left and any(left.overlaps(window) for window in known):
        return LEFT
    said = draft.claims.window and _clipped(draft, draft.claims.window, published)
    if said and stood:
        return _between(draft, meeting, said, stood)
    if said:
        return _undated_meeting(meeting, said)
    if left and stood:
        return NEAR if _gap(left, stood) <= _slip(left, stood) else APART
    return _undated_draft(draft, meeting, published)


def _between(draft: Draft, meeting: Meeting, said: Window, stood: Window) -> str:
    if said.overlaps(stood):
        narrow = _days(said) <= _NARROW and _days(stood) <= _NARROW
        return SAME_DAYS if narrow else OVERLAP
    if draft.stage != "held" and any(said.overlaps(window) for window in meeting.previous_windows):
        return LEFT
    slip = 1 if "call" in {draft.claims.kind, meeting.kind} or meeting.status == "held" else _slip(said, stood)
    if _gap(said, stood) <= slip:
        return NEAR
    return MOVED if _taken_up(draft, meeting, said, stood) else APART


def _taken_up(draft: Draft, meeting: Meeting, said: Window, stood: Window) -> bool:
    """Whether a plan that was put off has its new date here, or the draft gives it one."""
    if said.earliest is None or stood.latest is None or said.earliest < stood.latest:
        return False
    if draft.stage == "postponed" and meeting.status not in {"held", "denied"}:
        return draft.claims.original_window is None and _gap(said, stood) <= _POSTPONED
    if not meeting.is_off or draft.stage not in {*LADDER, "held"}:
        return False
    return _gap(said, stood) <= _revival(meeting)


def _revival(meeting: Meeting) -> int:
    return _CANCELLED if meeting.status == "cancelled" else _POSTPONED


def _undated_meeting(meeting: Meeting, said: Window) -> str:
    """The meeting has no window: what was last said of it, and when, must suit the draft's."""
    last = meeting.memory.last
    if last is None:
        return UNDATED
    return _suits(meeting.status or "proposed", last.date, said)


def _undated_draft(draft: Draft, meeting: Meeting, published: date | None) -> str:
    """The draft has no window: its stage, said on that day, must suit the meeting's."""
    if published is None:
        return UNDATED
    if meeting.window:
        lies = _suits(draft.stage, published, meeting.window)
        off = meeting.is_off and draft.stage != "held" and lies == APART
        return UNDATED if off and _since(meeting.window, published) <= _revival(meeting) else lies
    last = meeting.memory.last
    if last is None:
        return UNDATED
    if meeting.status == "held" and draft.stage != "held" and published > last.date:
        return APART
    apart = abs((published - last.date).days)
    if "held" in {draft.stage, meeting.status}:
        # Without a date, "met in Moscow" is news of these days, or memory of any year.
        return FITS if apart <= _TOLD else APART
    return FITS if apart <= _FITTING else UNDATED if apart <= _POSTPONED else APART


def _suits(stage: str, day: date, window: Window) -> str:
    """Whether a stage that was reported on `day` without a window may mean this one."""
    first, last = window.earliest or date.min, window.latest or date.max
    if stage == "held":
        return FITS if first <= day + _DAY and last >= _earlier(day, timedelta(days=_TOLD)) else APART
    if last < _earlier(day, timedelta(days=60) if stage in {"cancelled", "postponed", "denied"} else _DAY):
        return APART
    ahead = (first - day).days
    return FITS if ahead <= _FITTING else UNDATED if ahead <= 400 else APART


def _clipped(draft: Draft, window: Window, published: date | None) -> Window:
    """Return the part of the window that the stage leaves open: "in May", said on the 20th of what is to come."""
    if published is None:
        return window
    first, last = window.earliest, window.latest
    if draft.stage in LADDER:
        first = max(first or date.min, _earlier(published, _DAY))
    elif draft.stage == "held":
        last = min(last or date.max, published + _DAY if published < date.max else published)
    if (first, last) == (window.earliest, window.latest) or (first and last and last < first):
        return window
    return Window(f"[{first or ''}..{last or ''}]", window.words)


def _slip(one: Window, other: Window) -> int:
    return _SLIP if _days(one) <= _NARROW and _days(other) <= _NARROW else _VAGUE_SLIP


def _since(window: Window, day: date) -> int:
    return (day - window.latest).days if window.latest else 0


def _gap(one: Window, other: Window) -> int:
    """Days that lie between two windows; 0 where they overlap."""
    low, high = date.min, date.max
    after = ((one.earliest or low) - (other.latest or high)).days
    before = ((other.earliest or low) - (one.latest or high)).days
    return max(after, before, 0)


def _days(window: Window) -> int:
    """Days that the window is wide; very many where a side is open."""
    return ((window.latest or date.max) - (window.earliest or date.min)).days + 1


def _earlier(day: date, by: timedelta) -> date:
    return day - by if day - date.min >= by else date.min
