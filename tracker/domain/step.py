"""One step of the fold: a report at its place in order, and what its stage does to the meeting before it."""

from typing import Any

from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.domain.stages import Verdict
from tracker.domain.vocabulary import CALLED_OFF, STRENGTH, WAY

# The fields that a step gives a value to, by name.
Fields = dict[str, Any]


class Step:
    """What the rules need to know of one report: the meeting before it, its own words, and where its stage leads.

    `before` and `status` are the status before and after the report, `way_before` and `way` the ways of the two, empty
    where no status stands.
    """

    __slots__ = (
        "becomes_postponed",
        "before",
        "changes_status",
        "is_denial",
        "is_off",
        "kept_out",
        "meeting",
        "memory",
        "official",
        "origin",
        "position",
        "report",
        "status",
        "strength",
        "takes_effect",
        "turns_way",
        "way",
        "way_before",
    )

    def __init__(self, meeting: Meeting, position: int, report: Report, verdict: Verdict) -> None:
        attribution = report.attribution
        self.meeting = meeting
        self.memory = meeting.memory
        self.position = position
        self.report = report
        self.origin = report.origin
        self.strength = STRENGTH[attribution.class_]
        self.official = attribution.class_ == "official"
        self.is_denial = report.stage == "denied"
        self.takes_effect = verdict.status is not None
        self.kept_out = verdict.kept is not None
        self.before = meeting.status
        self.status = verdict.status or meeting.status
        self.way_before = WAY[self.before] if self.before else ""
        self.way = WAY[self.status] if self.status else ""
        self.is_off = self.way == CALLED_OFF
        self.changes_status = self.status != self.before
        self.turns_way = self.way != self.way_before
        self.becomes_postponed = self.changes_status and self.status == "postponed"
