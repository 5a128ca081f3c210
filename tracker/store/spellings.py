"""Other spellings of names, outside the chain: what the desk said of them is replaced and removed, not appended."""

from collections.abc import Sequence

from tracker.domain.names import folded
from tracker.domain.spellings import Spelling, Spellings, is_name_of_person
from tracker.store import compiled
from tracker.store.connection import Connection


def rows(connection: Connection) -> list[Spelling]:
    """Return every spelling, by name. A row that no command could have written counts for nothing."""
    return [
        Spelling(spelling=spelling, name=name, recorded_at=recorded_at, recorded_by=recorded_by)
        for _, spelling, name, recorded_at, recorded_by in connection.all(compiled.ALL_SPELLINGS)
        if is_name_of_person(spelling) and is_name_of_person(name)
    ]


def read(connection: Connection) -> Spellings:
    """Return all spellings."""
    return Spellings(rows(connection))


def put(connection: Connection, spellings: Sequence[Spelling]) -> None:
    """Write spellings, each in place of an equal one."""
    for spelling in spellings:
        key = folded(spelling.spelling)
        remove(connection, key)
        connection.run(
            compiled.ADD_ROW["spellings"],
            folded=key,
            spelling=spelling.spelling,
            name=spelling.name,
            recorded_at=spelling.recorded_at,
            recorded_by=spelling.recorded_by,
        )


def rename(connection: Connection, old: str, new: str) -> None:
    """Let the spellings of a name be those of another."""
    connection.run(compiled.RENAME_SPELLINGS, old=old, new=new)


def remove(connection: Connection, key: str) -> None:
    """Remove a spelling, given folded."""
    connection.run(compiled.REMOVE_SPELLING, spelling=key)
