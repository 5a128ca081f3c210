"""Track records: what each origin said first, and how its reports that a meeting will take place came true."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from statistics import median
from typing import Final

from msgspec import Struct, field

from tracker.domain.clocks import Cut
from tracker.domain.events import Event
from tracker.domain.fold import Story
from tracker.domain.names import folded
from tracker.domain.report import Report
from tracker.domain.selection import order, said
from tracker.domain.statistics.outcomes import (
    CAME_TRUE,
    FELL_THROUGH,
    OPEN,
    OUTCOMES,
    PUT_OFF,
    days_ahead,
    held,
    outcome,
)
from tracker.domain.vocabulary import STRENGTH
from tracker.domain.window import Window

JUDGED: Final = ("in_final_arrangement", "confirmed")
OUTLET: Final = "outlet"
ATTRIBUTION: Final = "attribution"
_FIRST, _SHARED, _LATER = range(3)


class Statement(Struct, frozen=True, kw_only=True):
    """What one origin says of one meeting at one stage, and for one window: however often it is reprinted, one.

    `event` is the report that printed it first.
    """

    origin: str
    stage: str
    class_: str
    event: Event
    window: Window | None = None


class Tally(Struct, kw_only=True):
    """How the statements of one stage came true. `held` counts those whose meeting was held at all."""

    outcomes: Counter[str] = field(default_factory=Counter)
    held: int = 0
    ahead: list[int] = field(default_factory=list)

    @property
    def said(self) -> int:
        """How many statements were made before the meeting took place, or fell through."""
        return sum(self.outcomes.values())

    @property
    def decided(self) -> int:
        """How many of them are no longer open."""
        return self.said - self.outcomes[OPEN]

    @property
    def days_ahead(self) -> float | None:
        """The median of days from the statement to the meeting, of those that came true on a known day."""
        return median(self.ahead) if self.ahead else None


class TrackRecord(Struct, kw_only=True):
    """The record of one outlet, or of one attribution class (`by` says which).

    `reports` are the items that it printed, `reprints` those of them that were taken from somebody else. All other
    counts are of statements, of which it is the origin: `first` where nobody said so before, or as early, `shared`
    where the printed dates do not tell who was first.
    """

    by: str
    name: str
    reports: int = 0
    reprints: int = 0
    first: int = 0
    shared: int = 0
    tallies: Mapping[str, Tally] = field(default_factory=lambda: {stage: Tally() for stage in JUDGED})


def track_records(stories: Iterable[Story], cut: Cut) -> list[TrackRecord]:
    """Return the record of every outlet, those with most to judge first, then of every attribution class."""
    outlets: dict[str, TrackRecord] = {}
    classes = {name: TrackRecord(by=ATTRIBUTION, name=name) for name in STRENGTH}
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for told in stories:
        reports = sorted((event for event in told.counted.own if said(event, cut)), key=order)
        for event in reports:
            if isinstance(event.body, Report):
                _count(event.body, outlets, classes, spelled)
        for statement, place in _placed(statements(reports)):
            for record in (outlets[statement.origin], classes[statement.class_]):
                record.first += place == _FIRST
                record.shared += place == _SHARED
                _judge(record.tallies.get(statement.stage), told, statement)
    for key, record in outlets.items():
        record.name = min(spelled[key], key=lambda name: (-spelled[key][name], name))
    return sorted(outlets.values(), key=_most_said) + list(classes.values())


def statements(reports: Iterable[Event]) -> list[Statement]:
    """Return the statements of one meeting, from its reports in order. `noted` and `denied` state no stage of a plan.

    A report joins what its origin said last of that stage, unless it gives another window. A window that was left out
    and is given on the same day was left out of a reprint.
    """
    standing: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for event in reports:
        report = event.body
        if not isinstance(report, Report) or report.stage in {"noted", "denied"}:
            continue
        known, window = standing[report.origin, report.stage], report.claims.window
        if window and known and known[-1].window is None and _same_day(known[-1].event, event):
            known[-1] = _statement(known[-1].event, window)
        elif not known or (window and all(_differ(window, statement.window) for statement in known)):
            known.append(_statement(event, window))
    return sorted((one for known in standing.values() for one in known), key=lambda one: order(one.event))


def _statement(event: Event, window: Window | None) -> Statement:
    assert isinstance(event.body, Report)  # `statements` hands over nothing else  # noqa: S101
    report = event.body
    return Statement(
        origin=report.origin, stage=report.stage, class_=report.attribution.class_, event=event, window=window
    )


def _same_day(one: Event, other: Event) -> bool:
    return one.published is not None and other.published is not None and one.published.day == other.published.day


def _differ(window: Window, other: Window | None) -> bool:
    return other is None or (window.earliest, window.latest, window.spans) != (
        other.earliest,
        other.latest,
        other.spans,
    )


def _placed(told: list[Statement]) -> Iterator[tuple[Statement, int]]:
    """Return each statement with its place: the first of its stage, one of several that may be, or a later one."""
    opening: dict[tuple[str, str], Statement] = {}
    for statement in told:
        opening.setdefault((statement.stage, statement.origin), statement)
    for statement in told:
        rivals = [one for (stage, _), one in opening.items() if stage == statement.stage and one is not statement]
        if opening[statement.stage, statement.origin] is not statement or any(
            _clearly_after(statement, rival) for rival in rivals
        ):
            yield statement, _LATER
        else:
            yield statement, _FIRST if all(_clearly_after(rival, statement) for rival in rivals) else _SHARED


def _clearly_after(one: Statement, other: Statement) -> bool:
    """Whether one was printed after the other for certain: a bare day says nothing of the hours of that day."""
    mine, theirs = one.event.published, other.event.published
    return mine is not None and theirs is not None and mine.clearly_after(theirs)


def _count(
    report: Report,
    outlets: dict[str, TrackRecord],
    classes: Mapping[str, TrackRecord],
    spelled: Mapping[str, Counter[str]],
) -> None:
    source = report.source
    for name in (source.outlet, source.via[-1] if source.via else source.outlet):
        spelled[folded(name)][name] += 1
        outlets.setdefault(folded(name), TrackRecord(by=OUTLET, name=name))
    reprint = report.origin != folded(source.outlet)
    for record in (outlets[folded(source.outlet)], classes[report.attribution.class_]):
        record.reports += 1
        record.reprints += reprint


def _judge(tally: Tally | None, told: Story, statement: Statement) -> None:
    if tally is None:
        return
    came_of_it = outcome(told, statement.event, statement.window)
    if came_of_it is None:
        return
    tally.outcomes[came_of_it] += 1
    took_place = held(told)
    tally.held += took_place is not None
    ahead = days_ahead(statement.event, took_place)
    if came_of_it == CAME_TRUE and ahead is not None:
        tally.ahead.append(ahead)


def _most_said(record: TrackRecord) -> tuple[int, int, str]:
    return -sum(tally.said for tally in record.tallies.values()), -record.reports, record.name


__all__ = [
    "FELL_THROUGH",
    "JUDGED",
    "OUTCOMES",
    "PUT_OFF",
    "Statement",
    "Tally",
    "TrackRecord",
    "statements",
    "track_records",
]
