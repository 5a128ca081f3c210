"""Maintenance of the log: its extent, rebuilding its projection, and handing it on whole."""

from collections.abc import Iterator

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.domain.meeting import FOLD_VERSION
from tracker.domain.row import Row, has_plain_cells
from tracker.domain.spellings import Spelling
from tracker.ledger.desk import Desk, newer_fold
from tracker.ledger.folding import Progress, Rebuilt, no_progress, rebuild_projection
from tracker.store import desk_rows, log, spellings
from tracker.store.schema import SCHEMA


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


def length(desk: Desk) -> int:
    """Return how many events the log has, whatever its head says."""
    with desk.snapshot():
        return log.length(desk.connection)


def rebuild(desk: Desk, progress: Progress = no_progress) -> Rebuilt:
    """Make the projection again from the log."""
    connection = desk.connection
    with connection.transaction(write=True):
        if log.read_head(connection).fold > FOLD_VERSION:
            raise newer_fold(connection)
        return rebuild_projection(connection, progress)


def mend_head(desk: Desk) -> int:
    """Write the head again from the log, even if it is not damaged. Return the last position.

    It is a transaction of its own, so that the head is mended even if a rebuild of the projection fails.
    """
    with desk.connection.transaction(write=True):
        return log.mend_head(desk.connection).position


def whole_log(desk: Desk) -> Iterator[Row]:
    """Yield every row as it is stored. Raise TrackerError if one cannot be exported. Call it in a snapshot."""
    for row in log.rows_between(desk.connection, 0):
        if not has_plain_cells(row):
            raise TrackerError(
                f"@{row.position} holds a value that is neither text nor a number", "tracker backup copies it as it is."
            )
        yield row


def all_spellings(desk: Desk) -> list[Spelling]:
    """Return every other spelling of a name, which stands outside the log. Call it in a snapshot."""
    return spellings.rows(desk.connection)


def rows_of_desk(desk: Desk) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield every row of the tables of the desk, with the name of its table. Call it in a snapshot."""
    yield from desk_rows.read(desk.connection)
