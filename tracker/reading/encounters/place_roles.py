"""Place roles: the preposition before a place, and whether it only names the owner of an office."""

from typing import Final

from msgspec import Struct

from tracker.reading.language.chunks import Chunk, Kind, Row, kind_at, word_at
from tracker.reading.language.word_groups import KINDS_OF_PLACES, SPEAKER_NOUNS, WORDS_BEFORE_OFFICE, WORDS_BEFORE_PLACE
from tracker.reading.people.offices_held import country_after
from tracker.reading.places.place_name import PlaceMark, place_at

_OWNERS: Final = frozenset({Kind.OFFICE, Kind.INSTITUTION, Kind.PERSON})
_OFFICIAL: Final = frozenset({"government", "ministry", "officials", "official", "adviser"})
_WITHIN: Final = frozenset({"at", "inside"})
_WITHIN_REACH: Final = 7
_PARTS: Final = frozenset({"capital", "city"})  # "Estonia's capital" is still a place
_ARTICLES: Final = frozenset({"the", "a", "an"})
_KIND_REACH: Final = 8
_APOSTROPHES: Final = frozenset({"'s", "'", "’"})


class PlaceRole(Struct, frozen=True):
    """A place in a sentence: chunk `at` of the row, the word before it, and whether it only says whose an office is."""

    at: int
    mark: PlaceMark
    preposition: str
    is_owned: bool


def place_roles(row: Row) -> tuple[PlaceRole, ...]:
    """Return the places of a sentence, in order."""
    return tuple(
        PlaceRole(at, chunk, preposition(row, at), is_owned(row, at))
        for at, chunk in enumerate(row)
        if isinstance(chunk, PlaceMark)
    )


def preposition(row: Row, at: int) -> str:
    """Return the word before a place, its article and the like passed over; it may be no preposition."""
    here = _before_kind(row, at)
    while here >= 0 and (row[here].low in WORDS_BEFORE_PLACE or _is_own_country(row, here, at)):
        here -= 1
    return word_at(row, here)


def kind_of_place(row: Row, at: int) -> str:
    """Return the noun that says what kind of place follows: "island" for "on the Greek island of Rhodes", or ""."""
    return word_at(row, at - 2) if word_at(row, at - 1) == "of" and word_at(row, at - 2) in KINDS_OF_PLACES else ""


def _before_kind(row: Row, at: int) -> int:
    """Return the chunk before a place and the words that say what kind it is: "in the Black Sea resort of Sochi"."""
    if not kind_of_place(row, at):
        return at - 1
    article = next((here for here in range(at - 3, max(at - _KIND_REACH, -1), -1) if row[here].low in _ARTICLES), 0)
    return article - 1 if article else at - 1


def _is_own_country(row: Row, here: int, at: int) -> bool:
    """Whether a place's own country stands before it: "in the Estonian capital Tallinn"."""
    before, place = place_at(row, here), place_at(row, at)
    return before is not None and place is not None and before.kind == "adjective" and before.code == place.code


def is_owned(row: Row, at: int) -> bool:
    """Whether the place only says whose an office is: "the Russian president", "Sudan's foreign ministry"."""
    return _is_seat(row, at) or _owns_what_follows(row, at) or _owns_office_before(row, at)


def _is_seat(row: Row, at: int) -> bool:
    """Whether an office is said to be in the place: "the government in Bern said"."""
    if at < 2 or row[at - 1].low != "in" or not _is_official(row[at - 2]):
        return False
    within = next((here for here in range(at - 3, max(at - _WITHIN_REACH, 0), -1) if row[here].low in _WITHIN), 0)
    return not within or row[within - 1].low in SPEAKER_NOUNS  # not "met at the national palace in Riga"


def _is_official(chunk: Chunk) -> bool:
    return chunk.kind is Kind.INSTITUTION or chunk.low in _OFFICIAL


def _owns_what_follows(row: Row, at: int) -> bool:
    here = at + 1
    while word_at(row, here) in _APOSTROPHES or word_at(row, here) in WORDS_BEFORE_OFFICE:
        here += 1
    if kind_at(row, here) in _OWNERS:
        return True
    owner = word_at(row, at + 1) == "'s" and here < len(row)
    return owner and row[here].kind is not Kind.PLACE and row[here].low not in _PARTS


def _owns_office_before(row: Row, at: int) -> bool:
    """Whether the place follows its office: "the president of Kenya"."""
    office = next((before for before in (at - 2, at - 3) if kind_at(row, before) is Kind.OFFICE), None)
    place = place_at(row, at)
    return office is not None and place is not None and country_after(row, office) == place.code
