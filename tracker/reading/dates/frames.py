"""What stands round dates: "from Monday to Wednesday", "by the end of May", "as early as next month", "May or June"."""

from msgspec.structs import replace

from tracker.reading.dates.counts import POINTERS, SINGULAR, VAGUE, counted_ahead, counted_away, pointed
from tracker.reading.dates.days import Found, calendar_day, lone_day, month
from tracker.reading.dates.meanings import (
    Bound,
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
    Side,
    Soon,
    Unit,
    Weekday,
    Year,
)
from tracker.reading.dates.periods import (
    PARTS,
    end_of_unit,
    next_to,
    numbered,
    part,
    season,
    week,
)
from tracker.reading.dates.weekdays import near_day, weekday
from tracker.reading.dates.words import (
    CARDINALS,
    DASHES,
    DAYS,
    FOLLOWERS,
    JOINTS,
    LEADS,
    MONTHS,
    ORDINALS,
    PUT_OFF,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    TENS,
    UNITS,
    WEEKDAYS,
    Words,
)

_SIDES = {
    "since": Side.SINCE,
    "until": Side.UNTIL,
    "till": Side.UNTIL,
    "by": Side.BY,
    "before": Side.BEFORE,
    "after": Side.AFTER,
    "around": Side.ABOUT,
    "about": Side.ABOUT,
    "circa": Side.ABOUT,
    "roughly": Side.ABOUT,
    "approximately": Side.ABOUT,
}
_LONGER_SIDES: dict[tuple[str, ...], Side] = {
    ("as", "early", "as"): Side.EARLIEST,
    ("as", "soon", "as"): Side.EARLIEST,
    ("as", "late", "as"): Side.BY,
    ("no", "earlier", "than"): Side.EARLIEST,
    ("not", "earlier", "than"): Side.EARLIEST,
    ("no", "sooner", "than"): Side.EARLIEST,
    ("no", "later", "than"): Side.BY,
    ("not", "later", "than"): Side.BY,
    ("not", "before"): Side.EARLIEST,
    ("not", "until"): Side.EARLIEST,
    ("on", "or", "about"): Side.ABOUT,
    ("on", "or", "around"): Side.ABOUT,
    ("on", "or", "before"): Side.BY,
    ("on", "or", "after"): Side.EARLIEST,
}
_FROM = frozenset({"from", "starting", "beginning", "commencing", "starts", "begins"})
_AHEAD = frozenset({"in", "within", "over", "during", "for"})
_IS_OVER = (("is", "over"), ("are", "over"), ("is", "out"), ("has", "ended"), ("ends",))
_SOON = (("soon",), ("near", "future"), ("foreseeable", "future"), ("coming", "period"))
_YEAR_LEADS = LEADS - {"to", "about", "around", "than", "as", "for", "back", "this", "next", "last", "coming", "of"}
_REACH = 8  # words before a date in which what is put off may be said

STARTS = frozenset(
    {
        *_SIDES,
        *_FROM,
        *_AHEAD,
        *PARTS,
        *POINTERS,
        *VAGUE,
        *CARDINALS,
        *ORDINALS,
        *MONTHS,
        *SHORT_MONTHS,
        *WEEKDAYS,
        *SHORT_WEEKDAYS,
        *DAYS,
        *SEASONS,
        *UNITS,
        *(words[0] for words in (*_LONGER_SIDES, *_SOON)),
        "between",
        "the",
    }
)


def date_at(w: Words, i: int) -> Found:
    """Read the longest date that begins at a word: its meaning, and the word after it."""
    word = w.lower[i]
    if word in _SIDES or word in ("as", "no", "not", "on"):
        found = _sided(w, i)
    elif word == "between":
        found = _between(w, i)
    else:
        found = (_from(w, i) if word in _FROM else None) or (counted_ahead(w, i) if word in _AHEAD else None)
        found = found or _plain(w, i) or _soon(w, i)
    return found and _with_suffix(w, *found)


def _plain(w: Words, i: int) -> Found:
    if w.lower[i] == "the":
        return lone_day(w, i)
    found = _point(w, i)
    return found and (_joined(w, found) or found)


