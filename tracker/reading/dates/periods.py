"""How weeks, seasons and parts of units are written: "early next month", "the first Friday of May"."""

from tracker.reading.dates.counts import POINTERS, SINGULAR, amount, pointed
from tracker.reading.dates.days import (
    Found,
    calendar_day,
    lone_day,
    month,
    year_after,
)
from tracker.reading.dates.meanings import (
    Count,
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
    WeekOf,
    Year,
)
from tracker.reading.dates.weekdays import near_day, weekday
from tracker.reading.dates.words import (
    DASHES,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    Words,
    any_of,
)

THIRDS = {"early": "early", "mid": "mid", "late": "late"}
_MOVING = {"later": "later", "earlier": "earlier"}  # with "in" or without: the part after, or before, the day of print
_OF_PARTS = {
    "beginning": "beginning",
    "start": "beginning",
    "outset": "beginning",
    "opening": "beginning",
    "middle": "mid",
    "end": "end",
    "close": "end",
    "rest": "later",
    "remainder": "later",
}
_NUMBERED = {"first": "1", "second": "2", "third": "3", "fourth": "4", "latter": "2", "last": "last", "final": "last"}
PARTS = frozenset({*THIRDS, *_MOVING, *_OF_PARTS, *_NUMBERED})
_SEASON_LEADS = any_of("in by until since during early late mid of for over")
_WEEKEND_LEADS = any_of("over at during on for by until of in through")
_TWO_AWAY = {("after", "next"): 2, ("before", "last"): -2}  # "the week after next"
_TWO_AWAY_UNITS = frozenset({"week", "weekend", "month", "year"})
_OPENS_WEEK = frozenset({"of", "beginning", "starting", "commencing", "from"})
_WEEK_BEGINS = frozenset({"begins", "starts", "opens"})
_WEEKEND_EVENTS = any_of("meeting meetings talks summit visit trip session")
_PARTS_OF_COUNTS = frozenset({"early", "late", "later"})
_BARE = frozenset({Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.QUARTER, Unit.WEEKEND})


def season(w: Words, i: int, *, led: bool) -> Found:
    """Read "spring 2026", "the summer of next year", "in the autumn"; not "a fall", nor "Spring Festival"."""
    number = SEASONS.get(w.lower[i])
    if number is None:
        return None
    year, end = year_after(w, i + 1)
    if year is not None:
        return Season(number=number, year=year), end
    lead = w.lower[i - 2] if w.lower[i - 1] == "the" else w.lower[i - 1]
    part_of_name = w.lower[end].isalpha() and w.capital(end)
    if part_of_name or w.lower[end] == "of" or not (led or lead in _SEASON_LEADS):
        return None
    return Season(number=number), end


def part(w: Words, i: int) -> Found:
    """Read a part of a longer unit: "early May", "the end of next month", "the second half of the year"."""
    word = w.lower[i]
    if word in THIRDS:
        return _third(w, i)
    if word in _MOVING:
        return _part_of(w, i + 1 + (w.lower[i + 1] in ("in", "on")), _MOVING[word])
    if word in _OF_PARTS and (w.lower[i + 1] == "of" or (word == "end" and w.lower[i + 1] in DASHES)):
        return _part_of(w, i + 2, _OF_PARTS[word])
    return numbered(w, i)


def _third(w: Words, i: int) -> Found:
    j = i + 1
    if w.lower[j] == "part" and w.lower[j + 1] == "of":
        return _part_of(w, j + 2, w.lower[i])
    while j < i + 4 and (w.lower[j] in DASHES or w.lower[j] in ("to", "or")):
        j += 1
    until = w.lower[j] if j > i + 1 and w.lower[j] in THIRDS else None
    if until:
        j += 1 + (w.lower[j + 1] in DASHES)
    elif j > i + 2:
        return None
    date = _part_of(w, j + (w.lower[j] in ("in", "on")), w.lower[i])
    if date and until and isinstance(date[0], Part):
        return Series(joint="to", items=(date[0], Part(name=until, of=date[0].of))), date[1]
    return date


