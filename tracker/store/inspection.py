"""Looking at the database itself: whether its pages, tables and indexes are whole, and the log is guarded."""

from collections.abc import Iterator, Mapping

from tracker.store import guards, shape
from tracker.store.connection import Connection

_POSTGRESQL_GUARDS = (
    "SELECT tgname, tgenabled, pg_get_triggerdef(pg_trigger.oid, true), prosrc "
    "FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE tgrelid = to_regclass('events') AND NOT tgisinternal"
)
_FAULTS_TOLD = 5


def damaged_pages(connection: Connection) -> Iterator[str]:
    """Return a sentence for each of the first faults of a file that its rows need not show, as in an index.

    Of PostgreSQL's files its own tools know (`pg_amcheck`, data checksums).
    """
    if connection.engine == "sqlite":
        for (fault,) in connection.all(f"PRAGMA integrity_check({_FAULTS_TOLD})"):
            if fault != "ok":
                yield f"{connection.where} is damaged: {fault}"


def altered_schema(connection: Connection) -> Iterator[str]:
    """Return a sentence for each table and index of a file that is not as tracker makes it."""
    if connection.engine == "sqlite":
        found = shape.digests(connection)
        for name, wanted in shape.SQLITE.items():
            if found.get(name) != wanted:
                yield f"the {wanted.split()[0]} {name} is {'altered' if name in found else 'missing'}"


def missing_guards(connection: Connection) -> Iterator[str]:
    """Return a sentence for each trigger that is missing, altered or switched off."""
    if connection.engine == "sqlite":
        found = dict(connection.all("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        wanted: Mapping[str, object] = guards.SQLITE
    else:
        rows = connection.all(_POSTGRESQL_GUARDS)
        found = {name: (fires, body) for name, enabled, fires, body in rows if enabled == "A"}
        wanted = {
            name: (f"CREATE TRIGGER {name} {fires} EXECUTE FUNCTION {name}()", body)
            for name, (fires, body) in guards.POSTGRESQL.items()
        }
    for name, definition in wanted.items():
        if found.get(name) != definition:
            yield f"the trigger {name} is {'altered' if name in found else 'missing'}: the log is not guarded"
