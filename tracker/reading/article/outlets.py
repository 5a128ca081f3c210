"""Outlets and agencies: the names under which the press speaks of itself."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, Self

from msgspec import Struct

from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.tables import rows

_WORD: Final = re.compile(r"(?<![\w.-])\w+")
_ENDING: Final = re.compile(r" (?:[Nn]ews [Aa]gency|[Aa]gency|[Nn]ews)\Z")
_GOES_ON: Final = re.compile(r"[\w-]")


class Outlet(Struct, frozen=True, kw_only=True):
    """A newspaper, broadcaster, site or agency; `country` is its home, ISO 3166 alpha-2.

    `is_state` says that it announces for the government of its country, as KCNA and the Saudi Press Agency do.
    """

    name: str
    spellings: tuple[str, ...]
    country: str
    agency: bool
    is_state: bool


class OutletMark(Chunk, frozen=True):
    """An outlet in a sentence, None if the table does not have it."""

    outlet: Outlet | None

    @classmethod
    def of_words(cls, text: str, start: int, end: int) -> Self:
        """Return the mark of `text[start:end]`."""
        words = text[start:end]
        return cls(Kind.OUTLET, start, end, words.lower(), outlet_of(words))


@cache
def outlets() -> dict[str, Outlet]:
    """Return every outlet of the table by each of its spellings."""
    by_spelling: dict[str, Outlet] = {}
    for name, spellings, country, agency in rows("outlets.tsv"):
        spelled = tuple(spellings.split("; "))
        outlet = Outlet(
            name=name, spellings=spelled, country=country, agency=agency != "no", is_state=agency == "state"
        )
        by_spelling |= dict.fromkeys(spelled, outlet)
    return by_spelling


def outlet_of(words: str) -> Outlet | None:
    """Return the outlet that the words name: "the Yonhap News Agency" and "YONHAP" are Yonhap; "ap" is nothing."""
    plain = " ".join(words.split())
    bare = _bare(plain)
    for name in (plain, bare, f"The {bare}", plain.partition(" (")[0]):
        if outlet := outlets().get(name) or _usual_names().get(name):
            return outlet
    return _shouted().get(plain) if plain.isupper() else None


def outlet_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where `text[start:end]` names an outlet, as the longest name that stands there."""
    return _names_in(text, start, end, _by_first_word())


def agency_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where `text[start:end]` names an agency, as the longest name that stands there."""
    return _names_in(text, start, end, _by_first_word(agencies=True))


def _names_in(text: str, start: int, end: int, names: Mapping[str, list[str]]) -> Iterator[tuple[int, int]]:
    if names.keys().isdisjoint(_WORD.findall(text, start, end)):
        return
    after = start
    for word in _WORD.finditer(text, start, end):
        listed = names.get(word.group())
        if listed is None or word.start() < after:
            continue
        for name in listed:
            last = word.start() + len(name)
            if text.startswith(name, word.start(), end) and not _GOES_ON.match(text, last, end):
                after = last
                yield word.start(), last
                break


@cache
def _by_first_word(*, agencies: bool = False) -> dict[str, list[str]]:
    """Return the names of all outlets, or of the agencies alone, by their first word, the longest first."""
    names = (name for name, outlet in outlets().items() if outlet.agency or not agencies)
    by_word: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        if first := _WORD.match(name):
            by_word.setdefault(first.group(), []).append(name)
    return by_word


@cache
def _usual_names() -> dict[str, Outlet]:
    """Return the outlets by their usual names, of which some, such as Trend, are also words in a text."""
    return {outlet.name: outlet for outlet in outlets().values()}


@cache
def _shouted() -> dict[str, Outlet]:
    return {spelling.upper(): outlet for spelling, outlet in outlets().items()}


def _bare(words: str) -> str:
    """Leave out "the" before a name, and "news agency" after it."""
    begin = len("the ") if words.startswith(("the ", "The ")) else 0
    ending = _ENDING.search(words, max(begin, len(words) - len(" news agency")))
    return words[begin : ending.start() if ending else None]


def outlet_name(words: str) -> str:
    """Return the usual name of an outlet: "Yomiuri" and "The Yomiuri Shimbun" are the Yomiuri Shimbun.

    An outlet that the table does not have keeps its words.
    """
    outlet = outlet_of(words)
    return outlet.name if outlet else words


def names_of_outlet(words: str) -> frozenset[str]:
    """Return the names under which an article's outlet may speak of itself: "The Japan Times (Kyodo)" has two."""
    parts = [part.strip(" )") for part in words.split("(")]
    return frozenset(name.lower() for part in parts for name in (part, outlet_name(part)))
