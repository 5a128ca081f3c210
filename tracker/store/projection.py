"""The projection: where each meeting stands now, found by name, status, country, person and window.

It is written in the transaction that appends, and `rebuild` makes it again from the log.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder

from tracker.domain.canonical import canonical_json
from tracker.domain.errors import TrackerError
from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.stored_state import is_possible
from tracker.store import compiled
from tracker.store.connection import Cells, Connection, Statement

_DECODER: Final = Decoder(Meeting)
Row = dict[str, Any]
_BATCH: Final = 500  # meetings read at a time
_AFTER_ALL: Final = "\U0010ffff"  # sorts after every letter
NO_STATUS: Final = ""  # stands for the status of a meeting that has none

# What an open end of a window is stored as, so that an index finds overlaps.
_FIRST_DAY: Final = "0001-01-01"
_LAST_DAY: Final = "9999-12-31"


# Folds a meeting from the log.
Fold = Callable[[str], Meeting]


class SearchCriteria(Struct, frozen=True, kw_only=True):
    """Search criteria for the meetings that a draft may refer to.

    The window of a meeting, if it has one, overlaps `days`, from the first to the last. Of the others one is enough:
    the folded name of a participant contains one of `words`, one of `countries` takes part, somebody of one of
    `offices` takes part who has no name or none in Latin letters, or one of `hosts` is the host.
    """

    days: tuple[date, date] = (date.min, date.max)
    words: Sequence[str] = ()
    countries: Sequence[str] = ()
    offices: Sequence[str] = ()
    hosts: Sequence[str] = ()


class NameMatch(Struct, frozen=True):
    """A name that a prefix matches, and the meeting that it stands for."""

    name: str
    status: str | None
    meeting: str


def dump(meeting: Meeting) -> str:
    """Return the whole state as JSON text, with what later reports are judged by. Equal states give equal text."""
    return canonical_json(meeting)


def load(name: str, state: str) -> Meeting | None:
    """Return the state of a meeting that `dump` wrote, or None if it is damaged."""
    try:
        meeting = _DECODER.decode(state)
    except (MsgspecError, RecursionError, TrackerError, TypeError, ValueError):
        return None
    return meeting if meeting.meeting == name and is_possible(meeting) else None


def is_behind(meeting: Meeting, position: int | None) -> bool:
    """Whether a state lacks an event of its meeting, given the position of the last one under the meeting's name."""
    return max(meeting.last_position, *meeting.unsound, 0) < (position or 0)


def names_beginning(connection: Connection, prefix: str, most: int) -> list[NameMatch]:
    """Return the names with this prefix whose meetings have a report, at most so many."""
    rows = connection.all(compiled.NAMES_BEGINNING, prefix=prefix, end=prefix + _AFTER_ALL, size=most)
    return [NameMatch(*row) for row in rows]


def names_with_report(connection: Connection) -> list[str]:
    """Return the names of the meetings that have a report, in order."""
    return [name for (name,) in connection.all(compiled.NAMES_WITH_REPORT)]


def names_ended_between(connection: Connection, first: date, last: date) -> set[str]:
    """Return the names of the meetings whose window ends on one of these days."""
    rows = connection.all(compiled.NAMES_ENDED_BETWEEN, first=first.isoformat(), last=last.isoformat())
    return {name for (name,) in rows}


def names_and_meetings(connection: Connection) -> list[tuple[str, str]]:
    """Return every name in use with the meeting that it stands for."""
    return connection.all(compiled.NAMES_AND_MEETINGS)


# Each question below takes a function that folds a meeting from the log, for one whose stored state is damaged.


def standing(connection: Connection, name: str, fold: Fold | None = None) -> Meeting | None:
    """Return where the meeting stands that a name stands for; None if the name is unknown."""
    row = connection.one(compiled.STATE_OF_NAME, name=name)
    if row is None:
        return None
    return _standing(connection, row, fold)


