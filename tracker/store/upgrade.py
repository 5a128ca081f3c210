"""Upgrading the schema of a log with Alembic, under a lock and in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.pool import StaticPool

from tracker.domain.errors import TrackerError
from tracker.store import integrity, log, projection
from tracker.store.connection import Connection
from tracker.store.postgresql import LOCK, PostgresqlConnection
from tracker.store.schema import SCHEMA, schema_of
from tracker.store.sqlite import SqliteConnection

MIGRATIONS = "tracker.migrations:"
_DIALECTS = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}


def upgrade(connection: Connection) -> None:
    """Upgrade the schema to the newest revision. A process that comes second waits, and has nothing left to do.

    The projection is emptied, since its tables may have changed; `head.fold` says that it has to be rebuilt.
    """
    assert isinstance(connection, SqliteConnection | PostgresqlConnection)  # noqa: S101 - the two engines
    with connection.sentences(), _sqlalchemy(connection) as bound, connection.transaction(write=True, lock=False):
        if isinstance(connection, PostgresqlConnection):
            connection.run_script([LOCK])
        if schema_of(connection) == SCHEMA:
            return
        config = Config(attributes={"connection": bound})
        config.set_main_option("script_location", MIGRATIONS)
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "head")
        # Alembic's batch operations drop the triggers of a SQLite table silently.
        altered = next(integrity.altered_objects(connection), None)
        if altered:
            raise TrackerError(f"the schema could not be upgraded: {altered}", "Nothing was changed.")
        projection.clear(connection)
        log.set_fold(connection, 0)


@contextmanager
def _sqlalchemy(connection: SqliteConnection | PostgresqlConnection) -> Iterator[sa.Connection]:
    """Return what Alembic works with: SQLAlchemy over our driver connection, in our transaction.

    SQLAlchemy's own BEGIN and COMMIT do nothing here: sqlite3 is in autocommit mode, and psycopg has begun already.
    """
    driver: Any = connection.driver
    engine = sa.create_engine(_DIALECTS[connection.engine], creator=lambda: driver, poolclass=StaticPool)
    try:
        with engine.connect() as bound, bound.begin():
            yield bound
    except sa.exc.DBAPIError as error:
        raise error.orig or error from None
