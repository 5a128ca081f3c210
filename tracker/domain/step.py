"""A meeting in the middle of one step of the fold: what changes, and which report is to be named for it."""

from typing import Any

from msgspec.structs import replace

from tracker.domain.meeting import Meeting
from tracker.domain.report import Report


class Step:
    """The changes that one report makes. It collects them, and `done` applies them to the meeting at once."""

    __slots__ = ("_changes", "_memory", "_why", "meeting", "position", "report", "strength")

    def __init__(self, meeting: Meeting, position: int, report: Report) -> None:
        self.meeting = meeting
        self.position = position
        self.report = report
        self.strength = report.attribution.strength
        self._changes: dict[str, Any] = {}
        self._memory: dict[str, Any] = {}
        self._why: dict[str, int] | None = None  # as the meeting has it, until somebody is named

    def now(self, field: str) -> Any:  # noqa: ANN401 - the type is the field's
        """Return the field as it stands in the middle of the step."""
        return self._changes[field] if field in self._changes else getattr(self.meeting, field)

    def set(self, field: str, value: Any) -> None:  # noqa: ANN401
        """Give the field another value, and name this report for it. The same value changes nothing."""
        if value != self.now(field):
            self._changes[field] = value
            self.blame(field)

    def blame(self, field: str) -> None:
        """Name this report for the field, or nobody where the field is empty."""
        if self._why is None:
            self._why = dict(self.meeting.why)
        if self.now(field):
            self._why[field] = self.position
        else:
            self._why.pop(field, None)

    def recalled(self, field: str) -> Any:  # noqa: ANN401
        """Return what the memory holds in the middle of the step."""
        return self._memory[field] if field in self._memory else getattr(self.meeting.memory, field)

    def remember(self, **fields: Any) -> None:  # noqa: ANN401
        """Change the memory."""
        self._memory |= fields

    def done(self) -> Meeting:
        """Return the meeting after the step, with this report counted."""
        meeting, origin = self.meeting, self.report.origin
        origins = meeting.origins if origin in meeting.origins else tuple(sorted((*meeting.origins, origin)))
        return replace(
            meeting,
            **self._changes,
            reports=meeting.reports + 1,
            origins=origins,
            last_position=max(meeting.last_position, self.position),
            why=meeting.why if self._why is None else self._why,
            memory=replace(meeting.memory, last=self.report.published, **self._memory),
        )
