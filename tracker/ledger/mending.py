"""Mending: corrections, retractions, and undo. Nothing is removed from the log; events are added to it."""

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.clocks import Published, parse_published
from tracker.domain.decide import refuse, refuse_future, refuse_link, refuse_target
from tracker.domain.errors import TrackerError
from tracker.domain.events import Corrected, Event, Linked, Retracted, Unsound, apply_correction
from tracker.domain.fold import standing_before
from tracker.domain.meeting import Link
from tracker.domain.names import is_meeting_name
from tracker.domain.report import Json, Report
from tracker.domain.same_story import is_same_story
from tracker.domain.selection import counted
from tracker.domain.soundness import sound_event
from tracker.ledger.append import Append
from tracker.ledger.desk import Desk
from tracker.ledger.recording import outcome_of
from tracker.ledger.result import Outcome
from tracker.store import log, projection


class Cause(Struct, frozen=True, kw_only=True):
    """Why something recorded is wrong: by whose fault, because of what, and, if the outlet's, since when."""

    because: str
    fault: str = "desk"
    published: Published | None = None


def correct(desk: Desk, target: int, fields: Json, cause: Cause, *, dry_run: bool = False) -> Outcome:
    """Correct fields of an earlier report or link. `fields` has the shape of an import line; null clears a field."""
    with desk.adding(dry_run=dry_run) as append:
        event = _event_at(append, target)
        if isinstance(event.body, Unsound):
            raise TrackerError(event.body.reason, f"It counts for nothing. tracker retract @{target} ends its mention.")
        _refuse_outlet_fault(append, event, cause)
        root = _root(append, event)
        events = append.events(root)
        retracted = append.retracted(root)
        if target in retracted:
            raise TrackerError(f"@{target} was retracted by @{retracted[target]}", "There is nothing to correct.")
        present, last_correction = _as_corrected(events, event)
        fields = _with_whole_window(_with_found_meeting(append, fields), present)
        fields = append.spellings.applied_to_fields(fields)
        wanted = apply_correction(present, fields)
        before = append.state(root)
        if wanted.body == present.body:
            return Outcome(meeting=root, target=target, repeat_of=last_correction or target, status=before.status)
        others = [other for other in events if other.position != target]
        _refuse_corrected(append, wanted, others, root)
        body = Corrected(target=target, fields=fields, fault=cause.fault, because=cause.because)
        correction = append.add(event.meeting, body, _holds_since(desk, append, cause))
        outcome = outcome_of(desk, append, before, correction.position)
        return replace(outcome, target=target)


def retract(desk: Desk, first: int, last: int, cause: Cause, *, dry_run: bool = False) -> list[Outcome]:
    """Record that the events from `first` to `last` no longer count: all of them, or none if one is refused.

    The outcomes are in the order in which they were recorded: from the last of the range back.
    """
    if last < first:
        raise TrackerError.unparsable(f"@{first}..@{last} ends before it begins", f"Write @{last}..@{first}.")
    # From the last back: a retraction in the range is retracted before the event that it retracted.
    targets = range(last, first - 1, -1)
    with desk.adding(dry_run=dry_run) as append:
        outcomes = [_retract(desk, append, target, cause) for target in targets]
        return [_with_same_story(append, outcome) for outcome in outcomes]


def undo(desk: Desk, *, dry_run: bool = False, only: int | None = None) -> list[Outcome]:
    """Retract this recorder's last event that counts and is not a retraction, with everything of its batch.

    The outcomes are in the order in which they were recorded: from the last of the batch back. Raise if `only` is given
    and the event at that position is not among them: the recorder has recorded another one meanwhile.
    """
    with desk.adding(dry_run=dry_run) as append:
        events = _events_to_undo(desk, append)
        if not events:
            raise TrackerError(f"nothing that {desk.recorder} recorded counts", "To redo, retract a retraction.")
        last = events[0].position
        if only is not None and only not in {event.position for event in events}:
            raise TrackerError(f"@{only} is not the last that {desk.recorder} recorded", f"The last is @{last}.")
        cause = Cause(because="undo")
        return [_retract(desk, append, event.position, cause) for event in events]


def _events_to_undo(desk: Desk, append: Append) -> list[Event]:
    """Return the last event that counts and is not a retraction, and before it those of its batch that count."""
    events: list[Event] = []
    for row in log.rows_by(append.connection, desk.recorder):
        if events and row.position < _begin_of_batch(events[0]):
            break
        event = sound_event(row)
        is_next = not events or _batch(event) == _batch(events[0])
        if is_next and not isinstance(event.body, Retracted | Unsound) and _counts(append, event):
            events.append(event)
    return events


def _batch(event: Event) -> int | None:
    """Return the first position of the command that recorded a report with others."""
    return event.body.batch if isinstance(event.body, Report) else None


def _begin_of_batch(event: Event) -> int:
    batch = _batch(event)
    return event.position if batch is None else batch


