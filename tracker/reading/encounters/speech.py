"""Speech: who says what a sentence says, and of which class; `days_of_speech` has the day."""

from typing import Final

from msgspec import Struct

from tracker.reading.encounters.days_of_speech import (
    MAKE_PASSIVE,
    MAKES,
    day_before_speaker,
    days_at_verb,
    is_speech_act,
)
from tracker.reading.encounters.speaker_classes import class_of
from tracker.reading.encounters.speakers import (
    Group,
    follows,
    groups_before,
    is_acronym,
    names_speaker,
    speaker_groups,
    unknown_before,
    unknown_outlet,
)
from tracker.reading.language.chunks import Kind, Row, has_word, kind_at, lows, word_at
from tracker.reading.language.word_groups import (
    CITING_VERBS,
    ENCOUNTER_VERBS,
    MEDIA_NOUNS,
    PLAN_NOUNS,
    SILENCE,
    SPEECH_VERBS,
    STATEMENT_NOUNS,
)

# Who speaks where nobody is named: "it was announced", "it has been learned", "it emerged", "will reportedly visit".
_UNNAMED: Final = {
    "announced": "official",
    "confirmed": "official",
    "learned": "sources",
    "learnt": "sources",
    "understood": "sources",
    "emerged": "sources",
    "reported": "media",
}
_BARE: Final = {"reportedly": "media"}
LEARNING: Final = frozenset({"learned", "learnt", "understands"})  # as an outlet does from sources
_HAS: Final = frozenset({"has", "had"})
_ONLY_UNNAMED: Final = frozenset({"learned", "learnt", "understood", "emerged"})
_READ: Final = frozenset({"read", "reads"})  # "the statement read"
_GIVEN: Final = frozenset({"made", "signed"})  # "the announcement was made by", "a statement signed by"
_READ_REACH: Final = 6
# Verbs of speech, and words that are some in few places: "it emerged", "with reference to".
_SAYING: Final = SPEECH_VERBS | CITING_VERBS | _READ | _GIVEN | {"approved"} | _UNNAMED.keys() | _BARE.keys()
_AUXILIARIES: Final = frozenset(
    {"was", "is", "has", "had", "been", "officially", "formally", "later", "also", "now", "first"}
)
_HEADLINE_MARKS: Final = frozenset({":", "-", "–", "—"})
_QUOTES: Final = frozenset({"quoted", "quotes", "cited", "cites"})
_REPORTING: Final = MEDIA_NOUNS & frozenset({"media", "newspapers", "dailies", "outlets", "agencies", "broadcasters"})
_REFERENCES: Final = frozenset({"according", "referring", "reference"})
_BEFORE_REFERENCE: Final = frozenset({",", "with", "a", "reports", "reported", "wrote", "writes"})
_HEARING: Final = frozenset({"was", "were", "is", "are", "been", "being", "be"})
# Words of speech that count only after certain others: "had written", "made public", "media report".
_AFTER: Final = {
    "written": _HAS | {"have"},
    "public": MAKES,
    "clear": MAKES,
    "known": MAKES,
    "report": _REPORTING,
    "approved": frozenset({"cabinet", "government", "parliament"}),
}
_SUBJECT: Final = 6  # chunks in which a plan may be named that "was announced"
_BEFORE_SURNAME: Final = frozenset({"al", "el", "bin", "ben", "ibn", "abu"})
_AFTER_STATES: Final = frozenset({"that", ":", ",", '"', "“"})
_PRONOUNS: Final = frozenset({"he", "she"})
_NEITHER: Final = frozenset({"neither"})
_NEITHER_REACH: Final = 12
_BEING: Final = frozenset({"be", "been", "being"})
_RELATIVE: Final = frozenset({"which", "whom"})  # "reports according to which he will go"
_GOES_ON_REACH: Final = 24


class Statement(Struct, frozen=True):
    """One attribution: its class, the speaker's chunks `first` up to `last`, and the chunks that date the statement."""

    class_: str
    first: int
    last: int
    days: frozenset[int]
    goes_on: bool = False  # the speaker does something first: "met him in Rome and promised help"


def statements(row: Row) -> tuple[Statement, ...]:
    """Return the attributions of a sentence, in order."""
    verbs = [at for at, chunk in enumerate(row) if chunk.low in _SAYING and chunk.is_word]
    made = (one for verb in verbs if _is_speech(row, verb) for one in (_quoting(row, verb), _statement(row, verb)))
    return tuple(statement for statement in made if statement is not None)


def _quoting(row: Row, verb: int) -> Statement | None:
    """Return the attribution to the outlet that quotes somebody: "Reuters quoted a source as saying"."""
    if row[verb].low not in _QUOTES:
        return None
    group = unknown_before(row, verb) or next(groups_before(row, verb), None)
    is_outlet = group is not None and class_of(row, group, verb) == "media"
    return Statement("media", *group, frozenset()) if group is not None and is_outlet else None


def headline_statements(row: Row) -> tuple[Statement, ...]:
    """Return the attributions of a headline, which may do without a verb: "Asare to visit Riga: sources"."""
    marks = [at for at, chunk in enumerate(row) if chunk.low in _HEADLINE_MARKS]
    groups = [(0, marks[0]), (marks[-1] + 1, len(row))] if marks else []
    made = (_of_headline(row, group) for group in groups)
    return (*statements(row), *(statement for statement in made if statement is not None))


