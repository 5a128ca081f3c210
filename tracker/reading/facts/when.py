"""When: the windows that a meeting may have, with what speaks for each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Final

from msgspec.structs import replace

from tracker.domain.vocabulary import LADDER
from tracker.domain.window import Window
from tracker.reading.encounters.dating import Dated
from tracker.reading.facts.article_days import MOST, Day, article_days
from tracker.reading.facts.candidate import NOWHERE, Candidate
from tracker.reading.facts.context import Context
from tracker.reading.facts.stays import is_plain, is_told_at_once, stays
from tracker.reading.facts.window_rules import is_in_time

_FAR: Final = (timedelta(days=8), timedelta(days=32), timedelta(days=100))
_LENGTHS: Final = ((10, "days"), (31, "month"))  # the most days of each class of inexact windows
# Relations of days that may say a vague window more exactly.
_MORE_EXACT: Final = frozenset({"own", "next", "kin", "around"})
_DATED: Final = frozenset({"held", "confirmed", "in_final_arrangement", "none"})  # stages of what has a day
_NOT_NEWS: Final = frozenset({"other tense", "around"})
_LONG_PAST: Final = timedelta(days=3)
_MANY: Final = 3
_TOUR: Final = 2  # countries
_BY_STAGE: Final = ("own", "original", "new", "sense ")  # features that count otherwise at each stage

WindowCandidate = Candidate[Window | None]


def candidates(context: Context, rule: Dated | None, stage: str) -> list[WindowCandidate]:
    """Return each window that the article names, and none. `rule` and `stage` are those of the rules."""
    days = list(article_days(context))
    longer = list(islice(stays(context, days), MOST))
    if rule is None or _is_history(rule, context.analysis.published, stage):
        rule = _of_the_news(context, days, stage)
    else:
        rule = _refined(context, rule, days, longer, stage)
    joined: dict[str, WindowCandidate] = {}
    for day in [*days, *longer]:
        joined[day.window.edtf] = _joined(joined.get(day.window.edtf), day)
    if rule is not None:
        nothing: frozenset[str] = frozenset()
        joined.setdefault(rule.window.edtf, Candidate(rule.window, (rule.start, rule.end), nothing))
    windows = [candidate.value for candidate in joined.values() if candidate.value is not None]
    none = {"none", f"none {stage}", f"none of {min(len(windows), _MANY)}"}
    if rule is None:
        none |= {"none by the rules", f"none by the rules {stage}"}
    return [
        *(_compared(candidate, context, windows, rule, stage) for candidate in joined.values()),
        Candidate(_undated(context, stage), NOWHERE, frozenset(none), by_rule=rule is None),
    ]


def _undated(context: Context, stage: str) -> Window | None:
    """Return the window of a meeting that has no day: news of what took place is of the month of publication."""
    published = context.analysis.published
    is_news = context.is_main and stage == "held" and published is not None
    return Window(f"{published:%Y-%m}") if is_news else None


def _is_history(rule: Dated, published: date | None, stage: str) -> bool:
    """Whether the day of a plan has long passed: that of an earlier meeting."""
    latest = rule.window.latest
    return stage in LADDER and published is not None and latest is not None and published - latest > _LONG_PAST


def _of_the_news(context: Context, days: Iterable[Day], stage: str) -> Dated | None:
    """Return the first day of the lead that fits a meeting for which no clause gives any, or None."""
    published = context.analysis.published
    if stage not in _DATED or published is None:
        return None
    for start, end, window in ((*day.words, day.window) for day in days if _is_news(day)):
        dated = Dated(start, end, window, exact=True, original=False, new=False, past=stage == "held")
        if is_in_time(dated, stage, published):
            return dated
    return None


def _is_news(day: Day) -> bool:
    """Whether it is an exact day of the lead, or of the two sentences after it where no other meeting is named."""
    if not day.exact or day.relation in _NOT_NEWS or not day.features.isdisjoint({"said", "background"}):
        return False
    return "lead" in day.features or ("second" in day.features and day.relation != "other")


def _refined(context: Context, rule: Dated, days: Sequence[Day], longer: Iterable[Day], stage: str) -> Dated:
    """Return the rules' window, or the exact days that the article gives within it, or the stay that begins then."""
    rule = rule if rule.exact else _more_exactly(rule, days)
    is_one_day = rule.exact and rule.window.earliest == rule.window.latest
    stay = _stay_on(context, rule, days, longer, stage) if is_one_day else None
    return replace(rule, window=stay.window) if stay else rule


def _stay_on(context: Context, rule: Dated, days: Sequence[Day], longer: Iterable[Day], stage: str) -> Day | None:
    """Return the stay of which the day of the rules is a part: one given as such, else one made of two days."""
    is_trip = "visit" in context.encounter.kinds
    is_visit = is_trip and len(context.encounter.hosts) < _TOUR
    is_tour = is_trip and not is_visit
    given = [day for day in days if _is_own_span(day, is_visit=is_visit)]
    plain = [stay for stay in longer if _is_told(stay, is_visit=is_visit, is_tour=is_tour)]
    return _given_stay(rule, given) or _stay(rule, plain) or _ended_stay(rule, plain, days, stage)


