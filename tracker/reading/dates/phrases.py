"""The dates in an article's text: where they stand, what kind they are, and the days that they mean."""

from datetime import date

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.domain.window import Window
from tracker.reading.dates.clock import Clock, Tense, bounds
from tracker.reading.dates.frames import STARTS, date_at
from tracker.reading.dates.meanings import (
    Bound,
    Count,
    Day,
    Lasting,
    Meaning,
    Month,
    NthWeekday,
    Relative,
    Season,
    Series,
    Side,
    Soon,
    Unit,
    Weekday,
    Year,
    within,
)
from tracker.reading.dates.windows import edtf
from tracker.reading.dates.words import CARDINALS, DASHES, ORDINALS, Words, any_of

__all__ = ["DatePhrase", "Tense", "date_phrases", "resolved", "weekday_disagrees"]


class DatePhrase(Struct, frozen=True, kw_only=True):
    """Words of a text that say when: `text[start:end] == words`.

    `background` is what dates no plan: "since 2015", "the first in three years".
    """

    start: int
    end: int
    words: str
    meaning: Meaning
    background: bool = False

    @property
    def anchored(self) -> bool:
        """Whether it needs a date mentioned before: "the same day", "two days later"."""
        return any(isinstance(each, Relative | Count) and each.anchored for each in within(self.meaning))

    @property
    def vague(self) -> bool:
        """Whether it names no day that could be looked up: "soon", "in the coming weeks"."""
        return any(isinstance(each, Soon) or (isinstance(each, Count) and each.number is None) for each in self._all)

    @property
    def weekday_only(self) -> bool:
        """Whether it is a weekday and nothing else, which is as often a day of speaking as of meeting."""
        return isinstance(self.meaning, Weekday) and self.meaning == Weekday(number=self.meaning.number)

    @property
    def dated(self) -> bool:
        """Whether it names a day of a month, a month, a season or a year, and so can be found in a calendar."""
        return any(isinstance(each, Day | Month | Season | Year) for each in self._all)

    @property
    def year_only(self) -> bool:
        """Whether a year is all that it names."""
        return isinstance(self.meaning, Year)

    @property
    def season(self) -> bool:
        """Whether it names a season."""
        return any(isinstance(each, Season) for each in self._all)

    @property
    def says_year(self) -> bool:
        """Whether it gives a year by its number."""
        return any(isinstance(each, Year) for each in self._all)

    @property
    def exact(self) -> bool:
        """Whether it names one day, or a first and a last day."""
        inner = self.meaning.of if isinstance(self.meaning, Bound | Lasting) else self.meaning
        items = inner.items if isinstance(inner, Series) else (inner,)
        return all(
            isinstance(item, Day | Weekday | NthWeekday) or (isinstance(item, Relative) and item.unit is Unit.DAY)
            for item in items
        )

    @property
    def side(self) -> Side | None:
        """How the plan lies to the date named, if the words say so: from, until, by, before, after, about."""
        return self.meaning.side if isinstance(self.meaning, Bound) else None

    @property
    def days(self) -> int | None:
        """For how many days it lasts, where the sentence says so: "a three-day visit from Monday"."""
        return self.meaning.days if isinstance(self.meaning, Lasting) else None

    @property
    def direction(self) -> Tense:
        """Whether the words themselves point back or ahead, whatever the verb: "ten days ago", "next week"."""
        return _direction(self.meaning)

    @property
    def _all(self) -> tuple[Meaning, ...]:
        return tuple(within(self.meaning))


def date_phrases(text: str) -> tuple[DatePhrase, ...]:
    """Find all dates of a text, in order and apart, each as long as it can be read. Linear in the text's length."""
    w = Words.split(text)
    found: list[tuple[Meaning, int, int]] = []
    i = 0
    while i < w.count:
        word = w.lower[i]
        read = date_at(w, i) if word in STARTS or "0" <= word[:1] <= "9" else None
        if read and i < read[1] <= w.count:
            found.append((read[0], i, read[1]))
            i = read[1]
        else:
            i += 1
    lasting = [_lasting(w, found, at) for at in range(len(found))]
    return tuple(_phrase(w, *each) for each in lasting)


def _phrase(w: Words, meaning: Meaning, i: int, j: int) -> DatePhrase:
    start, end = w.starts[i], w.ends[j - 1]
    return DatePhrase(
        start=start, end=end, words=w.text[start:end], meaning=meaning, background=_background(w, i, meaning)
    )


def resolved(
    phrase: DatePhrase,
    *,
    published: date | None,
    tense: Tense,
    anchor: date | Window | None = None,
    settled: bool = False,
) -> str | None:
    """Give the days that are meant, in the EDTF profile of windows, or None where they cannot be known.

    `published` is the day of print; without it only what gives its year can be known. `tense` decides what the words
    leave open, `anchor` is the date mentioned before, for phrases that are `anchored`. `settled`: see `Clock`.
    """
    try:
        clock = Clock(published=published, tense=tense, anchor=_anchor(anchor), settled=settled)
        return Window(edtf(phrase.meaning, clock)).edtf
    except (LookupError, ValueError, OverflowError, TrackerError):
        return None  # not known, or no day of the calendar


def weekday_disagrees(phrase: DatePhrase, *, published: date | None, tense: Tense) -> bool:
    """Whether a weekday stands next to a date that falls on another: the date counts, but one of them is wrong."""
    window = resolved(phrase, published=published, tense=tense)
    said = next((each.weekday for each in within(phrase.meaning) if isinstance(each, Day)), None)
    if window is None or said is None or isinstance(phrase.meaning, Bound):
        return False
    return bounds(window)[0].weekday() != said


