"""JSON lines of the whole log, column by column, from which `import` restores it event for event."""

from tracker.domain.canonical import canonical_json
from tracker.domain.row import COLUMNS, Row
from tracker.domain.spellings import Spelling
from tracker.export.json import escape_hidden_json


def log_line(row: Row) -> str:
    """Return a row verbatim: the payload as its stored text, never upcast to a newer version."""
    columns = dict(zip(COLUMNS, row, strict=True))
    return escape_hidden_json(canonical_json(columns))


def spelling_line(spelling: Spelling) -> str:
    """Return another spelling of a name, as `alias` recorded it. These lines stand after all rows."""
    return escape_hidden_json(canonical_json(spelling))


def desk_line(table: str, row: tuple[object, ...]) -> str:
    """Return a row of a table of the desk; bytes are in base64. These lines stand last, in backups alone."""
    return escape_hidden_json(canonical_json({"table": table, "row": row}))
