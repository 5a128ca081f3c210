"""JSON: one document, or one object a line."""

import json
from typing import Any


def document(value: Any, *, ascii_only: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Return a whole document, indented for people."""
    return json.dumps(value, ensure_ascii=ascii_only, indent=2)


def line(value: Any, *, ascii_only: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Return one object on one line."""
    return json.dumps(value, ensure_ascii=ascii_only, separators=(", ", ": "))
