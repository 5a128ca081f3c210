"""The tables, as SQLAlchemy Core defines them. Alembic makes them.

Text sorts by code point on every engine, as Python sorts it. `head` has one row a log. All tables but `events` and
`head` can be made anew from the log.
"""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

PlainText = Text().with_variant(Text(collation="C"), "postgresql")
# On SQLite an INTEGER primary key is the row's own number and needs no index beside it.
Number = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()

events = Table(
    "events",
    metadata,
    Column("position", Number, primary_key=True, autoincrement=False),
    Column("meeting", PlainText, nullable=False),
    Column("version", Number, nullable=False),
    Column("type", PlainText, nullable=False),
    Column("published", PlainText),
    Column("recorded_at", PlainText, nullable=False),
    Column("recorded_by", PlainText, nullable=False),
    Column("payload", PlainText, nullable=False),
    Column("fingerprint", PlainText),
    Column("hash", PlainText, nullable=False),
    UniqueConstraint("meeting", "version", name="events_stream"),
    CheckConstraint("position > 0", name="events_from_one"),
    Index("events_fingerprint", "fingerprint"),
)

head = Table(
    "head",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("position", Number, nullable=False),
    Column("hash", PlainText, nullable=False),
    Column("recorded_at", PlainText, nullable=False),
    Column("fold", Integer, nullable=False),
)

# Which meetings a link or a merge ever joined, so that a fold finds all that it needs.
relations = Table(
    "relations",
    metadata,
    Column("position", Number, primary_key=True, autoincrement=False),
    Column("type", PlainText, nullable=False),
    Column("meeting", PlainText, nullable=False),
    Column("other", PlainText, nullable=False),
    Index("relations_meeting", "meeting"),
    Index("relations_other", "other"),
)

# Every name ever used, and the meeting that it stands for now.
names = Table(
    "names",
    metadata,
    Column("name", PlainText, primary_key=True),
    Column("meeting", PlainText, nullable=False),
    Index("names_meeting", "meeting"),
)

# `earliest` and `latest` are null where there is no window, and the first or last day of all where a side is open.
meetings = Table(
    "meetings",
    metadata,
    Column("meeting", PlainText, primary_key=True),
    Column("status", PlainText),
    Column("host", PlainText),
    Column("earliest", PlainText),
    Column("latest", PlainText),
    Column("reports", Integer, nullable=False),
    Column("state", PlainText, nullable=False),
    Index("meetings_status", "status", "latest"),
    Index("meetings_window", "latest", "earliest"),
)

participants = Table(
    "participants",
    metadata,
    Column("meeting", PlainText, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("name", PlainText, nullable=False),
    Column("country", PlainText),
    Index("participants_country", "country"),
)

origins = Table(
    "origins",
    metadata,
    Column("origin", PlainText, primary_key=True),
    Column("meeting", PlainText, primary_key=True),
    Index("origins_meeting", "meeting"),
)
