"""Up to which position of the log `notify` has sent to each target."""

from typing import NamedTuple

from tracker.store import compiled
from tracker.store.connection import Connection


class Cursor(NamedTuple):
    """A target, the position of the last event that was sent to it, and when that was."""

    target: str
    position: int
    moved_at: str


def rows(connection: Connection) -> list[Cursor]:
    """Return every cursor, by target."""
    return [Cursor(*row) for row in connection.all(compiled.ALL_CURSORS)]


def add(connection: Connection, cursor: Cursor) -> None:
    """Write the cursor of a new target. Call it in a transaction that writes."""
    connection.run(compiled.ADD_ROW["cursors"], **cursor._asdict())


def move(connection: Connection, cursor: Cursor) -> None:
    """Move the cursor of a target. Call it in a transaction that writes."""
    connection.run(compiled.MOVE_CURSOR, of_target=cursor.target, position=cursor.position, moved_at=cursor.moved_at)


def remove(connection: Connection, target: str) -> None:
    """Remove the cursor of a target. Call it in a transaction that writes."""
    connection.run(compiled.DELETE_CURSOR, target=target)
