"""Transactions: all or nothing, one writer at a time, and readers who see one moment."""

from pathlib import Path

import pytest

from tests.engines import on_a_server
from tests.postgres import PostgresServer
from tests.store.processes import hear, result, started
from tests.store.raw import raw, sql
from tests.store.rows import fill, row
from tracker.domain.errors import TrackerError
from tracker.domain.meeting import Meeting
from tracker.store import compiled, log, projection
from tracker.store.connection import Connection
from tracker.store.opening import open_log


def all_names(connection: Connection) -> list[str]:
    """Return the names in the projection, in the open transaction."""
    return [name for name, _ in projection.names_and_meetings(connection)]


def names(connection: Connection) -> list[str]:
    """Return the names in the projection."""
    with connection.transaction(write=False):
        return all_names(connection)


def test_a_transaction_is_kept_at_its_end(connection: Connection) -> None:
    with connection.transaction(write=True):
        projection.add_names(connection, [("a", "a")])
    assert names(connection) == ["a"]


def test_a_transaction_that_raises_leaves_nothing(connection: Connection) -> None:
    def fail() -> None:
        with connection.transaction(write=True):
            projection.add_names(connection, [("a", "a")])
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert names(connection) == []


def test_a_statement_that_fails_leaves_nothing_of_its_transaction(connection: Connection) -> None:
    def fail() -> None:
        with connection.transaction(write=True):
            projection.add_names(connection, [("a", "a")])
            connection.run(sql("INSERT INTO names (name) VALUES ('without a meeting')"))

    with pytest.raises(TrackerError):
        fail()
    assert names(connection) == []


def test_a_transaction_that_is_not_to_be_kept_sees_its_own_work_and_leaves_nothing(connection: Connection) -> None:
    with connection.transaction(write=True, commit=False):
        projection.add_names(connection, [("a", "a")])
        assert all_names(connection) == ["a"]
    assert names(connection) == []


def test_after_a_failure_the_connection_works_on(connection: Connection) -> None:
    with pytest.raises(TrackerError), connection.transaction(write=True):
        connection.run(sql("INSERT INTO no_such_table VALUES (1)"))
    with connection.transaction(write=True):
        projection.add_names(connection, [("a", "a")])
    assert names(connection) == ["a"]


def test_a_failure_is_a_sentence_that_names_the_log(connection: Connection, place: str) -> None:
    with pytest.raises(TrackerError) as caught, connection.transaction(write=True):
        connection.run(sql("SELECT nonsense FROM nowhere"))
    assert connection.where in caught.value.sentence
    assert "nowhere" in caught.value.sentence
    assert "\n" not in caught.value.sentence


def test_a_reader_sees_the_moment_at_which_it_began(connection: Connection, place: str) -> None:
    fill(connection, [row()])
    reader = open_log(place, create=False)
    with reader.transaction(write=False):
        assert log.read_head(reader).fold == 1
        with connection.transaction(write=True):
            projection.add_names(connection, [("b", "b")])
            log.set_fold(connection, 7)
        assert log.read_head(reader).fold == 1
        assert all_names(reader) == []
    with reader.transaction(write=False):
        assert log.read_head(reader).fold == 7
        assert all_names(reader) == ["b"]
    reader.close()


def test_a_reader_does_not_wait_for_a_writer(connection: Connection, place: str) -> None:
    reader = open_log(place, create=False)
    with connection.transaction(write=True):
        log.read_head(connection)
        projection.add_names(connection, [("b", "b")])
        assert names(reader) == []
    assert names(reader) == ["b"]
    reader.close()


def test_a_lock_that_another_process_holds_for_a_second_is_waited_for(connection: Connection, place: str) -> None:
    with started("tests.store.holder", [[place, "1"]]) as (holder,):
        hear(holder, "held")
        with connection.transaction(write=True):
            found = log.read_head(connection).position
        result(holder)
    assert found == 1  # what the other process appended before it let go


def test_a_lock_that_is_held_for_too_long_is_told_of_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.store.sqlite.BUSY_SECONDS", 0.05)
    place = str(tmp_path / "desk.db")
    holder, other = open_log(place, create=True), open_log(place, create=True)
    with (
        holder.transaction(write=True),
        pytest.raises(TrackerError, match="has been locked by another program for too long"),
        other.transaction(write=True),
    ):
        pytest.fail("two writers at once")
    holder.close()
    other.close()


def test_a_connection_that_the_server_ends_is_told_of_in_a_sentence(postgres: PostgresServer, migrated: str) -> None:
    url = postgres.create_database(template=migrated)
    connection = open_log(url, create=False)
    with connection.transaction(write=False):
        found = connection.one(sql("SELECT pg_backend_pid()"))
    with raw(url) as run:
        run(f"SELECT pg_terminate_backend({found and found[0]}, 10000)")
    with pytest.raises(TrackerError, match="was lost") as caught, connection.transaction(write=True):
        log.read_head(connection)
    assert caught.value.hint == "tracker history shows whether it was recorded."
    connection.close()
    postgres.drop_database(url)


def test_many_rows_are_written_by_name(connection: Connection) -> None:
    rows = [
        {"other": "o", "meeting": "m", "type": "linked", "position": 1},
        {"other": "p", "meeting": "n", "type": "merged", "position": 2},
    ]
    with connection.transaction(write=True):
        connection.run_many(compiled.ADD_ROW["relations"], rows)
        connection.run_many(compiled.ADD_ROW["relations"], [])
        assert log.all_relations(connection) == [(1, "linked", "m", "o"), (2, "merged", "n", "p")]


@pytest.mark.parametrize("values", [[], ["a"], ["a", "c"], ['it\'s & "so"', "a,b", "会談", "{}", "\\"]])
def test_a_list_goes_in_as_one_parameter(connection: Connection, values: list[str]) -> None:
    with connection.transaction(write=True):
        projection.save(connection, [Meeting(meeting=name, status="held", reports=1) for name in {"b", *values}])
        stored = connection.all(compiled.ROWS_OF_MEETINGS["meetings"], meetings=values)
    assert sorted(row[0] for row in stored) == sorted(values)


def test_the_first_row_is_none_where_there_is_no_row(connection: Connection) -> None:
    with connection.transaction(write=False):
        assert connection.one(sql("SELECT position FROM events")) is None
        assert connection.all(sql("SELECT position FROM events")) == []


@on_a_server
def test_a_message_names_the_server_without_the_password(place: str) -> None:
    connection = open_log(place.replace("tracker@", "tracker:s3cret@", 1), create=False)
    assert "s3cret" not in connection.where
    assert "tracker" in connection.where
    connection.close()
