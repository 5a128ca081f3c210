"""What exports need from the log: each meeting with its reports, and the contents of the board."""

from collections.abc import Sequence
from datetime import date, timedelta

from tracker.domain.clocks import AsOf, Cut
from tracker.domain.exported_meeting import ExportedMeeting, exported_meeting
from tracker.export.board.view_model import Board, Shift, plan
from tracker.ledger import asking, auditing
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of
from tracker.ledger.question import Question
from tracker.store import log

# News of yesterday belongs to what is new this morning: what stood before it is compared.
_NEWS = timedelta(days=2)


def board(desk: Desk, asked: Question, names: Sequence[str] = ()) -> Board:
    """Return the board of the day asked about: of the meetings named, or of all. Runs in a transaction that reads."""
    if names:
        found = {meeting.meeting: meeting for meeting in (asking.status(desk, name, asked) for name in names)}
        meetings = list(found.values())
    else:
        meetings = asking.statuses(desk, asking.Filter(everything=True), asked)
    since = _earlier(asked.day, _NEWS)
    position, recorded_at = _end(desk, asked)
    return Board(
        day=asked.day,
        since=since,
        position=position,
        recorded_at=recorded_at,
        moment=None if asked.is_now else asked.words,
        plans=tuple(plan(events_of(desk.connection, one.meeting), one.meeting, asked.cut) for one in meetings),
        shifts=_shifts(desk, asked, since, {one.meeting for one in meetings}, one_by_one=bool(names)),
    )


def _shifts(desk: Desk, asked: Question, since: date, names: set[str], *, one_by_one: bool) -> tuple[Shift, ...]:
    before = Question(
        cut=Cut(as_of=AsOf(day=since.isoformat()), known_at=asked.cut.known_at), day=since, words=f"as of {since}"
    )
    if one_by_one:
        found = [shift for name in sorted(names) for shift in auditing.diff(desk, name, before, asked)]
    else:
        found = auditing.diff(desk, None, before, asked)
    return tuple(
        Shift(meeting=one.meeting, change=one.change, event=one.event) for one in found if one.meeting in names
    )


def _end(desk: Desk, asked: Question) -> tuple[int, str]:
    """Return the last position that the question sees, and when it was recorded."""
    head = log.read_head(desk.connection)
    if asked.cut.known_at is None:
        return head.position, head.recorded_at
    row = log.row_at(desk.connection, asked.cut.known_at)
    return asked.cut.known_at, row.recorded_at if row else ""


def _earlier(day: date, by: timedelta) -> date:
    return day - by if day - date.min >= by else date.min


def exported_meetings(desk: Desk, names: Sequence[str], asked: Question) -> list[ExportedMeeting]:
    """Return each named meeting once, in that order; without names, all of them by name."""
    if names:
        found = [asking.status(desk, name, asked) for name in names]
    else:
        found = asking.statuses(desk, asking.Filter(everything=True), asked)
    roots = dict.fromkeys(meeting.meeting for meeting in found)
    return [exported_meeting(events_of(desk.connection, root), root, asked.cut) for root in roots]


def identity(desk: Desk) -> str:
    """Return what tells this log from any other, for ever: the hash of its first event; empty if it has none.

    A log restored from its export has the same.
    """
    first = log.row_at(desk.connection, 1)
    return first.hash if first else ""