def _point(w: Words, i: int, *, led: bool = False) -> Found:
    """Read one date without what stands round it."""
    word = w.lower[i]
    if led and word == "the":
        if w.lower[i + 1] == "the":
            return None
        return lone_day(w, i) or _point(w, i + 1, led=True)
    if word in WEEKDAYS:
        return weekday(w, i)
    if word in MONTHS or word in SHORT_MONTHS:
        return calendar_day(w, i) or month(w, i, led=led)
    if "0" <= word[:1] <= "9":
        return calendar_day(w, i) or numbered(w, i) or counted_away(w, i) or _year(w, i, led=led)
    if word in PARTS or word in POINTERS:
        found = part(w, i) if word in PARTS else None
        return found or (pointed(w, i) if word in POINTERS else calendar_day(w, i) if word in ORDINALS else None)
    return _rarer_point(w, i, word, led=led)


def _rarer_point(w: Words, i: int, word: str, *, led: bool) -> Found:
    if word in DAYS or word == "day":
        found = near_day(w, i) or next_to(w, i)
    elif word in UNITS:
        found = week(w, i) or end_of_unit(w, i)
    elif word in SEASONS:
        found = season(w, i, led=led)
    elif word in ORDINALS or word in TENS:
        found = calendar_day(w, i) or numbered(w, i)
    else:
        found = weekday(w, i) if word in SHORT_WEEKDAYS else None
    return found or (counted_away(w, i) if word in CARDINALS or word in VAGUE or word in UNITS else None)


def _year(w: Words, i: int, *, led: bool) -> Found:
    """Read a year alone, where only a date can stand: "in 2015", not "the 2015 deal"."""
    number = w.year(i)
    if number is None or not (led or w.lower[i - 1] in _YEAR_LEADS):
        return None
    return Year(number=number), i + 1


def _sided(w: Words, i: int) -> Found:
    """Read "by", "before", "as early as" … with the date behind it."""
    for length in (3, 2):
        side = _LONGER_SIDES.get(tuple(w.lower[i : i + length]))
        if side:
            return _bound(w, i, i + length, side)
    side = _SIDES.get(w.lower[i])
    if side is None:
        return _soon(w, i)
    j = i + 1
    if side is Side.UNTIL and w.lower[j] == "at":
        j += 2
    return _bound(w, i, j, side)


def _bound(w: Words, i: int, j: int, side: Side) -> Found:
    j += w.lower[j] in ("on", "in", "about", "around", "only")
    if w.lower[j] in ("early", "late") and w.lower[j + 1] == "as":
        return None
    over = _until_over(w, j) if side is Side.BEFORE else None
    if over:
        return over
    found = _point(w, j, led=True)
    if found is None:
        return None
    of, end = found
    if w.possessive(end) or (w.lower[j] == "the" and _names_meeting(w, of, end)):
        return None  # "before Monday's talks", "after the 5 May summit": not the day, but what is on it
    if side is Side.UNTIL and w.any_before(i, _REACH, PUT_OFF):
        return of, end  # "put off until May": in May
    if side in (Side.ABOUT, Side.EARLIEST):
        joined = _joined(w, found)
        of, end = joined or found
    if isinstance(of, Count) and side not in (Side.ABOUT, Side.SINCE, Side.UNTIL):
        return None
    return Bound(side=side, of=of), end


def _until_over(w: Words, i: int) -> Found:
    """Read "the summer is over", "the year is out", "March ends" behind "before": by its end."""
    unit = SINGULAR.get(w.lower[i + 1]) if w.lower[i] == "the" else None
    found = (Relative(unit=unit, offset=0), i + 2) if unit else _point(w, i, led=True)
    for words in _IS_OVER if found else ():
        if found and tuple(w.lower[found[1] : found[1] + len(words)]) == words:
            return Bound(side=Side.BY, of=found[0]), found[1] + len(words)
    return None


def _names_meeting(w: Words, of: Meaning, end: int) -> bool:
    return isinstance(of, Day | Series | Month) and w.lower[end].isalpha() and w.lower[end] not in FOLLOWERS


