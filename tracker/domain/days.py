"""Days, spans of days, and the arithmetic of weeks, months and years that days in words need."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from tracker.domain.edtf import last_of_month
from tracker.domain.errors import TrackerError

ONE_DAY: Final = timedelta(days=1)
_DAYS_IN: Final = {"day": 1, "week": 7}
_MONTHS_IN: Final = {"month": 1, "year": 12}


class Days(NamedTuple):
    """A span of days, both ends included."""

    first: date
    last: date


def iso_day(text: str) -> date:
    """Return a day written as 2026-01-28. Raise `TrackerError` if it does not exist."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TrackerError.unparsable(f"{text} is not in the calendar", "Check the month and the day.") from None


def just(day: date) -> Days:
    """Return one day as a span."""
    return Days(day, day)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - ONE_DAY * day.weekday()


def month_of(year: int, month: int) -> Days:
    """Return the days of a month."""
    return Days(date(year, month, 1), last_of_month(year, month))


def month_after(day: date, count: int) -> tuple[int, int]:
    """Return the year and the month that is so many months later."""
    months = day.year * 12 + day.month - 1 + count
    return months // 12, months % 12 + 1


def shifted(day: date, count: int, unit: str) -> date:
    """Return the day so many days, weeks, months or years away; a month after 31 January is the end of February.

    Raise `OverflowError` or `ValueError` if that is outside the calendar.
    """
    if unit in _DAYS_IN:
        return day + ONE_DAY * count * _DAYS_IN[unit]
    year, month = month_after(day, count * _MONTHS_IN[unit])
    return date(year, month, min(day.day, last_of_month(year, month).day))


def possible(year: int, month: int, day: int) -> Iterator[date]:
    """Yield the day if it exists."""
    try:
        yield date(year, month, day)
    except ValueError:
        return
