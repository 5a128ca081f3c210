"""Analysis: the sentences of a story as rows of people, offices, places and dates, with their encounters."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from tracker.reading.article.outlets import outlet_names, outlet_of
from tracker.reading.article.story import Story
from tracker.reading.dates.date_mark import DateMark
from tracker.reading.dates.phrases import date_phrases
from tracker.reading.draft import Known
from tracker.reading.encounters.analysed_sentence import AnalysedSentence, analysed_sentence
from tracker.reading.encounters.discourse import Discourse
from tracker.reading.encounters.party import Directory
from tracker.reading.language.chunks import Chunk, Kind, chunks, without_overlaps
from tracker.reading.language.tokens import Token, tokens
from tracker.reading.people.cast import Person, cast, spotted
from tracker.reading.people.holders import holder
from tracker.reading.people.marks import NameMark, OfficeMark
from tracker.reading.people.names import Blocked, runs
from tracker.reading.people.offices import office_phrases
from tracker.reading.places.gazetteer import place_names
from tracker.reading.places.place_name import PlaceMark, PlaceName

_TITLE_CASE = 0.6  # share of words with a capital from which a headline is in title case
_PRESS = re.compile(
    r"\b(?:[A-Z][\w'’-]+ ){1,3}(?:Times|Post|Shimbun|Ilbo|Daily|Herald|Tribune|Gazette|Guardian|Journal|Telegraph|Press"
    r"|News Agency|Broadcasting|Television|TV|Radio|Newspaper)\b"
)


class Analysis(Struct, frozen=True):
    """A story analysed: its day, its country, its sentences, and the people in it."""

    published: date | None  # the day of writing
    home: str | None  # the country from which it is written
    is_official: bool  # its own words are official: an embassy's communique
    state: str | None  # the country for whose government it announces: KCNA does for North Korea
    sentences: tuple[AnalysedSentence, ...]
    people: tuple[Person, ...]


def analysis(story: Story, known: Known) -> Analysis:
    """Analyse a story. `known.published` is the day from which its dates are computed."""
    text = story.text
    places = place_names(text)
    marks = without_overlaps(_marks(text, places))
    with_names = without_overlaps([*_names(story, marks, known), *marks])
    rows = [chunks(text, sentence.start, sentence.end, with_names) for sentence in story.sentences]
    body_first = [*rows[1:], *rows[:1]] if story.headline else rows
    people = cast(text, spotted(body_first), known, frozenset(place.code for place in places))
    sentences = tuple(_sentences(story, without_overlaps([*people.marks, *marks]), Directory(people.people)))
    return Analysis(
        published=known.published,
        home=_home(story, known),
        is_official=_is_official(known.outlet),
        state=_state(known.outlet),
        sentences=sentences,
        people=people.people,
    )


def _sentences(story: Story, marks: Sequence[Chunk], directory: Directory) -> Iterator[AnalysedSentence]:
    discourse = Discourse()
    for number, each in enumerate(story.sentences):
        row = chunks(story.text, each.start, each.end, marks)
        sentence = analysed_sentence(row, number, discourse, directory, headline=each.headline)
        discourse = sentence.discourse
        yield sentence


def _marks(text: str, places: Iterable[PlaceName]) -> Iterator[Chunk]:
    """Yield the marks of a text. Of two marks that overlap, the first one counts."""
    for start, end in (*outlet_names(text), *(match.span() for match in _PRESS.finditer(text))):
        yield Chunk(Kind.OUTLET, start, end, text[start:end].lower())
    yield from map(DateMark.of_phrase, date_phrases(text))
    yield from map(OfficeMark.of_phrase, office_phrases(text))
    yield from map(PlaceMark.of_name, filter(_is_place, places))


def _is_place(place: PlaceName) -> bool:
    """Whether the name is surely a place; "Korea" alone is the South, as the press has it."""
    return not place.doubtful or place.words == "Korea"


def _names(story: Story, marks: Sequence[Chunk], known: Known) -> Iterator[NameMark]:
    """Yield the words that may name people, outside the marks."""
    blocked = _blocked(marks)
    year = known.published.year if known.published else None

    def is_name(name: str) -> bool:
        return name in known.people or holder(name, year) is not None

    for sentence in story.sentences:
        row = list(tokens(story.text, sentence.start, sentence.end))
        title_case = sentence.headline and _is_title_case(row)
        yield from (NameMark.of_run(story.text, run) for run in runs(row, blocked, is_name, title_case=title_case))


def _blocked(marks: Sequence[Chunk]) -> Blocked:
    starts = [mark.start for mark in marks]

    def blocked(token: Token) -> bool:
        at = bisect_right(starts, token.start) - 1
        return at >= 0 and token.start < marks[at].end

    return blocked


def _is_title_case(row: Sequence[Token]) -> bool:
    long = [token for token in row if token.is_word and len(token.text) > 3]
    return sum(token.capital for token in long) > _TITLE_CASE * len(long)


def _home(story: Story, known: Known) -> str | None:
    """Return the country from which the article is written: that of its dateline, else that of its outlet."""
    dateline = place_names(story.dateline.of(story.text)) if story.dateline else ()
    for place in dateline:
        return place.code
    outlet = outlet_of(known.outlet) if known.outlet else None
    return outlet.country if outlet else None


def _is_official(outlet: str | None) -> bool:
    """Whether an outlet is an institution, or an office of a country: "Prime Minister of Australia"."""
    offices = list(office_phrases(outlet)) if outlet else []
    is_of_country = bool(offices) and bool(place_names(outlet or ""))
    return is_of_country or any(office.class_ == "institution" for office in offices)


def _state(name: str | None) -> str | None:
    outlet = outlet_of(name) if name else None
    return outlet.country if outlet and outlet.is_state else None
