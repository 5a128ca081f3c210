"""Which days a date's words mean in print on a given day, as a string of the EDTF profile."""

from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from tracker.reading.dates.clock import (
    Clock,
    Tense,
    bounds,
    count_of,
    day_of,
    in_year,
    monday_of,
    month_of,
    months_on,
    relative,
    span,
    weekday_of,
)
from tracker.reading.dates.meanings import (
    Bound,
    Count,
    Day,
    Lasting,
    Meaning,
    Month,
    NthWeekday,
    Part,
    Quarter,
    Relative,
    Season,
    Series,
    Side,
    Weekday,
    WeekOf,
    Year,
)
from tracker.reading.dates.recurring import year_of

_THIRDS = {"early": (1, 10), "beginning": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31)}
_YEAR_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_WEEK_PARTS = {"early": (0, 2), "beginning": (0, 2), "mid": (1, 3), "late": (3, 6), "end": (4, 6)}


def edtf(meaning: Meaning, clock: Clock) -> str:
    """Write the days that are meant. Raises LookupError where they cannot be known, ValueError if there are none."""
    match meaning:
        case Part() | NthWeekday():
            return _within_a_unit(meaning, clock)
        case WeekOf(kind=kind, of=of):
            return _week_of(kind, bounds(edtf(of, clock))[0])
        case Series():
            return _series(meaning, clock)
        case Bound():
            return _bound(meaning, clock)
        case Lasting(days=days, of=of):
            first = bounds(edtf(of, clock))[0]
            return span(first, first + timedelta(days=days - 1), "to")
    return _single(meaning, clock)


def _single(meaning: Meaning, clock: Clock) -> str:
    match meaning:
        case Day():
            return day_of(meaning, clock).isoformat()
        case Weekday():
            return weekday_of(meaning, clock).isoformat()
        case Relative():
            return relative(meaning, clock)
        case Month() | Season():
            return f"{year_of(meaning, clock):04d}-{meaning.number:02d}"
        case Quarter(number=number, year=year):
            first = date(in_year(year, clock) or clock.today.year, number * 3 - 2, 1)
            return f"[{month_of(first)}..{month_of(months_on(first, 2))}]"
        case Year(number=number):
            return f"{number:04d}"
        case Count():
            return count_of(meaning, clock)
    raise LookupError  # "soon"


def _within_a_unit(meaning: Part | NthWeekday, clock: Clock) -> str:
    """Write a part of a unit; "early January" of a settled plan is a year on where this year's has passed."""
    window = _part(meaning, clock) if isinstance(meaning, Part) else _nth_weekday(meaning, clock).isoformat()
    if not clock.settled or clock.published is None or not _floats(meaning.of):
        return window
    first, last = bounds(window)
    years = (last < clock.today and clock.tense is Tense.FUTURE) - (first > clock.today and clock.tense is Tense.PAST)
    shifted = replace(clock, published=months_on(clock.today, 12 * years), settled=False)
    return _within_a_unit(meaning, shifted) if years else window


def _nth_weekday(meaning: NthWeekday, clock: Clock) -> date:
    """Find the nth weekday of a month. Raises ValueError where a month has no fifth one."""
    first, last = bounds(edtf(meaning.of, clock))
    if meaning.number is None:
        return last if meaning.nth < 0 else first + timedelta(days=meaning.nth - 1)
    if meaning.nth < 0:
        return last - timedelta(days=(last.weekday() - meaning.number) % 7)
    day = first + timedelta(days=(meaning.number - first.weekday()) % 7 + 7 * (meaning.nth - 1))
    if day > last:
        raise ValueError(meaning)
    return day


def _part(meaning: Part, clock: Clock) -> str:
    whole = edtf(meaning.of, clock)
    first, last = bounds(whole)
    kind, _, number = meaning.name.partition(" ")
    match kind:
        case "later" | "earlier":
            return _rest(meaning, clock, first, last) or whole
        case "half":
            return _half(first, last, number)
        case "weekend":
            return _nth_weekend(first, last, number)
        case "week":
            return _nth_week(first, last, number)
    return _third(kind, first, last) or whole


def _rest(meaning: Part, clock: Clock, first: date, last: date) -> str | None:
    """Write the days of a unit after the day of print, or before it; None if that is not in the unit."""
    now = clock.anchor[0] if clock.anchor and _anchored(meaning.of) else clock.published
    if now is None or not first <= now <= last:
        return None
    return span(now, last, "in") if meaning.name == "later" else span(first, now, "in")


def _nth_weekend(first: date, last: date, number: str) -> str:
    if number == "last":
        saturday = last - timedelta(days=(last.weekday() - 5) % 7)
    else:
        saturday = first + timedelta(days=(5 - first.weekday()) % 7 + 7 * (int(number) - 1))
    return _week_of("weekend", saturday)


def _nth_week(first: date, last: date, number: str) -> str:
    begin = last - timedelta(days=6) if number == "last" else first + timedelta(days=7 * (int(number) - 1))
    return span(begin, min(begin + timedelta(days=6), last), "in")


