"""Sureness: how probable it is that a draft is right in stage, window, host and parties together."""

from collections.abc import Mapping
from math import log, prod
from typing import Final

from tracker.reading.encounters.mentions import Mention
from tracker.reading.facts.article_days import CONTRADICTED
from tracker.reading.facts.candidate import NOWHERE, Choice
from tracker.reading.facts.context import Context
from tracker.reading.facts.weighing import Facts, chosen_parties
from tracker.reading.places.gazetteer import is_organisation
from tracker.reading.weights import BIAS, Table, probability

# The row of the table with the confidence from which drafts are sure; `benchmarks.learn` sets it.
THRESHOLD: Final = "sure from"
_TWO: Final = 2
_SHOWN: Final = 2  # fields that are named as doubtful where rules and weights agree on all
_NAMES: Final = ("stage", "window", "host", "parties")
_GAPS: Final = ("stage", "attribution", "window", "host")
_WIDEST: Final = (-3.0, 6.0)  # a gap beyond these says nothing more
_STRONGEST: Final = 4.0  # log-odds
# How often the headline and the first two sentences must speak of the meeting. Of the drafts with a confidence of .75
# in articles that nobody had read, 32 of 39 were right with three mentions there, and 27 of 46 with fewer.
_MENTIONS: Final = 3


def confidence(facts: Facts, weights: Mapping[str, Table]) -> float:
    """Return the probability that stage, window, host and parties are all right."""
    table, which = weights["sure"], kind_of(facts)
    odds = sum(table.get(f"{which}: {name}", 0.0) * value for name, value in features(facts).items())
    return round(probability(odds + table.get(f"{which}: {BIAS}", 0.0)), 2)


def kind_of(facts: Facts) -> str:
    """Return which of two sets of weights counts: the main meeting is surer than those named besides."""
    return "main" if facts.candidates.context.is_main else "other"


def is_sure(facts: Facts, confidence: float, weights: Mapping[str, Table]) -> bool:
    """Whether a draft of so much confidence is sure; see also `may_be_sure`."""
    return may_be_sure(facts) and confidence >= weights["sure"].get(THRESHOLD, 1.0)


def may_be_sure(facts: Facts) -> bool:
    """Whether the article is about the meeting, and rules and weights agree on stage, window and host without doubt."""
    agreed = facts.stage.agreed and _agrees_on_window(facts) and facts.host.agreed
    return agreed and not _is_doubted(facts) and _is_news(facts)


def _is_news(facts: Facts) -> bool:
    """Whether it is the main meeting, and the headline and the first two sentences speak of it again and again.

    Of a shorter article, each sentence is to speak of it.
    """
    context = facts.candidates.context
    lead = context.analysis.sentences[: context.first_of_body + 2]
    in_lead = sum(mention.sentence < len(lead) for mention in context.mentions)
    return context.is_main and in_lead >= min(_MENTIONS, len(lead))


def _telling(facts: Facts) -> Mention:
    """Return the mention that gives the stage, else the first one."""
    verdict = facts.candidates.verdict
    return verdict.mention if verdict is not None else facts.candidates.context.mentions[0]


def _is_doubted(facts: Facts) -> bool:
    verdict = facts.candidates.verdict
    return verdict is not None and verdict.doubt is not None


def _agrees_on_window(facts: Facts) -> bool:
    """Whether rules and weights agree on the window, words give it, and no other weekday is printed next to it."""
    chosen = facts.window.candidate
    is_given = chosen.value is None or chosen.words != NOWHERE
    return facts.window.agreed and is_given and CONTRADICTED not in chosen.features


def doubt(facts: Facts) -> str:
    """Return in a few words which fields of a draft that is not sure are doubtful."""
    verdict = facts.candidates.verdict
    if verdict is not None and verdict.doubt is not None:
        return verdict.doubt
    differing = [name for name, agreed in agreements(facts).items() if not agreed]
    if not differing and facts.candidates.context.is_main and not _is_news(facts):
        return "the lead says little about it"
    least = sorted(chances(facts).items(), key=lambda pair: pair[1])[:_SHOWN]
    return f"doubtful {', '.join(differing or [name for name, _ in least])}"


def agreements(facts: Facts) -> dict[str, bool]:
    """Return for each field that makes a draft sure whether rules and weights agree on it.

    They agree on the parties only if two countries meet: of more, somebody is missing too often.
    """
    parties = chosen_parties(facts)
    chosen = {party.key for party in parties}
    by_rule = {choice.value.key for choice in facts.people if choice.candidate.by_rule}
    sides = {party.country for party in parties}
    two_sides = len(sides) == _TWO and not any(map(_is_open, sides))
    fields = (facts.stage.agreed, _agrees_on_window(facts), facts.host.agreed, chosen == by_rule and two_sides)
    return dict(zip(_NAMES, fields, strict=True))


def _is_open(side: str | None) -> bool:
    """Whether a side is a body, of which others than those named may take part, or of no known country."""
    return side is None or is_organisation(side)


def chances(facts: Facts) -> dict[str, float]:
    """Return the probability of each field that makes a draft sure."""
    people = min((max(choice.probability, 1 - choice.probability) for choice in facts.people), default=0.5)
    fields = (facts.stage.probability, facts.window.probability, facts.host.probability, people)
    return dict(zip(_NAMES, fields, strict=True))


def features(facts: Facts) -> dict[str, float]:
    """Return what speaks for the draft as a whole, each as a number."""
    agreed = agreements(facts)
    chance = prod(chances(facts).values())
    return {
        **{f"agreed on {name}": float(value) for name, value in agreed.items()},
        **{f"gap of {name}": _gap(getattr(facts, name)) for name in _GAPS},
        "chance": chance,
        "chance where all agree": chance if all(agreed.values()) else 0.0,
        "is a meeting": _log_odds(facts.meeting),
        **_of_parties(facts),
        **_of_article(facts.candidates.context, facts),
    }


def _gap(choice: Choice[object]) -> float:
    """Return how far, in log-odds, the choice is before every other candidate."""
    low, high = _WIDEST
    return max(low, min(high, choice.gap))


def _log_odds(chance: float) -> float:
    odds = log(max(chance, 1e-6) / max(1 - chance, 1e-6))
    return max(-_STRONGEST, min(_STRONGEST, odds))


def _of_parties(facts: Facts) -> dict[str, float]:
    parties = chosen_parties(facts)
    chosen = {party.key for party in parties}
    left_out = (one.probability for one in facts.people if one.value.key not in chosen)
    return {
        "likeliest that is left out": max(left_out, default=0.0),
        "party without a name": float(any(party.person is None for party in parties)),
        "host takes part": float(facts.host.value in {party.country for party in parties}),
    }


def _of_article(context: Context, facts: Facts) -> dict[str, float]:
    """Return what the article is like: short, with one date, and saying one thing of the meeting in its lead."""
    telling = _telling(facts)
    return {
        "sentences, logarithm": log(1 + len(context.analysis.sentences)),
        "mentions that say something else": float(sum(_differs(one, telling) for one in context.mentions)),
        "doubted by the rules": float(_is_doubted(facts)),
        "only date": float("only date" in facts.window.candidate.features),
        "first place": float("first setting" in facts.host.candidate.features),
        "in the lead": float(context.position(telling.sentence) in {"headline", "lead"}),
    }


def _differs(mention: Mention, telling: Mention) -> bool:
    """Whether a mention says that the plan stands otherwise, and does not look back."""
    return mention.sense is not None and not mention.history and mention.sense != telling.sense
