"""Lag: how far plans slipped until they were held, how long each stage lasted, and what fell through between whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from statistics import median
from typing import Final

from msgspec import Struct

from tracker.domain.fold import Story
from tracker.domain.meeting import Meeting
from tracker.domain.statistics.outcomes import FELL_THROUGH, OPEN, PUT_OFF, Held, held
from tracker.domain.vocabulary import LADDER, OFF
from tracker.domain.window import Span, Window

HELD: Final = "held"
AFTERWARDS: Final = "afterwards"
_PLANNED: Final = {*LADDER, *OFF, "rescheduled"}


class Slip(Struct, frozen=True, kw_only=True):
    """A meeting that was announced and held: the first window, what it came to, and the days between.

    `days` is 0 where it was held within the first window, else the days by which it came after its last day, or,
    negative, before its first. `moves` counts the windows that it gave up on the way; `announced` is the day on which
    the first was printed.
    """

    meeting: str
    announced: str
    first: Window
    held: Window | None
    days: int
    moves: int


class Duration(Struct, frozen=True, kw_only=True):
    """How long plans stayed at one stage, in days, of those that left it; `standing` counts those that did not yet."""

    stage: str
    left: int
    median: float | None
    longest: int | None
    standing: int


class Failure(Struct, frozen=True, kw_only=True):
    """A plan that is put off or fell through, and why, if a report says why."""

    meeting: str
    status: str
    reason: str | None
    by: str | None


class Pair(Struct, frozen=True, kw_only=True):
    """What came of the plans that two countries had with each other, alone or with others.

    `plans` is the sum of held, put off, fell through and open. `afterwards` counts the meetings that the press spoke of
    only when they had been held: they were no plans that could fail.
    """

    countries: tuple[str, str]
    plans: int
    held: int
    put_off: int
    fell_through: int
    open: int
    afterwards: int
    failures: tuple[Failure, ...]


class Lags(Struct, frozen=True, kw_only=True):
    """All three."""

    windows: tuple[Slip, ...]
    stages: tuple[Duration, ...]
    pairs: tuple[Pair, ...]


def lags(stories: Iterable[Story]) -> Lags:
    """Return the slips, the longest first; the stages from proposed to cancelled; the pairs, most plans first."""
    slips: list[Slip] = []
    lasted: dict[str, list[int]] = defaultdict(list)
    standing: dict[str, int] = defaultdict(int)
    came: dict[tuple[str, str], list[tuple[str, Meeting]]] = defaultdict(list)
    for told in stories:
        if found := slip(told):
            slips.append(found)
        for stage, days in stays(told):
            if days is None:
                standing[stage] += 1
            else:
                lasted[stage].append(days)
        if fate := _fate(told):
            for pair in combinations(sorted(countries(told.meeting)), 2):
                came[pair].append((fate, told.meeting))
    pairs = (_pair(countries, fates) for countries, fates in came.items())
    return Lags(
        windows=tuple(sorted(slips, key=lambda one: (-abs(one.days), one.meeting))),
        stages=tuple(_duration(stage, lasted[stage], standing[stage]) for stage in (*LADDER, *OFF)),
        pairs=tuple(sorted(pairs, key=lambda one: (-one.plans, one.countries))),
    )


def slip(told: Story) -> Slip | None:
    """Return how far the plan slipped; None if it was not held, or no window of it was announced before."""
    took_place = held(told)
    first = next((step for step in told.steps if step.after.window or step.event.type == "held"), None)
    if took_place is None or first is None or first.event.type == "held" or first.event.published is None:
        return None
    window = (*first.after.previous_windows, first.after.window)[0]
    if window is None or first.event.published.date > (took_place.day or took_place.last):
        return None
    return Slip(
        meeting=told.meeting.meeting,
        announced=first.event.published.day,
        first=window,
        held=told.meeting.window,
        days=min((_between(span, took_place) for span in window.spans), key=abs),
        moves=len(told.meeting.previous_windows),
    )


def stays(told: Story) -> Iterator[tuple[str, int | None]]:
    """Return each stage that the plan stood at and the days until it left it; None for the one where it stands."""
    stage: str | None = None
    began = date.min
    for step in told.steps:
        if step.after.status == stage or step.event.published is None:
            continue
        day = step.event.published.date
        if stage in _PLANNED:
            yield stage, (day - began).days
        stage, began = step.after.status, day
    if stage in _PLANNED:
        yield stage, None


def countries(meeting: Meeting) -> set[str]:
    """Return the countries and organisations that take part: the host's and the participants'."""
    return {code for code in (meeting.host, *(person.country for person in meeting.participants)) if code}


def _between(span: Span, took_place: Held) -> int:
    first, last = span
    if last and took_place.first and took_place.first > last:
        return (took_place.first - last).days
    if first and took_place.last < first:
        return -(first - took_place.last).days
    return 0


def _fate(told: Story) -> str | None:
    """Return what came of the plan; None where nothing but details is known."""
    status = told.meeting.status
    if status == "held":
        return HELD if any(step.event.type in _PLANNED for step in told.steps if not step.kept) else AFTERWARDS
    if status == "postponed":
        return PUT_OFF
    if status in {"cancelled", "denied"}:
        return FELL_THROUGH
    return OPEN if status else None


def _duration(stage: str, lasted: list[int], standing: int) -> Duration:
    return Duration(
        stage=stage,
        left=len(lasted),
        median=median(lasted) if lasted else None,
        longest=max(lasted, default=None),
        standing=standing,
    )


def _pair(countries: tuple[str, str], fates: list[tuple[str, Meeting]]) -> Pair:
    counts = {fate: sum(one == fate for one, _ in fates) for fate in (HELD, PUT_OFF, FELL_THROUGH, OPEN, AFTERWARDS)}
    failed = (meeting for fate, meeting in fates if fate in {PUT_OFF, FELL_THROUGH})
    failures = (
        Failure(meeting=one.meeting, status=one.status or "", reason=one.reason, by=one.by)
        for one in sorted(failed, key=lambda one: one.meeting)
    )
    return Pair(countries=countries, plans=len(fates) - counts[AFTERWARDS], **counts, failures=tuple(failures))
