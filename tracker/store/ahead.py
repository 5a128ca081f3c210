"""One report in two messages: what there is to know of the log before it, and, on a server, all that it writes.

A server's head is locked for the second message alone, so that nobody waits for a writer whose answer crosses the
network. Therefore the server itself places the row and seals it.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from tracker.domain.chain import around
from tracker.domain.meeting import Meeting
from tracker.domain.row import COLUMNS, Row
from tracker.domain.vocabulary import STAGES
from tracker.store import log, projection
from tracker.store.connection import Connection
from tracker.store.state import dump

# Stands, where a state is made before its event has a place, for the next position of the log.
NEXT: Final = 2**53 - 1

_OUTLOOK = (
    f"SELECT {', '.join(f'head.{column}' for column in log.Head._fields)}, names.meeting, meetings.state, "
    "(SELECT max(version) FROM events WHERE events.meeting = :name), "
    "EXISTS (SELECT 1 FROM events JOIN names AS aliases ON aliases.name = events.meeting "
    "WHERE fingerprint = :fingerprint AND aliases.meeting = names.meeting) "
    "FROM head LEFT JOIN names ON names.name = :name LEFT JOIN meetings ON meetings.meeting = names.meeting "
    "WHERE log = 1"
)

_OWN_PLACE = {
    # Division by zero, which `Connection` tells as `Overtaken`, where what was known of the meeting may have changed.
    "position": "position / CAST(fold = :fold AND NOT EXISTS ("
    "SELECT 1 FROM events JOIN names ON names.name = events.meeting WHERE events.position > :seen "
    f"AND (type NOT IN ({', '.join(f'{stage!r}' for stage in sorted(STAGES))}) "
    "OR names.meeting IN (:meeting, :root))) AS integer)",
    "recorded_at": "recorded_at",
    "hash": "encode(sha256(convert_to(hash || '[' || position || ',' || :before || ',\"' || recorded_at || '\",' "
    "|| :after || ']', 'UTF8')), 'hex')",
}
_APPEND = (
    "WITH place AS (SELECT position + 1 AS position, greatest(recorded_at, :recorded_at) AS recorded_at, hash, fold "
    "FROM head WHERE log = 1), "
    f"fresh AS (INSERT INTO events ({', '.join(COLUMNS)}) "
    f"SELECT {', '.join(_OWN_PLACE.get(column, f':{column}') for column in COLUMNS)} FROM place "
    "RETURNING position, hash, recorded_at) "
    # Where nothing was appended this is null, and fails.
    "UPDATE head SET (position, hash, recorded_at) = (SELECT position, hash, recorded_at FROM fresh) "
    "WHERE log = 1 RETURNING position, hash, recorded_at, fold"
)


class Outlook(NamedTuple):
    """Where the log ends, what `projection.entry` says of a name, and whether its meeting has a news item already."""

    head: log.Head
    entry: tuple[Meeting, int] | None
    known: bool


def outlook(connection: Connection, name: str, fingerprint: str, fold: int, *, lock: bool = False) -> Outlook:
    """Look at the log once. If another fold than `fold` has made the projection, only the head is told.

    With `lock`, as with `log.head`, no other append goes on until this transaction ends.
    """
    row = log.asked(connection, _OUTLOOK, {"name": name, "fingerprint": fingerprint}, lock=lock)
    if not row:
        return Outlook(log.BEFORE_ALL, None, known=False)
    head = log.Head(*row[:4])
    if head.fold != fold:
        return Outlook(head, None, known=False)
    return Outlook(head, projection.entry_of(*row[4:7]), known=bool(row[7]))


def is_ambiguous(meeting: Meeting) -> bool:
    """Whether `NEXT` stands in the state anywhere but where a position does: in a text, said or folded."""
    voices = (*meeting.memory.denials, *meeting.memory.words)
    places = [meeting.last_position, *meeting.why.values(), *meeting.gave.values(), *(one.position for one in voices)]
    return dump(meeting).count(str(NEXT)) != places.count(NEXT)


def append_next(connection: Connection, row: Row, root: str, seen: log.Head) -> Callable[[], log.Head]:
    """Append a row that has no place yet, nor a hash, and move the head; the result tells, afterwards, where that is.

    The transaction raises `Overtaken` at its end, and nothing is written, if after `seen` the log came to hold
    anything but reports on other meetings than `root`.
    """
    log.lock(connection)
    before, after = around(row)
    told = connection.later(
        _APPEND,
        **row._asdict(),
        root=root,
        seen=seen.position,
        fold=seen.fold,
        before=before,
        after=after,
    )
    return lambda: log.Head(*told())
