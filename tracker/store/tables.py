"""The schema: every table, index and trigger of a log. All SQL is derived from here (see `compile`).

Text sorts by code point on both engines, as Python sorts it. `events` is the log and `head` its end. `spellings` stands
outside the log, and so do the tables of the desk, from `articles` on. Every other table is a projection that `rebuild`
makes again from the log.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

PlainText = Text().with_variant(Text(collation="C"), "postgresql")
# In SQLite an INTEGER primary key is the row number itself and needs no index.
Number = BigInteger().with_variant(Integer, "sqlite")


def _text(name: str, *, nullable: bool = False, primary_key: bool = False) -> Column[str]:
    return Column(name, PlainText, nullable=nullable, primary_key=primary_key)


def _number(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(name, Number, nullable=False, primary_key=primary_key, autoincrement=False)


def _small(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=False, primary_key=primary_key, autoincrement=False)


metadata = MetaData()

events = Table(
    "events",
    metadata,
    _number("position", primary_key=True),
    _text("meeting"),
    _number("version"),
    _text("type"),
    _text("published", nullable=True),
    _text("recorded_at"),
    _text("recorded_by"),
    _text("payload"),
    _text("fingerprint", nullable=True),
    _text("hash"),
    UniqueConstraint("meeting", "version", name="events_stream"),
    CheckConstraint("position > 0", name="events_from_one"),
    Index("events_fingerprint", "fingerprint"),
)

# One row, with `log` = 1: where the log ends, and the version of the fold that made the projection.
head = Table(
    "head",
    metadata,
    _small("log", primary_key=True),
    _number("position"),
    _text("hash"),
    _text("recorded_at"),
    _small("fold"),
)

# The links and merges ever recorded between two meetings, retracted ones included.
relations = Table(
    "relations",
    metadata,
    _number("position", primary_key=True),
    _text("type"),
    _text("meeting"),
    _text("other"),
    Index("relations_meeting", "meeting"),
    Index("relations_other", "other"),
)

# Every name ever used, and the meeting that it stands for now.
names = Table(
    "names",
    metadata,
    _text("name", primary_key=True),
    _text("meeting"),
    Index("names_meeting", "meeting"),
)

# `earliest` and `latest` are null without a window; an open end holds the first or last day of the calendar.
meetings = Table(
    "meetings",
    metadata,
    _text("meeting", primary_key=True),
    _text("status", nullable=True),
    _text("host", nullable=True),
    _text("earliest", nullable=True),
    _text("latest", nullable=True),
    _small("reports"),
    _text("state"),
    Index("meetings_status", "status", "latest"),
    Index("meetings_window", "latest", "earliest"),
)

participants = Table(
    "participants",
    metadata,
    _text("meeting", primary_key=True),
    _small("place", primary_key=True),
    _text("name"),
    _text("country", nullable=True),
    Index("participants_country", "country"),
)

origins = Table(
    "origins",
    metadata,
    _text("origin", primary_key=True),
    _text("meeting", primary_key=True),
    Index("origins_meeting", "meeting"),
)

# What `search` scans: the folded text of an event that has any. It depends on that event alone.
texts = Table(
    "texts",
    metadata,
    _number("position", primary_key=True),
    _text("meeting"),
    _text("text"),
)

# What `outlets` (JSON lines, one a statement or item) and `lag` (JSON) read of a meeting, and the `course` from which
# the next report makes both.
records = Table(
    "records",
    metadata,
    _text("meeting", primary_key=True),
    _text("course"),
    _text("outlets"),
    _text("lag"),
)

# Other spellings of a person's name. `folded` is the spelling as spellings are compared.
spellings = Table(
    "spellings",
    metadata,
    _text("folded", primary_key=True),
    _text("spelling"),
    _text("name"),
    _text("recorded_at"),
    _text("recorded_by"),
    Index("spellings_name", "name"),
)

# The texts that reports and drafts rest on: UTF-8, compressed with zlib, by the SHA-256 of the text.
articles = Table(
    "articles",
    metadata,
    _text("sha256", primary_key=True),
    _small("characters"),
    Column("text", LargeBinary, nullable=False),
)

# Every draft that was ever put into the inbox, as JSON. Those without a decision wait.
inbox = Table(
    "inbox",
    metadata,
    _number("draft", primary_key=True),
    _text("fingerprint"),
    _text("content"),
    _text("queued_at"),
    _text("queued_by"),
    Index("inbox_fingerprint", "fingerprint"),
)

# `position` is that of the event that an accepted draft was recorded as, `changed` a JSON list of the edited fields.
decisions = Table(
    "decisions",
    metadata,
    _number("draft", primary_key=True),
    _text("decision"),
    _text("decided_at"),
    _text("decided_by"),
    Column("position", Number),
    _text("changed"),
    _text("because", nullable=True),
)

# The items of feeds that `watch` has taken. `key` is a guid or an address; `text_sha256` the hash of the text as read.
seen_items = Table(
    "seen_items",
    metadata,
    _text("feed", primary_key=True),
    _text("key", primary_key=True),
    _text("text_sha256"),
    _text("seen_at"),
    Index("seen_items_key", "key"),
    Index("seen_items_text", "text_sha256"),
)

# Up to which position of the log `notify` has sent to a target.
cursors = Table(
    "cursors",
    metadata,
    _text("target", primary_key=True),
    _number("position"),
    _text("moved_at"),
)

# Alembic's own table, as Alembic defines it: a log that is made without Alembic needs it for later upgrades.
alembic_version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

# The triggers keep the log append-only and its positions without gaps. They are constant text: SQLAlchemy has no
# construct for them.
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
_REFUSE_GAP = (
    "WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events) "
    "OR NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM events WHERE meeting = NEW.meeting) "
    "BEGIN SELECT RAISE(ABORT, 'positions and versions of the log have no gaps'); END"
)
SQLITE_TRIGGERS: Final = (
    f"CREATE TRIGGER events_no_update BEFORE UPDATE ON events {_REFUSE}",
    f"CREATE TRIGGER events_no_delete BEFORE DELETE ON events {_REFUSE}",
    f"CREATE TRIGGER events_in_order BEFORE INSERT ON events {_REFUSE_GAP}",
)

_RAISE = "BEGIN RAISE EXCEPTION 'the log is append-only'; END"
_RAISE_GAP = (
    "BEGIN IF NEW.position IS DISTINCT FROM (SELECT coalesce(max(position), 0) + 1 FROM events) "
    "OR NEW.version IS DISTINCT FROM "
    "(SELECT coalesce(max(version), 0) + 1 FROM events WHERE meeting = NEW.meeting) THEN "
    "RAISE EXCEPTION 'positions and versions of the log have no gaps'; END IF; RETURN NEW; END"
)
# Name: when the trigger fires, as PostgreSQL words it, and the body of its function.
POSTGRESQL_TRIGGERS: Final = {
    "events_no_update": ("BEFORE DELETE OR UPDATE ON events FOR EACH ROW", _RAISE),
    "events_no_truncate": ("BEFORE TRUNCATE ON events FOR EACH STATEMENT", _RAISE),
    "events_in_order": ("BEFORE INSERT ON events FOR EACH ROW", _RAISE_GAP),
}
