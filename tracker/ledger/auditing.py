"""Auditing: how a plan changed, and who said so."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from tracker.domain.changes import FIELDS, Change, changes, values
from tracker.domain.clocks import NOW
from tracker.domain.errors import TrackerError
from tracker.domain.events import Event, decode
from tracker.domain.fold import fold
from tracker.domain.history import Entry, entries
from tracker.domain.meeting import OWN_FLAGS, Meeting
from tracker.domain.selection import order
from tracker.domain.vocabulary import LADDER
from tracker.ledger import past
from tracker.ledger.asking import standing, status, with_parents
from tracker.ledger.desk import Desk, find
from tracker.ledger.folding import events_of
from tracker.ledger.question import Question
from tracker.store import log, relations


class Blame(Struct, frozen=True, kw_only=True):
    """One field of a status, and the event that set it."""

    field: str
    value: Any
    event: Event


class Difference(Struct, frozen=True, kw_only=True):
    """One field of one meeting that differs between two moments.

    `event` is the last one, in the order of the fold, whose step gave the field the value that it has at the second
    moment; None where no event did: a plan becomes overdue by itself, and what was retracted was never given.
    """

    meeting: str
    change: Change
    event: Event | None


def history(desk: Desk, name: str | None, asked: Question) -> Iterator[Entry]:
    """Return what was recorded of one meeting, or of all, by position, each event with what it changed."""
    if name is not None:
        name = find(desk.connection, name)
        told = entries(events_of(desk.connection, name), name, asked.cut)
        if not told:
            raise past.not_known(desk.connection, name, asked)
        return iter(told)
    return _entries_between(desk, 0, asked)


def feed(desk: Desk, after: int, asked: Question) -> Iterator[Entry]:
    """Return everything recorded after a position, for whatever follows the log."""
    end = log.head(desk.connection).position
    if after > end:
        raise TrackerError(f"there is no @{after}: the log ends at @{end}", "Is this the log that you follow?")
    return _entries_between(desk, after, asked)


def why(desk: Desk, name: str, asked: Question) -> tuple[Meeting, list[Blame]]:
    """Return each field of a status that is not empty, with the event that set it."""
    meeting = status(desk, name, asked)
    by_position = {event.position: event for event in events_of(desk.connection, meeting.meeting)}
    told = values(meeting, None)
    blames = [
        Blame(field=field, value=told[field], event=by_position[_blamed(meeting, field)])
        for field in FIELDS
        if _blamed(meeting, field) in by_position and told[field]
    ]
    return meeting, blames


def diff(desk: Desk, name: str | None, start: Question, end: Question) -> list[Difference]:
    """Return what changed between two moments, by meeting."""
    if name is not None:
        return _differences(desk, find(desk.connection, name), start, end)
    names = _names_in_question(desk, start, end)
    return [found for one in names for found in _differences(desk, one, start, end) if found.meeting == one]


def _differences(desk: Desk, name: str, start: Question, end: Question) -> list[Difference]:
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
    return differences


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
    return max((decode(row) for row in rows if row), key=order, default=None)


def _turns_of_parents(desk: Desk, before: Meeting, after: Meeting, end: Question) -> list[int]:
    """Return what put the parents of a plan off, or on again; of one that is no plan any more, what ended it."""
    if after.parents_off:
        return list(after.parents_off.values())
    if after.status not in LADDER:
        return [after.given_by("status") or 0]
    parents = [standing(desk, name, end) for name in before.parents_off if name in after.parents]
    return [parent.given_by("status") or 0 for parent in parents]


def _blamed(meeting: Meeting, field: str) -> int:
    return meeting.why.get("attribution" if field == "attributed_to" else field, 0)


def _names_in_question(desk: Desk, start: Question, end: Question) -> list[str]:
    """Return the meetings that may differ: by the log's clock, those with an event in between."""
    first, last = start.cut.known_at, end.cut.known_at
    if first is not None and (last is not None or end.cut == NOW):
        upto = log.head(desk.connection).position if last is None else last
        touched = {row.meeting for row in log.rows_between(desk.connection, min(first, upto), max(first, upto))}
        joined = touched & relations.joined_names(desk.connection)
        touched |= {name for one in joined for names in relations.neighbourhood(desk.connection, one) for name in names}
    else:
        touched = set(log.every_name(desk.connection))
    return sorted(touched)


def _entries_between(desk: Desk, after: int, asked: Question) -> Iterator[Entry]:
    """Return entries in order of position, folding each meeting once, when the first of its events comes."""
    upto = asked.cut.known_at if asked.cut.known_at is not None else log.head(desk.connection).position
    waiting: dict[int, Entry] = {}
    folded: set[int] = set()
    for row in log.rows_between(desk.connection, after, upto):
        if row.position not in folded and row.position not in waiting:
            events = events_of(desk.connection, row.meeting)
            told = entries(events, row.meeting, asked.cut)
            waiting |= {entry.event.position: entry for entry in told if entry.event.position >= row.position}
            folded |= {event.position for event in events if event.meeting == row.meeting}
        folded.discard(row.position)
        if entry_here := waiting.pop(row.position, None):
            yield entry_here
