"""The command `alembic` makes and upgrades the same logs as `tracker`, and downgrades none."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.clock import FixedClock
from tests.ledger.doing import findings, say
from tests.postgres import PostgresServer
from tracker.ledger.desk import open_desk

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Name a database that has no schema yet, on each engine in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'desk.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    database = server.create_database()
    yield database
    server.drop_database(database)


def alembic(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `alembic` on a database, as a developer does in the checkout."""
    command = [sys.executable, "-m", "alembic", "-x", f"url={url}", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_tracker_accepts_a_log_that_alembic_made(url: str, clock: FixedClock) -> None:
    done = alembic(url, "upgrade", "head")
    assert done.returncode == 0, done.stderr
    with open_desk(url, create=True, clock=clock, recorder="desk") as desk:
        assert say(desk, "proposed", "2026-01-21", "ahn-japan", new=True).position == 1
        assert findings(desk) == ()


def test_upgrading_twice_changes_nothing(url: str) -> None:
    for _ in range(2):
        done = alembic(url, "upgrade", "head")
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert alembic(url, "current").stdout.split()[-1] == "(head)"


@pytest.mark.parametrize("target", ["base", "-1"])
def test_a_downgrade_is_refused_in_a_sentence(url: str, target: str, clock: FixedClock) -> None:
    alembic(url, "upgrade", "head")
    done = alembic(url, "downgrade", "--", target)
    sentence = "there is no downgrade: a log is only upgraded. Restore a backup made before the upgrade."
    assert sentence in done.stdout
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr
    with open_desk(url, create=True, clock=clock, recorder="desk") as desk:
        assert findings(desk) == ()


def test_every_migration_refuses_a_downgrade() -> None:
    migrations = [*(ROOT / "migrations" / "versions").glob("*.py"), ROOT / "migrations" / "script.py.mako"]
    without = [path.name for path in migrations if "there is no downgrade" not in path.read_text(encoding="utf-8")]
    assert without == []


def test_alembic_leaves_the_database_of_another_program_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE visit (city TEXT)")
    before = path.read_bytes()
    done = alembic(f"sqlite:///{path}", "upgrade", "head")
    assert "is a database of another program" in done.stdout
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr
    assert path.read_bytes() == before
