"""Towns that a state behind a comma places: Lebanon, New Hampshire; Paris, Texas; London, Ontario."""

import re
from functools import cache
from typing import Final

from msgspec.structs import replace

from tracker.reading.language.tables import rows
from tracker.reading.places.place_name import PlaceName

_TOWNS: Final = frozenset({"country", "capital", "city", "region"})
_SHARED: Final = "Georgia"  # a country too
_COMMA: Final = ", "
_GOES_ON: Final = re.compile(r"[\w'’-]| [A-Z]")  # with more of a name
_LIST: Final = re.compile(r"(?:,? (?:and|or|&)|,) \Z")


def in_states(text: str, places: tuple[PlaceName, ...]) -> tuple[PlaceName, ...]:
    """Return the places with each town that a state follows as one of that state's country."""
    kept: list[PlaceName] = []
    for at, place in enumerate(places):
        town = _town(text, places, at)
        if town is not None:
            kept.append(town)
        elif not kept or place.start >= kept[-1].end:
            kept.append(place)
    return tuple(kept)


def _town(text: str, places: tuple[PlaceName, ...], at: int) -> PlaceName | None:
    place = places[at]
    state = _state_at(text, place.end) if place.kind in _TOWNS else None
    if state is None:
        return None
    end = place.end + len(_COMMA) + len(state)
    if _in_a_list(text, places, at, end):
        return None
    name, country = _states()[state]
    if country == place.code or (name == _SHARED and (place.code == "GE" or place.kind == "country")):
        return None
    words = text[place.start : end]
    return replace(
        place, end=end, words=words, name=f"{place.words}, {name}", kind="city", code=country, doubtful=False
    )


def _state_at(text: str, at: int) -> str | None:
    """Return the form of a state that stands behind a comma, with no more of a name behind it; the longest counts."""
    if not text.startswith(_COMMA, at):
        return None
    start = at + len(_COMMA)
    forms = (form for form in _forms().get(text[start : start + 2], ()) if text.startswith(form, start))
    return next((form for form in forms if not _GOES_ON.match(text, start + len(form))), None)


def _in_a_list(text: str, places: tuple[PlaceName, ...], at: int, end: int) -> bool:
    """Tell whether the state is one of several places: "Tokyo, Hawaii and Guam"."""
    before = at > 0 and _LIST.match(text[places[at - 1].end : places[at].start])
    following = next((each for each in places[at + 1 :] if each.start >= end), None)
    return bool(before or (following and _LIST.match(text[end : following.start])))


@cache
def _forms() -> dict[str, list[str]]:
    """Return the forms of the states by their first two letters, the longest first.

    One pattern of all forms would take 3 ms to compile, as long as a third of an article takes to be read.
    """
    by_letters: dict[str, list[str]] = {}
    for form in sorted(_states(), key=len, reverse=True):
        by_letters.setdefault(form[:2], []).append(form)
    return by_letters


@cache
def _states() -> dict[str, tuple[str, str]]:
    """Return for each form of a state its name and its country."""
    return {
        form: (names.partition("|")[0], country) for names, country in rows("states.tsv") for form in names.split("|")
    }
