"""Analysis: the sentences of a story as rows of people, offices, places and dates, with their encounters."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.window import Window
from tracker.reading.article.outlets import OutletMark, names_of_outlet, outlet_names, outlet_of
from tracker.reading.article.story import Story
from tracker.reading.dates.clock import Tense
from tracker.reading.dates.date_mark import DateMark
from tracker.reading.dates.phrases import date_phrases
from tracker.reading.draft import Known
from tracker.reading.encounters.analysed_sentence import AnalysedSentence, analysed_sentence
from tracker.reading.encounters.dating import resolve
from tracker.reading.encounters.discourse import Discourse
from tracker.reading.encounters.party import Directory
from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.rows import chunks, without_overlaps
from tracker.reading.language.tables import word_set
from tracker.reading.language.tokens import Token, tokens
from tracker.reading.people.cast import Person, cast, spotted
from tracker.reading.people.holders import holder
from tracker.reading.people.marks import NameMark, OfficeMark
from tracker.reading.people.names import Blocked, runs
from tracker.reading.people.offices import OfficePhrase, office_phrases
from tracker.reading.people.unplaced import placed
from tracker.reading.places.gazetteer import place_names
from tracker.reading.places.place_name import PlaceMark, PlaceName

_RESIDENCES: Final = frozenset({"metonym", "site"})
# Longer words that a headline in title case may leave small.
_LEFT_SMALL: Final = word_set(
    "about after against ahead amid before between despite during from into onto over than that toward towards under "
    "until upon when where while with without"
)
_PRESS = re.compile(
    r"\b(?:[A-Z][\w'’-]+ ){1,3}(?:Times|Post|Shimbun|Ilbo|Daily|Herald|Tribune|Gazette|Guardian|Journal|Telegraph|Press"
    r"|News Agency|Broadcasting|Television|TV|Radio|Newspaper|News)\b"
    r"|\b[A-Z][\w-]+\.(?:com|net|org|info|[a-z]{2})\b"  # "Delfi.lt"
)
_OPPOSITE_NUMBER: Final = re.compile(r"\bopposite numbers?\b")


class Analysis(Struct, frozen=True):
    """A story analysed: its day, its country, its sentences, and the people in it."""

    published: date | None  # the day of writing
    home: str | None  # the country from which it is written
    is_official: bool  # its own words are official: an embassy's communique
    outlet: frozenset[str]  # the names of its outlet, in lower case
    state: str | None  # the country for whose government it announces: KCNA does for North Korea
    sentences: tuple[AnalysedSentence, ...]
    people: tuple[Person, ...]
    windows: Mapping[int, Mapping[Tense, Window]]  # of each date by itself, by where it begins, in either tense


def analysis(story: Story, known: Known) -> Analysis:
    """Analyse a story. `known.published` is the day from which its dates are computed."""
    text = story.text
    places = place_names(text)
    marks = without_overlaps(_marks(story, places))
    words = [tokens(text, sentence.start, sentence.end) for sentence in story.sentences]
    with_names = without_overlaps([*_names(story, words, marks, known), *marks])
    rows = [chunks(text, each, with_names) for each in words]
    body_first = [*rows[1:], *rows[:1]] if story.headline else rows
    people = cast(text, spotted(body_first), known, frozenset(place.code for place in places))
    with_people = without_overlaps([*people.marks, *marks])
    rows = [chunks(text, each, with_people) for each in words]
    persons = placed(people.people, rows)
    return Analysis(
        published=known.published,
        home=_home(story, known),
        is_official=_is_official(known.outlet),
        outlet=names_of_outlet(known.outlet or ""),
        state=_state(known.outlet),
        sentences=tuple(_sentences(story, rows, Directory(persons))),
        people=persons,
        windows={mark.start: _windows(mark, known.published) for mark in marks if isinstance(mark, DateMark)},
    )


def _windows(mark: DateMark, published: date | None) -> Mapping[Tense, Window]:
    """Return what a date means by itself if it has passed, and if it lies ahead: "on Friday"."""
    windows = ((tense, resolve(mark.phrase, published, tense)) for tense in (Tense.PAST, Tense.FUTURE))
    return {tense: window for tense, window in windows if window is not None}


def _sentences(story: Story, rows: Iterable[tuple[Chunk, ...]], directory: Directory) -> Iterator[AnalysedSentence]:
    discourse = Discourse()
    for number, (each, row) in enumerate(zip(story.sentences, rows, strict=True)):
        sentence = analysed_sentence(row, number, discourse, directory, headline=each.headline)
        discourse = sentence.discourse
        yield sentence


def _marks(story: Story, places: Iterable[PlaceName]) -> Iterator[Chunk]:
    """Yield the marks of a story. Of two marks that overlap, the first one counts."""
    text = story.text
    for match in _OPPOSITE_NUMBER.finditer(text):  # one word, as "counterpart" is
        yield Chunk(Kind.WORD, *match.span(), match.group().replace(" ", "-"))
    yield from _outlets(story)
    body = story.dateline.end if story.dateline else 0  # "Vienna, 23 May - On 27 May" is no span of days
    yield from map(DateMark.of_phrase, (*date_phrases(text, end=body), *date_phrases(text, body)))
    named = [place for place in places if _is_place(place)]
    offices = _offices(text, named)
    yield from map(OfficeMark.of_phrase, offices)
    begins = [office.start for office in offices]
    yield from (PlaceMark.of_name(_before_office(text, place, begins)) for place in named)


def _outlets(story: Story) -> Iterator[OutletMark]:
    """Yield the outlets that a story names: the known ones, and names that end as those of the press do."""
    text = story.text
    known = (span for sentence in story.sentences for span in outlet_names(text, sentence.start, sentence.end))
    for start, end in (*known, *(match.span() for match in _PRESS.finditer(text))):
        yield OutletMark.of_words(text, start, end)


def _offices(text: str, places: Iterable[PlaceName]) -> list[OfficePhrase]:
    """Return the offices that a text names, none that is the end of a residence: "Akasaka Palace"."""
    residences = {place.end: place.start for place in places if place.kind in _RESIDENCES}
    return [office for office in office_phrases(text) if residences.get(office.end, office.start) >= office.start]


def _before_office(text: str, place: PlaceName, begins: Sequence[int]) -> PlaceName:
    """Return a place without the first word of an office: "the African Union" of "African Union Commission chair"."""
    at = bisect_right(begins, place.start)
    if at == len(begins) or begins[at] >= place.end:
        return place
    shorter = next(iter(place_names(text[place.start : begins[at]])), place)
    start, end = place.start + shorter.start, place.start + shorter.end
    return replace(shorter, start=start, end=end) if shorter.code == place.code else place


def _is_place(place: PlaceName) -> bool:
    """Whether the name is surely a place; "Korea" alone is the South, as the press has it."""
    return not place.doubtful or place.words == "Korea"


def _names(story: Story, words: Iterable[Sequence[Token]], marks: Sequence[Chunk], known: Known) -> Iterator[NameMark]:
    """Yield the words that may name people, outside the marks."""
    blocked = _blocked(marks)
    year = known.published.year if known.published else None

    def is_name(name: str) -> bool:
        return name in known.people or holder(name, year) is not None

    for sentence, row in zip(story.sentences, words, strict=True):
        title_case = sentence.headline and _is_title_case(row)
        yield from (NameMark.of_run(story.text, run) for run in runs(row, blocked, is_name, title_case=title_case))


def _blocked(marks: Sequence[Chunk]) -> Blocked:
    starts = [mark.start for mark in marks]

    def blocked(token: Token) -> bool:
        at = bisect_right(starts, token.start) - 1
        return at >= 0 and token.start < marks[at].end

    return blocked


def _is_title_case(row: Sequence[Token]) -> bool:
    long = [token for token in row if token.is_word and len(token.text) > 3 and token.low not in _LEFT_SMALL]
    return bool(long) and all(token.text[0].isupper() or not token.text.isalpha() for token in long)


def _home(story: Story, known: Known) -> str | None:
    """Return the country from which the article is written: that of its dateline, else that of its outlet."""
    dateline = place_names(story.dateline.of(story.text)) if story.dateline else ()
    for place in dateline:
        return place.code
    outlet = outlet_of(known.outlet) if known.outlet else None
    return outlet.country if outlet else None


def _is_official(outlet: str | None) -> bool:
    """Whether an outlet is an institution, or an office of a country: "Prime Minister of Australia", not "Joy FM"."""
    offices = [office for office in office_phrases(outlet) if office.words != "FM"] if outlet else []
    is_of_country = bool(offices) and bool(place_names(outlet or ""))
    return is_of_country or any(office.class_ == "institution" for office in offices)


def _state(name: str | None) -> str | None:
    outlet = outlet_of(name) if name else None
    return outlet.country if outlet and outlet.is_state else None
