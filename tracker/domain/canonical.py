"""Canonical JSON: the same content always gives the same bytes. And the digest of bytes."""

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from msgspec.json import Encoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import _Hash

# Empty fields are left out of stored payloads by the structs themselves, with `omit_defaults`.
_ENCODER: Final = Encoder(order="sorted")


def canonical_json(value: Any) -> str:  # noqa: ANN401 - any JSON value, or a struct of them
    """Return `value` as JSON with sorted keys, without blanks, with no escapes but those that JSON requires.

    Numbers are integers: the ledger has no others. Raise UnicodeEncodeError for a lone surrogate.
    """
    return canonical_bytes(value).decode()


def canonical_bytes(value: Any) -> bytes:  # noqa: ANN401 - as above
    """Return the canonical JSON of `value` in UTF-8, as it is hashed."""
    return _ENCODER.encode(value)


def sha256_hex(content: bytes) -> str:
    """Return the SHA-256 of some bytes as hex."""
    return _sha256()(content).hexdigest()


@cache
def _sha256() -> "Callable[[bytes], _Hash]":
    """Return the hash function. A question does not need hashlib, which takes 3 ms; an import statement 1 µs a call."""
    from hashlib import sha256  # noqa: PLC0415 - see above

    return sha256