def _third(name: str, first: date, last: date) -> str | None:
    """Write "early", "mid", "late", "beginning" and "end" of a week, a month or a year."""
    days = (last - first).days + 1
    if days == 7 and name in _WEEK_PARTS:
        begin_day, end_day = _WEEK_PARTS[name]
        return span(first + timedelta(days=begin_day), first + timedelta(days=end_day), "in")
    if 28 <= days <= 31 and name in _THIRDS:
        begin_day, end_day = _THIRDS[name]
        return f"{first.replace(day=begin_day)}~/{first.replace(day=min(end_day, last.day))}~"
    if days > 360 and name in _YEAR_THIRDS:
        begin_month, end_month = _YEAR_THIRDS[name]
        return f"{first.year:04d}-{begin_month:02d}~/{first.year:04d}-{end_month:02d}~"
    if name in ("beginning", "end") and days > 31:
        return month_of(first if name == "beginning" else last)
    return None


def _half(first: date, last: date, number: str) -> str:
    if (last - first).days > 31:
        middle = months_on(first, ((last.year - first.year) * 12 + last.month - first.month + 1) // 2)
        halves = span(first, middle - timedelta(days=1), "in"), span(middle, last, "in")
    else:
        half = 15 if last.day > 7 and first.day == 1 else 3
        halves = (
            span(first, first + timedelta(days=half - 1), "in"),
            span(first + timedelta(days=half), last, "in"),
        )
    return halves[number == "2"]


def _anchored(meaning: Meaning) -> bool:
    return isinstance(meaning, Relative) and meaning.anchored


def _week_of(kind: str, day: date) -> str:
    monday = day if kind == "from" else monday_of(day)
    begin, length = (monday + timedelta(days=5), 1) if kind == "weekend" else (monday, 6)
    return f"[{begin}..{begin + timedelta(days=length)}]"


# Dates together


def _series(meaning: Series, clock: Clock) -> str:
    first, last = _ends(meaning.items[0], meaning.items[-1], clock)
    middle = [edtf(item, replace(clock, published=bounds(first)[0])) for item in meaning.items[1:-1]]
    windows = [first, *middle, last]
    (begin, _), (_, end) = bounds(first), bounds(last)
    if begin > end:
        raise ValueError(meaning)
    if any(window[0] == "[" for window in windows):
        return span(begin, end, "in")
    if any("~" in window for window in windows):
        return f"{begin}~/{end}~"
    return _joined(windows, meaning.joint)


def _joined(windows: list[str], joint: str) -> str:
    """Write exact dates as one of them, as some day from the first to the last, or as all days from it on."""
    first, last = windows[0], windows[-1]
    if joint == "or" or (joint == "and" and not _in_a_row(windows)):
        return f"[{','.join(windows)}]"
    if first == last:
        return first
    return f"[{first}..{last}]" if joint == "between" else f"{first}/{last}"


def _in_a_row(windows: list[str]) -> bool:
    """Whether each window begins on the day after the one before it."""
    edges = [bounds(window) for window in windows]
    return all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(edges))


def _ends(first: Meaning, last: Meaning, clock: Clock) -> tuple[str, str]:
    """Write both ends; an end without year or week takes them from the other."""
    if _floats(first) and not _floats(last):
        end = edtf(last, clock)
        return edtf(first, replace(clock, published=bounds(end)[1], tense=Tense.PAST)), end
    begin = edtf(first, clock)
    if not _floats(last):
        return begin, edtf(last, clock)
    return begin, edtf(last, replace(clock, published=bounds(begin)[0], tense=Tense.FUTURE))


def _floats(meaning: Meaning) -> bool:
    match meaning:
        case Day(year=year, of=of):
            return year is None and of is None
        case Weekday(number=number):
            return meaning == Weekday(number=number)
        case Month(pick=pick, year=year) | Season(pick=pick, year=year):
            return pick is None and year is None
        case Quarter(year=year):
            return year is None
        case Part(of=of) | NthWeekday(of=of) | WeekOf(of=of):
            return _floats(of)
        case _:
            return False


def _bound(meaning: Bound, clock: Clock) -> str:
    window = edtf(meaning.of, clock)
    match meaning.side:
        case Side.FROM | Side.AWAY:
            return window
        case Side.ABOUT:
            return window if window[0] == "[" or "~" in window else "/".join(f"{side}~" for side in window.split("/"))
        case Side.EARLIEST:
            return _earliest(window, clock.published)
        case Side.SINCE:
            return f"{bounds(window)[0] if window[0] == '[' or '/' in window else window}/.."
    first, last = bounds(window)
    match meaning.side:
        case Side.UNTIL:
            return f"../{last}"
        case Side.BEFORE if not _is_end(meaning.of):
            return f"[..{first - timedelta(days=1)}]"
        case Side.AFTER:
            return f"[{last + timedelta(days=1)}..]"
    return f"[..{last}]"


def _earliest(window: str, today: date | None) -> str:
    """Write "as early as next week": from its first day, from today if it has begun."""
    first, last = bounds(window)
    if window[0] != "[":
        return f"[{first if '/' in window or '~' in window else window}..]"
    begun = today is not None and first < today <= last
    return f"[{today if begun else first}..]"


def _is_end(meaning: Meaning) -> bool:
    return isinstance(meaning, Part) and meaning.name == "end"
