"""A few figures about the data besides the log: they differ whenever a page may differ though the log does not."""

from tracker.store import compiled
from tracker.store.connection import Cells, Connection


def figures(connection: Connection) -> Cells:
    """Return the last draft, how many decisions, texts and spellings there are, and when the last spelling came."""
    return connection.one(compiled.DESK_STATE) or ()


def waiting_drafts(connection: Connection) -> int:
    """Return how many drafts of the inbox wait."""
    row = connection.one(compiled.DRAFTS_WAITING_COUNT)
    return row[0] if row else 0
