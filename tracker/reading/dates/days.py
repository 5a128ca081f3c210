"""How days of a month, months and years are written: each function reads at one word, and says where it stopped."""

import re

from tracker.reading.dates.meanings import Day, InYear, Meaning, Month, Relative, Series, Unit, Year
from tracker.reading.dates.words import (
    ALSO_WORDS,
    DASHES,
    DAYS,
    DETERMINERS,
    FOLLOWERS,
    JOINTS,
    LEADS,
    MEETINGS,
    MONTHS,
    ORDINALS,
    PUT_OFF,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    TENS,
    TIMES_OF_DAY,
    WEEKDAYS,
    Words,
)

Found = tuple[Meaning, int] | None

_NUMERIC = re.compile(
    r"(?P<iso>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})(?![0-9-])"
    r"|(?P<a>[0-9]{1,2})(?P<mark>[./-])(?P<b>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})(?![0-9-])"
)
_PLACES = {"this": 0, "next": 1, "last": -1, "same": 0, "following": 1, "previous": -1, "that": 0, "coming": 1}
_ANCHORED = frozenset({"that", "same", "following", "previous"})
_NAMES = frozenset({"jan", "jun", "mar"})
_LOOSE_LEADS = frozenset({"of", "for", "about", "as", "than", "to", "back"})  # before names as often as before dates
_MOVE_REACH = 8  # words before "to May" in which a plan may be put off
_DAY_BEFORE_MONTH = 8  # words that a list of days may take


def placed(w: Words, i: int, units: frozenset[Unit]) -> tuple[Relative, int] | None:
    """Read "next week", "of that week", "of the same year": a unit by its place, "of" and "the" before it or not."""
    i += w.lower[i] == "of"
    i += w.lower[i] == "the"
    place, unit = w.lower[i], w.lower[i + 1]
    if place in _PLACES and unit in units:
        return Relative(unit=Unit(unit), offset=_PLACES[place], anchored=place in _ANCHORED), i + 2
    return None


_YEAR = frozenset({Unit.YEAR})
_MONTH = frozenset({Unit.MONTH})


def year_after(w: Words, i: int) -> tuple[InYear, int]:
    """Read the year behind a month or day: ", 2026", "2026", "of 2026", "of last year", "next year"."""
    j = i + (w.lower[i] in (",", "of"))
    number = w.year(j)
    if number is not None:
        return Year(number=number), j + 1
    return (placed(w, i, _YEAR) if w.lower[i] != "," else None) or (None, i)


def month_name(w: Words, i: int) -> tuple[int, int] | None:
    """Read a month's name or its short form with its dot: its number, and where it ends."""
    word = w.lower[i]
    if word in MONTHS:
        return (MONTHS[word], i + 1) if word not in ALSO_WORDS or w.capital(i) else None
    if word in SHORT_MONTHS and w.capital(i):
        return SHORT_MONTHS[word], i + 1 + (w.lower[i + 1] == "." and w.glued(i + 1))
    return None


def month(w: Words, i: int, *, led: bool) -> Found:
    """Read a month without a day. `led` is for one that stands where only a date can."""
    named = month_name(w, i)
    if named is None:
        return None
    number, j = named
    year, end = year_after(w, j)
    if year is None and (_is_first_name(w, i, j) or not (led or _stands(w, i, j))):
        return None
    return Month(number=number, year=year), end


def _stands(w: Words, i: int, j: int) -> bool:
    """Whether a bare month's name means the month: "in May", "May's", "a March visit"; not "may", nor "Ms. May"."""
    word, before = w.lower[i], w.lower[i - 1]
    if word in SHORT_MONTHS and word not in MONTHS:
        return before in LEADS and (w.lower[i + 1] == "." or before not in _LOOSE_LEADS)
    moved = before == "to" and w.any_before(i, _MOVE_REACH, PUT_OFF)
    if word not in ALSO_WORDS or moved or before in LEADS or (before in DASHES and w.lower[i - 2] == "mid"):
        return True
    named = before.isalpha() and w.capital(i - 1)
    if w.possessive(j):
        return not named
    return w.lower[j] in MEETINGS and before in DETERMINERS


def _is_first_name(w: Words, i: int, j: int) -> bool:
    """Whether a short month without its dot is somebody's name: "from Jan Egeland"."""
    return w.lower[i] in _NAMES and w.lower[j - 1] != "." and w.lower[j].isalpha() and w.capital(j)


def day_numbers(w: Words, i: int, *, spelled: bool) -> tuple[tuple[int, ...], str, int] | None:
    """Read "29", "29-31", "5 and 6", "3 or 10", "5, 6 and 7": the days, how they are joined, where they end."""
    first = _day_number(w, i, spelled=spelled)
    if first is None:
        return None
    days, end = [first[0]], first[1]
    best: tuple[tuple[int, ...], str, int] = ((first[0],), "", end)
    while len(days) < _DAY_BEFORE_MONTH:
        link = "," if w.lower[end] == "," else JOINTS.get(w.lower[end], "")
        following = _day_number(w, end + 1 + (w.lower[end + 1] == "the"), spelled=spelled)
        if not link or following is None or following[0] <= days[-1]:
            break
        counts = link != "," and w.lower[end] not in DASHES and not w.ordinal(following[1] - 1)
        if counts and not (_closes(w, following[1]) or w.capital(following[1])):
            break  # but "from August 3 to 5 Secretary Rice will be in Rome"
        days.append(following[0])
        end = following[1]
        if link != ",":
            return tuple(days), link, end
    return best


