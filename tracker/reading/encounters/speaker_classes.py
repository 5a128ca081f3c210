"""Speaker classes: of which class somebody is who speaks, by the words for him: an office, sources or an outlet."""

from typing import Final

from tracker.reading.encounters.speakers import Group, follows, is_unknown_name
from tracker.reading.language.chunks import Chunk, Kind, Row, has_word, kind_at, word_at
from tracker.reading.language.word_groups import (
    COMMENTATORS,
    MEDIA_NOUNS,
    OFFICIAL_NOUNS,
    SOURCE_NOUNS,
    SPEAKER_MODIFIERS,
    UNNAMED_OFFICIALS,
)
from tracker.reading.people.marks import OfficeMark
from tracker.reading.places.place_name import PlaceMark

_APPOSITION_REACH: Final = 6
_ENDS_APPOSITION: Final = frozenset({"a", "an", "and", "that"})
_DOCUMENTS: Final = frozenset({"statement", "statements", "communique", "release", "readout", "announcement"})
_ANYBODY: Final = frozenset({"a", "an", "another", "one"})
# Those who are called only by their group: "a source close to the government", "a member of the delegation".
_SOME: Final = SOURCE_NOUNS | {"those", "member", "members", "figure", "figures", "officials", "diplomats"}
_SOME_REACH: Final = 7
_NOT_GOVERNMENTS: Final = frozenset({"adjective", "city", "site"})


def class_of(row: Row, group: Group, verb: int) -> str | None:
    """Return the class of a group of chunks as the speaker of a verb, or None if it names nobody who speaks."""
    first, last = group
    words = row[first:last]
    if _is_media(words):
        return "media"
    if has_word(words, SOURCE_NOUNS) or follows(row, first, _SOME, reach=_SOME_REACH):
        return "sources"
    if _is_commentator(row, group):
        return None
    if _is_somebodys(row, first, last) and not _is_apposition(row, group, verb):
        return "sources"
    if _is_named(row, group, verb):
        return "official"
    if _is_known_official(row, first, words):
        return None
    if _is_unnamed(words):
        return "sources"
    return "official" if _is_institution(words) else None


def _is_media(words: Row) -> bool:
    """Whether words name an outlet, and not the website or the media wing of an office."""
    if any(chunk.kind is Kind.OUTLET for chunk in words) or is_unknown_name(words[-1]):  # "Lebanon's Al-Akhbar"
        return True
    if has_word(words, {"website"}) and _is_institution(words[:-1]):
        return False
    if words[-1].low == "press":  # "the Turkish press"
        return True
    return has_word(words, MEDIA_NOUNS) and not (has_word(words[-2:-1], {"media"}) and _is_institution(words[-1:]))


def _is_commentator(row: Row, group: Group) -> bool:
    """Whether the person who speaks only comments: "analyst Yaw Owusu said", "Owusu, a professor of law, said"."""
    first, last = group
    if row[last - 1].kind is not Kind.PERSON:
        return False
    before = {word_at(row, first - 1), row[first].low.partition(" ")[0]}  # "Analyst Owusu", which looks like a name
    behind = row[last : last + _APPOSITION_REACH] if word_at(row, last) == "," else ()
    return not before.isdisjoint(COMMENTATORS) or has_word(behind, COMMENTATORS)


def _is_named(row: Row, group: Group, verb: int) -> bool:
    """Whether somebody with a name speaks, or an office whose holder is named next to it."""
    first, last = group
    if any(chunk.kind is Kind.PERSON for chunk in row[first:last]):
        return True
    return _is_apposition(row, group, verb)


def _is_unnamed(words: Row) -> bool:
    """Whether words name an office that anybody may hold, or somebody who holds one: "a diplomat", "a minister"."""
    if has_word(words, _DOCUMENTS):  # "an official statement"
        return False
    return has_word(words, UNNAMED_OFFICIALS) or any(map(_is_bare_office, words)) or _is_any_holder(words)


def _is_any_holder(words: Row) -> bool:
    """Whether words say that somebody holds an office, but not who. A spokesman speaks for his office."""
    if words[0].low not in _ANYBODY:
        return False
    office = next((chunk for chunk in words if chunk.low not in SPEAKER_MODIFIERS), None)
    return isinstance(office, OfficeMark) and office.kind is Kind.OFFICE and office.office.class_ != "spokesman"


def _is_apposition(row: Row, group: Group, verb: int) -> bool:
    """Whether a group of one says who the person just named is: "Peskov, the Kremlin's spokesman, said"."""
    first, last = group
    if row[last - 1].low.endswith("s"):  # in "with Peskov, government sources said" others speak
        return False
    if not has_word(row[last:verb], {","}):  # in "Peskov, an official said, will go" another speaks
        return False
    before = range(first - 1, max(first - _APPOSITION_REACH, 0), -1)
    comma = next((at for at in before if row[at].kind is Kind.PUNCTUATION or row[at].low in _ENDS_APPOSITION), 0)
    return word_at(row, comma) == "," and kind_at(row, comma - 1) is Kind.PERSON


def _is_somebodys(row: Row, first: int, last: int) -> bool:
    """Whether those who speak are only said to be somebody's: "aides of Peskov"."""
    return any(row[at].low in UNNAMED_OFFICIALS and word_at(row, at + 1) in {"of", "to"} for at in range(first, last))


def _is_known_official(row: Row, first: int, group: Row) -> bool:
    """Whether "the official" is somebody named before."""
    definite = first > 0 and "the" in {row[first].low, row[first - 1].low}
    return definite and has_word(group, {"official"})


def _is_bare_office(chunk: Chunk) -> bool:
    return isinstance(chunk, OfficeMark) and chunk.kind is Kind.OFFICE and chunk.office.class_ == "bare"


def _is_institution(group: Row) -> bool:
    """Whether a group names an office, an institution or a government."""
    if has_word(group, OFFICIAL_NOUNS) or any(chunk.kind in {Kind.OFFICE, Kind.INSTITUTION} for chunk in group):
        return True
    return any(isinstance(chunk, PlaceMark) and chunk.place.kind not in _NOT_GOVERNMENTS for chunk in group)
