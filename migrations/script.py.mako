"""${message}."""

from alembic import op
from alembic.util import CommandError

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Refuse: there is no older schema that holds all of a log."""
    raise CommandError("there is no downgrade: a log is only upgraded. Restore a backup made before the upgrade.")
