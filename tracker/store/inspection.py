"""Looking at the database itself: whether the triggers that guard the log are in place."""

from collections.abc import Iterator, Mapping

from tracker.store import guards
from tracker.store.connection import Connection

_POSTGRESQL_GUARDS = (
    "SELECT tgname, tgenabled, pg_get_triggerdef(pg_trigger.oid, true), prosrc "
    "FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE tgrelid = to_regclass('events') AND NOT tgisinternal"
)


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
