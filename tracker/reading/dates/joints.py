"""Dates joined to one: "from 29 to 31 January", "May or June", "Monday, Tuesday and Wednesday"."""

from msgspec.structs import replace

from tracker.reading.dates.days import Found
from tracker.reading.dates.meanings import (
    Day,
    Meaning,
    Month,
    NthWeekday,
    Part,
    Quarter,
    Relative,
    Season,
    Series,
    Unit,
    Weekday,
    Year,
)
from tracker.reading.dates.points import point
from tracker.reading.dates.words import DASHES, JOINTS, MONTHS, UNITS, WEEKDAYS, Words


def joined(w: Words, first: tuple[Meaning, int]) -> Found:
    """Read what "to", "and" or "or" joins to a date, where both are of one grain."""
    meaning, i = first
    if w.lower[i] == "," and isinstance(meaning, Weekday):
        return _weekdays(w, meaning, i)
    i += w.lower[i] == "," and w.lower[i + 1] in ("to", "through")
    joint = _joint(w, i)
    if joint is None or grain(meaning) is None:
        return None
    j = i + 1 + (w.lower[i + 1] in ("on", "in", "from"))
    if isinstance(meaning, Relative) and joint == "or" and _is_next_alone(w, j):
        return Series(joint=joint, items=(meaning, replace(meaning, offset=1))), j + 1
    last = point(w, j, led=True)
    return _series(w, i, meaning, last) if last is not None else None


def _joint(w: Words, i: int) -> str | None:
    """Return how a word joins two dates; a slash does so only before a month: "April/May"."""
    if w.lower[i] == "/" and w.lower[i + 1] not in MONTHS:
        return None
    return JOINTS.get(w.lower[i])


def _series(w: Words, i: int, first: Meaning, last: tuple[Meaning, int]) -> Found:
    """Return the two dates on both sides of the word at `i`, if it joins them."""
    joint, (meaning, end) = JOINTS[w.lower[i]], last
    if isinstance(first, Weekday) and isinstance(meaning, Series):
        return _of_calendar(first, meaning, end)
    if isinstance(first, Day) and isinstance(meaning, Day):
        first = _in_its_month(first, meaning)
    if grain(meaning) != grain(first) or not _may_join(w, i, joint, first, last):
        return None
    return Series(joint=joint, items=(first, meaning)), end


def _in_its_month(first: Day, last: Day) -> Day:
    """Return the first day of "Sunday 15 to Tuesday 17 March" in the month of the last one."""
    if first.month is None and last.month is not None and first.of is None and first.day < last.day:
        return replace(first, month=last.month, year=last.year)
    return first


def _of_calendar(weekday: Weekday, days: Series, i: int) -> Found:
    """Read the days of "Wednesday and Thursday, April 8 and 9", of which the second weekday has taken both."""
    first = days.items[0]
    if not isinstance(first, Day) or first.weekday is None:
        return None
    return replace(days, items=(replace(first, weekday=weekday.number), *days.items[1:])), i


def _is_next_alone(w: Words, i: int) -> bool:
    """Whether "next" stands without its unit: "this week or next"."""
    return w.lower[i] == "next" and w.lower[i + 1] not in UNITS


def _may_join(w: Words, i: int, joint: str, first: Meaning, last: tuple[Meaning, int]) -> bool:
    """Whether the word at `i` joins two dates of one thing; "on May 5 and on June 7" are of two."""
    alike = type(last[0]) is type(first)
    if joint == "and":
        return alike and not isinstance(first, Day | Year) and not w.possessive(last[1])
    return alike or (joint != "or" and w.lower[i] not in DASHES)


def _weekdays(w: Words, first: Weekday, i: int) -> Found:
    """Read ", Tuesday and Wednesday" behind Monday."""
    items: list[Meaning] = [first]
    while len(items) < 7 and w.lower[i] in (",", "and", "or") and w.lower[i + 1] in WEEKDAYS:
        joint = w.lower[i]
        items.append(Weekday(number=WEEKDAYS[w.lower[i + 1]]))
        i += 2
        if joint != ",":
            return Series(joint=joint, items=tuple(items)), i
    return None


def grain(meaning: Meaning) -> str | None:
    """Say whether a date is a day or a longer stretch; only like can be joined with like."""
    match meaning:
        case Day() | Weekday() | NthWeekday() | Relative(unit=Unit.DAY):
            return "day"
        case Month() | Season() | Quarter() | Year() | Part():
            return "period"
        case Relative(unit=unit):
            return unit.value
        case _:
            return None