def numbered(w: Words, i: int) -> Found:
    """Read a part that is numbered: "the third week of May", "third or fourth week of May", "first quarter of 2026"."""
    if w.lower[i + 1] in ("or", "and", "to") and w.lower[i + 2] in _NUMBERED:
        return _numbered_twice(w, i)
    number = str(w.numbers[i]) if w.ordinal(i) else _NUMBERED.get(w.lower[i], "")
    if _is_numbered_day(w, i, number):
        return _nth_weekday(w, i, i + 3)
    if number not in ("1", "2", "3", "4", "last"):
        return None
    if w.lower[i + 1] == "quarter":
        return _quarter(w, i + 2, number)
    kind, j = _kind_of_part(w, i + 1)
    name = _part_name(kind, number) if w.lower[j] in ("of", "in") else None
    return _part_of(w, j + 1, name) if name else None


def _is_numbered_day(w: Words, i: int, number: str) -> bool:
    """Whether it is a day that is numbered: "first Friday of February", "last day in November"."""
    is_day = w.lower[i + 1] in WEEKDAYS or (w.lower[i + 1] == "day" and number in ("1", "last"))
    return is_day and w.lower[i + 2] in ("of", "in")


def _kind_of_part(w: Words, i: int) -> tuple[str, int]:
    """Return the noun of a part, and where it ends: "week", and "days" for "the first ten days of May"."""
    tenths = amount(w, i)
    if tenths and w.lower[tenths[1]] == "days":
        return "days", tenths[1] + 1
    return w.lower[i], i + 1


def _numbered_twice(w: Words, i: int) -> Found:
    """Read "third or fourth week of May" at its first number."""
    last = numbered(w, i + 2)
    if last is None or not isinstance(last[0], Part) or w.lower[i] not in _NUMBERED:
        return None
    kind, _, _ = last[0].name.partition(" ")
    first = Part(name=f"{kind} {_NUMBERED[w.lower[i]]}", of=last[0].of)
    return Series(joint="or", items=(first, last[0])), last[1]


def _quarter(w: Words, i: int, number: str) -> Found:
    """Read the year of a quarter: "of 2026", "of the year"."""
    year, end = year_after(w, i)
    if year is None and w.lower[i : i + 3] == ["of", "the", "year"]:
        end = i + 3
    return (Quarter(number=int(number), year=year), end) if number in "1234" and end > i else None


def _part_name(kind: str, number: str) -> str | None:
    """Return the name of a numbered part: "half 1", "week last", or "early" for the first days."""
    if kind == "half":
        return f"half {number}" if number in "12" else None
    if kind == "days":
        return {"1": "early", "last": "late"}.get(number)
    return f"{kind} {number}" if kind in ("week", "weekend") else None


def _nth_weekday(w: Words, i: int, j: int) -> Found:
    """Read "first Friday of February", "last day in November" at the ordinal; `j` is the month's word."""
    word = w.lower[i]
    nth = w.numbers[i] if w.ordinal(i) else -1 if word in ("last", "final") else ORDINALS.get(word, 0)
    date = _part_of(w, j, "early") if nth in (-1, 1, 2, 3, 4, 5) else None
    if date is None or not isinstance(date[0], Part) or not _is_month(date[0].of):
        return None
    return NthWeekday(number=WEEKDAYS.get(w.lower[i + 1]), nth=nth, of=date[0].of), date[1]


def _is_month(meaning: Meaning) -> bool:
    return isinstance(meaning, Month) or (isinstance(meaning, Relative) and meaning.unit is Unit.MONTH)


def _part_of(w: Words, i: int, name: str) -> Found:
    """Read the unit that a part is of; "early on Friday" and "later today" are Friday and today."""
    day = weekday(w, i) or near_day(w, i) or calendar_day(w, i)
    if day:
        return day
    date = _unit(w, i, name)
    if date is None or _is_day(date[0]):
        return date
    if isinstance(date[0], Count) and name not in _PARTS_OF_COUNTS:
        return None
    of, end = date
    year = w.year(end + 1) if w.lower[end] == "," and _is_year(of) else None
    if year is not None:  # "early next year, 2027"
        return Part(name=name, of=Year(number=year)), end + 2
    return Part(name=name, of=of), end


