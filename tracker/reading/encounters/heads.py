"""Heads: the words that name an encounter: "visit", "hold talks", "the summit", "a phone call"."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from tracker.reading.encounters.clauses import Clause, is_appeal
from tracker.reading.language.chunks import NAMED, Chunk, Kind, Row, has_word, kind_at, word_at
from tracker.reading.language.patterns import Match, Table, pattern
from tracker.reading.language.tables import rows, word_set
from tracker.reading.language.verbs import Form, form_of
from tracker.reading.language.word_groups import DETERMINERS, POSSESSIVES
from tracker.reading.people.offices_held import before_titles
from tracker.reading.places.gazetteer import takes_part
from tracker.reading.places.place_name import PlaceMark, place_at

# Kinds of encounters to which more than two come.
GATHERINGS: Final = frozenset({"summit", "forum", "multilateral"})
_ARTICLES: Final = word_set("a an another possible that the")
_OWNED: Final = word_set("of by")  # "to prepare the visit of President Putin to Tokyo"
_CAUSE_REACH: Final = 4  # chunks in which "over his" stands before another encounter
_APART: Final = 3  # chunks from the first encounter to the article of another
_PURPOSE: Final = word_set(
    "for about organising organizing arranging preparing prepare discuss discussing propose proposing planning plan "
    "arrange organise organize"
)
_PAIR: Final = 2
_JOINS: Final = word_set("and ,")
_BE: Final = word_set("is are was were be been being")
# Words that are a noun or a verb, by the words before them that make them a verb.
_BASE_FORMS: Final = word_set("visit tour host stop land call")
_BEFORE_BASE_FORM: Final = word_set(
    "to will would may might could can should must not won't cannot 'll shall did didn't or and also then jointly soon "
    "officially"
)
_BEFORE_COME: Final = word_set("will would may might could not now also")
_PLURALS: Final = word_set("visits calls tours stops hosts talks")
_SUBJECTS: Final = frozenset({Kind.PERSON, Kind.OFFICE, Kind.PLACE})
_RELATIVE: Final = word_set("who he she they")
_NOUNS: Final = word_set("visit visits tour meeting talks")
_VISITED: Final = frozenset({"country", "capital", "city", "region"})
_BEFORE_SUBJECT: Final = word_set("of from in and or , & –")  # "ministers from Ghana visit"


class Head(Struct, frozen=True):
    """Words that name an encounter: chunks `first` up to `last`, its kind, and the verb's form if it is one."""

    kind: str
    first: int
    last: int
    form: Form | None

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb."""
        return self.form is not None


def heads(row: Row) -> tuple[Head, ...]:
    """Return the heads in a row of chunks, from left to right; a forum that bears a name is one too."""
    named = [Head("forum", at, at + 1, None) for at, chunk in enumerate(row) if _is_forum(chunk)]
    found = sorted((*_heads(row), *named), key=lambda head: head.first)
    return tuple(head for head in found if head is found[0] or not _is_cause(row, head))


def _is_cause(row: Row, head: Head) -> bool:
    """Whether another encounter is only the cause: "cancelled a meeting over his trip to Oslo"."""
    near = row[max(head.first - _CAUSE_REACH, 0) : head.first]
    over = next((at for at, chunk in enumerate(near) if chunk.low == "over"), len(near))
    return not head.is_verb and has_word(near[over + 1 : over + 2], POSSESSIVES)


def apart(clause: Clause) -> tuple[tuple[Clause, tuple[Head, ...]], ...]:
    """Return a clause with its heads, in two parts if it speaks of another encounter as the purpose of the first.

    "The trip, expected on Monday, is meant for organising | a visit to Japan by President Putin."
    """
    row = clause.row
    named = heads(row)
    for head in named[1:]:
        begin = _begins_other(row, named[0], head)
        if begin:
            parts = Clause(row[:begin], clause.opener), Clause(row[begin:])
            return tuple((part, heads(part.row)) for part in parts)
    return ((clause, named),)


def _begins_other(row: Row, first: Head, head: Head) -> int:
    """Return where the words begin that name another encounter than the first one, or 0."""
    begin = _determiner(row, head)
    if head.is_verb or not begin or begin - first.last < _APART or has_word(row[first.last : begin], {"and"}):
        return 0
    is_named = row[begin].kind in NAMED  # "to prepare Park's first summit with Obama"
    return begin if is_named or _is_purpose(row, begin, head) else 0


def _is_purpose(row: Row, begin: int, head: Head) -> bool:
    """Whether a noun is the purpose of something, and it is said whose: "for organising a visit by Putin"."""
    before = row[begin - 1].low
    if before not in _PURPOSE:
        return False
    if before == "for" and row[begin - 2].low not in _PURPOSE and _is_met_with(row, head):
        return False
    if row[begin].low == "the" and word_at(row, head.last) not in _OWNED:
        return False
    is_introduced = has_word(row[head.last : head.last + 4], {"by", "of", "between", "with", "to"})
    return is_introduced and any(chunk.kind in NAMED for chunk in row[head.last : head.last + 8])


def _is_met_with(row: Row, head: Head) -> bool:
    """Whether the subject itself is to meet somebody: "flew to Suva for a meeting with"."""
    return head.kind == "talks" and word_at(row, head.last) == "with"


def _determiner(row: Row, head: Head) -> int:
    """Return where the article or the owner of a noun stands, up to three adjectives before it, or 0."""
    for at in range(head.first - 1, max(head.first - 5, 0), -1):
        if row[at].low in _ARTICLES:
            return at
        if row[at].low == "'s":
            return at - 1 if row[at - 1].kind is Kind.PERSON else 0
        if row[at].kind is not Kind.WORD:
            return 0
    return 0


def _is_forum(chunk: Chunk) -> bool:
    if not isinstance(chunk, PlaceMark) or not chunk.place.is_body:
        return False
    return not takes_part(chunk.place.code) and chunk.place.code != "UNGA"


def _heads(row: Row) -> Iterator[Head]:
    for match in _TABLE.matches(row):
        if not (is_appeal(row, match.first) or _is_alone(row, match)):
            yield from _head(row, match)


def _head(row: Row, match: Match) -> Iterator[Head]:
    part, kind = match.says.split()
    form = _form(row, match) if part == "verb" else None
    if form is None:
        if not _is_other_noun(row, match):
            yield Head(kind, match.first, match.last, None)
    elif not _is_noun_here(row, match, form):
        yield Head(kind, match.first, match.last, form)
    elif row[match.first].low in _NOUNS:
        yield Head(kind, match.first, match.first + 1, None)


def _is_alone(row: Row, match: Match) -> bool:
    """Whether somebody discusses a thing without a word of who with: not "Kask and Asare discussed the war"."""
    if match.written != "discuss~":
        return False
    people = [at for at in range(match.first) if row[at].kind is Kind.PERSON]
    if len(people) != _PAIR:
        return True
    here = before_titles(row, people[1])
    while kind_at(row, here) is Kind.PLACE or word_at(row, here) == "'s":
        here -= 1
    return word_at(row, here) not in _JOINS


def _form(row: Row, match: Match) -> Form | None:
    verbs = (verb.removesuffix("~") for verb in match.written.split()[0].split("|"))
    forms = (form_of(row[match.first].low, {"met": "meet", "is": "be"}.get(verb, verb)) for verb in verbs)
    return next((form for form in forms if form is not None), None)


def _is_other_noun(row: Row, match: Match) -> bool:
    """Whether the word means something else here: "he calls for", "a press conference", "travel restrictions"."""
    low = row[match.first].low
    before = word_at(row, match.first - 1)
    if low in {"call", "calls"}:
        alone = match.last - match.first == 1
        return alone and (before not in DETERMINERS or word_at(row, match.last) in {"for", "to", "on"})
    if low == "conference":
        return before in {"news", "press"}
    return low == "travel" and before not in DETERMINERS


def _is_noun_here(row: Row, match: Match, form: Form) -> bool:
    """Whether a word that may be a verb is a noun here: "a state visit", "the meeting"."""
    low = row[match.first].low
    before, kind = word_at(row, match.first - 1), kind_at(row, match.first - 1)
    if low == "meeting":
        return before not in _BE
    if low == "come":
        return match.last - match.first == 1 and before not in _BEFORE_COME
    if form is Form.BASE and low in _BASE_FORMS:
        return _is_to_one_place(row, match) or (before not in _BEFORE_BASE_FORM and kind not in NAMED)
    return low in _PLURALS and kind not in _SUBJECTS and before not in _RELATIVE


def _is_to_one_place(row: Row, match: Match) -> bool:
    """Whether one country before a noun says where it goes: "put off his Nepal visit", not "leaders of Nepal visit"."""
    at = match.first - 1
    place = place_at(row, at)
    return place is not None and place.kind in _VISITED and word_at(row, at - 1) not in _BEFORE_SUBJECT


_TABLE: Final = Table([pattern(f"{form} {kind}", written) for form, kind, written in rows("encounters.tsv")])
