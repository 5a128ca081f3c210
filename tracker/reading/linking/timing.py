"""Timing: how the window of a draft relates to that of a meeting: the same days, close, moved, or apart."""

from datetime import date, timedelta
from typing import Final

from tracker.domain.meeting import Meeting
from tracker.domain.vocabulary import LADDER
from tracker.domain.window import Window
from tracker.reading.draft import Draft

_OFF: Final = frozenset({"cancelled", "postponed", "denied"})

# From the closest to the farthest. APART means another meeting.
SAME_DAYS: Final = "same days"
LEFT: Final = "moved from the days that stood"
OVERLAP: Final = "windows overlap"
MOVED: Final = "put off and taken up again"
NEAR: Final = "windows lie close"
FITS: Final = "dates fit"
SHIFTED: Final = "a plan may have moved by days"
SLIPPED: Final = "a plan may have moved"
UNDATED: Final = "no dates to compare"
APART: Final = "apart"

_NARROW: Final = 10  # days: "next week" is a date, "in May" is not
_DAY: Final = timedelta(days=1)
# How far two dates for one plan may differ: between firm dates, and where one is vague ("late January").
_SLIP: Final = 3
_VAGUE_SLIP: Final = 10
# For how long a meeting that was called off may be taken up again: after a year it is the next meeting.
_POSTPONED: Final = 300
_CANCELLED: Final = 100
_FITTING: Final = 60  # days between a report without a date and the window that it may mean
_REPORTED: Final = 14  # days within which the press reports a meeting held without giving its day
_OFF_REPORTED: Final = 60  # the same for a plan called off or denied
_SHIFTED: Final = 14  # days by which a plan moves without a word of it, before its first day
_SLIPPED: Final = 60  # the same, at most
_NEXT_YEAR: Final = 400  # days from which a window is another meeting


def compare_windows(draft: Draft, meeting: Meeting, published: date | None) -> str:
    """Classify how the draft's window relates to the meeting's. `published` is the day of the draft's article."""
    relation = _relation(draft, meeting, published)
    if not _is_call(draft, meeting) or relation in {SAME_DAYS, NEAR}:
        return relation
    # People talk on the telephone every other week: the same call is of one day, or reported at the same time.
    last = meeting.memory.last
    together = published and last and abs((published - last.date).days) <= _SLIP
    return relation if together else APART


def _is_call(draft: Draft, meeting: Meeting) -> bool:
    return "call" in {draft.claims.kind, meeting.kind}


def _relation(draft: Draft, meeting: Meeting, published: date | None) -> str:
    left = draft.claims.original_window
    if left and _ever_overlapped(meeting, left):
        return LEFT
    window = draft.claims.window and _clipped(draft, draft.claims.window, published)
    if window:
        standing = meeting.window
        if standing is None:
            return _undated_meeting(draft, meeting, window)
        return _between(draft, meeting, window, standing, published)
    if left and meeting.window:
        return NEAR if _gap(left, meeting.window) <= _slip(left, meeting.window) else APART
    return _undated_draft(draft, meeting, published)


def _ever_overlapped(meeting: Meeting, window: Window) -> bool:
    return any(window.overlaps(other) for other in (meeting.window, *meeting.previous_windows) if other)


def _between(draft: Draft, meeting: Meeting, window: Window, standing: Window, published: date | None) -> str:
    if window.overlaps(standing):
        return SAME_DAYS if _are_narrow(window, standing) else OVERLAP
    if draft.stage != "held" and any(window.overlaps(previous) for previous in meeting.previous_windows):
        return LEFT
    if _gap(window, standing) <= _closeness(draft, meeting, window, standing):
        return NEAR
    if _taken_up(draft, meeting, window, standing):
        return MOVED
    return _moved(draft, meeting, _gap(window, standing), published)


def _closeness(draft: Draft, meeting: Meeting, window: Window, standing: Window) -> int:
    """Return by how many days two windows may differ and be one date."""
    is_firm = _is_call(draft, meeting) or meeting.status == "held"
    return 1 if is_firm else _slip(window, standing)


def _moved(draft: Draft, meeting: Meeting, gap: int, published: date | None) -> str:
    """Return whether a plan may have moved by so many days, of which no report says a word."""
    if meeting.status not in LADDER or gap > _SLIPPED:
        return APART
    first_day = meeting.window.earliest if meeting.window else None
    lies_ahead = published is not None and published <= (first_day or published)
    return SHIFTED if lies_ahead and draft.stage in LADDER and gap <= _SHIFTED else SLIPPED


