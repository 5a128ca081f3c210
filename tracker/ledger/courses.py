"""Courses: what an export hands on of every meeting, and what tells this log from any other."""

from collections.abc import Sequence

from tracker.domain.course import Course, course
from tracker.ledger import asking
from tracker.ledger.desk import Desk
from tracker.ledger.moments import Question
from tracker.ledger.projecting import events_of
from tracker.store import log


def courses(desk: Desk, names: Sequence[str], asked: Question) -> list[Course]:
    """Return the course of each meeting named, once and in that order; without names, of all, by name."""
    if names:
        found = [asking.status(desk, name, asked) for name in names]
    else:
        found = asking.statuses(desk, asking.Filter(everything=True), asked)
    roots = dict.fromkeys(meeting.meeting for meeting in found)
    return [course(events_of(desk.connection, root), root, asked.cut) for root in roots]


def identity(desk: Desk) -> str:
    """Return what tells this log from any other, for ever: the hash of its first event; empty if it has none.

    A log restored from its export has the same.
    """
    first = log.row_at(desk.connection, 1)
    return first.hash if first else ""