def _anchor(anchor: date | Window | None) -> tuple[date, date] | None:
    if isinstance(anchor, Window):
        first, last = anchor.earliest or anchor.latest, anchor.latest or anchor.earliest
        return None if first is None or last is None else (first, last)
    return None if anchor is None else (anchor, anchor)


_WAYS = {"next": Tense.FUTURE, "coming": Tense.FUTURE, "last": Tense.PAST}


def _direction(meaning: Meaning) -> Tense:
    ways = {_way(each) for each in within(meaning)} - {Tense.UNKNOWN}
    return ways.pop() if len(ways) == 1 else Tense.UNKNOWN


def _way(meaning: Meaning) -> Tense:
    """Whether one part of a date points back or ahead."""
    match meaning:
        case Relative(offset=int(offset), anchored=False) if offset:
            return Tense.FUTURE if offset > 0 else Tense.PAST
        case Count(direction=direction, anchored=False):
            return Tense.FUTURE if direction > 0 else Tense.PAST
        case Weekday(weeks=weeks) if weeks:
            return Tense.FUTURE if weeks > 0 else Tense.PAST
        case Weekday(pick=pick) | Month(pick=pick) | Season(pick=pick) if pick is not None:
            return _WAYS.get(pick, Tense.UNKNOWN)
        case Bound(side=Side.SINCE):
            return Tense.PAST
        case Soon() | Bound(side=Side.EARLIEST | Side.BY):
            return Tense.FUTURE
    name = getattr(meaning, "name", "")
    return {"later": Tense.FUTURE, "earlier": Tense.PAST}.get(name, Tense.UNKNOWN)


# What dates no plan, and how long a plan lasts

_SUPERLATIVES = ("most", "highest", "highest-level", "biggest", "largest", "longest")
_TIMES = frozenset({*ORDINALS, *_SUPERLATIVES, "time", "times", "once", "not", "never", "only"})


def _background(w: Words, i: int, meaning: Meaning) -> bool:
    """Whether a date looks back on history: "since 2015", "the third in half a year"."""
    if isinstance(meaning, Bound) and meaning.side is Side.SINCE:
        return True
    long = isinstance(meaning, Count) and meaning.unit in (Unit.MONTH, Unit.YEAR) and w.lower[i] == "in"
    return long and w.any_before(i, 8, _TIMES)


# A length of stay belongs to a date near it, unless a word between says that something else is dated.
_STAY_REACH = 20
_TELLING = any_of(
    "said says told announced reported confirmed according statement added quoted ended concluded wrote noted declared "
    "posted revealed disclosed stated denied"
)
_OVER = any_of(
    "end ends ended ending conclude concludes concluded wrap wrapped finish finished complete completed after "
    "following "
    "during last final day half"
)
_OPENS = any_of("begin begins began start starts started open opens opened opening kick")
_BETWEEN = any_of(
    "for on a an the his her their its begin begins beginning start starts starting to pay make official state working "
    "first , s ’ '"
)
_LENGTHS = {"day": 1, "days": 1, "week": 7, "weeks": 7}


def _lasting(w: Words, found: list[tuple[Meaning, int, int]], at: int) -> tuple[Meaning, int, int]:
    """Give a first day the length of stay that its sentence names, before it or behind."""
    meaning, i, j = found[at]
    start = meaning.of if isinstance(meaning, Bound) and meaning.side is Side.FROM else meaning
    day = isinstance(start, Day | Weekday) or (isinstance(start, Relative) and start.unit is Unit.DAY)
    if not day:
        return meaning, i, j
    earliest = max(i - _STAY_REACH, found[at - 1][2] if at else 0)
    latest = min(j + _STAY_REACH // 2, found[at + 1][1] if at + 1 < len(found) else w.count)
    days = _stay_before(w, earliest, i, opens=start is not meaning or w.any_before(i, 4, _OPENS)) or _stay_behind(
        w, j, latest
    )
    return (Lasting(days=days, of=start), i, j) if days else (meaning, i, j)


def _stay_before(w: Words, earliest: int, i: int, *, opens: bool) -> int | None:
    for k in range(i - 1, earliest - 1, -1):
        word = w.lower[k]
        if word in _TELLING or (word == "." and len(w.lower[k - 1]) > 3) or (word == "," and not opens) or not word:
            return None
        length = _length(w, k)
        if length:
            return None if w.any_before(k - 2, 6, _OVER - {"during"} if opens else _OVER) else length
    return None


def _stay_behind(w: Words, j: int, latest: int) -> int | None:
    linked = False
    for k in range(j, latest):
        length = _length(w, k + 2) if w.lower[k + 1] in DASHES else _length(w, k + 1)
        if length:
            return length if linked else None
        if w.lower[k] not in _BETWEEN:
            return None
        linked = linked or w.lower[k] in ("for", "on") or w.lower[k].startswith(("begin", "start"))
    return None


def _length(w: Words, k: int) -> int | None:
    """Days of a stay that is named up to this word: "three-day", "for three days", "week-long"."""
    word = w.lower[k]
    if word == "weeklong" or (word == "long" and w.lower[k - 2] == "week"):
        return 7
    if word not in _LENGTHS:
        return None
    hyphen = w.lower[k - 1] in DASHES
    at = k - 2 if hyphen else k - 1
    number = w.numbers[at] if w.numbers[at] > 0 else CARDINALS.get(w.lower[at], 0)
    spelled_out = hyphen or w.lower[at - 1] in ("for", "lasting") or not word.endswith("s")
    return number * _LENGTHS[word] if 1 <= number <= 31 and spelled_out and w.lower[at] not in ("a", "an") else None
