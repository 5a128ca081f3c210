"""Trace: what each stage of the pipeline made of an article, as lines of text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from tracker.domain.window import Window
from tracker.reading.analysis import Analysis, analysis
from tracker.reading.article.legible import readable
from tracker.reading.article.story import Story
from tracker.reading.draft import Known
from tracker.reading.encounters.analysed_sentence import AnalysedSentence
from tracker.reading.encounters.mentions import Mention
from tracker.reading.facts.candidate import Candidate
from tracker.reading.facts.weighing import Candidates, Facts, weighed
from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.pipeline import candidates
from tracker.reading.weights import Table, log_odds, shipped

_SHOWN: Final = 4  # candidates of a field


def trace(text: str, known: Known) -> Iterator[str]:
    """Yield what each stage made: the story, its marks, the mentions, the encounters and the candidates."""
    story = readable(text)
    yield from _story(story)
    yield from _sentences(analysis(story, replace(known, published=known.published or story.published)))
    for number, found in enumerate(candidates(story, known)):
        yield ""
        yield from _encounter(text, number, found, weighed(found, shipped()))


def _story(story: Story) -> Iterator[str]:
    dateline = story.dateline.of(story.text) if story.dateline else "none"
    yield f"story: {len(story.sentences)} sentences, dateline {dateline}, day {story.published or 'none'}"


def _sentences(analysed: Analysis) -> Iterator[str]:
    for sentence in analysed.sentences:
        yield ""
        yield f"{sentence.number}: {' '.join(map(_mark, sentence.row))}"
        yield from (f"   said by {_speaker(sentence, number)}" for number in range(len(sentence.statements)))
        yield from (f"   mention: {_mention(mention)}" for mention in sentence.mentions)


def _mark(chunk: Chunk) -> str:
    return chunk.low if chunk.kind in {Kind.WORD, Kind.PUNCTUATION} else f"[{chunk.kind}: {chunk.low}]"


def _speaker(sentence: AnalysedSentence, number: int) -> str:
    said = sentence.statements[number]
    return f"{said.class_}: {' '.join(chunk.low for chunk in sentence.row[said.first : said.last])}"


def _mention(mention: Mention) -> str:
    dates = ", ".join(chunk.low for chunk in mention.dates)
    places = ", ".join(setting.city or setting.code for setting in mention.settings)
    return (
        f"{mention.kind or 'it'} ({mention.head.low}), {mention.sense or 'no sense'}, {dates or '-'}, {places or '-'}"
    )


def _encounter(text: str, number: int, found: Candidates, facts: Facts) -> Iterator[str]:
    encounter = found.context.encounter
    sentences = ", ".join(str(each) for each in sorted(found.context.sentences))
    yield f"encounter {number}: {', '.join(sorted(encounter.kinds)) or 'it'}, in sentences {sentences}"
    yield f"   a meeting: {facts.meeting:.2f}"
    weights = shipped()
    for field in ("stage", "attribution", "host", "window"):
        yield from _field(text, field, getattr(found, field), weights)
    for choice in facts.people:
        words = text[slice(*choice.candidate.words)]
        yield f"   takes part: {choice.probability:.2f} {words}{' (rules)' if choice.candidate.by_rule else ''}"


def _field(text: str, field: str, found: Sequence[Candidate[object]], weights: Mapping[str, Table]) -> Iterator[str]:
    ranked = sorted(found, key=lambda one: -log_odds(weights[field], one.features))
    for one in ranked[:_SHOWN]:
        value = one.value.edtf if isinstance(one.value, Window) else one.value or "none"
        words = " ".join(text[slice(*one.words)].split())
        odds = log_odds(weights[field], one.features)
        yield f'   {field}: {odds:+.2f} {value} "{words}"{" (rules)" if one.by_rule else ""}'