def _day_number(w: Words, i: int, *, spelled: bool) -> tuple[int, int] | None:
    number = w.day(i)
    if number is not None:
        return number, i + 1
    return spelled_ordinal(w, i) if spelled else None


def spelled_ordinal(w: Words, i: int) -> tuple[int, int] | None:
    """Read "fifth" and "twenty-first"."""
    if w.lower[i] in ORDINALS:
        return ORDINALS[w.lower[i]], i + 1
    if w.lower[i] in TENS:
        j = i + 1 + (w.lower[i + 1] in DASHES)
        ones = ORDINALS.get(w.lower[j], 99)
        if ones < 10 and TENS[w.lower[i]] + ones <= 31:
            return TENS[w.lower[i]] + ones, j + 1
    return None


def _closes(w: Words, i: int) -> bool:
    """Whether a number before this word can be a day: "5 and 6 in Rome", but not "5 and 6 ministers"."""
    word = w.lower[i]
    return not word.isalpha() or word in FOLLOWERS or word in TIMES_OF_DAY or word in MONTHS or word in SHORT_MONTHS


def calendar_day(w: Words, i: int) -> Found:
    """Read a day of a month, or several of one month, in either order, or in figures."""
    if w.lower[i] in MONTHS or w.lower[i] in SHORT_MONTHS:
        return _month_first(w, i)
    return numeric_day(w, i) or _day_first(w, i)


def _month_first(w: Words, i: int) -> Found:
    named = month_name(w, i)
    if named is None:
        return None
    number, j = named
    article = w.lower[j] == "the"
    days = day_numbers(w, j + article, spelled=article)
    if days is None:
        return None
    if len(days[0]) > 1 and month_name(w, days[2]):  # "Jan 5 - 10 February": 10 is the other month's
        days = (days[0][:1], "", j + article + 1)
    year, end = year_after(w, days[2])
    return _days(days[0], days[1], number, year), past_weekday(w, end)


def _day_first(w: Words, i: int) -> Found:
    days = day_numbers(w, i, spelled=True)
    if days is None:
        return None
    j = days[2] + (w.lower[days[2]] == "of")
    named = month_name(w, j)
    if named:
        year, end = year_after(w, named[1])
        return _days(days[0], days[1], named[0], year), past_weekday(w, end)
    above = placed(w, j, _MONTH) if j > days[2] else None
    if above:
        items = tuple(Day(day=day, of=above[0]) for day in days[0])
        return (items[0] if len(items) == 1 else Series(joint=days[1], items=items)), above[1]
    return None


def past_weekday(w: Words, i: int) -> int:
    """Step over "(Thursday)" or "(tomorrow)" behind a date."""
    word = w.lower[i + 1]
    day_inside = word in WEEKDAYS or word in SHORT_WEEKDAYS or word in DAYS
    return i + 3 if w.lower[i] == "(" and day_inside and w.lower[i + 2] == ")" else i


def _days(days: tuple[int, ...], joint: str, month_number: int, year: InYear) -> Meaning:
    items = tuple(Day(day=day, month=month_number, year=year) for day in days)
    return items[0] if len(items) == 1 else Series(joint=joint, items=items)


def numeric_day(w: Words, i: int) -> Found:
    """Read 2026-01-30, 30.01.2026, and with slash or hyphen what can be only day-month or month-day."""
    if not "0" <= w.lower[i][:1] <= "9" or (w.starts[i] > 0 and w.text[w.starts[i] - 1] in ".,:/-"):
        return None
    match = _NUMERIC.match(w.text, w.starts[i])
    day = _in_figures(match) if match else None
    if match is None or day is None:
        return None
    while w.ends[i] < match.end() and w.lower[i]:
        i += 1
    return day, i + 1


def _in_figures(match: re.Match[str]) -> Day | None:
    """Return the day that three numbers name, or None if they name none, or may name two."""
    if match["iso"]:
        return _valid_day(int(match["iso"]), int(match["m"]), int(match["d"]))
    year, day, number = int(match["year"]), int(match["a"]), int(match["b"])
    if match["mark"] == ".":
        return _valid_day(year, number, day)
    if number > 12:
        return _valid_day(year, day, number)
    return _valid_day(year, number, day) if day > 12 or day == number else None


def _valid_day(year: int, number: int, day: int) -> Day | None:
    """Return a day of month `number`, if there may be such a one."""
    is_valid = 1 <= number <= 12 and 1 <= day <= 31 and 1900 <= year < 2100
    return Day(day=day, month=number, year=Year(number=year)) if is_valid else None


def lone_day(w: Words, i: int) -> Found:
    """Read "the 11th", "the 5th and 6th" at its "the", where no month follows and nothing is counted."""
    if w.lower[i] != "the" or not w.ordinal(i + 1) or w.lower[i - 1] not in LEADS | {"on", "to", "and"}:
        return None
    days = day_numbers(w, i + 1, spelled=False)
    if days is None or not w.ordinal(days[2] - 1) or not _closes(w, days[2]) or w.lower[days[2]] in DASHES:
        return None
    if w.lower[days[2]] == "of" or w.lower[days[2]].isdigit():
        return None
    items = tuple(Day(day=day) for day in days[0])
    return (items[0] if len(items) == 1 else Series(joint=days[1], items=items)), past_weekday(w, days[2])
