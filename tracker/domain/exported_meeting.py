"""The course of a plan: the reports that count, and how often its status or its window changed in the log."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tracker.domain.clocks import NOW, Cut
from tracker.domain.events import Event
from tracker.domain.evolve import evolved
from tracker.domain.fold import story
from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.domain.selection import resolve


class ExportedMeeting(Struct, frozen=True, kw_only=True):
    """Where a meeting stands, and how it came to stand there.

    `reports` are those that count, in the order of the fold, as corrected. `turns` is what `turns` counts.
    `first_recorded` and `last_recorded` are UTC text: when the log was told of it first, and last.
    """

    meeting: Meeting
    reports: tuple[Event, ...]
    revisions: int
    first_recorded: str
    last_recorded: str


def exported_meeting(events: Iterable[Event], name: str, cut: Cut = NOW) -> ExportedMeeting:
    """Return the course of the meeting that bears `name`. `counted` says which events it needs."""
    given = sorted(events, key=lambda event: event.position)
    told = story(given, name, cut)
    root, last = told.meeting.meeting, told.meeting.last_position
    concerned = [event for event in given if event.position <= last]
    # A meeting merged into this one may have been begun earlier: that leaves alone when this one was.
    under_its_name = [event for event in concerned if event.meeting == root] or concerned
    return ExportedMeeting(
        meeting=told.meeting,
        reports=told.counted.reports,
        revisions=count_revisions(given, name, cut),
        first_recorded=under_its_name[0].recorded_at if concerned else "",
        last_recorded=concerned[-1].recorded_at if concerned else "",
    )


def count_revisions(events: Iterable[Event], name: str, cut: Cut = NOW) -> int:
    """Return how often status or window changed before the eyes of somebody who followed the log up to `cut`.

    Counted by position, not by the day of the press, so that it never falls as the log grows: a retraction does not
    take a change back, it is one more.
    """
    given = sorted(
        (event for event in events if cut.known_at is None or event.position <= cut.known_at),
        key=lambda event: event.position,
    )
    standing, into = Meeting(meeting=name), dict[str, tuple[str, int]]()
    count = 0
    for number, event in enumerate(given, start=1):
        before = _turned(standing)
        if _goes_on(standing, event, cut, into):
            standing = _after(standing, event, cut, into)
        else:
            told = story(given[:number], name, Cut(as_of=cut.as_of, known_at=event.position))
            standing, into = told.meeting, dict(told.counted.into)
        count += before != _turned(standing)
    return count


def _turned(meeting: Meeting) -> tuple[str | None, str | None]:
    return meeting.status, meeting.window.edtf if meeting.window else None


def _goes_on(meeting: Meeting, event: Event, cut: Cut, into: Mapping[str, tuple[str, int]]) -> bool:
    """Whether the event, next in the log, needs no new fold: a report that comes last in order, or changes nothing."""
    if not isinstance(event.body, Report):
        return False
    if not _concerns(meeting, event, cut, into):
        return True
    last = meeting.memory.last
    return event.body.target is None and (last is None or event.body.published.key >= last.key)


def _after(meeting: Meeting, event: Event, cut: Cut, into: Mapping[str, tuple[str, int]]) -> Meeting:
    if isinstance(event.body, Report) and _concerns(meeting, event, cut, into):
        return evolved(meeting, event.position, event.body)[0]
    return meeting


def _concerns(meeting: Meeting, event: Event, cut: Cut, into: Mapping[str, tuple[str, int]]) -> bool:
    """Whether the report is one of this meeting, and the press had said it by the cut."""
    seen = cut.as_of is None or (event.published is not None and cut.as_of.includes(event.published))
    return seen and resolve(event.meeting, into) == meeting.meeting
