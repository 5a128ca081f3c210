"""The triggers that keep the log append-only, by engine, as `verify` looks for them."""

from typing import Final

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
_GAPLESS = (
    "WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events) "
    "OR NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM events WHERE meeting = NEW.meeting) "
    "BEGIN SELECT RAISE(ABORT, 'positions and versions of the log have no gaps'); END"
)

# Name: the statement that makes it, as sqlite_master keeps it.
SQLITE: Final = {
    "events_no_update": f"CREATE TRIGGER events_no_update BEFORE UPDATE ON events {_REFUSE}",
    "events_no_delete": f"CREATE TRIGGER events_no_delete BEFORE DELETE ON events {_REFUSE}",
    "events_in_order": f"CREATE TRIGGER events_in_order BEFORE INSERT ON events {_GAPLESS}",
}

_RAISE = "BEGIN RAISE EXCEPTION 'the log is append-only'; END"
_RAISE_IF_GAP = (
    "BEGIN IF NEW.position IS DISTINCT FROM (SELECT coalesce(max(position), 0) + 1 FROM events) "
    "OR NEW.version IS DISTINCT FROM "
    "(SELECT coalesce(max(version), 0) + 1 FROM events WHERE meeting = NEW.meeting) THEN "
    "RAISE EXCEPTION 'positions and versions of the log have no gaps'; END IF; RETURN NEW; END"
)

_ON_EACH = "ON events FOR EACH"

# Name: when the trigger fires, as PostgreSQL words it, and the body of the function that it runs.
POSTGRESQL: Final = {
    "events_no_update": (f"BEFORE DELETE OR UPDATE {_ON_EACH} ROW", _RAISE),
    "events_no_truncate": (f"BEFORE TRUNCATE {_ON_EACH} STATEMENT", _RAISE),
    "events_in_order": (f"BEFORE INSERT {_ON_EACH} ROW", _RAISE_IF_GAP),
}
