"""The pipeline of the reader: an article's text in, its drafts out, each with the words that it rests on."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.reading.analysis import Analysis, analysis
from tracker.reading.article.legible import readable
from tracker.reading.article.story import Story
from tracker.reading.dates.day_of_writing import day_of_writing
from tracker.reading.draft import Draft, Evidence, Known, Reading
from tracker.reading.drawing import drawn
from tracker.reading.encounters.gathering import gathered
from tracker.reading.facts.context import Context
from tracker.reading.facts.meeting import has_official, is_diplomatic
from tracker.reading.facts.stage import IN_PASSING
from tracker.reading.facts.weighing import Candidates, Facts, candidates_for, weighed
from tracker.reading.language.plain import Plain, plain
from tracker.reading.stops import joined
from tracker.reading.tours import tour
from tracker.reading.weights import Table, shipped

_MOST: Final = 6  # drafts of one article
# The probability from which an encounter is one of officials of two countries: one besides the main encounter; one
# where the main encounter is none; and the main one where the rules say so; where no words say how it stands; and where
# the rules do not say so.
_OTHER: Final = 0.25
_ALONE: Final = 0.35
_BY_RULE: Final = 0.25
_WITHOUT_STAGE: Final = 0.7
_AGAINST_RULE: Final = 0.6


class Stages(Struct, frozen=True, kw_only=True):
    """What each stage of the pipeline makes of an article."""

    plain: Plain
    story: Story
    analysis: Analysis
    facts: tuple[Facts, ...]  # one for each encounter, the main one first
    drafts: tuple[Draft, ...]


def read(text: str, known: Known, weights: Mapping[str, Table] | None = None) -> Reading:
    """Read an article. `known` is the knowledge besides the text: the day of publication, the outlet, people.

    The time is linear in the length of the text. Raises `TrackerError` for a text that is empty, too long, or not
    English prose.
    """
    made = stages(text, known, weights)
    headline = made.story.headline
    return Reading(
        text=text,
        headline=headline.of(made.plain.text) if headline else None,
        published=made.story.published,
        via=made.story.via,
        drafts=tuple(_as_printed(draft, text, made.plain) for draft in made.drafts),
    )


def stages(text: str, known: Known, weights: Mapping[str, Table] | None = None) -> Stages:
    """Run every stage of the pipeline. Raises as `read` does."""
    tables = weights or shipped()
    clean = plain(text)
    story = readable(clean.text)
    analysed = _analysed(story, known)
    facts = tuple(weighed(candidates, tables) for candidates in _candidates(analysed))
    made = tuple(drafts(clean.text, facts, tables))
    return Stages(plain=clean, story=story, analysis=analysed, facts=facts, drafts=made)


def _as_printed(draft: Draft, text: str, clean: Plain) -> Draft:
    """Return a draft whose evidence is letter for letter in the text as it was given."""
    if clean.text == text:
        return draft
    evidence = {
        name: Evidence.of(text, *clean.original(words.start, words.end)) for name, words in draft.evidence.items()
    }
    return replace(draft, evidence=evidence)


def _analysed(story: Story, known: Known) -> Analysis:
    dateline = story.dateline.day.of(story.text) if story.dateline and story.dateline.day else None
    published = day_of_writing(known.published or story.published, dateline)
    return analysis(story, replace(known, published=published))


def candidates(story: Story, known: Known) -> list[Candidates]:
    """Return the candidates for each encounter of an article, the main one first."""
    return _candidates(_analysed(story, known))


def _candidates(analysed: Analysis) -> list[Candidates]:
    mentions = [mention for sentence in analysed.sentences for mention in sentence.mentions]
    encounters = gathered(mentions, analysed.published)
    return [candidates_for(Context(analysed, encounters, index)) for index in range(len(encounters))]


def is_meeting(facts: Facts, *, alone: bool = False) -> bool:
    """Return whether an encounter is a meeting that gives a draft. It stands alone if the main encounter is none."""
    context, verdict = facts.candidates.context, facts.candidates.verdict
    if not context.is_main:
        return facts.meeting >= (_ALONE if alone else _OTHER)
    if not is_diplomatic(context.encounter, context.analysis.home):
        return verdict is not None and facts.meeting >= _AGAINST_RULE and has_official(context.encounter)
    if verdict is None or verdict.doubt == IN_PASSING:
        return facts.meeting >= _WITHOUT_STAGE and context.is_headline_news
    return facts.meeting >= _BY_RULE


def drafts(text: str, encounters: Sequence[Facts], weights: Mapping[str, Table]) -> list[Draft]:
    """Return the drafts of the encounters that are meetings, the main one first."""
    alone = bool(encounters) and not is_meeting(encounters[0])
    groups = (
        (is_meeting(facts, alone=alone), tuple(tour(text, drawn(text, facts, weights), facts))) for facts in encounters
    )
    made = joined(groups)
    return [replace(draft, main=number == 0) for number, draft in enumerate(made[:_MOST])]
