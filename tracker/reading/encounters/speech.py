"""Speech: who says what a sentence says, of which class, and on which day it was said."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from tracker.reading.encounters.speakers import Group, may_speak, modifies_speaker, speaker_groups
from tracker.reading.language.chunks import Kind, Row, has_word, kind_at, lows, word_at
from tracker.reading.language.word_groups import (
    ENCOUNTER_VERBS,
    MEDIA_NOUNS,
    OFFICIAL_NOUNS,
    SILENCE,
    SOURCE_NOUNS,
    SPEAKER_MODIFIERS,
    SPEECH_VERBS,
    STATEMENT_NOUNS,
    UNNAMED_OFFICIALS,
    WORDS_BEFORE_SPEECH_DAY,
)
from tracker.reading.people.marks import OfficeMark
from tracker.reading.places.place_name import PlaceMark

_UNNAMED: Final = {"announced": "official", "confirmed": "official", "learned": "sources", "learnt": "sources"}
_DATES: Final = frozenset({Kind.DATE})
_MAKES: Final = frozenset({"made", "make", "makes", "making"})
_REPORTING: Final = MEDIA_NOUNS & frozenset({"media", "newspapers", "dailies", "outlets", "agencies", "broadcasters"})
# Words after a verb of speech that make an act of it: "declared open the summit", "said yes to the invitation".
_ACTS: Final = {
    "declared": frozenset({"open", "closed", "war", "victory"}),
    "declares": frozenset({"open", "closed", "war", "victory"}),
    "said": frozenset({"yes", "goodbye", "farewell"}),
    "says": frozenset({"yes", "goodbye", "farewell"}),
}
_WAS: Final = frozenset({"was", "been"})
# Words of speech that count only after certain others: "it was learned", "had written", "made public", "media report".
_AFTER: Final = {
    "learned": _WAS,
    "learnt": _WAS,
    "written": frozenset({"has", "have", "had"}),
    "public": _MAKES,
    "clear": _MAKES,
    "known": _MAKES,
    "report": _REPORTING,
}
_PASSIVES: Final = frozenset({"announced", "confirmed", "disclosed", "revealed", "unveiled", "published"})
_BEFORE_SURNAME: Final = frozenset({"al", "el", "bin", "ben", "ibn", "abu"})
_AFTER_STATES: Final = frozenset({"that", ":", ",", '"', "“"})
_PLURAL_AIDES: Final = frozenset({"aides", "officials", "diplomats"})
_OTHERS: Final = frozenset({"other"})
_PRONOUNS: Final = frozenset({"he", "she"})
_NEITHER: Final = frozenset({"neither"})
_NEITHER_REACH: Final = 12
_BEING: Final = frozenset({"be", "been", "being"})
_RELATIVE: Final = frozenset({"which", "whom"})  # "reports according to which he will go"
_MODIFIERS: Final = 4  # words before a speaker that describe it
_DAY_REACH: Final = 9  # chunks from the verb of speech to the day of speech
_APPOSITION_REACH: Final = 6
_ENDS_APPOSITION: Final = frozenset({"a", "an", "and", "that"})
_GOES_ON_REACH: Final = 24
_THAT_REACH: Final = 14
_SOURCES: Final = frozenset({"source", "sources", "person", "people", "those", "insider", "insiders"})
_NOT_GOVERNMENTS: Final = frozenset({"adjective", "city", "site"})


class Statement(Struct, frozen=True):
    """One attribution: its class, the speaker's chunks `first` up to `last`, and the chunks that date the statement."""

    class_: str
    first: int
    last: int
    days: frozenset[int]
    goes_on: bool = False  # the speaker does something first: "met him in Rome and promised help"


def statements(row: Row) -> tuple[Statement, ...]:
    """Return the attributions of a sentence, in order."""
    verbs = [at for at, chunk in enumerate(row) if chunk.low in SPEECH_VERBS and chunk.is_word]
    made = (_statement(row, verb) for verb in verbs if _is_speech(row, verb))
    return tuple(statement for statement in made if statement is not None)


def _is_speech(row: Row, verb: int) -> bool:
    """Whether a verb of speech is used as one, and somebody speaks."""
    if _is_silent(row, verb) or _is_speech_act(row, verb) or _is_other_word(row, verb) or _is_of_nobody(row, verb):
        return False
    return _is_said(row, verb)


def _is_said(row: Row, verb: int) -> bool:
    """Whether the words around it make a verb of speech one: "according to", "made public", "announced by"."""
    low, before, after = row[verb].low, word_at(row, verb - 1), word_at(row, verb + 1)
    if low == "according":
        return after == "to" and word_at(row, verb + 2) not in _RELATIVE
    if low == "informed":
        return after not in SOURCE_NOUNS and before not in SPEAKER_MODIFIERS
    if low in _AFTER:
        return before in _AFTER[low] or _ends_idiom(row, verb)
    return before not in _BEING or after == "by"