def _of_headline(row: Row, group: Group) -> Statement | None:
    """Return the attribution to a group that a colon or a dash parts from the news."""
    first, last = group
    if not names_speaker(row[first:last]) or (first == 0 and row[0].kind is Kind.PLACE):  # "Estonia: two visits"
        return None
    class_ = class_of(row, group, last)
    return Statement(class_, first, last, frozenset()) if class_ else None


def _is_speech(row: Row, verb: int) -> bool:
    """Whether a verb of speech is used as one, and somebody speaks."""
    if _is_silent(row, verb) or is_speech_act(row, verb) or _is_other_word(row, verb):
        return False
    return _unnamed_speaker(row, verb) is not None or _is_said(row, verb)


def _is_said(row: Row, verb: int) -> bool:
    """Whether the words around it make a verb of speech one: "according to", "made public", "announced by"."""
    low, before, after = row[verb].low, word_at(row, verb - 1), word_at(row, verb + 1)
    if low in _REFERENCES:
        return _is_reference(row, verb)
    if low in _ONLY_UNNAMED:
        return _has_learned(row, verb)
    if low in _READ or low in _GIVEN:
        return (low in _READ or after == "by") and follows(row, verb, STATEMENT_NOUNS, reach=_READ_REACH)
    if low in _AFTER:
        return before in _AFTER[low] or _ends_idiom(row, verb)
    return before not in _BEING or after == "by"


def _is_reference(row: Row, verb: int) -> bool:
    """Whether a source is named: "according to Kyodo", "with reference to it", not "reports according to which"."""
    if word_at(row, verb + 1) != "to":
        return False
    if row[verb].low == "according":
        return word_at(row, verb + 2) not in _RELATIVE
    return word_at(row, verb - 1) in _BEFORE_REFERENCE


def _has_learned(row: Row, verb: int) -> bool:
    """Whether an outlet says that it knows: "Kyodo has learned"."""
    is_outlet = kind_at(row, verb - 2) is Kind.OUTLET or unknown_outlet(row, verb) is not None
    return is_outlet and word_at(row, verb - 1) in _HAS and row[verb].low in LEARNING


def _ends_idiom(row: Row, verb: int) -> bool:
    """Whether a word ends "made it clear" or "let it be known"."""
    if lows(row, verb - 3, verb) == ["let", "it", "be"]:
        return True
    return word_at(row, verb - 1) in {"it", "this"} and word_at(row, verb - 2) in MAKES


def _is_other_word(row: Row, verb: int) -> bool:
    """Whether a word that may be a verb of speech is none: "Prince Turki Al Said", "the Gulf states"."""
    match row[verb].low:
        case "said":
            return verb > 0 and row[verb - 1].low.rpartition(" ")[2] in _BEFORE_SURNAME
        case "report" | "reports":  # "media reports say", "to visit Riga – reports"
            return word_at(row, verb + 1) in SPEECH_VERBS or word_at(row, verb - 1) in _HEADLINE_MARKS
        case "told" | "informed":  # "the cabinet was told of the visit": who hears of it does not speak
            return word_at(row, verb - 1) in _HEARING and word_at(row, verb + 1) != "by"
        case "states":
            return word_at(row, verb + 1) not in _AFTER_STATES
    return False


def _is_silent(row: Row, verb: int) -> bool:
    """Whether nobody says it: "did not immediately confirm", "neither Rome nor Paris confirmed"."""
    return has_word(row[max(verb - 3, 0) : verb], SILENCE) or follows(row, verb, _NEITHER, reach=_NEITHER_REACH)


def _statement(row: Row, verb: int) -> Statement | None:
    unnamed = _unnamed_speaker(row, verb)
    if unnamed is not None:
        return Statement(unnamed, verb, verb + 1, days_at_verb(row, verb))
    outlet = unknown_outlet(row, verb)
    unknown = outlet or unknown_before(row, verb)
    if unknown is not None and is_acronym(row, unknown, verb):
        return Statement("official", *unknown, days_at_verb(row, verb))
    if outlet is not None:
        return Statement("media", *outlet, days_at_verb(row, verb))
    for first, last in speaker_groups(row, verb):
        class_ = class_of(row, (first, last), verb)
        if class_ is not None:
            days = days_at_verb(row, verb) | day_before_speaker(row, (first, last), verb)
            return Statement(class_, first, last, days, goes_on=_goes_on(row, verb))
    if verb == 1 and word_at(row, 0) in _PRONOUNS:  # "He said so in Riga": somebody named before
        return Statement("official", 0, 1, days_at_verb(row, verb))
    return None


def _goes_on(row: Row, verb: int) -> bool:
    """Whether a verb of speech goes on about somebody who meets: "met him in Rome and promised help"."""
    return word_at(row, verb - 1) == "and" and has_word(row[max(verb - _GOES_ON_REACH, 0) : verb], ENCOUNTER_VERBS)


def _unnamed_speaker(row: Row, verb: int) -> str | None:
    """Return who speaks unnamed: an office in "it was announced" or "the trip was", sources in "it was learned"."""
    low = row[verb].low
    if low in _BARE:
        return _BARE[low]
    at = verb - 1
    while word_at(row, at) in _AUXILIARIES:
        at -= 1
    is_of_plan = low == "announced" and has_word(row[max(at - _SUBJECT, 0) : at + 1], PLAN_NOUNS)
    if word_at(row, verb + 1) == "by" or not (is_of_plan or word_at(row, at) == "it"):
        return None
    return _UNNAMED.get(low) if low == "emerged" or has_word(row[at:verb], MAKE_PASSIVE) else None