def _counts(append: Append, event: Event) -> bool:
    return event.position not in append.retracted(_root(append, event))


def _retract(desk: Desk, append: Append, target: int, cause: Cause) -> Outcome:
    event = _event_at(append, target)
    if not is_meeting_name(event.meeting):
        raise TrackerError(f"@{target} belongs to no meeting", "It counts for nothing: there is nothing to retract.")
    _refuse_outlet_fault(append, event, cause)
    root = _root(append, event)
    before = append.state(root)
    retracted = append.retracted(root)
    if target in retracted:
        return Outcome(meeting=root, target=target, repeat_of=retracted[target], status=before.status)
    body = Retracted(target=target, fault=cause.fault, because=cause.because)
    retraction = append.add(event.meeting, body, _holds_since(desk, append, cause))
    outcome = outcome_of(desk, append, before, retraction.position)
    return replace(outcome, target=target)


def _holds_since(desk: Desk, append: Append, cause: Cause) -> Published | None:
    """Return the day from which an outlet's mistake is known; None for the desk's own, which never counted."""
    if cause.fault == "desk":
        if cause.published is not None:
            raise TrackerError.unparsable(
                "--published goes with --fault outlet", "A mistake of the desk never counted, on any day."
            )
        return None
    since = cause.published or parse_published(desk.clock.today().isoformat())
    refuse_future(since, append.now)
    return since


def _refuse_corrected(append: Append, wanted: Event, others: list[Event], root: str) -> None:
    """Raise if the corrected event would be refused if it were recorded now."""
    match wanted.body:
        case Report() as report:
            refuse(report, standing_before(others, root, report, wanted.position), append.now)
            if report.target is not None:
                refuse_target(report.target, counted(others, root), wanted.position)
        case Linked(relation=relation, other=other):
            there = append.standing(append.find(other)).meeting
            refuse_link(append.state(root), Link(relation=relation, meeting=there))
        case _:
            pass


def _with_whole_window(fields: Json, present: Event) -> Json:
    """Return the fields as they are stored: new words for a window together with the window that the report has."""
    if not isinstance(present.body, Report):
        return fields
    if {"relation", "meeting"} & fields.keys():
        raise TrackerError(f"@{present.position} is a report, not a link", "--relation and --to are of a link.")
    claims = fields.get("claims", {})
    window = claims.get("window") or {}
    if "words" not in window or window.get("edtf") is not None:
        return fields
    present_window = present.body.claims.window
    if present_window is None:
        raise TrackerError(f"@{present.position} has no window that these words could describe", "Add --window.")
    return {**fields, "claims": {**claims, "window": {"edtf": present_window.edtf, "words": window["words"]}}}


def _with_found_meeting(append: Append, fields: Json) -> Json:
    if not fields.get("meeting"):
        return fields
    return {**fields, "meeting": append.find(fields["meeting"])}


def _refuse_outlet_fault(append: Append, event: Event, cause: Cause) -> None:
    """Raise if an outlet is blamed for a link or a merge: these are the desk's own, and count at every `--as-of`."""
    while event.target is not None and not isinstance(event.body, Report):
        event = _event_at(append, event.target)
    if cause.fault == "outlet" and not isinstance(event.body, Report):
        raise TrackerError(f"@{event.position} is {event.type}, which is the desk's own", "Leave --fault outlet out.")


def _event_at(append: Append, position: int) -> Event:
    event = append.event_at(position)
    if event is None:
        end = f"The log ends at @{append.position}." if append.position else "The log is empty."
        raise TrackerError(f"there is no @{position}", end)
    return event


def _root(append: Append, event: Event) -> str:
    return append.root(event.meeting) or event.meeting


def _as_corrected(events: list[Event], event: Event) -> tuple[Event, int | None]:
    """Return the event with the corrections made so far, and the position of the last of them."""
    selection = counted(events, event.meeting)
    corrections = selection.corrections.get(event.position, ())
    for other in (*selection.own, *selection.links):
        if other.position == event.position:
            event = other
    return event, corrections[-1] if corrections else None


def _with_same_story(append: Append, outcome: Outcome) -> Outcome:
    """Return the outcome of a retraction with the other reports of the same story that count, in any meeting."""
    if outcome.repeat_of is not None or outcome.target is None:
        return outcome
    event = _event_at(append, outcome.target)
    if not isinstance(event.body, Report):
        return outcome
    report, own_root = event.body, _root(append, event)
    roots = {*projection.with_origin(append.connection, report.origin), own_root}
    reports = [(other, root) for root in roots for other in counted(append.events(root), root).reports]
    same_story = [
        (other.position, root)
        for other, root in reports
        if isinstance(other.body, Report)
        and other.position != event.position
        and is_same_story(report, other.body, same_meeting=root == own_root)
    ]
    return replace(outcome, same_origin=tuple(sorted(same_story)))
