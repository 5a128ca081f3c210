"""Dates in Korean and Japanese: 다음 달 3일, 1월 29~31일, 来月上旬, 29日から31日.

A date is a point (a day, a week, a month, a part of one), or two points that a mark or a particle joins, perhaps with a
length of stay. `east_asian_words` has the tables.
"""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Final

from tracker.reading.dates import east_asian_words as table
from tracker.reading.dates.meanings import (
    Bound,
    Count,
    Day,
    Lasting,
    Meaning,
    Month,
    Part,
    Relative,
    Season,
    Series,
    Unit,
    Weekday,
    Year,
)
from tracker.reading.dates.phrases import DatePhrase

Point = tuple[Meaning, int, int]  # what the words mean, and where they begin and end


def east_asian_dates(text: str) -> tuple[DatePhrase, ...]:
    """Find the Korean and Japanese dates of a text, in order and apart."""
    return tuple(
        DatePhrase(start=start, end=end, words=text[start:end], meaning=meaning)
        for meaning, start, end in _lasting(text, _joined(text, list(_points(text))))
    )


# Points


def _year(match: re.Match[str]) -> Year | Relative | None:
    if match["year"]:
        return Year(number=int(match["year"]))
    return Relative(unit=Unit.YEAR, offset=table.YEARS[match["that_year"]]) if match["that_year"] else None


def _day(match: re.Match[str]) -> Meaning:
    weekday = table.WEEKDAYS[match["beside"]] if match["beside"] else None
    of = Relative(unit=Unit.MONTH, offset=table.MONTHS[match["that_month"]]) if match["that_month"] else None
    month = int(match["month"]) if match["month"] else None
    return Day(day=int(match["day"]), month=month, year=_year(match), of=of, weekday=weekday)


def _month(match: re.Match[str]) -> Meaning:
    if match["that_month"]:
        month: Meaning = Relative(unit=Unit.MONTH, offset=table.MONTHS[match["that_month"]])
    else:
        month = Month(number=int(match["month"]), year=_year(match))
    return Part(name=table.PARTS[match["part"]], of=month) if match["part"] else month


def _of_year(match: re.Match[str]) -> Meaning:
    year = _year(match)
    if match["season"]:
        return Season(number=table.SEASONS[match["season"]], year=year)
    whole = year or Relative(unit=Unit.YEAR, offset=0)
    return Part(name=table.PARTS[match["part"]], of=whole) if match["part"] else whole


def _of_this_year(match: re.Match[str]) -> Meaning:
    return Part(name=table.OF_THIS_YEAR[match[0]], of=Relative(unit=Unit.YEAR, offset=0))


def _season(match: re.Match[str]) -> Meaning:
    year = Relative(unit=Unit.YEAR, offset=table.SEASON_OF[match["of"]])
    return Season(number=table.SEASONS[match["season"]], year=year)


def _week(match: re.Match[str]) -> Meaning:
    offset = table.WEEKS[match["week"]]
    if match["end"]:
        return Relative(unit=Unit.WEEKEND, offset=offset)
    week = Relative(unit=Unit.WEEK, offset=offset)
    if match["weekday"]:
        return Weekday(number=table.WEEKDAYS[match["weekday"]], week=week)
    return Part(name=table.PARTS[match["part"]], of=week) if match["part"] else week


def _weekday(match: re.Match[str]) -> Meaning:
    return Weekday(number=table.WEEKDAYS[match["weekday"]])


def _that_day(match: re.Match[str]) -> Meaning:
    if match[0] in table.SAME_DAY:
        return Relative(unit=Unit.DAY, offset=0, anchored=True)
    return Relative(unit=Unit.DAY, offset=table.DAYS[match[0]])


def _count(match: re.Match[str]) -> Meaning:
    direction = table.AFTER[match["after"]]
    return Count(number=int(match["count"]), unit=table.UNITS[match["unit"]], direction=direction)


def _form(pattern: str, meaning: Callable[[re.Match[str]], Meaning]) -> tuple[re.Pattern[str], Callable[..., Meaning]]:
    return re.compile(pattern), meaning


_NAMED_DAY: Final = r"(?P<weekday>[월화수목금토일](?=요일)|[月火水木金土日](?=曜))(?:요일|曜日?)"
_BESIDE: Final = r"(?:\s?\((?P<beside>[월화수목금토일月火水木金土日])[^)]{0,3}\))?"
_GOES_ON: Final = r"(?=\s?[~∼〜～·・、,–-]\s?\d{1,2}(?:[일日]|両日))"  # the first number of 29~31일
_OF_A_STAY: Final = r"(?<!박 )(?<!泊)"  # 2박 3일 is a length
_OF_YEAR: Final = rf"(?:(?P<year>\d{{4}})[년年]|(?P<that_year>{table.words(table.YEARS)}))"
_OF_MONTH: Final = rf"(?:(?P<month>\d{{1,2}})[월月]|(?P<that_month>{table.words(table.MONTHS)}))"
_PART: Final = rf"(?P<part>{table.words(table.PARTS)})"
_SEASON: Final = rf"(?P<season>{table.words(table.SEASONS)})"
_NEXT: Final = r"\s?の?"

