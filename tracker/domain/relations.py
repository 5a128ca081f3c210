"""Which meetings an event joins."""

from collections.abc import Iterable

from tracker.domain.events import Corrected, Event, Linked, Merged


def relations(events: Iterable[Event]) -> list[tuple[int, str, str, str]]:
    """Return position, `linked` or `merged`, the meeting and the other one, for each event that joins two.

    A correction of a link may join it with another meeting.
    """
    joined = []
    for event in events:
        match event.body:
            case Linked(other=other):
                joined.append((event.position, "linked", event.meeting, other))
            case Merged(into=other):
                joined.append((event.position, "merged", event.meeting, other))
            case Corrected(fields={"meeting": str(other)}):
                joined.append((event.position, "linked", event.meeting, other))
            case _:
                pass
    return joined
