"""How weekdays are written: "Tuesday (9 March)", "the first Friday of May", "Monday week", "the day after tomorrow"."""

from msgspec.structs import replace

from tracker.reading.dates.days import Found, calendar_day, month_name, past_weekday, placed
from tracker.reading.dates.meanings import Day, Meaning, Month, Pick, Relative, Series, Unit, Weekday
from tracker.reading.dates.words import (
    DASHES,
    DAYS,
    FOLLOWERS,
    JOINTS,
    MONTHS,
    ORDINALS,
    SHORT_WEEKDAYS,
    TIMES_OF_DAY,
    WEEKDAYS,
    Words,
    any_of,
)

_NOT_DAYS = {  # a weekday's name in another name
    "sunday": any_of("times express mail telegraph mirror post mass school"),
    "friday": frozenset({"prayer", "prayers", "sermon"}),
}
_FEASTS = any_of("good black bloody easter palm ash maundy cyber super holy shrove whit")
_LATER = {"week": 1, "fortnight": 2}
_WEEK = frozenset({Unit.WEEK})


def weekday(w: Words, i: int) -> Found:
    """Read a weekday, with the date or the week next to it: "Tuesday (9 March)", "Monday next week"."""
    word = w.lower[i]
    if word not in WEEKDAYS:
        return _short_weekday(w, i)
    number = WEEKDAYS[word]
    if w.lower[i - 1] in _FEASTS or w.lower[i + 1] in _NOT_DAYS.get(word, ()) or _is_counted(w, i):
        return None
    beside = _beside(w, i + 1)
    if beside:
        return _with_weekday(beside[0], number), beside[1]
    end = i + 1 + (w.lower[i + 1] in TIMES_OF_DAY)
    week = placed(w, end, _WEEK)
    if week:
        return Weekday(number=number, week=week[0]), week[1]
    if w.lower[end] == "(" and w.lower[end + 1] in DAYS and w.lower[end + 2] == ")":  # "Thursday (tomorrow)"
        return Relative(unit=Unit.DAY, offset=DAYS[w.lower[end + 1]]), end + 3
    weeks, end = _weeks_on(w, end)
    return Weekday(number=number, weeks=weeks, pick=_pick_behind(w, end)), end + (_pick_behind(w, end) is not None)


def _is_counted(w: Words, i: int) -> bool:
    """Whether a weekday is counted from a day that this cannot find: "the second Friday of Lent"."""
    return w.lower[i - 1] in ORDINALS and w.lower[i + 1] in ("of", "in", "after", "before")


def _weeks_on(w: Words, i: int) -> tuple[int, int]:
    """Read the "week" of "Monday week" and the "after next" of "Friday after next": the weeks, and where they end."""
    if w.lower[i : i + 2] == ["after", "next"] and _closes(w, i + 2):
        return 1, i + 2
    weeks = _LATER.get(w.lower[i], 0)
    return (weeks, i + 1) if weeks and _closes(w, i + 1) else (0, i)


def _pick_behind(w: Words, i: int) -> Pick | None:
    """Read the "next" of "on Tuesday next"."""
    return Pick.COMING if w.lower[i] == "next" and _closes(w, i + 1) else None


def _closes(w: Words, i: int) -> bool:
    return w.lower[i] not in DASHES and (not w.lower[i].isalpha() or w.lower[i] in FOLLOWERS)


def _short_weekday(w: Words, i: int) -> Found:
    """Read "Thu" where a date stands next to it; alone, "Sun" and "Sat" are other words."""
    if w.lower[i] not in SHORT_WEEKDAYS or not w.capital(i):
        return None
    beside = _beside(w, i + 1 + (w.lower[i + 1] == "."))
    return beside and (_with_weekday(beside[0], SHORT_WEEKDAYS[w.lower[i]]), beside[1])


def _beside(w: Words, i: int) -> Found:
    """Read a date that says again which day is meant: "9 March", ", March 9", "(9 March)", "the 9th", "(9)"."""
    bracket = w.lower[i] == "("
    j = i + (bracket or w.lower[i] == ",")
    j += w.lower[j] == "the"
    if w.day(j) and (bracket or (w.ordinal(j) and w.lower[j - 1] == "the")):
        after = w.lower[j + 1]
        if after == ")" if bracket else (not after.isalpha() or after in FOLLOWERS - {"of"}):
            return Day(day=w.numbers[j]), j + 1 + bracket
    date = calendar_day(w, j) or _before_another(w, j)
    if date is None or not bracket:
        return date
    return (date[0], date[1] + 1) if w.lower[date[1]] == ")" else None


def _before_another(w: Words, i: int) -> Found:
    """Read the "15" of "Sunday 15 to Tuesday 17 March", where another weekday with its date follows."""
    number, joint = w.day(i), w.lower[i + 1]
    return (Day(day=number), i + 1) if number and joint in JOINTS and w.lower[i + 2] in WEEKDAYS else None


def _with_weekday(meaning: Meaning, number: int) -> Meaning:
    if isinstance(meaning, Day):
        return replace(meaning, weekday=number)
    if isinstance(meaning, Series) and isinstance(meaning.items[0], Day):
        return replace(meaning, items=(replace(meaning.items[0], weekday=number), *meaning.items[1:]))
    return meaning


def near_day(w: Words, i: int) -> Found:
    """Read "today", "tomorrow morning", "the day after tomorrow", "today, 5 November"."""
    beyond = w.lower[i] == "day" and {"after": ("tomorrow", 2), "before": ("yesterday", -2)}.get(w.lower[i + 1])
    if beyond:
        return (Relative(unit=Unit.DAY, offset=beyond[1]), i + 3) if w.lower[i + 2] == beyond[0] else None
    if w.lower[i] not in DAYS:
        return None
    end = i + 1 + (w.lower[i + 1] in TIMES_OF_DAY)
    weeks, later = _weeks_on(w, end)
    day = Relative(unit=Unit.DAY, offset=DAYS[w.lower[i]] + 7 * weeks)
    return _beside(w, end) or (day, past_weekday(w, later))


def picked(w: Words, i: int, pick: Pick) -> Found:
    """Read the weekday or month behind "this", "next", "last", "coming"."""
    word = w.lower[i]
    if word in WEEKDAYS:
        date = weekday(w, i)
        return date and (replace(date[0], pick=pick) if isinstance(date[0], Weekday) else date[0], date[1])
    named = month_name(w, i) if word in MONTHS else None
    if named and not w.possessive(i):
        day = calendar_day(w, i)
        return day or (Month(number=named[0], pick=pick), named[1])
    return None
