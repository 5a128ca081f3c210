"""How units are pointed at and counted: "next week", "the following day", "ten days ago", "a week on Friday"."""

from tracker.reading.dates.days import Found
from tracker.reading.dates.meanings import Count, Pick, Relative, Season, Unit, Weekday
from tracker.reading.dates.weekdays import picked
from tracker.reading.dates.words import (
    APOSTROPHES,
    CARDINALS,
    DAYS,
    SEASONS,
    TIMES_OF_DAY,
    UNITS,
    WEEKDAYS,
    Words,
    any_of,
)

POINTERS = any_of("this next last coming past previous preceding following that same")
_PICKS = {"this": Pick.THIS, "next": Pick.NEXT, "last": Pick.LAST, "coming": Pick.COMING, "past": Pick.LAST}
_DIRECTIONS = {"next": 1, "coming": 1, "last": -1, "past": -1}
_THIS = frozenset({"this", "that"})
_AFTER_THIS = frozenset({"coming", "past", "same", "next", "last"})  # "this coming week"
_BEFORE_TIME = frozenset({"this", "last", "that", "same"})
_BEFORE_VERB = any_of("to will would may might could should can must not")
_FORTNIGHTS = frozenset({"fortnight", "fortnights"})
_LASTING = any_of("for of lasting over after within about")  # "for a week from Monday" is a stay
_ANCHORED = {"previous": -1, "preceding": -1, "following": 1, "that": 0, "same": 0}
VAGUE = frozenset({"few", "several", "some", "couple"})
SINGULAR = {unit.value: unit for unit in Unit}


def pointed(w: Words, i: int) -> Found:
    """Read what "this", "next", "last", "coming", "following" point at: "next week", "last May", "that day"."""
    word, j = w.lower[i], i + 1
    if word == "last" and w.lower[i - 1] in _BEFORE_VERB:
        return None  # "is to last four days"
    if word in _THIS and w.lower[j] in _AFTER_THIS:
        word, j = w.lower[j], j + 1
    named = w.lower[j]
    if named in SINGULAR:
        return _day_of_week(w, j + 1, _pointed_unit(word, SINGULAR[named], j + 1))
    if named in TIMES_OF_DAY and word in _BEFORE_TIME:
        return _pointed_time(word, named, j + 1)
    return _pointed_name(w, j, word) if word in _PICKS else None


def _day_of_week(w: Words, i: int, week: Found) -> Found:
    """Read the "on Friday" of "next week on Friday", or return the week."""
    unit = week[0] if week else None
    if not isinstance(unit, Relative) or unit.unit is not Unit.WEEK:
        return week
    if w.lower[i] != "on" or w.lower[i + 1] not in WEEKDAYS:
        return week
    return Weekday(number=WEEKDAYS[w.lower[i + 1]], week=unit), i + 2


def _pointed_time(word: str, time: str, end: int) -> Found:
    """Read "this evening", "that afternoon", "last night"; nobody says "last morning" of yesterday's."""
    if word == "last" and time != "night":
        return None
    return Relative(unit=Unit.DAY, offset=-1 if word == "last" else 0, anchored=word in _ANCHORED), end


def _pointed_name(w: Words, i: int, word: str) -> Found:
    """Read "this summer", "next May", "last Friday", "next two weeks" from their second word on."""
    named = w.lower[i]
    if named in SEASONS and word != "past":
        return Season(number=SEASONS[named], pick=_PICKS[word]), i + 1
    date = picked(w, i, _PICKS[word])
    return date if date or word == "this" else _counted(w, i, _DIRECTIONS[word])


def _pointed_unit(word: str, unit: Unit, end: int) -> Found:
    if word in _ANCHORED:
        return Relative(unit=unit, offset=_ANCHORED[word], anchored=True), end
    if unit is Unit.DAY:
        return (Relative(unit=unit, offset=1, anchored=True), end) if word == "next" else None
    if word in ("coming", "past") and unit is not Unit.WEEKEND:
        return Count(number=1, unit=unit, direction=1 if word == "coming" else -1, within=True), end
    if word in ("this", "next", "coming"):
        return Relative(unit=unit, offset=int(word == "next")), end
    return Relative(unit=unit, offset=-1), end


