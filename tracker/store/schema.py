"""The schema of a log: which one it has, and creating it in an empty database."""

from typing import Final

from tracker.store import compiled, sqlite, sqlite_file
from tracker.store.connection import Connection, Statement
from tracker.store.log import EMPTY_HEAD

# The newest revision in migrations/versions; a test compares them.
SCHEMA: Final = "0003"

# PostgreSQL's advisory lock for creating a log: the same number in every version of tracker.
SCHEMA_LOCK: Final = 7160341

# In a file, the write lock is enough.
_BEGIN_SCHEMA: Final = Statement(
    f"PRAGMA application_id={sqlite_file.APPLICATION_ID}", f"SELECT pg_advisory_xact_lock({SCHEMA_LOCK})"
)

_HAS_SCHEMA: Final = Statement(
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'",
    # Not to_regclass: after a wait it may still miss a table that another session has just created.
    "SELECT 1 FROM pg_class WHERE relname = 'alembic_version' AND pg_table_is_visible(oid)",
)


def schema_of(connection: Connection) -> str | None:
    """Return the revision of the schema, or None without one. Call it in a transaction."""
    if connection.one(_HAS_SCHEMA) is None:
        return None
    row = connection.one(compiled.SCHEMA_VERSION)
    return str(row[0]) if row else None


def create_schema(connection: Connection) -> None:
    """Create the schema of an empty log, unless another process was faster."""
    with connection.transaction(write=True, lock=False):
        connection.run(_BEGIN_SCHEMA)
        if schema_of(connection) is None:
            connection.run_script(compiled.SCHEMA[connection.engine])
            connection.run(compiled.ADD_ROW["alembic_version"], version_num=SCHEMA)
            connection.run(compiled.ADD_ROW["head"], log=1, **EMPTY_HEAD._asdict())


def empty_log() -> Connection:
    """Return an empty log in memory."""
    connection = sqlite.connect_to_memory()
    create_schema(connection)
    return connection
