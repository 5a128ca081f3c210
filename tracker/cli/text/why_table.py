"""The fields of a status, each with the report that set it, as a table."""

from collections.abc import Sequence
from typing import Final

from tracker.cli.terminal import STATUS_COLORS, in_one_line
from tracker.cli.text.columns import Cell, Styled, columns
from tracker.cli.text.field_values import event_source_text, field_text, published_text
from tracker.domain.events import Event
from tracker.domain.report import Report
from tracker.domain.vocabulary import plain
from tracker.ledger.auditing import Blame

_HEADERS: Final[tuple[str, ...]] = ("", "PUBLISHED", "SOURCE", "SAYS WHO", "FIELD", "VALUE")
_ALL_BUT_THE_POSITION: Final[tuple[int, ...]] = (1, 2, 3, 4, 5)


def why_table(blames: Sequence[Blame], limit: int | None, *, color: bool, words: bool) -> list[str]:
    """Return a row for each field: the report that set it, the field, its value, and with `words` those behind it."""
    rows, headers, shrink = list(map(_row, blames)), _HEADERS, _ALL_BUT_THE_POSITION
    if words:
        rows = [[*row, _words(blame)] for row, blame in zip(rows, blames, strict=True)]
        headers, shrink = (*headers, "WORDS"), (*shrink, len(headers))
    return columns(rows, headers=headers, limit=limit, shrink=shrink, color=color)


def _row(blame: Blame) -> list[Cell]:
    event = blame.event
    return [
        f"@{event.position}",
        published_text(event.published),
        event_source_text(event),
        _says_who(event),
        plain(blame.field),
        _value(blame.field, blame.value),
    ]


def _words(blame: Blame) -> str:
    return f'"{in_one_line(blame.words.text)}"' if blame.words else ""


def _says_who(event: Event) -> str:
    """Return the class of a report's attribution; for any other event, its type."""
    return event.body.attribution.class_ if isinstance(event.body, Report) else plain(event.type)


def _value(field: str, value: object) -> Styled:
    color = STATUS_COLORS.get(value) if field == "status" and isinstance(value, str) else None
    return Styled(field_text(field, value), color)
