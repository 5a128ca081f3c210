"""The past: where meetings stood at an earlier cut. What has changed since is folded from the log."""

from collections.abc import Iterator

from tracker.domain.clocks import Cut
from tracker.domain.errors import TrackerError
from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.domain.selection import counted, order
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of, folded_meeting, folded_meetings
from tracker.ledger.question import Question
from tracker.store import log, projection
from tracker.store.connection import Connection


def state_of(connection: Connection, name: str, cut: Cut) -> Meeting:
    """Return where a meeting stood."""
    return folded_meeting(connection, name, cut)


def all_states(desk: Desk, cut: Cut) -> Iterator[Meeting]:
    """Yield where each meeting stood that had a report, in no particular order.

    A meeting that nothing has changed since stood where it stands now, as the projection has it.
    """
    connection = desk.connection
    remaining = set(log.used_names(connection))
    if desk.has_projection:
        unchanged = remaining - _names_changed_since(connection, cut)
        for meeting in projection.standing_all(connection, sorted(unchanged), desk.fold):
            if meeting.reports and meeting.meeting in unchanged:
                remaining.discard(meeting.meeting)
                yield meeting
    for meeting in folded_meetings(connection, remaining, cut):
        if meeting.reports:
            yield meeting


def _names_changed_since(connection: Connection, cut: Cut) -> set[str]:
    """Return at least the names whose fold has an event that the cut does not let see."""
    changed: set[str] = set()
    if cut.known_at is not None:
        changed |= log.names_recorded_after(connection, cut.known_at)
    if cut.as_of is not None:
        changed |= log.names_published_since(connection, cut.as_of.first_excluded_day)
    return log.with_neighbours(connection, changed)


def not_known(connection: Connection, name: str, asked: Question) -> TrackerError:
    """Return the error for a meeting without a report that counts: not known yet, or all of them retracted."""
    events = events_of(connection, name)
    visible = counted(events, name, asked.cut).heard
    reports = [event for event in events if isinstance(event.body, Report)]
    reports = [event for event in reports if event.meeting == name] or reports
    if not reports or any(event.position in visible for event in reports):
        counts = "counts any more" if asked.is_now else f"counted any more {asked.words}"
        return TrackerError(f"no report on {name} {counts}", f"tracker history {name} shows what was retracted.")
    # By the clock that was asked about: the first report that was published, or that was recorded.
    first = min(reports, key=order) if asked.cut.as_of else reports[0]
    published = first.published.text if first.published else ""
    return TrackerError(
        f"{name} was not known {asked.words}",
        f"Its first report, @{first.position}, was published {published} and recorded {first.recorded_at[:10]}.",
    )
