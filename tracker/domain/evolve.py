"""One step of the fold: a meeting and the report that comes next in order, in; the meeting after it, out."""

from typing import Final

from msgspec.structs import replace

from tracker.domain.claims import claimed_fields
from tracker.domain.disputes import standing_denials, words_against
from tracker.domain.meeting import Behind, Meeting, own_flags
from tracker.domain.report import Attribution, Report
from tracker.domain.stages import judged
from tracker.domain.step import Fields, Step
from tracker.domain.vocabulary import LADDER, OFF
from tracker.domain.window import Window
from tracker.domain.window_claims import Windows, claimed_windows

_OVER: Final = frozenset({"cancelled", "denied"})


def evolved(
    meeting: Meeting, position: int, report: Report, *, denies: str | None = None
) -> tuple[Meeting, str | None]:
    """Return the meeting after the report at `position`, which comes last in order, and why its stage was kept out.

    `denies` is the way that a denial with a target stands against: see `tracker.domain.denials`. The rules are those
    of docs/fold.md, and are named by their numbers there.
    """
    verdict = judged(meeting, report)
    step = Step(meeting, position, report, verdict)
    windows = claimed_windows(step)
    fields = claimed_fields(step)
    if windows:
        fields |= _window_fields(step, windows)
    if step.takes_effect:
        fields |= _status_fields(step)
    after = _applied(step, fields, _remembered(step, windows, denies))
    return after, verdict.kept


def _window_fields(step: Step, windows: Windows) -> Fields:
    """Return the windows that the report is behind."""
    fields: Fields = {}
    if windows.window is not step.meeting.window:
        fields["window"] = windows.window
    if windows.previous != step.meeting.previous_windows:
        fields["previous_windows"] = windows.previous
    return fields


def _status_fields(step: Step) -> Fields:
    """Rule 4: return the status with its attribution, where the report sets it or takes it over, and the sides."""
    attribution, meeting = step.report.attribution, step.meeting
    sides = tuple(dict.fromkeys(attribution.office_sides))
    if step.changes_status:
        day = step.report.published.day
        return {"status": step.status, "since": day, "attribution": attribution, "sides": sides}
    fields: Fields = {}
    if step.strength > meeting.strength:
        fields = {"status": step.status, "attribution": attribution}
    joined = tuple(side for side in sides if side not in meeting.sides)
    if joined:
        fields["sides"] = meeting.sides + joined
    return fields


def _remembered(step: Step, windows: Windows | None, denies: str | None) -> Fields:
    """Return what changes of that which the next step and the flags need to know."""
    memory, report = step.memory, step.report
    changes: Fields = {"last": report.published}
    if step.takes_effect:
        changes |= _standing(step)
    if windows:
        changes["window_strength"] = windows.strength
    if step.official:
        changes["official_window"] = _official_window(step, windows)
    if step.is_denial or memory.denials:
        changes["denials"] = standing_denials(step, denies)
    if step.kept_out or step.changes_status or memory.words:
        changes["words"] = words_against(step)
    if report.claims.in_doubt or memory.doubt:
        changes["doubt"] = _doubt(step)
    return changes


def _standing(step: Step) -> Fields:
    """Return the memory of the status that the report sets or repeats."""
    report, memory = step.report, step.memory
    changes: Fields = {"backing": step.strength if step.turns_way else max(memory.backing, step.strength)}
    if step.changes_status or step.strength >= step.meeting.strength:
        side = report.attribution.side
        changes["behind"] = Behind(published=report.published, origin=step.origin, side=side)
    if step.status in LADDER:
        changes["stood"] = step.status
    return changes


def _official_window(step: Step, windows: Windows | None) -> Window | None:
    """Return the last window that an office gave and none has taken back, after the report of an office.

    An office takes it back if it puts the plan off, calls it off, has it denied, or gives a window up.
    """
    is_over = step.takes_effect and step.status in _OVER
    is_put_off = step.takes_effect and step.report.stage in OFF
    if windows and windows.is_claimed and not is_over:
        return windows.window
    if is_over or is_put_off or (windows and windows.gives_up):
        return None
    return step.memory.official_window


def _doubt(step: Step) -> int:
    """Return the strength of the strongest doubt that stands. A report of a stage, as strong, ends those before it."""
    doubt = step.memory.doubt
    if step.takes_effect and step.strength >= doubt:
        doubt = 0
    claims_doubt = step.report.claims.in_doubt and not step.kept_out and not step.is_denial
    return max(doubt, step.strength) if claims_doubt else doubt


def _applied(step: Step, fields: Fields, remembered: Fields) -> Meeting:
    """Return the meeting after the step, with the report counted."""
    meeting, origin = step.meeting, step.origin
    if fields:
        fields |= _reports_behind(step, fields)
    after = replace(
        meeting,
        **fields,
        reports=meeting.reports + 1,
        origins=meeting.origins if origin in meeting.origins else tuple(sorted((*meeting.origins, origin))),
        last_position=max(meeting.last_position, step.position),
        memory=replace(step.memory, **remembered),
    )
    if not fields and len(remembered) == 1:  # only `last`: no flag follows from it
        return after
    old_flags, new_flags = own_flags(meeting), own_flags(after)
    if old_flags == new_flags:
        return after
    flags = ("flags", *{*old_flags} ^ {*new_flags})
    return replace(after, gave={**after.gave, **dict.fromkeys(flags, step.position)})


def _reports_behind(step: Step, fields: Fields) -> Fields:
    """Return `why` and `gave` after the step: this report is behind every field that it set."""
    meeting, position = step.meeting, step.position
    why, gave = {**meeting.why}, {**meeting.gave}
    for field, value in fields.items():
        if not value:
            if why.pop(field, None):
                gave[field] = position
            continue
        if value == getattr(meeting, field):  # taken over from the report that gave it
            gave.setdefault(field, why[field])
        else:
            gave.pop(field, None)
        why[field] = position
    if "attribution" in fields:
        gave |= _givers_of_attribution(step, fields["attribution"])
    return {"why": why, "gave": gave}


def _givers_of_attribution(step: Step, new: Attribution) -> dict[str, int]:
    """Return who gave the class and the words of the attribution: they are two fields of a status."""
    old, earlier = step.meeting.attribution, step.meeting.given_by("attribution")
    gave = {}
    if old and earlier and old.class_ == new.class_:
        gave["attribution"] = earlier
    if (old.words if old else None) != new.words:
        gave["attributed_to"] = step.position
    return gave
