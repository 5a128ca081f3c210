"""A meeting as the reports give it: the state that the fold makes, and the three flags derived from it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from msgspec import Struct, field

from tracker.domain.clocks import Published
from tracker.domain.report import Attribution, Participant, Place
from tracker.domain.vocabulary import LADDER, OFF
from tracker.domain.window import Window

# Raised whenever the same events may fold to another state, or a state is written otherwise: a stored projection of
# another version is rebuilt.
FOLD_VERSION: Final = 2


class Link(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the meeting stands to another one: `successor_of`, `part_of`, `caused_by`, or the inverse of one."""

    relation: str
    meeting: str


class OffReport(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The latest day on which an origin said that the plan is off, at one stage."""

    stage: str
    origin: str
    day: str


class Memory(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What later reports are judged by, and no reader of a status needs.

    `last` is the report that comes last in order, `behind` the one behind the status. `stood` is the stage before
    the plan was called off, `off_strength` how strongly it was, `off` and `off_official` who has said so since.
    `denial` is the strength of a denial that no stage has answered yet; `contested` says that a weaker report denies
    one that counts. `official` names the stages that an office has asserted.
    """

    last: Published | None = None
    behind: Published | None = None
    stood: str | None = None
    off_strength: int = 0
    off: tuple[OffReport, ...] = ()
    off_official: str = ""
    denial: int = 0
    contested: bool = False
    official: frozenset[str] = frozenset()
    window_strength: int = 0


class Meeting(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a meeting stands. `why` holds, for each field that is not empty, the position that set it.

    `since` is the printed day on which the status began; `origins` are folded names; `reports` counts those that
    count, `noted` included.
    """

    meeting: str
    title: str | None = None
    kind: str | None = None
    status: str | None = None
    since: str | None = None
    attribution: Attribution | None = None
    sides: tuple[str, ...] = ()
    window: Window | None = None
    previous_windows: tuple[Window, ...] = ()
    host: str | None = None
    places: tuple[Place, ...] = ()
    participants: tuple[Participant, ...] = ()
    reason: str | None = None
    by: str | None = None
    links: tuple[Link, ...] = ()
    aliases: tuple[str, ...] = ()
    reports: int = 0
    origins: tuple[str, ...] = ()
    last_position: int = 0
    why: Mapping[str, int] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    @property
    def is_off(self) -> bool:
        """Whether the plan is postponed or cancelled."""
        return self.status in OFF


def flags(meeting: Meeting, day: date | None) -> tuple[str, ...]:
    """Return the flags that hold on `day`; without a day, those that do not depend on one."""
    return tuple(
        name
        for name, holds in (
            ("overdue", day is not None and overdue(meeting, day)),
            ("disputed", disputed(meeting)),
            ("unofficial", unofficial(meeting)),
        )
        if holds
    )


def overdue(meeting: Meeting, day: date) -> bool:
    """Whether the window of a plan that still stands has passed without an outcome. An open window never passes."""
    latest = meeting.window.latest if meeting.window else None
    return meeting.status in LADDER and latest is not None and day > latest


def disputed(meeting: Meeting) -> bool:
    """Whether a denial stands beside a stage, or origins differ over postponed and cancelled with no office as late."""
    memory = meeting.memory
    if (memory.denial or memory.contested) and meeting.status not in {None, "denied"}:
        return True
    return meeting.is_off and any(
        postponed.origin != cancelled.origin and max(postponed.day, cancelled.day) > memory.off_official
        for postponed in memory.off
        if postponed.stage == "postponed"
        for cancelled in memory.off
        if cancelled.stage == "cancelled"
    )


def unofficial(meeting: Meeting) -> bool:
    """Whether a firm status rests on no official report of that stage."""
    firm = meeting.is_off or meeting.status in {"confirmed", "held"}
    return firm and meeting.status not in meeting.memory.official
