"""Single dates on the calendar: which day, week, month or year their words mean on a day of print."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum, auto

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.window import Window
from tracker.reading.dates.meanings import Count, Day, InYear, Pick, Relative, Unit, Weekday, Year


class Tense(StrEnum):
    """Whether a date lies before the day of print or after it."""

    PAST = auto()
    FUTURE = auto()
    UNKNOWN = auto()


class Clock(Struct, frozen=True, kw_only=True):
    """The point of view of a date: the day of print, the tense, and the days of the date mentioned before.

    `settled`: the tense is that of a plan that stands, or of what took place, so that a day without a year is the next
    one, or the last. Otherwise the tense only leans: a plan that is off may have been for a day that has passed.
    """

    published: date | None
    tense: Tense
    settled: bool
    anchor: tuple[date, date] | None

    @property
    def today(self) -> date:
        """The day of print. Raises LookupError where it is not known."""
        if self.published is None:
            raise LookupError
        return self.published

    def base(self, relative: Relative | Count, *, forward: bool) -> date:
        """Give the day from which to count. Raises LookupError where it is not known."""
        if not relative.anchored:
            return self.today
        if self.anchor is None:
            raise LookupError
        return self.anchor[1] if forward else self.anchor[0]


# A day of no year is looked for around a day this far from print: two months on one side, ten on the other.
_LEAN = {Tense.PAST: -122, Tense.FUTURE: 122, Tense.UNKNOWN: 0}
_LATE = timedelta(days=2)  # by so much an article may be stamped later, or earlier, than it was written
_FARTHEST = timedelta(days=500)  # from print to a day without a year
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7}
_A_FEW = {Unit.DAY: 7, Unit.WEEK: 28, Unit.WEEKEND: 28, Unit.MONTH: 92}


def bounds(window: str) -> tuple[date, date]:
    """First and last day. Raises LookupError if a side is open."""
    parsed = Window(window)
    if parsed.earliest is None or parsed.latest is None:
        raise LookupError
    return parsed.earliest, parsed.latest


def month_of(day: date) -> str:
    """Write the month of a day."""
    return day.isoformat()[:7]


def months_on(day: date, count: int) -> date:
    """Give the same day so many months on, or the last of that month."""
    years, month = divmod(day.month - 1 + count, 12)
    return date(day.year + years, month + 1, min(day.day, monthrange(day.year + years, month + 1)[1]))


def span(first: date, last: date, joint: str) -> str:
    """Write all days from the first to the last where "to" joins them, else some day of those."""
    if first == last:
        return first.isoformat()
    return f"{first}/{last}" if joint == "to" else f"[{first}..{last}]"


def nearest(days: Iterable[date], to: date) -> date:
    """Give the day nearest to another. Raises ValueError without one."""
    return min(days, key=lambda day: (abs(day - to), day))


# Days and weekdays


def in_year(year: InYear, clock: Clock) -> int | None:
    """Give the year that is named, None if none is."""
    match year:
        case Year(number=number):
            return number
        case Relative():
            return bounds(relative(year, clock))[0].year
        case _:
            return None


def day_of(day: Day, clock: Clock) -> date:
    """Find a day of a month. Raises LookupError if no year near the day of print has it."""
    if day.month is None:
        return _day_of_some_month(day, clock)
    year = in_year(day.year, clock)
    if year is not None:
        return date(year, day.month, day.day)
    years = range(max(1, clock.today.year - 8), min(9999, clock.today.year + 8) + 1)
    days = [date(y, day.month, day.day) for y in years if day.day <= monthrange(y, day.month)[1]]
    found = _day_of_some_year(days, day.weekday, clock)
    if abs(found - clock.today) > _FARTHEST:
        raise LookupError  # February 29, in a year that has none
    return found


def _day_of_some_year(days: list[date], weekday: int | None, clock: Clock) -> date:
    """Find the year of a day: the next or last of a settled tense, else that which the weekday or the tense favours."""
    if clock.settled and clock.tense is not Tense.UNKNOWN:
        return _next_or_last(days, clock)
    agreeing = [day for day in _around(days, clock.today) if day.weekday() == weekday]
    return agreeing[0] if len(agreeing) == 1 else nearest(days, clock.today + timedelta(days=_LEAN[clock.tense]))


def _next_or_last(days: Iterable[date], clock: Clock) -> date:
    if clock.tense is Tense.FUTURE:
        return min(day for day in days if day >= clock.today - _LATE)
    return max(day for day in days if day <= clock.today + _LATE)


def _around(days: Sequence[date], today: date) -> tuple[date, date]:
    """Return the last day up to today and the first one after it."""
    last = max((day for day in days if day <= today), default=today)
    return last, min((day for day in days if day > today), default=today)


def _day_of_some_month(day: Day, clock: Clock) -> date:
    if day.of is not None:
        return bounds(relative(day.of, clock))[0].replace(day=day.day)
    months = [months_on(clock.today, count) for count in range(-2, 3)]
    days = [first.replace(day=day.day) for first in months if day.day <= monthrange(first.year, first.month)[1]]
    days = [each for each in days if each.weekday() == day.weekday] or days
    ahead = [each for each in days if each >= clock.today]
    behind = [each for each in days if each <= clock.today]
    return nearest({Tense.FUTURE: ahead, Tense.PAST: behind}.get(clock.tense, days), clock.today)


def monday_of(day: date) -> date:
    """Give the Monday of a week."""
    return day - timedelta(days=day.weekday())


def weekday_of(meaning: Weekday, clock: Clock) -> date:
    """Find a weekday: alone, the nearest of the side that the tense names, the day of print included."""
    if meaning.week is not None:
        return bounds(relative(meaning.week, clock))[0] + timedelta(days=meaning.number)
    today = clock.today
    ahead = today + timedelta(days=(meaning.number - today.weekday()) % 7)
    behind = today - timedelta(days=(today.weekday() - meaning.number) % 7)
    match meaning.pick:
        case Pick.NEXT:
            return monday_of(today) + timedelta(days=7 + meaning.number)
        case Pick.LAST:
            return behind if behind < today else behind - timedelta(days=7)
        case Pick.COMING:
            return ahead if ahead > today else ahead + timedelta(days=7)
        case Pick.THIS:
            this = monday_of(today) + timedelta(days=meaning.number)
            return ahead if this < today and clock.tense is Tense.FUTURE else this
    if meaning.weeks:
        return (ahead if meaning.weeks > 0 else behind) + timedelta(days=7 * meaning.weeks)
    return ahead if clock.tense is Tense.FUTURE else behind


# Weeks, months, seasons, years


def relative(meaning: Relative, clock: Clock) -> str:
    """Write a unit that counts from the day of print, or from the date mentioned before."""
    offset = meaning.offset or 0
    base = clock.base(meaning, forward=offset > 0)
    match meaning.unit:
        case Unit.DAY:
            return (base + timedelta(days=offset)).isoformat()
        case Unit.WEEK:
            return _week(base, offset)
        case Unit.WEEKEND:
            return _weekend(base, meaning.offset, clock.tense)
        case Unit.MONTH:
            return month_of(months_on(base, offset))
        case Unit.QUARTER:
            return _quarter(base, offset)
        case Unit.YEAR:
            return f"{months_on(base, 12 * offset).year:04d}"


def _week(base: date, offset: int) -> str:
    monday = monday_of(base) + timedelta(days=7 * offset)
    return f"[{monday}..{monday + timedelta(days=6)}]"


def _weekend(base: date, offset: int | None, tense: Tense) -> str:
    """Write a weekend; without an offset the tense decides between the last one and the next."""
    saturday = monday_of(base) + timedelta(days=5)
    if offset is None:
        offset = -1 if tense is not Tense.FUTURE and saturday > base else 0
    saturday += timedelta(days=7 * offset)
    return f"[{saturday}..{saturday + timedelta(days=1)}]"


def _quarter(base: date, offset: int) -> str:
    first = months_on(date(base.year, (base.month - 1) // 3 * 3 + 1, 1), 3 * offset)
    return f"[{month_of(first)}..{month_of(months_on(first, 2))}]"


def count_of(meaning: Count, clock: Clock) -> str:
    """Write the days so many units away, or up to there."""
    number, unit, direction = meaning.number, meaning.unit, meaning.direction
    base = clock.base(meaning, forward=direction > 0)
    if number is None or meaning.within:
        days = _A_FEW.get(unit) if number is None else _DAYS.get(unit, 0) * number
        if days is None:
            raise LookupError
        months = (12 if unit is Unit.YEAR else 3 if unit is Unit.QUARTER else 1) * (number or 0)
        far = base + timedelta(days=days * direction) if days else months_on(base, months * direction)
        return span(min(base, far), max(base, far), "in")
    signed = number * direction
    match unit:
        case Unit.DAY:
            return (base + timedelta(days=signed)).isoformat()
        case Unit.WEEK if number == 1:
            return f"{base + timedelta(days=7 * direction)}~"
    return relative(Relative(unit=unit, offset=signed), replace(clock, published=base))
