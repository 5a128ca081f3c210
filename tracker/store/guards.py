"""The triggers that keep the log append-only, by engine, as `verify` looks for them."""

from typing import Final

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
_GAPLESS = (
    "WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events) "
    "BEGIN SELECT RAISE(ABORT, 'positions of the log have no gaps'); END"
)

# Name: the statement that makes it, as sqlite_master keeps it.
SQLITE: Final = {
    "events_no_update": f"CREATE TRIGGER events_no_update BEFORE UPDATE ON events {_REFUSE}",
    "events_no_delete": f"CREATE TRIGGER events_no_delete BEFORE DELETE ON events {_REFUSE}",
    "events_in_order": f"CREATE TRIGGER events_in_order BEFORE INSERT ON events {_GAPLESS}",
}

_RAISE = "BEGIN RAISE EXCEPTION 'the log is append-only'; END"
_RAISE_IF_GAP = (
    "BEGIN IF NEW.position IS DISTINCT FROM (SELECT coalesce(max(position), 0) + 1 FROM events) THEN "
    "RAISE EXCEPTION 'positions of the log have no gaps'; END IF; RETURN NEW; END"
)

# Name: the body of the function that it runs, which bears the same name.
POSTGRESQL: Final = {
    "events_no_update": _RAISE,
    "events_no_truncate": _RAISE,
    "events_in_order": _RAISE_IF_GAP,
}
