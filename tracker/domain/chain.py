"""The hash chain: the hash of each row covers the row and the hash before it."""

import hashlib
from typing import Final

from tracker.domain.canonical import canonical_bytes, canonical_json
from tracker.domain.row import Row

GENESIS: Final = "0" * 64


def row_hash(previous: str, row: Row) -> str:
    """Return SHA-256, in hex, over the previous hash and every column of `row` but its hash.

    The columns are hashed as one canonical JSON array in the order of the table. The payload is its exact stored text.
    """
    columns = row[:-1]
    return hashlib.sha256(previous.encode() + canonical_bytes(columns)).hexdigest()


def around(row: Row) -> tuple[str, str]:
    """Return the JSON of the columns between position and `recorded_at`, and of those after it, without brackets.

    A server that assigns position and time itself hashes `previous[position,BEFORE,"recorded_at",AFTER]`.
    """
    before = (row.meeting, row.version, row.type, row.published)
    after = (row.recorded_by, row.payload, row.fingerprint)
    return canonical_json(before)[1:-1], canonical_json(after)[1:-1]


def sealed(previous: str, row: Row) -> Row:
    """Return `row` with its hash, given the hash of the row before it."""
    return row._replace(hash=row_hash(previous, row))
