"""Hosting: the words around a name that say that others come to this person."""

from typing import Final

from tracker.reading.language.chunks import Kind, Row, has_word, kind_at, word_at
from tracker.reading.language.tables import word_set
from tracker.reading.language.word_groups import AUXILIARIES, COUNTERPARTS, RECEIVING_VERBS
from tracker.reading.people.offices_held import before_titles
from tracker.reading.places.place_name import place_at

BEING: Final = frozenset({"being", "been", "be"})
_MET: Final = BEING | {"is", "are", "was", "were"}
_HOSTS: Final = RECEIVING_VERBS | word_set("invite invites invited inviting")
_GREETED: Final = frozenset({"met", "greeted", "seen"})
_BEFORE_RECEIVING: Final = AUXILIARIES | {"to", "set", "on"}  # "Poland will on Friday receive"
_GUESTS: Final = frozenset({Kind.PERSON, Kind.OFFICE})
_IN_TITLES: Final = COUNTERPARTS | {",", "his", "her", "visiting"}  # "his Greek counterpart, Kask"
_BY_REACH: Final = 6  # chunks between "was received" and its "by"
_REACH: Final = 4  # chunks between a host and the guest
# Words between which and a name it is at home: "at the invitation of Kask", "called on Kask".
_AT_HOME: Final = {
    "of": word_set("invitation guest inauguration coronation"),
    "from": word_set("invitation invite"),
    "on": word_set("call calls called calling"),
}


def _before_name(row: Row, at: int) -> int:
    """Return where the chunk stands before a person's offices and their country: "by" in "by Greek President Kask"."""
    here = before_titles(row, at)
    while kind_at(row, here) is Kind.PLACE or word_at(row, here) in _IN_TITLES:
        here -= 1
    return here


def is_at_home(row: Row, at: int) -> bool:
    """Whether words say that others come to somebody: "called on Kask", "Kask met the visiting minister"."""
    before = _before_name(row, at)
    guest = next((here for here in range(at + 1, len(row)) if row[here].low == "visiting"), 0)
    if guest and _is_described(row, guest) and not _names_anybody(row[at + 1 : guest]):
        return True
    return word_at(row, before - 1) in _AT_HOME.get(word_at(row, before), ())


def _is_described(row: Row, at: int) -> bool:
    """Whether "visiting" describes a guest here: "met the visiting Greek minister", not "is visiting Greece"."""
    place = place_at(row, at + 1)
    is_guest = kind_at(row, at + 1) is Kind.OFFICE or (place is not None and place.kind == "adjective")
    return is_guest and word_at(row, at - 1) not in _MET


def _names_anybody(row: Row) -> bool:
    return any(chunk.kind in _GUESTS for chunk in row)


def receives(row: Row, at: int) -> bool:
    """Whether somebody at a chunk receives guests: "Kask will host Asare", "received by Kask"."""
    before = _before_name(row, at)
    verbs = row[max(before - _BY_REACH, 0) : before] if word_at(row, before) == "by" else ()
    if has_word(verbs, _HOSTS) or (has_word(verbs, _GREETED) and has_word(verbs, _MET)):
        return True
    here = after_auxiliaries(row, at + 1)
    behind = row[here + 1 : here + _REACH]
    is_active = word_at(row, here) in _HOSTS and not has_word(behind, {"by"})
    return is_active and any(chunk.kind in _GUESTS for chunk in behind)


def after_auxiliaries(row: Row, at: int) -> int:
    """Return where the verb stands, auxiliaries and dates passed over: "will on Friday receive"."""
    while word_at(row, at) in _BEFORE_RECEIVING or kind_at(row, at) is Kind.DATE:
        at += 1
    return at
