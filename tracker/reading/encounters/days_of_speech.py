"""Days of speech: the dates of a sentence that say when something was said or done about a plan."""

from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Final

from tracker.reading.encounters.speakers import Group, follows, is_part, is_unknown_name, modifies_speaker
from tracker.reading.language.chunks import Chunk, Kind, Row, has_word, kind_at, word_at
from tracker.reading.language.tables import word_set
from tracker.reading.language.word_groups import (
    ENCOUNTER_VERBS,
    MODALS,
    PLAN_NOUNS,
    SPEECH_VERBS,
    STATEMENT_NOUNS,
    WORDS_BEFORE_SPEECH_DAY,
)

MAKE_PASSIVE: Final = frozenset({"was", "is", "been"})
MAKES: Final = frozenset({"made", "make", "makes", "making"})
# Words after a verb of speech that make an act of it: "declared open the summit", "said yes to the invitation".
_ACTS: Final = {
    "declared": frozenset({"open", "closed", "war", "victory"}),
    "declares": frozenset({"open", "closed", "war", "victory"}),
    "said": frozenset({"yes", "goodbye", "farewell"}),
    "says": frozenset({"yes", "goodbye", "farewell"}),
}
_TOLD: Final = frozenset({"said", "told", "wrote", "informed"})  # "who on Monday wrote", "was told on Monday"
_PASSIVES: Final = frozenset({"announced", "confirmed", "disclosed", "revealed", "unveiled", "published"})
_MODIFIERS: Final = 4  # words before a speaker that describe it
_CONSENTS: Final = word_set(
    "accepted agreed asked decided declined invited offered proposed refused urged suggested sought requested propose "
    "proposes ask asks suggest suggests invite approved authorised authorized delivered"
)
_CONSENT_REACH: Final = 8
_OF_MEETING: Final = ENCOUNTER_VERBS | PLAN_NOUNS | MODALS | {"to", "that"}
_WHERE_SAID: Final = frozenset({"in", "at", "on", "during", "from", "by", "as", "while"})
_BEHIND_BARE_DAY: Final = frozenset({"that", "to"})  # "agreed Monday to meet", but not "proposed Monday for the talks"
_ENDS_CLAUSE: Final = frozenset({Kind.PUNCTUATION, Kind.DATE})
_DAY_REACH: Final = 14  # chunks from the verb of speech to the day of speech
_THAT_REACH: Final = 14


def is_speech_act(row: Row, verb: int) -> bool:
    """Whether a verb of speech tells what somebody does, and nothing that is said: "declared open the summit"."""
    return word_at(row, verb + 1) in _ACTS.get(word_at(row, verb), ())


def days_of_statements(row: Row) -> frozenset[int]:
    """Return the chunks that date a statement, a report or a briefing: "in a statement on Saturday"."""
    return frozenset(at for at in _dates(row) if follows(row, at, STATEMENT_NOUNS, reach=3))


def days_of_acts(row: Row) -> frozenset[int]:
    """Return the chunks that date what somebody did about a plan: "on Tuesday dropped", "on Tuesday, dismissed"."""
    on = [at for at in _dates(row) if word_at(row, at - 1) == "on"]
    acts = {at for at in on if _is_act(row, at + 1 + (word_at(row, at + 1) == ","))}
    return frozenset(acts.union(at for at in _dates(row) if _is_of_consent(row, at) or _is_when_said(row, at)))


def _is_when_said(row: Row, at: int) -> bool:
    """Whether a plan was announced then: "on Friday when the palace said that", "on Friday the visit was agreed"."""
    if has_word(row[:at], ENCOUNTER_VERBS | PLAN_NOUNS):
        return False
    when = at + 1 + (word_at(row, at + 1) == ",")
    if word_at(row, when) == "when":
        return has_word(row[when : when + _DAY_REACH], SPEECH_VERBS)
    after = list(takewhile(lambda chunk: chunk.kind is not Kind.PUNCTUATION, row[when : when + _DAY_REACH]))
    pairs = pairwise(chunk.low for chunk in after)
    if any(was in MAKE_PASSIVE and verb in _PASSIVES | _CONSENTS for was, verb in pairs):
        return True
    acts = takewhile(lambda chunk: not _is_of_meeting(chunk), after)
    return _opens(row, at) and has_word(list(acts), _CONSENTS)  # "on Monday Ghana invited Kask"


