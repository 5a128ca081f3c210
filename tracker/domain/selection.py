"""Rules 1 and 2: which events count at a cut of the two clocks, as what, and in which order."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Final

from msgspec import Struct

from tracker.domain.clocks import NOW, Cut
from tracker.domain.denials import denials
from tracker.domain.errors import TrackerError
from tracker.domain.events import Corrected, Event, Linked, Merged, Retracted, Unsound, apply_correction
from tracker.domain.report import Report

_POSITION: Final = attrgetter("position")
_MOMENT: Final = attrgetter("published.key")


class Counted(Struct, frozen=True, kw_only=True):
    """The events that count, with every correction applied, and which event struck each of the others.

    `root` is the meeting that the name stands for, `into` each merged name with what it was merged into and the
    position that says so. `own` are all reports of the root that were not retracted, `reports` those that count, both
    in the order of rule 2; `links` and `merges` are all that were given and count, by position. `heard` are the
    positions that the cut lets see; `last` is the last that concerns the root.
    `unsound` are the root's events that no command could have written and that were not retracted: position and why.
    `retracted`, `denied` and `corrections` are keyed by the position that was struck or corrected. `contested` holds
    the denials with a target that strike nothing, with the way that they stand against.
    """

    root: str
    into: Mapping[str, tuple[str, int]]
    reports: tuple[Event, ...]
    own: tuple[Event, ...]
    links: tuple[Event, ...]
    merges: tuple[Event, ...]
    heard: frozenset[int]
    last: int
    unsound: Mapping[int, str]
    retracted: Mapping[int, int]
    denied: Mapping[int, int]
    corrections: Mapping[int, tuple[int, ...]]
    contested: Mapping[int, str]


def order(event: Event) -> tuple[str, int]:
    """Rule 2: by the time line on which a bare day stands at 12:00 UTC; then by position."""
    assert event.published is not None  # only reports are ordered  # noqa: S101
    return event.published.key, event.position


def counted(events: Iterable[Event], name: str, cut: Cut = NOW) -> Counted:
    """Return what counts for the meeting that bears `name`.

    `events` is everything ever recorded under any name that a merge ever joined with `name`, and the links and
    merges of the meetings at the other end of its links; what does not belong is left out here.
    """
    recorded = sorted(events, key=_POSITION)
    if cut.known_at is not None:
        recorded = [event for event in recorded if event.position <= cut.known_at]
    if all(isinstance(event.body, Report) and event.meeting == name for event in recorded):
        return _untouched(recorded, name, cut)
    return _touched(recorded, name, cut)


def _untouched(recorded: list[Event], name: str, cut: Cut) -> Counted:
    """Count reports that nobody ever corrected, retracted, linked or merged: the usual meeting, in less time."""
    own = sorted(recorded, key=_MOMENT)  # by position already
    reports = own if cut.as_of is None else [event for event in own if holds_at(event, cut)]
    effect = denials(reports)
    return Counted(
        root=name,
        into={},
        reports=_not_struck(reports, effect.struck),
        own=tuple(own),
        links=(),
        merges=(),
        heard=frozenset([event.position for event in reports]),
        last=recorded[-1].position if recorded else 0,
        unsound={},
        retracted={},
        denied=effect.struck,
        corrections={},
        contested=effect.standing,
    )


def _touched(recorded: list[Event], name: str, cut: Cut) -> Counted:
    retracted = retractions(recorded, cut)
    by_position, corrections, impossible = _corrected(recorded, retracted, cut)
    live = [event for position, event in by_position.items() if position not in retracted]
    merges = tuple(event for event in live if isinstance(event.body, Merged))
    into = _names_merged(merges)
    root = resolve(name, into)
    own = sorted(_reports_of(root, live, into), key=order)
    reports = [event for event in own if holds_at(event, cut)]
    effect = denials(reports)
    return Counted(
        root=root,
        into=into,
        reports=_not_struck(reports, effect.struck),
        own=tuple(own),
        links=tuple(event for event in live if isinstance(event.body, Linked)),
        merges=merges,
        heard=_heard(by_position, cut),
        last=_last(recorded, by_position, root, into),
        unsound=_unsound([event for event in live if resolve(event.meeting, into) == root], impossible),
        retracted=retracted,
        denied=effect.struck,
        corrections=corrections,
        contested=effect.standing,
    )


def _names_merged(merges: Iterable[Event]) -> dict[str, tuple[str, int]]:
    """Return each merged name, with the name it was merged into and the position of that event."""
    return {event.meeting: (event.body.into, event.position) for event in merges if isinstance(event.body, Merged)}


def _reports_of(root: str, events: Iterable[Event], into: Mapping[str, tuple[str, int]]) -> list[Event]:
    """Return the reports under any name that stands for the meeting."""
    reports = [event for event in events if isinstance(event.body, Report)]
    return [event for event in reports if resolve(event.meeting, into) == root]


def _not_struck(reports: list[Event], struck: Mapping[int, int]) -> tuple[Event, ...]:
    return tuple([event for event in reports if event.position not in struck] if struck else reports)


def resolve(name: str, into: Mapping[str, tuple[str, int]]) -> str:
    """Follow the merges from `name` to the meeting that folds it. `decide` refuses a circle, and none is followed."""
    for _ in into:
        if name not in into:
            break
        name = into[name][0]
    return name


def _heard(by_position: Mapping[int, Event], cut: Cut) -> frozenset[int]:
    """Return the positions that the cut lets see; what is corrected or retracted must be seen itself."""
    heard: set[int] = set()
    for position, event in by_position.items():
        about = event.target if isinstance(event.body, Corrected | Retracted) else None
        if holds_at(event, cut) and (about is None or about in heard):
            heard.add(position)
    return frozenset(heard)


def _unsound(own: Iterable[Event], impossible: Mapping[int, str]) -> dict[int, str]:
    """Return the events that no command could have written: unsound rows, and corrections that cannot be applied."""
    rows = {event.position: event.body.reason for event in own if isinstance(event.body, Unsound)}
    return rows | {event.position: impossible[event.position] for event in own if event.position in impossible}


def _last(
    recorded: list[Event], by_position: Mapping[int, Event], root: str, into: Mapping[str, tuple[str, int]]
) -> int:
    """Return the last position that concerns `root`: under one of its names, linked to it, or about such an event."""
    concerned: set[int] = set()
    for event in recorded:
        if isinstance(event.body, Unsound):
            continue
        names = {event.meeting}
        for body in (event.body, by_position[event.position].body):
            if isinstance(body, Linked):
                names.add(body.other)
            elif isinstance(body, Merged):
                names.add(body.into)
        if event.target in concerned or root in {resolve(name, into) for name in names}:
            concerned.add(event.position)
    return max(concerned, default=0)


def holds_at(event: Event, cut: Cut) -> bool:
    """Whether the event holds at the cut of the press clock: a report by its day, what the desk put right always."""
    return cut.as_of is None or event.published is None or cut.as_of.includes(event.published)


def retractions(recorded: list[Event], cut: Cut = NOW) -> dict[int, int]:
    """Return which position is retracted by which. `recorded` is in order of position.

    They are judged from the last position back, because a retraction may retract another.
    """
    retracted: dict[int, int] = {}
    for event in reversed(recorded):
        if isinstance(event.body, Retracted) and event.position not in retracted and holds_at(event, cut):
            retracted.setdefault(event.body.target, event.position)
    return retracted


def _corrected(
    recorded: list[Event], retracted: Mapping[int, int], cut: Cut
) -> tuple[dict[int, Event], dict[int, tuple[int, ...]], dict[int, str]]:
    """Apply the corrections that count, in order of position.

    Return every event by position, the corrections of each, and those corrections that no command could have written,
    because the event that they correct cannot take them, each with the reason. These are not applied.
    """
    by_position = {event.position: event for event in recorded}
    corrections: dict[int, tuple[int, ...]] = {}
    impossible: dict[int, str] = {}
    for event in recorded:
        match event.body:
            case Corrected(target=target, fields=fields) if (
                event.position not in retracted and target in by_position and holds_at(event, cut)
            ):
                try:
                    by_position[target] = apply_correction(by_position[target], fields)
                except TrackerError as error:
                    impossible[event.position] = f"@{event.position} cannot correct @{target}: {error}"
                    continue
                corrections[target] = (*corrections.get(target, ()), event.position)
            case _:
                pass
    return by_position, corrections, impossible
