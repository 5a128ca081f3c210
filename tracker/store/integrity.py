"""Checks of the database itself: its pages, and whether its tables, indexes and triggers are as they were created."""

from collections.abc import Iterator

from tracker.store.compiled import POSTGRESQL_TRIGGERS
from tracker.store.connection import Connection, Statement
from tracker.store.schema import empty_log

_PAGES = Statement("PRAGMA integrity_check(5)", "")
_OBJECTS = Statement(
    "SELECT type, name, sql || ' ON ' || tbl_name FROM sqlite_master",
    "SELECT 'trigger', tgname, tgenabled::text || ' ' || pg_get_triggerdef(pg_trigger.oid, true) || ' ' || prosrc "
    "FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE tgrelid = to_regclass('events') AND NOT tgisinternal",
)

# Type and name of a database object, and its definition.
Objects = dict[tuple[str, str], list[str]]


def damaged_pages(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each of the first faults in the pages of a file, such as in an index.

    PostgreSQL has tools of its own for its files: pg_amcheck and data checksums.
    """
    if connection.engine == "sqlite":
        for (fault,) in connection.all(_PAGES):
            if fault != "ok":
                yield f"{connection.where} is damaged: {fault}"


def altered_objects(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each table, index or trigger that is missing, altered or off; on a server, triggers."""
    present = _objects(connection)
    for (kind, name), definition in _expected_objects(connection.engine).items():
        if present.get((kind, name)) != definition:
            change = "altered" if (kind, name) in present else "missing"
            consequence = ": the log is not guarded" if kind == "trigger" else ""
            yield f"the {kind} {name} is {change}{consequence}"


def _objects(connection: Connection) -> Objects:
    """Return what the database holds. How a definition is broken into lines depends on the program that wrote it."""
    return {(kind, name): (definition or "").split() for kind, name, definition in connection.all(_OBJECTS)}


def _expected_objects(engine: str) -> Objects:
    if engine == "sqlite":
        fresh = empty_log()
        expected = _objects(fresh)
        fresh.close()
        return expected
    return {
        ("trigger", name): f"A CREATE TRIGGER {name} {event} EXECUTE FUNCTION {name}() {body}".split()
        for name, (event, body) in POSTGRESQL_TRIGGERS.items()
    }
