"""Alerting: what each event changed that matters, which plans became overdue, and how far each target has been sent it.

Positions have no gaps and are in commit order, so a target that has been sent everything up to its cursor, and is sent
the events after it one by one, misses nothing.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.alerts import OVERDUE, kinds_of
from tracker.domain.changes import changes
from tracker.domain.clocks import Position, is_utc_text, utc_text
from tracker.domain.errors import TrackerError
from tracker.domain.events import Event, Merged, Retracted
from tracker.domain.meeting import Meeting, overdue
from tracker.domain.soundness import sound_event
from tracker.ledger import asking, auditing, past
from tracker.ledger.asking import Filter
from tracker.ledger.auditing import Comparison, Difference
from tracker.ledger.desk import Desk, newer_fold
from tracker.ledger.question import Question, between, question
from tracker.store import cursors, log
from tracker.store.cursors import Cursor

_HASH_SHOWN = 32  # hex digits


class Alert(Struct, frozen=True, kw_only=True):
    """What one event changed in one meeting, or that a plan became overdue.

    `key` is the same whenever the same alert is made again. `before` and `after` are where the meeting stood; `kinds`
    are those of `domain.alerts`, none if nothing that matters changed. `event` is None if a plan became overdue.
    """

    key: str
    kinds: tuple[str, ...]
    before: Meeting
    after: Meeting
    differences: tuple[Difference, ...]
    event: Event | None


class Watched(Struct, frozen=True, kw_only=True):
    """Which alerts somebody wants: each list admits everything if it is empty. A meeting is named by its beginning."""

    countries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def admits(self, alert: Alert) -> bool:
        """Whether something that matters changed, of a wanted kind, in a meeting that is wanted before or after."""
        if not alert.kinds or (self.kinds and not {*self.kinds} & {*alert.kinds}):
            return False
        return self._is_about(alert.before) or self._is_about(alert.after)

    def _is_about(self, meeting: Meeting) -> bool:
        names = (meeting.meeting, *meeting.aliases)
        return (
            _is_any(meeting, [Filter(country=country, everything=True) for country in self.countries])
            and _is_any(meeting, [Filter(person=person, everything=True) for person in self.people])
            and (not self.meetings or any(name.startswith(self.meetings) for name in names))
        )


def _is_any(meeting: Meeting, filters: Sequence[Filter]) -> bool:
    return not filters or any(filter_.admits(meeting) for filter_ in filters)


def alerts_at(desk: Desk, position: int) -> list[Alert]:
    """Return what the event at a position changed, by meeting: what `diff` shows from the position before it.

    A plan that the event made overdue, since its days had passed already, has a second alert.
    """
    with desk.snapshot():
        row = log.row_at(desk.connection, position)
        if row is None:
            raise TrackerError(f"there is no @{position}", "Is this the log that you follow?")
        start, end = between(desk, Position(number=position - 1), Position(number=position))
        event = sound_event(row)
        merged = _merged_name(desk, event)
        alerts = []
        for compared in list(auditing.compare(desk, start, end)):
            comparison = _under_one_name(desk, compared, merged, start, end) if merged else compared
            before, after = comparison.before, comparison.after
            alerts.append(_alert(event, comparison, asking.with_reasons(desk, after, end)))
            if _has_passed(desk, after, row.recorded_at) and not _has_passed(desk, before, row.recorded_at):
                alerts.append(_overdue_alert(after, end.day))
        return alerts


def _alert(event: Event, comparison: Comparison, after: Meeting) -> Alert:
    return Alert(
        key=f"{event.hash[:_HASH_SHOWN]}/{comparison.differences[0].meeting}",
        kinds=kinds_of(changes(comparison.before, after)),
        before=comparison.before,
        after=after,
        differences=comparison.differences,
        event=event,
    )


def _merged_name(desk: Desk, event: Event) -> str | None:
    """Return the name that an event makes an alias, or a retraction a meeting of its own again; else None."""
    while isinstance(event.body, Retracted):
        row = log.row_at(desk.connection, event.body.target)
        if row is None:
            return None
        event = sound_event(row)
    return event.meeting if isinstance(event.body, Merged) else None


def _under_one_name(desk: Desk, comparison: Comparison, name: str, start: Question, end: Question) -> Comparison:
    """Return where a meeting that got another name stood under the name that it has no more, or not yet.

    Under its new name it had no report, so that a rename would be a new plan.
    """
    before, after = comparison.before, comparison.after
    if not before.reports:
        before = past.state_of(desk.connection, name, start.cut)
    if not after.reports:
        after = past.state_of(desk.connection, name, end.cut)
    return replace(comparison, before=before, after=after)


def alerts_of_overdue(desk: Desk, since: str) -> list[Alert]:
    """Return the plans that became overdue after an instant and still are, by the days on which they were planned."""
    with desk.snapshot():
        asked = question(desk)
        overdue_now = asking.gone_quiet(desk, asked)
        return [_overdue_alert(plan, asked.day) for plan in overdue_now if not _has_passed(desk, plan, since)]


def _overdue_alert(meeting: Meeting, day: date) -> Alert:
    assert meeting.window is not None  # else it would not be overdue  # noqa: S101
    became = changes(meeting, meeting, day=day, since=meeting.window.latest)
    return Alert(
        key=f"overdue/{meeting.meeting}/{meeting.window.latest}",
        kinds=(OVERDUE,),
        before=meeting,
        after=meeting,
        differences=tuple(Difference(meeting=meeting.meeting, change=change, event=None) for change in became),
        event=None,
    )


def _has_passed(desk: Desk, meeting: Meeting, instant: str) -> bool:
    """Whether a plan was overdue at an instant: its last day, in the user's zone, had ended."""
    if meeting.window is None or meeting.window.latest is None:
        return False
    return overdue(meeting, date.max) and desk.clock.end_of(meeting.window.latest) < instant


