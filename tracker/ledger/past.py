"""The past: where meetings stood at an earlier cut, folded from the log. The projection knows only the present."""

from collections.abc import Iterator

from tracker.domain.clocks import Cut
from tracker.domain.errors import TrackerError
from tracker.domain.fold import fold
from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.domain.selection import counted, order
from tracker.ledger.folding import events_of, folded_meetings
from tracker.ledger.question import Question
from tracker.store.connection import Connection


def state_of(connection: Connection, name: str, cut: Cut) -> Meeting:
    """Return where a meeting stood."""
    return fold(events_of(connection, name), name, cut)


def all_states(connection: Connection, cut: Cut) -> Iterator[Meeting]:
    """Yield where each meeting stood that had a report, in no particular order."""
    return (meeting for meeting in folded_meetings(connection, cut) if meeting.reports)


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
