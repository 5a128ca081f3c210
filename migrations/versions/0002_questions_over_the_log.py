"""Questions over the whole log: folded texts, and the records of meetings. Other spellings of a person's name."""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables. The program fills the first two from the log when it rebuilds the projection."""
    op.create_table(
        "texts",
        sa.Column("position", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("meeting", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
    )
    op.create_table(
        "records",
        sa.Column("meeting", TEXT, primary_key=True),
        sa.Column("course", TEXT, nullable=False),
        sa.Column("outlets", TEXT, nullable=False),
        sa.Column("lag", TEXT, nullable=False),
    )
    op.create_table(
        "spellings",
        sa.Column("folded", TEXT, primary_key=True),
        sa.Column("spelling", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.Column("recorded_by", TEXT, nullable=False),
    )
    op.create_index("spellings_name", "spellings", ["name"])


def downgrade() -> None:
    """Refuse: there is no older schema that holds all of a log."""
    raise CommandError("there is no downgrade: a log is only upgraded. Restore a backup made before the upgrade.")