def _is_own_span(day: Day, *, is_visit: bool) -> bool:
    """Whether several days are those of the encounter; next to a visit to one country they are, whatever they date."""
    return day.is_span and day.is_about and (is_visit or day.relation == "own")


def _is_told(stay: Day, *, is_visit: bool, is_tour: bool) -> bool:
    """Whether the article says plainly that a trip lasts so long; of a tour, one sentence must give both ends."""
    return is_plain(stay, is_visit=is_visit) or (is_tour and is_told_at_once(stay))


def _given_stay(rule: Dated, given: Iterable[Day]) -> Day | None:
    """Return the days that the article gives for the whole stay: those that begin with a day, or own ones around it."""
    around = [stay for stay in given if stay.window.strictly_contains(rule.window)]
    begun = (stay for stay in around if stay.window.earliest == rule.window.earliest or stay.relation == "own")
    return next(begun, None)


def _stay(rule: Dated, plain: Iterable[Day]) -> Day | None:
    """Return the stay around a day: one whose length its own sentence gives, else one that begins then."""
    around = [stay for stay in plain if stay.window.contains(rule.window)]
    same = [stay for stay in around if "by length same sentence" in stay.features]
    begun = [stay for stay in around if stay.window.earliest == rule.window.earliest]
    ended = [stay for stay in begun if "to the last day" in stay.features]
    ended.sort(key=lambda stay: stay.window.latest or date.max)
    return next(iter([*same, *ended, *begun]), None)


def _ended_stay(rule: Dated, plain: Iterable[Day], days: Iterable[Day], stage: str) -> Day | None:
    """Return the stay that ended on a day on which somebody left: "flew home on Monday"."""
    if stage != "held" or not any(day.ends and day.words[0] == rule.start for day in days):
        return None
    return next((stay for stay in plain if stay.window.latest == rule.window.latest), None)


def _more_exactly(rule: Dated, days: Sequence[Day]) -> Dated:
    """Return the exact days that the article gives within a vague window, else a vague part of it: "early May"."""
    within = [day for day in days if day.is_loose and rule.window.strictly_contains(day.window)]
    exact = (day for day in within if day.exact and day.relation in _MORE_EXACT)
    vague = (day for day in within if day.relation == "kin")
    day = next(exact, None) or next(vague, None)
    if day is None:
        return rule
    return replace(rule, window=day.window, start=day.words[0], end=day.words[1], exact=day.exact)


def _joined(before: WindowCandidate | None, day: Day) -> WindowCandidate:
    if before is None:
        return Candidate(day.window, day.words, day.features)
    return Candidate(before.value, before.words, before.features | day.features | {"twice"})


def _compared(
    candidate: WindowCandidate, context: Context, windows: Sequence[Window], rule: Dated | None, stage: str
) -> WindowCandidate:
    """Return a window with how it stands to the day of publication, to the other windows, and to the rules."""
    window = candidate.value
    if window is None:
        return candidate
    length = _length(window)
    features = {
        *candidate.features,
        *_against(window, windows),
        *_times(window, context.analysis.published, stage),
        *(f"{feature} {stage}" for feature in candidate.features if feature.startswith(_BY_STAGE)),
        f"length {length}",
        f"length {length} {stage}",
    }
    by_rule = rule is not None and rule.window.edtf == window.edtf
    if by_rule:
        features |= {"rules", f"rules {stage}"}
    return Candidate(window, candidate.words, frozenset(features), by_rule)


def _against(window: Window, windows: Iterable[Window]) -> Iterator[str]:
    others = [other for other in windows if other.edtf != window.edtf]
    if any(window.strictly_contains(other) for other in others):
        yield "narrower exists"
    if any(other.strictly_contains(window) for other in others):
        yield "wider exists"
    if not others:
        yield "only date"


def _times(window: Window, published: date | None, stage: str) -> Iterator[str]:
    """Yield whether the window lies ahead or behind, and how far."""
    if published is None:
        return
    first, last = window.earliest or date.min, window.latest or date.max
    side, distance = "now", timedelta(0)
    if last < published:
        side, distance = "past", published - last
    elif first > published:
        side, distance = "ahead", first - published
    yield f"{side} {stage}"
    yield f"{side} {sum(distance > limit for limit in _FAR)} far"
    if first == last == published:
        yield "today"


def _length(window: Window) -> str:
    if window.earliest is None or window.latest is None:
        return "open"
    days = (window.latest - window.earliest).days
    if window.exact:
        return "stay" if days else "day"
    return next((name for most, name in _LENGTHS if days <= most), "months")
