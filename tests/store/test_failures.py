"""Each failure of a database ends in a sentence that says what happened and what to do."""

import errno
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.engines import on_a_server
from tests.postgres import PostgresServer
from tests.store.raw import raw, sql
from tests.store.rows import fill, row
from tracker.domain.errors import TrackerError
from tracker.store import log
from tracker.store.opening import open_log
from tracker.store.postgresql import PostgresqlConnection
from tracker.store.sqlite import SqliteConnection

STATEMENT = sql("SELECT 1")
RESTORE = "Put a backup in its place: tracker restore FILE."


def failure(code: int) -> sqlite3.OperationalError:
    """Return the error that sqlite3 raises for a result code."""
    error = sqlite3.OperationalError("the reason")
    error.sqlite_errorcode = code
    return error


class FailingDriver:
    """A connection on which one statement fails."""

    def __init__(self, statement: str, error: Exception) -> None:
        self._driver = sqlite3.connect(":memory:", isolation_level=None)
        self._statement = statement
        self._error = error

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._driver.in_transaction

    def execute(self, statement: str, parameters: dict[str, object] | None = None) -> sqlite3.Cursor:
        """Execute a statement, or fail."""
        if statement == self._statement:
            raise self._error
        return self._driver.execute(statement, parameters or {})

    def close(self) -> None:
        """Close the connection."""
        self._driver.close()


@pytest.mark.parametrize(
    ("code", "sentence", "hint"),
    [
        (sqlite3.SQLITE_BUSY, "desk.db has been locked by another program for too long", "Try again."),
        (sqlite3.SQLITE_LOCKED, "desk.db has been locked by another program for too long", "Try again."),
        (sqlite3.SQLITE_READONLY, "desk.db can be read, but not written", "Ask for the right to write, or copy it."),
        (sqlite3.SQLITE_PERM, "desk.db can be read, but not written", "Ask for the right to write, or copy it."),
        (
            sqlite3.SQLITE_FULL,
            "desk.db could not be written: the reason",
            "Nothing was recorded. Free some space.",
        ),
        (
            sqlite3.SQLITE_IOERR,
            "desk.db could not be read or written: the reason",
            "Nothing was recorded. Is the disk full, or failing?",
        ),
        (sqlite3.SQLITE_CORRUPT, "desk.db is damaged: the reason", RESTORE),
        (sqlite3.SQLITE_NOTADB, "desk.db is damaged: the reason", RESTORE),
        (sqlite3.SQLITE_CANTOPEN, "desk.db cannot be opened", "Look at the file and its folder."),
        (sqlite3.SQLITE_ERROR, "desk.db: the reason", "tracker verify says what is wrong with the log."),
    ],
)
@pytest.mark.parametrize("extension", [0, 0x300], ids=["primary", "extended"])
def test_each_failure_of_a_file_has_its_sentence(code: int, sentence: str, hint: str, extension: int) -> None:
    connection = SqliteConnection(FailingDriver(STATEMENT.sqlite, failure(code | extension)), "desk.db")  # type: ignore[arg-type]
    with pytest.raises(TrackerError) as caught, connection.transaction(write=True):
        connection.run(STATEMENT)
    assert (caught.value.sentence, caught.value.hint) == (sentence, hint)
    with pytest.raises(TrackerError) as caught, connection.transaction(write=False):
        connection.run(STATEMENT)
    connection.close()
    assert (caught.value.sentence, caught.value.hint) == (sentence, hint.removeprefix("Nothing was recorded. "))


def test_if_the_disk_fails_in_a_commit_only_the_log_says_whether_it_was_recorded() -> None:
    connection = SqliteConnection(FailingDriver("COMMIT", failure(sqlite3.SQLITE_IOERR | 0x400)), "desk.db")  # type: ignore[arg-type]
    with pytest.raises(TrackerError, match="could not be written") as caught, connection.transaction(write=True):
        connection.run(STATEMENT)
    connection.close()
    assert caught.value.hint == "tracker history shows whether it was recorded."


def test_if_the_disk_is_full_in_a_commit_nothing_was_recorded() -> None:
    connection = SqliteConnection(FailingDriver("COMMIT", failure(sqlite3.SQLITE_FULL)), "desk.db")  # type: ignore[arg-type]
    with pytest.raises(TrackerError) as caught, connection.transaction(write=True):
        connection.run(STATEMENT)
    connection.close()
    assert caught.value.hint == "Nothing was recorded. Free some space."