def _from(w: Words, i: int) -> Found:
    """Read "from Monday", "from 29 to 31 January", "starting on Monday"."""
    j = i + 1 + (w.lower[i + 1] in ("on", "from", "in"))
    found = _point(w, j, led=True)
    if found is None or isinstance(found[0], Count):
        return None
    if w.lower[i] == "from" and w.lower[found[1]] == "to" and w.any_before(i, _REACH, PUT_OFF):
        return Bound(side=Side.AWAY, of=found[0]), found[1]  # "moved from Monday to Friday"
    joined = _joined(w, found)
    if joined or isinstance(found[0], Series):
        return joined or found
    return Bound(side=Side.FROM, of=found[0]), found[1]


def _between(w: Words, i: int) -> Found:
    found = _point(w, i + 1, led=True)
    if found is None:
        return None
    if isinstance(found[0], Series) and found[0].joint == "and":
        return replace(found[0], joint="between"), found[1]
    if w.lower[found[1]] not in ("and", *DASHES):
        return None
    last = _point(w, found[1] + 1, led=True)
    if last is None or _grain(last[0]) != _grain(found[0]) or _grain(last[0]) is None:
        return None
    return Series(joint="between", items=(found[0], last[0])), last[1]


def _joined(w: Words, first: tuple[Meaning, int]) -> Found:
    """Read what "to", "and" or "or" joins to a date, where both are of one grain."""
    meaning, i = first
    if w.lower[i] == "," and isinstance(meaning, Weekday):
        return _weekdays(w, meaning, i)
    i += w.lower[i] == "," and w.lower[i + 1] in ("to", "through")
    joint = JOINTS.get(w.lower[i])
    grain = _grain(meaning)
    if joint is None or grain is None or w.lower[i] == "/":
        return None
    j = i + 1 + (w.lower[i + 1] in ("on", "in", "from"))
    if isinstance(meaning, Relative) and w.lower[j] == "next" and w.lower[j + 1] not in UNITS and joint == "or":
        return Series(joint=joint, items=(meaning, replace(meaning, offset=1))), j + 1
    last = _point(w, j, led=True)
    if last is None or _grain(last[0]) != grain:
        return None
    alike = type(last[0]) is type(meaning)
    if joint == "and" and (not alike or isinstance(meaning, Day | Year) or w.possessive(last[1])):
        return None  # two dates of two things
    if not alike and (joint == "or" or w.lower[i] in DASHES):
        return None
    return Series(joint=joint, items=(meaning, last[0])), last[1]


def _weekdays(w: Words, first: Weekday, i: int) -> Found:
    """Read ", Tuesday and Wednesday" behind Monday."""
    items: list[Meaning] = [first]
    while len(items) < 7 and w.lower[i] in (",", "and", "or") and w.lower[i + 1] in WEEKDAYS:
        joint = w.lower[i]
        items.append(Weekday(number=WEEKDAYS[w.lower[i + 1]]))
        i += 2
        if joint != ",":
            return Series(joint=joint, items=tuple(items)), i
    return None


def _grain(meaning: Meaning) -> str | None:
    """Say whether a date is a day or a longer stretch; only like can be joined with like."""
    match meaning:
        case Day() | Weekday() | NthWeekday() | Relative(unit=Unit.DAY):
            return "day"
        case Month() | Season() | Quarter() | Year() | Part():
            return "period"
        case Relative(unit=unit):
            return unit.value
        case _:
            return None


def _soon(w: Words, i: int) -> Found:
    for words in _SOON:
        if w.lower[i] == words[0] and tuple(w.lower[i : i + len(words)]) == words:
            return Soon(), i + len(words)
    return None


def _with_suffix(w: Words, meaning: Meaning, i: int) -> tuple[Meaning, int]:
    """Add "at the earliest", "at the latest", "or later" behind a date."""
    j = i + (w.lower[i] == ",")
    three = tuple(w.lower[j : j + 3])
    if isinstance(meaning, Bound):
        return meaning, i
    if three == ("at", "the", "earliest"):
        return Bound(side=Side.EARLIEST, of=meaning), j + 3
    if three == ("at", "the", "latest"):
        return Bound(side=Side.BY, of=meaning), j + 3
    if three[:2] == ("or", "later"):
        return Bound(side=Side.EARLIEST, of=meaning), j + 2
    return meaning, i
