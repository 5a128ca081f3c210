"""Months and seasons, which come round every year: which one is meant."""

from collections.abc import Iterable

from tracker.reading.dates.clock import Clock, Tense, in_year
from tracker.reading.dates.meanings import Month, Pick, Season

_SEASON_BEGINS = {21: 3, 22: 6, 23: 9, 24: 12}


def year_of(meaning: Month | Season, clock: Clock) -> int:
    """Find the year of a month or season that comes round again."""
    year = in_year(meaning.year, clock)
    if year is not None:
        return year
    if isinstance(meaning, Month) and meaning.pick is Pick.THIS:
        return clock.today.year
    now = clock.today.year * 12 + clock.today.month - 1
    month, length = (_SEASON_BEGINS[meaning.number], 3) if isinstance(meaning, Season) else (meaning.number, 1)
    begins = [(clock.today.year + shift) * 12 + month - 1 for shift in (-2, -1, 0, 1, 2)]
    return _begin(meaning.pick or clock.tense, begins, now, length) // 12


def _begin(which: Pick | Tense, begins: list[int], now: int, length: int) -> int:
    """Choose among the months in which a period of so many months begins; all count months from the year 0."""
    running_or_ahead = [begin for begin in begins if begin + length > now]
    match which:
        case Pick.NEXT:
            return min(begin for begin in begins if begin > now)
        case Pick.LAST:
            return max(set(begins) - set(running_or_ahead))
        case Pick.THIS:
            return _begin_of_this(begins, now, length)
        case Tense.PAST:
            return max(begin for begin in begins if begin <= now)
        case Tense.FUTURE | Pick.COMING:
            return min(running_or_ahead)
    return min(begins, key=lambda begin: abs(begin - now))


def _begin_of_this(begins: Iterable[int], now: int, length: int) -> int:
    """Return where the period begins that runs now, or that begins this year."""
    return next(begin for begin in begins if begin // 12 == now // 12 or begin <= now < begin + length)
