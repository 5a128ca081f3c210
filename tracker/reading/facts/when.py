"""When: the windows that the dates of an article mean, with what speaks for each as that of a meeting."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.window import Window
from tracker.reading.dates.clock import Tense
from tracker.reading.dates.words import CARDINALS
from tracker.reading.encounters.cues import OFF
from tracker.reading.encounters.dating import Dated, resolve
from tracker.reading.encounters.mentions import Spoken
from tracker.reading.facts.candidate import NOWHERE, Candidate, Words
from tracker.reading.facts.context import Context
from tracker.reading.language.chunks import Chunk, Kind

_NEAR: Final = 6  # chunks between a date and the word that names the encounter
_BEFORE: Final = frozenset(
    {"on", "in", "from", "to", "until", "till", "for", "between", "by", "since", "after", "before", "ahead", "around"}
)
_ENDS: Final = frozenset(
    {
        "until",
        "till",
        "return",
        "returns",
        "returning",
        "leave",
        "leaves",
        "leaving",
        "back",
        "ends",
        "end",
        "ending",
        "concludes",
        "through",
        "wraps",
    }
)
_FAR: Final = (timedelta(days=8), timedelta(days=32), timedelta(days=100))
_LONGEST_STAY: Final = timedelta(days=14)
_LONGEST_PAIR: Final = 5  # days between two that an article names as those of one stay
_ABOUT: Final = frozenset({"own", "clause", "sentence", "next"})


class Day(Struct, frozen=True):
    """A date of the article, resolved, with where it stands and what speaks for it."""

    window: Window
    words: Words
    exact: bool
    features: frozenset[str]
    relation: str
    sentence: int
    ends: bool  # a word before it says that something ends then

    @property
    def is_loose(self) -> bool:
        """Whether it dates nothing else: no other meeting, no statement, no history."""
        return self.relation not in {"other", "other tense"} and self.features.isdisjoint({"background", "said"})


def candidates(context: Context, rule: Dated | None, stage: str) -> list[Candidate[Window | None]]:
    """Return each window that the article names, and none. `stage` is that of the rules."""
    days = list(_days(context))
    stays = list(_stays(context, days))
    rule = _refined(
        rule,
        days,
        stays,
        is_visit="visit" in context.encounter.kinds and len(context.encounter.hosts) < 2 and stage not in OFF,
    )
    found: dict[str, Candidate[Window | None]] = {}
    for day in [*days, *stays, *_of_rule(rule)]:
        found[day.window.edtf] = _joined(found.get(day.window.edtf), day)
    windows = [one.value for one in found.values() if one.value is not None]
    by_rule = rule.window.edtf if rule else None
    none = _none(rule, stage, windows)
    return [_weighed(one, context, windows, by_rule, stage) for one in found.values()] + [none]


def _refined(rule: Dated | None, days: Sequence[Day], stays: Sequence[Day], *, is_visit: bool) -> Dated | None:
    """Return the rules' window, or the exact days that the article gives within it, or the stay that begins then."""
    if rule is None:
        return None
    if not rule.exact:
        within = [day for day in days if day.exact and day.is_loose and rule.window.strictly_contains(day.window)]
        return (
            replace(rule, window=within[0].window, start=within[0].words[0], end=within[0].words[1]) if within else rule
        )
    if rule.window.earliest != rule.window.latest:
        return rule
    longer = [stay for stay in stays if stay.window.contains(rule.window) and _is_plain(stay, is_visit=is_visit)]
    same = [stay for stay in longer if "by length same sentence" in stay.features]
    begun = [stay for stay in longer if stay.window.earliest == rule.window.earliest]
    return replace(rule, window=[*same, *begun][0].window) if same or begun else rule


def _is_plain(stay: Day, *, is_visit: bool) -> bool:
    """Whether the article says so plainly that the stay lasts so long."""
    if not stay.features.isdisjoint({"by length same sentence", "by length next sentence", "to the last day"}):
        return True
    return is_visit and "pair own own" in stay.features and not stay.features.isdisjoint({"pair of 1", "pair of 2"})


