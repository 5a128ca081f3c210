"""A log is made without asking and opened only if it is tracker's and of its schema."""

import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from tests.engines import on_a_server
from tests.postgres import PostgresServer
from tests.store.raw import raw, sql
from tests.store.rows import fill, row
from tracker.domain.errors import REFUSED, UNPARSABLE, TrackerError
from tracker.domain.meeting import FOLD_VERSION
from tracker.store import integrity, log
from tracker.store.connection import Connection
from tracker.store.opening import is_missing, open_log, remove_unused
from tracker.store.schema import SCHEMA, empty_log, schema_of
from tracker.store.sqlite_file import APPLICATION_ID

ODD_NAMES = ["what?.db", "100%.db", "50%25.db", "a#b.db", "a b  c.db", "会談 회담 é.db", 'it\'s & "so".db', "file:x.db"]


def pragma(connection: Connection, name: str) -> object:
    """Return what a pragma says on tracker's own connection."""
    found = connection.one(sql(f"PRAGMA {name}"))
    return found and found[0]


def digests(folder: Path) -> dict[str, str]:
    """Return every file of a folder with the digest of its bytes."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir() if file.is_file()}


def make(path: Path) -> None:
    """Make a log with one event."""
    connection = open_log(str(path), create=True)
    fill(connection, [row()])
    connection.close()


# A file


def test_a_log_is_made_without_asking(tmp_path: Path) -> None:
    connection = open_log(str(tmp_path / "desk.db"), create=True)
    assert schema_of(connection) == SCHEMA
    assert log.read_head(connection) == log.EMPTY_HEAD
    connection.close()


def test_only_a_log_that_nobody_uses_and_nothing_was_recorded_in_is_removed(tmp_path: Path) -> None:
    used, unused = tmp_path / "used.db", tmp_path / "unused.db"
    make(used)
    connection = open_log(str(unused), create=True)
    assert log.read_head(connection) == log.EMPTY_HEAD
    remove_unused(str(unused))
    assert unused.exists()
    connection.close()
    for path in (used, unused):
        remove_unused(str(path))
    assert [path.name for path in tmp_path.iterdir()] == ["used.db"]


def test_a_log_that_was_restored_in_the_place_of_a_new_one_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / "original").mkdir()
    make(tmp_path / "original" / "desk.db")
    with closing(sqlite3.connect(tmp_path / "original" / "desk.db")) as original:
        original.execute("PRAGMA journal_mode=DELETE")
        original.execute("PRAGMA user_version=0")  # a backup counts no transactions
    restored = tmp_path / "desk.db"
    shutil.copy(tmp_path / "original" / "desk.db", restored)
    open_log(str(restored), create=True).close()
    remove_unused(str(restored))
    with closing(open_log(str(restored), create=False)) as connection:
        assert log.read_head(connection).position == 1


def test_a_log_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        connection = open_log(str(tmp_path / "desk.db"), create=True)
    finally:
        os.umask(before)
    fill(connection, [row()])
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    connection.close()
    assert modes == {"desk.db": 0o600, "desk.db-wal": 0o600, "desk.db-shm": 0o600}


def test_an_acknowledged_event_survives_a_power_cut(tmp_path: Path) -> None:
    for attempt in ("made", "opened again"):
        connection = open_log(str(tmp_path / "desk.db"), create=True)
        found = {name: pragma(connection, name) for name in ("journal_mode", "synchronous")}
        connection.close()
        assert found == {"journal_mode": "wal", "synchronous": 2}, attempt


def test_triggers_and_keys_are_in_force_on_every_connection(tmp_path: Path) -> None:
    make(tmp_path / "desk.db")
    connection = open_log(str(tmp_path / "desk.db"), create=False)
    names = ("recursive_triggers", "foreign_keys", "trusted_schema", "busy_timeout")
    found = {name: pragma(connection, name) for name in names}
    connection.close()
    assert found == {"recursive_triggers": 1, "foreign_keys": 1, "trusted_schema": 0, "busy_timeout": 30_000}


def test_the_header_says_whose_file_it_is(tmp_path: Path) -> None:
    make(tmp_path / "desk.db")
    assert (tmp_path / "desk.db").read_bytes()[68:72] == b"trck"
    assert int.from_bytes(b"trck", "big") == APPLICATION_ID


def test_a_closed_log_is_one_file(tmp_path: Path) -> None:
    make(tmp_path / "desk.db")
    assert [file.name for file in tmp_path.iterdir()] == ["desk.db"]


def test_a_log_that_was_copied_out_of_wal_mode_is_put_back_into_it(tmp_path: Path) -> None:
    make(tmp_path / "desk.db")
    with raw(str(tmp_path / "desk.db")) as run:
        run(f"VACUUM INTO '{tmp_path / 'copy.db'}'")
    connection = open_log(str(tmp_path / "copy.db"), create=True)
    mode = pragma(connection, "journal_mode")
    connection.close()
    assert mode == "wal"


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    make(tmp_path / name)
    assert [file.name for file in tmp_path.iterdir()] == [name]
    again = open_log(str(tmp_path / name), create=False)
    assert log.read_head(again).position == 1
    again.close()


def test_a_file_called_memory_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    connection = open_log("memory", create=True)
    mode = pragma(connection, "journal_mode")
    connection.close()
    assert mode == "wal"


@pytest.mark.parametrize("name", ["desk.db", "a b.db", "100%.db", "会談.db"])
def test_a_file_can_be_named_by_its_url(tmp_path: Path, name: str) -> None:
    make(tmp_path / name)
    connection = open_log(f"sqlite:///{tmp_path / name}", create=False)
    assert log.read_head(connection).position == 1
    assert connection.where == str(tmp_path / name)
    connection.close()


def test_a_url_names_a_file_from_here_where_it_has_three_slashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(Path("desk.db"))
    connection = open_log("sqlite:///desk.db", create=False)
    assert log.read_head(connection).position == 1
    connection.close()


def test_a_home_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    make(Path("~/desk.db"))
    assert [file.name for file in tmp_path.iterdir()] == ["desk.db"]


def test_a_missing_file_is_an_error_to_read_and_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with pytest.raises(TrackerError, match=r"desk\.db does not exist") as caught:
        open_log(str(path), create=False)
    assert caught.value.exit_code == REFUSED
    assert caught.value.hint
    assert is_missing(str(path))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("create", [True, False])
def test_a_missing_folder_is_not_made(tmp_path: Path, create: bool) -> None:
    with pytest.raises(TrackerError, match="does not exist") as caught:
        open_log(str(tmp_path / "nowhere" / "desk.db"), create=create)
    assert caught.value.hint
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_is_no_log(tmp_path: Path, create: bool) -> None:
    with pytest.raises(TrackerError, match="is a folder"):
        open_log(str(tmp_path), create=create)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("create", [True, False])
def test_a_pipe_is_no_log_and_nobody_waits_for_it(tmp_path: Path, create: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(TrackerError, match="is not a file"):
        open_log(str(tmp_path / "pipe"), create=create)


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("text", ["x", "Dear diary,\n" * 20, "SQLite format 2\0" * 10])
def test_a_text_file_is_refused_and_left_as_it_is(tmp_path: Path, text: str, create: bool) -> None:
    (tmp_path / "notes.txt").write_text(text)
    before = digests(tmp_path)
    with pytest.raises(TrackerError, match="is not a SQLite database"):
        open_log(str(tmp_path / "notes.txt"), create=create)
    assert digests(tmp_path) == before


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("theirs", [0, 1, 0x0F055112])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path, create: bool, theirs: int) -> None:
    path = tmp_path / "photos.db"
    with raw(str(path)) as run:
        run("CREATE TABLE events (position INTEGER PRIMARY KEY, picture BLOB)")
        run("INSERT INTO events VALUES (1, x'ff')")
        run(f"PRAGMA application_id={theirs}")
    before = digests(tmp_path)
    with pytest.raises(TrackerError, match="is a database of another program"):
        open_log(str(path), create=create)
    assert digests(tmp_path) == before


def test_an_empty_file_becomes_a_log_when_something_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "desk.db").touch()
    make(tmp_path / "desk.db")
    connection = open_log(str(tmp_path / "desk.db"), create=False)
    assert log.read_head(connection).position == 1
    connection.close()


def test_an_empty_file_holds_no_ledger_to_read_and_stays_empty(tmp_path: Path) -> None:
    (tmp_path / "desk.db").touch()
    with pytest.raises(TrackerError, match="holds no ledger yet"):
        open_log(str(tmp_path / "desk.db"), create=False)
    assert digests(tmp_path) == {"desk.db": hashlib.sha256(b"").hexdigest()}


def test_a_damaged_file_is_told_of_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    make(path)
    content = bytearray(path.read_bytes())
    content[100:2000] = b"\xee" * 1900
    path.write_bytes(content)
    with pytest.raises(TrackerError, match=r"desk\.db is damaged"):
        open_log(str(path), create=False)


def test_a_name_that_no_file_can_bear_is_told_of_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TrackerError):
        open_log(str(tmp_path / ("long" * 100)), create=False)


def test_the_home_of_nobody_is_told_of_in_a_sentence() -> None:
    with pytest.raises(TrackerError):
        open_log("~there-is-no-such-user/desk.db", create=False)


def test_a_log_in_memory_is_whole_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    connection = empty_log()
    fill(connection, [row()])
    assert list(integrity.altered_objects(connection)) == []
    connection.close()
    assert not list(tmp_path.iterdir())


# Both engines


def test_a_server_without_a_ledger_is_an_error_to_read_and_stays_empty(postgres: PostgresServer) -> None:
    url = postgres.create_database()
    with pytest.raises(TrackerError, match="holds no ledger yet"):
        open_log(url, create=False)
    with raw(url) as run:
        assert run("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace") == []
    postgres.drop_database(url)


@pytest.mark.parametrize("found", ["0004", "9999", "ffff"])
def test_a_newer_schema_is_refused_and_nothing_is_changed(place: str, found: str) -> None:
    with raw(place) as run:
        run(f"UPDATE alembic_version SET version_num = '{found}'")
    for create in (True, False):
        with pytest.raises(TrackerError, match=f"has the schema {found}, newer than this program's {SCHEMA}") as caught:
            open_log(place, create=create)
        assert caught.value.hint == "Upgrade tracker."
    with raw(place) as run:
        assert run("SELECT version_num FROM alembic_version") == [(found,)]
        assert run("SELECT position, fold FROM head") == [(0, FOLD_VERSION)]


def test_a_newer_schema_leaves_every_byte_of_the_file(tmp_path: Path) -> None:
    make(tmp_path / "desk.db")
    with raw(str(tmp_path / "desk.db")) as run:
        run("UPDATE alembic_version SET version_num = '0004'")
    before = digests(tmp_path)
    with pytest.raises(TrackerError, match="newer"):
        open_log(str(tmp_path / "desk.db"), create=True)
    assert digests(tmp_path) == before


def test_opening_a_log_again_leaves_its_projection_in_place(place: str) -> None:
    connection = open_log(place, create=True)
    fill(connection, [row()])
    connection.close()
    again = open_log(place, create=True)
    assert (log.read_head(again).position, log.read_head(again).fold) == (1, 1)
    again.close()


def test_the_schema_that_is_checked_at_the_start_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "tracker.migrations:")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


@on_a_server
def test_text_sorts_by_code_point_on_a_server(place: str) -> None:
    with raw(place) as run:
        other = run(
            "SELECT table_name, column_name, collation_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
        )
    assert other == []


# A server


def refusal(url: str) -> TrackerError:
    """Return the error with which a URL is refused, and see that it says no password anywhere."""
    with pytest.raises(TrackerError) as caught:
        open_log(url, create=True)
    shown = f"{caught.value.sentence} {caught.value.hint} {caught.value!r} {caught.value.__cause__!r}"
    assert "s3cret" not in shown
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    return caught.value


def test_a_password_is_never_in_an_error(tmp_path: Path) -> None:
    nowhere = f"host={tmp_path}&port=5999"
    for url in (
        f"postgresql+psycopg://desk:s3cret@/ledger?{nowhere}",
        f"postgresql+psycopg://desk@/ledger?password=s3cret&{nowhere}",
        f"postgresql+psycopg://desk:a@/ledger?sslpassword=s3cret&{nowhere}",
        f"postgresql+psycopg://desk:s3cret%40x@/ledger?{nowhere}",
    ):
        assert "cannot be reached" in refusal(url).sentence


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg:/desk:s3cret@host/ledger", "postgres:desk:s3cret@host/x", "sqlite://desk:s3cret@host/x"]
)
def test_a_url_that_is_mistyped_is_taken_for_no_path_and_not_shown(url: str) -> None:
    assert refusal(url).exit_code == UNPARSABLE


def test_a_host_that_is_no_name_is_told_without_the_password() -> None:
    assert "cannot be reached" in refusal("postgresql+psycopg://desk:s3cret@\x80/ledger").sentence


def test_a_port_where_nobody_listens_is_told_without_the_password() -> None:
    assert "cannot be reached" in refusal("postgresql+psycopg://desk:s3cret@127.0.0.1:1/ledger").sentence


@pytest.mark.parametrize("driver", ["mysql", "postgresql+asyncpg", "oracle", "sqlite+pysqlite", "nonsense"])
def test_a_driver_that_is_not_ours_is_refused_without_the_password(driver: str) -> None:
    error = refusal(f"{driver}://desk:s3cret@host/ledger")
    assert error.exit_code == UNPARSABLE
    assert f"tracker keeps no log on {driver}" in error.sentence
    assert "postgresql+psycopg://" in error.hint


def test_a_url_that_is_none_is_refused_without_the_password() -> None:
    assert refusal("postgresql+psycopg//desk:s3cret@host://ledger").exit_code == UNPARSABLE


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_server_can_be_named_by_any_of_its_usual_schemes(
    postgres: PostgresServer, migrated: str, scheme: str
) -> None:
    url = postgres.create_database(template=migrated)
    connection = open_log(url.replace("postgresql+psycopg", scheme, 1), create=False)
    assert connection.engine == "postgresql"
    connection.close()
    postgres.drop_database(url)


def test_everyday_opening_imports_neither_sqlalchemy_nor_alembic(tmp_path: Path) -> None:
    make(tmp_path / "desk.db")
    code = (
        "import sys; from tracker.store.opening import open_log; open_log(sys.argv[1], create=True).close(); "
        "print(sorted(name for name in sys.modules if name in {'sqlalchemy', 'alembic', 'rich'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "desk.db")], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "UTF8"])
def test_a_database_of_any_encoding_gives_back_every_letter(postgres: PostgresServer, encoding: str) -> None:
    with raw(postgres.create_database()) as run:
        run(f"CREATE DATABASE {encoding} ENCODING '{encoding}' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0")
    connection = open_log(postgres.url(encoding.lower()), create=True)
    with connection.transaction(write=False):
        assert connection.one(sql("SELECT CAST(:text AS text)"), text="회담 会談 é") == ("회담 会談 é",)
    connection.close()
    postgres.drop_database(postgres.url(encoding.lower()))
