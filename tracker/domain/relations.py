"""The pairs of meetings that links and merges connect."""

from collections.abc import Iterable
from typing import NamedTuple

from tracker.domain.events import Corrected, Event, Linked, Merged


class Relation(NamedTuple):
    """Two meetings that an event connects. The type is `linked` or `merged`."""

    position: int
    type: str
    meeting: str
    other: str


def relations(events: Iterable[Event]) -> list[Relation]:
    """Return the relation of each event that connects two meetings.

    A correction of a link may connect its meeting with a third one.
    """
    result = []
    for event in events:
        match event.body:
            case Linked(other=other):
                result.append(Relation(event.position, "linked", event.meeting, other))
            case Merged(into=other):
                result.append(Relation(event.position, "merged", event.meeting, other))
            case Corrected(fields={"meeting": str(other)}):
                result.append(Relation(event.position, "linked", event.meeting, other))
            case _:
                pass
    return result
