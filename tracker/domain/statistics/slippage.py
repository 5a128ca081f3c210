"""Lag: how far plans slipped until they were held, how long each stage lasted, and the plans of each two countries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from statistics import median
from typing import Final

from msgspec import Struct

from tracker.domain.edtf import Span
from tracker.domain.fold import Folded, Story
from tracker.domain.meeting import Meeting
from tracker.domain.statistics.outcomes import FELL_THROUGH, OPEN, PUT_OFF, HeldDays, held_days, printed_after
from tracker.domain.vocabulary import LADDER, OFF
from tracker.domain.window import Window

HELD: Final = "held"
AFTERWARDS: Final = "afterwards"
_PLANNED: Final = {*LADDER, *OFF, "rescheduled"}


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


def lag_tables(stories: Iterable[Story]) -> LagTables:
    """Return the slips, longest first, the stages from proposed to cancelled, and the pairs, most plans first."""
    slips: list[Slip] = []
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    standing: Counter[str] = Counter()
    fates: defaultdict[tuple[str, str], list[tuple[str, Meeting]]] = defaultdict(list)
    for story in stories:
        if slip := measure_slip(story):
            slips.append(slip)
        for stage, days in stage_lengths(story):
            if days is None:
                standing[stage] += 1
            else:
                lengths[stage].append(days)
        if fate := _fate(story):
            for pair in combinations(sorted(countries(story.meeting)), 2):
                fates[pair].append((fate, story.meeting))
    slips.sort(key=lambda slip: (-abs(slip.days), slip.meeting))
    durations = [_duration(stage, lengths[stage], standing[stage]) for stage in (*LADDER, *OFF)]
    pairs = [_pair(both, plans) for both, plans in fates.items()]
    pairs.sort(key=lambda pair: (-pair.plans, pair.countries))
    return LagTables(windows=tuple(slips), stages=tuple(durations), pairs=tuple(pairs))


def measure_slip(story: Story) -> Slip | None:
    """Return how far the plan slipped. Return None if it was not held, or if no window was printed before it was."""
    held = held_days(story)
    announcement = _announcement(story)
    if held is None or announcement is None:
        return None
    event, meeting = announcement.event, announcement.after
    window = meeting.previous_windows[0] if meeting.previous_windows else meeting.window
    if window is None or event.published is None or printed_after(event, held):
        return None
    return Slip(
        meeting=story.meeting.meeting,
        announced=event.published.day,
        first=window,
        held=story.meeting.window,
        days=min((_days_between(span, held) for span in window.spans), key=abs),
        moves=len(story.meeting.previous_windows),
    )


def _announcement(story: Story) -> Folded | None:
    """Return the step that gave the first window, or None if a report had said before that the meeting was held."""
    for step in story.steps:
        if step.event.type == "held":
            return None
        if step.after.window:
            return step
    return None


def stage_lengths(story: Story) -> Iterator[tuple[str, int | None]]:
    """Yield each stage of the plan with the days until the plan left it, None for the stage where it still is."""
    stage: str | None = None
    began = date.min
    for step in story.steps:
        status, published = step.after.status, step.event.published
        if status == stage or published is None:
            continue
        if stage in _PLANNED:
            yield stage, (published.date - began).days
        stage, began = status, published.date
    if stage in _PLANNED:
        yield stage, None


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


def _fate(story: Story) -> str | None:
    """Return the outcome of the plan, or None if the reports only give details."""
    status = story.meeting.status
    if status == "held":
        was_planned = any(step.event.type in _PLANNED and not step.kept for step in story.steps)
        return HELD if was_planned else AFTERWARDS
    if status == "postponed":
        return PUT_OFF
    if status in {"cancelled", "denied"}:
        return FELL_THROUGH
    return OPEN if status else None


def _duration(stage: str, lengths: list[int], standing: int) -> Duration:
    return Duration(
        stage=stage,
        left=len(lengths),
        median=median(lengths) if lengths else None,
        longest=max(lengths, default=None),
        standing=standing,
    )


def _pair(both: tuple[str, str], plans: list[tuple[str, Meeting]]) -> Pair:
    counts = Counter(fate for fate, _ in plans)
    failed = [meeting for fate, meeting in plans if fate in {PUT_OFF, FELL_THROUGH}]
    failed.sort(key=lambda meeting: meeting.meeting)
    failures = [
        Failure(meeting=meeting.meeting, status=meeting.status or "", reason=meeting.reason, by=meeting.by)
        for meeting in failed
    ]
    return Pair(
        countries=both,
        plans=len(plans) - counts[AFTERWARDS],
        held=counts[HELD],
        put_off=counts[PUT_OFF],
        fell_through=counts[FELL_THROUGH],
        open=counts[OPEN],
        afterwards=counts[AFTERWARDS],
        failures=tuple(failures),
    )
