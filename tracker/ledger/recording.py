"""Recording: a report, a link, a merge."""

from msgspec.structs import replace

from tracker.domain.changes import changes
from tracker.domain.decide import refuse, refuse_link, refuse_merge, refuse_target
from tracker.domain.errors import TrackerError
from tracker.domain.events import Linked, Merged
from tracker.domain.import_line import Line
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import NOTHING_CLAIMED
from tracker.domain.selection import counted
from tracker.ledger.desk import Desk, unknown
from tracker.ledger.result import Outcome
from tracker.ledger.writing import Writing, appending
from tracker.store.connection import Overtaken

_BEGIN = "A new meeting begins with --new."


def record(desk: Desk, line: Line, *, dry_run: bool = False) -> Outcome:
    """Record what a news item says about a meeting, unless it is recorded already."""
    try:
        return _recorded(desk, line, dry_run=dry_run, ahead=not dry_run)
    except Overtaken:
        return _recorded(desk, line, dry_run=dry_run)


def _recorded(desk: Desk, line: Line, *, dry_run: bool, ahead: bool = False) -> Outcome:
    with appending(desk, line, dry_run=dry_run, ahead=ahead) as writing:
        outcome = _weighed(writing, line, dry_run=dry_run)
    return replace(outcome, position=writing.position) if outcome.recorded else outcome


def _weighed(writing: Writing, line: Line, *, dry_run: bool) -> Outcome:
    if not line.new:
        line = replace(line, meeting=writing.find(line.meeting, _BEGIN))
    before = _standing(writing, line.meeting)
    outcome = enter(writing, line)
    if outcome.position is None:
        return replace(outcome, status=before.status)
    return _told(writing, outcome, before, line, dry_run=dry_run)


def enter(writing: Writing, line: Line, *, from_file: bool = False) -> Outcome:
    """Append one line to the log, if it says something new. What it changes is not worked out here."""
    root, report = writing.meetings.root(line.meeting), line.report
    known = writing.repeat_of(root, report) if root is not None else None
    if root is not None and known is not None:
        position, was_retracted = known
        if not was_retracted or from_file:
            if line.new:
                writing.started.add(line.meeting)
            return Outcome(meeting=root, repeat_of=position, skipped=was_retracted)
    root = _admitted(writing, line)
    refuse(report, writing.meetings.at_its_place(root, report, writing.position + 1), writing.now)
    if report.target is not None:
        refuse_target(report.target, counted(writing.meetings.events(root), root), writing.position + 1)
    event = writing.append(line.meeting, report)
    return Outcome(meeting=root, position=event.position)


def link(desk: Desk, name: str, relation: str, other: str, *, dry_run: bool = False) -> Outcome:
    """Say how one meeting stands to another: `successor_of`, `part_of`, `caused_by`."""
    with appending(desk, dry_run=dry_run) as writing:
        name, other = writing.find(name), writing.find(other)
        before, there = _standing(writing, name), _standing(writing, other)
        refuse_link(before.meeting, there.meeting)
        if Link(relation=relation, meeting=there.meeting) in before.links:
            position = _position_of_link(writing, before.meeting, relation, there.meeting)
            return Outcome(meeting=before.meeting, repeat_of=position, status=before.status)
        event = writing.append(name, Linked(relation=relation, other=other))
        return changed(writing, before, event.position, dry_run=dry_run)


def merge(desk: Desk, name: str, into: str, *, dry_run: bool = False) -> Outcome:
    """Say that two names turn out to be one meeting: the first becomes an alias of the second."""
    with appending(desk, dry_run=dry_run) as writing:
        name, into = writing.find(name), writing.find(into)
        for one in (name, into):
            refuse_merge(name, into, counted(writing.meetings.events(one), one))
        before = _standing(writing, into)
        event = writing.append(name, Merged(into=into))
        return changed(writing, before, event.position, dry_run=dry_run)


def changed(writing: Writing, before: Meeting, position: int, *, dry_run: bool) -> Outcome:
    """Return the outcome of an event that changed a meeting, with the difference that it made."""
    after = writing.meetings.present(writing.meetings.root(before.meeting) or before.meeting)
    return Outcome(
        meeting=after.meeting,
        position=None if dry_run else position,
        status=after.status,
        effect=changes(before, after, day=writing.desk.clock.today()),
        kept=writing.meetings.kept.get(position),
        dry_run=dry_run,
    )


def _told(writing: Writing, outcome: Outcome, before: Meeting, line: Line, *, dry_run: bool) -> Outcome:
    told = changed(writing, before, outcome.position or 0, dry_run=dry_run)
    last = before.memory.last
    older = last is not None and line.report.published.key < last.key
    says_something = line.report.stage != "noted" or line.report.claims != NOTHING_CLAIMED
    return replace(told, late=older and says_something and not told.effect)


def _standing(writing: Writing, name: str) -> Meeting:
    root = writing.meetings.root(name)
    return Meeting(meeting=name) if root is None else writing.meetings.present(root)


def _admitted(writing: Writing, line: Line) -> str:
    """Return the meeting that the line speaks of, or refuse: a new one that exists, a known one that does not."""
    name, root = line.meeting, writing.meetings.root(line.meeting)
    live = root is not None and writing.meetings.is_live(root)
    if line.new:
        if live and name not in writing.started:
            raise TrackerError(f"the meeting {name} exists", "It is not new: leave that out, or choose another name.")
        writing.started.add(name)
    elif root is None:
        raise unknown(writing.connection, name, 'A meeting begins with "new": true.')
    elif not live:
        raise TrackerError(f"no report on {name} counts any more", "Start it again with --new.")
    return root or name


def _position_of_link(writing: Writing, here: str, relation: str, there: str) -> int:
    what = counted(writing.meetings.events(here), here)
    return next(
        event.position
        for event in what.links
        if isinstance(event.body, Linked)
        and event.body.relation == relation
        and writing.meetings.root(event.meeting) == here
        and writing.meetings.root(event.body.other) == there
    )
