"""Single dates, without the words around them: a day, a week, a month, a season, a year, a count of units."""

from collections.abc import Callable, Iterable
from typing import Final

from tracker.reading.dates.counts import POINTERS, VAGUE, counted_away, pointed
from tracker.reading.dates.days import Found, calendar_day, lone_day, month
from tracker.reading.dates.meanings import Year
from tracker.reading.dates.periods import PARTS, end_of_unit, next_to, numbered, part, season, week
from tracker.reading.dates.weekdays import near_day, weekday
from tracker.reading.dates.words import (
    CARDINALS,
    DAYS,
    LEADS,
    MONTHS,
    ORDINALS,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    TENS,
    UNITS,
    WEEKDAYS,
    Words,
)

_YEAR_LEADS = LEADS - {"to", "about", "around", "than", "as", "for", "back", "this", "next", "last", "coming", "of"}
_NUMBER: Final = "0"  # stands for every number in the table


def point(w: Words, i: int, *, led: bool = False) -> Found:
    """Read one date. `led` is for one that stands where only a date can."""
    word = w.lower[i]
    if led and word == "the":
        return _after_the(w, i)
    first = _NUMBER if "0" <= word[:1] <= "9" else word
    for read in _READERS.get(first, ()):
        date = read(w, i)
        if date:
            return date
    read_led = _LED_READERS.get(first)
    return read_led(w, i, led=led) if read_led else None


def _after_the(w: Words, i: int) -> Found:
    if w.lower[i + 1] == "the":
        return None
    return lone_day(w, i) or point(w, i + 1, led=True)


def _year(w: Words, i: int, *, led: bool) -> Found:
    """Read a year alone, where only a date can stand: "in 2015", not "the 2015 deal"."""
    number = w.year(i)
    if number is None or not (led or w.lower[i - 1] in _YEAR_LEADS):
        return None
    return Year(number=number), i + 1


def _readers() -> dict[str, tuple[Callable[[Words, int], Found], ...]]:
    """Return by its first word how a date is read, the likeliest first. Of two rows for a word, the first counts."""
    rows: tuple[tuple[Iterable[str], tuple[Callable[[Words, int], Found], ...]], ...] = (
        (WEEKDAYS, (weekday,)),
        ((*MONTHS, *SHORT_MONTHS), (calendar_day,)),
        (_NUMBER, (calendar_day, numbered, counted_away)),
        (PARTS & POINTERS, (part, pointed)),
        (PARTS & ORDINALS.keys(), (part, calendar_day)),
        (PARTS, (part,)),
        (POINTERS, (pointed,)),
        (DAYS, (near_day, next_to)),
        (("day",), (near_day, next_to, counted_away)),
        (UNITS, (week, end_of_unit, counted_away)),
        (TENS, (calendar_day, numbered, counted_away)),
        (ORDINALS, (calendar_day, numbered)),
        ((*CARDINALS, *VAGUE), (counted_away,)),
        (SHORT_WEEKDAYS, (weekday,)),
    )
    return {word: readers for words, readers in reversed(rows) for word in words}


_READERS: Final = _readers()
_LED_READERS: Final = {
    **dict.fromkeys((*MONTHS, *SHORT_MONTHS), month),
    **dict.fromkeys(SEASONS, season),
    _NUMBER: _year,
}
