"""Rules 4 to 8: which status a report sets, or why its stage is kept out."""

from collections.abc import Callable
from typing import Final, NamedTuple

from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.domain.vocabulary import CALLED_OFF, DENIED, HELD, OFF, ON, RANK, STRENGTH, WAY

_UNNAMED: Final = STRENGTH["sources"]


class Verdict(NamedTuple):
    """What a report's stage does.

    `status` is the status that it sets or repeats; None if it sets none. `kept` says why the stage is kept out; None
    if it is not. A denial is never kept out: where it sets no status, it stands against the one that there is.
    """

    status: str | None = None
    kept: str | None = None


_NO_STAGE: Final = Verdict()


def judged(meeting: Meeting, report: Report) -> Verdict:
    """Return what the stage of the report does to the meeting as it stands at the report's place in order."""
    if report.stage == "noted":
        return _NO_STAGE
    if report.stage == "denied":
        return Verdict("denied") if _becomes_denied(meeting, report) else _NO_STAGE
    stage = asserted_stage(meeting, report)
    if meeting.status is None or meeting.status == stage:
        return Verdict(stage)
    kept = _RULES[WAY[meeting.status]](meeting, report, stage)
    return Verdict(kept=kept) if kept else Verdict(stage)


def asserted_stage(meeting: Meeting, report: Report) -> str:
    """Rule 5: `rescheduled` asserts the stage of the ladder that stands, else the one that stood last."""
    if report.stage != "rescheduled":
        return report.stage
    otherwise = "confirmed" if report.attribution.official else "in_final_arrangement"
    return meeting.memory.stood or otherwise


def of_another_side(sides: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether both name sides and have none in common."""
    return bool(sides) and bool(others) and set(sides).isdisjoint(others)


def _from_ladder(meeting: Meeting, report: Report, stage: str) -> str | None:
    """Rule 4: up goes any report, and so does rule 7's held; down or off needs more."""
    if stage in OFF:
        return _call_off(meeting, report)
    if stage == "held" or RANK[stage] > RANK[meeting.status or stage]:
        return None
    return _step_down(meeting, report)


def _call_off(meeting: Meeting, report: Report) -> str | None:
    """Rule 4: to off, as strong as the backing, or strength 2 once the window has passed."""
    if report.attribution.strength >= meeting.memory.backing:
        return None
    if report.attribution.strength >= _UNNAMED and meeting.has_passed(report.published.date):
        return None
    return "weaker than what backs the plan"


def _step_down(meeting: Meeting, report: Report) -> str | None:
    """Rule 4: down, stronger; or as strong, clearly later, and naming all sides of the status."""
    if report.attribution.strength > meeting.strength:
        return None
    if report.attribution.strength < meeting.strength:
        return _weaker_than(meeting)
    if not _is_clearly_later(meeting, report):
        return f"not clearly later than the last report of {meeting.status}"
    missing = [side for side in meeting.sides if side not in report.attribution.side]
    return f"it does not speak for {', '.join(missing)}" if missing else None


def _from_off(meeting: Meeting, report: Report, stage: str) -> str | None:
    """Rules 4, 6 and 7, while the plan is off."""
    if stage == "held":
        return _held(meeting, report)
    if stage == "postponed":
        return _to_postponed(meeting, report)
    if stage == "cancelled":
        return None if _is_as_strong(meeting, report) else _weaker_than(meeting)
    return _back_on(meeting, report)


def _to_postponed(meeting: Meeting, report: Report) -> str | None:
    """Rule 4: from cancelled to postponed, stronger, or as strong and clearly later; and not of another side."""
    if not _is_as_strong(meeting, report):
        return _weaker_than(meeting)
    if of_another_side(report.attribution.side, meeting.sides):
        return _of_another_side_than(meeting)
    if report.attribution.strength > meeting.strength or _is_clearly_later(meeting, report):
        return None
    return "not clearly later than the last report of cancelled"


def _back_on(meeting: Meeting, report: Report) -> str | None:
    """Rule 6: from off, as strong and not of another side; else on new days."""
    if not _is_as_strong(meeting, report):
        return _revived(meeting, report, _weaker_than(meeting))
    if of_another_side(report.attribution.side, meeting.sides):
        return _revived(meeting, report, _of_another_side_than(meeting))
    return None


def _from_denied(meeting: Meeting, report: Report, stage: str) -> str | None:
    """Rules 6 and 7, while the plan is denied: as strong; else on new days, or, for held, strength 2."""
    if stage == "held":
        return _held(meeting, report)
    if _is_as_strong(meeting, report):
        return None
    return _revived(meeting, report, _weaker_than(meeting))


def _revived(meeting: Meeting, report: Report, otherwise: str) -> str | None:
    """Rule 6: strength 2, clearly later, and a window on new days. `otherwise` is why the report needs all that."""
    window, standing = report.claims.window, meeting.window
    if report.attribution.strength < _UNNAMED:
        return otherwise
    if not _is_clearly_later(meeting, report):
        return f"{otherwise}, and not clearly later"
    if window is None or not meeting.is_on_new_days(window):
        return f"{otherwise}, and not on new days"
    if meeting.status != "postponed" and standing is not None and window.overlaps(standing):
        return f"{otherwise}, and on days of {standing.label()}"
    if meeting.status == "cancelled" and not meeting.has_passed(report.published.date):
        return f"{otherwise}, and before the days that were called off had passed"
    return None


def _held(meeting: Meeting, report: Report) -> str | None:
    """Rule 7: from off or denied, as strong, or strength 2."""
    if _is_as_strong(meeting, report) or report.attribution.strength >= _UNNAMED:
        return None
    return _weaker_than(meeting)


def _from_held(meeting: Meeting, report: Report, stage: str) -> str | None:
    """Rule 7: after held, only a stronger postponed or cancelled takes effect."""
    if stage in OFF and report.attribution.strength > meeting.strength:
        return None
    return "after it was held"


def _becomes_denied(meeting: Meeting, report: Report) -> bool:
    """Rule 8: whether a denial without a target is the status: where none stands or denied does, or on a stronger word.

    Such a word is stronger than the backing, and not of another side than the report behind the status.
    """
    if report.target is not None or meeting.status == "held":
        return False
    if meeting.status in {None, "denied"}:
        return True
    behind = meeting.memory.behind
    is_other = behind is not None and of_another_side(report.attribution.side, behind.side)
    return report.attribution.strength > meeting.memory.backing and not is_other


def _is_as_strong(meeting: Meeting, report: Report) -> bool:
    return report.attribution.strength >= meeting.strength


def _is_clearly_later(meeting: Meeting, report: Report) -> bool:
    """Whether the report is clearly later than the one behind the status."""
    behind = meeting.memory.behind
    return behind is None or report.published.clearly_after(behind.published)


def _weaker_than(meeting: Meeting) -> str:
    return f"weaker than @{meeting.why['status']}"


def _of_another_side_than(meeting: Meeting) -> str:
    return f"of another side than @{meeting.why['status']}"


_Rule = Callable[[Meeting, Report, str], str | None]
_RULES: Final[dict[str, _Rule]] = {
    ON: _from_ladder,
    CALLED_OFF: _from_off,
    DENIED: _from_denied,
    HELD: _from_held,
}
