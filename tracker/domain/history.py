"""What each event of a meeting changed."""

from collections.abc import Iterable

from msgspec import Struct

from tracker.domain.changes import Change, changes
from tracker.domain.clocks import NOW, Cut
from tracker.domain.events import Event
from tracker.domain.fold import Folded, Story, fold, story
from tracker.domain.report import Report
from tracker.domain.selection import resolve


class Entry(Struct, frozen=True, kw_only=True):
    """An event as it was recorded, and what came of it.

    `effect` is the step at the event's place in the fold; of a correction, a retraction, a link or a merge it is the
    state with it against the state without it. `kept` says why a stage had no effect. `nothing_withdrawn` are the
    fields that a report withdraws although they were empty.
    """

    event: Event
    effect: tuple[Change, ...] = ()
    kept: str | None = None
    nothing_withdrawn: tuple[str, ...] = ()
    retracted_by: int | None = None
    corrected_by: tuple[int, ...] = ()


def entries(events: Iterable[Event], name: str, cut: Cut = NOW) -> tuple[Entry, ...]:
    """Return the entries of the meeting that bears `name`, by position. `counted` says which events it needs."""
    given = list(events)
    told = story(given, name, cut)
    root, into = told.meeting.meeting, told.counted.into
    steps = {step.event.position: step for step in told.steps}
    result = []
    for event in sorted(given, key=lambda event: event.position):
        if event.position not in told.counted.heard or resolve(event.meeting, into) != root:
            continue
        effect: tuple[Change, ...] = ()
        kept: str | None = None
        nothing_withdrawn: tuple[str, ...] = ()
        if step := steps.get(event.position):
            effect, kept = changes(step.before, step.after), step.kept
            nothing_withdrawn = _nothing_withdrawn(step)
        elif event.position in told.counted.denied:
            kept = f"denied by @{told.counted.denied[event.position]}"
        elif not isinstance(event.body, Report):
            effect = _difference(told, given, event, cut)
        result.append(
            Entry(
                event=event,
                effect=effect,
                kept=kept,
                nothing_withdrawn=nothing_withdrawn,
                retracted_by=told.counted.retracted.get(event.position),
                corrected_by=told.counted.corrections.get(event.position, ()),
            )
        )
    return tuple(result)


def _nothing_withdrawn(step: Folded) -> tuple[str, ...]:
    assert isinstance(step.event.body, Report)  # only reports have steps  # noqa: S101
    fields = {"window": step.before.window, "place": step.before.places, "host": step.before.host}
    return tuple(field for field in step.event.body.claims.withdrawn if not fields[field])


def _difference(told: Story, events: list[Event], event: Event, cut: Cut) -> tuple[Change, ...]:
    if event.position in told.counted.retracted:
        return ()
    without = fold((other for other in events if other is not event), told.meeting.meeting, cut)
    return changes(without, told.meeting)