def standing_all(connection: Connection, names: Iterable[str], fold: Fold | None = None) -> Iterator[Meeting]:
    """Yield where the meetings of these names stand, those that have a report. Some are read at a time."""
    remaining = iter(names)
    while batch := list(islice(remaining, _BATCH)):
        for row in connection.all(compiled.STATES_OF_MEETINGS, names=batch):
            yield _standing(connection, row, fold)


def with_statuses(connection: Connection, statuses: Sequence[str], fold: Fold | None = None) -> Iterator[Meeting]:
    """Yield the meetings of these statuses, by name; NO_STATUS is one of them."""
    return _loaded(connection, compiled.STATES_WITH_STATUSES, fold, statuses=list(statuses))


def with_country(connection: Connection, country: str, fold: Fold | None = None) -> Iterator[Meeting]:
    """Yield the meetings that a country hosts or takes part in, by name."""
    return _loaded(connection, compiled.STATES_WITH_COUNTRY, fold, country=country)


def overlapping(connection: Connection, first: date, last: date, fold: Fold | None = None) -> Iterator[Meeting]:
    """Yield the meetings whose window may lie within the days given, by (earliest, latest, name)."""
    return _loaded(connection, compiled.STATES_WITHIN, fold, first=first.isoformat(), last=last.isoformat())


def ended_before(connection: Connection, day: date, fold: Fold | None = None) -> Iterator[Meeting]:
    """Yield the meetings, planned or postponed, whose window ended before the day, in the same order."""
    return _loaded(connection, compiled.STATES_ENDED, fold, day=day.isoformat())


def matching(connection: Connection, criteria: SearchCriteria, fold: Fold | None = None) -> list[Meeting]:
    """Return the meetings that match the criteria, by name."""
    first, last = criteria.days
    meetings = _loaded(
        connection,
        compiled.STATES_NEAR,
        fold,
        first=first.isoformat(),
        last=last.isoformat(),
        words=list(criteria.words),
        countries=list(criteria.countries),
        offices=list(criteria.offices),
        hosts=list(criteria.hosts),
    )
    return list(meetings)


def people(connection: Connection, names: Sequence[str]) -> list[tuple[str, str | None, str]]:
    """Return every participant of these folded names: name, country and meeting; the latest meetings last."""
    return connection.all(compiled.PEOPLE, names=list(names))


def names_of_people(connection: Connection) -> list[str]:
    """Return the folded name of every participant, each once."""
    return [name for (name,) in connection.all(compiled.NAMES_OF_PEOPLE)]


def with_person(connection: Connection, name: str, fold: Fold | None = None) -> Iterator[Meeting]:
    """Yield the meetings with a participant of this folded name, by meeting."""
    return _loaded(connection, compiled.STATES_WITH_PERSON, fold, person=name)


def with_both(connection: Connection, name: str, other: str) -> list[str]:
    """Return the meetings that list participants of both folded names."""
    return [meeting for (meeting,) in connection.all(compiled.MEETINGS_WITH_BOTH, person=name, other=other)]


def countries(connection: Connection) -> list[str]:
    """Return every country and organisation that hosts a meeting or takes part in one."""
    return [code for (code,) in connection.all(compiled.COUNTRIES)]


def with_origin(connection: Connection, origin: str) -> list[str]:
    """Return the names of the meetings that have a report of this origin."""
    return [name for (name,) in connection.all(compiled.MEETINGS_WITH_ORIGIN, origin=origin)]


# Writing


def save(connection: Connection, meetings: Sequence[Meeting], stored: Mapping[str, Meeting] | None = None) -> None:
    """Write the rows of these meetings, in place of those that they had.

    `stored` has meetings, by name, as they are in the tables: what has not changed since is not written again.
    """
    before = stored or {}
    for table, rows_of in _ROWS.items():
        rows: list[Row] = []
        changed: list[Row] = []
        for meeting in meetings:
            new_rows, name = rows_of(meeting), meeting.meeting
            if name not in before or rows_of(before[name]) != new_rows:
                changed.append({"meeting": name})
                rows += new_rows
        if changed:
            connection.run_many(compiled.REMOVE_ROWS[table], changed)
        if rows:
            connection.run_many(compiled.ADD_ROW[table], rows)


