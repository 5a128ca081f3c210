"""One step of the fold: a meeting and the report that comes next in order, in; the meeting after it, out."""

from typing import NamedTuple

from tracker.domain.claims import claim, fill
from tracker.domain.meeting import Meeting, OffReport
from tracker.domain.report import Report
from tracker.domain.step import Step
from tracker.domain.vocabulary import LADDER, OFF, RANK


class Verdict(NamedTuple):
    """What a report's stage does: the status that it sets (None: it sets none), and why it was kept out, if it was."""

    status: str | None = None
    kept: str | None = None


def evolved(meeting: Meeting, position: int, report: Report, *, contests: bool = False) -> tuple[Meeting, str | None]:
    """Return the meeting after the report at `position`, which comes last in order, and why its stage was kept out.

    `contests` says that the report denies one that is stronger and still counts. The rules are those of
    docs/fold.md, and are named by their number there.
    """
    status, kept = judged(meeting, report)
    step = Step(meeting, position, report)
    if meeting.is_off and status is not None and status not in OFF:
        step.set("reason", None)
        step.set("by", None)
    if kept:
        fill(step)
    else:
        claim(step)
    if status is not None:
        _set_status(step, status)
    _remember_stage(step, status, effective=kept is None, contests=contests)
    return step.done(), kept


def judged(meeting: Meeting, report: Report) -> Verdict:
    """Rules 4 to 8: which status the report's stage sets, or why it is kept out."""
    match report.stage:
        case "noted":
            return Verdict()
        case "denied":
            unfounded = report.target is None and meeting.status in {None, "denied"}
            return Verdict("denied" if unfounded else None)
        case "held":
            return Verdict("held")
        case _ if meeting.status == "held":
            return Verdict(kept="after it was held")
        case "postponed" | "cancelled":
            return _forward(meeting, report)
        case _ if meeting.is_off:
            return _back_from_off(meeting, report)
        case "rescheduled":
            return Verdict(None if meeting.status in LADDER else _restored(meeting, report))
        case _:
            return _forward(meeting, report)


def _forward(meeting: Meeting, report: Report) -> Verdict:
    """Rule 4: up a ladder freely; a step back needs an attribution as strong, and a later day."""
    stage, status = report.stage, meeting.status
    same_ladder = (status in LADDER and stage in LADDER) or (status in OFF and stage in OFF)
    if not same_ladder or status is None or RANK[stage] >= RANK[status]:
        return Verdict(stage)
    behind, attribution = meeting.memory.behind, meeting.attribution
    by = f"@{meeting.why['status']}"
    if attribution and report.attribution.strength < attribution.strength:
        return Verdict(kept=f"a step back needs an attribution as strong as that of {by}")
    if behind and report.published.day <= behind.day:
        return Verdict(kept=f"a step back needs a later day than that of {by}")
    return Verdict(stage)


def _back_from_off(meeting: Meeting, report: Report) -> Verdict:
    """Rules 5 and 6: a plan is reinstated only on a word as strong as what called it off."""
    if report.attribution.strength < meeting.memory.off_strength:
        return Verdict(kept="weaker than what called it off")
    return Verdict(_restored(meeting, report) if report.stage == "rescheduled" else report.stage)


def _restored(meeting: Meeting, report: Report) -> str:
    """Rule 5: the stage at which a new window puts the plan."""
    return meeting.memory.stood or ("confirmed" if report.attribution.official else "in_final_arrangement")


def _set_status(step: Step, status: str) -> None:
    """Set the status; where it stands already, a stronger report takes it over, and officials join in."""
    attribution, meeting = step.report.attribution, step.meeting
    changed = status != meeting.status
    stronger = meeting.attribution is None or step.strength > meeting.attribution.strength
    if changed:
        step.set("status", status)
        step.set("since", step.report.published.day)
        step.blame("since")
    if changed or stronger:
        step.set("attribution", attribution)
        for field in ("status", "attribution"):
            step.blame(field)
        step.remember(behind=step.report.published)
    sides = () if changed else meeting.sides
    joined = tuple(side for side in attribution.side if side not in sides) if attribution.official else ()
    step.set("sides", sides + joined)
    if changed and step.now("sides"):
        step.blame("sides")
    if changed and meeting.status in LADDER and status in OFF:
        step.remember(stood=meeting.status)


def _remember_stage(step: Step, status: str | None, *, effective: bool, contests: bool) -> None:
    """Keep what the flags and the later reports need to know of this one."""
    report, memory = step.report, step.meeting.memory
    if report.stage == "denied":
        if contests:
            step.remember(contested=True)
        elif report.target is None:
            step.remember(denial=max(memory.denial, step.strength))
        return
    if report.stage != "noted" and effective and step.strength >= memory.denial:
        step.remember(denial=0)
    if report.attribution.official and report.stage != "noted":
        step.remember(official=memory.official | {report.stage, status or report.stage})
    if report.stage in OFF and step.now("status") in OFF:
        _remember_off(step)
    elif status is not None and step.meeting.is_off:
        step.remember(stood=None, off_strength=0, off=(), off_official="")


def _remember_off(step: Step) -> None:
    report, memory = step.report, step.meeting.memory
    day, known = report.published.day, {(old.stage, old.origin): old for old in memory.off}
    known[report.stage, report.origin] = OffReport(stage=report.stage, origin=report.origin, day=day)
    step.remember(
        off=tuple(known.values()),
        off_strength=max(memory.off_strength, step.strength),
        off_official=max(memory.off_official, day) if report.attribution.official else memory.off_official,
    )
