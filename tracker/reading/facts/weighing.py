"""Weighing: all candidates for the fields of one encounter, and the choice for each by rules and weights."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from msgspec import Struct

from tracker.domain.window import Window
from tracker.reading.encounters.dating import Dated
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.party import Party
from tracker.reading.facts import attribution, meeting, stage, when, where, who
from tracker.reading.facts.candidate import Candidate, Choice, best
from tracker.reading.facts.context import Context
from tracker.reading.facts.party_features import LISTED
from tracker.reading.facts.stage import Verdict
from tracker.reading.facts.window_rules import rule_windows
from tracker.reading.weights import Table, log_odds, probability

# The probability from which somebody takes part that the rules do not choose: a person beside two sides; where the
# rules choose one side alone, a person, and an office or a country; and where no other side is found then.
_SURELY_TAKES_PART: Final = 0.75
_COMES_TOO: Final = 0.4  # to a gathering, to which many come
_TAKES_PART: Final = 0.5
_STANDS_FOR_A_SIDE: Final = 0.25
_MAY_TAKE_PART: Final = 0.1
# The probability below which a choice of the rules is left out, if two sides are there without it.
_DOUBTFUL: Final = 0.4
_SIDES: Final = 2
_MANY: Final = 3
# By how much, in log-odds, another host must outweigh that of the rules. Of 919 main meetings that mends 33 hosts
# and spoils 3; stages, attributions and windows were spoilt as often as mended, so they are those of the rules.
_HOST_MARGIN: Final = 0.5


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
    """The fields of one encounter as rules and weights choose them."""

    candidates: Candidates
    meeting: float  # the probability that officials of two countries meet in it
    stage: Choice[str]
    attribution: Choice[str]
    host: Choice[str | None]
    window: Choice[Window | None]
    people: tuple[Choice[Party], ...]


def chosen_parties(facts: Facts) -> tuple[Party, ...]:
    """Return who takes part, in the order of the text.

    They are the choice of the rules without the doubtful ones, and people who surely take part besides. If the rules
    choose one side alone, those who probably meet it are added; if no other side is found then, and it is not a visit,
    the likeliest party of another country. A country or an office is left out if somebody of its side is named, and
    of a gathering of which many are named.
    """
    parties = _by_rule(facts)
    parties += _probable(facts, has_sides=len(_sides(parties) - {None}) >= _SIDES)
    is_visit = "visit" in facts.candidates.context.encounter.kinds  # which a traveller alone can make
    if len(_sides(parties)) < _SIDES and not is_visit:
        parties += _other_side(facts, _sides(parties))
    named = [party for party in parties if party.is_named]
    others = () if len(named) >= _MANY and _is_gathering(facts) else parties
    offices_last = sorted(others, key=lambda party: not party.is_bare)
    unnamed = {party.country: party for party in offices_last if party.country not in _sides(named)}
    by_key = {party.key: party for party in (*named, *unnamed.values())}
    return tuple(sorted(by_key.values(), key=lambda party: party.start))


def _sides(parties: Iterable[Party]) -> set[str | None]:
    return {party.country for party in parties}


def _by_rule(facts: Facts) -> list[Party]:
    """Return the choice of the rules without the doubtful ones, those of a list or of a needed side excepted."""
    choices = [choice for choice in facts.people if choice.candidate.by_rule]
    sides = _sides(choice.value for choice in choices if choice.probability >= _DOUBTFUL) - {None}

    def stays(choice: Choice[Party]) -> bool:
        is_needed = choice.value.country not in sides and len(sides) < _SIDES
        return choice.probability >= _DOUBTFUL or LISTED in choice.candidate.features or is_needed

    return [choice.value for choice in choices if stays(choice)]


def _probable(facts: Facts, *, has_sides: bool) -> list[Party]:
    """Return those who probably take part, besides the choice of the rules."""
    others = [choice for choice in facts.people if not choice.candidate.by_rule]
    if has_sides:
        least = _COMES_TOO if _is_gathering(facts) else _SURELY_TAKES_PART
        return [one.value for one in others if one.value.is_named and one.probability >= least]
    return [one.value for one in others if one.probability >= _least(one)]


def _is_gathering(facts: Facts) -> bool:
    return not facts.candidates.context.encounter.kinds.isdisjoint(GATHERINGS)


def _least(choice: Choice[Party]) -> float:
    if not choice.value.is_named:
        return _STANDS_FOR_A_SIDE
    return _SURELY_TAKES_PART if "only speaks" in choice.candidate.features else _TAKES_PART


def _other_side(facts: Facts, sides: Collection[str | None]) -> list[Party]:
    """Return the likeliest party of another country, if any is likely enough."""
    others = [choice for choice in facts.people if choice.value.country and choice.value.country not in sides]
    likely = [choice for choice in others if choice.probability >= _MAY_TAKE_PART]
    return [max(likely, key=lambda choice: choice.probability).value] if likely else []


def candidates_for(context: Context) -> Candidates:
    """Return the candidates for every field of an encounter."""
    encounter, analysis = context.encounter, context.analysis
    early = attribution.voice(encounter, analysis)
    verdict = stage.verdict(encounter, early.class_, analysis.published, main=context.is_main)
    telling = verdict.mention if verdict else context.mentions[0]
    voice = attribution.voice(encounter, analysis, telling) if verdict else early
    setting = where.rule_host(encounter, analysis.home)
    host = setting.code if setting else None
    standing = verdict.stage if verdict else "none"
    windows = rule_windows(encounter, standing, telling, analysis.published, context.kin)
    return Candidates(
        context=context,
        verdict=verdict,
        meeting=meeting.features(context, verdict),
        stage=stage.candidates(context, verdict, early.class_),
        attribution=attribution.candidates(context, telling, voice),
        host=where.candidates(context, setting),
        window=when.candidates(context, windows.window, standing),
        people=who.candidates(context, _by_rules(context, telling, host), host),
        original=windows.original,
    )


def _by_rules(context: Context, telling: Mention, host: str | None) -> tuple[Party, ...]:
    roster = who.roster(context.encounter, telling, host)
    return (*roster, *who.attendees(context), *who.receivers(context, host))


def weighed(candidates: Candidates, weights: Mapping[str, Table]) -> Facts:
    """Return the fields that rules and weights choose."""
    return Facts(
        candidates=candidates,
        meeting=probability(log_odds(weights["meeting"], candidates.meeting)),
        stage=best(candidates.stage, weights["stage"]),
        attribution=best(candidates.attribution, weights["attribution"]),
        host=best(candidates.host, weights["host"], _HOST_MARGIN),
        window=best(candidates.window, weights["window"]),
        people=tuple(best([candidate], weights["people"]) for candidate in candidates.people),
    )
