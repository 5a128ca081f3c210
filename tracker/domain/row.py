"""A row of the log, as it is stored and exported."""

from typing import Final, NamedTuple


class Row(NamedTuple):
    """One row of the log, column by column, as it is stored and exported."""

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
