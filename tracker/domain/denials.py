"""Rule 8 for denials with a target: which reports they strike, and what the others stand against."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from tracker.domain.events import Event
from tracker.domain.report import Report
from tracker.domain.stages import of_another_side
from tracker.domain.vocabulary import ON, WAY

# What a target says of the way that the plan stands. `noted` says nothing of it.
_SAYS: Final = {**WAY, "rescheduled": ON}
# A report of one of these is struck without the earlier ones of its origin.
_STRUCK_ALONE: Final = frozenset({"noted", "denied"})

# A denial and its target.
_Pair = tuple[Event, Event]


class Denials(Struct, frozen=True, kw_only=True):
    """What the denials with a target do.

    `struck` holds the position of each report that stops counting, with that of the denial that strikes it.
    `standing` holds the position of each denial that strikes nothing, with the way that it stands against: the one that
    its target says.
    """

    struck: dict[int, int] = field(default_factory=dict)
    standing: dict[int, str] = field(default_factory=dict)


def denials(reports: Sequence[Event]) -> Denials:
    """Return what the denials among the reports do. `reports` are in the order of rule 2."""
    aimed = [event for event in reports if event.target is not None and event.type == "denied"]
    if not aimed:
        return Denials()
    by_position = {event.position: event for event in reports}
    pairs = [(event, by_position[event.target]) for event in aimed if event.target in by_position]
    struck = _struck(pairs, reports)
    return Denials(struck=struck, standing=_standing(pairs, struck))


def _struck(pairs: Iterable[_Pair], reports: Sequence[Event]) -> dict[int, int]:
    """Return the positions of the reports that are struck. A denial that is struck itself strikes nothing."""
    struck: dict[int, int] = {}
    # A denial is recorded after its target, so from the last position back each is reached after those that strike it.
    for denial, target in sorted(pairs, key=lambda pair: pair[0].position, reverse=True):
        if denial.position not in struck and _strikes(denial, target):
            for report in (target, *_earlier(denial, target, reports)):
                struck.setdefault(report.position, denial.position)
    return struck


def _standing(pairs: Iterable[_Pair], struck: Mapping[int, int]) -> dict[int, str]:
    """Return the denials that strike nothing, while they and their targets count."""
    return {
        denial.position: _SAYS[target.type]
        for denial, target in pairs
        if target.type in _SAYS and denial.position not in struck and target.position not in struck
    }


def _strikes(denial: Event, event: Event) -> bool:
    """Whether a denial is at least as strong as a report, and not of another side."""
    mine, other = _report(denial).attribution, _report(event).attribution
    return mine.strength >= other.strength and not of_another_side(mine.side, other.side)


def _earlier(denial: Event, target: Event, reports: Sequence[Event]) -> Iterator[Event]:
    """Return the reports before the denial that say what its target says, and that it could strike likewise."""
    if target.type in _STRUCK_ALONE:
        return
    for report in reports:
        if report is denial:
            return
        if _is_same_statement(report, target) and _strikes(denial, report):
            yield report


def _is_same_statement(event: Event, other: Event) -> bool:
    """Whether two reports assert the same stage on the word of the same origin."""
    return event.type == other.type and _report(event).origin == _report(other).origin


def _report(event: Event) -> Report:
    assert isinstance(event.body, Report)  # only reports are denied, by reports  # noqa: S101
    return event.body
