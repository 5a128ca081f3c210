"""JSON: one document, or one object a line."""

import json
import re
from typing import Any

# What steers a terminal, or hides in it, though JSON would let it stand: DEL and C1, line separators, bidirectional
# marks and overrides, tag characters.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def document(value: Any, *, ascii_only: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Return a whole document, indented for people."""
    return inert(json.dumps(value, ensure_ascii=ascii_only, indent=2))


def line(value: Any, *, ascii_only: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Return one object on one line."""
    return inert(json.dumps(value, ensure_ascii=ascii_only, separators=(", ", ": ")))


def inert(text: str) -> str:
    """Return JSON text that says the same and steers no terminal."""
    return _STEERING.sub(lambda found: json.dumps(found[0])[1:-1], text)
