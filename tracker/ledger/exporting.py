"""What exports need from the log: each meeting with its reports, and the contents of the board."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from tracker.domain.clocks import AsOf, Cut
from tracker.domain.exported_meeting import ExportedMeeting, exported_meeting
from tracker.export.board.view_model import Board, Plan, Shift, plan
from tracker.ledger import asking, auditing
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of
from tracker.ledger.question import Question
from tracker.store import log

# The board shows what changed since yesterday, as `tracker diff yesterday` does.
_NEWS = timedelta(days=1)


def board(desk: Desk, asked: Question, names: Sequence[str] = ()) -> Board:
    """Return the board of the day asked about: of the meetings named, or of all."""
    with desk.snapshot():
        meetings = _meetings(desk, names, asked)
        since = asked.day - _NEWS if asked.day - date.min >= _NEWS else date.min
        position, recorded_at = _end(desk, asked)
        return Board(
            day=asked.day,
            since=since,
            position=position,
            recorded_at=recorded_at,
            moment=None if asked.is_now else asked.words,
            plans=tuple(_plan(desk, name, asked) for name in meetings),
            shifts=_shifts(desk, asked, since, names=meetings if names else None),
        )


def exported_meetings(desk: Desk, names: Sequence[str], asked: Question) -> list[ExportedMeeting]:
    """Return each named meeting once, in that order; without names, all of them by name."""
    with desk.snapshot():
        meetings = _meetings(desk, names, asked)
        return [_exported(desk, name, asked) for name in meetings]


def _plan(desk: Desk, name: str, asked: Question) -> Plan:
    folded = plan(events_of(desk.connection, name), name, asked.cut)
    return replace(folded, meeting=asking.with_reasons(desk, folded.meeting, asked))


def _exported(desk: Desk, name: str, asked: Question) -> ExportedMeeting:
    exported = exported_meeting(events_of(desk.connection, name), name, asked.cut)
    return replace(exported, meeting=asking.with_reasons(desk, exported.meeting, asked))


def identity(desk: Desk) -> str:
    """Return what identifies this log for ever: the hash of its first event, or an empty text.

    A log that was restored from an export has the same identity.
    """
    first = log.row_at(desk.connection, 1)
    return first.hash if first else ""


def _meetings(desk: Desk, names: Sequence[str], asked: Question) -> list[str]:
    """Return the names of the meetings that are named, each once; without names, of all."""
    if names:
        meetings = [asking.status(desk, name, asked) for name in names]
    else:
        meetings = asking.statuses(desk, asking.Filter(everything=True), asked)
    return list(dict.fromkeys(meeting.meeting for meeting in meetings))


def _shifts(desk: Desk, asked: Question, since: date, names: Sequence[str] | None) -> tuple[Shift, ...]:
    """Return what changed since a day, in the meetings named or in all."""
    cut = Cut(as_of=AsOf(day=since.isoformat()), known_at=asked.cut.known_at)
    before = Question(cut=cut, day=since, words=f"as of {since}")
    if names is None:
        differences = auditing.diff(desk, None, before, asked)
    else:
        differences = [change for name in sorted(names) for change in auditing.diff(desk, name, before, asked)]
    return tuple(
        Shift(meeting=difference.meeting, change=difference.change, event=difference.event)
        for difference in differences
    )


def _end(desk: Desk, asked: Question) -> tuple[int, str]:
    """Return the last position that the question sees, and when it was recorded."""
    head = log.read_head(desk.connection)
    if asked.cut.known_at is None:
        return head.position, head.recorded_at
    row = log.row_at(desk.connection, asked.cut.known_at)
    return asked.cut.known_at, row.recorded_at if row else ""