def _joined(before: Candidate[Window | None] | None, day: Day) -> Candidate[Window | None]:
    if before is None:
        return Candidate(day.window, day.words, day.features)
    return Candidate(before.value, before.words, before.features | day.features | {"twice"})


def _of_rule(rule: Dated | None) -> Iterator[Day]:
    if rule is not None:
        yield Day(rule.window, (rule.start, rule.end), rule.exact, frozenset(), "clause", 0, ends=False)


def _none(rule: Dated | None, stage: str, windows: Sequence[Window]) -> Candidate[Window | None]:
    features = {"none", f"none {stage}", f"none of {min(len(windows), 3)}"}
    return Candidate(None, NOWHERE, frozenset(features), by_rule=rule is None)


def _weighed(
    one: Candidate[Window | None], context: Context, windows: Sequence[Window], by_rule: str | None, stage: str
) -> Candidate[Window | None]:
    """Return a window with how it stands to the day of publication, to the other windows, and to the rules."""
    window = one.value
    if window is None:
        return one
    features = {*one.features, *_against(window, windows), *_times(window, context.analysis.published, stage)}
    features |= {f"length {_length(window)}", f"length {_length(window)} {stage}"}
    return Candidate(window, one.words, frozenset(features), by_rule == window.edtf)


def _against(window: Window, windows: Sequence[Window]) -> Iterator[str]:
    others = [other for other in windows if other.edtf != window.edtf]
    if any(window.strictly_contains(other) for other in others):
        yield "narrower exists"
    if any(other.strictly_contains(window) for other in others):
        yield "wider exists"
    if not others:
        yield "only date"


def _times(window: Window, published: date | None, stage: str) -> Iterator[str]:
    if published is None:
        return
    low, high = window.earliest or date.min, window.latest or date.max
    side = "past" if high < published else "ahead" if low > published else "now"
    apart = low - published if side == "ahead" else published - high if side == "past" else timedelta(0)
    far = sum(apart > limit for limit in _FAR)
    yield f"{side} {stage}"
    yield f"{side} {far} far"
    if low == high == published:
        yield "today"


def _length(window: Window) -> str:
    if window.earliest is None or window.latest is None:
        return "open"
    days = (window.latest - window.earliest).days
    if window.exact:
        return "day" if days == 0 else "stay"
    return "days" if days <= 10 else "month" if days <= 31 else "months"


def _days(context: Context) -> Iterator[Day]:
    """Yield every date of the article that can be resolved."""
    known = {
        dated.start: (dated, encounter is context.encounter)
        for encounter in context.encounters
        for _, dates in encounter.mentions
        for dated in dates
    }
    around = _around(context)
    tense = Tense.PAST if context.encounter.held else Tense.FUTURE
    for sentence in context.analysis.sentences:
        for at, chunk in enumerate(sentence.row):
            if chunk.kind is Kind.DATE:
                dated, own = known.get(chunk.start, (None, False))
                window = dated.window if dated else resolve(chunk.of, context.analysis.published, tense)
                if window is not None:
                    day = _day(context, sentence, at, window, dated if own else None)
                    yield _during(day) if chunk.start in around else day
                yield from _otherwise(context, sentence, at, window)


def _around(context: Context) -> set[int]:
    """Return where the days stand of a gathering on whose sidelines the encounter takes place."""
    gatherings = (one for one in context.encounters if one.around and one is not context.encounter)
    mentions = (pair for one in gatherings for pair in one.mentions)
    return {dated.start for mention, dates in mentions if mention.sentence in context.sentences for dated in dates}


def _during(day: Day) -> Day:
    """Return some day of those of a gathering: talks "next week" on the sidelines of a forum of three days."""
    first, last = day.window.earliest, day.window.latest
    window = Window(f"[{first}..{last}]", day.window.words) if day.exact and first != last else day.window
    return replace(day, window=window, features=day.features | {"during"}, relation="around")


def _otherwise(context: Context, sentence: Spoken, at: int, window: Window | None) -> Iterator[Day]:
    """Yield what a date means if the tense is another one than it seems: "on Friday" ahead or past."""
    for tense in (Tense.PAST, Tense.FUTURE):
        other = resolve(sentence.row[at].of, context.analysis.published, tense)
        if other is not None and window is not None and other.edtf != window.edtf:
            day = _day(context, sentence, at, other, None)
            yield replace(day, features=day.features | {"other tense", f"other tense {tense}"}, relation="other tense")


