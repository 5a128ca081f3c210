"""Maintenance of the log: its extent, rebuilding its projection, and handing it on whole."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.domain.meeting import FOLD_VERSION
from tracker.domain.row import Row
from tracker.domain.spellings import Spelling
from tracker.ledger.desk import Desk
from tracker.ledger.folding import rebuild_projection
from tracker.store import log, spellings
from tracker.store.schema import SCHEMA

# Called with the number of events done since the last call.
Progress = Callable[[int], None]


class Extent(Struct, frozen=True, kw_only=True):
    """Which log a desk works on, and where it ends. `where` is None for a log that does not exist yet."""

    where: str | None
    engine: str
    schema: str
    position: int
    hash: str
    recorded_at: str


def extent(desk: Desk) -> Extent:
    """Return which log this is, and where it ends."""
    connection = desk.connection
    with desk.snapshot():
        head = log.read_head(connection)
    return Extent(
        where=connection.where if connection.lasting else None,
        engine=connection.engine,
        schema=SCHEMA,
        position=head.position,
        hash=head.hash,
        recorded_at=head.recorded_at,
    )


def rebuild(desk: Desk) -> int:
    """Make the projection again from the log. Return the number of meetings in it."""
    connection = desk.connection
    with connection.transaction(write=True):
        if log.read_head(connection).fold > FOLD_VERSION:
            raise TrackerError(f"{connection.where} is kept by a newer version of tracker", "Upgrade tracker.")
        return rebuild_projection(connection)


def whole_log(desk: Desk) -> Iterator[Row]:
    """Yield every row as it is stored. Call it in a snapshot."""
    return log.rows_between(desk.connection, 0)


def all_spellings(desk: Desk) -> list[Spelling]:
    """Return every other spelling of a name, which stands outside the log. Call it in a snapshot."""
    return spellings.rows(desk.connection)
