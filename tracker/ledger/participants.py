"""Participants as a user types and reads them: "NAME, ROLE, CC"."""

import re
from functools import cache
from typing import Final

from tracker.domain.errors import TrackerError, quoted
from tracker.domain.names import folded
from tracker.domain.report import Json
from tracker.reading.language.tables import rows

_SHORTEST: Final = 3  # letters of a word that shows an office: Un may be a name
_HINT: Final = (
    'Write a name without a comma: "Sergei Lavrov, foreign minister, RU". An office begins with a small letter.'
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def read_participant(text: str) -> Json:
    """Read "NAME, ROLE, CC". The name comes first (it is empty for an office), the country last.

    Raises `TrackerError` for a name that a comma divides: "Lavrov, Sergei, RU".
    """
    name, *rest = (part.strip() for part in text.split(","))
    country = rest.pop() if rest else None
    if name and rest and rest[0] and _is_given_name(rest[0]):
        raise TrackerError.unparsable(
            f"{quoted(rest[0])} in {quoted(text)} is not an office",
            _HINT,
        )
    return {"name": name or None, "role": ", ".join(rest) or None, "country": country or None}


def write_participant(person: Json) -> str:
    """Write "NAME, ROLE, CC". A role keeps the comma after it, else it would be read as the country."""
    name, role, country = person["name"], person["role"], person["country"] or ""
    if role:
        return f"{name}, {role}, {country}".strip()
    return f"{name}, {country}" if country else name


def _is_given_name(role: str) -> bool:
    """Whether every word begins with a capital letter, as in Jong Un, and none belongs to an office.

    Words in capitals throughout are abbreviations: PM.
    """
    words = role.split()
    is_capitalised = all(word[0].isupper() for word in words) and not role.isupper()
    return is_capitalised and _words(role).isdisjoint(_office_words())


@cache
def _office_words() -> frozenset[str]:
    """Return the words of the offices in the reader's table; of their abbreviations only the long forms."""
    words = {word for _, office, *_ in rows("offices.tsv") for word in _words(office)}
    return frozenset(word for word in words if len(word) >= _SHORTEST)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(folded(text)))