def _day(context: Context, sentence: Spoken, at: int, window: Window, dated: Dated | None) -> Day:
    chunk = sentence.row[at]
    position, relation = context.position(sentence.number), context.relation(sentence.number, chunk)
    relation = "own" if dated else relation
    before = sentence.row[at - 1].low if at else ""
    how = before if before in _BEFORE else "other"
    spoken = any(at in said.days for said in sentence.said)
    features = {position, relation, f"{position} {relation}", f"{how} {relation}"}
    features |= {"said", f"said {relation}", f"said {position}"} if spoken else {f"{relation} not said"}
    features |= {"background"} if chunk.of.background else set()
    features |= {f"near {position}"} if _near_head(context, sentence, at) else set()
    if dated is not None:
        features |= {"original"} if dated.original else set()
        features |= {"new"} if dated.new else set()
    ends = not spoken and any(one.low in _ENDS for one in sentence.row[max(at - 4, 0) : at])
    features |= {"ends"} if ends else set()
    return Day(window, (chunk.start, chunk.end), chunk.of.exact, frozenset(features), relation, sentence.number, ends)


def _near_head(context: Context, sentence: Spoken, at: int) -> bool:
    starts = {mention.head.start for mention in context.mentions if mention.sentence == sentence.number}
    around = sentence.row[max(at - _NEAR, 0) : at + _NEAR]
    return any(chunk.start in starts for chunk in around)


def _stays(context: Context, days: Sequence[Day]) -> Iterator[Day]:
    """Yield the stays that a first day makes with a length, or with another day of the meeting."""
    single = [day for day in days if day.exact and day.window.earliest == day.window.latest and day.relation in _ABOUT]
    for number, day in enumerate(single):
        yield from _with_length(context, day)
        for other in single[:number] + single[number + 1 :]:
            yield from _with_last(day, other)


def _with_length(context: Context, day: Day) -> Iterator[Day]:
    begin = day.window.earliest
    if begin is None:
        return
    for sentence in context.sentences:
        for length in _lengths(context.analysis.sentences[sentence].row):
            apart = abs(sentence - day.sentence)
            near = "same sentence" if apart == 0 else "next sentence" if apart == 1 else "apart"
            yield _stay(
                day, begin + timedelta(days=length - 1), {"by length", f"by length {near}", f"by length {day.relation}"}
            )


def _with_last(first: Day, last: Day) -> Iterator[Day]:
    begin, end = first.window.earliest, last.window.latest
    if begin is None or end is None or first.ends or not begin < end <= begin + _LONGEST_STAY:
        return
    gap = (end - begin).days
    if last.ends:
        yield _stay(first, end, {"to the last day", f"to the last day {last.relation}"})
    elif gap <= _LONGEST_PAIR and first.sentence <= last.sentence:
        near = "same sentence" if first.sentence == last.sentence else "apart"
        yield _stay(first, end, {"pair", f"pair {near}", f"pair of {gap}", f"pair {first.relation} {last.relation}"})


def _stay(first: Day, last: date, features: set[str]) -> Day:
    window = Window(
        f"{first.window.earliest}/{last}" if last != first.window.earliest else last.isoformat(), first.window.words
    )
    return Day(
        window,
        first.words,
        exact=True,
        features=frozenset({"stay made", *features}),
        relation="own",
        sentence=first.sentence,
        ends=False,
    )


def _lengths(row: Sequence[Chunk]) -> Iterator[int]:
    """Yield how many days a sentence says that something lasts: "a three-day visit", "for two days"."""
    for at, chunk in enumerate(row):
        number, _, unit = chunk.low.partition("-")
        if not unit and at + 1 < len(row) and row[at + 1].low in {"day", "days"}:
            unit = "day"
        count = CARDINALS.get(number, int(number) if number.isdecimal() and len(number) < 3 else 0)
        if unit == "day" and 1 < count <= _LONGEST_STAY.days:
            yield count
