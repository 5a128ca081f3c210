"""Verb forms: what the verb of an encounter says by its tense alone: "met", "is visiting", "meets", "to visit"."""

from typing import Final

from tracker.reading.dates.date_mark import DateMark
from tracker.reading.dates.meanings import Side
from tracker.reading.dates.phrases import Tense
from tracker.reading.encounters.cues import Sense
from tracker.reading.encounters.finding import Finding
from tracker.reading.encounters.heads import Head
from tracker.reading.language.chunks import NAMED, Kind, Row, has_word, kind_at, word_at
from tracker.reading.language.verbs import Form
from tracker.reading.language.word_groups import SPEECH_VERBS

_NEWS: Final = frozenset({"arrives", "lands", "leaves", "departs", "touches", "returns"})
_IS: Final = frozenset({"am", "is", "are"})
_WAS: Final = frozenset({"was", "were"})
_MOTION: Final = frozenset({"coming", "going", "travelling", "traveling", "flying", "heading", "leaving", "arriving"})
_NOT_PAST: Final = frozenset({"be", "to", "not", "never"})  # before a participle that tells no past: "to be held"
_PLURAL_SUBJECTS: Final = frozenset({"they", "both", "two", "three", "leaders", "ministers", "presidents", "sides"})
_NOBODY: Final = frozenset({"no", "never", "nobody", "none"})
_NOW: Final = frozenset({"today", "this week", "this month"})
_UNTIL_THEN: Final = frozenset({"when", "before"})
_SPEECH_REACH: Final = 2  # chunks between a verb of speech and its day
_BEGAN: Final = frozenset({"began", "started", "opened", "arrived"})
_NEAR: Final = 6  # words between "no minister" and its verb


def by_form(row: Row, head: Head, *, headline: bool) -> Finding | None:
    """Return what the verb of the encounter says by its tense alone."""
    before = word_at(row, head.first - 1)
    match head.form:
        case Form.PAST | Form.PARTICIPLE:
            return _past(row, head, before)
        case Form.ING:
            return _progressive(row, head, before)
        case Form.PRESENT if headline and not is_ahead(row) and _is_news(row, head):
            return _held(head)  # "Wang meets Park in Seoul"
        case Form.PRESENT:
            return Finding(Sense.CERTAIN, head.first - (before == "to"), head.last)
        case Form.BASE:
            return _base(row, head, before, headline=headline)
    return None


def _is_news(row: Row, head: Head) -> bool:
    """Whether the present tense of a headline tells what has happened: "meets", "lands"; "visits" may lie ahead."""
    return head.kind == "talks" or row[head.first].low in _NEWS


def _past(row: Row, head: Head, before: str) -> Finding | None:
    if before in _IS or row[head.first].low in _IS:
        return _present(row, head)  # "is received in Rome", "is in Rome"
    if before in _NOT_PAST or _is_of_nobody(row, head):
        return None
    return _held(head)


def _base(row: Row, head: Head, before: str, *, headline: bool) -> Finding | None:
    if _has_plural_subject(row, head):
        return _present(row, head) if is_ahead(row) or not headline else None
    if headline and before == "to":
        return Finding(Sense.CERTAIN, head.first - 1, head.last)
    return None


def _is_of_nobody(row: Row, head: Head) -> bool:
    """Whether a verb in the past tells of what never was: "no minister has visited Rome since"."""
    return has_word(row[max(head.first - _NEAR, 0) : head.first], _NOBODY)


def _has_plural_subject(row: Row, head: Head) -> bool:
    """Whether the base form of a verb is the present tense: "ministers meet in Rome"."""
    return kind_at(row, head.first - 1) in NAMED or word_at(row, head.first - 1) in _PLURAL_SUBJECTS


def _progressive(row: Row, head: Head, before: str) -> Finding | None:
    """Return what "is visiting" says: that it is under way, or with a date ahead that it will be, as "is coming"."""
    if before in _IS | _WAS and row[head.first].low in _MOTION:  # "said that he was flying to Rome"
        return Finding(Sense.CERTAIN, head.first, head.last)
    if before in _IS:
        return _present(row, head)
    if before == "," and kind_at(row, head.first - 2) is Kind.PERSON:  # "Asare, visiting Oslo, told Kask"
        return _held(head)
    return None


def _present(row: Row, head: Head) -> Finding:
    """Return what "is visiting", "is received" and "is in" say: under way, or with a date ahead that it will be."""
    is_stay = head.form is not Form.BASE and row[head.first].low != "meeting"
    return Finding(Sense.CERTAIN, head.first, head.last, now=is_stay) if is_ahead(row) else _held(head)


def _held(head: Head) -> Finding:
    return Finding(Sense.HELD, head.first, head.last)


def is_ahead(row: Row) -> bool:
    """Whether a date of the row may lie ahead. That of a statement does not, nor that on which a visit begins or ends.

    "When they meet today" lies ahead too.
    """
    if row[0].low in _UNTIL_THEN:
        return True
    dates = (at for at, chunk in enumerate(row) if isinstance(chunk, DateMark) and _may_be_ahead(chunk))
    return any(not has_word(row[max(at - _SPEECH_REACH, 0) : at], SPEECH_VERBS | _BEGAN) for at in dates)


def _may_be_ahead(date: DateMark) -> bool:
    return date.low not in _NOW and date.phrase.direction is not Tense.PAST and date.phrase.side is not Side.UNTIL
