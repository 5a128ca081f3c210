"""The entries of a history as text."""

from collections.abc import Iterable, Iterator
from typing import Final

from tracker.cli.terminal import STATUS_COLORS, safe
from tracker.cli.text.change_lines import change_lines
from tracker.cli.text.columns import Styled, wrap
from tracker.cli.text.field_values import attribution_text, event_source_text, field_text, published_text
from tracker.domain.events import Corrected, Event, Linked, Merged, Retracted
from tracker.domain.history import Entry
from tracker.domain.report import Report
from tracker.domain.vocabulary import plain

_INDENT: Final = " " * 4
# The fields that a report may claim, with the field of the status that each sets.
_CLAIMED: Final = {
    "kind": "kind",
    "title": "title",
    "window": "window",
    "host": "host",
    "place": "places",
    "participants": "participants",
    "reason": "reason",
    "by": "by",
}


def history_lines(entries: Iterable[Entry], limit: int | None, *, color: bool) -> Iterator[str]:
    """Return a block for each event: its claims, its source, its changes, and whether it still counts."""
    for number, entry in enumerate(entries):
        if number:
            yield ""
        yield from _entry_lines(entry, limit, color=color)


def _entry_lines(entry: Entry, limit: int | None, *, color: bool) -> Iterator[str]:
    event = entry.event
    yield title_line(event, color=color)
    for line in (*_details(event), *_recorded(event), *_claims(entry)):
        yield from wrap(safe(line), limit, f"{_INDENT}  ", first=_INDENT)
    yield from effect_lines(entry, limit)


def title_line(event: Event, *, color: bool) -> str:
    """Return the position of an event, its meeting and its type."""
    event_type = Styled(plain(event.type), STATUS_COLORS.get(event.type)).painted(color=color)
    return f"@{event.position}  {safe(event.meeting)}  {event_type}"


def effect_lines(entry: Entry, limit: int | None) -> Iterator[str]:
    """Return what an event changed, and whether it still counts."""
    for field, change in change_lines(entry.effect):
        yield from wrap(safe(f"{field}: {change}"), limit, f"{_INDENT}    ", first=f"{_INDENT}* ")
    for line in _fate(entry):
        yield from wrap(safe(line), limit, f"{_INDENT}  ", first=_INDENT)


def _details(event: Event) -> Iterator[str]:
    match event.body:
        case Report() as report:
            yield from _report_details(event, report)
        case Corrected() | Retracted() as mending:
            since = f" from {published_text(event.published)}" if event.published else ""
            yield f"@{mending.target}, {mending.fault}'s mistake{since}: {mending.because}"
        case Linked() as link:
            yield f"{plain(link.relation)} {link.other}"
        case Merged() as merge:
            yield f"into {merge.into}"


def _report_details(event: Event, report: Report) -> Iterator[str]:
    yield f"{published_text(event.published)}  {event_source_text(event)}  {attribution_text(report.attribution)}"
    if report.source.headline:
        yield report.source.headline
    if report.quote:
        yield f'"{report.quote}"'
    if report.target is not None:
        yield f"denies @{report.target}"


def _recorded(event: Event) -> Iterator[str]:
    minute = event.recorded_at[:16].replace("T", " ")
    yield f"recorded {minute} UTC by {event.recorded_by}"


def _claims(entry: Entry) -> Iterator[str]:
    """Return what a report takes back or doubts, and its claims that changed nothing: somebody may search for them."""
    if not isinstance(entry.event.body, Report):
        return
    claims = entry.event.body.claims
    for name in claims.withdrawn:
        yield f"withdraws the {name}{': none stood' if name in entry.nothing_withdrawn else ''}"
    if claims.in_doubt:
        yield "says that the plan is in doubt"
    changed = {change.field for change in entry.effect}
    for name, field in _CLAIMED.items():
        value = getattr(claims, name)
        if value and field not in changed:
            yield f"says {name}: {field_text(field, value)}"


def _fate(entry: Entry) -> Iterator[str]:
    """Return why the stage had no effect, and which later events correct or retract this one."""
    if entry.kept:
        yield f"its stage was kept out: {entry.kept}"
    if entry.corrected_by:
        yield f"corrected by {', '.join(f'@{position}' for position in entry.corrected_by)}"
    if entry.retracted_by is not None:
        yield f"retracted by @{entry.retracted_by}"
