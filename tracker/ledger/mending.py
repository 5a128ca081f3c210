"""Mending: corrections, retractions, and undo. Nothing is taken out of the log; more is said in it."""

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.clocks import Published, parse_published
from tracker.domain.decide import refuse, refuse_future, refuse_link, refuse_target
from tracker.domain.errors import TrackerError
from tracker.domain.events import Corrected, Event, Linked, Retracted, apply_correction, decode
from tracker.domain.fold import standing_before
from tracker.domain.report import Json, Report
from tracker.domain.selection import counted
from tracker.ledger.desk import Desk
from tracker.ledger.recording import changed
from tracker.ledger.result import Outcome
from tracker.ledger.writing import Writing, appending
from tracker.store import log, projection

_UNDONE = "undo"


class Cause(Struct, frozen=True, kw_only=True):
    """Why something recorded is wrong: by whose fault, since when (the outlet's alone), and because of what."""

    because: str
    fault: str = "desk"
    published: Published | None = None


def correct(desk: Desk, target: int, fields: Json, cause: Cause, *, dry_run: bool = False) -> Outcome:
    """Put fields of an earlier report or link right. `fields` has the shape of an import line; null clears one."""
    with appending(desk, dry_run=dry_run) as writing:
        event = _event_at(writing, target)
        _refuse_outlet_fault(writing, event, cause)
        root = _root(writing, event)
        events = writing.meetings.events(root)
        if target in (gone := writing.meetings.retracted(root)):
            raise TrackerError(f"@{target} was retracted by @{gone[target]}", "There is nothing to correct.")
        present, corrections = _as_it_counts(events, event)
        fields = _completed(_with_found_names(writing, fields), present)
        wanted = apply_correction(present, fields)
        before = writing.meetings.present(root)
        if wanted.body == present.body:
            return Outcome(meeting=root, target=target, repeat_of=corrections or target, status=before.status)
        _refuse_corrected(writing, wanted, [other for other in events if other.position != target], root)
        body = Corrected(target=target, fields=fields, fault=cause.fault, because=cause.because)
        done = writing.append(event.meeting, body, _published(writing, cause))
        return replace(changed(writing, before, done.position, dry_run=dry_run), target=target)


def retract(desk: Desk, first: int, last: int, cause: Cause, *, dry_run: bool = False) -> list[Outcome]:
    """Say that the events from `first` to `last` no longer count: all of them, or, if one is refused, none.

    The outcomes come in the order in which they were recorded: from the last of the range back.
    """
    if last < first:
        raise TrackerError.unparsable(f"@{first}..@{last} ends before it begins", f"Write @{last}..@{first}.")
    with appending(desk, dry_run=dry_run) as writing:
        # From the last back: a retraction in the range is taken back before what it retracted is looked at.
        span = range(last, first - 1, -1)
        outcomes = [_retract_one(writing, target, cause, dry_run=dry_run) for target in span]
        return [
            replace(outcome, same_origin=_same_origin(writing, target)) if outcome.repeat_of is None else outcome
            for target, outcome in zip(span, outcomes, strict=True)
        ]


def undo(desk: Desk, *, dry_run: bool = False) -> Outcome:
    """Retract this recorder's last event that counts and is not a retraction."""
    with appending(desk, dry_run=dry_run) as writing:
        for row in log.rows_by(desk.connection, desk.recorder):
            event = decode(row)
            if not isinstance(event.body, Retracted) and event.position not in writing.meetings.retracted(
                _root(writing, event)
            ):
                return _retract_one(writing, event.position, Cause(because=_UNDONE), dry_run=dry_run)
    raise TrackerError(f"nothing that {desk.recorder} recorded counts", "To redo, retract a retraction.")


def _retract_one(writing: Writing, target: int, cause: Cause, *, dry_run: bool) -> Outcome:
    event = _event_at(writing, target)
    _refuse_outlet_fault(writing, event, cause)
    root = _root(writing, event)
    before = writing.meetings.present(root)
    if target in (gone := writing.meetings.retracted(root)):
        return Outcome(meeting=root, target=target, repeat_of=gone[target], status=before.status)
    body = Retracted(target=target, fault=cause.fault, because=cause.because)
    done = writing.append(event.meeting, body, _published(writing, cause))
    outcome = changed(writing, before, done.position, dry_run=dry_run)
    return replace(outcome, target=target)


