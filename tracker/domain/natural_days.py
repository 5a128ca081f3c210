"""Days as people type them: `monday`, `16 Nov`, `next week`, `3 days ago`. The day of today is an argument.

A form stands for a span of days, of which most have one. Two kinds of argument read a form that names no year, or no
week, differently: `PAST` is for when something was published or known, `COMING` for when something is expected.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, Literal, TypeVar

from msgspec import Struct

from tracker.domain.days import ONE_DAY, Days, iso_day, just, monday_of, month_after, month_of, possible, shifted
from tracker.domain.edtf import last_of_month, unit_bounds
from tracker.domain.errors import TrackerError

T = TypeVar("T")
Leaning = Literal["past", "coming"]
PAST: Final = "past"
COMING: Final = "coming"

# Words that are a day by themselves.
_DAY_WORDS: Final = frozenset(
    {
        *("today", "now", "yesterday", "tomorrow"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    }
)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OFFSETS: Final = {"now": 0, "today": 0, "yesterday": -1, "tomorrow": 1}
_SHIFTS: Final = {"last": -1, "this": 0, "next": 1}
_COUNTS: Final = {"a": 1, "an": 1, "one": 1}
_YEARS_APART: Final = 8  # at most, between two leap days

_WEEKDAY: Final = r"(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_OF_MONTH: Final = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_COUNT: Final = r"([0-9]{1,6}|an?|one)"
_NUMBERS: Final = r"([0-9]{1,2})([/.-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2})?)?"


class _Asked(Struct, frozen=True):
    text: str
    today: date
    leaning: Leaning


def read_days(text: str, today: date, leaning: Leaning) -> Days | None:
    """Return the days that a text stands for, or None if it has none of the forms.

    Raise `TrackerError` for a day that does not exist or is outside the calendar, and for numbers that
    do not begin with the year, such as 03/02/2026: either may be the month.
    """
    words = " ".join(text.lower().split())
    # Compiling the patterns that cannot match would take 3 ms.
    for pattern, read in _IN_WORDS if any(map(str.isalpha, words)) else _IN_NUMBERS:
        match = re.fullmatch(pattern, words)
        if match:
            try:
                return read(match, _Asked(text, today, leaning))
            except (OverflowError, ValueError):
                raise TrackerError.unparsable(
                    f"{text!r} is outside the calendar", "Name a day of the years 1 to 9999."
                ) from None
    return None


def read_period(words: Sequence[str], today: date) -> tuple[Days, Days | None] | None:
    """Return FROM and TO of expected days, as `read_in_two` reads them."""
    return read_in_two(words, lambda text: read_days(text, today, COMING))


def read_first_and_last(words: Sequence[str], today: date) -> tuple[date, date | None] | None:
    """Return the first and the last day of a period: FROM and TO, or a span alone; of one day alone, no last."""
    period = read_period(words, today)
    if period is None:
        return None
    begin, end = period
    is_one_day = end is None and begin.first == begin.last
    return begin.first, None if is_one_day else (end or begin).last


def read_in_two(words: Sequence[str], read: Callable[[str], T | None]) -> tuple[T, T | None] | None:
    """Read FROM and TO, each of one or several words; TO is None if nothing follows FROM.

    FROM is the longest beginning that can be read. Return None if that leaves a rest that cannot be.
    """
    for end in range(len(words), 0, -1):
        first = read(" ".join(words[:end]))
        if first is None:
            continue
        if end == len(words):
            return first, None
        last = read(" ".join(words[end:]))
        if last is not None:
            return first, last
    return None


def begins_a_day(text: str) -> bool:
    """Whether a word is a day or the first of several that are one: `today`, `monday`, `last` of `last monday`."""
    return text.lower() in _DAY_WORDS or text.lower() in _SHIFTS


# The forms


def _named_day(match: re.Match[str], asked: _Asked) -> Days:
    return just(asked.today + ONE_DAY * _OFFSETS[match[1]])


def _weekday(match: re.Match[str], asked: _Asked) -> Days:
    """Read `monday`, `last monday` (before today), `next monday` (after today) and `this monday` (of this week)."""
    which, weekday = match[1], _WEEKDAYS.index(match[2][:3])
    today = asked.today
    days_since = (today.weekday() - weekday) % 7
    days_until = (weekday - today.weekday()) % 7
    if which == "this":
        return just(monday_of(today) + ONE_DAY * weekday)
    if which == "last":
        return just(today - ONE_DAY * (days_since or 7))
    if which == "next":
        return just(today + ONE_DAY * (days_until or 7))
    return just(today - ONE_DAY * days_since if asked.leaning == PAST else today + ONE_DAY * days_until)


def _ago(match: re.Match[str], asked: _Asked) -> Days:
    try:
        return just(shifted(asked.today, -_count(match[1]), match[2]))
    except (OverflowError, ValueError):
        raise TrackerError.unparsable(f"{match[0]} is before the year 1", "Name a later day.") from None


def _ahead(match: re.Match[str], asked: _Asked) -> Days:
    return just(shifted(asked.today, _count(match[1]), match[2]))


def _unit(match: re.Match[str], asked: _Asked) -> Days:
    """Read `next week`, `this month`, `last year`. Weeks begin on Monday."""
    shift, today = _SHIFTS[match[1]], asked.today
    if match[2] == "week":
        monday = monday_of(today) + ONE_DAY * 7 * shift
        return Days(monday, monday + ONE_DAY * 6)
    if match[2] == "month":
        return month_of(*month_after(today, shift))
    return Days(date(today.year + shift, 1, 1), date(today.year + shift, 12, 31))


def _day_and_month(match: re.Match[str], asked: _Asked) -> Days:
    return _dated(asked, int(match[1]), _month_number(match[2]), match[3])


def _month_and_day(match: re.Match[str], asked: _Asked) -> Days:
    return _dated(asked, int(match[2]), _month_number(match[1]), match[3])


def _month(match: re.Match[str], asked: _Asked) -> Days:
    month = _month_number(match[1])
    if match[2]:
        return month_of(int(match[2]), month)
    first = _in_the_year_meant([date(year, month, 1) for year in _years_near(asked.today)], asked)
    return month_of(first.year, month)


def _iso_day(match: re.Match[str], asked: _Asked) -> Days:  # noqa: ARG001 - as the other forms
    return just(iso_day(match[0]))


def _year_first(match: re.Match[str], asked: _Asked) -> Days:
    year, month, day = (int(number) for number in match.groups())
    for exact in possible(year, month, day):
        return just(exact)
    raise TrackerError.unparsable(f"{asked.text} is not in the calendar", "Check the month and the day.")


def _edtf_unit(match: re.Match[str], asked: _Asked) -> Days:  # noqa: ARG001 - as the other forms
    return Days(*unit_bounds(match[0]))


def _edtf_span(match: re.Match[str], asked: _Asked) -> Days:  # noqa: ARG001 - as the other forms
    return Days(unit_bounds(match[1])[0], unit_bounds(match[2])[1])


def _numbers(match: re.Match[str], asked: _Asked) -> Days:
    """Refuse a day in numbers, in which people put the month first or second, and say what it may mean."""
    first, _, second, typed_year = match.groups()
    century = asked.today.year // 100 * 100
    year = int(typed_year) if typed_year else asked.today.year
    year = year if year > 99 else century + year
    days = sorted({*possible(year, int(second), int(first)), *possible(year, int(first), int(second))})
    hint = f"Write {' or '.join(map(str, days)) or '2026-01-28'}."
    raise TrackerError.unparsable(f"{asked.text!r} does not begin with the year", hint)


_Forms = tuple[tuple[str, Callable[[re.Match[str], _Asked], Days]], ...]
_IN_WORDS: Final[_Forms] = (
    (r"(now|today|yesterday|tomorrow)", _named_day),
    (rf"(?:(last|this|next) )?{_WEEKDAY}", _weekday),
    (rf"{_COUNT} (day|week|month|year)s? ago", _ago),
    (rf"in {_COUNT} (day|week|month|year)s?", _ahead),
    (r"(last|this|next) (week|month|year)", _unit),
    (rf"{_DAY_OF_MONTH} (?:of )?{_MONTH}(?:,? ([0-9]{{4}}))?", _day_and_month),
    (rf"{_MONTH} {_DAY_OF_MONTH}(?:,? ([0-9]{{4}}))?", _month_and_day),
    (rf"{_MONTH}(?: ([0-9]{{4}}))?", _month),
)
_IN_NUMBERS: Final[_Forms] = (
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", _iso_day),
    (r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})", _year_first),
    (r"[0-9]{4}(?:-[0-9]{2})?", _edtf_unit),
    (r"([0-9]{4}(?:-[0-9]{2}){0,2})/([0-9]{4}(?:-[0-9]{2}){0,2})", _edtf_span),
    (_NUMBERS, _numbers),
)


# Words of all of them


def _count(word: str) -> int:
    return _COUNTS.get(word) or int(word)


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _dated(asked: _Asked, day: int, month: int, year: str | None) -> Days:
    """Return a day of a month, in the year given or in the one that is meant."""
    years = [int(year)] if year else _years_near(asked.today)
    days = [candidate for each in years for candidate in possible(each, month, day)]
    if not days:
        longest = max(last_of_month(each, month).day for each in years)
        name = _MONTHS[month - 1].capitalize()
        raise TrackerError.unparsable(f"{asked.text!r} does not exist", f"{name} runs from 1 to {longest}.")
    return just(_in_the_year_meant(days, asked))


def _years_near(today: date) -> range:
    return range(max(1, today.year - _YEARS_APART), min(9999, today.year + _YEARS_APART) + 1)


def _in_the_year_meant(days: list[date], asked: _Asked) -> date:
    """Return the day that is meant of the same day in several years: the last one until today, else the nearest."""
    past = [day for day in days if day <= asked.today]
    if asked.leaning == PAST and past:
        return past[-1]
    return min(days, key=lambda day: abs(day - asked.today))
