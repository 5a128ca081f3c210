"""The tables and indexes of a sound file, as `verify` looks for them without asking Alembic to make some to compare.

The letters are compared and not the lines: how a statement is broken into lines is up to the version of what wrote it.
"""

import hashlib
from typing import Final

from tracker.store.connection import Connection

# Name: what it is, and the digest of its definition, in the newest revision. A test makes a log and compares.
SQLITE: Final = {
    "alembic_version": "table 1cca382f354606a6",
    "sqlite_autoindex_alembic_version_1": "index 7cdb85299338109c",
    "events": "table 7507e5e4b72c2971",
    "sqlite_autoindex_events_1": "index 9e504d82c6967244",
    "events_fingerprint": "index 5066d2b7e7d23508",
    "head": "table 4a82765f9940d778",
    "relations": "table 380a6963d214b8ea",
    "relations_meeting": "index 224a9ab082454a06",
    "relations_other": "index 4514c887d2543e7d",
    "names": "table ee8b32c39871864e",
    "sqlite_autoindex_names_1": "index c76359415d42b9c4",
    "names_meeting": "index 9f39f21f46e9c100",
    "meetings": "table 632acf145f79e546",
    "sqlite_autoindex_meetings_1": "index b14501b71970d6d4",
    "meetings_status": "index 8e9c5f70601d5bd7",
    "meetings_window": "index 95f63f7da6df4429",
    "participants": "table f7a21338af590ce5",
    "sqlite_autoindex_participants_1": "index 4e5e470670679bbb",
    "participants_country": "index 3bcac218d4979844",
    "origins": "table 0d3375f5570c4769",
    "sqlite_autoindex_origins_1": "index f39ce5cb735aa07a",
    "origins_meeting": "index 204b46431c90c029",
}


def digests(connection: Connection) -> dict[str, str]:
    """Return the digest of the definition of each table and index of a file."""
    rows = connection.all("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type <> 'trigger'")
    return {name: _digest(kind, name, table, sql or "") for kind, name, table, sql in rows}


def _digest(kind: str, name: str, table: str, sql: str) -> str:
    letters = "\0".join((kind, name, table, *sql.split()))
    return f"{kind} {hashlib.sha256(letters.encode()).hexdigest()[:16]}"
