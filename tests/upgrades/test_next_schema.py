"""A log of today is upgraded when a later version of the program brings a migration of its own."""

import shutil
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.clock import FixedClock
from tests.engines import on_a_file
from tests.ledger.doing import everything, exported, findings, say
from tests.store.raw import sql
from tracker.domain.errors import TrackerError
from tracker.ledger.desk import Desk, open_desk
from tracker.store import log
from tracker.store.opening import open_log
from tracker.store.schema import SCHEMA, schema_of

NEXT = "0004"
MIGRATION = f"""
from alembic import op
revision, down_revision = "{NEXT}", "{SCHEMA}"

def upgrade() -> None:
    op.execute("{{statement}}")
"""
NEW_TABLE = "CREATE TABLE hotels (name TEXT)"


@pytest.fixture
def old(desk: Desk, place: str) -> str:
    """Return a log with two reports, as this version of the program leaves it."""
    say(desk, "proposed", "2026-01-20", new=True)
    say(desk, "confirmed", "2026-01-21")
    return place


def bring(monkeypatch: pytest.MonkeyPatch, folder: Path, statement: str) -> None:
    """Make this program the next version, of which the migration executes one statement."""
    migrations = folder / "migrations"
    shutil.copytree(ROOT / "migrations", migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / f"{NEXT}_next.py").write_text(MIGRATION.format(statement=statement), encoding="utf-8")
    monkeypatch.setattr("tracker.store.upgrade.MIGRATIONS", str(migrations))
    for module in ("tracker.store.opening", "tracker.store.upgrade"):
        monkeypatch.setattr(f"{module}.SCHEMA", NEXT)


def test_an_old_log_is_upgraded_when_it_is_opened(
    old: str, desk: Desk, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exported(desk), everything(desk)
    bring(monkeypatch, tmp_path, NEW_TABLE)
    with open_desk(old, create=False, clock=clock, recorder="desk") as upgraded:
        with upgraded.snapshot():
            assert schema_of(upgraded.connection) == NEXT
            assert upgraded.connection.all(sql("SELECT name FROM hotels")) == []
        assert (exported(upgraded), everything(upgraded)) == before
        assert say(upgraded, "held", "2026-01-22").position == 3
        assert findings(upgraded) == ()


def test_an_upgrade_empties_the_projection_which_is_then_rebuilt(
    old: str, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(monkeypatch, tmp_path, NEW_TABLE)
    connection = open_log(old, create=False)
    with connection.transaction(write=False):
        assert connection.all(sql("SELECT meeting FROM meetings")) == []
        assert log.read_head(connection).fold == 0
        assert log.read_head(connection).position == 2
    connection.close()
    with open_desk(old, create=False, clock=clock, recorder="desk") as upgraded:
        assert [meeting.status for meeting in everything(upgraded)] == ["confirmed"]


def test_the_installed_migrations_have_nothing_to_do_on_a_log_of_today(
    old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("tracker.store.opening", "tracker.store.upgrade"):
        monkeypatch.setattr(f"{module}.SCHEMA", NEXT)
    connection = open_log(old, create=False)
    with connection.transaction(write=False):
        assert schema_of(connection) == SCHEMA
        assert log.read_head(connection).position == 2
    connection.close()


@on_a_file
def test_a_migration_that_drops_a_trigger_is_refused_and_changes_nothing(
    old: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        bring(patch, tmp_path, "DROP TRIGGER events_no_delete")
        with pytest.raises(
            TrackerError, match="could not be upgraded: the trigger events_no_delete is missing"
        ) as caught:
            open_log(old, create=False)
        assert caught.value.hint == "Nothing was changed."
    assert_unchanged(old)


def test_a_migration_that_fails_changes_nothing_and_says_which_log(
    old: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        bring(patch, tmp_path, "ALTER TABLE nowhere RENAME TO elsewhere")
        with pytest.raises(TrackerError, match="nowhere"):
            open_log(old, create=False)
    assert_unchanged(old)


def assert_unchanged(place: str) -> None:
    """Assert that the log has its old schema, its events and its projection."""
    connection = open_log(place, create=False)
    with connection.transaction(write=False):
        assert schema_of(connection) == SCHEMA
        assert connection.all(sql("SELECT reports FROM meetings")) == [(2,)]
        assert log.read_head(connection).position == 2
    connection.close()