def _ends_idiom(row: Row, verb: int) -> bool:
    """Whether a word ends "made it clear" or "let it be known"."""
    if lows(row, verb - 3, verb) == ["let", "it", "be"]:
        return True
    return word_at(row, verb - 1) == "it" and word_at(row, verb - 2) in _MAKES


def _is_speech_act(row: Row, verb: int) -> bool:
    """Whether a verb of speech tells what somebody does, and nothing that is said: "declared open the summit"."""
    return word_at(row, verb + 1) in _ACTS.get(word_at(row, verb), ())


def _is_other_word(row: Row, verb: int) -> bool:
    """Whether a word that may be a verb of speech is none: "Prince Turki Al Said", "the Gulf states"."""
    match row[verb].low:
        case "said":
            return verb > 0 and row[verb - 1].low.rpartition(" ")[2] in _BEFORE_SURNAME
        case "states":
            return word_at(row, verb + 1) not in _AFTER_STATES
    return False


def _is_of_nobody(row: Row, verb: int) -> bool:
    """Whether something is announced of which nobody is said to speak: "the visit of the president was announced"."""
    if row[verb].low not in _PASSIVES or _unnamed_speaker(row, verb) is not None:
        return False
    return word_at(row, verb - 1) in _WAS | {"were", "is", "are"} and not has_word(
        row[verb + 1 : verb + _DAY_REACH], {"by"}
    )


def _is_silent(row: Row, verb: int) -> bool:
    """Whether nobody says it: "did not immediately confirm", "neither Rome nor Paris confirmed"."""
    return has_word(row[max(verb - 3, 0) : verb], SILENCE) or _follows(row, verb, _NEITHER, reach=_NEITHER_REACH)


def _statement(row: Row, verb: int) -> Statement | None:
    unnamed = _unnamed_speaker(row, verb)
    if unnamed is not None:
        return Statement(unnamed, verb, verb + 1, _days_at_verb(row, verb))
    for first, last in speaker_groups(row, verb):
        class_ = _class_of(row, first, last)
        if class_ is not None:
            days = _days_at_verb(row, verb) | _day_before_speaker(row, (first, last), verb)
            return Statement(class_, first, last, days, goes_on=_goes_on(row, verb))
    if verb == 1 and word_at(row, 0) in _PRONOUNS:  # "He said so in Riga": somebody named before
        return Statement("official", 0, 1, _days_at_verb(row, verb))
    return None


def _goes_on(row: Row, verb: int) -> bool:
    """Whether a verb of speech goes on about somebody who meets: "met him in Rome and promised help"."""
    return word_at(row, verb - 1) == "and" and has_word(row[max(verb - _GOES_ON_REACH, 0) : verb], ENCOUNTER_VERBS)


def _unnamed_speaker(row: Row, verb: int) -> str | None:
    """Return who speaks without being named: an office in "it was announced", sources in "it was learned"."""
    class_ = _UNNAMED.get(row[verb].low)
    passive = lows(row, verb - 2, verb) == ["it", "was"] or lows(row, verb - 3, verb) == ["it", "has", "been"]
    return class_ if passive and word_at(row, verb + 1) != "by" else None


def _class_of(row: Row, first: int, last: int) -> str | None:
    """Return the class of a group of chunks as a speaker, or None if it names nobody who speaks."""
    group = row[first:last]
    if _is_media(group):
        return "media"
    if has_word(group, SOURCE_NOUNS) or _is_close_to(row, first):
        return "sources"
    if _is_in_named_company(row, first, last):
        return "official"
    if _is_somebodys(row, first, last):
        return "sources"
    if any(chunk.kind is Kind.PERSON for chunk in group) or _is_apposition(row, first, last):
        return "official"
    if _is_known_official(row, first, group):
        return None
    if _is_unnamed(group):
        return "sources"
    return "official" if _is_institution(group) else None


def _is_media(group: Row) -> bool:
    """Whether a group names an outlet, and not the website of an office."""
    if has_word(group, {"website"}) and _is_institution(group[:-1]):
        return False
    return has_word(group, MEDIA_NOUNS) or any(chunk.kind is Kind.OUTLET for chunk in group)


def _is_unnamed(group: Row) -> bool:
    """Whether a group names an office that anybody may hold: "a senior diplomat"."""
    return has_word(group, UNNAMED_OFFICIALS) or any(_is_bare_office(chunk) for chunk in group)


def _is_apposition(row: Row, first: int, last: int) -> bool:
    """Whether a group of one says who the person just named is: "Peskov, the Kremlin's spokesman, said"."""
    if row[last - 1].low.endswith("s"):  # in "with Peskov, government sources said" others speak
        return False
    before = range(first - 1, max(first - _APPOSITION_REACH, 0), -1)
    comma = next((at for at in before if row[at].kind is Kind.PUNCTUATION or row[at].low in _ENDS_APPOSITION), 0)
    return word_at(row, comma) == "," and kind_at(row, comma - 1) is Kind.PERSON


