"""What differs between two states of a meeting, field by field."""

from datetime import date
from typing import Any, Final

from msgspec import Struct

from tracker.domain.meeting import Meeting, flags

# The fields of a status, in the order in which changes are listed.
FIELDS: Final = (
    *("title", "kind", "status", "since", "attribution", "attributed_to", "sides", "flags"),
    *("window", "previous_windows", "host", "places", "participants", "reason", "by", "links", "aliases"),
)


class Change(Struct, frozen=True, kw_only=True):
    """One field that differs. `old` and `new` are the values that the state holds."""

    field: str
    old: Any
    new: Any


def changes(
    before: Meeting, after: Meeting, *, day: date | None = None, since: date | None = None
) -> tuple[Change, ...]:
    """Return the fields that differ. `day` decides who is overdue after, `since` before (the same, if not given)."""
    if before is after and since in {None, day}:
        return ()
    old, new = values(before, since or day), values(after, day)
    return tuple(Change(field=field, old=old[field], new=new[field]) for field in FIELDS if old[field] != new[field])


def values(meeting: Meeting, day: date | None) -> dict[str, Any]:
    """Return the fields of a status, by name. Flags are those of `day`; without one, those that need none."""
    attribution = meeting.attribution
    return {
        **{field: getattr(meeting, field, None) for field in FIELDS},
        "attribution": attribution and attribution.class_,
        "attributed_to": attribution and attribution.words,
        "flags": flags(meeting, day),
    }