def _counted(w: Words, i: int, direction: int) -> Found:
    """Read "two weeks", "few days", "48 hours" or "weeks" behind "next" or "past"."""
    number, j = amount(w, i) or (None, i)
    word = w.lower[j]
    if word in ("hours", "hour"):
        days = 1 if number is None else -(-number // 24)
        return Count(number=days, unit=Unit.DAY, direction=direction, within=True), j + 1
    if word in UNITS and word not in ("quarters", "weekends") and w.lower[j + 1] != "of":
        return Count(number=number, unit=UNITS[word], direction=direction, within=True), j + 1
    return None


def amount(w: Words, i: int) -> tuple[int | None, int] | None:
    """Read "two", "14", "a", "a few", "a couple of": the number, None if nobody says it, and where it ends."""
    word = w.lower[i]
    if word == "a" and w.lower[i + 1] in VAGUE:
        word, i = w.lower[i + 1], i + 1
    if word in VAGUE:
        number = 2 if word == "couple" else None
        return number, i + 1 + (w.lower[i + 1] == "of")
    if w.lower[i + 1] in ("or", "to") and (w.lower[i + 2] in CARDINALS or w.numbers[i + 2] > 0):
        return (None, i + 3) if word in CARDINALS or w.numbers[i] > 0 else None  # "two or three"
    if 1 <= w.numbers[i] <= 99 and not w.ordinal(i):
        return w.numbers[i], i + 1
    return (CARDINALS[word], i + 1) if word in CARDINALS else None


def _units(w: Words, i: int) -> tuple[int | None, Unit, int] | None:
    """Read "two weeks", "days", "a fortnight": the number, the unit, and where they end; no number is "a few"."""
    number, j = amount(w, i) or (None, i)
    if w.lower[j] in _FORTNIGHTS:
        return (2 * number if number else None), Unit.WEEK, j + 1
    unit = UNITS.get(w.lower[j])
    return None if unit is None or (j == i and w.lower[j] in SINGULAR) else (number, unit, j + 1)


def counted_away(w: Words, i: int) -> Found:
    """Read "ten days ago", "two weeks from now", "a day later", "weeks earlier", "a week on Friday"."""
    units = _units(w, i)
    if units is None:
        return None
    number, unit, end = units
    if unit is Unit.WEEK and number is not None and w.lower[i - 1] not in _LASTING:
        date = _weeks_from(w, end, number)
        if date:
            return date
    j = end - 1
    after, beyond = w.lower[j + 1], w.lower[j + 2]
    if after == "ago":
        return Count(number=number, unit=unit, direction=-1), j + 2
    if after == "from" and beyond in ("now", "today"):
        return Count(number=number, unit=unit, direction=1), j + 3
    if after in ("later", "earlier") and beyond not in ("than", "this", "in"):
        return Count(number=number, unit=unit, direction=1 if after == "later" else -1, anchored=True), j + 2
    return None


def _weeks_from(w: Words, i: int, weeks: int) -> Found:
    """Read "on Friday", "from Friday", "tomorrow", "ago on Friday" behind a number of weeks."""
    if w.lower[i] == "ago":
        weeks, i = -weeks, i + 1
    i += w.lower[i] in ("on", "from")
    word = w.lower[i]
    if word in WEEKDAYS:
        return Weekday(number=WEEKDAYS[word], weeks=weeks), i + 1 + (w.lower[i + 1] in TIMES_OF_DAY)
    if word in DAYS:
        return Relative(unit=Unit.DAY, offset=7 * weeks + DAYS[word]), i + 1 + (w.lower[i + 1] in TIMES_OF_DAY)
    return None


def counted_ahead(w: Words, i: int) -> Found:
    """Read "in two weeks", "within ten days", "over the next month", "in the coming weeks" at its first word."""
    lead = w.lower[i]
    j = i + 1 + (w.lower[i + 1] == "the")
    if w.lower[j] in ("next", "coming", "past", "last"):
        return _span_ahead(pointed(w, j), whole=j == i + 1 or w.lower[j + 2] == "of")
    if lead not in ("in", "within"):
        return None
    j += w.lower[j] in ("about", "around", "roughly", "some", "approximately", "under")
    units = _units(w, j)
    if units is None or units[1] is Unit.WEEKEND:
        return None
    number, unit, end = units
    if w.lower[i + 1] == "the" and j == end - 1:  # "in the weeks ahead", not "in the weeks after the vote"
        ahead = Count(number=None, unit=unit, direction=1, within=True)
        return (ahead, end + 1) if w.lower[end] == "ahead" else None
    possessive = w.lower[end] in APOSTROPHES
    k = end + possessive + (possessive and w.lower[end + 1] == "s")
    end = k + 1 if w.lower[k] == "time" else end
    return Count(number=number, unit=unit, direction=1, within=lead == "within"), end


def _span_ahead(ahead: Found, *, whole: bool) -> Found:
    """Take "the next month" behind "in" for the month that begins today; "next month" keeps its meaning."""
    if ahead is None or isinstance(ahead[0], Count):
        return ahead
    span = ahead[0]
    if whole or not isinstance(span, Relative) or span.unit not in (Unit.WEEK, Unit.MONTH, Unit.YEAR) or span.anchored:
        return None
    return Count(number=1, unit=span.unit, direction=span.offset or 1, within=True), ahead[1]
