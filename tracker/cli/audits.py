"""Histories, reasons and differences as text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tracker.cli.columns import Cell, Styled, columns, wrap
from tracker.cli.terminal import STATUS_COLORS, safe
from tracker.cli.wording import attribution, became, change_lines, published, source_of, worded, worth_telling
from tracker.domain.events import Corrected, Event, Linked, Merged, Retracted
from tracker.domain.history import Entry
from tracker.domain.report import Report
from tracker.domain.vocabulary import plain
from tracker.ledger.auditing import Blame, Difference

_INDENT = " " * 4


def history_lines(entries: Iterable[Entry], width: int | None, *, color: bool) -> Iterator[str]:
    """Return a block for each event: what it says, who says so, what it changed, and what became of it."""
    for number, entry in enumerate(entries):
        event = entry.event
        if number:
            yield ""
        what = Styled(plain(event.type), STATUS_COLORS.get(event.type)).painted(color=color)
        yield f"@{event.position}  {safe(event.meeting)}  {what}"
        for line in (*_details(event), *_without_effect(entry)):
            yield from wrap(safe(line), width, _INDENT + "  ", first=_INDENT)
        for field, change in change_lines(entry.effect):
            yield from wrap(safe(f"{field}: {change}"), width, _INDENT + "    ", first=f"{_INDENT}* ")
        for line in _fate(entry):
            yield f"{_INDENT}{line}"


def why_table(blames: Sequence[Blame], width: int | None, *, color: bool) -> list[str]:
    """Return a row for each field: what it is, and the report that set it."""
    rows: list[list[Cell]] = [
        [
            f"@{blame.event.position}",
            published(blame.event.published),
            source_of(blame.event),
            _class(blame.event),
            plain(blame.field),
            _value(blame.field, blame.value),
        ]
        for blame in blames
    ]
    headers = ("", "PUBLISHED", "SOURCE", "SAYS WHO", "FIELD", "VALUE")
    return columns(rows, headers=headers, limit=width, shrink=(2, 5), color=color)


def diff_lines(differences: Sequence[Difference], width: int | None) -> Iterator[str]:
    """Return each meeting that differs with what changed, and the event behind that."""
    limit = None if width is None else width - len(_INDENT)
    for number, (meeting, changed) in enumerate(groupby(differences, key=lambda one: one.meeting)):
        if number:
            yield ""
        yield safe(meeting)
        found = list(changed)
        told = worth_telling([one.change for one in found])
        rows = [
            [
                plain(one.change.field),
                became(one.change),
                f"@{one.event.position} {source_of(one.event)}" if one.event else "",
            ]
            for one in found
            if one.change in told
        ]
        yield from (f"{_INDENT}{line}" for line in columns(rows, limit=limit, shrink=(1, 2)))


def _value(field: str, value: object) -> Styled:
    color = STATUS_COLORS.get(value) if field == "status" and isinstance(value, str) else None
    return Styled(worded(field, value), color)


def _class(event: Event) -> str:
    return event.body.attribution.class_ if isinstance(event.body, Report) else plain(event.type)


def _details(event: Event) -> Iterator[str]:
    match event.body:
        case Report() as report:
            yield f"{published(event.published)}  {source_of(event)}  {attribution(report.attribution)}"
            if report.source.headline:
                yield report.source.headline
            if report.quote:
                yield f'"{report.quote}"'
            if report.target is not None:
                yield f"denies @{report.target}"
        case Corrected() as correction:
            since = f" from {published(event.published)}" if event.published else ""
            yield f"@{correction.target}, {correction.fault}'s mistake{since}: {correction.because}"
        case Retracted() as retraction:
            since = f" from {published(event.published)}" if event.published else ""
            yield f"@{retraction.target}, {retraction.fault}'s mistake{since}: {retraction.because}"
        case Linked() as link:
            yield f"{plain(link.relation)} {link.other}"
        case Merged() as merge:
            yield f"into {merge.into}"
    yield f"recorded {event.recorded_at[:16].replace('T', ' ')} UTC by {event.recorded_by}"


def _without_effect(entry: Entry) -> Iterator[str]:
    """Return what a report claims beyond what it changed: it was said, and somebody may ask for it."""
    if not isinstance(entry.event.body, Report):
        return
    claims, changed = entry.event.body.claims, {change.field for change in entry.effect}
    for name in ("kind", "title", "window", "host", "place", "participants", "reason", "by"):
        field = "places" if name == "place" else name
        if field not in changed and (value := getattr(claims, name)):
            yield f"says {name}: {worded(field, value)}"


def _fate(entry: Entry) -> Iterator[str]:
    if entry.kept:
        yield f"its stage was kept out: {entry.kept}"
    if entry.corrected_by:
        yield f"corrected by {', '.join(f'@{position}' for position in entry.corrected_by)}"
    if entry.retracted_by is not None:
        yield f"retracted by @{entry.retracted_by}"
