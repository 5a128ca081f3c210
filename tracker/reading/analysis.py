"""Analysis: a story's sentences as rows of people, offices, places and dates, and what each says of which encounter."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from tracker.reading.article.outlets import outlet_names, outlet_of
from tracker.reading.article.passage import Sentence
from tracker.reading.article.story import Story
from tracker.reading.dates.date_mark import DateMark
from tracker.reading.dates.phrases import date_phrases
from tracker.reading.draft import Known
from tracker.reading.encounters.analysed_sentence import AnalysedSentence, analysed_sentence
from tracker.reading.encounters.discourse import Discourse
from tracker.reading.encounters.party import Directory
from tracker.reading.language.chunks import Chunk, Kind, chunks, without_overlaps
from tracker.reading.language.tokens import Token, tokens
from tracker.reading.people.cast import Cast, Person, spotted
from tracker.reading.people.holders import holder
from tracker.reading.people.marks import NameMark, OfficeMark
from tracker.reading.people.names import Blocked, Run, runs
from tracker.reading.people.offices import office_phrases
from tracker.reading.places.gazetteer import place_names
from tracker.reading.places.place_name import PlaceMark, PlaceName

_TITLE_CASE = 0.6  # share of words with a capital from which a headline is in title case
_PRESS = re.compile(
    r"\b(?:[A-Z][\w'’-]+ ){1,3}(?:Times|Post|Shimbun|Ilbo|Daily|Herald|Tribune|Gazette|Guardian|Journal|Telegraph|Press"
    r"|News Agency|Broadcasting|Television|TV|Radio|Newspaper)\b"
)


class Analysis(Struct, frozen=True):
    """A story analysed: the day and the country from which it is told, its sentences, and the people in it."""

    published: date | None
    home: str | None  # the country from which the story is told
    is_official: bool  # what it says itself is official: an embassy's communique
    state: str | None  # the country for whose government it announces: KCNA does for North Korea
    sentences: tuple[AnalysedSentence, ...]
    people: tuple[Person, ...]


def analysis(told: Story, known: Known) -> Analysis:
    """Analyse a story. `known.published` is the day from which its dates are told."""
    places = place_names(told.text)
    marks = without_overlaps(_marks(told.text, places))
    blocked = _blocked(marks)
    names = [NameMark.of_run(told.text, run) for each in told.sentences for run in _runs(told, each, blocked, known)]
    with_names = without_overlaps([*names, *marks])
    cast = Cast(known, frozenset(place.code for place in places))
    rows = [chunks(told.text, s.start, s.end, with_names) for s in told.sentences]
    people = cast.marks(told.text, spotted([*rows[1:], *rows[:1]] if told.headline else rows))
    whole = without_overlaps([*people, *marks])
    sentences = tuple(_sentences(told, whole, Directory(cast.people)))
    return Analysis(
        published=known.published,
        home=_home(told, known),
        is_official=_is_official(known.outlet),
        state=_state(known.outlet),
        sentences=sentences,
        people=cast.people,
    )


def _sentences(told: Story, marks: Sequence[Chunk], directory: Directory) -> Iterator[AnalysedSentence]:
    discourse = Discourse()
    for number, each in enumerate(told.sentences):
        row = chunks(told.text, each.start, each.end, marks)
        sentence = analysed_sentence(row, number, discourse, directory, headline=each.headline)
        discourse = sentence.discourse
        yield sentence


def _marks(text: str, places: Iterable[PlaceName]) -> Iterator[Chunk]:
    """Yield what is recognised in a text. Of two marks that overlap, the first one counts."""
    for start, end in (*outlet_names(text), *(match.span() for match in _PRESS.finditer(text))):
        yield Chunk(Kind.OUTLET, start, end, text[start:end].lower())
    yield from map(DateMark.of_phrase, date_phrases(text))
    yield from map(OfficeMark.of_phrase, office_phrases(text))
    yield from map(PlaceMark.of_name, filter(_is_place, places))


def _is_place(place: PlaceName) -> bool:
    """Whether the name is surely a place; "Korea" alone is the South, as the press has it."""
    return not place.doubtful or place.words == "Korea"


def _runs(told: Story, sentence: Sentence, blocked: Blocked, known: Known) -> Iterator[Run]:
    row = list(tokens(told.text, sentence.start, sentence.end))
    year = known.published.year if known.published else None

    def is_name(name: str) -> bool:
        return name in known.people or holder(name, year) is not None

    return runs(row, blocked, is_name, title_case=sentence.headline and _is_title_case(row))


def _blocked(marks: Sequence[Chunk]) -> Blocked:
    starts = [mark.start for mark in marks]

    def blocked(token: Token) -> bool:
        at = bisect_right(starts, token.start) - 1
        return at >= 0 and token.start < marks[at].end

    return blocked


def _is_title_case(row: Sequence[Token]) -> bool:
    long = [token for token in row if token.is_word and len(token.text) > 3]
    return sum(token.capital for token in long) > _TITLE_CASE * len(long)


def _home(told: Story, known: Known) -> str | None:
    """Return the country from which the article is told: that of its dateline, else that of its outlet."""
    if told.dateline is not None:
        for place in place_names(told.dateline.of(told.text)):
            return place.code
    outlet = outlet_of(known.outlet) if known.outlet else None
    return outlet.country if outlet else None


def _is_official(outlet: str | None) -> bool:
    return outlet is not None and any(each.class_ == "institution" for each in office_phrases(outlet))


def _state(name: str | None) -> str | None:
    outlet = outlet_of(name) if name else None
    return outlet.country if outlet and outlet.is_state else None
