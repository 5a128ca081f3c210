"""The ledger: the log with its guards, its head, and the projection.

The text of a migration never changes once it is released, so it repeats what `tracker.store` says today.
"""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")

REFUSE = "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
GAPLESS = (
    "WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events) "
    "OR NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM events WHERE meeting = NEW.meeting) "
    "BEGIN SELECT RAISE(ABORT, 'positions and versions of the log have no gaps'); END"
)
SQLITE_GUARDS = (
    f"CREATE TRIGGER events_no_update BEFORE UPDATE ON events {REFUSE}",
    f"CREATE TRIGGER events_no_delete BEFORE DELETE ON events {REFUSE}",
    f"CREATE TRIGGER events_in_order BEFORE INSERT ON events {GAPLESS}",
)

RAISE = "BEGIN RAISE EXCEPTION 'the log is append-only'; END"
RAISE_IF_GAP = (
    "BEGIN IF NEW.position IS DISTINCT FROM (SELECT coalesce(max(position), 0) + 1 FROM events) "
    "OR NEW.version IS DISTINCT FROM "
    "(SELECT coalesce(max(version), 0) + 1 FROM events WHERE meeting = NEW.meeting) THEN "
    "RAISE EXCEPTION 'positions and versions of the log have no gaps'; END IF; RETURN NEW; END"
)
POSTGRESQL_GUARDS = (
    ("events_no_update", "BEFORE UPDATE OR DELETE ON events FOR EACH ROW", RAISE),
    ("events_no_truncate", "BEFORE TRUNCATE ON events FOR EACH STATEMENT", RAISE),
    ("events_in_order", "BEFORE INSERT ON events FOR EACH ROW", RAISE_IF_GAP),
)


def upgrade() -> None:
    """Make every table, and the guards of the engine at hand."""
    _make_log()
    _make_projection()
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_GUARDS:
            op.execute(statement)
    else:
        for name, fires, body in POSTGRESQL_GUARDS:
            op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard${body}$guard$")
            op.execute(f"CREATE TRIGGER {name} {fires} EXECUTE FUNCTION {name}()")
            op.execute(f"ALTER TABLE events ENABLE ALWAYS TRIGGER {name}")


def downgrade() -> None:
    """Refuse: there is no older schema that holds all of a log."""
    raise CommandError("there is no downgrade: a log is only upgraded. Restore a backup made before the upgrade.")


def _make_log() -> None:
    op.create_table(
        "events",
        sa.Column("position", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("meeting", TEXT, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("published", TEXT),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.Column("recorded_by", TEXT, nullable=False),
        sa.Column("payload", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT),
        sa.Column("hash", TEXT, nullable=False),
        sa.UniqueConstraint("meeting", "version", name="events_stream"),
        sa.CheckConstraint("position > 0", name="events_from_one"),
    )
    op.create_index("events_fingerprint", "events", ["fingerprint"])
    head = op.create_table(
        "head",
        sa.Column("log", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.Column("fold", sa.Integer, nullable=False),
    )
    op.bulk_insert(head, [{"log": 1, "position": 0, "hash": "0" * 64, "recorded_at": "", "fold": 0}])


def _make_projection() -> None:
    op.create_table(
        "relations",
        sa.Column("position", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("meeting", TEXT, nullable=False),
        sa.Column("other", TEXT, nullable=False),
    )
    op.create_index("relations_meeting", "relations", ["meeting"])
    op.create_index("relations_other", "relations", ["other"])
    op.create_table(
        "names",
        sa.Column("name", TEXT, primary_key=True),
        sa.Column("meeting", TEXT, nullable=False),
    )
    op.create_index("names_meeting", "names", ["meeting"])
    op.create_table(
        "meetings",
        sa.Column("meeting", TEXT, primary_key=True),
        sa.Column("status", TEXT),
        sa.Column("host", TEXT),
        sa.Column("earliest", TEXT),
        sa.Column("latest", TEXT),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("state", TEXT, nullable=False),
    )
    op.create_index("meetings_status", "meetings", ["status", "latest"])
    op.create_index("meetings_window", "meetings", ["latest", "earliest"])
    op.create_table(
        "participants",
        sa.Column("meeting", TEXT, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("country", TEXT),
    )
    op.create_index("participants_country", "participants", ["country"])
    op.create_table(
        "origins",
        sa.Column("origin", TEXT, primary_key=True),
        sa.Column("meeting", TEXT, primary_key=True),
    )
    op.create_index("origins_meeting", "origins", ["meeting"])
