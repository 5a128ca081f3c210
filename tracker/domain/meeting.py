"""A meeting as the reports give it: the state that the fold makes, and the six flags derived from it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from tracker.domain.clocks import Published
from tracker.domain.report import Attribution, Participant, Place
from tracker.domain.vocabulary import HELD, LADDER, OFF, ON, STRENGTH, WAY
from tracker.domain.window import Window

# Raised whenever the same events may fold to another state, or a state is written otherwise: a stored projection of
# another version is rebuilt.
FOLD_VERSION: Final = 7

# The flags that follow from the meeting's own reports, in the order of a status.
OWN_FLAGS: Final = ("disputed", "unofficial", "in_doubt", "date_unofficial")
_FIRM: Final = frozenset({"confirmed", "postponed", "cancelled", "held"})
_OFFICIAL: Final = STRENGTH["official"]


class Link(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the meeting stands to another one: `successor_of`, `part_of`, `caused_by`, or the inverse of one."""

    relation: str
    meeting: str


class Behind(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The report behind the status: the latest in order that asserts it and is as strong as its attribution."""

    published: Published
    origin: str
    side: tuple[str, ...] = ()


class Cited(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The outlet of a report, and who stands behind it."""

    outlet: str
    attribution: Attribution


class Voice(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A standing denial, or a word against the status: the report at `position`, its stage, and who says so.

    `against` is the way that it was said against: on, off, denied or held. A denial of the plan is against on, one of
    the holding against held.
    """

    position: int
    stage: str
    attribution: Attribution
    against: str


class Memory(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the next step and the flags need to know, apart from what a status shows.

    `last` is when the report that comes last in order was published. `backing` is the strongest attribution that has
    taken effect since the way last turned; `stood` is the stage of the ladder that stood last. `window_strength` is
    the strength of the word that the window rests on, or that left none standing; `official_window` is the last window
    that rested on an office and that no office has taken back. `doubt` is the strength of the strongest doubt that
    stands.
    """

    last: Published | None = None
    behind: Behind | None = None
    backing: int = 0
    stood: str | None = None
    window_strength: int = 0
    official_window: Window | None = None
    denials: tuple[Voice, ...] = ()
    words: tuple[Voice, ...] = ()
    doubt: int = 0


class Meeting(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a meeting stands.

    `since` is the printed day on which the status began; `origins` are keys of outlets; `reports` counts those that
    count, `noted` included. `why` holds, for each field that is not empty, the position of the report behind it.
    `gave` holds the position of the report whose step gave a field its present value where `why` does not say it: for
    a field that was emptied, for one that a later report took over without changing it, for the words of the
    attribution, for each flag that ever changed, and for the flags together. `given_by` asks both.

    `unsound` are the positions of its events that no command could have written and that were not retracted: the
    meeting stands as without them.

    `parents_off` is not part of the fold and never stored: a question about `parent_off` fills in the meetings that
    this one is part of and that are off, each with the position of the report that put it off. Nor is `cited`: a
    question fills in the reports behind the flags, by position.
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
    unsound: tuple[int, ...] = ()
    why: Mapping[str, int] = field(default_factory=dict)
    gave: Mapping[str, int] = field(default_factory=dict)
    parents_off: Mapping[str, int] = field(default_factory=dict)
    cited: Mapping[int, Cited] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    @property
    def is_off(self) -> bool:
        """Whether the plan is postponed or cancelled."""
        return self.status in OFF

    @property
    def way(self) -> str | None:
        """Which way the plan stands: on, off, denied or held; None without a status."""
        return WAY[self.status] if self.status else None

    @property
    def strength(self) -> int:
        """The strength of the attribution that stands; 0 without one."""
        return self.attribution.strength if self.attribution else 0

    @property
    def parents(self) -> list[str]:
        """The meetings that this one is part of."""
        return [link.meeting for link in self.links if link.relation == "part_of"]

    @property
    def calendar_window(self) -> Window | None:
        """The window; of a plan that is off and has none, the last that was given up: a calendar keeps it there."""
        if self.window is None and self.is_off and self.previous_windows:
            return self.previous_windows[-1]
        return self.window

    def given_by(self, field: str) -> int | None:
        """Return the position of the event whose step gave a field or a flag its present value, empty or not.

        None for one that never changed. The words of the attribution are the field `attributed_to`.
        """
        return self.gave.get(field) or self.why.get(field)

    def is_on_new_days(self, window: Window) -> bool:
        """Whether the window shares no day with any that was given up."""
        return not any(window.overlaps(previous) for previous in self.previous_windows)

    def has_passed(self, day: date) -> bool:
        """Whether the last day of the window is before `day`. An open window never passes."""
        latest = self.window.latest if self.window else None
        return latest is not None and latest < day


def with_parents_off(meeting: Meeting, standing: Callable[[str], Meeting]) -> Meeting:
    """Fill in which of the meetings that a plan is part of are off; `standing` returns a meeting by its name."""
    if meeting.status not in LADDER or not meeting.parents:
        return meeting
    parents = {name: standing(name) for name in meeting.parents}
    off = {name: parent.given_by("status") or 0 for name, parent in parents.items() if parent.is_off}
    return replace(meeting, parents_off=off)


def is_without_news(meeting: Meeting, days: int, day: date) -> bool:
    """Whether nothing on the meeting was published for so many days before `day`."""
    last = meeting.memory.last
    return last is not None and (day - last.date).days >= days


# The flags


def flags(meeting: Meeting, day: date | None) -> tuple[str, ...]:
    """Return the flags that hold on `day`; without a day, those that do not depend on one."""
    first = ("overdue",) if day is not None and overdue(meeting, day) else ()
    last = ("parent_off",) if parent_off(meeting) else ()
    return (*first, *own_flags(meeting), *last)


def own_flags(meeting: Meeting) -> tuple[str, ...]:
    """Return the flags that follow from the meeting's own reports, whatever the day."""
    memory, held = meeting.memory, []
    # What each flag needs first is asked here: most meetings need no more, and a step of the fold asks twice.
    if (memory.denials or memory.words) and disputed(meeting):
        held.append("disputed")
    if meeting.status in _FIRM and unofficial(meeting):
        held.append("unofficial")
    if memory.doubt and in_doubt(meeting):
        held.append("in_doubt")
    if memory.official_window and date_unofficial(meeting):
        held.append("date_unofficial")
    return tuple(held)


def overdue(meeting: Meeting, day: date) -> bool:
    """Whether the window of a plan, or that of one put off to another date, has passed without an outcome."""
    is_expected = meeting.status in LADDER or meeting.status == "postponed"
    return is_expected and meeting.has_passed(day)


def disputed(meeting: Meeting) -> bool:
    """Whether a standing denial or a word is against the status."""
    return bool(disputing(meeting))


def disputing(meeting: Meeting) -> tuple[Voice, ...]:
    """Return who disputes the status: the standing denials of what it says, then the words against it."""
    memory = meeting.memory
    denied_ways = (ON, HELD) if meeting.way == HELD else (meeting.way,)
    denials = [denial for denial in memory.denials if denial.against in denied_ways]
    return (*denials, *memory.words)


def unofficial(meeting: Meeting) -> bool:
    """Whether a firm status does not rest on an office."""
    return meeting.status in _FIRM and meeting.strength < _OFFICIAL


def in_doubt(meeting: Meeting) -> bool:
    """Whether a plan is in doubt, and no later report of a stage, as strong as the doubt, has taken effect."""
    return meeting.memory.doubt > 0 and meeting.status in LADDER


def date_unofficial(meeting: Meeting) -> bool:
    """Whether the window rests on less than an office, and on other days than the last one that an office gave."""
    memory = meeting.memory
    if meeting.window is None or memory.official_window is None or memory.window_strength >= _OFFICIAL:
        return False
    return not meeting.window.overlaps(memory.official_window)


def parent_off(meeting: Meeting) -> bool:
    """Whether a plan is part of a meeting that is postponed or cancelled."""
    return bool(meeting.parents_off) and meeting.status in LADDER
