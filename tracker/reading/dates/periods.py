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
_BARE = frozenset({Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.QUARTER, Unit.WEEKEND})


def season(w: Words, i: int, *, led: bool = False) -> Found:
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
    if word in _OF_PARTS and w.lower[i + 1] == "of":
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
    found = _part_of(w, j + (w.lower[j] in ("in", "on")), w.lower[i])
    if found and until and isinstance(found[0], Part):
        return Series(joint="to", items=(found[0], Part(name=until, of=found[0].of))), found[1]
    return found


def numbered(w: Words, i: int) -> Found:
    """Read a part that is numbered: "the third week of May", "the first quarter of 2026"."""
    number = str(w.numbers[i]) if w.ordinal(i) else _NUMBERED.get(w.lower[i], "")
    kind, j = w.lower[i + 1], i + 2
    if kind in WEEKDAYS and w.lower[j] in ("of", "in"):
        return _nth_weekday(w, i, j + 1)
    if number not in ("1", "2", "3", "4", "last"):
        return None
    if kind == "quarter":
        year, end = year_after(w, j)
        if year is None and w.lower[j : j + 3] == ["of", "the", "year"]:
            end = j + 3
        return (Quarter(number=int(number), year=year), end) if number in "1234" and end > j else None
    tenths = amount(w, i + 1)
    if tenths and w.lower[tenths[1]] == "days":  # "the first ten days of May"
        kind, j = "days", tenths[1] + 1
    if w.lower[j] not in ("of", "in"):
        return None
    if kind == "half" and number in "12":
        return _part_of(w, j + 1, f"half {number}")
    if kind in ("week", "weekend"):
        return _part_of(w, j + 1, f"{kind} {number}")
    if kind == "days" and number in ("1", "last"):
        return _part_of(w, j + 1, "early" if number == "1" else "late")
    return None


def _nth_weekday(w: Words, i: int, j: int) -> Found:
    """Read "first Friday of February", "third Thursday in November" at the ordinal; `j` is the month's word."""
    word = w.lower[i]
    nth = w.numbers[i] if w.ordinal(i) else -1 if word in ("last", "final") else ORDINALS.get(word, 0)
    found = _part_of(w, j, "early") if nth in (-1, 1, 2, 3, 4, 5) else None
    if found is None or not isinstance(found[0], Part) or not _is_month(found[0].of):
        return None
    return NthWeekday(number=WEEKDAYS[w.lower[i + 1]], nth=nth, of=found[0].of), found[1]


def _is_month(meaning: Meaning) -> bool:
    return isinstance(meaning, Month) or (isinstance(meaning, Relative) and meaning.unit is Unit.MONTH)


def _part_of(w: Words, i: int, name: str) -> Found:
    """Read the unit that a part is of; "early on Friday" and "later today" are Friday and today."""
    day = weekday(w, i) or near_day(w, i) or calendar_day(w, i)
    if day:
        return day
    the = w.lower[i] == "the"
    i += the
    word = w.lower[i]
    found = pointed(w, i) if word in POINTERS else month(w, i, led=True) or season(w, i, led=True)
    if found and isinstance(found[0], Relative) and found[0].unit is Unit.DAY:
        return found
    number = w.year(i)
    if number is not None:
        found = Year(number=number), i + 1
    elif the and word == "day":
        return Relative(unit=Unit.DAY, offset=0, anchored=True), i + 1
    elif word in SINGULAR and SINGULAR[word] in _BARE and (the or name == "mid"):
        found = Relative(unit=SINGULAR[word], offset=0), i + 1
    elif found is None and word in _NUMBERED and name in ("beginning", "end"):
        found = numbered(w, i)
    if found is None or (isinstance(found[0], Count) and name not in ("early", "late", "later")):
        return None
    of, end = found
    number = w.year(end + 1) if w.lower[end] == "," and isinstance(of, Relative) and of.unit is Unit.YEAR else None
    if number is not None:  # "early next year, 2027"
        return Part(name=name, of=Year(number=number)), end + 2
    return Part(name=name, of=of), end


def week(w: Words, i: int) -> Found:
    """Read "the week of January 26", "the week after next", "over the weekend" at the unit."""
    unit, follows = w.lower[i], w.lower[i + 1]
    if unit in ("week", "weekend", "month", "year") and w.lower[i + 1 : i + 3] in (
        ["after", "next"],
        ["before", "last"],
    ):
        return Relative(unit=Unit(unit), offset=2 if follows == "after" else -2), i + 3
    if unit not in ("week", "weekend"):
        return None
    if follows in ("of", "beginning", "starting", "commencing", "from"):
        j = i + 2 + (w.lower[i + 2] == "on")
        of = lone_day(w, j) or weekday(w, j) or calendar_day(w, j + (w.lower[j] == "the"))
        kind = "weekend" if unit == "weekend" else "week" if follows == "of" else "from"
        return of and (WeekOf(kind=kind, of=_first(of[0])), of[1])
    lead = w.lower[i - 2] if w.lower[i - 1] == "the" else ""
    return (Relative(unit=Unit.WEEKEND, offset=None), i + 1) if unit == "weekend" and lead in _WEEKEND_LEADS else None


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
