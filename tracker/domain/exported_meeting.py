"""The record of a meeting that calendars and feeds export: its state, its reports, and how often it was revised."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tracker.domain.clocks import NOW, Cut
from tracker.domain.events import Event, Unsound
from tracker.domain.evolve import evolved
from tracker.domain.fold import story
from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.domain.selection import resolve

# Merged names, each with the name it was merged into and the position of the merge.
Merges = Mapping[str, tuple[str, int]]


class ExportedMeeting(Struct, frozen=True, kw_only=True):
    """A meeting, the reports that count, corrected and in the order of the fold, and `count_revisions`.

    `first_recorded` and `last_recorded` are the times, as UTC text, at which the log recorded its first and its last
    event about the meeting.
    """

    meeting: Meeting
    reports: tuple[Event, ...]
    revisions: int
    first_recorded: str
    last_recorded: str


def exported_meeting(events: Iterable[Event], name: str, cut: Cut = NOW) -> ExportedMeeting:
    """Return the record of the meeting called `name`. `counted` says which events it needs."""
    by_position = sorted(events, key=lambda event: event.position)
    history = story(by_position, name, cut)
    by_position = [event for event in by_position if not isinstance(event.body, Unsound)]
    meeting = history.meeting
    recorded = [event for event in by_position if event.position <= meeting.last_position]
    # A meeting that was merged into this one may be older. It does not change when this one was first recorded.
    own = [event for event in recorded if event.meeting == meeting.meeting] or recorded
    return ExportedMeeting(
        meeting=meeting,
        reports=history.counted.reports,
        revisions=count_revisions(by_position, name, cut),
        first_recorded=own[0].recorded_at if own else "",
        last_recorded=recorded[-1].recorded_at if recorded else "",
    )


def count_revisions(events: Iterable[Event], name: str, cut: Cut = NOW) -> int:
    """Return how often status or window changed for somebody who followed the log up to `cut`.

    Revisions are counted by position and not by publication date, so that the count never falls as the log grows: a
    retraction does not take a revision back, it is one more.
    """
    by_position = sorted(events, key=lambda event: event.position)
    if cut.known_at is not None:
        by_position = [event for event in by_position if event.position <= cut.known_at]
    meeting = Meeting(meeting=name)
    merges: Merges = {}
    revisions = 0
    for count, event in enumerate(by_position, start=1):
        before = meeting
        if not isinstance(event.body, Report) or _needs_fold(meeting, event, event.body, cut, merges):
            history = story(by_position[:count], name, Cut(as_of=cut.as_of, known_at=event.position))
            meeting, merges = history.meeting, history.counted.into
        elif _is_about(meeting, event, cut, merges):
            meeting, _ = evolved(meeting, event.position, event.body)
        if _status_and_window(meeting) != _status_and_window(before):
            revisions += 1
    return revisions


def _status_and_window(meeting: Meeting) -> tuple[str | None, str | None]:
    return meeting.status, meeting.window.edtf if meeting.window else None


def _needs_fold(meeting: Meeting, event: Event, report: Report, cut: Cut, merges: Merges) -> bool:
    """Whether the report changes the meeting and does not come last in order, so that one step is not enough."""
    if not _is_about(meeting, event, cut, merges):
        return False
    last = meeting.memory.last
    comes_last = last is None or report.published.key >= last.key
    return report.target is not None or not comes_last


def _is_about(meeting: Meeting, event: Event, cut: Cut, merges: Merges) -> bool:
    """Whether the event belongs to this meeting, and was published by the cut."""
    is_published = cut.as_of is None or (event.published is not None and cut.as_of.includes(event.published))
    return is_published and resolve(event.meeting, merges) == meeting.meeting
