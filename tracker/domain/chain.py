"""The hash chain: the hash of each row covers the row and the hash before it."""

from typing import Final

from tracker.domain.canonical import canonical_bytes, sha256_hex
from tracker.domain.row import Row

GENESIS: Final = "0" * 64
# Stands for the row before the first, which has the position 0 and the hash GENESIS.
BEFORE_FIRST: Final = Row(0, "", 0, "", None, "", "", "", None, GENESIS)


def row_hash(previous: str, row: Row) -> str:
    """Return SHA-256, in hex, over the previous hash and every column of `row` but its hash.

    The columns are hashed as one canonical JSON array in the order of the table. The payload is its exact stored text.
    """
    return sha256_hex(previous.encode() + canonical_bytes(row[:-1]))


def sealed(previous: str, row: Row) -> Row:
    """Return `row` with its hash, given the hash of the row before it."""
    return Row(*row[:-1], row_hash(previous, row))
