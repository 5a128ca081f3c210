"""Names: the short name of a meeting, and when two spellings of a person or a place are one."""

import re
import unicodedata
from functools import lru_cache

from tracker.domain.errors import TrackerError

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_COUNTRY = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212\u30a0\uff0d]+")
_LONGEST_NAME = 100

# `tracker diff today` must be read as a moment, so no meeting may bear such a name.
_RESERVED = frozenset({"today", "yesterday"})


def meeting_name(text: str) -> str:
    """Return `text`, lower-cased, as the name of a meeting, or say why it cannot be one."""
    name = text.lower() if text.isascii() else text
    if name in _RESERVED:
        raise TrackerError.unparsable(f'"{name}" is a moment, not a name for a meeting', "Choose another name.")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise TrackerError.unparsable(
            f"{text[:60]!r} is no name for a meeting",
            "Begin with a letter, then letters, digits and hyphens, 100 at most: ahn-koizumi-japan-2026-01",
        )
    return name


def country_code(text: str) -> str:
    """Return `text` as a code: ISO 3166 alpha-2 in any case, or an organisation in capitals: UN, EU, NATO, ASEAN."""
    code = text.upper() if len(text) == 2 and text.isascii() else text
    if not _COUNTRY.fullmatch(code):
        raise TrackerError.unparsable(
            f"{text[:60]!r} is no country code", "Use two letters (KR, JP) or an organisation (UN, EU, NATO, ASEAN)."
        )
    return code


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return the form in which two spellings compare: Unicode-folded, without accents, hyphens as spaces.

    Only the accents of the block U+0300-036F go: the voicing marks of Japanese kana make another letter.
    """
    if text.isascii():
        return _SEPARATORS.sub(" ", text).strip().casefold()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in decomposed if not "\u0300" <= letter <= "\u036f")
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", bare)).strip()
