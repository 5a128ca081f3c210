"""Agreement: how far the parties of a draft and of a meeting are the same, with a weight and the words for it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from msgspec import Struct

from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.report import Claims, Participant
from tracker.reading.draft import Draft
from tracker.reading.linking import timing
from tracker.reading.linking.likeness import DIFFERENT, PERSON, Side, sides
from tracker.reading.linking.naming import GATHERINGS, title_of
from tracker.reading.linking.weights import weight_of

_COMMON: Final = frozenset({"the", "and", "for", "summit"})  # words of titles that tell no two apart

_SAME_TIME: Final = frozenset({timing.SAME_DAYS, timing.LEFT, timing.OVERLAP})


class Agreement(Struct, frozen=True, kw_only=True):
    """How far the parties agree: a weight, the words for it, and whether only one side was compared.

    `partial` says that half of the guests of a trip or more are not those of the other, or that each of two gatherings
    on other days has a guest that the other lacks.
    """

    weight: float
    because: str
    one_sided: bool = False
    partial: bool = False

    @property
    def is_strong(self) -> bool:
        """Whether as much agrees as if both sides were the same people."""
        return self.weight >= 2 * weight_of(f"both {PERSON}")


def is_gathering(event: Claims | Meeting) -> bool:
    """Whether many come together: a forum, a meeting of three parties or more, or of an organisation."""
    if event.kind != "summit":
        return event.kind in GATHERINGS
    countries = codes(event.participants)
    return len(countries) > 2 or any(_is_organisation(code) for code in countries)


def codes(people: Iterable[Participant]) -> set[str]:
    """Return the countries and organisations of people."""
    return {person.country for person in people if person.country}


def _is_organisation(code: str) -> bool:
    return len(code) > 2


def agreement(draft: Draft, meeting: Meeting, relation: str) -> Agreement | None:
    """Weigh the parties; None if they contradict each other. `relation` is that of the windows."""
    if is_gathering(draft.claims):
        return _of_titles(draft, meeting) or _of_gathering(draft, meeting, relation)
    return _of_two_sides(draft, meeting)


def _of_two_sides(draft: Draft, meeting: Meeting) -> Agreement | None:
    trip = draft.claims.kind == meeting.kind == "visit"
    host = draft.claims.host or meeting.host
    agreed = sides(draft.claims.participants, meeting.participants)
    # The people that a visitor meets differ from report to report; the visitor does not.
    decisive = [side for country, side in agreed.items() if not (trip and country == host)]
    if not decisive or not all(_agrees(side) for side in decisive):
        return None
    same = _same(agreed)
    if not trip and _names_another(draft, meeting, same.keys(), host):
        return None
    sides_compared = "one" if len(same) == 1 else "both"
    largest = sorted((weight_of(f"{sides_compared} {side.verdict}") for side in same.values()), reverse=True)
    return Agreement(
        weight=sum(largest[:2]),
        because=_people(same.values()),
        one_sided=len(same) == 1,
        partial=trip and _are_other_guests(draft, meeting, same.keys() - {host}),
    )


def _are_other_guests(draft: Draft, meeting: Meeting, same: Collection[str]) -> bool:
    """Whether half of the guests of one or more are not among the same ones: of Kim and Putin, Kim alone."""
    hosts = {draft.claims.host, meeting.host}
    counts = (len(codes(event.participants) - hosts) for event in (draft.claims, meeting))
    return len(same) * 2 <= max(counts)


def _same(agreed: Mapping[str, Side]) -> dict[str, Side]:
    return {country: side for country, side in agreed.items() if _agrees(side)}


def _agrees(side: Side) -> bool:
    return side.verdict != DIFFERENT


def _names_another(draft: Draft, meeting: Meeting, same: Collection[str], host: str | None) -> bool:
    """Whether each names a party that the other does not, or one of them a third: Mattis and Lee, Mattis and Ng."""
    here, there = codes(draft.claims.participants), codes(meeting.participants)
    if here - there and there - here:
        return True
    if "visit" in {draft.claims.kind, meeting.kind} and (here if meeting.kind == "visit" else there) - (
        here & there
    ) - {host}:
        return True
    return len(same) >= 2 and bool((here ^ there) - {host})


def _of_titles(draft: Draft, meeting: Meeting) -> Agreement | None:
    words, others = _title_words(title_of(draft)), _title_words(meeting.title)
    shared = len(words & others)
    is_same = shared * 2 > min(len(words), len(others))
    return Agreement(weight=weight_of("title"), because="same title") if is_same else None


def _title_words(title: str | None) -> set[str]:
    return {word for word in folded(title or "").split() if len(word) > 2 and word not in _COMMON}


def _of_gathering(draft: Draft, meeting: Meeting, relation: str) -> Agreement | None:
    """Weigh a forum or a meeting of many: its organisation, or most of those who come."""
    agreed = sides(draft.claims.participants, meeting.participants)
    same = _same(agreed)
    organisations = sorted(filter(_is_organisation, agreed))
    if organisations:
        if not same.keys() >= set(organisations):
            return None
        return Agreement(weight=weight_of("organisation"), because=_people(same[code] for code in organisations))
    here, there = codes(draft.claims.participants), codes(meeting.participants)
    fewest = min(len(here), len(there))
    if _is_most(len(same), len(agreed), fewest):
        weight = weight_of("most") + weight_of("share of most") * len(same) / fewest
        # Of the five of Central Asia with Japan, and later with Germany.
        has_other_guest = relation not in _SAME_TIME and bool(here - there and there - here)
        return Agreement(weight=weight, because=_people(same.values()), partial=has_other_guest)
    if draft.claims.kind == meeting.kind and (len(same) == fewest == 1 or _is_one_forum(draft, meeting, relation)):
        return Agreement(
            weight=weight_of("same gathering"), because=_people(same.values()) or "a forum", one_sided=True
        )
    return None


def _is_most(same: int, agreed: int, fewest: int) -> bool:
    """Whether at least two countries are the same: half of those named, and more of them than differ."""
    return same >= 2 and same * 2 >= fewest and same * 2 > agreed


def _is_one_forum(draft: Draft, meeting: Meeting, relation: str) -> bool:
    """Whether two forums on the same days are one, since their titles do not tell them apart."""
    titled = title_of(draft) and meeting.title
    return meeting.kind == "forum" and not titled and relation in {timing.SAME_DAYS, timing.LEFT}


def _people(agreed: Iterable[Side]) -> str:
    """Return the words for the people or parties that are the same."""
    every = list(agreed)
    names = ", ".join(side.who for side in every)
    if all(side.verdict == PERSON for side in every):
        return f"same people ({names})" if every else ""
    return f"same parties ({names})"
