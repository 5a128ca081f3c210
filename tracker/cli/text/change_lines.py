"""What an event changed, as text."""

from collections.abc import Sequence
from typing import Final

from tracker.cli.text.field_values import field_text
from tracker.domain.changes import Change
from tracker.domain.vocabulary import plain

# Fields that need no line of their own if the other field has changed too.
_IMPLIED_BY: Final = {"since": "status", "attributed_to": "attribution"}
_LISTS: Final = ("participants", "links", "previous_windows", "aliases")


def change_lines(effect: Sequence[Change]) -> list[tuple[str, str]]:
    """Return each change as the field and its old and new value."""
    return [(plain(change.field), change_text(change)) for change in without_implied(effect)]


def without_implied(effect: Sequence[Change]) -> list[Change]:
    """Leave out changes that another change implies."""
    changed = {change.field for change in effect}
    return [change for change in effect if _IMPLIED_BY.get(change.field) not in changed]


def change_text(change: Change) -> str:
    """Return the old and the new value of a field, or what a list gained and lost; for an empty field the new value."""
    if change.field in _LISTS and change.old and change.new:
        return _gained_and_lost(change)
    new = field_text(change.field, change.new)
    return f"{field_text(change.field, change.old)} → {new}" if change.old else new


def _gained_and_lost(change: Change) -> str:
    gained = tuple(item for item in change.new if item not in change.old)
    lost = tuple(item for item in change.old if item not in change.new)
    parts = [("+", gained), ("-", lost)]
    return "  ".join(f"{sign} {field_text(change.field, items)}" for sign, items in parts if items)
