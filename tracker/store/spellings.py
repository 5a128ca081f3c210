"""Other spellings of names, outside the chain: what the desk said of them is replaced and removed, not appended."""

from collections.abc import Iterator, Sequence

from tracker.domain.clocks import is_utc_text
from tracker.domain.names import folded
from tracker.domain.spellings import Spelling, Spellings, is_name_of_person
from tracker.store import compiled
from tracker.store.connection import Connection


def rows(connection: Connection) -> list[Spelling]:
    """Return every spelling, by name. A row that no command could have written counts for nothing."""
    return [spelling for key, spelling in _stored(connection) if _is_sound(key, spelling)]


def unsound_keys(connection: Connection) -> list[str]:
    """Return the keys of the rows that no command could have written."""
    return [key for key, spelling in _stored(connection) if not _is_sound(key, spelling)]


def keys(connection: Connection) -> list[str]:
    """Return the keys of all rows."""
    return [key for key, _ in _stored(connection)]


def _stored(connection: Connection) -> Iterator[tuple[str, Spelling]]:
    for key, spelling, name, recorded_at, recorded_by in connection.all(compiled.ALL_SPELLINGS):
        yield (
            str(key),
            Spelling(spelling=spelling, name=name, recorded_at=str(recorded_at), recorded_by=str(recorded_by)),
        )


def _is_sound(key: str, row: Spelling) -> bool:
    are_names = is_name_of_person(row.spelling) and is_name_of_person(row.name)
    return are_names and folded(row.spelling) == key != folded(row.name) and is_utc_text(row.recorded_at)


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
