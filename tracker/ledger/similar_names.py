"""The meetings that an unknown name may mean: with a person or a country of the name, or with a similar name."""

from collections.abc import Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Final

from tracker.domain.names import folded
from tracker.domain.vocabulary import KINDS
from tracker.ledger.countries import code_of_name
from tracker.store import projection
from tracker.store.connection import Connection
from tracker.store.projection import SearchCriteria

_MOST_RELATED: Final = 11  # one more than are shown
_SIMILAR: Final = 0.6  # from 0 to 1
_SHORTEST: Final = 2  # letters of a name: Xi
_LONGEST_COUNTRY: Final = 3  # words


def close_names(connection: Connection, text: str) -> list[str]:
    """Return the names that are spelled like a text, or begin so."""
    names = [name for name, _ in projection.names_and_meetings(connection)]
    close = get_close_matches(text, names, cutoff=_SIMILAR)
    if close or not text:
        return close
    beginnings = {name[: len(text)]: name for name in reversed(names)}
    return [beginnings[start] for start in get_close_matches(text, beginnings, cutoff=_SIMILAR)]


def related_meetings(connection: Connection, text: str, people: Sequence[str] = ()) -> list[str]:
    """Return the meetings with most of the words of a name and of people, in their names or their participants'.

    If there are none, return meetings in or with a country of the name.
    """
    words = [word for word in text.split("-") if len(word) >= _SHORTEST and word.isalpha() and word not in KINDS]
    of_people = [word for person in people for word in folded(person).split()]
    counts = _counts_by_meeting(connection, [*words, *of_people])
    if counts:
        most = max(counts.values())
        return sorted(meeting for meeting, count in counts.items() if count == most)[:_MOST_RELATED]
    codes = dict.fromkeys(filter(None, map(code_of_name, _phrases(words))))
    return [
        meeting.meeting
        for code in codes
        for meeting in islice(projection.with_country(connection, code), _MOST_RELATED)
    ][:_MOST_RELATED]


def _counts_by_meeting(connection: Connection, words: Sequence[str]) -> dict[str, int]:
    """Return how many of the words each meeting has, without the meetings that have none."""
    sought = {word for word in words if code_of_name(word) is None}
    found: dict[str, set[str]] = {}
    for name, meeting in projection.names_and_meetings(connection):
        found.setdefault(meeting, set()).update(sought.intersection(name.split("-")))
    if sought:
        for state in projection.matching(connection, SearchCriteria(words=sorted(sought))):
            people = {word for person in state.participants for word in folded(person.name).split()}
            found.setdefault(state.meeting, set()).update(sought & people)
    return {meeting: len(words) for meeting, words in found.items() if words}


def _phrases(words: Sequence[str]) -> list[str]:
    """Return the runs of words that may name a country, the longest first."""
    return [
        " ".join(words[start : start + length])
        for length in range(_LONGEST_COUNTRY, 0, -1)
        for start in range(len(words) - length + 1)
    ]
