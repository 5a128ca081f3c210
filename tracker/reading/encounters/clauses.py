"""Clauses: the parts of a sentence, each of which speaks of one thing that is planned, done or said."""

from typing import Final

from msgspec import Struct

from tracker.reading.language.chunks import NAMED, Chunk, Kind, Row, has_word, kind_at, lows, word_at
from tracker.reading.language.tables import word_set
from tracker.reading.language.word_groups import (
    AUXILIARIES,
    BACKGROUND_OPENERS,
    CLAUSE_OPENERS,
    COUNTERPARTS,
    ENCOUNTER_VERBS,
    PLAN_NOUNS,
    POSSESSIVES,
    SPEECH_VERBS,
)

_STRONG: Final = frozenset({";", ":", "—", "–", "(", "--", "•"})
_BRACKETS: Final = frozenset({"(", "—"})
_CLOSING_BRACKETS: Final = frozenset({")", "—"})
_PRONOUNS: Final = frozenset(
    {"he", "she", "they", "it", "who", "we", "i", "both", "his", "her", "their", "neither", "there"}
)
_ASIDE: Final = frozenset(
    {"who", "which", "whose", "where", "whom", "after", "following", "because", "during", "since"}
)
_SOMEBODY: Final = 6  # chunks of "Polish defence minister Jan Nowak" and the verb behind
_CALLS: Final = frozenset({"call", "calls", "called", "calling"})
_ON: Final = frozenset({"on", "upon"})
_URGES: Final = word_set("urge urges urged urging ask asks asked asking press pressed pressing")
_AROUND_NAMES: Final = frozenset({"'s", "the", "of", "and", ",", "mr", "ms", "mrs"})
_RELATIVE: Final = frozenset({"who", "whose", "whom"})
_RESUMING: Final = frozenset({"to", "in", "on", "at", "for"})
_SCHEDULED: Final = frozenset({"scheduled", "set", "due", "expected", "planned"})
_FINITE: Final = AUXILIARIES | SPEECH_VERBS
_FIRST: Final = word_set("after ahead amid before days despite following hours prior since weeks")
_VERBS: Final = _FINITE | ENCOUNTER_VERBS
_LENGTH: Final = 3  # chunks of "only three days" before its "after"
_UNITS: Final = frozenset({"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"})
_AFTER: Final = frozenset({"after", "before", "since"})
_NO_OPENERS: Final = frozenset({("until", "further"), ("after", "all")})  # "cancelled until further notice"
_HOURS: Final = word_set("dawn daybreak sunrise noon midday sunset dusk dark nightfall midnight")
# Phrases that open a clause, with the opener that the clause gets.
_PHRASES: Final = {
    ("on", "the", "sidelines"): "sidelines",
    ("on", "sidelines"): "sidelines",
    ("on", "the", "margins"): "margins",
    ("in", "the", "margins"): "margins",
    ("on", "the", "fringes"): "fringes",
    ("on", "the", "occasion"): "occasion",
    ("on", "the", "eve"): "eve",
    ("in", "the", "run-up"): "in",
    ("alongside", "the"): "alongside",
    ("coincide", "with"): "coincide",
    ("coincides", "with"): "coincides",
    ("followed", "by"): "followed",
    ("ahead", "of"): "ahead",
    ("prior", "to"): "prior",
    ("as", "part", "of"): "as",
}
_BY_FIRST_WORD: Final = {first: [phrase for phrase in _PHRASES if phrase[0] == first] for first, *_ in _PHRASES}
_OPENERS: Final = CLAUSE_OPENERS.union(_STRONG, _BY_FIRST_WORD)


class Clause(Struct, frozen=True):
    """A part of a sentence: its chunks, and the word that opens it: "after", "but", or nothing."""

    row: tuple[Chunk, ...]
    opener: str = ""

    @property
    def background(self) -> bool:
        """Whether the clause opens with a word that makes it background: "after they met in Rome"."""
        return self.opener in BACKGROUND_OPENERS


def clauses(row: Row) -> tuple[Clause, ...]:
    """Return a sentence in parts, in order. Commas in lists and appositions do not divide it.

    The part that an aside interrupts continues after it: "Faki, who chairs the Union, | will visit Khartoum" gives
    "who chairs the Union" and "Faki, will visit Khartoum".
    """
    parts = _parts(row)
    worded = [part for part in parts if any(chunk.kind is not Kind.PUNCTUATION for chunk in part)]
    return tuple(_clause(part) for part in sorted(worded, key=lambda part: part[0].start))


def _parts(row: Row) -> list[list[Chunk]]:
    parts: list[list[Chunk]] = [[]]
    interrupted: int | None = None  # the part that an aside interrupts
    first = _end_of_first(row)
    for at, chunk in enumerate(row):
        if interrupted is not None and _ends_aside(row, at, parts[-1]):
            parts.append(parts.pop(interrupted))
            interrupted = None
        elif at == first:
            parts.append([])
        elif _begins_part(row, at, parts[-1], in_aside=interrupted is not None):
            interrupted = len(parts) - 1 if _begins_aside(row, at, parts[-1]) else None
            parts.append([])
        parts[-1].append(chunk)
    return parts


def _end_of_first(row: Row) -> int:
    """Return the comma that ends the background with which a sentence begins, or 0.

    "After an attack in Oslo on Friday, | Asare will travel to Riga".
    """
    if not _FIRST & set(lows(row, 0, _LENGTH)):
        return 0
    commas = [at for at, chunk in enumerate(row) if chunk.low == ","]
    end = next((at for at in commas if _goes_on_with_subject(row, at + 1)), 0)
    return 0 if has_word(row[:end], PLAN_NOUNS) else end


