"""Rule 3: what a report claims replaces what stood, field by field, and nothing else."""

from collections.abc import Iterable

from msgspec.structs import replace

from tracker.domain.names import folded
from tracker.domain.report import NOTHING_CLAIMED, Claims, Participant, Place
from tracker.domain.step import Step
from tracker.domain.vocabulary import CANDIDATE
from tracker.domain.window import Window

_SIMPLE = ("title", "kind", "host", "reason", "by")


def claim(step: Step) -> None:
    """Apply every claim of the report."""
    claims = step.report.claims
    if claims is NOTHING_CLAIMED:
        return
    for field in _SIMPLE:
        if value := getattr(claims, field):
            step.set(field, value)
    if claims.place:
        step.set("places", _with_place(step.now("places"), claims.place))
    if claims.participants or claims.without:
        step.set("participants", _with_people(step.now("participants"), claims))
    if claims.window or claims.original_window:
        _claim_windows(step, claims.window, claims.original_window)


def fill(step: Step) -> None:
    """Apply the claims of a report whose stage is kept out: only to fields that are empty."""
    claims = step.report.claims
    for field in _SIMPLE:
        if not step.now(field) and (value := getattr(claims, field)):
            step.set(field, value)
    if claims.place and not step.now("places"):
        step.set("places", (claims.place,))
    if claims.participants and not step.now("participants"):
        step.set("participants", _with_people((), claims))
    if (window := claims.window or claims.original_window) and step.now("window") is None:
        _place_window(step, window)


def _claim_windows(step: Step, claimed: Window | None, original: Window | None) -> None:
    stood: Window | None = step.now("window")
    if claimed is not None and stood is not None and original is None and claimed.edtf == stood.edtf:
        _place_window(step, claimed)
        return
    if claimed is None and stood is None:
        claimed, original = original, None
    moving = step.report.stage in {"rescheduled", "postponed"}
    if claimed is not None and not moving and _vaguer(step, claimed, stood):
        claimed = None
    window = claimed or stood
    gone = (original, stood if moving else None)
    previous = list(step.now("previous_windows"))
    for past in gone:
        if past and all(past.edtf != other.edtf for other in (*previous, window) if other):
            previous.append(past)
    if claimed is not None:
        _place_window(step, claimed)
    step.set("previous_windows", tuple(previous))


def _vaguer(step: Step, window: Window, stood: Window | None) -> bool:
    """Whether `window` only blurs the one that stands ("next week" after "30 January"), on no stronger word."""
    no_stronger = step.strength <= step.recalled("window_strength")
    return stood is not None and no_stronger and window.strictly_contains(stood)


def _place_window(step: Step, window: Window) -> None:
    """Set the window. A stronger report that claims the same one takes over as the report behind it."""
    stood: Window | None = step.now("window")
    same = stood is not None and stood.edtf == window.edtf
    if same and step.strength <= step.recalled("window_strength"):
        return
    step.set("window", window)
    step.blame("window")
    step.remember(window_strength=step.strength)


def _with_place(places: tuple[Place, ...], place: Place) -> tuple[Place, ...]:
    """Candidates add up; a fixed place replaces all of them, and candidates never replace it."""
    if place.standing != CANDIDATE:
        return (place,)
    known = {folded(other.name) for other in places}
    settled = any(other.standing != CANDIDATE for other in places)
    return places if settled or folded(place.name) in known else (*places, place)


def _with_people(people: Iterable[Participant], claims: Claims) -> tuple[Participant, ...]:
    """Take out who is not coming, then add or update by name; a role or country not told stays as it was."""
    gone = {folded(name) for name in claims.without}
    listed = {person.key: person for person in people if folded(person.name or person.role or "") not in gone}
    for person in claims.participants:
        known = listed.get(person.key, person)
        listed[person.key] = replace(person, role=person.role or known.role, country=person.country or known.country)
    return tuple(listed.values())
