"""Recording: a report, a link, a merge."""

from msgspec.structs import replace

from tracker.domain.changes import changes
from tracker.domain.decide import refuse, refuse_link, refuse_merge, refuse_target
from tracker.domain.errors import TrackerError
from tracker.domain.events import Linked, Merged
from tracker.domain.import_line import Line
from tracker.domain.meeting import Link, Meeting, with_parents_off
from tracker.domain.names import meeting_name
from tracker.domain.report import NOTHING_CLAIMED, Report
from tracker.domain.selection import counted
from tracker.ledger.append import Append
from tracker.ledger.desk import Desk
from tracker.ledger.lookup import unknown_meeting
from tracker.ledger.result import Outcome

HOW_TO_BEGIN = "A new meeting begins with --new."


def record(desk: Desk, line: Line, *, dry_run: bool = False) -> Outcome:
    """Record what a news item says about a meeting, unless it is recorded already."""
    with desk.adding(line.meeting.lower(), line.report.fingerprint, dry_run=dry_run) as append:
        if not line.new:
            people = [append.spellings.name_of(person.name) for person in line.report.claims.participants]
            line = replace(line, meeting=append.find(line.meeting, HOW_TO_BEGIN, people))
        return record_in(desk, append, line)


def record_in(desk: Desk, append: Append, line: Line) -> Outcome:
    """Record one line in an open append, and work out its changes."""
    root = append.root(line.meeting)
    before = Meeting(meeting=line.meeting) if root is None else append.state(root)
    outcome = add_line(append, line)
    if outcome.position is None:
        return replace(outcome, status=before.status)
    respelt = outcome.respelt
    outcome = outcome_of(desk, append, before, outcome.position)
    is_late = _is_late(line.report, before)
    left_out = None if is_late else _window_left_out(line.report, append.state(outcome.meeting))
    return replace(outcome, respelt=respelt, late=is_late and not outcome.effect, window_left_out=left_out)


def add_line(append: Append, line: Line, *, from_file: bool = False) -> Outcome:
    """Add one line to the log if it says something new, or refuse it. Its changes are not worked out.

    A report that was retracted may be recorded again, but not `from_file`: an import may be repeated. People are
    recorded under the names that the desk uses; what was recorded before it said so is a repeat all the same.
    """
    root, report = append.root(line.meeting), line.report
    if append.batch is not None:  # first of all: a copy of a report has to compute its fingerprint again
        report = replace(report, batch=append.batch)
    repeat = append.repeat_of(root, report) if root is not None else None
    respelt = append.spellings.renamed(report.claims)
    if respelt:
        report = replace(report, claims=append.spellings.applied(report.claims))
        repeat = repeat or (append.repeat_of(root, report) if root is not None else None)
    if root is not None and repeat is not None:
        position, was_retracted = repeat
        if not was_retracted or from_file:
            if line.new:
                append.started.add(line.meeting)
            return Outcome(meeting=root, repeat_of=position, skipped=was_retracted)
    root = _admit(append, line)
    refuse(report, append.state_before(root, report), append.now)
    if report.target is not None:
        refuse_target(report.target, counted(append.events(root), root), append.position + 1)
    event = append.add(line.meeting, report)
    return Outcome(meeting=root, position=event.position, respelt=respelt)


def link(desk: Desk, name: str, relation: str, other: str, *, dry_run: bool = False) -> Outcome:
    """Record how one meeting relates to another: `successor_of`, `part_of`, `caused_by`."""
    with desk.adding(name.lower(), dry_run=dry_run) as append:
        name, other = append.find(name), append.find(other)
        before, other_before = append.standing(name), append.standing(other)
        link = Link(relation=relation, meeting=other_before.meeting)
        refuse_link(before, link)
        if link in before.links:
            position = _position_of_link(append, before.meeting, relation, other_before.meeting)
            return Outcome(meeting=before.meeting, repeat_of=position, status=before.status)
        event = append.add(name, Linked(relation=relation, other=other))
        return outcome_of(desk, append, before, event.position)


def merge(desk: Desk, name: str, into: str, *, dry_run: bool = False) -> Outcome:
    """Record that two names turn out to be one meeting: the first becomes an alias of the second."""
    with desk.adding(name.lower(), dry_run=dry_run) as append:
        name, into = append.find(name), append.find(into)
        for merged in (name, into):
            refuse_merge(name, into, counted(append.events(_root(append, merged)), merged))
        before = append.standing(into)
        event = append.add(name, Merged(into=into))
        return outcome_of(desk, append, before, event.position)


def rename(desk: Desk, name: str, new: str, *, dry_run: bool = False) -> Outcome:
    """Record that a meeting has a new name: a merge into a name without reports. The old name becomes an alias."""
    new = meeting_name(new)
    with desk.adding(name.lower(), dry_run=dry_run) as append:
        name = append.find(name)
        refuse_merge(name, new, counted(append.events(_root(append, name)), name))
        root = append.root(new)
        if root is not None and (root != new or append.is_live(root)):
            raise TrackerError(f"the meeting {new} exists", f"If both are one meeting: tracker merge {name} {new}")
        before = append.standing(name)
        if root is None:
            append.start_meeting(new)
        event = append.add(name, Merged(into=new))
        return outcome_of(desk, append, before, event.position)


def outcome_of(desk: Desk, append: Append, before: Meeting, position: int) -> Outcome:
    """Return the outcome of an event that changed a meeting, with the difference that it made."""
    root = append.root(before.meeting) or before.meeting
    after = append.state(root)
    differences = changes(
        with_parents_off(before, append.standing), with_parents_off(after, append.standing), day=desk.clock.today()
    )
    return Outcome(
        meeting=after.meeting,
        position=None if append.is_preview else position,
        status=after.status,
        effect=differences,
        kept=append.kept_out.get(position),
        dry_run=append.is_preview,
    )


def _is_late(report: Report, before: Meeting) -> bool:
    """Return whether a report that says something is older than another one of its meeting."""
    last = before.memory.last
    says_something = report.stage != "noted" or report.claims != NOTHING_CLAIMED
    return says_something and last is not None and report.published.key < last.key


def _window_left_out(report: Report, after: Meeting) -> str | None:
    """Return what stands instead of the window that the newest report claims, or None."""
    claimed, standing = report.claims.window, after.window
    if claimed is None or (standing is not None and standing.edtf == claimed.edtf):
        return None
    return f"{standing.label()} stands" if standing else "none stands"


def _admit(append: Append, line: Line) -> str:
    """Return the meeting that the line is about. Raise if a new one exists, or if another one does not."""
    name, root = line.meeting, append.root(line.meeting)
    is_live = root is not None and append.is_live(root)
    if line.new:
        if is_live and name not in append.started:
            raise TrackerError(f"the meeting {name} exists", "It is not new: leave that out, or choose another name.")
        append.started.add(name)
    elif root is None:
        raise unknown_meeting(append.connection, name, 'A meeting begins with "new": true.')
    elif not is_live:
        raise TrackerError(f"no report on {name} counts any more", "Start it again with --new.")
    return root or name


def _root(append: Append, name: str) -> str:
    return append.root(name) or name


def _position_of_link(append: Append, root: str, relation: str, other_root: str) -> int:
    for event in counted(append.events(root), root).links:
        body = event.body
        if isinstance(body, Linked) and body.relation == relation:
            ends = append.root(event.meeting), append.root(body.other)
            if ends == (root, other_root):
                return event.position
    raise AssertionError(f"{root} has no such link")