def _goes_on_with_subject(row: Row, at: int) -> bool:
    """Whether a subject stands at `at`, and its verb before the next comma."""
    comma = next((end for end in range(at, len(row)) if row[end].low == ","), len(row))
    is_subject = kind_at(row, at) in NAMED or word_at(row, at) in _PRONOUNS | {"the"}
    return is_subject and has_word(row[at + 1 : comma], _VERBS)


def _clause(part: Row) -> Clause:
    first = next(at for at, chunk in enumerate(part) if chunk.kind is not Kind.PUNCTUATION)
    opener = _phrase_opener(part, first)
    if opener is None:
        at = _behind_length(part, first)
        opener = part[at].low if part[at].low in CLAUSE_OPENERS else ""
    return Clause(tuple(part), opener)


def _behind_length(row: Row, at: int) -> int:
    """Return where a clause that begins with a length goes on: at the "after" of "three hours after they met"."""
    reach = range(at, min(at + _LENGTH, len(row) - 1))
    unit = next((number for number in reach if row[number].low in _UNITS), None)
    return unit + 1 if unit is not None and row[unit + 1].low in _AFTER else at


def _phrase_opener(row: Row, at: int) -> str | None:
    """Return the opener of the phrase that stands at `at`, or None if no phrase stands there."""
    for phrase in _BY_FIRST_WORD.get(row[at].low, ()):
        if tuple(lows(row, at, at + len(phrase))) == phrase:
            return _PHRASES[phrase]
    return None


def _ends_aside(row: Row, at: int, aside: Row) -> bool:
    """Whether the main clause goes on here: "Kan, whose visit was short, would return"."""
    if row[at].low == "," and (word_at(row, at + 1) in _VERBS or _resumes(row, at + 1, aside)):
        return True
    return len(aside) > 1 and row[at - 1].low in _CLOSING_BRACKETS


def _resumes(row: Row, at: int, aside: Row) -> bool:
    """Whether the words behind "who took office in May," belong to the main clause again: "to Vienna", "on Friday"."""
    is_of_person = word_at(aside, 0) in _RELATIVE and any(chunk.kind is Kind.DATE for chunk in aside)
    return is_of_person and word_at(row, at) in _RESUMING


def _begins_part(row: Row, at: int, before: Row, *, in_aside: bool) -> bool:
    if row[at].low not in _OPENERS or at == 0 or (in_aside and row[at].low == "—"):
        return False
    if row[at].low in _STRONG or _phrase_opener(row, at) is not None:
        return True
    return row[at].low in CLAUSE_OPENERS and _opens(row, at, before)


def _begins_aside(row: Row, at: int, before: Row) -> bool:
    return row[at].low in _BRACKETS or (row[at].low in _ASIDE and _opens(row, at, before))


def _opens(row: Row, at: int, before: Row) -> bool:
    """Whether the word at `at` opens a clause here, and is not "and" in a list or "with" within a clause."""
    if at + 1 == len(row):
        return False
    if row[at].low == "and":
        return _and_opens(row, at + 1, before)
    if (row[at].low, row[at + 1].low) in _NO_OPENERS:
        return False
    if row[at].low in _AFTER and row[at + 1].low in _HOURS:  # "landed before dawn on Friday"
        return False
    if row[at].low == "but":  # "are all but agreed"
        return word_at(row, at - 1) not in {"all", "nothing", "anything"} or word_at(row, at - 2) == "after"
    if row[at].low == "as":  # "as he received her", not "as foreign minister" nor "as well as his counterpart"
        return word_at(row, at - 1) != "well" and (row[at + 1].low in _PRONOUNS or row[at + 1].kind is Kind.PERSON)
    return row[at].low != "with" or row[at - 1].kind is Kind.PUNCTUATION


def _is_somebody(row: Row, at: int) -> bool:
    """Whether an office or a counterpart stands here: "his Polish counterpart"."""
    here = at + 1 if kind_at(row, at) is Kind.PLACE else at
    return kind_at(row, here) is Kind.OFFICE or word_at(row, here) in COUNTERPARTS


def is_appeal(row: Row, at: int) -> bool:
    """Whether somebody is asked here to do something: "called on President Kask to go back to the talks"."""
    here = at + 1
    if word_at(row, at) in _CALLS and word_at(row, here) in _ON:
        here += 1
    elif word_at(row, at) not in _URGES:
        return False
    while kind_at(row, here) in NAMED or word_at(row, here) in _AROUND_NAMES:
        here += 1
    return word_at(row, here) == "to"


def _and_opens(row: Row, following: int, before: Row) -> bool:
    """Whether "and" opens a clause, by the chunk that follows it and by those before it in the clause."""
    chunk = row[following]
    if chunk.low in POSSESSIVES and _is_somebody(
        row, following + 1
    ):  # "met Kask and her defence minister Luik in Rome"
        return has_word(row[following + 1 : following + _SOMEBODY], _FINITE)
    if is_appeal(row, following):
        return True
    if chunk.low in _PRONOUNS or chunk.low in AUXILIARIES:
        return True
    if chunk.low == "to":
        return has_word(before, _SCHEDULED)
    named = chunk.kind in NAMED and has_word(row[following + 1 : following + 3], AUXILIARIES)
    return named and not _ends_list(chunk, before) and has_word(before, _FINITE)


def _ends_list(chunk: Chunk, before: Row) -> bool:
    """Whether "and" links the last of a list: "Britain, France and Germany would meet"."""
    return len(before) > 1 and before[-1].kind is chunk.kind and before[-2].low == ","