def _taken_up(draft: Draft, meeting: Meeting, window: Window, standing: Window) -> bool:
    """Whether a plan that was put off has its new date here, or the draft gives it one."""
    if window.earliest is None or standing.latest is None or window.earliest < standing.latest:
        return False
    if draft.stage == "postponed" and meeting.status not in {"held", "denied"}:
        is_clear = meeting.is_off or draft.claims.original_window is None
        return is_clear and _gap(window, standing) <= _POSTPONED
    if not meeting.is_off or draft.stage not in {*LADDER, "held"}:
        return False
    return _gap(window, standing) <= _revival(draft, meeting)


def _revival(draft: Draft, meeting: Meeting) -> int:
    """Return for how many days the draft may take up a plan that is off. Meetings held had been announced before."""
    return _CANCELLED if meeting.status == "cancelled" or draft.stage == "held" else _POSTPONED


def _undated_meeting(draft: Draft, meeting: Meeting, window: Window) -> str:
    """Compare the last report of a meeting without a window, and its day, with the draft's window."""
    if meeting.previous_windows and _taken_up(draft, meeting, window, meeting.previous_windows[-1]):
        return MOVED
    last = meeting.memory.last
    if last is None:
        return UNDATED
    return _compare_day(meeting.status or "proposed", last.date, window)


def _undated_draft(draft: Draft, meeting: Meeting, published: date | None) -> str:
    """Compare the stage of a draft without a window, and its day, with the meeting."""
    if published is None:
        return UNDATED
    last = meeting.memory.last
    if meeting.status == "held" and draft.stage != "held" and last and last.date <= published:
        return APART  # the next one
    if meeting.window:
        relation = _compare_day(draft.stage, published, meeting.window)
        off = meeting.is_off and draft.stage != "held" and relation == APART
        return UNDATED if off and _since(meeting.window, published) <= _revival(draft, meeting) else relation
    return _compare_days(draft, meeting, published, last.date) if last else UNDATED


def _compare_days(draft: Draft, meeting: Meeting, published: date, last: date) -> str:
    """Compare the days of two reports without windows."""
    apart = abs((published - last).days)
    if "held" in {draft.stage, meeting.status}:
        # Without a date, "met in Moscow" is news of these days, or memory of any year.
        return FITS if apart <= _REPORTED else APART
    if apart <= _FITTING:
        return FITS
    return UNDATED if apart <= _POSTPONED else APART


def _compare_day(stage: str, day: date, window: Window) -> str:
    """Classify whether a stage that was reported on `day` without a window may mean this one."""
    first, last = window.earliest or date.min, window.latest or date.max
    if stage == "held":
        return FITS if first <= day + _DAY and last >= _earlier(day, timedelta(days=_REPORTED)) else APART
    since = timedelta(days=_OFF_REPORTED) if stage in _OFF else _DAY
    ahead = (first - day).days
    if last < _earlier(day, since) or ahead > _NEXT_YEAR:
        return APART
    return FITS if ahead <= _FITTING else UNDATED


def _clipped(draft: Draft, window: Window, published: date | None) -> Window:
    """Return the part of the window that the stage leaves open: "in May", reported of a plan on the 20th.

    A stay is not cut: it lasts over all of its days.
    """
    if published is None or window.exact:
        return window
    first, last = _left_open(draft.stage, window, published)
    unchanged = (first, last) == (window.earliest, window.latest)
    if unchanged or (first and last and last < first):
        return window
    return Window(f"[{first or ''}..{last or ''}]", window.words)


def _left_open(stage: str, window: Window, published: date) -> tuple[date | None, date | None]:
    """Return the first and last day left: a plan lies ahead of its report, and what was held lies behind it."""
    first, last = window.earliest, window.latest
    if stage in LADDER:
        first = max(first or date.min, _earlier(published, _DAY))
    elif stage == "held":
        last = min(last or date.max, _later(published, _DAY))
    return first, last


def _slip(one: Window, other: Window) -> int:
    return _SLIP if _are_narrow(one, other) else _VAGUE_SLIP


def _are_narrow(one: Window, other: Window) -> bool:
    return _days(one) <= _NARROW and _days(other) <= _NARROW


def _since(window: Window, day: date) -> int:
    return (day - window.latest).days if window.latest else 0


def _gap(one: Window, other: Window) -> int:
    """Days that lie between two windows; 0 if they overlap."""
    low, high = date.min, date.max
    after = ((one.earliest or low) - (other.latest or high)).days
    before = ((other.earliest or low) - (one.latest or high)).days
    return max(after, before, 0)


def _days(window: Window) -> int:
    """Days that the window is wide; very many if a side is open."""
    return ((window.latest or date.max) - (window.earliest or date.min)).days + 1


def _earlier(day: date, by: timedelta) -> date:
    return day - by if day - date.min >= by else date.min


def _later(day: date, by: timedelta) -> date:
    return day + by if date.max - day >= by else date.max
