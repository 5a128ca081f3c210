"""What exports need from the log: each meeting with its reports, and the contents of the board."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from tracker.domain.clocks import AsOf, Cut
from tracker.domain.exported_meeting import ExportedMeeting, exported_meeting
from tracker.domain.meeting import Meeting
from tracker.domain.vocabulary import OVER
from tracker.export.board.view_model import Board, Plan, Shift, plan
from tracker.ledger import asking, auditing
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of
from tracker.ledger.question import Question
from tracker.store import log

# The board shows what changed since yesterday, as `tracker diff yesterday` does.
_NEWS = timedelta(days=1)
# A meeting that is over stays on the board for so long after its last report.
_RECENT = timedelta(days=90)


class Shown:
    """The meetings of a board, read some at a time whenever they are iterated."""

    def __init__(self, desk: Desk, names: Sequence[str], asked: Question) -> None:
        self._desk, self._names, self._asked = desk, names, asked

    def __iter__(self) -> Iterator[Meeting]:
        return asking.each(self._desk, self._names, self._asked)


def board(desk: Desk, asked: Question, names: Sequence[str] = (), *, everything: bool = False) -> Board:
    """Return the board of the day asked about: of the meetings named, or of all.

    Unless meetings are named, or `everything` is set, it leaves out those that are over and neither due nor changed
    within 90 days. Call it, and write the page, in one snapshot.
    """
    since = asked.day - _NEWS if asked.day - date.min >= _NEWS else date.min
    position, recorded_at = _end(desk, asked)
    known = asking.names_of(desk, names, asked)
    shifts = _shifts(desk, asked, since, names=known if names else None)
    shown = known
    if not names and not everything:
        changed = {shift.meeting for shift in shifts}
        meetings = asking.each(desk, known, asked)
        shown = [meeting.meeting for meeting in meetings if meeting.meeting in changed or _is_shown(meeting, asked.day)]
    on_board = frozenset(shown)
    return Board(
        day=asked.day,
        since=since,
        position=position,
        recorded_at=recorded_at,
        moment=None if asked.is_now else asked.words,
        meetings=Shown(desk, shown, asked),
        plan_of=lambda name: plan_of(desk, name, asked),
        shifts=tuple(shift for shift in shifts if shift.meeting in on_board),
        scope=_scope(len(shown), len(known)),
    )


def _is_shown(meeting: Meeting, day: date) -> bool:
    """Whether the board shows a meeting by default: one that is open, due, or changed within 90 days."""
    if meeting.status not in OVER:
        return True
    earliest = day - _RECENT if day - date.min >= _RECENT else date.min
    last, window = meeting.memory.last, meeting.window
    is_due = window is not None and window.overlaps_days(day, None)
    return is_due or (last is not None and last.date >= earliest)


def _scope(shown: int, known: int) -> str | None:
    if shown == known:
        return None
    return f"Open, due, or changed within {_RECENT.days} days: {shown:,} of {known:,} meetings."


def exported_meetings(desk: Desk, names: Sequence[str], asked: Question) -> Iterator[ExportedMeeting]:
    """Yield each named meeting once, in that order; without names, all of them by name. Call it in a snapshot."""
    return (_exported(desk, name, asked) for name in asking.names_of(desk, names, asked))


def plan_of(desk: Desk, name: str, asked: Question) -> Plan:
    """Return a meeting with its reports as marks of a history. Call it in a snapshot."""
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
