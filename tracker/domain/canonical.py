"""One way to write JSON, so that the same content always gives the same bytes."""

import json
from typing import Any

_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def canonical_json(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return `value` as JSON with sorted keys, no blanks and no escapes but those that JSON requires."""
    return _encoder.encode(value)