def _published(writing: Writing, cause: Cause) -> Published | None:
    """Return the day from which the outlet's mistake is known; the desk's own never counted on any day."""
    if cause.fault == "desk":
        if cause.published is not None:
            raise TrackerError.unparsable(
                "--published goes with --fault outlet", "A mistake of the desk never counted, on any day."
            )
        return None
    moment = cause.published or parse_published(writing.desk.clock.today().isoformat())
    refuse_future(moment, writing.now)
    return moment


def _refuse_corrected(writing: Writing, wanted: Event, others: list[Event], root: str) -> None:
    """Raise where the corrected event would be refused if it were recorded now."""
    match wanted.body:
        case Report() as report:
            refuse(report, standing_before(others, root, report, wanted.position), writing.now)
            if report.target is not None:
                refuse_target(report.target, counted(others, root), wanted.position)
        case Linked(other=other):
            refuse_link(root, writing.find(other))
        case _:
            pass


def _completed(fields: Json, present: Event) -> Json:
    """Return the fields as they are stored. New words for a window go with the window that the report has."""
    if not isinstance(present.body, Report):
        return fields
    if {"relation", "meeting"} & fields.keys():
        raise TrackerError(f"@{present.position} is a report, not a link", "--relation and --to are of a link.")
    claims = fields.get("claims", {})
    window = claims.get("window") or {}
    if "words" not in window or window.get("edtf") is not None:
        return fields
    if present.body.claims.window is None:
        raise TrackerError(f"@{present.position} has no window for these words to stand beside", "Add --window.")
    edtf = present.body.claims.window.edtf
    return {**fields, "claims": {**claims, "window": {"edtf": edtf, "words": window["words"]}}}


def _with_found_names(writing: Writing, fields: Json) -> Json:
    return {**fields, "meeting": writing.find(fields["meeting"])} if fields.get("meeting") else fields


def _refuse_outlet_fault(writing: Writing, event: Event, cause: Cause) -> None:
    """Raise if an outlet is blamed for a link or a merge: these are the desk's own, and count at every `--as-of`."""
    while event.target is not None and not isinstance(event.body, Report):
        event = _event_at(writing, event.target)
    if cause.fault == "outlet" and not isinstance(event.body, Report):
        raise TrackerError(f"@{event.position} is {event.type}, which is the desk's own", "Leave --fault outlet out.")


def _event_at(writing: Writing, position: int) -> Event:
    row = log.row_at(writing.connection, position) if position <= writing.position else None
    if row is None:
        end = f"The log ends at @{writing.position}." if writing.position else "The log is empty."
        raise TrackerError(f"there is no @{position}", end)
    return decode(row)


def _root(writing: Writing, event: Event) -> str:
    return writing.meetings.root(event.meeting) or event.meeting


def _as_it_counts(events: list[Event], event: Event) -> tuple[Event, int | None]:
    """Return the event with the corrections made so far, and the position of the last of them."""
    what = counted(events, event.meeting)
    made = what.corrections.get(event.position, ())
    now = next((other for other in (*what.own, *what.links) if other.position == event.position), event)
    return now, made[-1] if made else None


def _same_origin(writing: Writing, target: int) -> tuple[tuple[int, str], ...]:
    """Return what else counts on the word of the origin of a retracted report, in any meeting."""
    event = _event_at(writing, target)
    if not isinstance(event.body, Report):
        return ()
    origin = event.body.origin
    roots = set(projection.with_origin(writing.connection, origin)) | {_root(writing, event)}
    return tuple(
        sorted(
            (other.position, root)
            for root in roots
            for other in counted(writing.meetings.events(root), root).reports
            if isinstance(other.body, Report) and other.body.origin == origin and other.position != event.position
        )
    )
