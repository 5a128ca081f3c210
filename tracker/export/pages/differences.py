"""What changed between two moments, field by field, each with the event that changed it."""

from collections.abc import Iterable

from tracker.export.board.changes_section import change_markup, event_source
from tracker.export.board.view_model import Shift
from tracker.export.html import Markup, element


def differences_list(shifts: Iterable[Shift]) -> Markup:
    """Return a line for each field that changed."""
    return element("ul", *map(_line, shifts), class_="changes")


def _line(shift: Shift) -> Markup:
    source = element("cite", event_source(shift.event)) if shift.event else None
    return element("li", change_markup(shift.change), source)
