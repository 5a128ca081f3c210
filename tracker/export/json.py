"""JSON: one document, or one object a line."""

import json
from typing import Any

from tracker.export.safe_text import hidden


def document(value: Any, *, ascii_only: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Return a whole document, indented for people."""
    return inert(json.dumps(value, ensure_ascii=ascii_only, indent=2))


def line(value: Any, *, ascii_only: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Return one object on one line."""
    return inert(json.dumps(value, ensure_ascii=ascii_only, separators=(", ", ": ")))


def inert(text: str) -> str:
    r"""Return JSON text of the same value in which hidden characters are escapes of JSON: `\u202e`."""
    return hidden(keep="\n").sub(lambda match: json.dumps(match[0])[1:-1], text)
