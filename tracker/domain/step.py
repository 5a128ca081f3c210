"""One step of the fold: a report at its place in order, and what its stage does to the meeting before it."""

from typing import Any

from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.domain.stages import Verdict
from tracker.domain.vocabulary import OFF, WAY

# The fields that a step gives a value to, by name.
Fields = dict[str, Any]


class Step:
    """What the rules need to know of one report: the meeting before it, its own words, and where its stage leads.

    `before` and `status` are the status before and after the report, `way_before` and `way` the ways of the two.
    """

    __slots__ = (
        "before",
        "kept_out",
        "meeting",
        "memory",
        "position",
        "report",
        "status",
        "strength",
        "takes_effect",
        "way",
        "way_before",
    )

    def __init__(self, meeting: Meeting, position: int, report: Report, verdict: Verdict) -> None:
        self.meeting = meeting
        self.memory = meeting.memory
        self.position = position
        self.report = report
        self.strength = report.attribution.strength
        self.takes_effect = verdict.status is not None
        self.kept_out = verdict.kept is not None
        self.before = meeting.status
        self.status = verdict.status or meeting.status
        self.way_before = WAY[self.before] if self.before else None
        self.way = WAY[self.status] if self.status else None

    @property
    def is_denial(self) -> bool:
        """Whether the report denies something."""
        return self.report.stage == "denied"

    @property
    def official(self) -> bool:
        """Whether an office says so."""
        return self.report.attribution.official

    @property
    def changes_status(self) -> bool:
        """Whether the report turns the status into another one."""
        return self.status != self.before

    @property
    def turns_way(self) -> bool:
        """Whether the report turns the way that the plan stands."""
        return self.way != self.way_before

    @property
    def becomes_postponed(self) -> bool:
        """Whether the report turns the status into postponed."""
        return self.status == "postponed" and self.before != "postponed"

    @property
    def is_off(self) -> bool:
        """Whether the plan is off after the report."""
        return self.status in OFF
