"""Single dates, without the words around them: a day, a week, a month, a season, a year, a count of units."""

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
_COUNTS = frozenset({*CARDINALS, *VAGUE, *UNITS})


def point(w: Words, i: int, *, led: bool = False) -> Found:
    """Read one date. `led` is for one that stands where only a date can."""
    word = w.lower[i]
    if led and word == "the":
        return _after_the(w, i)
    if word in WEEKDAYS:
        return weekday(w, i)
    if word in MONTHS or word in SHORT_MONTHS:
        return calendar_day(w, i) or month(w, i, led=led)
    if "0" <= word[:1] <= "9":
        return calendar_day(w, i) or numbered(w, i) or counted_away(w, i) or _year(w, i, led=led)
    if word in PARTS or word in POINTERS:
        return _part_or_pointer(w, i, word)
    unit = _unit(w, i, word, led=led)
    return unit or (counted_away(w, i) if word in _COUNTS else None)


def _after_the(w: Words, i: int) -> Found:
    if w.lower[i + 1] == "the":
        return None
    return lone_day(w, i) or point(w, i + 1, led=True)


def _part_or_pointer(w: Words, i: int, word: str) -> Found:
    """Read "early May", "next week"; "first", "last" and the like may be either, or a day."""
    date = part(w, i) if word in PARTS else None
    if date:
        return date
    if word in POINTERS:
        return pointed(w, i)
    return calendar_day(w, i) if word in ORDINALS else None


def _unit(w: Words, i: int, word: str, *, led: bool) -> Found:
    """Read a date that begins with the word for a unit, a season or a number."""
    if word in DAYS or word == "day":
        return near_day(w, i) or next_to(w, i)
    if word in UNITS:
        return week(w, i) or end_of_unit(w, i)
    if word in SEASONS:
        return season(w, i, led=led)
    if word in ORDINALS or word in TENS:
        return calendar_day(w, i) or numbered(w, i)
    return weekday(w, i) if word in SHORT_WEEKDAYS else None


def _year(w: Words, i: int, *, led: bool) -> Found:
    """Read a year alone, where only a date can stand: "in 2015", not "the 2015 deal"."""
    number = w.year(i)
    if number is None or not (led or w.lower[i - 1] in _YEAR_LEADS):
        return None
    return Year(number=number), i + 1
