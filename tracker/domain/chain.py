"""The hash chain: each row of the log is bound to all that came before it."""

import hashlib
from typing import Final, NamedTuple

from tracker.domain.canonical import canonical_bytes

GENESIS: Final = "0" * 64


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


def row_hash(previous: str, row: Row) -> str:
    """Return SHA-256, in hex, over the previous hash and every column of `row` but its hash.

    The columns are one canonical JSON array, in the order of the table; the payload is its exact stored text.
    """
    return hashlib.sha256(previous.encode() + canonical_bytes(row[:-1])).hexdigest()


def sealed(previous: str, row: Row) -> Row:
    """Return `row` with its hash."""
    return row._replace(hash=row_hash(previous, row))
