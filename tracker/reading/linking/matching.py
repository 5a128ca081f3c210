"""Which meeting of the ledger a draft speaks of, weighed by people, host, kind and window, or which ones it may be."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from tracker.domain.clocks import Published
from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.vocabulary import CALLED_OFF, DENIED, FIXED, HELD, WAY
from tracker.reading.draft import Draft
from tracker.reading.linking import timing
from tracker.reading.linking.likeness import same_person
from tracker.reading.linking.naming import GATHERINGS
from tracker.reading.linking.party_agreement import Agreement, agreement, codes, is_gathering
from tracker.reading.linking.weights import weight_of

__all__ = ["GATHERINGS", "Link", "Match", "assigned"]

# The weight from which a draft joins a meeting, and the one from which a person is asked.
_JOINS: Final = 0.6
_ASKS: Final = 0.4
_ROUNDING: Final = 1e-9
# Two meetings that fit a draft this nearly alike leave open which one it is, the second if dates and people agree.
_ALIKE: Final = 0.05
_MARGIN: Final = 0.01
_MOST: Final = 3  # meetings that a draft in doubt names

_DATED: Final = frozenset({timing.SAME_DAYS, timing.LEFT, timing.OVERLAP})
_SAME_WINDOW: Final = frozenset({timing.SAME_DAYS, timing.LEFT})
# What decides between meetings that fit: the same first and last day, and how many of the people are the same.
_SAME_BOUNDS: Final = 0.03
_SHARE: Final = 0.05
# What decides between drafts of one article that fit a meeting: a trip is the trip, and not the talks in its course.
_SAME_KIND: Final = 0.3


class Match(Struct, frozen=True, kw_only=True):
    """The meeting that a draft seems to speak of, how surely (0 to 1), and because of what."""

    meeting: str
    score: float
    because: str


class Link(Struct, frozen=True, kw_only=True):
    """The meeting of the log that a draft speaks of, or the names of those that it may speak of, if it is in doubt."""

    match: Match | None = None
    may_be: tuple[str, ...] = ()


class _Fit(Struct, frozen=True, kw_only=True):
    """A meeting that fits: the match, its weight before it is cut at 1, and whether no other can be meant.

    `order` decides which draft of an article gets the meeting: a trip that was recorded is the trip, not its talks.
    """

    match: Match
    joins: bool
    weight: float
    order: float
    firm: bool
    last: int


class _Pair(Struct, frozen=True, kw_only=True):
    """A draft and a meeting, with the relation of their windows and how far their parties agree."""

    draft: Draft
    meeting: Meeting
    relation: str
    parties: Agreement

    @property
    def same_host(self) -> bool:
        return self.draft.claims.host is not None and self.draft.claims.host == self.meeting.host

    @property
    def hosts_differ(self) -> bool:
        hosts = {self.draft.claims.host, self.meeting.host}
        return None not in hosts and len(hosts) > 1

    @property
    def is_certain(self) -> bool:
        """Whether two people meet on days on which they meet only once, so that one of two hosts is a mistake."""
        return self.parties.is_strong and self.relation in _SAME_WINDOW

    @property
    def contradicts(self) -> bool:
        """Whether the draft calls off or denies what took place on these days."""
        return self.meeting.way == HELD and WAY[self.draft.stage] in {CALLED_OFF, DENIED}


def assigned(
    drafts: Sequence[Draft], meetings: Iterable[Meeting], *, published: Published | date | None
) -> tuple[Link, ...]:
    """Return for each draft of one article the meeting that it speaks of; no two of them speak of the same one."""
    day = published.date if isinstance(published, Published) else published
    candidates = list(meetings)
    fits = [_fitting(draft, candidates, day) for draft in drafts]
    sure = [(fit, number) for number, of_draft in enumerate(fits) if not _is_open(of_draft) for fit in of_draft]
    matches: dict[int, Match] = {}
    taken: set[str] = set()
    for fit, number in sorted(sure, key=lambda pair: -pair[0].order):
        if number not in matches and fit.match.meeting not in taken and fit.joins:
            matches[number] = fit.match
            taken.add(fit.match.meeting)
    return tuple(
        Link(match=matches[number]) if number in matches else Link(may_be=_alike(of_draft, taken))
        for number, of_draft in enumerate(fits)
    )


def _fitting(draft: Draft, meetings: Iterable[Meeting], day: date | None) -> list[_Fit]:
    """Return the meetings that may fit, the best first, and of those that fit alike the last reported one."""
    pairs = (_pair(draft, meeting, day) for meeting in meetings)
    fits = [fit for pair in pairs if pair and (fit := _fit(pair))]
    return sorted(fits, key=lambda fit: (-fit.weight, -fit.last))


def _is_open(fits: Sequence[_Fit]) -> bool:
    """Whether the best does not fit well enough, or two fit alike."""
    if not fits or not fits[0].joins:
        return True
    margin = _MARGIN if fits[0].firm else _ALIKE
    return len(fits) > 1 and fits[0].weight - fits[1].weight < margin


def _alike(fits: Sequence[_Fit], taken: Collection[str]) -> tuple[str, ...]:
    """Return the meetings that fit a draft about as well as the best one that no other draft has."""
    free = [fit for fit in fits if fit.match.meeting not in taken]
    return tuple(fit.match.meeting for fit in free[:_MOST] if free[0].weight - fit.weight < _ALIKE)


def _pair(draft: Draft, meeting: Meeting, day: date | None) -> _Pair | None:
    """Return a draft and a meeting that nothing keeps apart, or None."""
    if not _kinds_agree(draft, meeting):
        return None
    relation = timing.compare_windows(draft, meeting, day)
    parties = agreement(draft, meeting, relation) if relation != timing.APART else None
    if parties is None:
        return None
    pair = _Pair(draft=draft, meeting=meeting, relation=relation, parties=parties)
    return None if pair.hosts_differ and not pair.is_certain else pair


def _fit(pair: _Pair) -> _Fit | None:
    """Return the pair as a fit if it weighs enough. To join, one side alone is not enough without a host or a place."""
    draft, meeting, parties = pair.draft, pair.meeting, pair.parties
    place = _place(draft, meeting)
    weight = parties.weight + weight_of(pair.relation) + _host(pair) + place + _kind(pair)
    if weight < _ASKS - _ROUNDING:
        return None
    is_clear = not parties.partial and not pair.contradicts
    located = not parties.one_sided or pair.same_host or place > 0
    trip = draft.claims.kind == meeting.kind == "visit"
    ranked = weight + _likeness(draft, meeting)
    return _Fit(
        match=Match(meeting=meeting.meeting, score=round(min(weight, 1.0), 2), because=_because(pair)),
        joins=is_clear and located and weight >= _JOINS - _ROUNDING,
        weight=ranked,
        order=ranked + _SAME_KIND * (draft.claims.kind == meeting.kind),
        firm=pair.relation in _DATED and (trip or not parties.one_sided),
        last=meeting.last_position,
    )


def _host(pair: _Pair) -> float:
    if pair.hosts_differ:
        return weight_of("other host")
    return weight_of("same host") if pair.same_host else 0.0


def _because(pair: _Pair) -> str:
    host = f"host {pair.meeting.host}" if pair.same_host else ""
    return ", ".join(filter(None, (pair.parties.because, host, pair.relation)))


def _likeness(draft: Draft, meeting: Meeting) -> float:
    """Weigh what only decides between meetings that fit."""
    window, other = draft.claims.window, meeting.window
    same_bounds = window and other and (window.earliest, window.latest) == (other.earliest, other.latest)
    countries, others = codes(draft.claims.participants), codes(meeting.participants)
    shared = len(countries & others) / max(len(countries | others), 1)
    return _SAME_BOUNDS * bool(same_bounds) + _SHARE * (_share_of_people(draft, meeting) + shared)


def _share_of_people(draft: Draft, meeting: Meeting) -> float:
    named = [person for person in draft.claims.participants if person.name]
    others = [person for person in meeting.participants if person.name]
    same = sum(any(same_person(person, other) for other in others) for person in named)
    return same / max(len(named), len(meeting.participants), 1)


def _kinds_agree(draft: Draft, meeting: Meeting) -> bool:
    """Whether both may be one encounter: a call is not a visit, and talks at a forum are not the forum."""
    kinds = {draft.claims.kind, meeting.kind} - {None}
    if len(kinds) == 2 and kinds & {"call", "operation"}:
        return False
    return meeting.kind is None or is_gathering(draft.claims) == is_gathering(meeting)


def _kind(pair: _Pair) -> float:
    claims, meeting = pair.draft.claims, pair.meeting
    if meeting.kind is None or claims.kind == meeting.kind:
        return weight_of("same kind")
    if not pair.parties.one_sided or pair.relation == timing.LEFT:
        return weight_of("other kind")
    talks = meeting if claims.kind == "visit" else claims
    apart = "summit" in {claims.kind, meeting.kind} or len(codes(talks.participants)) > 1
    return weight_of("trip or talks" if apart else "other kind")


def _place(draft: Draft, meeting: Meeting) -> float:
    """Weigh the places: one that both name, or a fixed one against a fixed one."""
    place = draft.claims.place
    if place is None or not meeting.places:
        return 0.0
    if any(_is_same_place(place.name, other.name) for other in meeting.places):
        return weight_of("same place")
    fixed = place.standing == FIXED and any(other.standing == FIXED for other in meeting.places)
    return weight_of("other place") if fixed else 0.0


def _is_same_place(name: str, other: str) -> bool:
    return folded(name) in folded(other) or folded(other) in folded(name)
