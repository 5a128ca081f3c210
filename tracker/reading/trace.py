"""Trace: what each stage of the pipeline makes of an article, as lines of text."""

from collections.abc import Iterator, Sequence
from typing import Final

from tracker.domain.window import Window
from tracker.reading.analysis import Analysis
from tracker.reading.article.story import Story
from tracker.reading.draft import Draft, Known
from tracker.reading.encounters.analysed_sentence import AnalysedSentence
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.party import Party
from tracker.reading.encounters.speech import Statement
from tracker.reading.facts.candidate import Candidate, Words
from tracker.reading.facts.weighing import Facts
from tracker.reading.language.chunks import Chunk, Kind, Row
from tracker.reading.pipeline import Stages, is_meeting, stages
from tracker.reading.weights import Table, log_odds, shipped

_SHOWN: Final = 4  # candidates of a field
_FIELDS: Final = ("stage", "attribution", "host", "window")
_AS_PRINTED: Final = frozenset({Kind.WORD, Kind.PUNCTUATION})
_NOTHING: Final = "-"


def trace(text: str, known: Known) -> Iterator[str]:
    """Yield what each stage makes of an article: the story, its sentences, the encounters, the drafts.

    Raises `TrackerError` for a text that the pipeline refuses.
    """
    made = stages(text, known)
    yield from _story(made.story, made.analysis)
    for sentence in made.analysis.sentences:
        yield ""
        yield from _sentence(sentence, made.analysis)
    for number, facts in enumerate(made.facts, start=1):
        yield ""
        yield from _encounter(number, facts, made)
    yield ""
    yield from _drafts(made.drafts)


def _story(story: Story, analysis: Analysis) -> Iterator[str]:
    dateline = story.dateline.of(story.text) if story.dateline else _NOTHING
    yield f"story: {len(story.sentences)} sentences"
    yield f"   dateline      {_on_one_line(dateline)}"
    yield f"   written on    {analysis.published or _NOTHING}"
    yield f"   written from  {analysis.home or _NOTHING}"
    yield f"   credits       {', '.join(story.via) or _NOTHING}"
    for person in analysis.people:
        former = "former " if person.former else ""
        yield f"   person        {person.name}, {former}{person.role or _NOTHING}, {person.country or _NOTHING}"


def _sentence(sentence: AnalysedSentence, analysis: Analysis) -> Iterator[str]:
    kind = "headline" if sentence.headline else "sentence"
    yield f"{kind} {sentence.number}: {' '.join(map(_chunk, sentence.row))}"
    yield from (f"   statement  {_statement(sentence.row, statement)}" for statement in sentence.statements)
    yield from (f"   mention    {_mention(mention, analysis)}" for mention in sentence.mentions)


def _chunk(chunk: Chunk) -> str:
    words = _on_one_line(chunk.low)
    return words if chunk.kind in _AS_PRINTED else f"[{chunk.kind}: {words}]"


def _statement(row: Row, statement: Statement) -> str:
    speaker = " ".join(chunk.low for chunk in row[statement.first : statement.last])
    days = " ".join(row[at].low for at in sorted(statement.days))
    return f"{statement.class_} by {_on_one_line(speaker)}{f', dated {days}' if days else ''}"


def _mention(mention: Mention, analysis: Analysis) -> str:
    parts = (
        f"{mention.kind or 'encounter'} ({_on_one_line(mention.head.low)})",
        str(mention.sense or "no sense"),
        f"parties {_list([_party(party, analysis) for party in mention.parties])}",
        f"places {_list([setting.city or setting.code for setting in mention.settings])}",
        f"dates {_list([mark.low for mark in mention.dates])}",
    )
    return "; ".join(parts)


def _party(party: Party, analysis: Analysis) -> str:
    if party.person is not None:
        return analysis.people[party.person].name
    return " ".join(word for word in (party.country, party.role) if word)


def _list(words: Sequence[str]) -> str:
    return ", ".join(map(_on_one_line, words)) or _NOTHING


def _encounter(number: int, facts: Facts, made: Stages) -> Iterator[str]:
    context, text, weights = facts.candidates.context, made.plain.text, shipped()
    sentences = ", ".join(map(str, sorted(context.sentences)))
    outcome = "" if is_meeting(facts, alone=not is_meeting(made.facts[0])) else ", not a meeting"
    yield f"encounter {number}: {_list(sorted(context.encounter.kinds))}, in sentences {sentences}"
    yield f"   a meeting    {facts.meeting:.2f}{outcome}"
    for field in _FIELDS:
        yield from _field(text, field, getattr(facts.candidates, field), weights[field])
    for choice in facts.people:
        rules = " (rules)" if choice.candidate.by_rule else ""
        yield f"   takes part   {choice.probability:.2f}  {_party(choice.value, made.analysis)}{rules}"


def _field(text: str, field: str, candidates: Sequence[Candidate[object]], weights: Table) -> Iterator[str]:
    weighed = [(log_odds(weights, candidate.features), candidate) for candidate in candidates]
    for odds, candidate in sorted(weighed, key=lambda pair: -pair[0])[:_SHOWN]:
        rules = " (rules)" if candidate.by_rule else ""
        yield f"   {field:<12} {odds:+.2f}  {_value(candidate)}{_quoted(text, candidate.words)}{rules}"


def _value(candidate: Candidate[object]) -> str:
    value = candidate.value
    return value.edtf if isinstance(value, Window) else str(value or _NOTHING)


def _quoted(text: str, words: Words) -> str:
    start, end = words
    return f' "{_on_one_line(text[start:end])}"' if end > start else ""


def _drafts(drafts: Sequence[Draft]) -> Iterator[str]:
    if not drafts:
        yield "no drafts"
    for number, draft in enumerate(drafts, start=1):
        claims = draft.claims
        window = claims.window.edtf if claims.window else _NOTHING
        people = _list([person.name or person.role or person.country or _NOTHING for person in claims.participants])
        values = (
            f"{claims.kind} {draft.stage}, {draft.attribution.class_}, {window}, {claims.host or _NOTHING}, {people}"
        )
        yield f"draft {number}: {values}; confidence {draft.confidence:.2f}, {draft.doubt or 'sure'}"


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
