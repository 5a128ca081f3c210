"""Track records: what each origin reported first, and how often its reports of a coming meeting came true."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct, field

from tracker.domain.meeting import Meeting
from tracker.domain.names import outlet_key
from tracker.domain.statistics.course import Course, Printed, Statement
from tracker.domain.statistics.outcomes import CAME_TRUE, OPEN, OUTCOMES, days_ahead, held_days, outcome
from tracker.domain.vocabulary import STRENGTH

JUDGED: Final = ("in_final_arrangement", "confirmed")
OUTLET: Final = "outlet"
ATTRIBUTION: Final = "attribution"

_FIRST, _SHARED, _LATER = range(3)
_MOST_DAYS: Final = (date.max - date.min).days


class Judged(Struct, frozen=True, array_like=True, tag="stated", gc=False):
    """A statement with what came of it, as far as a track record counts it.

    `place` says whether it was the first of its stage, one of several that may be first, or later. `outcome` is None
    if nothing is judged: another stage, or a statement printed after the meeting. `held` says that the meeting was
    held, in whichever window; `ahead` has the days to it, if the statement came true and the day is known.
    """

    origin: str
    stage: str
    class_: str
    place: int
    outcome: str | None
    held: bool
    ahead: int | None


# What track records count: an item that was printed, or a statement and what came of it.
Item = Printed | Judged


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
        from statistics import median  # noqa: PLC0415 - 10 ms, and recording a report needs this module

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


def items_of(meeting: Meeting, course: Course) -> list[Item]:
    """Return what track records count of a meeting."""
    held = held_days(meeting, course)
    items: list[Item] = list(course.printed)
    for statement, place in _placed(course.statements):
        result = ahead = None
        if statement.stage in JUDGED:
            result = outcome(meeting, course, statement, held)
            ahead = days_ahead(statement.date, held) if result == CAME_TRUE else None
        items.append(
            Judged(statement.origin, statement.stage, statement.class_, place, result, held is not None, ahead)
        )
    return items


def are_possible(items: Iterable[Item]) -> bool:
    """Whether stored items can be counted: by known classes and outcomes, and for origins that printed something."""
    known = list(items)
    origins = {outlet_key(name) for item in known if isinstance(item, Printed) for name in (item.outlet, item.origin)}
    statements = [item for item in known if isinstance(item, Judged)]
    return all(item.class_ in STRENGTH for item in known) and all(
        statement.origin in origins and _is_judged(statement) for statement in statements
    )


def _is_judged(statement: Judged) -> bool:
    if statement.outcome is None:
        return True
    return (
        statement.stage in JUDGED
        and statement.outcome in OUTCOMES
        and (statement.ahead is None or abs(statement.ahead) <= _MOST_DAYS)
    )


def track_records(items: Mapping[Item, int]) -> list[TrackRecord]:
    """Return the records of all outlets, most statements first, and then of all attribution classes.

    `items` are those of all meetings, each with how often there is an equal one.
    """
    outlets: dict[str, TrackRecord] = {}
    classes = {name: TrackRecord(by=ATTRIBUTION, name=name) for name in STRENGTH}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for item, count in items.items():
        if isinstance(item, Printed):
            _count_item(item, count, outlets, classes, spellings)
    for statement, count in items.items():
        if isinstance(statement, Judged):
            for record in (outlets[statement.origin], classes[statement.class_]):
                _count_statement(record, statement, count)
    for key, record in outlets.items():
        record.name = _commonest(spellings[key])
    return sorted(outlets.values(), key=_record_key) + list(classes.values())


def _placed(statements: Iterable[Statement]) -> Iterator[tuple[Statement, int]]:
    """Yield each statement with its place: the first of its stage, one of several that may be first, or later."""
    openings: defaultdict[str, dict[str, Statement]] = defaultdict(dict)  # by stage and origin
    for statement in statements:
        openings[statement.stage].setdefault(statement.origin, statement)
    for statement in statements:
        yield statement, _place(statement, openings[statement.stage])


def _place(statement: Statement, openings: Mapping[str, Statement]) -> int:
    """Compare a statement with the first statements of the other origins at its stage."""
    if openings[statement.origin] is not statement:
        return _LATER
    place = _FIRST
    for rival in openings.values():
        if rival is statement:
            continue
        if _clearly_after(statement, rival):
            return _LATER
        if not _clearly_after(rival, statement):
            place = _SHARED
    return place


def _clearly_after(statement: Statement, other: Statement) -> bool:
    """Whether a statement was certainly printed after another: a bare day does not tell the hour."""
    if statement.utc and other.utc:
        return statement.utc > other.utc
    return statement.day > other.day


def _count_item(
    item: Printed,
    count: int,
    outlets: dict[str, TrackRecord],
    classes: Mapping[str, TrackRecord],
    spellings: Mapping[str, Counter[str]],
) -> None:
    for name in (item.outlet, item.origin):
        key = outlet_key(name)
        spellings[key][name] += count
        outlets.setdefault(key, TrackRecord(by=OUTLET, name=name))
    own_key = outlet_key(item.outlet)
    is_reprint = outlet_key(item.origin) != own_key
    for record in (outlets[own_key], classes[item.class_]):
        record.reports += count
        record.reprints += count * is_reprint


def _count_statement(record: TrackRecord, statement: Judged, count: int) -> None:
    record.first += count * (statement.place == _FIRST)
    record.shared += count * (statement.place == _SHARED)
    if statement.outcome is None:
        return
    tally = record.tallies[statement.stage]
    tally.outcomes[statement.outcome] += count
    tally.held += count * statement.held
    if statement.ahead is not None:
        tally.ahead += [statement.ahead] * count


def _commonest(spellings: Counter[str]) -> str:
    """Return the spelling that is used most, of equals the first in alphabetical order."""
    return min(spellings, key=lambda name: (-spellings[name], name))


def _record_key(record: TrackRecord) -> tuple[int, int, str]:
    total = sum(tally.total for tally in record.tallies.values())
    return -total, -record.reports, record.name
