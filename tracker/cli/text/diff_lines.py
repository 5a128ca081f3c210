"""What changed between two moments, as text."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from tracker.cli.terminal import safe
from tracker.cli.text.change_lines import change_text, without_implied
from tracker.cli.text.columns import Cell, columns, wrap
from tracker.cli.text.field_values import event_source_text
from tracker.domain.vocabulary import plain
from tracker.ledger.auditing import Difference

_INDENT: Final = " " * 4
_CHANGE: Final = 1
_EVENT: Final = 2


def diff_lines(differences: Sequence[Difference], limit: int | None) -> Iterator[str]:
    """Return each meeting that differs, with its changes and the event behind each."""
    row_limit = None if limit is None else limit - len(_INDENT)
    for number, (meeting, group) in enumerate(groupby(differences, key=lambda difference: difference.meeting)):
        if number:
            yield ""
        yield from wrap(safe(meeting), limit)
        lines = columns(_rows(list(group)), limit=row_limit, shrink=(_CHANGE, _EVENT))
        yield from (f"{_INDENT}{line}" for line in lines)


def _rows(differences: Sequence[Difference]) -> list[list[Cell]]:
    shown = without_implied([difference.change for difference in differences])
    return [_row(difference) for difference in differences if difference.change in shown]


def _row(difference: Difference) -> list[Cell]:
    change, event = difference.change, difference.event
    event_text = f"@{event.position} {event_source_text(event)}" if event else ""
    return [plain(change.field), change_text(change), event_text]
