"""Stops: what an article says further down of single countries of a tour, put into the drafts of the tour."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from tracker.domain.report import Participant
from tracker.domain.window import Window
from tracker.reading.draft import Draft
from tracker.reading.encounters.cues import OFF
from tracker.reading.encounters.fitting import gap

_KINDS: Final = frozenset({"visit", "talks"})
_APART: Final = timedelta(days=10)  # between the days of a tour and those of a stop on it


def joined(groups: Iterable[tuple[bool, Sequence[Draft]]]) -> list[Draft]:
    """Return the drafts of an article, in order.

    A group has those of one encounter, several if it is a tour, and says whether it is a meeting by itself. "He will
    meet Zuma in Pretoria" is none besides the tour of four countries that was announced above it.
    """
    kept: list[list[Draft]] = []
    for is_meeting, group in groups:
        number = next((at for at, legs in enumerate(kept) if all(_is_on(legs, draft) for draft in group)), None)
        if number is None:
            kept += [list(group)] if is_meeting else []
            continue
        for draft in group:
            first, *further = (_with_people(leg, draft) for leg in kept[number])
            kept[number] = [first, *(_as_told(leg, draft) for leg in further)]
    return [draft for group in kept for draft in group]


def _is_on(legs: Sequence[Draft], draft: Draft) -> bool:
    """Whether a draft is about stops of a tour: those who meet are the guests, and people of its countries."""
    if len(legs) == 1 or draft.claims.kind not in _KINDS:
        return False
    hosts = {leg.claims.host for leg in legs}
    countries = {person.country for person in _hosts(legs, draft)} - {None} or {draft.claims.host}
    return countries <= hosts and draft.claims.host in hosts and _is_same_time(legs, draft)


def _hosts(legs: Sequence[Draft], draft: Draft) -> list[Participant]:
    """Return the people of a draft who are not the guests of a tour."""
    guests = {person.country for person in legs[0].claims.participants} - {leg.claims.host for leg in legs}
    return [person for person in draft.claims.participants if person.country not in guests]


def _is_same_time(legs: Sequence[Draft], draft: Draft) -> bool:
    """Whether a stop stands as the tour does, and is not an earlier or a later trip."""
    stages = {leg.stage for leg in legs}
    if (draft.stage == "held" and "held" not in stages) or (draft.stage in OFF) != bool(stages & OFF):
        return False
    return any(are_close(leg.claims.window, draft.claims.window) for leg in legs)


def are_close(one: Window | None, other: Window | None) -> bool:
    """Whether two windows may be those of one tour."""
    if one is None or other is None:
        return True
    return gap(one, other) <= _APART


def _with_people(leg: Draft, draft: Draft) -> Draft:
    """Return a leg with those whom a draft of the same tour names for its country."""
    here = (person for person in draft.claims.participants if person.name and person.country == leg.claims.host)
    people = tuple(dict.fromkeys((*leg.claims.participants, *here)))
    return replace(leg, claims=replace(leg.claims, participants=people))


def _as_told(leg: Draft, draft: Draft) -> Draft:
    """Return a leg with the days, the place and the stage of a draft, if that is about this leg alone."""
    claims, host = draft.claims, leg.claims.host
    guests = {person.country for person in leg.claims.participants} - {host}
    if claims.host != host or not {person.country for person in claims.participants} <= {host, *guests}:
        return leg
    window, place = claims.window or leg.claims.window, claims.place or leg.claims.place
    own = ("stage", *(("window",) if claims.window else ()), *(("place",) if claims.place else ()))
    evidence = {**leg.evidence, **{name: draft.evidence[name] for name in own if name in draft.evidence}}
    there = replace(leg.claims, window=window, place=place)
    return replace(leg, stage=draft.stage, claims=there, evidence=evidence, doubt=draft.doubt)
