"""The drafts that were ever put into the inbox, and the decisions on them. Neither is updated or deleted."""

from typing import NamedTuple

from tracker.store import compiled
from tracker.store.connection import Cells, Connection

_DRAFT_CELLS = 5


class StoredDraft(NamedTuple):
    """A draft as it was put into the inbox; `content` is JSON."""

    draft: int
    fingerprint: str
    content: str
    queued_at: str
    queued_by: str


class StoredDecision(NamedTuple):
    """A decision on a draft: `accepted` or `rejected`. `changed` is a JSON list of fields."""

    draft: int
    decision: str
    decided_at: str
    decided_by: str
    position: int | None
    changed: str
    because: str | None


Entry = tuple[StoredDraft, StoredDecision | None]


def last_number(connection: Connection) -> int:
    """Return the number of the last draft, or 0."""
    row = connection.one(compiled.LAST_DRAFT)
    return row[0] if row else 0


def add(connection: Connection, draft: StoredDraft) -> None:
    """Put a draft into the inbox. Call it in an append."""
    connection.run(compiled.ADD_ROW["inbox"], **draft._asdict())


def decide(connection: Connection, decision: StoredDecision) -> None:
    """Write the decision on a draft that has none. Call it in an append."""
    connection.run(compiled.ADD_ROW["decisions"], **decision._asdict())


def waiting(connection: Connection) -> list[Entry]:
    """Return the drafts without a decision, the first queued first."""
    return [_entry(row) for row in connection.all(compiled.DRAFTS_WAITING)]


def decided(connection: Connection) -> list[Entry]:
    """Return the drafts with a decision, the first queued first."""
    return [_entry(row) for row in connection.all(compiled.DRAFTS_DECIDED)]


def numbered(connection: Connection, first: int, last: int) -> list[Entry]:
    """Return the drafts from one number to another."""
    return [_entry(row) for row in connection.all(compiled.DRAFTS_NUMBERED, first=first, last=last)]


def with_fingerprint(connection: Connection, fingerprint: str) -> list[Entry]:
    """Return every draft of one news item on one meeting, the first queued first."""
    return [_entry(row) for row in connection.all(compiled.DRAFTS_WITH_FINGERPRINT, fingerprint=fingerprint)]


def all_drafts(connection: Connection) -> list[StoredDraft]:
    """Return every draft, decided or not."""
    return [StoredDraft(*row) for row in connection.all(compiled.ALL_DRAFTS)]


def all_decisions(connection: Connection) -> list[StoredDecision]:
    """Return every decision."""
    return [StoredDecision(*row) for row in connection.all(compiled.ALL_DECISIONS)]


def _entry(row: Cells) -> Entry:
    decision = row[_DRAFT_CELLS:]
    return StoredDraft(*row[:_DRAFT_CELLS]), None if decision[0] is None else StoredDecision(*decision)
