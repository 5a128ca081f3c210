"""The dates in an article's text: where they stand, what kind they are, and the days that they mean."""

from datetime import date

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.domain.window import Window
from tracker.reading.dates.clock import Clock, Tense
from tracker.reading.dates.frames import STARTS, date_at
from tracker.reading.dates.lengths import Placed, lasting
from tracker.reading.dates.meanings import (
    Bound,
    Count,
    Day,
    Lasting,
    Meaning,
    Month,
    NthWeekday,
    Pick,
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
from tracker.reading.dates.words import ORDINALS, Words

__all__ = ["DatePhrase", "Tense", "date_phrases", "resolved"]


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
        """Whether it is a weekday and nothing else, or "until" one."""
        meaning = self.meaning.of if isinstance(self.meaning, Bound) else self.meaning
        return isinstance(meaning, Weekday) and meaning == Weekday(number=meaning.number)

    @property
    def dated(self) -> bool:
        """Whether it names a day of a month, a month, a season or a year, and so can be found in a calendar."""
        return any(isinstance(each, Day | Month | Season | Year) for each in self._all)

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
    def weekday(self) -> int | None:
        """The weekday that is printed next to the day of a month, if one is; Monday is 0."""
        return next((each.weekday for each in self._all if isinstance(each, Day)), None)

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


def date_phrases(text: str, start: int = 0, end: int | None = None) -> tuple[DatePhrase, ...]:
    """Find all dates of `text[start:end]`, in order and apart, each as long as it can be read. Takes linear time."""
    w = Words.split(text, start, end)
    dates: list[Placed] = []
    i = 0
    while i < w.count:
        word = w.lower[i]
        date_here = date_at(w, i) if word in STARTS or "0" <= word[:1] <= "9" else None
        if date_here and i < date_here[1] <= w.count:
            dates.append((date_here[0], i, date_here[1]))
            i = date_here[1]
        else:
            i += 1
    return tuple(_phrase(w, *lasting(w, dates, at)) for at in range(len(dates)))


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


def _anchor(anchor: date | Window | None) -> tuple[date, date] | None:
    if isinstance(anchor, Window):
        first, last = anchor.earliest or anchor.latest, anchor.latest or anchor.earliest
        return None if first is None or last is None else (first, last)
    return None if anchor is None else (anchor, anchor)


_WAYS = {Pick.NEXT: Tense.FUTURE, Pick.COMING: Tense.FUTURE, Pick.LAST: Tense.PAST}


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


_SUPERLATIVES = ("most", "highest", "highest-level", "biggest", "largest", "longest")
_TIMES = frozenset({*ORDINALS, *_SUPERLATIVES, "time", "times", "once", "not", "never", "only"})

COUNTED = frozenset({*ORDINALS, "time", "times", "twice"})  # "for the second time in eleven days"


def _background(w: Words, i: int, meaning: Meaning) -> bool:
    """Whether a date looks back on history: "since 2015", "the third in half a year"."""
    if isinstance(meaning, Bound) and meaning.side is Side.SINCE:
        return True
    if not isinstance(meaning, Count) or w.lower[i] != "in":
        return False
    return w.any_before(i, 8, _TIMES) if meaning.unit in (Unit.MONTH, Unit.YEAR) else w.any_before(i, 3, COUNTED)
