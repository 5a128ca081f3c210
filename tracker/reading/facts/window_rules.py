"""Window rules: the window of a meeting by points alone, which the weights take as one feature among others."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from tracker.domain.window import Window
from tracker.reading.encounters.cues import Sense
from tracker.reading.encounters.dating import AHEAD, Dated
from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.mentions import Mention

_LONG: Final = 31  # days from which a window says little
_LATE: Final = 4  # sentences from which it makes no difference how late a date is given
_EXACT: Final = 5
_IN_TIME: Final = 5
_TELLING: Final = 3
_VAGUE: Final = -4
_OF_ACT: Final = -8
_NEWS: Final = timedelta(days=1)  # for which a call that was held is news


class RuleWindows(Struct, frozen=True):
    """The date that is valid by the rules, and the original one of a postponed plan."""

    window: Dated | None
    original: Dated | None = None


class Scored(Struct, frozen=True):
    """A date with its points, and the mention that gives it."""

    points: int
    dated: Dated
    mention: Mention


def rule_windows(
    encounter: Encounter, stage: str, telling: Mention, published: date | None, kin: Iterable[Encounter] = ()
) -> RuleWindows:
    """Return the windows by the rules. `stage` is the verdict, `telling` the mention that gives it.

    An encounter without dates has those of the first one of its `kin` that has some.
    """
    every = (list(_scored(each, stage, telling, published)) for each in (encounter, *kin))
    scored = next(filter(None, every), [])
    if stage == "postponed":
        return _of_postponed(scored)
    scored = [each for each in scored if _may_be(each, stage, telling, published)]
    best = _best([each for each in scored if not each.dated.original])
    if best is not None:
        return RuleWindows(_narrowed(best, [each.dated for each in scored]))
    return RuleWindows(_day_of_news(encounter, stage, telling, published))


def _scored(encounter: Encounter, stage: str, telling: Mention, published: date | None) -> Iterator[Scored]:
    """Yield the dates of an encounter, each with its points and the mention that gives it."""
    for mention, dates in encounter.mentions:
        for each in dates:
            yield Scored(_points(stage, telling, mention, each, published), each, mention)


def _may_be(scored: Scored, stage: str, telling: Mention, published: date | None) -> bool:
    """Whether a date is not of what took place, for a plan, nor lies ahead, for what took place."""
    if stage == "held":
        return published is None or (scored.dated.window.earliest or date.min) <= published
    return telling.sense not in AHEAD or scored.mention.sense is not Sense.HELD or not scored.dated.past


def _day_of_news(encounter: Encounter, stage: str, telling: Mention, published: date | None) -> Dated | None:
    """Return when a call took place that the article gives no day for: on the day of publication or the day before."""
    if stage != "held" or encounter.kinds != {"call"} or published is None:
        return None
    start, end = telling.span()
    window = Window(f"[{published - _NEWS}..{published}]")
    return Dated(start, end, window, exact=False, original=False, new=False, past=True)


def _of_postponed(scored: Sequence[Scored]) -> RuleWindows:
    new = _best([each for each in scored if each.dated.new]) or _set_later(scored)
    return RuleWindows(new, _best([each for each in scored if not each.dated.new and each.dated is not new]))


def _set_later(scored: Sequence[Scored]) -> Dated | None:
    """Return the day that a plan has now: "was due on Saturday" and was put off, but "will come on Sunday"."""
    old = [each for each in scored if each.dated.original or each.mention.sense is Sense.WAS_PLAN]
    now = (each for each in scored if each.mention.sense is Sense.CERTAIN and each.dated.exact)
    return _best([each for each in now if any(_is_later(each, before) for before in old)])


def _is_later(now: Scored, old: Scored) -> bool:
    """Whether a day follows another one, also in the text."""
    follows = 0 <= now.mention.sentence - old.mention.sentence <= 1
    return follows and (now.dated.window.earliest or date.min) > (old.dated.window.latest or date.max)


def _best(scored: Sequence[Scored]) -> Dated | None:
    """Return the date of the most points, the first of several."""
    best = max(scored, key=lambda each: each.points, default=None)
    return best.dated if best else None


def _narrowed(best: Dated, dates: Iterable[Dated]) -> Dated:
    """Return what the article says more narrowly further down: "in October", then "in the second week of October"."""
    narrower = (each for each in dates if best.window.strictly_contains(each.window) or _is_exact_instead(each, best))
    return best if best.exact else next(narrower, best)


def _is_exact_instead(days: Dated, best: Dated) -> bool:
    """Whether exact days are those of a vague window: "a weekend visit", and then "from Saturday to Monday"."""
    return days.exact and not days.original and days.window.overlaps(best.window) and days.window.latest is not None


def _points(stage: str, telling: Mention, mention: Mention, dated: Dated, published: date | None) -> int:
    """Return how surely a date is that of the meeting: an exact one, in the clause that gives the stage, in time."""
    points = _EXACT * dated.exact + _TELLING * (mention is telling) + (mention.sense is telling.sense)
    points += _VAGUE * _is_vague(dated) + _OF_ACT * dated.of_act - min(mention.sentence, _LATE)
    return points + _IN_TIME * is_in_time(dated, stage, published)


def _is_vague(dated: Dated) -> bool:
    first, last = dated.window.earliest, dated.window.latest
    return first is None or last is None or (last - first).days > _LONG


def is_in_time(dated: Dated, stage: str, published: date | None) -> bool:
    """Whether a plan is dated ahead of the publication, or a meeting that took place behind it."""
    if published is None:
        return False
    if stage == "held":
        return (dated.window.earliest or date.min) <= published
    latest = dated.window.latest or date.max
    return latest >= published if dated.exact else latest > published
