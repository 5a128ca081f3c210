"""Analysis: a story's sentences as rows of people, offices, places and dates, and what each says of which encounter."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from tracker.reading.article.outlets import outlet_of, outlets
from tracker.reading.article.passage import Sentence
from tracker.reading.article.story import Story
from tracker.reading.dates.phrases import date_phrases
from tracker.reading.draft import Known
from tracker.reading.encounters.mentions import Spoken, spoken
from tracker.reading.encounters.parties import Parties
from tracker.reading.language.chunks import Kind, Span, chunks, without_overlaps
from tracker.reading.language.tokens import Token, tokens
from tracker.reading.people.cast import Cast, Person, spotted
from tracker.reading.people.holders import holder
from tracker.reading.people.names import Blocked, Run, runs
from tracker.reading.people.offices import office_phrases
from tracker.reading.places.gazetteer import place_names
from tracker.reading.places.place_name import PlaceName

_TITLE_CASE = 0.6  # share of words with a capital from which a headline is in title case
_PRESS = re.compile(
    r"\b(?:[A-Z][\w'’-]+ ){1,3}(?:Times|Post|Shimbun|Ilbo|Daily|Herald|Tribune|Gazette|Guardian|Journal|Telegraph|Press"
    r"|News Agency|Broadcasting|Television|TV|Radio|Newspaper)\b"
)


class Analysis(Struct, frozen=True):
    """A story analysed: the day and the country from which it is told, its sentences, and the people in it."""

    published: date | None
    home: str | None  # the country from which the story is told
    own_voice: str  # the class of what it says itself: an embassy's communique is official
    sentences: tuple[Spoken, ...]
    people: tuple[Person, ...]


def analysis(told: Story, known: Known) -> Analysis:
    """Analyse a story. `known.published` is the day from which its dates are told."""
    places = place_names(told.text)
    spans = without_overlaps(_spans(told.text, places))
    blocked = _blocked(spans)
    found = [tuple(_runs(told, sentence, blocked, known)) for sentence in told.sentences]
    with_runs = without_overlaps([*(Span(Kind.PERSON, r.start, r.end, r) for row in found for r in row), *spans])
    cast = Cast(known, frozenset(place.code for place in places))
    rows = [chunks(told.text, s.start, s.end, with_runs) for s in told.sentences]
    people = cast.spans(spotted([*rows[1:], *rows[:1]] if told.headline else rows))
    whole = without_overlaps([*people, *spans])
    parties = Parties(cast.people)
    sentences = tuple(
        spoken(number, chunks(told.text, s.start, s.end, whole), parties, headline=s.headline)
        for number, s in enumerate(told.sentences)
    )
    return Analysis(known.published, _home(told, known), _own_voice(known.outlet), sentences, cast.people)


def _spans(text: str, places: Iterable[PlaceName]) -> Iterator[Span]:
    for press in (_outlets(), _PRESS):
        yield from (Span(Kind.OUTLET, m.start(), m.end(), m.group()) for m in press.finditer(text))
    yield from (Span(Kind.DATE, phrase.start, phrase.end, phrase) for phrase in date_phrases(text))
    for office in office_phrases(text):
        kind = Kind.INSTITUTION if office.class_ == "institution" else Kind.OFFICE
        yield Span(kind, office.start, office.end, office)
    yield from (Span(Kind.PLACE, place.start, place.end, place) for place in places if _is_place(place))


def _is_place(place: PlaceName) -> bool:
    """Whether the name is surely a place; "Korea" alone is the South, as the press has it."""
    return not place.doubtful or place.words == "Korea"


@cache
def _outlets() -> re.Pattern[str]:
    names = sorted(outlets(), key=len, reverse=True)
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _runs(told: Story, sentence: Sentence, blocked: Blocked, known: Known) -> Iterator[Run]:
    row = list(tokens(told.text, sentence.start, sentence.end))
    year = known.published.year if known.published else None

    def is_name(name: str) -> bool:
        return name in known.people or holder(name, year) is not None

    return runs(row, blocked, is_name, title_case=sentence.headline and _is_title_case(row))


def _blocked(spans: Sequence[Span]) -> Blocked:
    starts = [span.start for span in spans]

    def blocked(token: Token) -> bool:
        at = bisect_right(starts, token.start) - 1
        return at >= 0 and token.start < spans[at].end

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


def _own_voice(outlet: str | None) -> str:
    official = outlet is not None and any(each.class_ == "institution" for each in office_phrases(outlet))
    return "official" if official else "unattributed"
