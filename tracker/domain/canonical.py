"""Canonical JSON: the same content always gives the same bytes."""

from typing import Any, Final

from msgspec.json import Encoder

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