# The longest reading comes first.
_FORMS: Final = (
    _form(
        rf"(?P<count>\d{{1,2}})(?P<unit>{table.words(table.UNITS)})간?\s?(?P<after>{table.words(table.AFTER)})(?![후後])",
        _count,
    ),
    _form(
        rf"(?P<week>{table.words(table.WEEKS)})(?:(?P<end>말|末)|{_NEXT}(?:{_NAMED_DAY}|{_PART}))?",
        _week,
    ),
    _form(
        rf"(?:{_OF_YEAR}{_NEXT})?(?:{_OF_MONTH}{_NEXT})?{_OF_A_STAY}(?P<day>\d{{1,2}})(?:両?[일日](?![간間本])|{_GOES_ON}){_BESIDE}",
        _day,
    ),
    _form(rf"(?:{_OF_YEAR}{_NEXT})?{_OF_MONTH}(?:{_NEXT}{_PART})?", _month),
    _form(r"(?P<of>[来今昨])(?P<season>[春夏秋冬])", _season),
    _form(rf"{_OF_YEAR}(?:{_NEXT}(?:{_SEASON}|{_PART}))?", _of_year),
    _form(table.words(table.OF_THIS_YEAR), _of_this_year),
    _form(table.words({**table.DAYS, **dict.fromkeys(table.SAME_DAY)}), _that_day),
    _form(_NAMED_DAY, _weekday),
)
_START: Final = re.compile(r"\d+|[^\W\d_]")


def _points(text: str) -> Iterator[Point]:
    """Yield each point, as long as it can be read."""
    end = 0
    for start in _START.finditer(text):
        if start.start() < end or start[0].isascii() != start[0].isdecimal():
            continue
        for pattern, meaning in _FORMS:
            match = pattern.match(text, start.start())
            if match:
                end = match.end()
                yield meaning(match), match.start(), end
                break


# Points together

_MARK: Final = re.compile(r"\s?[~∼〜～–-]\s?")
_FROM: Final = re.compile(r"\s?(?:부터|에서|から|より)\s?")
_AND: Final = re.compile(r"\s?[·・、,]\s?|(?:과|와|と)\s?|\s및\s")
_MOVED: Final = re.compile(r"\s?(?:으?로|に|へ)")  # from one day to another: 1일에서 15일로
_UNTIL: Final = re.compile(r"\s?(?:까지|まで(?!に))")
_STAY: Final = re.compile(
    r"\s?(?:부터|から|より)?\s?の?(?:(?P<days>\d{1,2})(?:일간|日間)|\d(?:박\s?|泊)(?P<nights_and_days>\d{1,2})[일日]"
    rf"|(?P<word>{table.words(table.LENGTHS)}))"
)
_SIDE: Final = re.compile(rf"\s?(?P<side>{table.words(table.SIDES)})")


def _joined(text: str, points: list[Point]) -> list[Point]:
    """Return the points, those that are joined as one: by a mark first, then by a particle, then by "and"."""
    for joint, pattern in (("to", _MARK), ("to", _FROM), ("and", _AND)):
        points = list(_pairs(text, points, joint, pattern))
    return points


def _pairs(text: str, points: list[Point], joint: str, pattern: re.Pattern[str]) -> Iterator[Point]:
    taken: Point | None = None
    for point, after in zip_longest(points, points[1:]):
        if point is taken:
            continue
        meaning, start, _ = point
        if after is None or not _are_joined(text, point, after, pattern):
            yield point
            continue
        taken = after
        until = _UNTIL.match(text, after[2]) if joint == "to" else None
        yield Series(joint=joint, items=(meaning, after[0])), start, until.end() if until else after[2]


def _are_joined(text: str, point: Point, after: Point, pattern: re.Pattern[str]) -> bool:
    if isinstance(point[0], Series) or isinstance(after[0], Series):
        return False
    return bool(pattern.fullmatch(text, point[2], after[1])) and not (pattern is _FROM and _MOVED.match(text, after[2]))


def _lasting(text: str, points: list[Point]) -> Iterator[Point]:
    """Yield the points, each with the length of stay or the particle behind it."""
    for meaning, start, end in points:
        stay, side = _STAY.match(text, end), _SIDE.match(text, end)
        if stay and not isinstance(meaning, Series):
            yield Lasting(days=_days(stay), of=meaning), start, stay.end()
        elif side:
            yield Bound(side=table.SIDES[side["side"]], of=meaning), start, side.end()
        else:
            yield meaning, start, end


def _days(stay: re.Match[str]) -> int:
    return table.LENGTHS[stay["word"]] if stay["word"] else int(stay["days"] or stay["nights_and_days"])
