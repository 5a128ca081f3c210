"""Stays: the windows of several days that a first day makes with a length, or with another day of the meeting."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from tracker.domain.window import Window
from tracker.reading.dates.words import CARDINALS
from tracker.reading.facts.article_days import Day
from tracker.reading.facts.context import Context
from tracker.reading.language.chunks import Row, word_at

_LONGEST: Final = timedelta(days=14)
_LONGEST_PAIR: Final = 5  # days between two that an article names as those of one stay
_ABOUT: Final = frozenset({"own", "clause", "sentence", "next"})  # relations of days that may begin or end a stay
_PLAIN: Final = frozenset({"by length same sentence", "by length next sentence", "to the last day"})
_PAIR: Final = frozenset({"pair of 1", "pair of 2"})
_DAYS: Final = {"day": 1, "days": 1, "week": 7}


def stays(context: Context, days: Sequence[Day]) -> Iterator[Day]:
    """Yield the stays that the days of an article make."""
    single = [day for day in days if day.is_single and day.relation in _ABOUT]
    for number, day in enumerate(single):
        yield from _with_length(context, day)
        for other in single[:number] + single[number + 1 :]:
            yield from _with_last(day, other)


def is_plain(stay: Day, *, is_visit: bool) -> bool:
    """Whether the article says plainly that the stay lasts so long."""
    if not stay.features.isdisjoint(_PLAIN):
        return True
    return is_visit and "pair own own" in stay.features and not stay.features.isdisjoint(_PAIR)


def _with_length(context: Context, day: Day) -> Iterator[Day]:
    begin = day.window.earliest
    if begin is None:
        return
    for sentence in context.sentences:
        near = _nearness(abs(sentence - day.sentence))
        for length in _lengths(context.analysis.sentences[sentence].row):
            features = {"by length", f"by length {near}", f"by length {day.relation}"}
            yield _stay(day, begin + timedelta(days=length - 1), features)


def _nearness(sentences: int) -> str:
    return {0: "same sentence", 1: "next sentence"}.get(sentences, "apart")


def _with_last(first: Day, last: Day) -> Iterator[Day]:
    begin, end = first.window.earliest, last.window.latest
    if begin is None or end is None or first.ends or not begin < end <= begin + _LONGEST:
        return
    gap = (end - begin).days
    if last.ends:
        yield _stay(first, end, {"to the last day", f"to the last day {last.relation}"})
    elif gap <= _LONGEST_PAIR and first.sentence <= last.sentence:
        near = "same sentence" if first.sentence == last.sentence else "apart"
        yield _stay(first, end, {"pair", f"pair {near}", f"pair of {gap}", f"pair {first.relation} {last.relation}"})


def _stay(first: Day, last: date, features: set[str]) -> Day:
    window = Window(f"{first.window.earliest}/{last}", first.window.words)
    return Day(
        window=window,
        words=first.words,
        exact=True,
        features=frozenset({"stay made", *features}),
        relation="own",
        sentence=first.sentence,
    )


def _lengths(row: Row) -> Iterator[int]:
    """Yield how many days a sentence says that something lasts: "a three-day visit", "for two days", "week-long"."""
    for at, chunk in enumerate(row):
        number, _, unit = chunk.low.partition("-")
        count = _count(number) * _DAYS.get(unit or word_at(row, at + 1), 0)
        if chunk.low in {"week-long", "weeklong"}:
            count = _DAYS["week"]
        if 1 < count <= _LONGEST.days:
            yield count


def _count(number: str) -> int:
    if number in CARDINALS:
        return CARDINALS[number]
    return int(number) if number.isdecimal() and len(number) < 3 else 0
