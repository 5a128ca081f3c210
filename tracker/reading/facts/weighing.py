"""Weighing: all candidates for the fields of one encounter, and the ones that the weights choose."""

from collections.abc import Collection, Mapping
from typing import Final

from msgspec import Struct

from tracker.domain.window import Window
from tracker.reading.encounters.dating import Dated
from tracker.reading.encounters.party import Party
from tracker.reading.facts import attribution, meeting, stage, when, where, who
from tracker.reading.facts.candidate import Candidate, Choice, best
from tracker.reading.facts.context import Context
from tracker.reading.facts.stage import Verdict
from tracker.reading.facts.window_rules import rule_windows
from tracker.reading.weights import Table, log_odds, probability

_TAKES_PART: Final = 0.5  # the probability from which somebody completes the sides of whom the rules choose
_MAY_TAKE_PART: Final = 0.1  # the same, where otherwise the meeting has one side alone
_SIDES: Final = 2
# By how much, in log-odds, another candidate must outweigh the choice of the rules.
_MARGIN: Final = {"stage": 3.0, "attribution": 4.0, "host": 0.5, "window": 1.5}


class Candidates(Struct, frozen=True, kw_only=True):
    """Everything that the fields of one encounter may be, each with its features."""

    context: Context
    verdict: Verdict | None
    meeting: frozenset[str]
    stage: list[Candidate[str]]
    attribution: list[Candidate[str]]
    host: list[Candidate[str | None]]
    window: list[Candidate[Window | None]]
    people: list[Candidate[Party]]
    original: Dated | None


class Facts(Struct, frozen=True, kw_only=True):
    """The fields of one encounter as the weights choose them."""

    candidates: Candidates
    meeting: float  # the probability that officials of two countries meet in it
    stage: Choice[str]
    attribution: Choice[str]
    host: Choice[str | None]
    window: Choice[Window | None]
    people: tuple[Choice[Party], ...]


def chosen_parties(facts: Facts) -> tuple[Party, ...]:
    """Return who takes part, in the order of the text.

    They are those whom the rules choose. Where these are of one side alone, whoever probably meets them is added, and
    to others than a traveller at least the likeliest party of another country. A country or an office is left out if
    somebody of its side is named.
    """
    parties = [choice.value for choice in facts.people if choice.candidate.by_rule]
    if len({party.country for party in parties if party.country}) < _SIDES:
        likely = (choice for choice in facts.people if choice.probability >= _TAKES_PART)
        parties += [choice.value for choice in likely if not choice.candidate.by_rule]
    is_visit = "visit" in facts.candidates.context.encounter.kinds  # to which a traveller alone belongs, too
    if len({party.country for party in parties}) < _SIDES and not is_visit:
        parties += _other_side(facts, {party.country for party in parties})
    named = [party for party in parties if party.person is not None]
    sides = {party.country for party in named}
    unnamed = {party.country: party for party in parties if party.person is None and party.country not in sides}
    return tuple(sorted((*named, *unnamed.values()), key=lambda party: party.start))


def _other_side(facts: Facts, sides: Collection[str | None]) -> list[Party]:
    others = [one for one in facts.people if one.value.country and one.value.country not in sides]
    best_of_others = max(others, key=lambda one: one.probability, default=None)
    return [best_of_others.value] if best_of_others and best_of_others.probability >= _MAY_TAKE_PART else []


def candidates_for(context: Context) -> Candidates:
    """Return the candidates for every field of an encounter."""
    encounter, analysis = context.encounter, context.analysis
    early = attribution.voice(encounter, analysis)
    verdict = stage.verdict(encounter, early.class_, main=context.is_main)
    telling = verdict.mention if verdict else context.mentions[0]
    voice = attribution.voice(encounter, analysis, telling) if verdict else early
    setting = where.rule_host(encounter)
    host = setting.code if setting else None
    standing = verdict.stage if verdict else "none"
    windows = rule_windows(encounter, standing, telling, analysis.published)
    return Candidates(
        context=context,
        verdict=verdict,
        meeting=meeting.features(context, verdict),
        stage=stage.candidates(context, verdict, early.class_),
        attribution=attribution.candidates(context, telling, voice),
        host=where.candidates(context, setting),
        window=when.candidates(context, windows.window, standing),
        people=who.candidates(context, who.roster(encounter, telling, host), host),
        original=windows.original,
    )


def weighed(found: Candidates, weights: Mapping[str, Table]) -> Facts:
    """Return the fields that the weights choose."""
    people = (best([one], weights["people"]) for one in found.people)
    return Facts(
        candidates=found,
        meeting=probability(log_odds(weights["meeting"], found.meeting)),
        stage=best(found.stage, weights["stage"], _MARGIN["stage"]),
        attribution=best(found.attribution, weights["attribution"], _MARGIN["attribution"]),
        host=best(found.host, weights["host"], _MARGIN["host"]),
        window=best(found.window, weights["window"], _MARGIN["window"]),
        people=tuple(one for one in people),
    )
