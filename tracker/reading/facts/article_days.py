"""Days: every date of an article, resolved, with what speaks for and against it as that of a meeting."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.window import Window
from tracker.reading.dates.clock import Tense
from tracker.reading.dates.date_mark import DateMark
from tracker.reading.dates.meanings import Bound, Side
from tracker.reading.encounters.analysed_sentence import AnalysedSentence
from tracker.reading.encounters.cues import Sense
from tracker.reading.encounters.dating import Dated, resolve
from tracker.reading.facts.candidate import Words
from tracker.reading.facts.context import Context
from tracker.reading.language.chunks import Chunk, Kind, Row, has_word, word_at
from tracker.reading.language.tables import word_set
from tracker.reading.language.word_groups import LEAVING
from tracker.reading.places.place_name import PlaceMark

# Relations of days that may be those of the encounter.
ABOUT: Final = frozenset({"own", "clause", "sentence", "next", "kin"})
CONTRADICTED: Final = "another weekday"  # the feature of a date whose weekday is wrong
# Dates that are compared with each other, and stays that they make: twice as many as any labelled article gives. The
# time goes with their square.
MOST: Final = 40
_NEAR: Final = 6  # chunks between a date and the word that names the encounter
_ENDS_REACH: Final = 8
_ENDS_SEARCH: Final = frozenset({Kind.PUNCTUATION, Kind.DATE})
_BEFORE: Final = word_set("on in from to until till for between by since after before ahead around")
_ENDS: Final = word_set(
    "until till through back home return returns returned returning end ends ended ending conclude concludes concluded "
    "concluding finish finishes finished finishing wrap wraps wrapped wrapping winds winding wound"
)
_ENDED: Final = word_set("came returned ended concluded finished wrapped wound left departed")
_CLOSES: Final = word_set("end concluding ending conclusion wrapping")
STAYS: Final = word_set("visit trip tour stay")
_GOES_REACH: Final = 4
_GOES_ON: Final = frozenset({"and", "before", "after"})
_GOES_HOME: Final = word_set("return returns returning back home leaves departs")


class Day(Struct, frozen=True, kw_only=True):
    """A date of the article, resolved, with where it stands and what speaks for it."""

    window: Window
    words: Words
    exact: bool
    features: frozenset[str]
    relation: str  # to the encounter: see `Context.relation`
    sentence: int
    ends: bool = False  # a word before it says that something ends then
    is_weekday: bool = False  # a bare one: "until Friday"

    @property
    def is_single(self) -> bool:
        """Whether it is one day."""
        return self.exact and self.window.earliest == self.window.latest

    @property
    def is_loose(self) -> bool:
        """Whether it dates nothing else: no other meeting, no statement, no history."""
        return self.relation not in {"other", "other tense"} and self.features.isdisjoint({"background", "said"})

    @property
    def is_span(self) -> bool:
        """Whether it is several days, of which the first is given."""
        return self.exact and not self.is_single and self.window.earliest is not None

    @property
    def is_about(self) -> bool:
        """Whether it stands in a sentence that mentions the encounter, or in the next one, and dates no statement."""
        return self.is_loose and self.relation in ABOUT


class _Site(Struct, frozen=True):
    """A date where it stands: chunk `at` of a sentence."""

    sentence: AnalysedSentence
    at: int
    mark: DateMark
    hosts: Collection[str]  # the countries where the encounter may be
    is_over: bool  # the encounter took place

    @property
    def is_of_statement(self) -> bool:
        """Whether something is said on this day, or done about the plan."""
        is_said = any(self.at in statement.days for statement in self.sentence.statements)
        return is_said or self.at in self.sentence.days_of_acts

    @property
    def ends(self) -> bool:
        """Whether its own words, or those before it in the clause, say that something ends then."""
        if self.is_of_statement:
            return False
        meaning = self.mark.phrase.meaning
        is_until = isinstance(meaning, Bound) and meaning.side is Side.UNTIL
        return is_until or (_says_end(self.sentence.row, self.at, self.hosts) and not self._has_ended_before)

    @property
    def _has_ended_before(self) -> bool:
        """Whether something ended then that cannot be the encounter, which lies ahead: "who came back on Monday"."""
        before = _same_clause(reversed(self.sentence.row[max(self.at - _ENDS_REACH, 0) : self.at]))
        return not self.is_over and has_word(before, _ENDED)


class _Given(Struct, frozen=True):
    """A date as a mention gives it: how the mention says that its encounter stands, and whether it is the one meant."""

    dated: Dated
    sense: Sense | None
    is_own: bool


def _says_end(row: Row, at: int, hosts: Collection[str]) -> bool:
    """Whether the words around the date that is chunk `at` say that something ends then: "returns on", "flies home"."""
    before = _same_clause(reversed(row[max(at - _ENDS_REACH, 0) : at]))
    after = _same_clause(row[at + 1 : at + 1 + _ENDS_REACH])
    if has_word(before, _ENDS) or _goes_on_to(before, hosts) or _closes_stay({chunk.low for chunk in after}):
        return True
    return _leaves_then(before, after, hosts)


def _leaves_then(before: Sequence[Chunk], after: Sequence[Chunk], hosts: Collection[str]) -> bool:
    """Whether somebody leaves on a date, and not for a host: "leaves on Friday for Riga", "on Friday returns to Riga".

    The words before the date come with the last one first.
    """
    there = list(takewhile(lambda chunk: chunk.low not in _GOES_ON, after))
    words = [chunk.low for chunk in there[:_GOES_REACH]]
    if "for" in words or _names_host(there, hosts):
        return False
    leaves = next((number for number, chunk in enumerate(before) if chunk.low in LEAVING), None)
    if leaves is not None:
        return _leaves_from(before[:leaves], hosts)
    return not _GOES_HOME.isdisjoint(words)


def _goes_on_to(before: Sequence[Chunk], hosts: Collection[str]) -> bool:
    """Whether the words before a date, the last first, take somebody on from the host: "flies on to Oslo"."""
    pairs = list(pairwise(chunk.low for chunk in before))
    return ("to", "on") in pairs and not _names_host(before[: pairs.index(("to", "on"))], hosts)


def _closes_stay(words: Collection[str]) -> bool:
    """Whether words behind a date say that a stay is over: "left on Friday, ending her visit"."""
    return not _CLOSES.isdisjoint(words) and not STAYS.isdisjoint(words)


def _same_clause(chunks: Iterable[Chunk]) -> list[Chunk]:
    return list(takewhile(lambda chunk: chunk.kind not in _ENDS_SEARCH, chunks))


def _names_host(chunks: Iterable[Chunk], hosts: Collection[str]) -> bool:
    return any(isinstance(chunk, PlaceMark) and chunk.place.code in hosts for chunk in chunks)


def _leaves_from(after: Sequence[Chunk], hosts: Collection[str]) -> bool:
    """Whether the words between a verb of leaving and its date, the last first, tell of leaving the host, or no place.

    "Leaves Riga on Friday" and "leaves Riga for Oslo on Friday", but not "leaves for Riga on Friday".
    """
    left = list(takewhile(lambda chunk: chunk.low != "for", reversed(after)))
    if len(left) < len(after):
        return _names_host(left, hosts)
    places = [chunk for chunk in after if isinstance(chunk, PlaceMark)]
    return not places or _names_host(places, hosts)


def article_days(context: Context) -> Iterator[Day]:
    """Yield every date of the article that can be resolved, with its window in the other tense if that differs."""
    dates = _dates(context)
    around = _around(context)
    before: Window | None = None
    for site in _sites(context):
        given = dates.get(site.mark.start)
        window = given.dated.window if given else _resolved(context, site.mark, before)
        if window is not None:
            day = _day(context, site, window, given if given and given.is_own else None)
            before = window if day.relation == "own" else before
            yield _during(day) if site.mark.start in around else day
            yield from _otherwise(context, site, window)


def _dates(context: Context) -> dict[int, _Given]:
    """Return the dates of all encounters, by where they begin."""
    return {
        dated.start: _Given(dated, mention.sense, is_own=encounter is context.encounter)
        for encounter in context.encounters
        for mention, dates in encounter.mentions
        for dated in dates
    }


def _sites(context: Context) -> Sequence[_Site]:
    """Return the dates of an article where they stand. Of very many, those in the sentences of the encounter first."""
    hosts = context.encounter.hosts[:1]
    dates = [(each, at, mark) for each in context.analysis.sentences for at, mark in each.dates]
    if len(dates) > MOST:
        dates.sort(key=lambda date: date[0].number not in context.sentences)
        dates = sorted(dates[:MOST], key=lambda date: date[2].start)
    is_over = context.encounter.held
    return [_Site(sentence, at, mark, hosts, is_over) for sentence, at, mark in dates]


def _resolved(context: Context, mark: DateMark, before: Window | None) -> Window | None:
    """Return what a date means by itself, or from the last day of the encounter before it: "the next day"."""
    tense = Tense.PAST if context.encounter.held else Tense.FUTURE
    if mark.phrase.anchored and before is not None:
        return resolve(mark.phrase, context.analysis.published, tense, before)
    return context.analysis.windows[mark.start].get(tense)


def _around(context: Context) -> set[int]:
    """Return where the days stand of a gathering on whose sidelines the encounter takes place."""
    gatherings = (other for other in context.encounters if other.around and other is not context.encounter)
    mentions = (pair for gathering in gatherings for pair in gathering.mentions)
    return {dated.start for mention, dates in mentions if mention.sentence in context.sentences for dated in dates}


def _during(day: Day) -> Day:
    """Return some day of those of a gathering: talks "next week" on the sidelines of a forum of three days."""
    first, last = day.window.earliest, day.window.latest
    window = Window(f"[{first}..{last}]", day.window.words) if day.exact and first != last else day.window
    return replace(day, window=window, features=day.features | {"during"}, relation="around")


def _otherwise(context: Context, site: _Site, window: Window) -> Iterator[Day]:
    """Yield what a date means if the tense is another one than it seems: "on Friday" ahead or past."""
    for tense, other in context.analysis.windows[site.mark.start].items():
        if other.edtf != window.edtf:
            day = _day(context, site, other, None)
            yield replace(day, features=day.features | {"other tense", f"other tense {tense}"}, relation="other tense")


def _day(context: Context, site: _Site, window: Window, own: _Given | None) -> Day:
    """Return a date as a day. `own` is the date as the encounter gives it."""
    mark, number = site.mark, site.sentence.number
    relation = "own" if own else context.relation(number, mark)
    return Day(
        window=window,
        words=(mark.start, mark.end),
        exact=mark.phrase.exact,
        features=frozenset((*_features(context, site, relation), *_standing(own), *_contradicted(mark, window))),
        relation=relation,
        sentence=number,
        ends=site.ends,
        is_weekday=mark.phrase.weekday_only,
    )


def _features(context: Context, site: _Site, relation: str) -> Iterator[str]:
    position = context.position(site.sentence.number)
    before = word_at(site.sentence.row, site.at - 1)
    yield position
    yield relation
    yield f"{position} {relation}"
    yield f"{before if before in _BEFORE else 'other'} {relation}"
    if site.is_of_statement:
        yield from ("said", f"said {relation}", f"said {position}")
    else:
        yield f"{relation} not said"
    if site.mark.phrase.background:
        yield "background"
    if _is_near_head(context, site):
        yield f"near {position}"
    if site.ends:
        yield "ends"


def _contradicted(mark: DateMark, window: Window) -> Iterator[str]:
    """Yield that the weekday next to a date is another one than it has: "Friday, January 31", which is a Saturday."""
    first, weekday = window.earliest, mark.phrase.weekday
    if first is not None and weekday is not None and first.weekday() != weekday:
        yield CONTRADICTED


def _standing(own: _Given | None) -> Iterator[str]:
    if own is None:
        return
    yield f"sense {own.sense}"
    if own.dated.original:
        yield "original"
    if own.dated.new:
        yield "new"
    if own.dated.of_act:
        yield "act"


def _is_near_head(context: Context, site: _Site) -> bool:
    near = site.sentence.row[max(site.at - _NEAR, 0) : site.at + _NEAR]
    return any(chunk.start in context.heads for chunk in near)
