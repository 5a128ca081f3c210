"""Track records: what each origin reported first, and how often its reports of a coming meeting came true."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from statistics import median
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from tracker.domain.clocks import Cut
from tracker.domain.events import Event
from tracker.domain.fold import Story
from tracker.domain.names import folded
from tracker.domain.report import Report
from tracker.domain.selection import holds_at, order
from tracker.domain.statistics.outcomes import CAME_TRUE, OPEN, days_ahead, held_days, outcome
from tracker.domain.vocabulary import STRENGTH
from tracker.domain.window import Window

JUDGED: Final = ("in_final_arrangement", "confirmed")
OUTLET: Final = "outlet"
ATTRIBUTION: Final = "attribution"

# Stages that say nothing about whether a plan will take place.
_NOT_STATED: Final = ("noted", "denied")
_FIRST, _SHARED, _LATER = range(3)


class Statement(Struct, frozen=True, kw_only=True):
    """What one origin says about one meeting at one stage and for one window. Reprints do not add to it.

    `event` is the report that printed it first.
    """

    origin: str
    stage: str
    class_: str
    event: Event
    window: Window | None = None


class Tally(Struct, kw_only=True):
    """How often the statements of one stage came true.

    `held` counts those whose meeting was held, in whichever window. `ahead` has the days from a statement that came
    true to the meeting, where the day of the meeting is known.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    held: int = 0
    ahead: list[int] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many statements were printed before the meeting."""
        return sum(self.outcomes.values())

    @property
    def decided(self) -> int:
        """How many of the statements are no longer open."""
        return self.total - self.outcomes[OPEN]

    @property
    def days_ahead(self) -> float | None:
        """The median of `ahead`."""
        return median(self.ahead) if self.ahead else None


class TrackRecord(Struct, kw_only=True):
    """The record of one outlet, or of one attribution class (`by` says which).

    `reports` are the items that it printed, and `reprints` those of them that have another origin. All other counts
    are of statements whose origin it is: `first` if no other origin was as early, `shared` if the printed dates do
    not show who was first.
    """

    by: str
    name: str
    reports: int = 0
    reprints: int = 0
    first: int = 0
    shared: int = 0
    tallies: Mapping[str, Tally] = field(default_factory=lambda: {stage: Tally() for stage in JUDGED})


def track_records(stories: Iterable[Story], cut: Cut) -> list[TrackRecord]:
    """Return the records of all outlets, most statements first, and then of all attribution classes."""
    outlets: dict[str, TrackRecord] = {}
    classes = {name: TrackRecord(by=ATTRIBUTION, name=name) for name in STRENGTH}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for story in stories:
        reports = sorted((event for event in story.counted.own if holds_at(event, cut)), key=order)
        for event in reports:
            if isinstance(event.body, Report):
                _count_report(event.body, outlets, classes, spellings)
        for statement, place in _placed(statements(reports)):
            for record in (outlets[statement.origin], classes[statement.class_]):
                _count_statement(record, statement, place, story)
    for key, record in outlets.items():
        record.name = _commonest(spellings[key])
    return sorted(outlets.values(), key=_record_key) + list(classes.values())


def statements(reports: Iterable[Event]) -> list[Statement]:
    """Return the statements about one meeting in order. `reports` are its reports in order."""
    by_claim: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for event in reports:
        report = event.body
        if isinstance(report, Report) and report.stage not in _NOT_STATED:
            _add_statement(by_claim[report.origin, report.stage], event, report)
    unsorted = [statement for group in by_claim.values() for statement in group]
    return sorted(unsorted, key=lambda statement: order(statement.event))


def _add_statement(earlier: list[Statement], event: Event, report: Report) -> None:
    """Add what a report states to the earlier statements of its origin at its stage.

    A report repeats an earlier statement unless it gives another window. If the last statement has no window and the
    report gives one on the same day, a reprint left it out: the statement gets the window.
    """
    window = report.claims.window
    if earlier and window is None:
        return
    if earlier and earlier[-1].window is None and _same_day(earlier[-1].event, event):
        earlier[-1] = replace(earlier[-1], window=window)
        return
    if any(statement.window and _same_days(window, statement.window) for statement in earlier):
        return
    earlier.append(
        Statement(
            origin=report.origin, stage=report.stage, class_=report.attribution.class_, event=event, window=window
        )
    )


def _same_day(event: Event, other: Event) -> bool:
    return event.published is not None and other.published is not None and event.published.day == other.published.day


def _same_days(window: Window | None, other: Window) -> bool:
    return window is not None and window.spans == other.spans


def _placed(ordered: list[Statement]) -> Iterator[tuple[Statement, int]]:
    """Yield each statement with its place: the first of its stage, one of several that may be first, or later."""
    opening: dict[tuple[str, str], Statement] = {}
    for statement in ordered:
        opening.setdefault((statement.stage, statement.origin), statement)
    for statement in ordered:
        yield statement, _place(statement, opening)


def _place(statement: Statement, opening: Mapping[tuple[str, str], Statement]) -> int:
    """Compare a statement with the opening statements of the other origins at its stage."""
    if opening[statement.stage, statement.origin] is not statement:
        return _LATER
    rivals = [
        rival for (stage, origin), rival in opening.items() if stage == statement.stage and origin != statement.origin
    ]
    if any(_clearly_after(statement, rival) for rival in rivals):
        return _LATER
    if all(_clearly_after(rival, statement) for rival in rivals):
        return _FIRST
    return _SHARED


def _clearly_after(statement: Statement, other: Statement) -> bool:
    """Whether a statement was certainly printed after another: a bare day does not tell the hour."""
    published, other_published = statement.event.published, other.event.published
    return published is not None and other_published is not None and published.clearly_after(other_published)


def _count_report(
    report: Report,
    outlets: dict[str, TrackRecord],
    classes: Mapping[str, TrackRecord],
    spellings: Mapping[str, Counter[str]],
) -> None:
    source = report.source
    for name in (source.outlet, source.via[-1] if source.via else source.outlet):
        key = folded(name)
        spellings[key][name] += 1
        outlets.setdefault(key, TrackRecord(by=OUTLET, name=name))
    outlet_key = folded(source.outlet)
    is_reprint = report.origin != outlet_key
    for record in (outlets[outlet_key], classes[report.attribution.class_]):
        record.reports += 1
        record.reprints += is_reprint


def _count_statement(record: TrackRecord, statement: Statement, place: int, story: Story) -> None:
    record.first += place == _FIRST
    record.shared += place == _SHARED
    if statement.stage in JUDGED:
        _judge(record.tallies[statement.stage], story, statement)


def _judge(tally: Tally, story: Story, statement: Statement) -> None:
    """Add the outcome of a statement to the tally of its stage."""
    result = outcome(story, statement.event, statement.window)
    if result is None:
        return
    tally.outcomes[result] += 1
    held = held_days(story)
    if held:
        tally.held += 1
    ahead = days_ahead(statement.event, held)
    if result == CAME_TRUE and ahead is not None:
        tally.ahead.append(ahead)


def _commonest(spellings: Counter[str]) -> str:
    """Return the spelling that is used most, of equals the first in alphabetical order."""
    return min(spellings, key=lambda name: (-spellings[name], name))


def _record_key(record: TrackRecord) -> tuple[int, int, str]:
    total = sum(tally.total for tally in record.tallies.values())
    return -total, -record.reports, record.name