def test_a_copy_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    connection = open_log(str(tmp_path / "desk.db"), create=True)
    assert isinstance(connection, SqliteConnection)
    with pytest.raises(TrackerError, match="could not be written") as caught, connection.transaction(write=False):
        connection.copy_to(tmp_path, lambda *_: None)  # a folder
    connection.close()
    assert caught.value.hint == "Is there room on the disk?"


# A file that must be switched to a write-ahead log


@pytest.fixture
def plain(tmp_path: Path) -> str:
    """Return a log without a write-ahead log, as a backup leaves it."""
    place = str(tmp_path / "desk.db")
    open_log(place, create=True).close()
    with raw(place) as run:
        run("PRAGMA journal_mode=DELETE")
    return place


@pytest.fixture
def reader(plain: str) -> Iterator[sqlite3.Connection]:
    """Return a connection that reads the file, so that its mode cannot be changed."""
    connection = sqlite3.connect(plain, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM events").fetchall()
    yield connection
    connection.close()


def test_a_switch_to_a_write_ahead_log_waits_for_a_reader(plain: str, reader: sqlite3.Connection) -> None:
    ended = threading.Timer(0.2, reader.execute, ["COMMIT"])
    ended.start()
    connection = open_log(plain, create=True)
    ended.join()
    with connection.transaction(write=False):
        assert connection.one(sql("PRAGMA journal_mode")) == ("wal",)
    connection.close()


def test_a_switch_to_a_write_ahead_log_does_not_wait_for_ever(
    plain: str, reader: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.store.sqlite.BUSY_SECONDS", 0.05)
    with pytest.raises(TrackerError, match="has been locked by another program for too long"):
        open_log(plain, create=True)


def test_a_question_leaves_the_mode_of_a_file_as_it_is(plain: str) -> None:
    connection = open_log(plain, create=False)
    with connection.transaction(write=False):
        assert connection.one(sql("PRAGMA journal_mode")) == ("delete",)
    connection.close()


# A file that cannot be written, or not opened


def test_a_log_without_the_right_to_write_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = str(tmp_path / "desk.db")
    connection = open_log(place, create=True)
    fill(connection, [row()])
    connection.close()
    monkeypatch.setattr("os.access", lambda _path, _mode: False)  # root may write every file
    connection = open_log(place, create=False)
    with connection.transaction(write=False):
        assert log.read_head(connection).position == 1
    with pytest.raises(TrackerError, match="can be read, but not written"), connection.transaction(write=True):
        connection.run(sql("DELETE FROM names"))
    connection.close()


class UnopenedDriver:
    """A connection to a file in WAL mode in a folder that cannot be written: its first statement fails."""

    def execute(self, _statement: str) -> None:
        """Fail as SQLite does."""
        raise failure(sqlite3.SQLITE_CANTOPEN)

    def close(self) -> None:
        """Close the connection."""


def test_a_log_in_a_folder_that_cannot_be_written_is_read_as_a_file_that_nobody_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(tmp_path / "desk.db")
    connection = open_log(place, create=True)
    fill(connection, [row()])
    connection.close()
    modes = refuse_all_but_immutable(monkeypatch)
    connection = open_log(place, create=False)
    with connection.transaction(write=False):
        assert log.read_head(connection).position == 1
    connection.close()
    assert modes == ["mode=rw", "mode=ro", "mode=rw", "mode=ro&immutable=1"]


def test_a_write_ahead_log_is_never_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = str(tmp_path / "desk.db")
    connection = open_log(place, create=True)
    fill(connection, [row()])  # which stands in the write-ahead log as long as the connection is open
    modes = refuse_all_but_immutable(monkeypatch)
    with pytest.raises(TrackerError, match="cannot be opened"):
        open_log(place, create=False)
    connection.close()
    assert modes == ["mode=rw", "mode=ro", "mode=rw"]


def refuse_all_but_immutable(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let SQLite open no file but as immutable. Return the modes that are tried for the log."""
    modes: list[str] = []
    connect = sqlite3.connect
    monkeypatch.setattr("tracker.store.sqlite.sqlite_file.refuse_foreign", lambda _path: None)
    monkeypatch.setattr("tracker.store.sqlite.refuse_foreign_log", lambda _path: None)

    def connect_only_immutable(name: str, **options: Any) -> sqlite3.Connection | UnopenedDriver:
        is_log = name.startswith("file:")  # and not the file that coverage writes
        if is_log:
            modes.append(name.partition("?")[2])
        return UnopenedDriver() if is_log and not name.endswith("immutable=1") else connect(name, **options)

    monkeypatch.setattr(sqlite3, "connect", connect_only_immutable)
    return modes


def test_the_name_of_a_new_file_is_synced_in_every_folder_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[int, int]] = []

    def record(handle: int) -> None:
        status = os.fstat(handle)
        synced.append((status.st_dev, status.st_ino))

    monkeypatch.setattr("os.fsync", record)
    open_log(str(tmp_path / "desk.db"), create=True).close()
    statuses = [folder.stat() for folder in (tmp_path, *tmp_path.parents)]
    assert synced == [(status.st_dev, status.st_ino) for status in statuses]


def test_a_log_whose_schema_cannot_be_decoded_is_damaged(tmp_path: Path) -> None:
    place = tmp_path / "desk.db"
    open_log(str(place), create=True).close()
    content = place.read_bytes()
    for text, damaged in ((b"tableheadhead", b"table\xff\xffadhead"), (b"CREATE TABLE head", b"CREATE TOBLE head")):
        assert text in content
        content = content.replace(text, damaged)
    place.write_bytes(content)
    with pytest.raises(TrackerError, match="is damaged: its schema cannot be read") as caught:
        open_log(str(place), create=False)
    assert caught.value.hint == RESTORE


def test_a_file_that_cannot_be_created_is_an_error_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("os.open", fail)
    with pytest.raises(TrackerError, match=r"desk\.db cannot be created: Read-only file system"):
        open_log(str(tmp_path / "desk.db"), create=True)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EINVAL, errno.EROFS])
def test_a_folder_that_cannot_be_synced_by_its_nature_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr("os.fsync", failing_with(code))
    open_log(str(tmp_path / "desk.db"), create=True).close()
    assert (tmp_path / "desk.db").exists()


def test_a_folder_that_fails_to_sync_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", failing_with(errno.EIO))
    with pytest.raises(TrackerError, match="cannot be created: the reason"):
        open_log(str(tmp_path / "desk.db"), create=True)


def failing_with(code: int) -> Callable[[int], None]:
    """Return a stand-in for fsync that fails."""

    def fail(_handle: int) -> None:
        raise OSError(code, "the reason")

    return fail


@pytest.mark.parametrize("path", ["/proc/self/mem/desk.db", "desk.db/desk.db"])
def test_a_path_through_a_file_cannot_be_reached(path: str, tmp_path: Path) -> None:
    (tmp_path / "desk.db").touch()
    with pytest.raises(TrackerError, match="cannot be reached") as caught:
        open_log(str(tmp_path / path), create=True)
    assert caught.value.hint == "Name another file with --db."


# A server


@on_a_server
def test_a_lock_on_a_server_is_not_waited_for_for_ever(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.store.postgresql._LOCK_TIMEOUT", "SET LOCAL lock_timeout = '50ms'")
    holder, other = open_log(place, create=True), open_log(place, create=True)
    with holder.transaction(write=True):
        log.read_head(holder)
        with (
            pytest.raises(TrackerError, match="has been locked by another program for too long") as caught,
            other.transaction(write=True),
        ):
            log.read_head(other)
    assert caught.value.hint == "Try again."
    holder.close()
    other.close()


@on_a_server
def test_a_writer_that_holds_the_head_does_not_stop_readers_for_ever(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.store.postgresql._LOCK_TIMEOUT", "SET LOCAL lock_timeout = '50ms'")
    reader = open_log(place, create=False)
    with psycopg.connect(place.replace("+psycopg", "", 1)) as holder:
        holder.execute("LOCK TABLE head IN ACCESS EXCLUSIVE MODE")
        with (
            pytest.raises(TrackerError, match="has been locked by another program for too long"),
            reader.transaction(write=False),
        ):
            log.read_head(reader)
    with reader.transaction(write=False):
        assert log.read_head(reader) == log.EMPTY_HEAD
    reader.close()


@on_a_server
@pytest.mark.parametrize("write", [False, True])
def test_an_everyday_statement_has_a_time_limit_and_a_patient_one_has_none(
    place: str, monkeypatch: pytest.MonkeyPatch, *, write: bool
) -> None:
    monkeypatch.setattr("tracker.store.postgresql._STATEMENT_TIMEOUT", "SET LOCAL statement_timeout = '50ms'")
    connection = open_log(place, create=False)
    slow = sql("SELECT pg_sleep(0.2)")
    with pytest.raises(TrackerError, match="took too long to answer") as caught, connection.transaction(write=write):
        connection.all(slow)
    assert caught.value.hint == "Try again, or ask the owner of the database what keeps it busy."
    connection.patient = True
    with connection.transaction(write=write):
        connection.all(slow)
    connection.close()


@on_a_server
def test_nothing_outlives_a_transaction_since_a_pooler_gives_the_session_to_another_client(place: str) -> None:
    settings = "SELECT name, setting FROM pg_settings WHERE name LIKE '%timeout' ORDER BY name"
    connection = open_log(place, create=True)
    assert isinstance(connection, PostgresqlConnection)
    before = connection.driver.execute(settings).fetchall()
    connection.driver.rollback()
    for write in (False, True):
        with connection.transaction(write=write):
            log.read_head(connection)
            log.set_fold(connection, 3) if write else None
    assert connection.driver.execute(settings).fetchall() == before
    assert connection.driver.execute("SELECT name FROM pg_cursors WHERE is_holdable").fetchall() == []
    assert connection.driver.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'").fetchall() == []
    connection.close()


@on_a_server
def test_a_user_without_the_right_to_write_is_sent_to_the_owner(place: str) -> None:
    with raw(place) as run:
        ((database,),) = run("SELECT current_database()")
        run(f"CREATE ROLE {database}_guest LOGIN")
        run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {database}_guest")
    guest = open_log(place.replace("tracker@", f"{database}_guest@"), create=False)
    with pytest.raises(TrackerError, match="permission denied") as caught, guest.transaction(write=True):
        log.read_head(guest)
    guest.close()
    assert caught.value.hint == "Ask the owner of the database for the right to do this."
    with raw(place) as run:
        run(f"DROP OWNED BY {database}_guest")
        run(f"DROP ROLE {database}_guest")


@on_a_server
def test_an_interruption_that_the_driver_covers_with_an_error_stays_an_interruption(place: str) -> None:
    def fail_while_interrupted() -> None:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt:
            raise psycopg.OperationalError("the pipeline was left half way")  # noqa: B904 - as the driver does

    connection = open_log(place, create=True)
    with pytest.raises(KeyboardInterrupt), connection.transaction(write=True):
        fail_while_interrupted()
    with connection.transaction(write=False):
        assert log.read_head(connection) == log.EMPTY_HEAD
    connection.close()


@on_a_server
def test_a_reader_on_a_server_cannot_write(place: str) -> None:
    connection = open_log(place, create=True)
    with pytest.raises(TrackerError, match="read-only transaction"), connection.transaction(write=False):
        connection.run(sql("DELETE FROM names"))
    connection.close()


@on_a_server
def test_no_statement_is_prepared_since_a_pooler_may_change_the_session(place: str) -> None:
    connection = open_log(place, create=True)
    for _ in range(10):
        with connection.transaction(write=False):
            log.read_head(connection)
    with connection.transaction(write=False):
        assert connection.all(sql("SELECT name FROM pg_prepared_statements")) == []
    connection.close()


def test_a_server_that_does_not_answer_cannot_be_reached(postgres: PostgresServer) -> None:
    url = postgres.url("no_such_database")
    with pytest.raises(TrackerError, match="cannot be reached") as caught:
        open_log(url, create=False)
    assert caught.value.hint == "Is the server up?"


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_a_log_without_a_head_takes_no_second_first_event(place: str) -> None:
    connection = open_log(place, create=True)
    fill(connection, [row()])
    with raw(place) as run:
        run("DELETE FROM head")
    with (
        pytest.raises(TrackerError, match="is damaged: the head is missing") as caught,
        connection.transaction(write=True),
    ):
        log.name_entry(connection, "ahn-japan")
    assert caught.value.hint == "Run: tracker rebuild --head"
    connection.close()
