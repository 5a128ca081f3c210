"""Rules: the place and the window of a meeting by points alone, which the weights take as one feature among others."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tracker.reading.encounters.dating import Dated
from tracker.reading.encounters.gathering import Encounter
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.settings import Setting
from tracker.reading.facts.stage import Verdict

_LONG: Final = 31  # days from which a window says little


def rule_host(encounter: Encounter) -> tuple[Setting | None, Setting | None]:
    """Return the words that give the country most surely, and those that give the place in it."""
    settings = [setting for mention, _ in encounter.mentions for setting in mention.settings]
    if not settings or "call" in encounter.kinds:
        return None, None
    best = max(settings, key=lambda setting: setting.weight)
    city = next((one for one in settings if one.code == best.code and one.city and one.weight > 1), None)
    return best, city or best


def rule_windows(
    encounter: Encounter, verdict: Verdict | None, telling: Mention, published: date | None
) -> tuple[Dated | None, Dated | None]:
    """Return the window that holds, and the one that no longer does."""
    stage = verdict.stage if verdict else ""
    dates = [
        (_points(stage, telling, mention, dated, published), dated)
        for mention, dates in encounter.mentions
        for dated in dates
    ]
    if stage != "postponed":
        best = _best([pair for pair in dates if not pair[1].original]) or _best(dates)
        return _narrowed(best, [dated for _, dated in dates]), None
    new = _best([pair for pair in dates if pair[1].new])
    if new is not None:  # "until mid-April", and further down "on April 16"
        new = _best([pair for pair in dates if pair[1].exact and pair[1].window.overlaps(new.window)]) or new
    return new, _best([pair for pair in dates if not pair[1].new and pair[1] is not new])


def _best(dates: Sequence[tuple[int, Dated]]) -> Dated | None:
    """Return the date of the most points, the first of them."""
    return max(dates, key=lambda pair: pair[0])[1] if dates else None


def _narrowed(best: Dated | None, dates: Sequence[Dated]) -> Dated | None:
    """Return what the article says more narrowly further down: "in October", then "in the second week of October"."""
    if best is None:
        return None
    if best.exact:
        stays = [dated for dated in dates if dated.exact and dated.window.strictly_contains(best.window)]
        return next((stay for stay in stays if stay.window.earliest == best.window.earliest), best)
    return next((dated for dated in dates if best.window.strictly_contains(dated.window)), best)


def _points(stage: str, telling: Mention, mention: Mention, dated: Dated, published: date | None) -> int:
    """Return how surely a date is that of the meeting: an exact one, in the clause that gives the stage, in time."""
    points = 5 * dated.exact + 3 * (mention is telling) + (mention.sense is telling.sense)
    points -= 2 * mention.headline + min(mention.sentence, 4)
    days = dated.window
    if days.earliest is None or days.latest is None or (days.latest - days.earliest).days > _LONG:
        points -= 4
    if published is not None:
        ahead = (days.latest or date.max) >= published
        behind = (days.earliest or date.min) <= published
        points += 5 * (behind if stage == "held" else ahead)
    return points
