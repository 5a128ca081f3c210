"""What is written of the projection: where meetings stand, and which of them each name stands for."""

from collections.abc import Iterable, Sequence
from typing import Final

from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.window import Window
from tracker.store.connection import Cells, Connection, placeholders
from tracker.store.state import dump

# What stands in the place of an open side, so that an index finds overlaps.
_FIRST: Final = "0001-01-01"
_LAST: Final = "9999-12-31"
_OF_MEETINGS: Final = ("meetings", "participants", "origins")
_COLUMNS = ("status", "host", "earliest", "latest", "reports", "state")
_UPSERT = (
    f"INSERT INTO meetings (meeting, {', '.join(_COLUMNS)}) "
    f"VALUES (:meeting, {', '.join(f':{column}' for column in _COLUMNS)}) "
    f"ON CONFLICT (meeting) DO UPDATE SET {', '.join(f'{column} = excluded.{column}' for column in _COLUMNS)}"
)
# SQLite writes every index anew of which a column is set, though to the same value.
_UPDATE = "UPDATE meetings SET reports = :reports, state = :state WHERE meeting = :meeting"
_STATE = "replace(:state, '{stand_in}', CAST((SELECT position FROM head WHERE log = 1) AS text))"


def save(
    connection: Connection, meetings: Iterable[tuple[Meeting | None, Meeting]], stand_in: int | None = None
) -> None:
    """Write where meetings stand now. Each comes with what was written of it before, or None if that is unknown.

    In their states, `stand_in` is written as the position of the head.
    """
    pairs = list(meetings)
    if not pairs:
        return
    state = ":state" if stand_in is None else _STATE.format(stand_in=stand_in)
    anew: list[Cells] = []
    as_indexed: list[Cells] = []
    for before, after in pairs:
        if before and before.reports and _indexed(before) == _indexed(after):
            as_indexed.append((after.reports, dump(after), after.meeting))
        else:
            anew.append(_columns(after))
    connection.many(_UPSERT.replace(":state", state), anew)
    connection.many(_UPDATE.replace(":state", state), as_indexed)
    _save_people(connection, [after for before, after in pairs if not before or _people(before) != _people(after)])
    _save_origins(connection, [pair for pair in pairs if not pair[0] or pair[0].origins != pair[1].origins])


def rename(connection: Connection, names: Iterable[tuple[str, str]]) -> None:
    """Let each name stand for the meeting given."""
    connection.many(
        "INSERT INTO names (name, meeting) VALUES (:name, :meeting) "
        "ON CONFLICT (name) DO UPDATE SET meeting = excluded.meeting",
        names,
    )


def forget(connection: Connection, root: str) -> None:
    """Take out a meeting that has become an alias."""
    for table in _OF_MEETINGS:
        connection.run(f"DELETE FROM {table} WHERE meeting = :root", root=root)


def clear(connection: Connection) -> None:
    """Empty the projection, to make it anew."""
    for table in (*_OF_MEETINGS, "names", "relations"):
        connection.run(f"DELETE FROM {table}")


def expected(meetings: Sequence[Meeting]) -> dict[str, list[Cells]]:
    """Return what the tables hold of some meetings if they are as these."""
    return {
        "meetings": [_columns(meeting) for meeting in meetings],
        "participants": [row for meeting in meetings for row in _people(meeting)],
        "origins": [(origin, meeting.meeting) for meeting in meetings for origin in meeting.origins],
    }


def held(connection: Connection, meetings: Sequence[Meeting]) -> dict[str, list[Cells]]:
    """Return what the same tables do hold of them."""
    listed, parameters = placeholders("meeting", [meeting.meeting for meeting in meetings])
    return {
        table: connection.all(f"SELECT * FROM {table} WHERE meeting IN ({listed})", **parameters)
        for table in _OF_MEETINGS
    }


def sizes(connection: Connection) -> dict[str, int]:
    """Return how many rows each of the same tables holds."""
    return {table: connection.all(f"SELECT count(*) FROM {table}")[0][0] for table in _OF_MEETINGS}


def _columns(meeting: Meeting) -> Cells:
    return (meeting.meeting, *_indexed(meeting), meeting.reports, dump(meeting))


def _indexed(meeting: Meeting) -> Cells:
    return (meeting.status, meeting.host, *_bounds(meeting.window))


def _bounds(window: Window | None) -> tuple[str | None, str | None]:
    if window is None:
        return None, None
    return (
        window.earliest.isoformat() if window.earliest else _FIRST,
        window.latest.isoformat() if window.latest else _LAST,
    )


def _people(meeting: Meeting) -> list[Cells]:
    return [
        (meeting.meeting, place, folded(person.name), person.country)
        for place, person in enumerate(meeting.participants)
    ]


def _save_people(connection: Connection, meetings: list[Meeting]) -> None:
    if not meetings:
        return
    for meeting in meetings:
        connection.run("DELETE FROM participants WHERE meeting = :meeting", meeting=meeting.meeting)
    connection.many(
        "INSERT INTO participants (meeting, place, name, country) VALUES (:meeting, :place, :name, :country)",
        [row for meeting in meetings for row in _people(meeting)],
    )


def _save_origins(connection: Connection, pairs: list[tuple[Meeting | None, Meeting]]) -> None:
    """Write what differs: a meeting may have hundreds of origins, and a report adds one."""
    gone, come = [], []
    for before, after in pairs:
        if before is None:
            connection.run("DELETE FROM origins WHERE meeting = :meeting", meeting=after.meeting)
        old, new = set(before.origins if before else ()), set(after.origins)
        gone += [(origin, after.meeting) for origin in sorted(old - new)]
        come += [(origin, after.meeting) for origin in sorted(new - old)]
    if gone:
        connection.many("DELETE FROM origins WHERE origin = :origin AND meeting = :meeting", gone)
    if come:
        connection.many("INSERT INTO origins (origin, meeting) VALUES (:origin, :meeting)", come)