# Cursors


def cursor_of(desk: Desk, target: str) -> Cursor:
    """Return the cursor of a target, and store it if it is new: it is sent what is recorded from now on."""
    with desk.snapshot():
        end, cursor = log.read_head(desk.connection).position, _stored(desk, target)
    if cursor is None:
        return begin_after(desk, target, None)
    if cursor.position > end:
        raise TrackerError(
            f"{target} was sent everything up to @{cursor.position}, but the log ends at @{end}",
            "Is this the log that you follow? --after @N sends what follows @N again.",
        )
    return cursor


def begin_after(desk: Desk, target: str, after: int | None) -> Cursor:
    """Put the cursor of a target after a position, or at the end of the log, whether it has one or not."""
    _refuse_older_program(desk)
    with desk.connection.transaction(write=True):
        cursor = _new_cursor(desk, target, after)
        cursors.remove(desk.connection, target)
        cursors.add(desk.connection, cursor)
    return cursor


def peek_cursor(desk: Desk, target: str, after: int | None) -> Cursor:
    """Return the cursor that a target would begin with, and store nothing."""
    with desk.snapshot():
        stored = _stored(desk, target) if after is None else None
        return stored or _new_cursor(desk, target, after)


def _new_cursor(desk: Desk, target: str, after: int | None) -> Cursor:
    """Return a cursor at the end of the log and now, or at a position and when the log had come that far."""
    end = log.read_head(desk.connection).position
    if after is None:
        return Cursor(target, end, utc_text(desk.clock.now()))
    if after > end:
        raise TrackerError(f"there is no @{after}: the log ends at @{end}", "Is this the log that you follow?")
    row = log.row_at(desk.connection, max(after, 1))
    return Cursor(target, after, row.recorded_at if row else utc_text(desk.clock.now()))


def move_cursor(desk: Desk, cursor: Cursor) -> None:
    """Store how far a target was sent the log. Another process may have sent it more: a cursor never moves back."""
    _refuse_older_program(desk)
    with desk.connection.transaction(write=True):
        stored = _stored(desk, cursor.target) or cursor
        position, moved_at = max(stored.position, cursor.position), max(stored.moved_at, cursor.moved_at)
        cursors.move(desk.connection, Cursor(cursor.target, position, moved_at))


def end_of_log(desk: Desk) -> int:
    """Return the last position."""
    with desk.snapshot():
        return log.read_head(desk.connection).position


def _stored(desk: Desk, target: str) -> Cursor | None:
    cursor = next((cursor for cursor in cursors.rows(desk.connection) if cursor.target == target), None)
    if cursor and not (isinstance(cursor.position, int) and is_utc_text(cursor.moved_at)):
        raise TrackerError(f"the cursor of {target} is damaged", "--after @N sends what follows @N again.")
    return cursor


def _refuse_older_program(desk: Desk) -> None:
    if not desk.has_projection:
        raise newer_fold(desk.connection)
