"""The row of an event, as the log stores and exports it."""

from typing import Final, NamedTuple


class Row(NamedTuple):
    """One row of the log, in the order of its columns. `payload` is the stored JSON text."""

    position: int
    meeting: str
    version: int
    type: str
    published: str | None
    recorded_at: str
    recorded_by: str
    payload: str
    fingerprint: str | None
    hash: str


COLUMNS: Final = Row._fields
_CELL_TYPES: Final = {int, str, type(None)}


def has_plain_cells(row: Row) -> bool:
    """Whether every cell holds text, a whole number or null. In SQLite a hand can write anything into any cell."""
    return _CELL_TYPES.issuperset(map(type, row))
