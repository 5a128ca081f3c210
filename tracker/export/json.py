"""JSON: one document, or one object a line."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tracker.export.safe_text import hidden


def document(value: Any, *, ascii_only: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Return a whole document, indented for people."""
    return escape_hidden_json(json.dumps(value, ensure_ascii=ascii_only, indent=2))


def document_pieces(values: Iterable[Any], *, ascii_only: bool = False) -> Iterator[str]:
    """Yield a document that is a list, one value after the other."""
    before = "["
    for value in values:
        indented = document(value, ascii_only=ascii_only).replace("\n", "\n  ")
        yield f"{before}\n  {indented}"
        before = ","
    yield "[]" if before == "[" else "\n]"


def line(value: Any, *, ascii_only: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Return one object on one line."""
    return escape_hidden_json(json.dumps(value, ensure_ascii=ascii_only, separators=(", ", ": ")))


def escape_hidden_json(text: str) -> str:
    r"""Return JSON text of the same value in which hidden characters are JSON escapes: `\u202e`."""
    # The only raw line break in JSON text is that of the indentation.
    return hidden(keep="\n").sub(lambda match: json.dumps(match[0])[1:-1], text)


def without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """Return an object without keys whose value is null, an empty text, list or object."""
    return {key: value for key, value in data.items() if value not in (None, [], {}, "")}
