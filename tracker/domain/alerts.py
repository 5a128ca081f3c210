"""Which changes of a meeting matter enough to send somebody a message, by kind."""

from collections.abc import Iterable
from typing import Final

from tracker.domain.changes import Change

OVERDUE: Final = "overdue"
KINDS: Final = ("status", "date", "place", "dispute", "doubt", OVERDUE)

_KIND_OF_FIELD: Final = {"status": "status", "window": "date", "host": "place", "places": "place"}
_KIND_OF_FLAG: Final = {
    "disputed": "dispute",
    "unofficial": "status",
    "in_doubt": "doubt",
    "date_unofficial": "date",
    "parent_off": "doubt",
}


def kinds_of(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the kinds of some changes of one meeting, in the order of KINDS; none if nothing that matters changed.

    That a plan became overdue is left out: it does so by itself, and not by an event.
    """
    kinds = set()
    for change in changes:
        kinds.add(_KIND_OF_FIELD.get(change.field))
        if change.field == "flags":
            kinds |= {_KIND_OF_FLAG.get(flag) for flag in {*change.old} ^ {*change.new}}
    return tuple(kind for kind in KINDS if kind in kinds)
