"""The people of the ledger's meetings, whom the reader of an article may know."""

import re
from collections import deque
from typing import Final

from msgspec.structs import replace

from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.report import Participant
from tracker.ledger.desk import Desk
from tracker.store import projection

# The meetings of a person, the latest of all, that are asked for the office: it changes, and one may lack it.
_RECENT: Final = 3
_WORD: Final = re.compile(r"\w+")


def known_people(desk: Desk, text: str | None = None) -> dict[str, Participant]:
    """Return by folded name who is known under one country, with the office that the latest meetings give.

    With the `text` of an article, only people of whose names it has a word.
    """
    words = None if text is None else {folded(word) for word in _WORD.findall(text)}
    meetings: dict[str, deque[str]] = {}
    countries: dict[str, set[str]] = {}
    with desk.snapshot():
        everybody = projection.names_of_people(desk.connection)
        names = [name for name in everybody if words is None or not words.isdisjoint(name.split())]
        for name, country, meeting in projection.people(desk.connection, names):
            meetings.setdefault(name, deque(maxlen=_RECENT)).append(meeting)
            countries.setdefault(name, set()).add(country or "")
        unambiguous = {name for name, codes in countries.items() if len(codes - {""}) < 2}
        states = _states(desk, {meeting for name in unambiguous for meeting in meetings[name]})
    return _latest_offices(states, unambiguous)


def _states(desk: Desk, names: set[str]) -> list[Meeting]:
    """Return where meetings stand, the latest recorded last."""
    states = [projection.standing(desk.connection, name, desk.fold) for name in names]
    return sorted((state for state in states if state), key=lambda state: state.last_position)


def _latest_offices(states: list[Meeting], names: set[str]) -> dict[str, Participant]:
    """Return each of the people with the last role and country that a meeting gives."""
    people: dict[str, Participant] = {}
    for person in (person for state in states for person in state.participants):
        name = folded(person.name)
        if name in names:
            earlier = people.get(name, person)
            role, country = person.role or earlier.role, person.country or earlier.country
            people[name] = replace(person, role=role, country=country)
    return people
