"""How Alembic reaches the database: by the connection that `tracker` hands over, or by `alembic -x url=…`."""

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool, StaticPool

from tracker.domain.errors import TrackerError
from tracker.store import sqlite, sqlite_file
from tracker.store.opening import file_of
from tracker.store.tables import metadata


def mark_as_ours(connection: Connection) -> None:
    """Write into the header of a SQLite file that it belongs to `tracker`, which opens no other file."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={sqlite_file.APPLICATION_ID}")


def run(connection: Connection) -> None:
    """Bring the schema of `connection` to the requested revision, in the transaction that it is in."""
    mark_as_ours(connection)
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    context.run_migrations()


def run_on_file(path: str) -> None:
    """Open a SQLite file as `tracker` does, which refuses the database of another program, and migrate it."""
    file = sqlite.connect(path, create=True)
    engine = create_engine("sqlite://", creator=lambda: file.driver, poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            run(connection)
    finally:
        file.close()


def run_on_url(url: str) -> None:
    """Migrate the database at `url`."""
    path = file_of(url)
    if path is not None:
        run_on_file(path)
        return
    with create_engine(url, poolclass=NullPool, hide_parameters=True).begin() as connection:
        run(connection)


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    try:
        run_on_url(context.get_x_argument(as_dictionary=True).get("url", "sqlite:///tracker.db"))
    except TrackerError as error:
        raise CommandError(f"{error}\nhint: {error.hint}") from error
