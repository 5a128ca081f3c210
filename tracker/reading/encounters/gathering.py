"""Gathering: the mentions of an article put together, those of one meeting with each other."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from tracker.domain.window import Window
from tracker.reading.dates.phrases import Tense
from tracker.reading.encounters.cues import OFF, Sense
from tracker.reading.encounters.dating import Dated, dated, tense_of
from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.fitting import fit
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention

_MOST: Final = 30  # encounters of one article that are kept apart


def gathered(mentions: Sequence[Mention], published: date | None) -> tuple[Encounter, ...]:
    """Put the mentions of an article together, in order; each joins the encounter that it fits best, or begins one."""
    encounters: list[Encounter] = []
    otherwise = _tense(mentions)
    before: tuple[Mention, int] | None = None
    day: tuple[int, Window] | None = None  # the last date, and its sentence
    for each in mentions:
        dates = dated(each, published, otherwise, day[1] if day and each.sentence - day[0] <= 1 else None)
        if dates:
            day = each.sentence, dates[-1].window
        if before is not None and _continues(before[0], each, dates):
            before = each, before[1]
        else:
            before = _put(encounters, each, dates, published)
        if before is not None:
            mention, number = before
            encounters[number].add(mention, dates)
    return tuple(encounters)


def _put(
    encounters: list[Encounter], mention: Mention, dates: Sequence[Dated], published: date | None
) -> tuple[Mention, int] | None:
    """Return a mention with the number of its encounter: the one that it fits best, else a new one if it begins one."""
    fits = [fit(encounter, mention, dates, published) for encounter in encounters]
    best = max(fits, default=0)
    if best:
        return mention, fits.index(best)
    mention = _of_traveller(mention, encounters[0]) if encounters else mention
    if not _begins(encounters, mention):
        return None
    encounters.append(Encounter())
    return mention, len(encounters) - 1


def _tense(mentions: Sequence[Mention]) -> Tense:
    """Return the tense of the article: that of the first mention of its body that shows one."""
    tenses = (tense_of(mention) for mention in mentions if not mention.headline)
    return next((tense for tense in tenses if tense), Tense.FUTURE)


def _of_traveller(mention: Mention, main: Encounter) -> Mention:
    """Return a trip of nobody whom its clause names as one of the person who travels in the main encounter."""
    if mention.own_parties or not mention.is_dated_trip:
        return mention
    hosts = {*main.hosts[:1], *(setting.code for setting in mention.settings)}
    traveller = tuple(party for party in main.parties if party.is_named and party.country not in hosts)[:1]
    return replace(mention, parties=traveller, own_parties=bool(traveller))


def _begins(encounters: Sequence[Encounter], mention: Mention) -> bool:
    """Whether a mention that fits no encounter is one of its own."""
    held_by_others = bool(mention.parties) and mention.sense is Sense.HELD
    is_around = mention.clause.background and mention.kind in GATHERINGS
    is_own = mention.own_parties or not encounters or held_by_others or is_around
    return is_own and len(encounters) < _MOST


def _continues(before: Mention, mention: Mention, dates: Sequence[Dated]) -> bool:
    """Whether a clause goes on about the encounter of the clause before it.

    "Was to come in May, but the trip was cancelled", "will not come in May, but will come in June".
    """
    if before.sentence != mention.sentence or mention.own_parties:
        return False
    if before.sense is Sense.REFUSED:
        return mention.sense in {Sense.CERTAIN, Sense.EXPECTED}
    return not dates and before.sense is Sense.WAS_PLAN and mention.sense in OFF
