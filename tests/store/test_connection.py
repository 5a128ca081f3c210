"""Transactions: all or nothing, one writer at a time, and readers who see one moment."""

from pathlib import Path

import pytest

from tests.postgres import PostgresServer
from tests.store.processes import hear, result, started
from tests.store.raw import raw
from tests.store.rows import fill, row
from tracker.domain.errors import TrackerError
from tracker.store import log, projection, saving
from tracker.store.connection import Connection, placeholders
from tracker.store.schema import open_log


def names(connection: Connection) -> list[str]:
    """Return the names in the projection."""
    with connection.transaction(write=False):
        return projection.every_name(connection)


def test_a_transaction_is_kept_at_its_end(connection: Connection) -> None:
    with connection.transaction(write=True):
        saving.rename(connection, [("a", "a")])
    assert names(connection) == ["a"]


def test_a_transaction_that_raises_leaves_nothing(connection: Connection) -> None:
    def fail() -> None:
        with connection.transaction(write=True):
            saving.rename(connection, [("a", "a")])
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert names(connection) == []


def test_a_statement_that_fails_leaves_nothing_of_its_transaction(connection: Connection) -> None:
    def fail() -> None:
        with connection.transaction(write=True):
            saving.rename(connection, [("a", "a")])
            connection.run("INSERT INTO names (name) VALUES ('without a meeting')")

    with pytest.raises(TrackerError):
        fail()
    assert names(connection) == []


def test_a_transaction_that_is_not_to_be_kept_sees_its_own_work_and_leaves_nothing(connection: Connection) -> None:
    with connection.transaction(write=True, keep=False):
        saving.rename(connection, [("a", "a")])
        assert projection.every_name(connection) == ["a"]
    assert names(connection) == []


def test_after_a_failure_the_connection_works_on(connection: Connection) -> None:
    with pytest.raises(TrackerError), connection.transaction(write=True):
        connection.run("INSERT INTO no_such_table VALUES (1)")
    with connection.transaction(write=True):
        saving.rename(connection, [("a", "a")])
    assert names(connection) == ["a"]


def test_a_failure_is_a_sentence_that_names_the_log(connection: Connection, place: str) -> None:
    with pytest.raises(TrackerError) as caught, connection.transaction(write=True):
        connection.run("SELECT nonsense FROM nowhere")
    assert connection.where in caught.value.sentence
    assert "nowhere" in caught.value.sentence
    assert "\n" not in caught.value.sentence


def test_a_reader_sees_the_moment_at_which_it_began(connection: Connection, place: str) -> None:
    fill(connection, [row()])
    reader = open_log(place, create=False)
    with reader.transaction(write=False):
        assert log.head(reader).position == 1
        with connection.transaction(write=True):
            head = log.head(connection, lock=True)
            saving.rename(connection, [("b", "b")])
            log.move_head(connection, head._replace(position=2))
        assert log.head(reader).position == 1
        assert projection.every_name(reader) == []
    with reader.transaction(write=False):
        assert log.head(reader).position == 2
        assert projection.every_name(reader) == ["b"]
    reader.close()


def test_a_reader_does_not_wait_for_a_writer(connection: Connection, place: str) -> None:
    reader = open_log(place, create=False)
    with connection.transaction(write=True):
        log.head(connection, lock=True)
        saving.rename(connection, [("b", "b")])
        assert names(reader) == []
    assert names(reader) == ["b"]
    reader.close()


def test_a_lock_that_another_process_holds_for_a_second_is_waited_for(connection: Connection, place: str) -> None:
    with started("tests.store.holder", [[place, "1"]]) as (holder,):
        hear(holder, "held")
        with connection.transaction(write=True):
            found = log.head(connection, lock=True).position
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
        found = connection.one("SELECT pg_backend_pid()")
    with raw(url) as run:
        run(f"SELECT pg_terminate_backend({found and found[0]}, 10000)")
    with pytest.raises(TrackerError, match="was lost") as caught, connection.transaction(write=True):
        log.head(connection, lock=True)
    assert caught.value.hint == "tracker history shows whether it was recorded."
    connection.close()
    postgres.drop_database(url)


def test_what_is_asked_for_later_is_told_after_the_transaction(connection: Connection) -> None:
    fill(connection, [row()])
    with connection.transaction(write=True):
        connection.hasten()
        told = connection.later("UPDATE head SET fold = 7 WHERE log = :log RETURNING position, fold", log=1)
    assert told() == (1, 7)


def test_many_rows_take_their_values_in_the_order_of_the_statement(connection: Connection) -> None:
    with connection.transaction(write=True):
        connection.many(
            "INSERT INTO relations (other, meeting, type, position) VALUES (:other, :meeting, :type, :position)",
            [("o", "m", "linked", 1), ("p", "n", "merged", 2)],
        )
        connection.many("DELETE FROM relations WHERE position = :position", [])
        found = connection.all("SELECT position, type, meeting, other FROM relations ORDER BY position")
    assert found == [(1, "linked", "m", "o"), (2, "merged", "n", "p")]


def test_rows_stream_one_by_one_in_order(connection: Connection) -> None:
    fill(connection, [row() for _ in range(50)])
    with connection.transaction(write=False):
        stream = connection.stream("SELECT position FROM events WHERE position > :after ORDER BY position", after=10)
        assert next(stream) == (11,)
        assert [position for (position,) in stream] == list(range(12, 51))


def test_the_first_row_is_none_where_there_is_no_row(connection: Connection) -> None:
    with connection.transaction(write=False):
        assert connection.one("SELECT position FROM events") is None
        assert connection.all("SELECT position FROM events") == []


def test_a_list_in_a_statement_has_a_parameter_for_each_value() -> None:
    assert placeholders("name", ["a", "b"]) == (":name0, :name1", {"name0": "a", "name1": "b"})


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_message_names_the_server_without_the_password(place: str) -> None:
    connection = open_log(place.replace("tracker@", "tracker:s3cret@", 1), create=False)
    assert "s3cret" not in connection.where
    assert "tracker" in connection.where
    connection.close()
