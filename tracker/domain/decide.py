"""What the log refuses to record, each refusal with its hint. The state and the clock come in as arguments."""

from datetime import UTC, datetime, timedelta

from tracker.domain.clocks import Published
from tracker.domain.errors import TrackerError
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import Report
from tracker.domain.selection import Counted, resolve
from tracker.domain.stages import judged
from tracker.domain.vocabulary import INVERSE, plain

# The first place on Earth where a day begins.
_FIRST_ZONE = timedelta(hours=14)
_LAST_NOW = datetime.max.replace(tzinfo=UTC) - _FIRST_ZONE  # for a clock that is near the end of the calendar
_SLACK = timedelta(days=1)


def refuse(report: Report, before: Meeting, now: datetime) -> None:
    """Raise if `report` cannot be recorded. `before` is the meeting at the report's place in order, `now` UTC."""
    refuse_future(report.published, now)
    if report.stage == "rescheduled" and report.claims.window is None:
        raise TrackerError(
            "a rescheduled meeting needs its new window",
            "Add --window, or say postponed while the new date is open.",
        )
    if report.target is not None and report.stage != "denied":
        raise TrackerError(f"{report.stage} names a target", "Only a denial is about another report: leave it out.")
    if report.stage == "held" and report.claims.in_doubt:
        raise TrackerError("a meeting that was held is not in doubt", "Leave the doubt out, or record another stage.")
    _refuse_early_outcome(report, before)
    _refuse_after_outcome(report, before)


def refuse_future(published: Published, now: datetime) -> None:
    """Raise if the printed day is in the future in every time zone."""
    latest = (min(now, _LAST_NOW) + _FIRST_ZONE).date()
    if published.date > latest:
        raise TrackerError(
            f"{published.text} is in the future",
            "Check --published: it is the day on which the item was printed.",
        )


def refuse_target(target: int, what: Counted, position: int) -> None:
    """Raise unless `target` is a report of the meeting, recorded before `position`."""
    if target in what.retracted:
        raise TrackerError(f"@{target} was retracted by @{what.retracted[target]}", "There is nothing to deny.")
    if target >= position or all(event.position != target for event in what.own):
        raise TrackerError(
            f"@{target} is not a report on {what.root}", f"tracker history {what.root} lists its reports."
        )


def refuse_merge(name: str, into: str, what: Counted) -> None:
    """Raise if `name` cannot become an alias of `into`. `what` is counted for either."""
    if name in what.into:
        other, position = what.into[name]
        raise TrackerError(f"{name} was merged into {other} by @{position}", f"Retract @{position} to separate them.")
    if into == name:
        raise TrackerError(f"{name} cannot be merged into itself", "Name two meetings.")
    if resolve(into, what.into) == name:
        raise TrackerError(f"{name} cannot be merged into {into}", f"{into} is merged into {name} already.")


def refuse_tangle(what: Counted) -> None:
    """Raise if taking back a retraction gives a name a second merge, or closes a circle of them."""
    for event in what.merges:
        into, position = what.into[event.meeting]
        if position != event.position:
            raise TrackerError(f"{event.meeting} is merged into {into} by @{position}", f"Retract @{position} first.")
        if resolve(event.meeting, what.into) in what.into:
            latest = max(merge.position for merge in what.merges)
            raise TrackerError("this would close a circle of merges", f"Retract @{latest} first.")


def refuse_link(here: Meeting, link: Link) -> None:
    """Raise if a link would point from a meeting to itself, or against one that stands."""
    name, other = here.meeting, link.meeting
    if name == other:
        raise TrackerError(f"{name} cannot be linked to itself", "Name two meetings.")
    if Link(relation=INVERSE[link.relation], meeting=other) in here.links:
        raise TrackerError(
            f"{other} is {plain(link.relation)} {name} already", "To turn the link round, retract it first."
        )


def _refuse_early_outcome(report: Report, before: Meeting) -> None:
    window = report.claims.window or before.window
    if report.stage != "held" or window is None or window.earliest is None:
        return
    if window.earliest > report.published.date + _SLACK:
        raise TrackerError(
            f"held, but its window {window.label()} begins after {report.published.text}",
            "Give the day it was held with --window, or record another stage.",
        )


def _refuse_after_outcome(report: Report, before: Meeting) -> None:
    behind = before.memory.behind
    kept = before.status == "held" and judged(before, report).kept is not None
    if kept and behind is not None and report.published.clearly_after(behind.published):
        held = before.why["status"]
        raise TrackerError(
            f"{before.meeting} was held, says @{held}",
            f"Retract @{held} if it was not held, or start another meeting with --new.",
        )
