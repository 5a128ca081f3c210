"""Which meetings a link or a merge ever joined, so that a fold finds all that it needs."""

from collections.abc import Sequence

from tracker.store.connection import Connection, placeholders

Relation = tuple[int, str, str, str]


def add(connection: Connection, relations: Sequence[Relation]) -> None:
    """Remember relations: position, `linked` or `merged`, the meeting, the other one."""
    connection.many(
        "INSERT INTO relations (position, type, meeting, other) VALUES (:position, :type, :meeting, :other)", relations
    )


def every(connection: Connection) -> list[Relation]:
    """Return all relations."""
    rows = connection.all("SELECT position, type, meeting, other FROM relations")
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def joined_names(connection: Connection) -> set[str]:
    """Return every name that a link or a merge ever touched."""
    rows = connection.all("SELECT meeting, other FROM relations")
    return {name for row in rows for name in row}


def neighbourhood(connection: Connection, name: str) -> tuple[set[str], set[str]]:
    """Return the names that a merge ever joined with `name`, itself included, and those at the end of a link of them.

    The names that merges joined with the latter are among them.
    """
    if not _touching(connection, {name}):  # as with most names
        return {name}, set()
    own = _closure(connection, {name}, "merged")
    linked = _neighbours(connection, own, "linked") - own
    return own, _closure(connection, linked, "merged") - own


def _closure(connection: Connection, names: set[str], relation: str) -> set[str]:
    known, fresh = set(names), set(names)
    while fresh:
        fresh = _neighbours(connection, fresh, relation) - known
        known |= fresh
    return known


def _neighbours(connection: Connection, names: set[str], relation: str) -> set[str]:
    touching = _touching(connection, names) if names else []
    return {name for kind, *both in touching if kind == relation for name in both}


def _touching(connection: Connection, names: set[str]) -> list[tuple[str, str, str]]:
    """Return type, meeting and other one of the relations that touch one of the names."""
    listed, parameters = placeholders("name", sorted(names))
    rows = connection.all(
        f"SELECT type, meeting, other FROM relations WHERE meeting IN ({listed}) "
        f"UNION SELECT type, meeting, other FROM relations WHERE other IN ({listed})",
        **parameters,
    )
    return [(row[0], row[1], row[2]) for row in rows]
