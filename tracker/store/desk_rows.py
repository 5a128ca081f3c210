"""The rows of the tables of the desk, which stand outside the log: read for a backup, and written from one."""

from collections.abc import Iterator, Mapping
from typing import Final

from tracker.store import article_texts, compiled, cursors, inbox, seen_items
from tracker.store.article_texts import StoredText
from tracker.store.connection import Connection
from tracker.store.cursors import Cursor
from tracker.store.inbox import StoredDecision, StoredDraft
from tracker.store.seen_items import SeenItem

DeskRow = StoredText | StoredDraft | StoredDecision | SeenItem | Cursor
ROWS_OF: Final[Mapping[str, type[DeskRow]]] = {
    "articles": StoredText,
    "inbox": StoredDraft,
    "decisions": StoredDecision,
    "seen_items": SeenItem,
    "cursors": Cursor,
}


def read(connection: Connection) -> Iterator[tuple[str, DeskRow]]:
    """Yield every row with the name of its table."""
    yield from (("articles", row) for row in article_texts.every(connection))
    yield from (("inbox", row) for row in inbox.all_drafts(connection))
    yield from (("decisions", row) for row in inbox.all_decisions(connection))
    yield from (("seen_items", row) for row in seen_items.rows(connection))
    yield from (("cursors", row) for row in cursors.rows(connection))


def add(connection: Connection, table: str, row: DeskRow) -> None:
    """Write a row into an empty table. Call it in a transaction that writes."""
    connection.run(compiled.ADD_ROW[table], **row._asdict())
