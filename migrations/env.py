"""How Alembic reaches the database: the connection that `tracker` hands over, or the URL given to `alembic -x`."""

from alembic import context
from sqlalchemy import Connection, create_engine

from tracker.store.tables import metadata


def run(connection: Connection) -> None:
    """Bring the schema of `connection` to the revision asked for, in the transaction that it is in."""
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    url = context.get_x_argument(as_dictionary=True).get("url", "sqlite:///tracker.db")
    with create_engine(url).begin() as own_connection:
        run(own_connection)