def _is_day(meaning: Meaning) -> bool:
    return isinstance(meaning, Relative) and meaning.unit is Unit.DAY


def _is_year(meaning: Meaning) -> bool:
    return isinstance(meaning, Relative) and meaning.unit is Unit.YEAR


def _unit(w: Words, i: int, name: str) -> Found:
    """Read "next month", "May", "the year", "2027" behind a part."""
    the = w.lower[i] == "the"
    i += the
    word = w.lower[i]
    date = pointed(w, i) if word in POINTERS else month(w, i, led=True) or season(w, i, led=True)
    date = date or _bare_unit(w, i, the=the, is_mid=name == "mid")
    if date is None and word in _NUMBERED and name in ("beginning", "end"):
        return numbered(w, i)
    return date


def _bare_unit(w: Words, i: int, *, the: bool, is_mid: bool) -> Found:
    """Read "2027", "the day", "the year" and, in the middle of one, "year"."""
    word, year = w.lower[i], w.year(i)
    if year is not None:
        return Year(number=year), i + 1
    if the and word == "day":
        return Relative(unit=Unit.DAY, offset=0, anchored=True), i + 1
    is_unit = SINGULAR.get(word) in _BARE and (the or is_mid)
    return (Relative(unit=SINGULAR[word], offset=0), i + 1) if is_unit else None


def week(w: Words, i: int) -> Found:
    """Read "the week of January 26", "the week after next", "over the weekend" at the unit."""
    unit = w.lower[i]
    offset = _TWO_AWAY.get((w.lower[i + 1], w.lower[i + 2]))
    if offset and unit in _TWO_AWAY_UNITS:
        return Relative(unit=Unit(unit), offset=offset), i + 3
    if unit not in ("week", "weekend"):
        return None
    if w.lower[i + 1] in _OPENS_WEEK:
        return _week_of(w, i, i + 2)
    if w.lower[i + 1] in ("that", "which") and w.lower[i + 2] in _WEEK_BEGINS:
        return _week_of(w, i, i + 3)
    lead = w.lower[i - 2] if w.lower[i - 1] == "the" else ""
    is_date = unit == "weekend" and (lead in _WEEKEND_LEADS or w.lower[i + 1] in _WEEKEND_EVENTS)
    return (Relative(unit=Unit.WEEKEND, offset=None), i + 1) if is_date else None


def _week_of(w: Words, i: int, j: int) -> Found:
    """Read "week of January 26", "week beginning on Monday", "weekend of the 5th"; `j` is where its day may begin."""
    unit, opens = w.lower[i], w.lower[i + 1]
    j += w.lower[j] == "on"
    of = lone_day(w, j) or weekday(w, j) or calendar_day(w, j + (w.lower[j] == "the"))
    kind = unit if unit == "weekend" or opens == "of" else "from"
    return of and (WeekOf(kind=kind, of=_first(of[0])), of[1])


def _first(meaning: Meaning) -> Meaning:
    return meaning.items[0] if isinstance(meaning, Series) and isinstance(meaning.items[0], Day) else meaning


def next_to(w: Words, i: int) -> Found:
    """Read "the day before", "the day after" where nothing follows to which they could belong."""
    if w.lower[i] != "day" or w.lower[i - 1] not in ("the", "a", "one") or w.lower[i + 2].isalpha():
        return None
    offset = {"before": -1, "after": 1}.get(w.lower[i + 1])
    return None if offset is None else (Relative(unit=Unit.DAY, offset=offset, anchored=True), i + 2)


def end_of_unit(w: Words, i: int) -> Found:
    """Read "year-end", "year's end", "next year's end"."""
    unit = SINGULAR.get(w.lower[i])
    j = i + 1 + (2 if w.possessive(i + 1) else 1 if w.lower[i + 1] in DASHES else 0)
    if unit in _BARE and j > i + 1 and w.lower[j] == "end" and w.lower[i - 1] not in WEEKDAYS:
        return Part(name="end", of=Relative(unit=unit, offset=0)), j + 1
    return None
