"""One way to write JSON, so that the same content always gives the same bytes."""

from typing import Any, Final

from msgspec.json import Encoder

# In the stored payloads an empty field is left out: structs say so themselves, with `omit_defaults`.
_ENCODER: Final = Encoder(order="sorted")


def canonical_json(value: Any) -> str:  # noqa: ANN401 - any JSON value, or a struct of them
    """Return `value` as JSON with sorted keys, no blanks and no escapes but those that JSON requires.

    Numbers are whole: the ledger has no others. Raises UnicodeEncodeError for a lone surrogate.
    """
    return _ENCODER.encode(value).decode()


def canonical_bytes(value: Any) -> bytes:  # noqa: ANN401 - as above
    """Return the same as UTF-8, to be hashed."""
    return _ENCODER.encode(value)
