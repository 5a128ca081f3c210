"""Stays: the windows of several days that a first day makes with a length, or with another day of the meeting."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.window import Window
from tracker.reading.dates.words import CARDINALS, ORDINALS
from tracker.reading.encounters.analysed_sentence import AnalysedSentence
from tracker.reading.facts.article_days import ABOUT, MOST, STAYS, Day
from tracker.reading.facts.context import Context
from tracker.reading.language.chunks import Row, has_word, word_at
from tracker.reading.language.tables import word_set
from tracker.reading.language.word_groups import MODALS
from tracker.reading.places.place_name import PlaceMark

_LONGEST: Final = timedelta(days=14)
_LONGEST_PAIR: Final = 5  # days between two that an article names as those of one stay
_ELSEWHERE: Final = frozenset({"nowhere", "other"})  # relations of days on which a traveller may leave: "flies to Oslo"
_PLAIN: Final = frozenset(
    {"by length same sentence", "by length next sentence", "by length of the visit", "to the last day"}
)
_SAME_SENTENCE: Final = frozenset({"pair same sentence", "pair own own"})
_PAIR: Final = frozenset({"pair of 1", "pair of 2"})
_LAST: Final = frozenset({"last", "final", "closing"})
_WEEK: Final = 7
_DAYS: Final = {"day": 1, "days": 1, "week": _WEEK}
_LASTS: Final = frozenset({"last", "lasts", "lasting", "take", "takes"})
_STAYING: Final = word_set("stay stays stayed staying remain remains spend spends spent spending")
_WEEK_LONG: Final = word_set("week-long weeklong")
_NO_LENGTH: Final = word_set("after ago before earlier later from since into ahead")  # "a week after taking office"
# "is moved back two days", "must isolate for seven days"
_NO_LENGTH_BEFORE: Final = word_set("back forward by within past last next every isolate isolation quarantine mourning")


class _Length(Struct, frozen=True):
    """How many days a sentence says that something lasts, and of which of them it tells: -1 for the last one."""

    sentence: int
    days: int
    told: int = 0
    of_visit: bool = False  # it says "the visit will last so long"


def stays(context: Context, days: Sequence[Day]) -> Iterator[Day]:
    """Yield the stays that the days of an article make."""
    near = [day for day in days if day.relation in ABOUT or _ends_elsewhere(context, day)]
    lengths = list(islice(_lengths(context), MOST))
    for day in near:
        if not (day.is_single and day.relation in ABOUT):
            continue
        yield from (_with_length(day, length) for length in lengths)
        if day.ends:
            continue
        for other in near:
            if other.ends:
                yield from _until(day, other)
            elif other.is_single:
                yield from _pair(day, other)


def _ends_elsewhere(context: Context, day: Day) -> bool:
    """Whether a day on which something ends may be that on which somebody leaves the encounter."""
    return day.ends and day.relation in _ELSEWHERE and context.may_leave_in(day.sentence)


def is_plain(stay: Day, *, is_visit: bool) -> bool:
    """Whether the article says plainly that the stay lasts so long."""
    if stay.features >= _SAME_SENTENCE:
        return is_visit and not stay.features.isdisjoint(_PAIR)
    if stay.features.isdisjoint(_PLAIN):
        return False
    if is_visit:
        return True
    return stay.features.isdisjoint({"to same sentence", *(f"to the last day {relation}" for relation in _ELSEWHERE)})


def is_told_at_once(stay: Day) -> bool:
    """Whether one sentence gives both ends of a stay: "leaves for Riga on Sunday and stays until Friday"."""
    return stay.features >= {"to the last day", "to same sentence"}


def _lengths(context: Context) -> Iterator[_Length]:
    """Yield the lengths that the sentences give that mention the encounter, or that go on about a stay after one."""
    hosts = context.encounter.hosts[:1]
    for sentence in context.analysis.sentences:
        if sentence.number in context.sentences or _goes_on(context, sentence):
            told = _told(sentence.row)
            lasts = has_word(sentence.row, _LASTS) and has_word(sentence.row, STAYS)
            yield from (_Length(sentence.number, days, told, lasts) for days in _lengths_in(sentence.row, hosts))


def _told(row: Row) -> int:
    """Return the number of the day of a stay of which a sentence tells: 2 for "on the second day of", else 0."""
    for at, chunk in enumerate(row):
        if word_at(row, at + 1) == "day" and word_at(row, at + 2) == "of":
            return -1 if chunk.low in _LAST else ORDINALS.get(chunk.low, 0)
    return 0


def _goes_on(context: Context, sentence: AnalysedSentence) -> bool:
    """Whether the sentence after a mention says how long the visitor stays: "He will spend three days there"."""
    follows = sentence.number - 1 in context.sentences and context.may_leave_in(sentence.number)
    stays = has_word(sentence.row, _STAYING) or ("be", "there") in pairwise(chunk.low for chunk in sentence.row)
    return follows and stays


def _with_length(day: Day, length: _Length) -> Day:
    """Return the stay of a length from the day on, or up to it if it is the last."""
    near = _nearness(abs(length.sentence - day.sentence))
    features = {"by length", f"by length {near}", f"by length {day.relation}"}
    if length.of_visit and day.relation == "own":
        features.add("by length of the visit")
    more = timedelta(days=length.days - 1)
    if length.sentence == day.sentence and 0 < length.told <= length.days:
        begin = _first(day) - timedelta(days=length.told - 1)
        return _stay(day, (begin, begin + more), features)
    if day.ends or (length.sentence == day.sentence and length.told < 0):
        return _stay(day, (_first(day) - more, _first(day)), features | {"by length before"})
    return _stay(day, (_first(day), _first(day) + more), features)


def _nearness(sentences: int) -> str:
    return {0: "same sentence", 1: "next sentence"}.get(sentences, "apart")


def _first(day: Day) -> date:
    return day.window.earliest or date.min


def _until(first: Day, last: Day) -> Iterator[Day]:
    """Yield the stay from a day to one on which it ends; "until Friday" is the first Friday after it began."""
    begin, end = _first(first), last.window.latest
    if end is None:
        return
    if last.is_weekday:
        end = begin + timedelta(days=(end - begin).days % _WEEK)
        if (end - begin).days > _LONGEST_PAIR:
            return
    if begin < end <= begin + _LONGEST:
        near = _nearness(abs(last.sentence - first.sentence))
        yield _stay(first, (begin, end), {"to the last day", f"to the last day {last.relation}", f"to {near}"})


def _pair(first: Day, last: Day) -> Iterator[Day]:
    """Yield the stay from a day of the meeting to another."""
    begin, end = _first(first), _first(last)
    gap = (end - begin).days
    if 0 < gap <= _LONGEST_PAIR:
        near = "same sentence" if first.sentence == last.sentence else "apart"
        features = {"pair", f"pair {near}", f"pair of {gap}", f"pair {first.relation} {last.relation}"}
        yield _stay(first, (begin, end), features)


def _stay(day: Day, span: tuple[date, date], features: set[str]) -> Day:
    """Return the stay of a span, with what speaks for the day that it is made from."""
    first, last = span
    window = Window(f"{first}/{last}", day.window.words)
    return replace(day, window=window, features=day.features | {"stay made"} | features, relation="own")


def _lengths_in(row: Row, hosts: Collection[str]) -> Iterator[int]:
    """Yield how many days a sentence says that something lasts: "a three-day visit", "for 2 days", "week-long".

    Those of another country are left out: "back from three days in Kyiv".
    """
    for at, chunk in enumerate(row):
        number, _, unit = chunk.low.partition("-")
        week, count = chunk.low in _WEEK_LONG, _count(number)
        if (not week and not count) or _is_no_length(row, at, hosts):
            continue
        words = [word for word in (unit, *(each.low for each in row[at + 1 : at + 4])) if word.strip("-")]
        unit, behind = [*words, "", ""][:2]
        length = _WEEK if week else count * _DAYS.get(unit, 0)
        if 1 < length <= _LONGEST.days and behind not in _NO_LENGTH:
            yield length


def _is_no_length(row: Row, at: int, hosts: Collection[str]) -> bool:
    """Whether a number counts something else, or the days spent in another country than the host."""
    before = word_at(row, at - 1)
    lasts = before == "last" and word_at(row, at - 2) in MODALS  # "will last three days"
    if before == "for":
        before = word_at(row, at - 2)
    if before in _NO_LENGTH_BEFORE and not lasts:
        return True
    return _is_elsewhere(row[at + 1 : at + 5], hosts)


def _is_elsewhere(after: Row, hosts: Collection[str]) -> bool:
    """Whether the words after a number name a place behind "in", of another country than the host."""
    pairs = ((chunk.low, place) for chunk, place in pairwise(after) if isinstance(place, PlaceMark))
    return bool(hosts) and any(low == "in" and place.place.code not in hosts for low, place in pairs)


def _count(number: str) -> int:
    if number in CARDINALS:
        return CARDINALS[number]
    return int(number) if number.isdecimal() and len(number) < 3 else 0