def _is_in_named_company(row: Row, first: int, last: int) -> bool:
    """Whether somebody named speaks with a group: "Peskov and other officials said"."""
    at = next((at for at in range(first, last) if row[at].low in _OTHERS), first - 1)
    return word_at(row, at) in _OTHERS and word_at(row, at - 1) == "and" and kind_at(row, at - 2) is Kind.PERSON


def _is_somebodys(row: Row, first: int, last: int) -> bool:
    """Whether those who speak are only said to be somebody's: "aides of Peskov"."""
    return any(row[at].low in _PLURAL_AIDES and word_at(row, at + 1) in {"of", "to"} for at in range(first, last))


def _is_known_official(row: Row, first: int, group: Row) -> bool:
    """Whether "the official" is somebody named before."""
    definite = first > 0 and "the" in {row[first].low, row[first - 1].low}
    return definite and has_word(group, {"official"})


def _is_bare_office(chunk: object) -> bool:
    return isinstance(chunk, OfficeMark) and chunk.kind is Kind.OFFICE and chunk.office.class_ == "bare"


def _is_institution(group: Row) -> bool:
    """Whether a group names an office, an institution or a government."""
    if has_word(group, OFFICIAL_NOUNS) or any(chunk.kind in {Kind.OFFICE, Kind.INSTITUTION} for chunk in group):
        return True
    return any(isinstance(chunk, PlaceMark) and chunk.place.kind not in _NOT_GOVERNMENTS for chunk in group)


def _is_close_to(row: Row, first: int) -> bool:
    """Whether the group only says who an unnamed source is close to: "a source close to the government"."""
    return _follows(row, first, _SOURCES, reach=5)


def _follows(row: Row, at: int, words: frozenset[str], *, reach: int) -> bool:
    """Whether one of the words stands before chunk `at`, without punctuation between."""
    for chunk in reversed(row[max(at - reach, 0) : at]):
        if chunk.kind is Kind.PUNCTUATION:
            return False
        if chunk.low.partition(" ")[0] in words:  # "people close" is one chunk
            return True
    return False


def days_of_statements(row: Row) -> frozenset[int]:
    """Return the chunks that date a statement, a report or a briefing: "in a statement on Saturday"."""
    return frozenset(at for at in _dates(row) if _follows(row, at, STATEMENT_NOUNS, reach=3))


def days_of_acts(row: Row) -> frozenset[int]:
    """Return the chunks that date what somebody did about a plan: "on Tuesday dropped", "on Tuesday, dismissed"."""
    on = (at for at in _dates(row) if word_at(row, at - 1) == "on")
    return frozenset(at for at in on if _is_act(row, at + 1 + (word_at(row, at + 1) == ",")))


def _is_act(row: Row, at: int) -> bool:
    word = word_at(row, at)
    if word in _MAKES:  # "on Wednesday made it official"
        return word_at(row, at + 1) == "it"
    if _is_speech_act(row, at):
        return False
    return kind_at(row, at) is Kind.WORD and word.endswith("ed") and word not in ENCOUNTER_VERBS


def _dates(row: Row) -> Iterator[int]:
    return (at for at, chunk in enumerate(row) if chunk.kind in _DATES)


def _day_before_speaker(row: Row, group: Group, verb: int) -> frozenset[int]:
    """Return the date that opens a sentence before its speaker and verb: "Last week a Welsh newspaper said"."""
    first, last = group
    at = first - 1
    while at >= max(first - _MODIFIERS, 0) and (modifies_speaker(row[at]) or row[at].kind is Kind.WORD):
        at -= 1
    at -= word_at(row, at) == ","
    opens = kind_at(row, at) is Kind.DATE and all(chunk.low in WORDS_BEFORE_SPEECH_DAY for chunk in row[:at])
    return frozenset({at}) if opens and last <= verb <= last + 2 else frozenset()


def _days_at_verb(row: Row, verb: int) -> frozenset[int]:
    """Return the chunks that date a statement: "said on Wednesday", "on Thursday denied", "announced yesterday"."""
    before = {verb - 1} if kind_at(row, verb - 1) is Kind.DATE else set[int]()
    before |= _day_before_that(row, verb)
    for at in range(verb + 1, min(verb + _DAY_REACH, len(row))):
        chunk = row[at]
        if chunk.kind is Kind.DATE:
            return frozenset({at, *before})
        if not may_speak(chunk) and not modifies_speaker(chunk) and chunk.low not in WORDS_BEFORE_SPEECH_DAY:
            break
    return frozenset(before)


def _day_before_that(row: Row, verb: int) -> set[int]:
    """Return the date between a verb of speech and its "that": "told the budget committee on Jan. 31 that"."""
    reach = range(verb + 1, min(verb + _THAT_REACH, len(row)))
    that = next((at for at in reach if row[at].low == "that" or row[at].kind is Kind.PUNCTUATION), 0)
    return {that - 1} if word_at(row, that) == "that" and kind_at(row, that - 1) is Kind.DATE else set()
