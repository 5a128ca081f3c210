"""What the words of a date mean, before anyone knows on which day they were printed."""

from collections.abc import Iterator
from enum import StrEnum, auto

from msgspec import Struct


class Unit(StrEnum):
    """A stretch of the calendar that words can count in."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Pick(StrEnum):
    """Which one of those that come round again: "this Friday", "next May", "the coming Monday", "this past June"."""

    THIS = auto()
    NEXT = auto()
    LAST = auto()
    COMING = auto()


class Side(StrEnum):
    """How a plan lies to the date that is named."""

    FROM = auto()  # "from Monday", "starting on Monday": its first day
    AWAY = auto()  # "moved from Monday": the day that it leaves
    SINCE = auto()
    UNTIL = auto()  # lasts until then
    BY = auto()
    BEFORE = auto()
    AFTER = auto()
    EARLIEST = auto()
    ABOUT = auto()


class Year(Struct, frozen=True, kw_only=True):
    """A year by its number."""

    number: int


class Relative(Struct, frozen=True, kw_only=True):
    """A unit counted from the day of print: "next week" is a week on; anchored: "the following week".

    A weekend without an offset is decided by the tense.
    """

    unit: Unit
    offset: int | None
    anchored: bool = False


InYear = Year | Relative | None


class Day(Struct, frozen=True, kw_only=True):
    """A day of a month; without month it is "the 11th", with `of` "the 11th of next month"."""

    day: int
    month: int | None = None
    year: InYear = None
    of: Relative | None = None
    weekday: int | None = None  # as printed next to it, Monday is 0


class Weekday(Struct, frozen=True, kw_only=True):
    """A day of the week, Monday is 0: bare, picked ("next Friday"), or of a week ("Monday of next week").

    `weeks` counts from the nearest one: 1 for "Monday week" and "a week on Monday", -1 for "a week ago Monday".
    """

    number: int
    pick: Pick | None = None
    week: Relative | None = None
    weeks: int = 0


class NthWeekday(Struct, frozen=True, kw_only=True):
    """A weekday, or any day (None), by its place in a month: "the first Friday of May"; -1 as `nth` is the last."""

    number: int | None
    nth: int
    of: "Meaning"


class Month(Struct, frozen=True, kw_only=True):
    """A month by its name."""

    number: int
    year: InYear = None
    pick: Pick | None = None


class Season(Struct, frozen=True, kw_only=True):
    """A season by its EDTF number, 21 is spring."""

    number: int
    year: InYear = None
    pick: Pick | None = None


class Quarter(Struct, frozen=True, kw_only=True):
    """A quarter of a year, 1 to 4."""

    number: int
    year: InYear


class Part(Struct, frozen=True, kw_only=True):
    """A part of a longer unit: "early", "end", "later", "first half", "third week"."""

    name: str
    of: "Meaning"


class WeekOf(Struct, frozen=True, kw_only=True):
    """The week ("week"), weekend ("weekend") or seven days from it on ("from") that a day names."""

    kind: str
    of: "Meaning"


class Count(Struct, frozen=True, kw_only=True):
    """A number of units from now: exactly ("in two weeks", "ten days ago"), or `within` them.

    Negative direction is the past; no number is "a few"; anchored is "two days later".
    """

    number: int | None
    unit: Unit
    direction: int
    within: bool = False
    anchored: bool = False


class Series(Struct, frozen=True, kw_only=True):
    """Dates joined by "to", "and" or "or"."""

    joint: str
    items: tuple["Meaning", ...]


class Bound(Struct, frozen=True, kw_only=True):
    """A date that a plan lies before, after or about."""

    side: Side
    of: "Meaning"


class Lasting(Struct, frozen=True, kw_only=True):
    """So many days from a first one on: "a three-day visit from Monday"."""

    days: int
    of: "Meaning"


class Soon(Struct, frozen=True, kw_only=True):
    """Some time ahead, nobody says when."""


Meaning = (
    Day
    | Weekday
    | NthWeekday
    | Relative
    | Month
    | Season
    | Quarter
    | Year
    | Part
    | WeekOf
    | Count
    | Series
    | Bound
    | Lasting
    | Soon
)


def within(meaning: Meaning) -> Iterator[Meaning]:
    """Give the meaning and all that it is made of."""
    yield meaning
    match meaning:
        case Series(items=items):
            for item in items:
                yield from within(item)
        case Part(of=inner) | NthWeekday(of=inner) | WeekOf(of=inner) | Bound(of=inner) | Lasting(of=inner):
            yield from within(inner)
        case Day(year=beside, of=above):
            yield from (unit for unit in (beside, above) if unit is not None)
        case Weekday(week=week) if week is not None:
            yield week
        case Month(year=year) | Season(year=year) | Quarter(year=year) if year is not None:
            yield year
        case _:
            pass
