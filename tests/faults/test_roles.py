"""The roles of docs/roles.sql on PostgreSQL: a writer appends and cannot alter the log, and a reader only reads."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.faults.trials import INSTALLED, all_rows, assert_one_sentence, environment_for, make_log
from tests.postgres import PostgresServer
from tests.readme import ROOT
from tests.store.raw import raw

ROLES = ROOT / "docs" / "roles.sql"
REPORT = ("report", "seoul", "noted", "--source", "Jiji", "--published")
PROJECTION = ("meetings", "participants", "origins", "names", "relations", "texts", "records")
OF_THE_DESK = ("articles", "inbox", "decisions", "seen_items", "cursors")
TABLES = ("events", "head", "spellings", "alembic_version", *PROJECTION, *OF_THE_DESK)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """The URLs by which the administrator, a writer and a reader open a log on a server."""

    admin: str
    writer: str
    reader: str


@pytest.fixture(scope="module")
def shared(postgres: PostgresServer) -> Iterator[Shared]:
    """Make a log with one report, and the roles of docs/roles.sql."""
    admin = postgres.create_database()
    make_log(admin)
    with raw(admin) as run:
        ((name,),) = run("SELECT current_database()")
        run(ROLES.read_text(encoding="utf-8"))
        run(ROLES.read_text(encoding="utf-8"))  # running it again changes nothing
        run(f"CREATE ROLE {name}_ines LOGIN IN ROLE {name}_writer")
        run(f"CREATE ROLE {name}_max LOGIN IN ROLE {name}_reader")
    log = Shared(
        admin=admin,
        writer=admin.replace("tracker@", f"{name}_ines@"),
        reader=admin.replace("tracker@", f"{name}_max@"),
    )
    run_tracker(log.writer, *REPORT, "2026-01-12", "--new")
    yield log
    postgres.drop_database(admin)


def run_tracker(place: str, *words: str) -> str:
    """Run the installed command, assert that it succeeds, and return its output."""
    result = subprocess.run(
        [str(INSTALLED), *words], env=environment_for(place), capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def assert_refused(place: str, *words: str) -> None:
    """Assert that the installed command fails because a right is missing."""
    result = subprocess.run(
        [str(INSTALLED), *words], env=environment_for(place), capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert_one_sentence(result.stderr)
    assert "permission denied" in result.stderr
    assert "hint: Ask the owner of the database for the right to do this." in result.stderr


def rows(shared: Shared) -> list[tuple[Any, ...]]:
    """Return all events, as they are stored."""
    with raw(shared.admin) as run:
        return run("SELECT * FROM events ORDER BY position")


def assert_forbidden(place: str, statement: str) -> None:
    """Assert that the server refuses an SQL statement because a right is missing."""
    with raw(place) as run, pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(statement)


def test_a_writer_records_retracts_rebuilds_and_verifies(shared: Shared) -> None:
    run_tracker(shared.writer, *REPORT, "2026-01-13")
    run_tracker(shared.writer, "undo")
    run_tracker(shared.writer, "rebuild")
    assert "ok" in run_tracker(shared.writer, "verify")
    assert len(all_rows(shared.admin)) >= 3


def test_a_reader_reads_and_verifies(shared: Shared) -> None:
    for words in (["status"], ["history"], ["export", "--format", "jsonl"], ["feed"]):
        assert "seoul" in run_tracker(shared.reader, *words)
    assert "ok" in run_tracker(shared.reader, "verify")


def test_a_reader_is_answered_from_the_log_while_its_projection_is_of_an_older_program(shared: Shared) -> None:
    questions = (["status"], ["search", "jiji"], ["outlets"])
    answers = [run_tracker(shared.reader, *words) for words in questions]
    with raw(shared.admin) as run:
        run("UPDATE head SET fold = 1")
    assert [run_tracker(shared.reader, *words) for words in questions] == answers
    assert_refused(shared.reader, *REPORT, "2026-01-14")
    run_tracker(shared.writer, "status")  # which rebuilds it
    assert "ok" in run_tracker(shared.reader, "verify")


def test_a_reader_records_nothing(shared: Shared) -> None:
    before = rows(shared)
    assert_refused(shared.reader, *REPORT, "2026-01-14")
    assert_refused(shared.reader, "rebuild")
    assert_refused(shared.reader, "undo")
    assert rows(shared) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET payload = ''",
        "UPDATE events SET recorded_by = 'ghost'",
        "DELETE FROM events",
        "TRUNCATE events",
        "DROP TABLE events",
        "DROP TRIGGER events_no_update ON events",
        "ALTER TABLE events DISABLE TRIGGER ALL",
        "ALTER TABLE events DISABLE TRIGGER events_no_update",
        "ALTER TABLE events OWNER TO current_user",
        "ALTER TABLE events ADD COLUMN more text",
        "CREATE OR REPLACE FUNCTION events_no_update() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "ALTER FUNCTION events_in_order() RESET ALL",
        "CREATE TRIGGER mine BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION events_in_order()",
        "CREATE RULE mine AS ON INSERT TO events DO INSTEAD NOTHING",
        "CREATE TABLE mine (position int)",
        "CREATE TEMPORARY TABLE events (position int)",
        "CREATE SCHEMA mine",
        "SET session_replication_role = replica",
        "DELETE FROM head",
        "INSERT INTO head VALUES (2, 0, '', '', 0)",
        "UPDATE alembic_version SET version_num = '9999'",
        "UPDATE articles SET text = ''",
        "UPDATE inbox SET content = ''",
        "DELETE FROM inbox",
        "UPDATE decisions SET decided_by = 'ghost'",
        "DELETE FROM decisions",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'much')",
        "SELECT pg_advisory_lock(7160341)",
        "SELECT pg_try_advisory_xact_lock(7160341)",
        "SELECT pg_logical_emit_message(false, 'much', 'more')",
    ],
)
def test_neither_writer_nor_reader_can_alter_history(shared: Shared, statement: str) -> None:
    before = rows(shared)
    for place in (shared.writer, shared.reader):
        assert_forbidden(place, statement)
    assert rows(shared) == before


def test_a_writer_cannot_grant_rights(shared: Shared) -> None:
    with raw(shared.writer) as run:
        run("GRANT UPDATE ON events TO PUBLIC")  # PostgreSQL prints a warning and grants nothing
    assert_forbidden(shared.reader, "UPDATE events SET payload = ''")


@pytest.mark.parametrize("position", ["1", "0", "-1", "99"])
def test_a_writer_can_only_append_at_the_end(shared: Shared, position: str) -> None:
    before = rows(shared)
    columns = "position, meeting, version, type, recorded_at, recorded_by, payload, hash"
    with raw(shared.writer) as run, pytest.raises(psycopg.Error):
        run(f"INSERT INTO events ({columns}) VALUES ({position}, 'mine', 1, 'noted', '', 'me', '', '')")
    assert rows(shared) == before


@pytest.mark.parametrize("table", TABLES)
def test_a_reader_cannot_write_any_table(shared: Shared, table: str) -> None:
    for statement in (f"DELETE FROM {table}", f"INSERT INTO {table} SELECT * FROM {table}", f"TRUNCATE {table}"):
        assert_forbidden(shared.reader, statement)


def test_a_projection_that_a_writer_deletes_can_be_rebuilt(shared: Shared) -> None:
    for table in PROJECTION:
        with raw(shared.writer) as run:
            run(f"DELETE FROM {table}")
    run_tracker(shared.writer, "rebuild")
    assert "ok" in run_tracker(shared.reader, "verify")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE head SET recorded_at = 'zzz'",
        "UPDATE head SET position = 100, fold = 99999",
        "UPDATE head SET log = 2",
        "UPDATE meetings SET state = '{'",
    ],
)
def test_what_one_writer_hurts_another_mends_and_goes_on(shared: Shared, statement: str) -> None:
    with raw(shared.writer) as run:
        run(statement)
    run_tracker(shared.writer, "rebuild", "--head")
    recorded = len(rows(shared))
    run_tracker(shared.writer, *REPORT, "2026-01-15", "--headline", statement)
    assert len(rows(shared)) == recorded + 1
    assert "ok" in run_tracker(shared.reader, "verify")


def test_psql_can_run_the_file(shared: Shared, postgres: PostgresServer) -> None:
    psql = Path(postgres._binaries) / "psql"
    url = shared.admin.replace("+psycopg", "")
    subprocess.run([str(psql), "-qX", "-v", "ON_ERROR_STOP=1", url, "-f", str(ROLES)], check=True, capture_output=True)
