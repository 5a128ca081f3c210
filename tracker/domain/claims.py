"""Rule 3, all fields but the windows: a report replaces what it claims, and nothing else."""

from collections.abc import Iterable

from msgspec.structs import replace

from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.report import NOTHING_CLAIMED, Claims, Participant, Place
from tracker.domain.step import Fields, Step
from tracker.domain.vocabulary import CANDIDATE

_SIMPLE = ("title", "kind", "host")
# Why a plan is off, and who put it off: both count, and stand, only while it is off.
_WHILE_OFF = ("reason", "by")


def claimed_fields(step: Step) -> Fields:
    """Return the fields that the claims of the report change, each with its new value.

    What a report repeats is not among them: it stays with the report that said it first.
    """
    meeting, claims = step.meeting, step.report.claims
    if claims is NOTHING_CLAIMED:
        fields: Fields = {}
    elif step.kept_out or (step.is_denial and step.before is None):
        fields = _filled(meeting, claims)
    elif step.is_denial:
        fields = {}
    else:
        fields = _replaced(meeting, claims)
    return fields | _reasons(step)


def _replaced(meeting: Meeting, claims: Claims) -> Fields:
    """Return what the claims replace. What is withdrawn is emptied before."""
    fields: Fields = {field: value for field in _SIMPLE if (value := getattr(claims, field))}
    if claims.host is None and "host" in claims.withdrawn:
        fields["host"] = None
    if claims.place or "place" in claims.withdrawn:
        places = () if "place" in claims.withdrawn else meeting.places
        fields["places"] = _with_place(places, claims.place) if claims.place else places
    if claims.participants or claims.without:
        fields["participants"] = _with_people(meeting.participants, claims)
    return {field: value for field, value in fields.items() if value != getattr(meeting, field)}


def _filled(meeting: Meeting, claims: Claims) -> Fields:
    """Return the empty fields that the claims fill: all that a report does whose stage is kept out."""
    fields: Fields = {}
    for field in _SIMPLE:
        if not getattr(meeting, field) and (value := getattr(claims, field)):
            fields[field] = value
    if claims.place and not meeting.places:
        fields["places"] = (claims.place,)
    if claims.participants and not meeting.participants:
        fields["participants"] = _with_people((), Claims(participants=claims.participants))
    return fields


def _reasons(step: Step) -> Fields:
    """Return why the plan is off and who put it off, where the report changes that."""
    meeting, claims = step.meeting, step.report.claims
    fields: Fields = {}
    for field in _WHILE_OFF:
        value = standing = getattr(meeting, field)
        if not step.is_off:
            value = None
        elif not step.is_denial and not (step.kept_out and standing):
            value = getattr(claims, field) or standing
        if value != standing:
            fields[field] = value
    return fields


def _with_place(places: tuple[Place, ...], place: Place) -> tuple[Place, ...]:
    """Candidates add up; a fixed place replaces all of them, and a candidate never replaces a fixed one."""
    if place.standing != CANDIDATE:
        return (place,)
    is_settled = any(other.standing != CANDIDATE for other in places)
    is_known = folded(place.name) in {folded(other.name) for other in places}
    return places if is_settled or is_known else (*places, place)


def _with_people(people: Iterable[Participant], claims: Claims) -> tuple[Participant, ...]:
    """Take out who is not coming, then add or update by name. A role or country that is not given stays as it was."""
    gone = {folded(name) for name in claims.without}
    listed = {person.key: person for person in people if folded(person.name or person.role or "") not in gone}
    for person in claims.participants:
        known = listed.get(person.key, person)
        listed[person.key] = replace(person, role=person.role or known.role, country=person.country or known.country)
    return tuple(listed.values())
