"""Drawing: the fields of a meeting that the weights chose, drawn up as a draft with its evidence."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from tracker.domain.report import Attribution, Claims, Participant, Place
from tracker.domain.window import Window
from tracker.reading.analysis import Analysis
from tracker.reading.draft import Draft, Evidence
from tracker.reading.encounters.cues import OFF
from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.settings import Setting, legs
from tracker.reading.facts.candidate import NOWHERE, Words
from tracker.reading.facts.stage import is_in_doubt, split, telling
from tracker.reading.facts.sureness import confidence, doubt
from tracker.reading.facts.weighing import Facts, chosen_parties
from tracker.reading.facts.who import participants
from tracker.reading.facts.why import Cause, reason, side
from tracker.reading.language.chunks import Chunk
from tracker.reading.weights import Table

_STANDING: Final = frozenset({"proposed", "arranging", "in_final_arrangement", "confirmed"})
_KINDS: Final = ("operation", "call", "visit", "summit", "forum", "multilateral", "talks")


def drawn(text: str, facts: Facts, weights: Mapping[str, Table]) -> Draft:
    """Return the draft of a meeting."""
    context, ruling = facts.candidates.context, facts.candidates.verdict
    encounter = context.encounter
    mention = telling(facts.stage.value, context, ruling)
    stage = split(facts.stage.value, mention, ruling)
    window, original, original_words = _windows(facts)
    host = facts.host.value
    setting = _place_in(encounter, host)
    why, whose = _cause(stage, mention, context.analysis)
    people = _without_doubles(participants(chosen_parties(facts) or encounter.parties, host, context.analysis))
    words = {
        "stage": mention.span(),
        "attribution": facts.attribution.candidate.words,
        "kind": (mention.head.start, mention.head.end),
        "participants": _who(encounter),
        "window": facts.window.candidate.words,
        "original_window": original_words,
        "place": (setting.start, setting.end) if setting else NOWHERE,
        "host": facts.host.candidate.words,
        "reason": (why.start, why.end) if why else NOWHERE,
        "by": (whose[1].start, whose[1].end) if whose else NOWHERE,
    }
    return Draft(
        main=False,
        stage=stage,
        doubt=doubt(facts, weights),
        confidence=confidence(facts, weights),
        attribution=_attribution(text, facts),
        claims=Claims(
            kind=next((kind for kind in _KINDS if kind in encounter.kinds), "talks"),
            participants=people,
            window=window,
            original_window=original,
            place=_place(setting),
            host=host,
            reason=" ".join(text[why.start : why.end].split()) if why else None,
            by=whose[0] if whose else None,
            in_doubt=stage in _STANDING and is_in_doubt(encounter),
        ),
        evidence={name: Evidence.of(text, *span) for name, span in words.items() if span[1] > span[0]},
    )


def _without_doubles(people: Sequence[Participant]) -> tuple[Participant, ...]:
    """Leave out countries of which somebody is named, and whoever is there twice."""
    named = {person.country for person in people if person.name}
    return tuple(dict.fromkeys(person for person in people if person.name or person.country not in named))


def _windows(facts: Facts) -> tuple[Window | None, Window | None, Words]:
    """Return the window that holds, and for a postponed plan the one that no longer does, with its words."""
    window, original = facts.window.value, facts.candidates.original
    if facts.stage.value != "postponed" or original is None or original.window == window:
        return window, None, NOWHERE
    return window, original.window, (original.start, original.end)


def tour(text: str, draft: Draft, encounter: Encounter) -> Iterator[Draft]:
    """Yield a draft for each further country that the article names as a leg of the trip."""
    for leg in _legs(encounter, draft.claims.host) if draft.claims.kind == "visit" else ():
        where = Evidence.of(text, leg.start, leg.end)
        evidence = {name: one for name, one in draft.evidence.items() if name != "place"} | {"host": where}
        evidence |= {"place": where} if leg.city else {}
        people = tuple(one for one in draft.claims.participants if one.country != draft.claims.host)
        people = people or draft.claims.participants
        claims = replace(draft.claims, host=leg.code, place=_place(leg), participants=people)
        yield replace(draft, main=False, claims=claims, evidence=evidence)


def _legs(encounter: Encounter, host: str | None) -> tuple[Setting, ...]:
    for mention, _ in encounter.mentions:
        first = next((one for one in mention.settings if one.weight > 1 and one.code == host), None)
        if first is not None and (found := legs(mention.clause.row, first)):
            return found
    return ()


def _cause(stage: str, mention: Mention, analysis: Analysis) -> tuple[Cause | None, tuple[str, Chunk] | None]:
    """Return why a plan is off, and who put it off."""
    found, row = mention.finding, mention.clause.row
    if stage not in OFF or found is None or mention.sense not in OFF:
        return None, None
    whole = analysis.sentences[mention.sentence].row
    at = next(n for n, chunk in enumerate(whole) if chunk.start >= row[found.first].start)
    return reason(whole, at), side(whole, at, analysis.people)


def _who(encounter: Encounter) -> Words:
    """Return where most of the parties stand together, in one clause."""
    parties = max((mention.parties for mention, _ in encounter.mentions if mention.own_parties), key=len, default=())
    return (min(one.start for one in parties), max(one.end for one in parties)) if parties else NOWHERE


def _attribution(text: str, facts: Facts) -> Attribution:
    start, end = facts.attribution.candidate.words
    words = " ".join(text[start:end].split())
    return Attribution(class_=facts.attribution.value, words=words or None)


def _place_in(encounter: Encounter, host: str | None) -> Setting | None:
    """Return the words that give the place of the meeting in its host country."""
    settings = [setting for mention, _ in encounter.mentions for setting in mention.settings]
    return next((one for one in settings if one.code == host and one.city and one.weight > 1), None)


def _place(setting: Setting | None) -> Place | None:
    if setting is None or setting.city is None:
        return None
    return Place(name=setting.city, standing="candidate" if setting.candidate else "fixed")
