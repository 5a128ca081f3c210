"""Making and upgrading the schema: Alembic, under a lock, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.pool import StaticPool

from tracker.domain.errors import TrackerError
from tracker.store import inspection, log, saving, server, sqlite
from tracker.store.connection import Connection
from tracker.store.schema import SCHEMA, schema_of

# Any number, the same in every version of this program: who upgrades a log holds it.
_UPGRADING: Final = 7_160_341


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest revision. Whoever comes second waits, and finds it done.

    The projection is emptied: its tables may have changed, and `head.fold` says that it is to be made anew.
    """
    if isinstance(connection, sqlite.SqliteConnection):
        _upgrade_file(connection)
    elif isinstance(connection, server.ServerConnection):
        _upgrade_server(connection)


def _upgrade_file(connection: sqlite.SqliteConnection) -> None:
    """Let Alembic work inside our own `BEGIN IMMEDIATE`: SQLAlchemy believes that it has begun, and sqlite3 has."""
    with connection.told(), _bound("sqlite://", connection.raw) as bound, connection.transaction(write=True):
        connection.run(f"PRAGMA application_id={sqlite.APPLICATION_ID}")
        _migrate(connection, bound)


def _upgrade_server(connection: server.ServerConnection) -> None:
    with (
        connection.told(),
        _bound("postgresql+psycopg://", connection.driver) as bound,
        connection.transaction(write=True),
    ):
        connection.run("SELECT pg_advisory_xact_lock(:key)", key=_UPGRADING)
        if schema_of(connection) is not None:
            log.lock(connection)  # first, as every writer does
        _migrate(connection, bound)


@contextmanager
def _bound(dialect: str, driver: Any) -> Iterator[sa.Connection]:  # noqa: ANN401 - the driver's own connection
    """Return what Alembic works with, over a connection whose transactions are ours."""
    engine = sa.create_engine(dialect, creator=lambda: driver, poolclass=StaticPool, hide_parameters=True)
    try:
        with engine.connect() as bound, bound.begin():
            yield bound
    except sa.exc.DBAPIError as error:
        raise error.orig or error from None


def _migrate(connection: Connection, bound: sa.Connection) -> None:
    if schema_of(connection) == SCHEMA:
        return  # whoever held the lock before has done it
    config = Config(attributes={"connection": bound})
    config.set_main_option("script_location", "tracker.migrations:")
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
    # Alembic's batch operations drop the triggers of a SQLite table without a word.
    if missing := list(inspection.missing_guards(connection)):
        raise TrackerError(f"the schema could not be upgraded: {missing[0]}", "Nothing was changed.")
    connection.run("UPDATE head SET fold = 0 WHERE log = 1")
    saving.clear(connection)
