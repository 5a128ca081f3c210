"""Rule 3, all fields but the windows: a report replaces what it claims, and nothing else."""

from msgspec.structs import replace

from tracker.domain.meeting import Meeting
from tracker.domain.names import folded, person_key
from tracker.domain.report import NOTHING_CLAIMED, Claims, Participant, Place
from tracker.domain.step import Fields, Step
from tracker.domain.vocabulary import CANDIDATE

# Why a plan is off, and who put it off: both count, and stand, only while it is off.
_WHILE_OFF = ("reason", "by")


def claimed_fields(step: Step) -> Fields:
    """Return the fields that the claims of the report change, each with its new value.

    What a report repeats is not among them: it stays with the report that said it first.
    """
    meeting, claims = step.meeting, step.report.claims
    fields: Fields = {}
    if claims is not NOTHING_CLAIMED:
        if step.kept_out or (step.is_denial and step.before is None):
            fields = _filled(meeting, claims)
        elif not step.is_denial:
            fields = _replaced(meeting, claims)
    if step.is_off or meeting.reason or meeting.by:
        fields |= _reasons(step)
    return fields


def _replaced(meeting: Meeting, claims: Claims) -> Fields:
    """Return what the claims replace. Withdrawn fields are emptied before."""
    fields: Fields = {}
    if claims.title:
        fields["title"] = claims.title
    if claims.kind:
        fields["kind"] = claims.kind
    if claims.host or "host" in claims.withdrawn:
        fields["host"] = claims.host
    if claims.place or "place" in claims.withdrawn:
        fields["places"] = _claimed_places(meeting.places, claims)
    if claims.participants or claims.without:
        fields["participants"] = _claimed_people(meeting.participants, claims)
    return _changed(meeting, fields)


def _filled(meeting: Meeting, claims: Claims) -> Fields:
    """Return the empty fields that the claims fill: all that a report does whose stage is kept out."""
    fields = {
        "title": meeting.title or claims.title,
        "kind": meeting.kind or claims.kind,
        "host": meeting.host or claims.host,
        "places": meeting.places or _claimed_places((), claims),
        "participants": meeting.participants or _claimed_people((), claims),
    }
    return _changed(meeting, fields)


def _changed(meeting: Meeting, fields: Fields) -> Fields:
    """Return the fields that differ from what stands."""
    return {field: value for field, value in fields.items() if value != getattr(meeting, field)}


def _reasons(step: Step) -> Fields:
    """Return why the plan is off and who put it off, where the report changes that."""
    fields: Fields = {}
    for field in _WHILE_OFF:
        standing, claimed = getattr(step.meeting, field), getattr(step.report.claims, field)
        if not step.is_off:
            value = None
        elif step.is_denial or (step.kept_out and standing):
            value = standing
        else:
            value = claimed or standing
        if value != standing:
            fields[field] = value
    return fields


def _claimed_places(places: tuple[Place, ...], claims: Claims) -> tuple[Place, ...]:
    """Candidates add up; a fixed place replaces all of them, and a candidate never replaces a fixed one."""
    place = claims.place
    if "place" in claims.withdrawn:
        places = ()
    if place is None:
        return places
    if place.standing != CANDIDATE:
        return (place,)
    is_settled = any(other.standing != CANDIDATE for other in places)
    is_known = folded(place.name) in {folded(other.name) for other in places}
    return places if is_settled or is_known else (*places, place)


def _claimed_people(people: tuple[Participant, ...], claims: Claims) -> tuple[Participant, ...]:
    """Take out who is not coming, then add or update by name. A role or country that is not given stays as it was."""
    if claims.without:
        gone = {person_key(name) for name in claims.without}
        people = tuple(person for person in people if person_key(person.name or person.role or "") not in gone)
    listed = {person.key: person for person in people}
    for person in claims.participants:
        key = person.key
        earlier = listed.get(key)
        listed[key] = _updated(earlier, person) if earlier else person
    return tuple(listed.values())


def _updated(earlier: Participant, person: Participant) -> Participant:
    return replace(person, role=person.role or earlier.role, country=person.country or earlier.country)
