"""The countries and organisations that a report may name, and the code under which each is stored."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final

from tracker.domain.errors import TrackerError, quoted
from tracker.domain.names import folded
from tracker.domain.report import Json
from tracker.reading.language.tables import rows

_COUNTRY_LENGTH: Final = 2  # of an ISO 3166 code
_SIMILAR: Final = 0.75  # from 0 to 1
_MOST_SIMILAR: Final = 3
_HINT: Final = "Use two letters (KR, JP) or an organisation (UN, EU, NATO, ASEAN)."


@lru_cache(maxsize=8192)
def country(text: str) -> str:
    """Return the code of a country or an organisation, given by its code or another abbreviation: GB, UK, USA.

    Raise if no code fits, with those that may be meant. A name in words is refused: Korea may be either of two.
    """
    abbreviation = text.replace(".", "")
    if len(abbreviation) == _COUNTRY_LENGTH:
        abbreviation = abbreviation.upper()
    if abbreviation in _country_names() or abbreviation in _organisation_names():
        return abbreviation
    compared = _compared(text)
    code = _codes_of_countries().get(compared) or _codes_of_organisations().get(compared)
    if code is None or not abbreviation.isupper():
        raise TrackerError.unparsable(f"{quoted(text)} is not a country code", _did_you_mean(compared))
    return code


def code_of_name(name: str) -> str | None:
    """Return the code of a country by its name in words, or None."""
    return _codes_of_countries().get(_compared(name))


def note(text: str, code: str) -> str | None:
    """Return the message that a country has another code than was typed, or None if it has not."""
    if text.upper() == code:
        return None
    name = _country_names().get(code) or _organisation_names()[code]
    return f"{quoted(text)} is stored as {code} ({name})"


def with_codes(line: Json) -> tuple[Json, tuple[str, ...]]:
    """Return an import line, or a part of one, with the codes of its countries, and a message for each other code.

    What does not have the shape of an import line stays as it is: the reader of the line refuses it.
    """
    coding = _Coding()
    attribution, claims = line.get("attribution"), line.get("claims")
    if isinstance(attribution, dict):
        line = {**line, "attribution": coding.attribution(attribution)}
    if isinstance(claims, dict):
        line = {**line, "claims": coding.claims(claims)}
    return line, tuple(coding.notes)


class _Coding:
    """Replaces countries by their codes; `notes` has a message for each that was written otherwise."""

    def __init__(self) -> None:
        self.notes: dict[str, None] = {}  # in order, each once

    def attribution(self, attribution: Json) -> Json:
        sides = attribution.get("side")
        return {**attribution, "side": [self.code(side) for side in sides]} if isinstance(sides, list) else attribution

    def claims(self, claims: Json) -> Json:
        claims = {**claims}
        if "host" in claims:
            claims["host"] = self.code(claims["host"])
        if _is_country(claims.get("by")):  # else it is a side in words: "the organisers"
            claims["by"] = self.code(claims["by"])
        if isinstance(claims.get("participants"), list):
            claims["participants"] = [self.participant(person) for person in claims["participants"]]
        return claims

    def participant(self, person: Any) -> Any:  # noqa: ANN401 - any JSON
        if not isinstance(person, dict) or "country" not in person:
            return person
        return {**person, "country": self.code(person["country"])}

    def code(self, value: Any) -> Any:  # noqa: ANN401 - any JSON
        text = value.strip() if isinstance(value, str) else ""
        if not text:
            return value
        code = country(text)
        message = note(text, code)
        if message:
            self.notes[message] = None
        return code


def _is_country(value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Whether a side is meant as a country: two letters, or another abbreviation of one."""
    text = value.strip() if isinstance(value, str) else ""
    has_two_letters = len(text) == _COUNTRY_LENGTH and text.isascii() and text.isalpha()
    return has_two_letters or (text.isupper() and _compared(text) in _codes_of_countries())


def _did_you_mean(compared: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only an error needs it

    codes = {code.lower(): code for code in (*_organisation_names(), *_country_names())}
    spellings = {**_codes_of_organisations(), **_codes_of_countries(), **codes}
    similar = get_close_matches(compared, spellings, n=_MOST_SIMILAR, cutoff=_SIMILAR)
    names = _organisation_names() | _country_names()
    choices = dict.fromkeys(_choice(spellings[match], names) for match in similar)
    return f"Did you mean {' or '.join(choices)}?" if choices else _HINT


def _choice(code: str, names: Mapping[str, str]) -> str:
    return code if names[code] == code else f"{code} ({names[code]})"


def _compared(text: str) -> str:
    """Return the form in which names are compared: U.K. is UK."""
    return folded(text.replace(".", ""))


@cache
def _country_names() -> dict[str, str]:
    """Return the first name of each country, by its code."""
    return _first_names("countries.tsv")


@cache
def _organisation_names() -> dict[str, str]:
    """Return the first name of each organisation whose code is not a country's: AU is Australia."""
    names = _first_names("organisations.tsv")
    return {code: name for code, name in names.items() if code not in _country_names()}


@cache
def _codes_of_countries() -> dict[str, str]:
    """Return the code of each country, by each of its names in the form in which they are compared."""
    return _codes("countries.tsv")


@cache
def _codes_of_organisations() -> dict[str, str]:
    codes = _codes("organisations.tsv")
    return {name: code for name, code in codes.items() if code in _organisation_names()}


def _first_names(table: str) -> dict[str, str]:
    return {code: names.split("|")[0] for code, names, *_ in rows(table)}


def _codes(table: str) -> dict[str, str]:
    return {_compared(name): code for code, names, *_ in rows(table) for name in (*names.split("|"), code)}
