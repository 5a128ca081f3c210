"""Auditing: how a plan changed, and who said so."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec import Struct

from tracker.domain.changes import FIELDS, Change, changes, values
from tracker.domain.clocks import NOW
from tracker.domain.errors import TrackerError
from tracker.domain.events import Event, Unsound
from tracker.domain.fold import fold
from tracker.domain.history import Entry, entries
from tracker.domain.meeting import OWN_FLAGS, Meeting, flags
from tracker.domain.names import is_meeting_name
from tracker.domain.report import Evidence, Report
from tracker.domain.selection import counted, order
from tracker.domain.soundness import sound_event
from tracker.domain.vocabulary import LADDER
from tracker.ledger import past
from tracker.ledger.asking import standing, status, with_parents
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of
from tracker.ledger.lookup import find
from tracker.ledger.question import Question
from tracker.store import log, projection

# The field of a report whose evidence stands behind a field of the status, where they have different names.
_EVIDENCE_OF: Final = {
    "status": "stage",
    "attributed_to": "attribution",
    "sides": "attribution",
    "places": "place",
    "previous_windows": "original_window",
}


class Blame(Struct, frozen=True, kw_only=True):
    """One field of a status, the event that set it, and the words of the article behind it, if it has any."""

    field: str
    value: Any
    event: Event
    words: Evidence | None = None


class Comparison(Struct, frozen=True, kw_only=True):
    """Where one meeting stands at two moments, and what differs."""

    before: Meeting
    after: Meeting
    differences: tuple["Difference", ...]


class Difference(Struct, frozen=True, kw_only=True):
    """One field of one meeting that differs between two moments.

    `event` is the last one, in fold order, whose step gave the field the value that it has at the second moment. It is
    None if no event did: a plan becomes overdue by itself, and a retraction leaves no step.
    """

    meeting: str
    change: Change
    event: Event | None


def history(desk: Desk, name: str | None, asked: Question) -> Iterator[Entry]:
    """Return the events of one meeting, or of all, by position, each with its effect. Call it in a snapshot.

    Those that no command could have written have the body `Unsound`.
    """
    if name is None:
        return _entries_between(desk, 0, asked)
    name = find(desk.connection, name)
    history_entries = entries(events_of(desk.connection, name), name, asked.cut)
    if not history_entries:
        raise past.not_known(desk.connection, name, asked)
    return iter(history_entries)


def entry_at(desk: Desk, position: int) -> Entry:
    """Return the event at a position with its effect. Call it in a snapshot."""
    row = log.row_at(desk.connection, position)
    if row is None:
        end = log.read_head(desk.connection).position
        raise TrackerError(f"there is no @{position}", f"The log ends at @{end}." if end else "The log is empty.")
    history_entries = entries(events_of(desk.connection, row.meeting), row.meeting)
    return next(entry for entry in history_entries if entry.event.position == position)


def without_unsound(recorded: Iterable[Entry], unsound: list[str]) -> Iterator[Entry]:
    """Yield the entries of sound events; append to `unsound` a sentence for each of the others."""
    for entry in recorded:
        if isinstance(entry.event.body, Unsound):
            unsound.append(entry.event.body.reason)
        else:
            yield entry


def feed(desk: Desk, after: int, asked: Question) -> Iterator[Entry]:
    """Return the events after a position, for a program that follows the log. Call it in a snapshot."""
    end = log.read_head(desk.connection).position
    if after > end:
        raise TrackerError(f"there is no @{after}: the log ends at @{end}", "Is this the log that you follow?")
    return _entries_between(desk, after, asked)


def why(desk: Desk, name: str, asked: Question) -> tuple[Meeting, list[Blame]]:
    """Return each field of a status that is not empty, with the event that set it; each flag by itself."""
    meeting = status(desk, name, asked)
    events = events_of(desk.connection, meeting.meeting)
    by_position = {event.position: event for event in events}
    as_corrected = {event.position: event for event in counted(events, meeting.meeting, asked.cut).own}
    present = values(meeting, None)
    blames: list[Blame] = []
    for field in FIELDS:
        if field == "flags":
            blames += _flag_blames(desk, meeting)
        elif present[field] and (event := by_position.get(_blamed(meeting, field))):
            words = _words(as_corrected.get(event.position), field)
            blames.append(Blame(field=field, value=present[field], event=event, words=words))
    return meeting, blames


def _words(event: Event | None, field: str) -> Evidence | None:
    """Return the words of the article behind a field; a corrected field has none."""
    evidence = event.body.evidence if event and isinstance(event.body, Report) else None
    return (evidence or {}).get(_EVIDENCE_OF.get(field, field))


def _flag_blames(desk: Desk, meeting: Meeting) -> Iterator[Blame]:
    """Yield each flag with the event that raised it. A plan becomes overdue by no event, so that is left out."""
    for flag in flags(meeting, None):
        positions = meeting.parents_off.values() if flag == "parent_off" else [meeting.given_by(flag) or 0]
        for position in positions:
            row = log.row_at(desk.connection, position)
            if row:
                yield Blame(field="flags", value=(flag,), event=sound_event(row))


def diff(desk: Desk, meeting: str | None, start: Question, end: Question) -> list[Difference]:
    """Return what changed between two moments, in one meeting or in all, by meeting."""
    if meeting is not None:
        return list(_compared(desk, find(desk.connection, meeting), start, end).differences)
    return [difference for comparison in compare(desk, start, end) for difference in comparison.differences]


def compare(desk: Desk, start: Question, end: Question) -> Iterator[Comparison]:
    """Yield each meeting that differs between two moments, by name. Call it in a snapshot."""
    for name in _names_in_question(desk, start, end):
        comparison = _compared(desk, name, start, end)
        if comparison.differences and comparison.after.meeting == name:
            yield comparison


def _compared(desk: Desk, name: str, start: Question, end: Question) -> Comparison:
    events = events_of(desk.connection, name)
    after = fold(events, name, end.cut)
    if after.meeting != name:
        events = events_of(desk.connection, after.meeting)
        after = fold(events, after.meeting, end.cut)
    before = with_parents(desk, fold(events, after.meeting, start.cut), start)
    after = with_parents(desk, after, end)
    by_position = {event.position: event for event in events}
    differences = []
    for change in changes(before, after, day=end.day, since=start.day):
        if change.field == "flags":
            event = _behind_flags(desk, change, before, after, end)
        else:
            event = by_position.get(after.given_by(change.field) or 0)
        differences.append(Difference(meeting=after.meeting, change=change, event=event))
    return Comparison(before=before, after=after, differences=tuple(differences))


def _behind_flags(desk: Desk, change: Change, before: Meeting, after: Meeting, end: Question) -> Event | None:
    """Return the last event, in the order of the fold, whose step gave the flags their new value.

    A plan becomes overdue by no event, and its parent is off by one of the parent.
    """
    differing = {*change.old} ^ {*change.new}
    positions = []
    if differing & {*OWN_FLAGS}:
        positions.append(after.given_by("flags") or 0)
    if "parent_off" in differing:
        positions += _turns_of_parents(desk, before, after, end)
    rows = (log.row_at(desk.connection, position) for position in positions)
    events = (sound_event(row) for row in rows if row)
    return max((event for event in events if event.published), key=order, default=None)


def _turns_of_parents(desk: Desk, before: Meeting, after: Meeting, end: Question) -> list[int]:
    """Return what put the parents of a plan off, or on again; of one that has ended, what ended it."""
    if after.parents_off:
        return list(after.parents_off.values())
    if after.status not in LADDER:
        return [after.given_by("status") or 0]
    parents = [standing(desk, name, end) for name in before.parents_off if name in after.parents]
    return [parent.given_by("status") or 0 for parent in parents]


def _blamed(meeting: Meeting, field: str) -> int:
    return meeting.why.get("attribution" if field == "attributed_to" else field, 0)


def _names_in_question(desk: Desk, start: Question, end: Question) -> list[str]:
    """Return the names of the meetings that may differ."""
    connection = desk.connection
    first, last = start.cut.known_at, end.cut.known_at
    if start.cut.as_of is not None and first is None and last is None and desk.has_projection:
        touched = _names_between_days(desk, start, end)
    else:
        if end.cut == NOW:
            last = log.read_head(connection).position
        if first is None or last is None:
            return log.used_names(connection)
        touched = {row.meeting for row in log.rows_between(connection, min(first, last), max(first, last))}
    return sorted(filter(is_meeting_name, log.with_neighbours(connection, touched)))


def _names_between_days(desk: Desk, start: Question, end: Question) -> set[str]:
    """Return the names of which something was published after the earlier day, or whose window ended meanwhile."""
    since = min(side.cut.as_of.first_excluded_day for side in (start, end) if side.cut.as_of)
    first, last = sorted((start.day, end.day))
    published = log.names_published_since(desk.connection, since)
    return published | projection.names_ended_between(desk.connection, first, last)


def _entries_between(desk: Desk, after: int, asked: Question) -> Iterator[Entry]:
    """Yield entries by position. Each meeting is folded once, at the first of its events."""
    upto = asked.cut.known_at
    if upto is None:
        upto = log.read_head(desk.connection).position
    pending: dict[int, Entry] = {}
    folded: set[int] = set()
    for row in log.rows_between(desk.connection, after, upto):
        if not is_meeting_name(row.meeting):
            yield Entry(event=sound_event(row))
            continue
        if row.position not in folded and row.position not in pending:
            events = events_of(desk.connection, row.meeting)
            for entry in entries(events, row.meeting, asked.cut):
                if entry.event.position >= row.position:
                    pending[entry.event.position] = entry
            folded |= {event.position for event in events if event.meeting == row.meeting}
        folded.discard(row.position)
        if row.position in pending:
            yield pending.pop(row.position)
