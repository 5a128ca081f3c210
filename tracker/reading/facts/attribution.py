"""Attribution: who stands behind what an article says of a meeting, by the rules, and the candidates."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from tracker.reading.analysis import Analysis
from tracker.reading.article.outlets import Outlet, OutletMark
from tracker.reading.encounters.analysed_sentence import AnalysedSentence
from tracker.reading.encounters.cues import Sense
from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.party import people_of
from tracker.reading.encounters.speech import LEARNING, Statement
from tracker.reading.facts.candidate import NOWHERE, Candidate, Words
from tracker.reading.facts.context import Context
from tracker.reading.language.chunks import Kind, Row, has_word
from tracker.reading.language.tables import word_set
from tracker.reading.places.place_name import PlaceMark

CLASSES: Final = ("official", "sources", "media", "unattributed")
_RANK: Final = ("official", "media", "sources")  # of several who speak in one sentence, the first counts
_NEAR: Final = 3  # sentences after the news in which its source may be named
_CONFIRMS: Final = 3  # the same from which an office confirms it
_FIRM: Final = frozenset({Sense.CERTAIN, Sense.EXPECTED})
_OF_STATE: Final = frozenset({"official", "state", "state-run", "state-owned", "state-controlled"})
_HEIRS: Final = {"SU": "RU"}  # an agency outlives its state
_DETAILS: Final = word_set("discuss discussed discussing agenda topic topics theme themes talk agreements memoranda")
_THEY: Final = word_set("they their he she two both meeting talks sides leaders ministers")
_PEOPLE: Final = frozenset({Kind.PERSON, Kind.OFFICE})
_THIS: Final = frozenset({"this", "that"})  # "This was reported by Interfax"
_POSITIONS: Final = ("telling", "headline", "lead", "second", "own")  # where a speaker counts, the nearest first


class Voice(Struct, frozen=True):
    """A class of attribution with the words of the text that give it, none if the outlet itself speaks."""

    class_: str
    words: Words = NOWHERE


class Speaker(Struct, frozen=True):
    """Somebody who speaks in an article: the class, the position in relation to the meeting, and the words."""

    class_: str
    position: str
    words: Words


def voice(encounter: Encounter, analysis: Analysis, telling: Mention | None = None) -> Voice:
    """Return who stands behind a meeting, or behind the mention that gives its stage."""
    return _Listener(encounter, analysis).behind(telling)


def own_voice(encounter: Encounter, analysis: Analysis) -> Voice:
    """Return the voice of the outlet: official if it is an office, or announces for one of the sides."""
    official = analysis.is_official or (analysis.state is not None and analysis.state in _sides(encounter))
    return Voice("official" if official else "unattributed")


def _sides(encounter: Encounter) -> set[str | None]:
    sides = {*(party.country for party in encounter.parties), *encounter.hosts[:1]}
    return sides.union(_HEIRS.get(side or "") for side in sides)


def _outlets(words: Row) -> list[Outlet]:
    return [chunk.outlet for chunk in words if isinstance(chunk, OutletMark) and chunk.outlet is not None]


class _Listener:
    """Hears who speaks of an encounter in each sentence of its article."""

    def __init__(self, encounter: Encounter, analysis: Analysis) -> None:
        self.encounter = encounter
        self.analysis = analysis
        self.sides = _sides(encounter)

    def behind(self, telling: Mention | None) -> Voice:
        """Return who stands behind the encounter, or behind the mention that gives its stage."""
        own = own_voice(self.encounter, self.analysis)
        if telling is not None:
            told = self._voice_of(telling)
            if told is not None or (telling.sense is Sense.HELD and telling.kind != "call"):
                return told or self._report_below(telling) or own
        return self._voice_around(telling) or own

    def _voice_of(self, mention: Mention) -> Voice | None:
        """Return who speaks in the sentence of a mention, or the office that confirms it below."""
        voice = self._voice_in(self.analysis.sentences[mention.sentence])
        if voice is None or voice.class_ == "official":
            return voice
        return self._confirmed(mention) or voice

    def _confirmed(self, told: Mention) -> Voice | None:
        """Return the office that itself says, at most two sentences below, what sources or an outlet tell first.

        That a visit is being prepared does not confirm that it will take place.
        """
        below = range(told.sentence + 1, told.sentence + _CONFIRMS)
        too_weak = {None, Sense.ARRANGING} if told.sense in _FIRM else {None}
        says = (mention for mention, _ in self.encounter.mentions if mention.sense not in too_weak)
        mentions = (mention for mention in says if mention.sentence in below)
        voices = (self._voice_in(self.analysis.sentences[mention.sentence]) for mention in mentions)
        return next((voice for voice in voices if voice is not None and voice.class_ == "official"), None)

    def _report_below(self, telling: Mention) -> Voice | None:
        """Return the institution that goes on about what took place: "the two spoke of trade, the ministry said"."""
        sentence = next(iter(self.analysis.sentences[telling.sentence + 1 :]), None)
        if sentence is None or not self._goes_on(sentence):
            return None
        voice = self._voice_in(sentence)
        start, end = voice.words if voice and voice.class_ == "official" else NOWHERE
        people = (each for each in sentence.row if each.kind in _PEOPLE and start <= each.start < end)
        return voice if start < end and not any(people) else None

    def _goes_on(self, sentence: AnalysedSentence) -> bool:
        """Whether a sentence tells more of those who met."""
        met = people_of(self.encounter.parties)
        return has_word(sentence.row, _THEY) or any(mark.number in met for mark in sentence.people)

    def _voice_around(self, telling: Mention | None) -> Voice | None:
        """Return who speaks nearest below the news, else in its headline, else in the first sentence."""
        own = {mention.sentence: mention for mention in self._own_mentions(telling)}
        news = {min(own), telling.sentence if telling else min(own)}
        beside = {number for first in news for number in self._just_below(first)}
        voices = ((number, self._voice_below(number, own.get(number))) for number in sorted(own.keys() | beside))
        heard = ((number, voice) for number, voice in voices if voice is not None)
        first = next((voice for at, voice in heard if at in news or not self._is_detail(at, voice, max(news))), None)
        return first or self._voice_of_headline() or self._voice_of_lead()

    def _is_detail(self, number: int, voice: Voice, news: int) -> bool:
        """Whether unnamed sources only tell what will be discussed, or speak far below the outlet's own news."""
        is_about_talks = has_word(self.analysis.sentences[number].row, _DETAILS)
        return voice.class_ == "sources" and (is_about_talks or number > news + _NEAR)

    def _own_mentions(self, telling: Mention | None) -> Sequence[Mention]:
        """Return the mentions that tell the news or stand near it, those of the headline only without others.

        Further below the news than the next sentence, only those count that say how the plan stands.
        """
        mentions = [mention for mention, _ in self.encounter.mentions]
        mentions = [mention for mention in mentions if not mention.headline] or mentions
        news = telling or mentions[0]
        nearest = [mention for mention in mentions if mention.sense or mention.sentence <= news.sentence + 1]
        return nearest or mentions[:1]

    def _just_below(self, news: int) -> range:
        return range(news + 1, min(news + 1 + _NEAR, len(self.analysis.sentences)))

    def _voice_below(self, number: int, mention: Mention | None) -> Voice | None:
        """Return who speaks in a sentence below the news, which mentions the encounter or stands beside.

        Another outlet beside it is not its source, unless the sentence says "this", and neither is who has left office.
        """
        sentence = self.analysis.sentences[number]
        voice = self._voice_of(mention) if mention else self._voice_in(sentence)
        if voice is None or self._has_left(sentence, voice):
            return None
        is_of_news = mention is not None or sentence.row[0].low in _THIS
        return voice if is_of_news or voice.class_ != "media" else None

    def _has_left(self, sentence: AnalysedSentence, voice: Voice) -> bool:
        """Whether it is a former office-holder who speaks."""
        start, end = voice.words
        return any(start <= mark.start < end and self.analysis.people[mark.number].former for mark in sentence.people)

    @property
    def _in_headline(self) -> Sequence[int]:
        return [mention.sentence for mention, _ in self.encounter.mentions if mention.headline]

    def _voice_of_headline(self) -> Voice | None:
        """Return who speaks in a headline that names the encounter."""
        voices = (self._voice_in(self.analysis.sentences[number]) for number in self._in_headline)
        return next((voice for voice in voices if voice is not None), None)

    def _voice_of_lead(self) -> Voice | None:
        """Return who speaks in the first sentence of an article whose headline names the encounter."""
        lead = next((sentence for sentence in self.analysis.sentences if not sentence.headline), None)
        return self._voice_in(lead) if lead is not None and self._in_headline else None

    def _voice_in(self, sentence: AnalysedSentence) -> Voice | None:
        """Return who speaks in a sentence: an office before others, an outlet that reports before those it cites."""
        own = (statement for statement in sentence.statements if not statement.goes_on)
        voices = (self._voice(sentence, statement) for statement in own)
        heard = (voice for voice in voices if voice is not None)
        return min(heard, key=lambda voice: _RANK.index(voice.class_), default=None)

    def _voice(self, sentence: AnalysedSentence, statement: Statement) -> Voice | None:
        class_ = self._class(sentence, statement)
        return Voice(class_, _words(sentence, statement)) if class_ else None

    def _class(self, sentence: AnalysedSentence, statement: Statement) -> str | None:
        """Return the class of a statement for the encounter.

        An outlet that names itself is none, but what it learned has sources. The press that an office quotes in a text
        of its own is none either.
        """
        if statement.class_ != "media":
            return statement.class_
        words = sentence.row[statement.first : statement.last]
        if self.analysis.is_official or self._is_own_outlet(words):
            return "sources" if has_word(sentence.row[statement.last : statement.last + 2], LEARNING) else None
        cites = any(one.class_ == "sources" for one in sentence.statements)
        return "official" if self._announces(words) and not cites else "media"

    def _is_own_outlet(self, words: Row) -> bool:
        """Whether words name the outlet of the article."""
        printed = " ".join(chunk.low for chunk in words).removeprefix("the ")
        names = {printed, *(outlet.name.lower() for outlet in _outlets(words))}
        return not names.isdisjoint(self.analysis.outlet)

    def _announces(self, words: Row) -> bool:
        """Whether words name the state media of one of the sides, which speak for their government."""
        outlets = _outlets(words)
        places = {chunk.place.code for chunk in words if isinstance(chunk, PlaceMark)}
        countries = places or {outlet.country for outlet in outlets}
        is_of_state = has_word(words, _OF_STATE) or any(outlet.is_state for outlet in outlets)
        return is_of_state and (not countries or not countries.isdisjoint(self.sides))


