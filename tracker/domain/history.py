"""What each event of a meeting changed."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.changes import Change, changes
from tracker.domain.clocks import NOW, Cut
from tracker.domain.events import Event, Merged, Unsound
from tracker.domain.fold import Folded, Story, fold, story
from tracker.domain.report import Report
from tracker.domain.selection import Counted, resolve


class Entry(Struct, frozen=True, kw_only=True):
    """An event as it was recorded, and what came of it.

    `effect` is the step at the event's place in the fold; of a correction, a retraction, a link or a merge it is the
    state with it against the state without it. An event that no command could have written has the body `Unsound`, and
    no effect. `kept` says why a stage had no effect. `nothing_withdrawn` are the fields that a report withdraws
    although they were empty.
    """

    event: Event
    effect: tuple[Change, ...] = ()
    kept: str | None = None
    nothing_withdrawn: tuple[str, ...] = ()
    retracted_by: int | None = None
    corrected_by: tuple[int, ...] = ()


def entries(events: Iterable[Event], name: str, cut: Cut = NOW) -> tuple[Entry, ...]:
    """Return the entries of the meeting that bears `name`, by position. `counted` says which events it needs."""
    recorded = sorted(events, key=lambda event: event.position)
    history = story(recorded, name, cut)
    what = history.counted
    steps = {step.event.position: step for step in history.steps}
    result = []
    for event in recorded:
        if event.position not in what.heard or resolve(event.meeting, what.into) != what.root:
            continue
        step = steps.get(event.position)
        result.append(
            Entry(
                event=_as_unsound(event, what) if event.position in what.unsound else event,
                effect=changes(step.before, step.after) if step else _difference(history, recorded, event, cut),
                kept=step.kept if step else _denied_by(event, what),
                nothing_withdrawn=_nothing_withdrawn(step) if step else (),
                retracted_by=what.retracted.get(event.position),
                corrected_by=what.corrections.get(event.position, ()),
            )
        )
    return tuple(result)


def _as_unsound(event: Event, what: Counted) -> Event:
    return replace(event, body=Unsound(reason=what.unsound[event.position]))


def _denied_by(event: Event, what: Counted) -> str | None:
    """Return why a report that has no step does not count, if a denial strikes it."""
    denial = what.denied.get(event.position)
    return f"denied by @{denial}" if denial else None


def _nothing_withdrawn(step: Folded) -> tuple[str, ...]:
    assert isinstance(step.event.body, Report)  # only reports have steps  # noqa: S101
    fields = {"window": step.before.window, "place": step.before.places, "host": step.before.host}
    return tuple(field for field in step.event.body.claims.withdrawn if not fields[field])


def _difference(history: Story, recorded: list[Event], event: Event, cut: Cut) -> tuple[Change, ...]:
    """Return the state with an event against the state without it, for an event that counts and is not a report."""
    if isinstance(event.body, Report | Unsound) or event.position in history.counted.retracted:
        return ()
    others = [other for other in recorded if other is not event]
    without = fold(others, history.meeting.meeting, cut)
    if isinstance(event.body, Merged) and not without.reports:  # a rename changes only the name
        without = fold(others, event.meeting, cut)
    return changes(without, history.meeting)
