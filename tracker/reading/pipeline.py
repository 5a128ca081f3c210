"""The pipeline of the reader: an article's text in, its drafts out, each with the words that it rests on."""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from tracker.reading.analysis import analysis
from tracker.reading.article.legible import readable
from tracker.reading.article.story import Story
from tracker.reading.dates.day_of_writing import day_of_writing
from tracker.reading.draft import Draft, Evidence, Known, Reading
from tracker.reading.drawing import drawn, tour
from tracker.reading.encounters.gathering import gathered
from tracker.reading.facts.context import Context
from tracker.reading.facts.meeting import is_diplomatic
from tracker.reading.facts.weighing import Candidates, Facts, candidates_for, weighed
from tracker.reading.language.plain import Plain, plain
from tracker.reading.weights import Table, shipped

_MOST: Final = 6  # drafts of one article
# The probability from which an encounter is one of officials of two countries: where the rules say so, for the main one
# and for the others; where no words say how it stands; and where the rules do not say so.
_MAIN: Final = 0.3
_ANOTHER: Final = 0.3
_WITHOUT_STAGE: Final = 0.7
_AGAINST_RULE: Final = 0.7


def read(text: str, known: Known, weights: Mapping[str, Table] | None = None) -> Reading:
    """Read an article. `known` is what may be known besides the text: the day of publication, the outlet, people.

    The time is linear in the length of the text. Raises `TrackerError` for a text that is empty, too long, or not
    English prose.
    """
    clean = plain(text)
    story = readable(clean.text)
    found = candidates(story, known)
    return Reading(
        text=text,
        headline=story.headline.of(clean.text) if story.headline else None,
        published=story.published,
        via=story.via,
        drafts=tuple(_as_printed(draft, text, clean) for draft in drafts(clean.text, found, weights or shipped())),
    )


def _as_printed(draft: Draft, text: str, clean: Plain) -> Draft:
    """Return a draft whose evidence is letter for letter in the text as it was given."""
    if clean.text == text:
        return draft
    words = {name: Evidence.of(text, *clean.original(one.start, one.end)) for name, one in draft.evidence.items()}
    return replace(draft, evidence=words)


def candidates(story: Story, known: Known) -> list[Candidates]:
    """Return what each encounter of an article may be, the main one first."""
    dateline = story.dateline.day.of(story.text) if story.dateline and story.dateline.day else None
    published = day_of_writing(known.published or story.published, dateline)
    analysed = analysis(story, replace(known, published=published))
    mentions = [mention for sentence in analysed.sentences for mention in sentence.mentions]
    encounters = gathered(mentions, analysed.published)
    return [candidates_for(Context(analysed, encounters, index)) for index in range(len(encounters))]


def is_meeting(facts: Facts) -> bool:
    """Return whether an encounter is a meeting that gives a draft."""
    found = facts.candidates
    if not is_diplomatic(found.context.encounter, found.context.analysis.home):
        return found.verdict is not None and facts.meeting >= _AGAINST_RULE
    if found.verdict is None:
        return facts.meeting >= _WITHOUT_STAGE and found.context.is_headline_news
    return facts.meeting >= (_MAIN if found.context.is_main else _ANOTHER)


def drafts(text: str, found: Iterable[Candidates], weights: Mapping[str, Table]) -> list[Draft]:
    """Return the drafts of the encounters that are meetings, the main one first."""
    facts = [weighed(one, weights) for one in found]
    made: list[Draft] = []
    for one in facts:
        if is_meeting(one):
            draft = drawn(text, one, weights)
            made += [draft, *tour(text, draft, one.candidates.context.encounter)]
    return [replace(draft, main=number == 0) for number, draft in enumerate(made[:_MOST])]
