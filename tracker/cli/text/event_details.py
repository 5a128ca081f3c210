"""One event in full, as text: every field as a user types it, with the words of the article behind it."""

from collections.abc import Iterator
from typing import Final

from tracker.cli.terminal import in_one_line
from tracker.cli.text.columns import Cell, columns
from tracker.cli.text.history_entries import effect_lines, title_line
from tracker.domain.events import Corrected, Event, Linked, Merged, Retracted, Unsound
from tracker.domain.history import Entry
from tracker.domain.report import Json, Report, report_json
from tracker.domain.vocabulary import plain
from tracker.ledger.report_fields import REPORT_FIELDS

_INDENT: Final = " " * 4
_VALUE: Final = 1
_WORDS: Final = 2
_CLEARED: Final = "cleared"


def event_lines(entry: Entry, limit: int | None, *, color: bool) -> Iterator[str]:
    """Return the event with all its fields, then its changes, and whether it still counts."""
    yield title_line(entry.event, color=color)
    row_limit = None if limit is None else limit - len(_INDENT)
    rows = [*_body_rows(entry.event), *_recording_rows(entry.event)]
    lines = columns(rows, limit=row_limit, shrink=(_VALUE, _WORDS), color=color)
    yield from (f"{_INDENT}{line}".rstrip() for line in lines)
    yield from effect_lines(entry, limit)


def _body_rows(event: Event) -> Iterator[list[Cell]]:
    match event.body:
        case Report() as report:
            yield from _report_rows(report)
        case Corrected(target=target, fault=fault, because=because, fields=fields):
            yield from _mending_rows(event, target, fault, because)
            yield from _corrected_rows(fields)
        case Retracted(target=target, fault=fault, because=because):
            yield from _mending_rows(event, target, fault, because)
        case Linked(relation=relation, other=other):
            yield [plain(relation), other, ""]
        case Merged(into=into):
            yield ["into", into, ""]
        case Unsound(reason=reason):
            yield ["unsound", reason, ""]


def _report_rows(report: Report) -> Iterator[list[Cell]]:
    fields = report_json(report)
    evidence = dict(report.evidence or {})
    for option in REPORT_FIELDS:
        label = plain(option.parameter)
        for text in option.texts(fields):
            words = evidence.pop(option.draft_field, None)  # next to the first value of the field
            yield [label, text, f'"{in_one_line(words.text)}"' if words else ""]
            label = ""
    if report.article:
        yield ["article", f"{report.article.characters} characters, SHA-256 {report.article.sha256}", ""]
    if report.batch is not None:
        yield ["batch", f"recorded with others from @{report.batch} on", ""]


def _mending_rows(event: Event, target: int, fault: str, because: str) -> Iterator[list[Cell]]:
    yield ["about", f"@{target}", ""]
    yield ["because", because, ""]
    yield ["fault", fault, ""]
    if event.published:
        yield ["holds since", event.published.text, ""]


def _corrected_rows(fields: Json) -> Iterator[list[Cell]]:
    """Return the fields of a correction; a link has a relation and a meeting."""
    for option in REPORT_FIELDS:
        label = plain(option.parameter)
        texts = option.texts(fields)
        if not texts and option.is_set(fields):
            texts = (_CLEARED,)
        for text in texts:
            yield [label, text, ""]
            label = ""
    for name in ("relation", "meeting"):
        if name in fields:
            yield [name, plain(str(fields[name])), ""]


def _recording_rows(event: Event) -> Iterator[list[Cell]]:
    yield ["recorded", f"{event.recorded_at} by {event.recorded_by}", ""]
    yield ["hash", event.hash, ""]
