"""Drawing: the fields of a meeting that the weights chose, drawn up as a draft with its evidence."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from tracker.domain.names import folded, with_article_apart
from tracker.domain.report import Attribution, Claims, Participant, Place
from tracker.domain.vocabulary import LADDER
from tracker.domain.window import Window
from tracker.reading.analysis import Analysis
from tracker.reading.draft import Draft, Evidence
from tracker.reading.encounters.cues import OFF
from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.settings import Setting
from tracker.reading.facts.candidate import NOWHERE, Words
from tracker.reading.facts.stage import is_in_doubt, split, telling
from tracker.reading.facts.sureness import confidence, doubt, is_sure
from tracker.reading.facts.weighing import Facts, chosen_parties
from tracker.reading.facts.who import participants
from tracker.reading.facts.why import Cause, Side, reason, side
from tracker.reading.weights import Table

_KINDS: Final = ("operation", "call", "visit", "summit", "forum", "multilateral", "talks")


class _Drawing(Struct, frozen=True, kw_only=True):
    """The values of a draft that the facts do not hold as they are, with their words."""

    mention: Mention
    stage: str
    window: Window | None
    original: Window | None
    original_words: Words
    setting: Setting | None
    cause: Cause | None
    side: Side | None


def drawn(text: str, facts: Facts, weights: Mapping[str, Table]) -> Draft:
    """Return the draft of a meeting."""
    drawing = _drawing(facts)
    sureness = confidence(facts, weights)
    return Draft(
        main=False,
        stage=drawing.stage,
        doubt=None if is_sure(facts, sureness, weights) else doubt(facts),
        confidence=sureness,
        attribution=_attribution(text, facts),
        claims=_claims(text, facts, drawing),
        evidence=_evidence(text, facts, drawing),
    )


def _drawing(facts: Facts) -> _Drawing:
    context, verdict = facts.candidates.context, facts.candidates.verdict
    mention = telling(facts.stage.value, context, verdict)
    stage = split(facts.stage.value, mention, verdict)
    window, original, original_words = _windows(facts)
    cause, side = _cause(stage, mention, context.analysis)
    return _Drawing(
        mention=mention,
        stage=stage,
        window=window,
        original=original,
        original_words=original_words,
        setting=_setting(context.encounter, facts.host.value),
        cause=cause,
        side=side,
    )


def _claims(text: str, facts: Facts, drawing: _Drawing) -> Claims:
    context, host, cause = facts.candidates.context, facts.host.value, drawing.cause
    parties = chosen_parties(facts) or context.encounter.parties
    return Claims(
        kind=next((kind for kind in _KINDS if kind in context.encounter.kinds), "talks"),
        participants=without_doubles(participants(parties, host, context.analysis)),
        window=drawing.window,
        original_window=drawing.original,
        place=place_of(drawing.setting),
        host=host,
        reason=" ".join(text[cause.start : cause.end].split()) if cause else None,
        by=drawing.side.country if drawing.side else None,
        in_doubt=drawing.stage in LADDER and is_in_doubt(context.encounter),
    )


def _evidence(text: str, facts: Facts, drawing: _Drawing) -> dict[str, Evidence]:
    """Return the words of the text for each field that has any."""
    head, setting, cause, side = drawing.mention.head, drawing.setting, drawing.cause, drawing.side
    words = {
        "stage": drawing.mention.span(),
        "attribution": facts.attribution.candidate.words,
        "kind": (head.start, head.end),
        "participants": _words_of_parties(facts.candidates.context.encounter),
        "window": facts.window.candidate.words,
        "original_window": drawing.original_words,
        "place": (setting.start, setting.end) if setting else NOWHERE,
        "host": facts.host.candidate.words,
        "reason": (cause.start, cause.end) if cause else NOWHERE,
        "by": (side.chunk.start, side.chunk.end) if side else NOWHERE,
    }
    return {name: Evidence.of(text, start, end) for name, (start, end) in words.items() if end > start}


def without_doubles(people: Sequence[Participant]) -> tuple[Participant, ...]:
    """Leave out countries of which somebody is named, and everybody who is there twice, in whatever order of names."""
    named = {person.country for person in people if person.name}
    kept: dict[object, Participant] = {}
    for person in people:
        if person.name or person.country not in named:
            words = frozenset(folded(with_article_apart(person.name)).split())
            kept.setdefault((words or person.role, person.country), person)
    return tuple(kept.values())


def _windows(facts: Facts) -> tuple[Window | None, Window | None, Words]:
    """Return the window that is valid, and for a postponed plan the original one with its words."""
    window, original = facts.window.value, facts.candidates.original
    if facts.stage.value != "postponed" or original is None or original.window == window:
        return window, None, NOWHERE
    return window, original.window, (original.start, original.end)


def _cause(stage: str, mention: Mention, analysis: Analysis) -> tuple[Cause | None, Side | None]:
    """Return why a plan is off, and who put it off."""
    if stage not in OFF or mention.finding is None or mention.sense not in OFF:
        return None, None
    row = analysis.sentences[mention.sentence].row
    start = mention.clause.row[mention.finding.first].start
    at = next(number for number, chunk in enumerate(row) if chunk.start >= start)
    return reason(row, at), side(row, at, analysis.people)


def _words_of_parties(encounter: Encounter) -> Words:
    """Return where most of the parties stand together, in one clause."""
    clauses = (mention.parties for mention, _ in encounter.mentions if mention.own_parties)
    parties = max(clauses, key=len, default=())
    if not parties:
        return NOWHERE
    return min(party.start for party in parties), max(party.end for party in parties)


def _attribution(text: str, facts: Facts) -> Attribution:
    start, end = facts.attribution.candidate.words
    words = " ".join(text[start:end].split())
    return Attribution(class_=facts.attribution.value, words=words or None)


def _setting(encounter: Encounter, host: str | None) -> Setting | None:
    """Return the words that give the place of the meeting in its host country."""
    settings = (setting for mention, _ in encounter.mentions for setting in mention.settings)
    places = (setting for setting in settings if setting.is_likely and setting.city)
    return next((setting for setting in places if setting.code == host), None)


def place_of(setting: Setting | None) -> Place | None:
    """Return the place that a setting names, if it names more than a country."""
    if setting is None or setting.city is None:
        return None
    return Place(name=setting.city, standing="candidate" if setting.candidate else "fixed")
