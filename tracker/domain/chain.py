"""The hash chain: each row of the log is bound to all that came before it."""

import hashlib
from typing import Final

from tracker.domain.canonical import canonical_bytes, canonical_json
from tracker.domain.row import Row

GENESIS: Final = "0" * 64


def row_hash(previous: str, row: Row) -> str:
    """Return SHA-256, in hex, over the previous hash and every column of `row` but its hash.

    The columns are one canonical JSON array, in the order of the table; the payload is its exact stored text.
    """
    return hashlib.sha256(previous.encode() + canonical_bytes(row[:-1])).hexdigest()


def around(row: Row) -> tuple[str, str]:
    """Return what of `row` is hashed before and after `recorded_at`, without its position and the signs between.

    A server that places the row itself hashes `previous[position,BEFORE,"recorded_at",AFTER]`.
    """
    before, after = (row.meeting, row.version, row.type, row.published), (row.recorded_by, row.payload, row.fingerprint)
    return canonical_json(before)[1:-1], canonical_json(after)[1:-1]


def sealed(previous: str, row: Row) -> Row:
    """Return `row` with its hash."""
    return row._replace(hash=row_hash(previous, row))
