"""The desk: texts of articles, the inbox and its decisions, what `watch` has seen, how far `notify` has come."""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables, all of them empty."""
    op.create_table(
        "articles",
        sa.Column("sha256", TEXT, primary_key=True),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )
    _make_inbox()
    op.create_table(
        "seen_items",
        sa.Column("feed", TEXT, primary_key=True),
        sa.Column("key", TEXT, primary_key=True),
        sa.Column("text_sha256", TEXT, nullable=False),
        sa.Column("seen_at", TEXT, nullable=False),
    )
    op.create_index("seen_items_key", "seen_items", ["key"])
    op.create_index("seen_items_text", "seen_items", ["text_sha256"])
    op.create_table(
        "cursors",
        sa.Column("target", TEXT, primary_key=True),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("moved_at", TEXT, nullable=False),
    )


def downgrade() -> None:
    """Refuse: there is no older schema that holds all of a log."""
    raise CommandError("there is no downgrade: a log is only upgraded. Restore a backup made before the upgrade.")


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("draft", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("queued_at", TEXT, nullable=False),
        sa.Column("queued_by", TEXT, nullable=False),
    )
    op.create_index("inbox_fingerprint", "inbox", ["fingerprint"])
    op.create_table(
        "decisions",
        sa.Column("draft", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("decision", TEXT, nullable=False),
        sa.Column("decided_at", TEXT, nullable=False),
        sa.Column("decided_by", TEXT, nullable=False),
        sa.Column("position", NUMBER),
        sa.Column("changed", TEXT, nullable=False),
        sa.Column("because", TEXT),
    )
