"""The log itself: its head, appending to it, and finding events in it."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tracker.domain.row import COLUMNS, Row
from tracker.store import relations
from tracker.store.connection import Cells, Connection, placeholders

_COLUMNS = ", ".join(COLUMNS)
_INSERT = f"INSERT INTO events ({_COLUMNS}) VALUES ({', '.join(f':{column}' for column in COLUMNS)})"
_STRUCTURAL = "('linked', 'merged', 'corrected', 'retracted')"
_PAGE = 200


class Head(NamedTuple):
    """Where the log ends, and the version of the fold that its projection was made with."""

    position: int
    hash: str
    recorded_at: str
    fold: int


_HEAD = "SELECT position, hash, recorded_at, fold FROM head WHERE log = 1"
_LOCK = "LOCK TABLE head IN EXCLUSIVE MODE"  # readers go on; who waits is woken once, in turn, unlike with a row
BEFORE_ALL = Head(0, "0" * 64, "", 0)


def head(connection: Connection, *, lock: bool = False) -> Head:
    """Return the head. With `lock`, no other append goes on until this transaction ends."""
    row = asked(connection, _HEAD, {}, lock=lock)
    return Head(*row) if row else BEFORE_ALL


def asked(connection: Connection, sql: str, parameters: dict[str, Any], *, lock: bool) -> Cells | None:
    """Return the first row of a question that is asked once the head is locked, if it is to be."""
    if lock and connection.engine == "postgresql":
        rows = connection.each((_LOCK, {}), (sql, parameters))[1]
        return rows[0] if rows else None
    return connection.one(sql, **parameters)


def lock(connection: Connection) -> None:
    """Lock the head of a log on a server, which `transaction` does of a file."""
    connection.run(_LOCK)


def move_head(connection: Connection, to: Head) -> None:
    """Write the head, in the transaction that appends."""
    connection.run(
        "UPDATE head SET position = :position, hash = :hash, recorded_at = :recorded_at, fold = :fold WHERE log = 1",
        **to._asdict(),
    )


def append(connection: Connection, rows: Sequence[Row]) -> None:
    """Write rows at the end of the log."""
    connection.many(_INSERT, rows)


def last_version(connection: Connection, name: str) -> int:
    """Return how many events a name's own stream holds."""
    row = connection.one("SELECT max(version) FROM events WHERE meeting = :name", name=name)
    return row[0] or 0 if row else 0


def row_at(connection: Connection, position: int) -> Row | None:
    """Return the row at a position, if there is one."""
    row = connection.one(f"SELECT {_COLUMNS} FROM events WHERE position = :position", position=position)
    return Row(*row) if row else None


def rows_between(connection: Connection, after: int, upto: int) -> Iterator[Row]:
    """Return rows in order of position, from the one after `after` to `upto`."""
    found = connection.stream(
        f"SELECT {_COLUMNS} FROM events WHERE position > :after AND position <= :upto ORDER BY position",
        after=after,
        upto=upto,
    )
    return map(Row._make, found)


def rows_by_meeting(connection: Connection) -> Iterator[Row]:
    """Return every row, those of one name together, names in order."""
    return map(Row._make, connection.stream(f"SELECT {_COLUMNS} FROM events ORDER BY meeting, version"))


def rows_that_relate(connection: Connection) -> Iterator[Row]:
    """Return the rows that join one meeting with another, or may have been corrected to."""
    types = "('linked', 'merged', 'corrected')"
    return map(Row._make, connection.all(f"SELECT {_COLUMNS} FROM events WHERE type IN {types}"))


def every_name(connection: Connection) -> list[str]:
    """Return every name under which something was recorded."""
    return [row[0] for row in connection.all("SELECT DISTINCT meeting FROM events ORDER BY meeting")]


def rows_by(connection: Connection, recorder: str) -> Iterator[Row]:
    """Return what somebody recorded, newest first."""
    before = 2**62
    while True:
        rows = connection.all(
            f"SELECT {_COLUMNS} FROM events WHERE recorded_by = :recorder AND position < :before "
            f"ORDER BY position DESC LIMIT {_PAGE}",
            recorder=recorder,
            before=before,
        )
        yield from map(Row._make, rows)
        if len(rows) < _PAGE:
            return
        before = rows[-1][0]


def repeats(connection: Connection, fingerprint: str, root: str) -> list[int]:
    """Return the positions at which a news item was recorded under any name that stands for the meeting now."""
    rows = connection.all(
        "SELECT position FROM events JOIN names ON names.name = events.meeting "
        "WHERE fingerprint = :fingerprint AND names.meeting = :root ORDER BY position",
        fingerprint=fingerprint,
        root=root,
    )
    return [row[0] for row in rows]


def position_at(connection: Connection, utc: str) -> int:
    """Return the last position recorded up to an instant. `recorded_at` never falls, so halving finds it."""
    low, high = 0, head(connection).position
    while low < high:
        middle = (low + high + 1) // 2
        row = connection.one("SELECT recorded_at FROM events WHERE position = :middle", middle=middle)
        if row and row[0] <= utc:
            low = middle
        else:
            high = middle - 1
    return low


def rows_of(connection: Connection, name: str) -> list[Row]:
    """Return all rows that the fold of `name` needs: see `domain.counting.counted`."""
    own, others = relations.neighbourhood(connection, name)
    rows = _rows_under(connection, own, "")
    if others:
        rows += _rows_under(connection, others, f" AND type IN {_STRUCTURAL}")
    return rows


def retractions(connection: Connection, names: Sequence[str]) -> list[Row]:
    """Return the retractions recorded under the names."""
    listed, parameters = placeholders("name", names)
    sql = f"SELECT {_COLUMNS} FROM events WHERE meeting IN ({listed}) AND type = 'retracted'"
    return list(map(Row._make, connection.all(sql, **parameters)))


def days_of(connection: Connection, names: Sequence[str], types: Sequence[str]) -> list[tuple[str, str]]:
    """Return type and printed date of the events of these types recorded under one of the names."""
    listed, parameters = placeholders("name", names)
    kinds, more = placeholders("type", types)
    sql = f"SELECT type, published FROM events WHERE meeting IN ({listed}) AND type IN ({kinds})"
    return [(row[0], row[1]) for row in connection.all(sql, **parameters, **more)]


def _rows_under(connection: Connection, names: set[str], condition: str) -> list[Row]:
    listed, parameters = placeholders("name", sorted(names))
    sql = f"SELECT {_COLUMNS} FROM events WHERE meeting IN ({listed}){condition}"
    return list(map(Row._make, connection.all(sql, **parameters)))
