"""CSV: the JSON's keys in order, lists joined by "; ", a window as four columns.

Cells hold a report's text character for character, hidden characters included, for programs that read the file. On a
terminal the command escapes them.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from tracker.domain.report import Json
from tracker.domain.vocabulary import CANDIDATE

_WINDOW: Final = ("edtf", "earliest", "latest", "words")
# A spreadsheet runs a cell that begins with one of these as a formula; an apostrophe before it makes it text.
# Some programs read the full-width signs of East Asian keyboards, the last four, as the ASCII ones.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(rows: Iterable[Json], keys: Sequence[str]) -> str:
    """Return a table with a header. The key `window` becomes four columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column for key in keys for column in _columns(key)])
    writer.writerows([cell for key in keys for cell in _cells(key, row[key])] for row in rows)
    return text.getvalue()


def _columns(key: str) -> list[str]:
    return [f"window_{part}" for part in _WINDOW] if key == "window" else [key]


def _cells(key: str, value: Any) -> list[str]:  # noqa: ANN401 - any value of a row
    if key == "window":
        window = value or {}
        return [_cell(window.get(part)) for part in _WINDOW]
    return [_cell(value)]


def _cell(value: Any) -> str:  # noqa: ANN401 - any value of a row
    text = _text(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _text(value: Any) -> str:  # noqa: ANN401 - any value of a row
    match value:
        case None:
            return ""
        case list():
            return "; ".join(map(_text, value))
        case dict():
            return _object(value)
    return str(value)


def _object(value: Json) -> str:
    """Return an object in one cell: a window as EDTF, a place and a person as users type them, else key: value."""
    match value:
        case {"edtf": edtf}:
            return _text(edtf)
        case {"name": name, "standing": standing}:
            return f"{name}?" if standing == CANDIDATE else _text(name)
        case {"name": name, "role": role, "country": country}:
            return ", ".join(filter(None, (name, role, country)))
        case {"field": field, "old": old, "new": new}:
            return f"{field}: {_text(old)} → {_text(new)}"
        case {"relation": relation, "meeting": meeting}:
            return f"{relation} {meeting}"
    return ", ".join(f"{key}: {_text(item)}" for key, item in value.items() if item not in (None, [], {}))