def add(connection: Connection, meetings: Sequence[Meeting]) -> None:
    """Write the rows of meetings that have none."""
    for table, rows in _rows(meetings).items():
        if rows:
            connection.run_many(compiled.ADD_ROW[table], rows)


def remove(connection: Connection, root: str) -> None:
    """Remove the rows of a meeting."""
    for table in _ROWS:
        connection.run(compiled.REMOVE_ROWS[table], meeting=root)


def clear(connection: Connection) -> None:
    """Empty the projection."""
    for statement in compiled.CLEAR_TABLE.values():
        connection.run(statement)


def add_names(connection: Connection, roots: Sequence[tuple[str, str]]) -> None:
    """Write new names, each with the meeting that it stands for."""
    connection.run_many(compiled.ADD_ROW["names"], [{"name": name, "meeting": root} for name, root in roots])


def point_names(connection: Connection, roots: Sequence[tuple[str, str]]) -> None:
    """Let each name stand for another meeting."""
    connection.run_many(compiled.POINT_NAME, [{"alias": name, "root": root} for name, root in roots])


# Comparing


def expected_rows(meetings: Sequence[Meeting]) -> dict[str, list[Cells]]:
    """Return what each table should hold of some meetings."""
    return {table: [tuple(row.values()) for row in rows] for table, rows in _rows(meetings).items()}


def stored_rows(connection: Connection, meetings: Sequence[Meeting]) -> dict[str, list[Cells]]:
    """Return what each table does hold of them."""
    names = [meeting.meeting for meeting in meetings]
    return {table: connection.all(compiled.ROWS_OF_MEETINGS[table], meetings=names) for table in _ROWS}


def row_counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table holds."""
    return {table: connection.all(compiled.ROW_COUNT[table])[0][0] for table in _ROWS}


def _rows(meetings: Sequence[Meeting]) -> dict[str, list[Row]]:
    """Return the rows of some meetings by table."""
    return {table: [row for meeting in meetings for row in rows_of(meeting)] for table, rows_of in _ROWS.items()}


def _meeting_rows(meeting: Meeting) -> list[Row]:
    window, earliest, latest = meeting.window, None, None
    if window:
        earliest = window.earliest.isoformat() if window.earliest else _FIRST_DAY
        latest = window.latest.isoformat() if window.latest else _LAST_DAY
    return [
        {
            "meeting": meeting.meeting,
            "status": meeting.status,
            "host": meeting.host,
            "earliest": earliest,
            "latest": latest,
            "reports": meeting.reports,
            "state": dump(meeting),
        }
    ]


def _participant_rows(meeting: Meeting) -> list[Row]:
    return [
        {"meeting": meeting.meeting, "place": place, "name": folded(person.name), "country": person.country}
        for place, person in enumerate(meeting.participants)
    ]


def _origin_rows(meeting: Meeting) -> list[Row]:
    return [{"origin": origin, "meeting": meeting.meeting} for origin in meeting.origins]


# The rows of a meeting by table, each with its columns in the order of the table.
_ROWS: Final[dict[str, Callable[[Meeting], list[Row]]]] = {
    "meetings": _meeting_rows,
    "participants": _participant_rows,
    "origins": _origin_rows,
}


def _standing(connection: Connection, row: Cells, fold: Fold | None) -> Meeting:
    """Return a meeting from its name, its stored state and the position of its last event.

    It is folded from the log if the state is damaged or lacks that event.
    """
    name, state, position = row
    meeting = load(name, state)
    if meeting is None or (fold and is_behind(meeting, position)):
        return _folded(connection, name, fold)
    return meeting


def _loaded(connection: Connection, statement: Statement, fold: Fold | None, **parameters: object) -> Iterator[Meeting]:
    for name, state in connection.all(statement, **parameters):
        yield load(name, state) or _folded(connection, name, fold)


def _folded(connection: Connection, name: str, fold: Fold | None) -> Meeting:
    if fold is None:
        raise TrackerError(f"{connection.where} is damaged: the state of {name} cannot be read", "Run: tracker rebuild")
    return fold(name)
