"""The pairs of meetings that links and merges connect."""

from collections.abc import Iterable

from tracker.domain.events import Corrected, Event, Linked, Merged


def relations(events: Iterable[Event]) -> list[tuple[int, str, str, str]]:
    """Return, for each event that connects two meetings: its position, `linked` or `merged`, and the two meetings.

    A correction of a link may connect its meeting with a third one.
    """
    pairs = []
    for event in events:
        match event.body:
            case Linked(other=other):
                pairs.append((event.position, "linked", event.meeting, other))
            case Merged(into=other):
                pairs.append((event.position, "merged", event.meeting, other))
            case Corrected(fields={"meeting": str(other)}):
                pairs.append((event.position, "linked", event.meeting, other))
            case _:
                pass
    return pairs
