"""CSV: the JSON's keys in order, lists joined by "; ", a window as four columns.

Cells hold a report's text character for character, hidden characters included, for programs that read the file. What is
printed on a terminal goes through `safe_text`.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from tracker.domain.report import Json

_WINDOW = ("edtf", "earliest", "latest", "words")
# A spreadsheet runs a cell that begins with one of these as a formula; an apostrophe before it makes it text.
# Some programs read the full-width signs of East Asian keyboards, the last four, as the ASCII ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(rows: Iterable[Json], keys: Sequence[str]) -> str:
    """Return a table with a header. A key whose value is a window anywhere is a window's four columns throughout."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column for key in keys for column in _columns(key)])
    writer.writerows([cell for key in keys for cell in _cells(key, row[key])] for row in rows)
    return text.getvalue()


def _columns(key: str) -> list[str]:
    return [f"window_{part}" for part in _WINDOW] if key == "window" else [key]


def _cells(key: str, value: Any) -> list[str]:  # noqa: ANN401 - any value of a row
    if key == "window":
        return [_cell((value or {}).get(part)) for part in _WINDOW]
    return [_cell(value)]


def _cell(value: Any) -> str:  # noqa: ANN401
    text = _text(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _text(value: Any) -> str:  # noqa: ANN401
    match value:
        case None:
            return ""
        case list():
            return "; ".join(map(_text, value))
        case dict():
            return _object(value)
    return str(value)


def _object(value: Json) -> str:
    """Return an object in one cell: a window by its string, a place and a person as they are typed, else key: value."""
    if "edtf" in value:
        return _text(value["edtf"])
    if "standing" in value:
        return f"{value['name']}?" if value["standing"] == "candidate" else _text(value["name"])
    if "role" in value:
        return ", ".join(part for part in (value["name"], value["role"], value["country"]) if part)
    if "old" in value:
        return f"{value['field']}: {_text(value['old'])} → {_text(value['new'])}"
    if "relation" in value:
        return f"{value['relation']} {value['meeting']}"
    return ", ".join(f"{key}: {_text(one)}" for key, one in value.items() if one not in (None, [], {}))
