"""Names: the short name of a meeting, country codes, and the folded form by which spellings are compared."""

import re
import unicodedata
from functools import lru_cache

from tracker.domain.errors import TrackerError

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_COUNTRY = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212\u30a0\uff0d]+")
_LONGEST_NAME = 100

# `tracker diff today` takes a point in time or a meeting as its first argument, so no meeting may have these names.
_RESERVED = frozenset({"today", "yesterday"})


def meeting_name(text: str) -> str:
    """Return `text` in lower case as the name of a meeting. Raise `TrackerError` if it is not a valid name."""
    name = text.lower() if text.isascii() else text
    if name in _RESERVED:
        raise TrackerError.unparsable(f"{name!r} is a point in time, not a meeting name", "Choose another name.")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise TrackerError.unparsable(
            f"{text[:60]!r} is not a meeting name",
            "Begin with a letter, then letters, digits and hyphens, 100 at most: ahn-koizumi-japan-2026-01",
        )
    return name


@lru_cache(maxsize=8192)
def is_meeting_name(text: object) -> bool:
    """Whether the value is a valid name of a meeting, written as it is stored."""
    try:
        return isinstance(text, str) and meeting_name(text) == text
    except TrackerError:
        return False


def country_code(text: str) -> str:
    """Return `text` as a code: ISO 3166 alpha-2 in any case, or an organisation in capitals (UN, EU, NATO, ASEAN)."""
    code = text.upper() if len(text) == 2 and text.isascii() else text
    if not _COUNTRY.fullmatch(code):
        raise TrackerError.unparsable(
            f"{text[:60]!r} is not a country code",
            "Use two letters (KR, JP) or an organisation (UN, EU, NATO, ASEAN).",
        )
    return code


@lru_cache(maxsize=8192)
def is_country_code(text: object) -> bool:
    """Whether the value is the code of a country or an organisation, written as it is stored."""
    try:
        return isinstance(text, str) and country_code(text) == text
    except TrackerError:
        return False


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return the form in which spellings are compared: case-folded, without accents, hyphens replaced by spaces.

    Only accents of the block U+0300-036F are removed: the voicing marks of Japanese kana make a different letter.
    """
    if text.isascii():
        return _SEPARATORS.sub(" ", text).strip().casefold()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in decomposed if not "\u0300" <= letter <= "\u036f")
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", bare)).strip()
