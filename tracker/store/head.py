"""The head: where the log ends. It is checked against the last event before it is used."""

from typing import Final, NamedTuple

from tracker.domain.chain import GENESIS
from tracker.domain.clocks import is_utc_text
from tracker.domain.errors import TrackerError
from tracker.domain.meeting import FOLD_VERSION
from tracker.store import compiled
from tracker.store.connection import Cells, Connection


class Head(NamedTuple):
    """Where the log ends, and the version of the fold that made its projection."""

    position: int
    hash: str
    recorded_at: str
    fold: int


class End(NamedTuple):
    """The position, the hash and the time of the last event."""

    position: int = 0
    hash: str = GENESIS
    recorded_at: str = ""


EMPTY_HEAD: Final = Head(0, GENESIS, "", FOLD_VERSION)
_CELLS: Final = len(Head._fields)
HEAD_CELLS: Final = _CELLS + len(End._fields)  # of a row that holds the head and the last event
_BEYOND: Final = 2**62  # every position


def read_head(connection: Connection) -> Head:
    """Return the head. Raise TrackerError if it is damaged."""
    return checked_head(connection, connection.one(compiled.READ_HEAD))


def head_fault(connection: Connection) -> str | None:
    """Return a sentence that says how the head is damaged, or None."""
    return _head_fault(connection.one(compiled.READ_HEAD))


def mend_head(connection: Connection) -> Head:
    """Write the head again from the log, in the open transaction, and return it.

    If its fold was not this program's, it becomes 0: the projection has to be rebuilt.
    """
    stored = connection.one(compiled.READ_HEAD)
    fold = FOLD_VERSION if stored and Head(*stored[:_CELLS]).fold == FOLD_VERSION else 0
    head = Head(*_end_of_log(connection), fold)
    numbers = [number for (number,) in connection.all(compiled.HEAD_NUMBERS)]
    if not numbers:
        connection.run(compiled.ADD_ROW["head"], log=1, **head._asdict())
    elif 1 not in numbers:
        connection.run(compiled.NUMBER_HEAD, present=numbers[0])
    move_head(connection, head)
    return head


def move_head(connection: Connection, head: Head) -> None:
    """Write the head, in the transaction that appends."""
    connection.run(compiled.MOVE_HEAD, **head._asdict())


def set_fold(connection: Connection, fold: int) -> None:
    """Write the version of the fold that made the projection, in the transaction that makes it."""
    connection.run(compiled.SET_FOLD, fold=fold)


def checked_head(connection: Connection, row: Cells | None) -> Head:
    """Return the head in a row, which the last event follows. Raise TrackerError if it is damaged."""
    fault = _head_fault(row)
    if not row or fault:
        raise TrackerError(f"{connection.where} is damaged: {fault}", "Run: tracker rebuild --head")
    return Head(*row[:_CELLS])


def _head_fault(row: Cells | None) -> str | None:
    """Return how a head differs from the last event, which follows it in the row."""
    if not row:
        return "the head is missing"
    head = Head(*row[:_CELLS])
    last = End() if row[_CELLS] is None else End(*row[_CELLS:HEAD_CELLS])
    if head.position != last.position:
        return f"the head says @{head.position}, but the log ends at @{last.position}"
    if head.hash != str(last.hash):
        return f"the head has another hash than @{last.position}"
    if not _is_time_of(head, last):
        return f"the head has another time than @{last.position}: {head.recorded_at}"
    if type(head.fold) is not int or head.fold < 0:
        return f"the head names the fold {head.fold}, which is not a number"
    return None


def _is_time_of(head: Head, last: End) -> bool:
    """Whether the time of the head is that of the last event, or any valid one if the last event has none."""
    if last.position == 0 or is_utc_text(last.recorded_at):
        return head.recorded_at == last.recorded_at
    return head.recorded_at == "" or is_utc_text(head.recorded_at)


def _end_of_log(connection: Connection) -> End:
    """Return the end of the log. Its time is that of the last event with a valid one, since times never fall."""
    last = timed = _end_before(connection, _BEYOND)
    while timed.position and not is_utc_text(timed.recorded_at):
        timed = _end_before(connection, timed.position)
    return End(last.position, str(last.hash), timed.recorded_at)


def _end_before(connection: Connection, position: int) -> End:
    row = connection.one(compiled.END_BEFORE, position=position, size=1)
    return End(*row) if row else End()