def _words(sentence: AnalysedSentence, statement: Statement) -> Words:
    return sentence.row[statement.first].start, sentence.row[statement.last - 1].end


def candidates(context: Context, telling: Mention, rule: Voice) -> list[Candidate[str]]:
    """Return every class of attribution with who speaks so. `telling` is the mention that gives the stage."""
    speakers = list(_speakers(context, telling))
    positions = {speaker.position for speaker in speakers}
    shared = {f"telling {telling.sense}", f"own voice {own_voice(context.encounter, context.analysis).class_}"}
    shared |= {f"{speaker.class_} {speaker.position}" for speaker in speakers}
    shared |= {f"nobody {position}" for position in _POSITIONS if position not in positions}
    return [_candidate(class_, rule, speakers, shared) for class_ in CLASSES]


def _candidate(class_: str, rule: Voice, speakers: Sequence[Speaker], shared: set[str]) -> Candidate[str]:
    features = frozenset([class_, *(f"{class_}: {feature}" for feature in shared)])
    if class_ == rule.class_:
        return Candidate(class_, rule.words, features, by_rule=True)
    own = [speaker for speaker in speakers if speaker.class_ == class_]
    nearest = min(own, key=_distance, default=None)
    return Candidate(class_, nearest.words if nearest else NOWHERE, features)


def _distance(speaker: Speaker) -> int:
    return _POSITIONS.index(speaker.position) if speaker.position in _POSITIONS else len(_POSITIONS)


def _speakers(context: Context, telling: Mention) -> Iterator[Speaker]:
    """Yield everyone who speaks, once for each position that counts."""
    for sentence in context.analysis.sentences:
        positions = [context.position(sentence.number)]
        if sentence.number in context.sentences:
            positions.insert(0, "own")
        if sentence.number == telling.sentence:
            positions.insert(0, "telling")
        for statement in sentence.statements:
            words = _words(sentence, statement)
            yield from (Speaker(statement.class_, position, words) for position in positions)
