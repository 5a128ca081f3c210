"""Which meeting of the ledger a draft speaks of, weighed by people, host, kind and window; none, if in doubt."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from tracker.domain.clocks import Published
from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.report import Claims, Participant
from tracker.domain.vocabulary import FIXED
from tracker.reading.draft import Draft
from tracker.reading.linking import timing
from tracker.reading.linking.likeness import COUNTRY, DIFFERENT, OFFICE, PERSON, Side, same_person, sides
from tracker.reading.linking.naming import title_of

_ENOUGH: Final = 0.6
# Two meetings that fit a draft without dates this nearly alike leave open which one it is.
_ALIKE: Final = 0.05

_BOTH: Final = {PERSON: 0.25, OFFICE: 0.2, COUNTRY: 0.12}
_ONE: Final = {PERSON: 0.35, OFFICE: 0.28, COUNTRY: 0.15}
_TIMING: Final = {
    timing.SAME_DAYS: 0.3,
    timing.LEFT: 0.3,
    timing.OVERLAP: 0.2,
    timing.MOVED: 0.1,
    timing.NEAR: 0.1,
    timing.FITS: 0.1,
    timing.UNDATED: 0.05,
}
_DATED: Final = frozenset({timing.SAME_DAYS, timing.LEFT, timing.OVERLAP})
_HOST: Final = 0.2
_KIND: Final = 0.05
_PLACE: Final = 0.05
_OTHER_PLACE: Final = -0.15
# A trip and the talks in the course of it are told apart where the trip is known for its guest alone.
_TRIP_OR_TALKS: Final = -0.22
# What decides between meetings that fit: the same first and last day, and how many of the people are the same.
_SAME_BOUNDS: Final = 0.03
_SHARE: Final = 0.05

# Kinds of which many come together; a summit may be one of them.
GATHERINGS: Final = frozenset({"multilateral", "forum", "summit"})


class Match(Struct, frozen=True, kw_only=True):
    """The meeting that a draft seems to speak of, how surely (0 to 1), and because of what."""

    meeting: str
    score: float
    because: str


class _Agreement(Struct, frozen=True, kw_only=True):
    """How far the parties agree: a weight, the words for it, and whether one side alone was compared."""

    weight: float
    because: str
    one_sided: bool = False


class _Fit(Struct, frozen=True, kw_only=True):
    """A meeting that fits: the match, its weight before it is cut at 1, and whether no other can be meant."""

    match: Match
    weight: float
    firm: bool
    last: int


def match(draft: Draft, meetings: Iterable[Meeting], *, published: Published | date | None) -> Match | None:
    """Return the meeting that the draft speaks of, or None if none fits well enough, or two fit alike."""
    return assigned([draft], meetings, published=published)[0]


def assigned(
    drafts: Sequence[Draft],
    meetings: Iterable[Meeting],
    *,
    published: Published | date | None,
) -> tuple[Match | None, ...]:
    """Return for each draft of one article the meeting that it speaks of; no two of them speak of the same one."""
    day = published.date if isinstance(published, Published) else published
    known = list(meetings)
    found = [(fit, place) for place, draft in enumerate(drafts) for fit in _fitting(draft, known, day)]
    matches: dict[int, Match] = {}
    gone: set[str] = set()
    for fit, place in sorted(found, key=lambda one: -one[0].weight):
        if place not in matches and fit.match.meeting not in gone:
            matches[place] = fit.match
            gone.add(fit.match.meeting)
    return tuple(matches.get(place) for place in range(len(drafts)))


def _fitting(draft: Draft, meetings: Iterable[Meeting], day: date | None) -> list[_Fit]:
    """Return the meetings that fit, the best first, and of those that fit alike the one last reported."""
    fits = [fit for meeting in meetings if (fit := _weighed(draft, meeting, day))]
    fits.sort(key=lambda fit: (-fit.weight, -fit.last))
    open_ = len(fits) > 1 and not fits[0].firm and fits[0].weight - fits[1].weight < _ALIKE
    return [] if open_ else fits


def _weighed(draft: Draft, meeting: Meeting, day: date | None) -> _Fit | None:
    if not _kinds_agree(draft, meeting):
        return None
    lies = timing.lie(draft, meeting, day)
    if lies == timing.APART:
        return None
    parties = _gathering(draft, meeting, lies) if _is_gathering(draft.claims) else _parties(draft, meeting)
    if parties is None or (_hosts_differ(draft, meeting) and not _is_certain(parties, lies)):
        return None
    host = bool(draft.claims.host) and draft.claims.host == meeting.host
    place = _place(draft, meeting)
    if parties.one_sided and not (host or place > 0):
        return None
    weight = parties.weight + _TIMING[lies] + _HOST * host + place + _kind(draft, meeting, parties, lies)
    if weight < _ENOUGH - 1e-9:
        return None
    because = ", ".join(part for part in (parties.because, f"host {draft.claims.host}" if host else "", lies) if part)
    trip = draft.claims.kind == meeting.kind == "visit"
    return _Fit(
        match=Match(meeting=meeting.meeting, score=round(min(weight, 1.0), 2), because=because),
        weight=weight + _likeness(draft, meeting),
        firm=lies in _DATED and (trip or not parties.one_sided),
        last=meeting.last_position,
    )


def _hosts_differ(draft: Draft, meeting: Meeting) -> bool:
    return None not in {draft.claims.host, meeting.host} and draft.claims.host != meeting.host


def _is_certain(parties: _Agreement, lies: str) -> bool:
    """Whether two people meet on days on which they meet only once, so that one of the two hosts is a mistake."""
    return parties.weight >= 2 * _BOTH[PERSON] and lies in {timing.SAME_DAYS, timing.LEFT}


def _likeness(draft: Draft, meeting: Meeting) -> float:
    """Weigh what only decides between meetings that fit."""
    here, there = draft.claims.window, meeting.window
    bounds = here and there and (here.earliest, here.latest) == (there.earliest, there.latest)
    named = [one for one in draft.claims.participants if one.name]
    known = sum(any(other.name and same_person(one, other) for other in meeting.participants) for one in named)
    people = known / max(len(named), len(meeting.participants), 1)
    codes, others = _codes(draft.claims.participants), _codes(meeting.participants)
    return _SAME_BOUNDS * bool(bounds) + _SHARE * (people + len(codes & others) / max(len(codes | others), 1))


# What kind of encounter it is


def _kinds_agree(draft: Draft, meeting: Meeting) -> bool:
    """Whether both may be one encounter: a call is no visit, and talks beside a forum are not the forum."""
    kinds = {draft.claims.kind, meeting.kind} - {None}
    if len(kinds) == 2 and kinds & {"call", "operation"}:
        return False
    return meeting.kind is None or _is_gathering(draft.claims) == _is_gathering(meeting)


def _is_gathering(one: Claims | Meeting) -> bool:
    """Whether many come together: a forum, a meeting of three parties or more, or of an organisation."""
    if one.kind != "summit":
        return one.kind in GATHERINGS
    codes = _codes(one.participants)
    return len(codes) > 2 or any(len(code) > 2 for code in codes)


def _kind(draft: Draft, meeting: Meeting, parties: _Agreement, lies: str) -> float:
    if meeting.kind is None or draft.claims.kind == meeting.kind:
        return _KIND
    if not parties.one_sided or lies == timing.LEFT:
        return -_KIND
    talks = meeting if draft.claims.kind == "visit" else draft.claims
    apart = "summit" in {draft.claims.kind, meeting.kind} or len(_codes(talks.participants)) > 1
    return _TRIP_OR_TALKS - _KIND if apart else -_KIND


# Who takes part


def _parties(draft: Draft, meeting: Meeting) -> _Agreement | None:
    """Weigh the two sides of an encounter; None where they contradict each other."""
    agreed = sides(draft.claims.participants, meeting.participants)
    trip = draft.claims.kind == meeting.kind == "visit"
    host = draft.claims.host or meeting.host
    for country, side in agreed.items():
        # Whom a visitor sees differs from report to report; who comes does not.
        if side.verdict == DIFFERENT and not (trip and country == host):
            return None
    same = {country: side for country, side in agreed.items() if side.verdict != DIFFERENT}
    guests = {country: side for country, side in same.items() if not (trip and country == host)}
    if not guests or (not trip and _another_party(draft, meeting, same, host)):
        return None
    if len(same) == 1:
        weight = _ONE[next(iter(same.values())).verdict]
        return _Agreement(weight=weight, because=_people(same.values()), one_sided=True)
    weights = sorted((_BOTH[side.verdict] for side in same.values()), reverse=True)
    return _Agreement(weight=sum(weights[:2]), because=_people(same.values()))


def _another_party(draft: Draft, meeting: Meeting, same: Collection[str], host: str | None) -> bool:
    """Whether each names a party that the other does not, or one of them a third: Mattis and Lee, Mattis and Ng."""
    here, there = _codes(draft.claims.participants), _codes(meeting.participants)
    if here - there and there - here:
        return True
    more = (here ^ there) - {host}
    return len(same) >= 2 and bool(more)


def _gathering(draft: Draft, meeting: Meeting, lies: str) -> _Agreement | None:
    """Weigh a forum or a meeting of many: its title, its organisation, or most of those who come."""
    here, there = title_of(draft), meeting.title
    if here and there:
        shared = _title_words(here) & _title_words(there)
        if len(shared) * 2 > min(len(_title_words(here)), len(_title_words(there))):
            return _Agreement(weight=0.45, because="same title")
    agreed = sides(draft.claims.participants, meeting.participants)
    same = {country: side for country, side in agreed.items() if side.verdict != DIFFERENT}
    organisations = {country for country, side in agreed.items() if len(country) > 2}
    if organisations - same.keys():
        return None
    if organisations:
        return _Agreement(weight=0.4, because=_people(same[one] for one in sorted(organisations)))
    fewest = min(len(_codes(draft.claims.participants)), len(_codes(meeting.participants)))
    if len(same) >= 2 and len(same) * 2 >= fewest and len(same) > len(agreed) - len(same):
        return _Agreement(weight=0.2 + 0.3 * len(same) / fewest, because=_people(same.values()))
    alike = draft.claims.kind == meeting.kind == "forum" and not (here and there)
    if (alike and lies in {timing.SAME_DAYS, timing.LEFT}) or (
        len(same) == 1 and fewest == 1 and draft.claims.kind == meeting.kind
    ):
        return _Agreement(weight=0.25, because=_people(same.values()) or "a forum", one_sided=True)
    return None


def _people(agreed: Iterable[Side]) -> str:
    listed = list(agreed)
    named = [side.who for side in listed if side.verdict == PERSON]
    if named and len(named) == len(listed):
        return f"same people ({', '.join(named)})"
    return f"same parties ({', '.join(side.who for side in listed)})" if listed else ""


def _codes(people: Iterable[Participant]) -> set[str]:
    return {person.country for person in people if person.country}


def _title_words(title: str) -> set[str]:
    return {word for word in folded(title).split() if len(word) > 2 and word not in {"the", "and", "for", "summit"}}


def _place(draft: Draft, meeting: Meeting) -> float:
    """Weigh the places: one that both name, or a fixed one against a fixed one."""
    if draft.claims.place is None or not meeting.places:
        return 0.0
    here = folded(draft.claims.place.name)
    if any(here in (there := folded(place.name)) or there in here for place in meeting.places):
        return _PLACE
    fixed = draft.claims.place.standing == FIXED and any(place.standing == FIXED for place in meeting.places)
    return _OTHER_PLACE if fixed else 0.0
