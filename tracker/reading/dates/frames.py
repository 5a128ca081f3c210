"""What stands round dates: "from Monday to Wednesday", "by the end of May", "as early as next month", "May or June"."""

from msgspec.structs import replace

from tracker.reading.dates.counts import POINTERS, SINGULAR, VAGUE, counted_ahead
from tracker.reading.dates.days import Found, lone_day
from tracker.reading.dates.joints import grain, joined
from tracker.reading.dates.meanings import (
    Bound,
    Count,
    Day,
    Meaning,
    Month,
    Relative,
    Series,
    Side,
    Soon,
)
from tracker.reading.dates.periods import (
    PARTS,
)
from tracker.reading.dates.points import point
from tracker.reading.dates.words import (
    CARDINALS,
    DASHES,
    DAYS,
    FOLLOWERS,
    MONTHS,
    ORDINALS,
    PUT_OFF,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
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
_REACH = 8  # words before a date in which a plan that is put off may be named

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
        date = _sided(w, i)
    elif word == "between":
        date = _between(w, i)
    else:
        date = (_from(w, i) if word in _FROM else None) or (counted_ahead(w, i) if word in _AHEAD else None)
        date = date or _plain(w, i) or _soon(w, i)
    return date and _with_suffix(w, *date)


def _plain(w: Words, i: int) -> Found:
    if w.lower[i] == "the":
        return lone_day(w, i)
    date = point(w, i)
    return date and (joined(w, date) or date)


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
    """Read the date at `j` to which the words at `i` give a side."""
    j += w.lower[j] in ("on", "in", "about", "around", "only")
    over = _until_over(w, j) if side is Side.BEFORE else None
    date = over or point(w, j, led=True)
    if over or date is None or _dates_event(w, j, date):
        return over
    if side is Side.UNTIL and w.any_before(i, _REACH, PUT_OFF):
        return date  # "put off until May": in May
    if side in (Side.ABOUT, Side.EARLIEST):
        date = joined(w, date) or date
    of, end = date
    if isinstance(of, Count) and side not in (Side.ABOUT, Side.SINCE, Side.UNTIL):
        return None
    return Bound(side=side, of=of), end


def _dates_event(w: Words, j: int, date: tuple[Meaning, int]) -> bool:
    """Whether a date only says which event: "before Monday's talks", "after the 5 May summit"."""
    of, end = date
    return w.possessive(end) or (w.lower[j] == "the" and _names_meeting(w, of, end))


def _until_over(w: Words, i: int) -> Found:
    """Read "the summer is over", "the year is out", "March ends" behind "before": by its end."""
    unit = SINGULAR.get(w.lower[i + 1]) if w.lower[i] == "the" else None
    date = (Relative(unit=unit, offset=0), i + 2) if unit else point(w, i, led=True)
    for words in _IS_OVER if date else ():
        if date and tuple(w.lower[date[1] : date[1] + len(words)]) == words:
            return Bound(side=Side.BY, of=date[0]), date[1] + len(words)
    return None


def _names_meeting(w: Words, of: Meaning, end: int) -> bool:
    return isinstance(of, Day | Series | Month) and w.lower[end].isalpha() and w.lower[end] not in FOLLOWERS


def _from(w: Words, i: int) -> Found:
    """Read "from Monday", "from 29 to 31 January", "starting on Monday"."""
    j = i + 1 + (w.lower[i + 1] in ("on", "from", "in"))
    date = point(w, j, led=True)
    if date is None or isinstance(date[0], Count):
        return None
    if w.lower[i] == "from" and w.lower[date[1]] == "to" and w.any_before(i, _REACH, PUT_OFF):
        return Bound(side=Side.AWAY, of=date[0]), date[1]  # "moved from Monday to Friday"
    series = joined(w, date)
    if series or isinstance(date[0], Series):
        return series or date
    return Bound(side=Side.FROM, of=date[0]), date[1]


def _between(w: Words, i: int) -> Found:
    date = point(w, i + 1, led=True)
    if date is None:
        return None
    if isinstance(date[0], Series) and date[0].joint == "and":
        return replace(date[0], joint="between"), date[1]
    if w.lower[date[1]] not in ("and", *DASHES):
        return None
    last = point(w, date[1] + 1, led=True)
    if last is None or grain(last[0]) != grain(date[0]) or grain(last[0]) is None:
        return None
    return Series(joint="between", items=(date[0], last[0])), last[1]


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
