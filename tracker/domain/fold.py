"""The fold: the events of a meeting in, its state out. No clock, no I/O, no SQL."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.clocks import NOW, Cut
from tracker.domain.events import Event, Linked
from tracker.domain.evolve import evolved
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import Report
from tracker.domain.selection import Counted, counted, order, resolve
from tracker.domain.vocabulary import INVERSE


class Folded(Struct, frozen=True, kw_only=True):
    """A step of the fold: the report, the meeting before and after it, and why its stage was kept out, if it was."""

    event: Event
    before: Meeting
    after: Meeting
    kept: str | None


class Story(Struct, frozen=True, kw_only=True):
    """A whole fold: what counted, every step, and the meeting that came out."""

    meeting: Meeting
    steps: tuple[Folded, ...]
    counted: Counted


def fold(events: Iterable[Event], name: str, cut: Cut = NOW) -> Meeting:
    """Return the meeting that bears `name` as its events give it at `cut`. `counted` says which events it needs."""
    what = counted(events, name, cut)
    meeting = Meeting(meeting=what.root)
    for event in what.reports:
        meeting, _ = _step(meeting, event, what)
    return _joined(meeting, what)


def story(events: Iterable[Event], name: str, cut: Cut = NOW) -> Story:
    """Fold as `fold` does, and keep every step."""
    what = counted(events, name, cut)
    meeting = Meeting(meeting=what.root)
    steps = []
    for event in what.reports:
        after, kept = _step(meeting, event, what)
        steps.append(Folded(event=event, before=meeting, after=after, kept=kept))
        meeting = after
    return Story(meeting=_joined(meeting, what), steps=tuple(steps), counted=what)


def _step(meeting: Meeting, event: Event, what: Counted) -> tuple[Meeting, str | None]:
    assert isinstance(event.body, Report)  # `counted` gives nothing else  # noqa: S101
    return evolved(meeting, event.position, event.body, denies=what.contested.get(event.position))


def standing_before(events: Iterable[Event], name: str, report: Report, position: int) -> Meeting:
    """Return the meeting as it stood before the place of `report`, which is to stand at `position`."""
    place = (report.published.key, position)
    result = story(events, name)
    before = [step for step in result.steps if order(step.event) < place]
    return before[-1].after if before else Meeting(meeting=result.meeting.meeting)


def _joined(meeting: Meeting, what: Counted) -> Meeting:
    """Add what other meetings give to this one: its aliases, and both ends of every link."""
    if not what.into and not what.links:
        return replace(meeting, last_position=what.last, unsound=tuple(sorted(what.unsound)))
    root, into = what.root, what.into
    aliases = {name: position for name, (_, position) in into.items() if resolve(name, into) == root}
    links = _links(root, what.links, into)
    behind = {}
    if aliases:
        behind["aliases"] = max(aliases.values())
    if links:
        behind["links"] = max(links.values())
    return replace(
        meeting,
        aliases=tuple(sorted(aliases)),
        links=tuple(links),
        why={**meeting.why, **behind},
        last_position=what.last,
        unsound=tuple(sorted(what.unsound)),
    )


def _links(root: str, events: Iterable[Event], into: Mapping[str, tuple[str, int]]) -> dict[Link, int]:
    """Return the links of `root` with the position of each. One that would point to itself vanishes."""
    links: dict[Link, int] = {}
    for event in events:
        if isinstance(event.body, Linked):
            here, there = resolve(event.meeting, into), resolve(event.body.other, into)
            if here == root != there:
                links.setdefault(Link(relation=event.body.relation, meeting=there), event.position)
            elif there == root != here:
                links.setdefault(Link(relation=INVERSE[event.body.relation], meeting=here), event.position)
    return links
