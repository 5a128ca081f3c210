"""Lag: how far plans slipped until they were held, how long each stage lasted, and the plans of each two countries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Final

from msgspec import Struct

from tracker.domain.edtf import Span
from tracker.domain.meeting import Meeting
from tracker.domain.statistics.course import Course
from tracker.domain.statistics.outcomes import FELL_THROUGH, OPEN, PUT_OFF, HeldDays, held_days, printed_after
from tracker.domain.vocabulary import LADDER, OFF
from tracker.domain.window import Window

HELD: Final = "held"
AFTERWARDS: Final = "afterwards"
_MOST_DAYS: Final = (date.max - date.min).days


class Slip(Struct, frozen=True, kw_only=True):
    """A meeting that was announced and held: its first window, the window in which it was held, and the difference.

    `days` is 0 if it was held within the first window. It is positive if it was held after the last day of the first
    window, and negative if before its first day. `moves` counts the windows that it gave up, and `announced` is the
    day on which the first window was printed.
    """

    meeting: str
    announced: str
    first: Window
    held: Window | None
    days: int
    moves: int


class Duration(Struct, frozen=True, kw_only=True):
    """How many days plans stayed at a stage, of the plans that left it. `standing` counts the plans still there."""

    stage: str
    left: int
    median: float | None
    longest: int | None
    standing: int


class Failure(Struct, frozen=True, kw_only=True):
    """A plan that was put off or fell through, with the reason if a report gives one."""

    meeting: str
    status: str
    reason: str | None
    by: str | None


class Plan(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the tables need of one meeting.

    `stages` are the stages that its plan went through, with the days spent there; None for the one where it stands.
    """

    meeting: str
    slip: Slip | None = None
    stages: tuple[tuple[str, int | None], ...] = ()
    fate: str | None = None
    countries: tuple[str, ...] = ()
    failure: Failure | None = None


class Pair(Struct, frozen=True, kw_only=True):
    """The outcomes of the plans that two countries had with each other, alone or with others.

    `plans` is the sum of `held`, `put_off`, `fell_through` and `open`. `afterwards` counts the meetings that the press
    reported only once they had been held: they were never plans that could fail.
    """

    countries: tuple[str, str]
    plans: int
    held: int
    put_off: int
    fell_through: int
    open: int
    afterwards: int
    failures: tuple[Failure, ...]


class LagTables(Struct, frozen=True, kw_only=True):
    """The three tables of the command `lag`."""

    windows: tuple[Slip, ...]
    stages: tuple[Duration, ...]
    pairs: tuple[Pair, ...]


def plan_of(meeting: Meeting, course: Course) -> Plan:
    """Return what the tables need of a meeting."""
    fate = _fate(meeting, course)
    return Plan(
        meeting=meeting.meeting,
        slip=measure_slip(meeting, course),
        stages=tuple(course.stages),
        fate=fate,
        countries=tuple(sorted(countries(meeting))),
        failure=_failure(meeting) if fate in {PUT_OFF, FELL_THROUGH} else None,
    )


def is_possible(plan: Plan) -> bool:
    """Whether the numbers of a stored plan are such as the fold gives."""
    numbers = [days for _, days in plan.stages if days is not None]
    if plan.slip:
        numbers += [plan.slip.days, plan.slip.moves]
    return all(abs(number) <= _MOST_DAYS for number in numbers)


def lag_tables(plans: Iterable[Plan]) -> LagTables:
    """Return the slips, longest first, the stages from proposed to cancelled, and the pairs, most plans first."""
    slips: list[Slip] = []
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    standing: Counter[str] = Counter()
    of_pairs: defaultdict[tuple[str, str], list[Plan]] = defaultdict(list)
    for plan in plans:
        if plan.slip:
            slips.append(plan.slip)
        for stage, days in plan.stages:
            if days is None:
                standing[stage] += 1
            else:
                lengths[stage].append(days)
        if plan.fate:
            for pair in combinations(plan.countries, 2):
                of_pairs[pair].append(plan)
    slips.sort(key=lambda slip: (-abs(slip.days), slip.meeting))
    durations = [_duration(stage, lengths[stage], standing[stage]) for stage in (*LADDER, *OFF)]
    pairs = [_pair(both, plans_of_pair) for both, plans_of_pair in of_pairs.items()]
    pairs.sort(key=lambda pair: (-pair.plans, pair.countries))
    return LagTables(windows=tuple(slips), stages=tuple(durations), pairs=tuple(pairs))


def measure_slip(meeting: Meeting, course: Course) -> Slip | None:
    """Return how far the plan slipped. Return None if it was not held, or if no window was printed before it was."""
    held, announcement = held_days(meeting, course), course.announcement
    if held is None or announcement is None or printed_after(date.fromisoformat(announcement.day), held):
        return None
    return Slip(
        meeting=meeting.meeting,
        announced=announcement.day,
        first=announcement.window,
        held=meeting.window,
        days=min((_days_between(span, held) for span in announcement.window.spans), key=abs),
        moves=len(meeting.previous_windows),
    )


def countries(meeting: Meeting) -> set[str]:
    """Return the countries and organisations of the host and of the participants."""
    codes = [meeting.host, *(person.country for person in meeting.participants)]
    return {code for code in codes if code}


def _days_between(span: Span, held: HeldDays) -> int:
    """Return the days from a span of the first window to the meeting: 0 within it, negative before it."""
    first, last = span
    if last and held.first and held.first > last:
        return (held.first - last).days
    if first and held.last < first:
        return (held.last - first).days
    return 0


def _fate(meeting: Meeting, course: Course) -> str | None:
    """Return the outcome of the plan, or None if the reports only give details."""
    status = meeting.status
    if status == "held":
        return HELD if course.was_planned else AFTERWARDS
    if status == "postponed":
        return PUT_OFF
    if status in {"cancelled", "denied"}:
        return FELL_THROUGH
    return OPEN if status else None


def _failure(meeting: Meeting) -> Failure:
    return Failure(meeting=meeting.meeting, status=meeting.status or "", reason=meeting.reason, by=meeting.by)


def _duration(stage: str, lengths: list[int], standing: int) -> Duration:
    from statistics import median  # noqa: PLC0415 - 10 ms, and recording a report needs this module

    return Duration(
        stage=stage,
        left=len(lengths),
        median=median(lengths) if lengths else None,
        longest=max(lengths, default=None),
        standing=standing,
    )


def _pair(both: tuple[str, str], plans: list[Plan]) -> Pair:
    counts = Counter(plan.fate for plan in plans)
    failures = [plan.failure for plan in plans if plan.failure]
    return Pair(
        countries=both,
        plans=len(plans) - counts[AFTERWARDS],
        held=counts[HELD],
        put_off=counts[PUT_OFF],
        fell_through=counts[FELL_THROUGH],
        open=counts[OPEN],
        afterwards=counts[AFTERWARDS],
        failures=tuple(sorted(failures, key=lambda failure: failure.meeting)),
    )
