"""The database itself refuses whatever is not an event at the end of the log."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.engines import on_a_file, on_a_server
from tests.store.raw import REFUSED, Run, is_server, raw
from tests.store.rows import fill, row
from tracker.domain.errors import TrackerError
from tracker.store.opening import open_log

_COLUMNS = "position, meeting, version, type, recorded_at, recorded_by, payload, hash"


@pytest.fixture
def run(place: str) -> Iterator[Run]:
    """Run SQL past tracker on a log of three events, which must stand unchanged afterwards."""
    connection = open_log(place, create=True)
    fill(connection, [row(), row(meeting="nakatani-seoul"), row()])
    connection.close()
    with raw(place) as runs:
        before = runs("SELECT * FROM events ORDER BY position")
        assert len(before) == 3
        yield runs
        assert runs("SELECT * FROM events ORDER BY position") == before


def insert(position: str, *, meeting: str = "another", version: int = 1, verb: str = "INSERT") -> str:
    """Return the statement that puts an event at a position."""
    return f"{verb} INTO events ({_COLUMNS}) VALUES ({position}, '{meeting}', {version}, 'noted', '', 'me', '', '')"


@pytest.mark.parametrize("column", ["payload", "hash", "recorded_at", "position", "fingerprint"])
def test_an_update_of_any_column_is_refused(run: Run, column: str) -> None:
    with pytest.raises(REFUSED, match="append-only"):
        run(f"UPDATE events SET {column} = {column} WHERE position = 2")


def test_a_delete_is_refused_wherever_the_event_stands(run: Run) -> None:
    for position in (1, 2, 3):
        with pytest.raises(REFUSED, match="append-only"):
            run(f"DELETE FROM events WHERE position = {position}")


def test_a_gap_is_refused(run: Run) -> None:
    with pytest.raises(REFUSED, match="no gaps"):
        run(insert("5"))


def test_a_repeated_position_is_refused(run: Run) -> None:
    with pytest.raises(REFUSED, match="no gaps"):
        run(insert("3"))


@pytest.mark.parametrize("position", ["0", "-1", "-4", "NULL"])
def test_a_position_that_is_not_the_next_is_refused_be_it_none_at_all(run: Run, position: str) -> None:
    with pytest.raises(REFUSED, match="no gaps"):
        run(insert(position))


def test_a_row_that_takes_the_next_place_is_the_only_one_taken(place: str) -> None:
    with raw(place) as runs:
        runs(insert("1"))
        with pytest.raises(REFUSED, match="no gaps"):
            runs(insert("3"))
        runs(insert("2", version=2))
        assert runs("SELECT position FROM events ORDER BY position") == [(1,), (2,)]


def test_an_empty_log_begins_at_one(place: str) -> None:
    with raw(place) as runs:
        for position in ("2", "0", "-1"):
            with pytest.raises(REFUSED, match="no gaps"):
                runs(insert(position))


def test_a_negative_position_is_refused_even_where_the_trigger_is_gone(place: str) -> None:
    with raw(place) as runs:
        runs("DROP TRIGGER events_in_order" + (" ON events" if is_server(place) else ""))
        for position in ("0", "-1"):
            with pytest.raises((sqlite3.IntegrityError, psycopg.errors.CheckViolation), match="events_from_one"):
                runs(insert(position))


def test_a_place_in_a_meetings_stream_is_taken_once(run: Run) -> None:
    with pytest.raises(REFUSED, match="no gaps"):
        run(insert("4", meeting="ahn-japan", version=2))


def test_replacing_an_event_at_its_position_is_refused(run: Run, place: str) -> None:
    if is_server(place):
        statement = f"{insert('2')} ON CONFLICT (position) DO UPDATE SET payload = 'forged'"
    else:
        statement = insert("2", verb="INSERT OR REPLACE")
    with pytest.raises(REFUSED, match="no gaps"):
        run(statement)


@on_a_server
def test_an_upsert_by_the_place_in_the_stream_is_refused(run: Run, place: str) -> None:
    with pytest.raises(REFUSED, match="no gaps"):
        run(insert("4", meeting="ahn-japan") + " ON CONFLICT (meeting, version) DO UPDATE SET payload = 'forged'")


def test_replacing_an_event_by_its_place_in_the_stream_is_refused_with_sqlite_s_own_settings(tmp_path: Path) -> None:
    place = str(tmp_path / "desk.db")
    connection = open_log(place, create=True)
    fill(connection, [row(), row()])
    connection.close()
    with raw(place) as run:
        with pytest.raises(REFUSED):
            run(insert("3", meeting="ahn-japan", verb="INSERT OR REPLACE"))
        assert run("SELECT position FROM events ORDER BY position") == [(1,), (2,)]


@on_a_file
def test_tracker_s_own_connection_refuses_to_replace_an_event_too(place: str) -> None:
    connection = open_log(place, create=True)
    fill(connection, [row(), row()])
    with pytest.raises(TrackerError, match="no gaps"), connection.transaction(write=True):
        connection.run_script([insert("3", meeting="ahn-japan", verb="INSERT OR REPLACE")])
    connection.close()


@on_a_server
def test_truncate_is_refused(run: Run, place: str) -> None:
    with pytest.raises(REFUSED, match="append-only"):
        run("TRUNCATE events")


@on_a_server
def test_a_session_that_calls_itself_a_replica_is_refused_too(run: Run, place: str) -> None:
    run("SET session_replication_role = replica")
    for statement in ("UPDATE events SET payload = ''", "DELETE FROM events", "TRUNCATE events"):
        with pytest.raises(REFUSED, match="append-only"):
            run(statement)
    with pytest.raises(REFUSED, match="no gaps"):
        run(insert("9"))


def test_events_that_are_refused_leave_room_for_the_next(place: str) -> None:
    with raw(place) as runs:
        runs(insert("1"))
        with pytest.raises(REFUSED):
            runs("DELETE FROM events")
        runs(insert("2", version=2))
        assert runs("SELECT count(*) FROM events") == [(2,)]