def _is_of_consent(row: Row, at: int) -> bool:
    """Whether a plan was made on a date: "accepted on Monday an invitation", "agreed by phone on Monday to meet"."""
    on = at - (word_at(row, at - 1) == "on")
    if on == at and word_at(row, at + 1) not in _BEHIND_BARE_DAY:
        return False
    before = takewhile(lambda chunk: not _is_of_meeting(chunk), reversed(row[max(on - _CONSENT_REACH, 0) : on]))
    return has_word(list(before), _CONSENTS) or word_at(row, on - 1) in _TOLD


def _is_of_meeting(chunk: Chunk) -> bool:
    """Whether the date behind a word is rather that of a meeting: "agreed to meet on Monday", "asked for talks on"."""
    return chunk.kind in _ENDS_CLAUSE or chunk.low in _OF_MEETING


def _is_act(row: Row, at: int) -> bool:
    word = word_at(row, at)
    if word in MAKES:  # "on Wednesday made it official"
        return word_at(row, at + 1) == "it"
    if is_speech_act(row, at) or word_at(row, at + 1) == "by":  # "on Thursday, followed by talks"
        return False
    is_past = word.endswith("ed") or word in _TOLD
    return kind_at(row, at) is Kind.WORD and is_past and word not in ENCOUNTER_VERBS


def _dates(row: Row) -> Iterator[int]:
    return (at for at, chunk in enumerate(row) if chunk.kind is Kind.DATE)


def day_before_speaker(row: Row, group: Group, verb: int) -> frozenset[int]:
    """Return the date that opens a sentence before its speaker and verb: "Last week a Welsh newspaper said"."""
    first, last = group
    at = first - 1
    while at >= max(first - _MODIFIERS, 0) and (modifies_speaker(row[at]) or row[at].kind is Kind.WORD):
        at -= 1
    at -= word_at(row, at) == ","
    opens = kind_at(row, at) is Kind.DATE and _opens(row, at)
    return frozenset({at}) if opens and last <= verb <= last + 2 else frozenset()


def _opens(row: Row, at: int) -> bool:
    """Whether a date opens a sentence: "late on Monday"."""
    return all(chunk.low in WORDS_BEFORE_SPEECH_DAY for chunk in row[:at])


def days_at_verb(row: Row, verb: int) -> frozenset[int]:
    """Return the chunks that date a statement: "said on Wednesday", "on Thursday denied", "announced yesterday"."""
    before = {verb - 1} if kind_at(row, verb - 1) is Kind.DATE else set[int]()
    before |= _day_before_that(row, verb)
    tells_where = word_at(row, verb + 1) in _WHERE_SAID
    for at in range(verb + 1, min(verb + _DAY_REACH, len(row))):
        chunk = row[at]
        if chunk.kind is Kind.DATE:
            is_of_visit = word_at(row, at + 1) == "'s"  # "said Monday's visit would be short"
            return frozenset(before if is_of_visit else {at, *before})
        if not (_is_before_day(chunk) or (tells_where and not _is_of_meeting(chunk))):
            break
    return frozenset(before)


def _is_before_day(chunk: Chunk) -> bool:
    """Whether a word may stand between a verb of speech and the day: "told the Graphic in an interview on Monday"."""
    return is_part(chunk) or is_unknown_name(chunk) or chunk.low in WORDS_BEFORE_SPEECH_DAY


def _day_before_that(row: Row, verb: int) -> set[int]:
    """Return the date between a verb of speech and its "that": "told the budget committee on Jan. 31 that"."""
    reach = range(verb + 1, min(verb + _THAT_REACH, len(row)))
    that = next((at for at in reach if row[at].low == "that" or row[at].kind is Kind.PUNCTUATION), 0)
    return {that - 1} if word_at(row, that) == "that" and kind_at(row, that - 1) is Kind.DATE else set()
