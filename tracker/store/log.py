"""The log: its head, appending to it, and finding events in it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from tracker.domain.clocks import is_utc_text
from tracker.domain.names import is_meeting_name
from tracker.domain.relations import Relation
from tracker.domain.row import Row
from tracker.store import compiled
from tracker.store.connection import Connection, Statement
from tracker.store.head import (
    EMPTY_HEAD,
    HEAD_CELLS,
    Head,
    checked_head,
    head_fault,
    mend_head,
    move_head,
    read_head,
    set_fold,
)

_PAGE = 1000  # rows fetched at a time
_LAST = 2**62  # beyond every position

Neighbourhood = tuple[set[str], set[str]]  # the names that merges joined, and those that links join to them
RelationsOf = Callable[[set[str]], list[Relation]]


# The head is read and written as a part of the log.
__all__ = ["EMPTY_HEAD", "Head", "head_fault", "mend_head", "move_head", "read_head", "set_fold"]


class NameEntry(Struct, frozen=True):
    """What an append needs to know of a name, with the head.

    `root` is the meeting that the name stands for, `state` its stored state, `course` that of its statistics,
    `position` and `version` those of the last event in the name's own stream; each None without one. `is_recorded`
    says that the news item was recorded for the meeting before, `has_spellings` that any person's name has another
    spelling.
    """

    head: Head
    root: str | None
    state: str | None
    course: str | None
    position: int | None
    version: int | None
    is_recorded: bool
    has_spellings: bool


def name_entry(connection: Connection, name: str, fingerprint: str = "") -> NameEntry:
    """Return what an append needs to know of a name, by one query."""
    row = connection.one(compiled.NAME_ENTRY, name=name, fingerprint=fingerprint) or ()
    head = checked_head(connection, row)
    root, state, course, position, version, is_recorded, has_spellings = row[HEAD_CELLS:]
    return NameEntry(head, root, state, course, position, version, bool(is_recorded), bool(has_spellings))


def append(connection: Connection, rows: Sequence[Row]) -> None:
    """Write rows at the end of the log."""
    connection.run_many(compiled.ADD_ROW["events"], [row._asdict() for row in rows])


def row_at(connection: Connection, position: int) -> Row | None:
    """Return the row at a position, if there is one."""
    row = connection.one(compiled.EVENT_AT, position=position)
    return Row(*row) if row else None


def length(connection: Connection) -> int:
    """Return how many rows the log has."""
    count: int = connection.all(compiled.LENGTH)[0][0]
    return count


def rows_between(connection: Connection, after: int = -_LAST, upto: int = _LAST) -> Iterator[Row]:
    """Return rows in order of position, from the one after `after` to `upto`."""
    return _pages(connection, compiled.EVENTS_AFTER, position=after, upto=upto)


def rows_by_meeting(connection: Connection) -> Iterator[Row]:
    """Return every row, those of one name together, names in order."""
    return _pages(connection, compiled.EVENTS_BY_MEETING, meeting="", version=0)


def rows_by(connection: Connection, recorder: str) -> Iterator[Row]:
    """Return what somebody recorded, newest first."""
    return _pages(connection, compiled.EVENTS_BY_RECORDER, recorder=recorder, position=_LAST)


def rows_that_relate(connection: Connection) -> list[Row]:
    """Return the rows that join two meetings, or may have been corrected to."""
    return _rows(connection, compiled.EVENTS_THAT_RELATE)


def rows_of(connection: Connection, name: str) -> list[Row]:
    """Return all rows that the fold of `name` needs: see `domain.selection`."""
    return rows_of_neighbourhood(connection, neighbourhood(connection, name))


def rows_of_neighbourhood(connection: Connection, neighbourhood: Neighbourhood) -> list[Row]:
    """Return all rows that the fold of a name with this neighbourhood needs."""
    merged, linked = neighbourhood
    rows = _rows(connection, compiled.EVENTS_OF_NAMES, names=sorted(merged))
    if linked:
        rows += _rows(connection, compiled.STRUCTURAL_EVENTS_OF_NAMES, names=sorted(linked))
    return rows


def rows_of_names(connection: Connection, names: Sequence[str]) -> list[Row]:
    """Return the rows recorded under some names, by name and in order."""
    rows = _rows(connection, compiled.EVENTS_OF_NAMES, names=list(names))
    return sorted(rows, key=lambda row: (row.meeting, row.version))


def names_published_since(connection: Connection, day: str) -> set[str]:
    """Return at least the names of which something was published, or holds, from a day on."""
    return {name for (name,) in connection.all(compiled.NAMES_PUBLISHED_SINCE, day=day)}


def names_recorded_after(connection: Connection, position: int) -> set[str]:
    """Return the names under which something was recorded after a position."""
    return {name for (name,) in connection.all(compiled.NAMES_RECORDED_AFTER, position=position)}


def used_names(connection: Connection) -> list[str]:
    """Return every valid name under which something was recorded, or that a rename gave."""
    names = {name for (name,) in connection.all(compiled.USED_NAMES) if is_meeting_name(name)}
    return sorted(names | joined_names(connection))


def rows_of_invalid_names(connection: Connection) -> list[Row]:
    """Return the rows whose meeting has no valid name: no command wrote them."""
    names = [name for (name,) in connection.all(compiled.USED_NAMES) if not is_meeting_name(name)]
    texts = [name for name in names if isinstance(name, str)]
    return _rows(connection, compiled.EVENTS_OF_NAMES, names=texts) if texts else []


def recorded_as(connection: Connection, fingerprint: str) -> list[tuple[str, int]]:
    """Return each meeting for which a news item was recorded, with the position, first to last."""
    return connection.all(compiled.RECORDED_AS, fingerprint=fingerprint)


def position_at(connection: Connection, utc: str) -> int:
    """Return the last position recorded up to an instant. `recorded_at` never falls, so a binary search finds it."""

    def recorded_at(position: int) -> str:
        """Return the time of the event; of one without a valid time, that of the last event before it with one."""
        for at in range(position, 0, -1):
            row = row_at(connection, at)
            if row and is_utc_text(row.recorded_at):
                return row.recorded_at
        return ""

    positions = range(1, read_head(connection).position + 1)
    return bisect_right(positions, utc, key=recorded_at)


# Relations: which meetings a link or a merge ever joined, so that a fold finds all events that it needs.


def add_relations(connection: Connection, relations: Sequence[Relation]) -> None:
    """Write relations."""
    connection.run_many(compiled.ADD_ROW["relations"], [relation._asdict() for relation in relations])


def all_relations(connection: Connection) -> list[Relation]:
    """Return all relations."""
    return [Relation(*row) for row in connection.all(compiled.ALL_RELATIONS)]


def joined_names(connection: Connection) -> set[str]:
    """Return every name that a link or a merge ever joined with another."""
    return _names(all_relations(connection))


def merged_groups(connection: Connection) -> dict[str, list[str]]:
    """Return, for each name that a merge ever joined with others, all names that merges joined with it."""
    groups: dict[str, list[str]] = {}
    for relation in all_relations(connection):
        if relation.type == "merged":
            group, other = (groups.get(name, [name]) for name in (relation.meeting, relation.other))
            if group is not other:
                joined = group + other
                groups |= dict.fromkeys(joined, joined)
    return groups


def neighbourhood(connection: Connection, name: str, unwritten: Sequence[Relation] = ()) -> Neighbourhood:
    """Return the names that a merge ever joined with `name`, itself included, and the names that a link joins to them.

    The latter include the names that merges joined with those. `unwritten` are relations that only a dry run has.
    """

    def relations_of(names: set[str]) -> list[Relation]:
        stored = [Relation(*row) for row in connection.all(compiled.RELATIONS_OF_NAMES, names=sorted(names))]
        return [*stored, *(relation for relation in unwritten if not names.isdisjoint(_names([relation])))]

    if not relations_of({name}):  # as with most names
        return {name}, set()
    merged = _closure(relations_of, {name})
    linked = _neighbours(relations_of, merged, "linked") - merged
    return merged, _closure(relations_of, linked) - merged


def with_neighbours(connection: Connection, names: set[str]) -> set[str]:
    """Return the names with the neighbourhood of each: all whose fold an event under one of the names may change."""
    reached = set(names)
    for name in names & joined_names(connection):
        merged, linked = neighbourhood(connection, name)
        reached |= merged | linked
    return reached


def _closure(relations_of: RelationsOf, names: set[str]) -> set[str]:
    """Return the names with all that merges ever joined with them, directly or not."""
    reached, fresh = names, names
    while fresh:
        fresh = _neighbours(relations_of, fresh, "merged") - reached
        reached = reached | fresh
    return reached


def _neighbours(relations_of: RelationsOf, names: set[str], kind: str) -> set[str]:
    return _names(relation for relation in relations_of(names) if relation.type == kind)


def _names(relations: Iterable[Relation]) -> set[str]:
    """Return both names of each relation."""
    return {name for relation in relations for name in (relation.meeting, relation.other)}


def _pages(connection: Connection, statement: Statement, **start: str | int) -> Iterator[Row]:
    """Yield the rows of a statement, page by page. A parameter that is named like a column follows the last row."""
    while rows := _rows(connection, statement, size=_PAGE, **start):
        yield from rows
        last = rows[-1]._asdict()
        start = {name: last.get(name, value) for name, value in start.items()}


def _rows(connection: Connection, statement: Statement, **parameters: object) -> list[Row]:
    return list(map(Row._make, connection.all(statement, **parameters)))
