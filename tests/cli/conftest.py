"""Ledgers for the tests of the command: an empty one, and one that holds the story."""

import shutil
from pathlib import Path

import pytest

from tests.cli.runner import tracker
from tests.cli.story import tell


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a file for the log, which is not there yet."""
    path = tmp_path / "desk.db"
    monkeypatch.setenv("TRACKER_DB", str(path))
    return path


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Record the story, once."""
    path = tmp_path_factory.mktemp("story") / "desk.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_DB", str(path))
        patch.setenv("TRACKER_USER", "desk")
        tell()
    return path


@pytest.fixture
def story(told: Path, db: Path) -> Path:
    """Lay a copy of the story where the log is looked for."""
    shutil.copy(told, db)
    return db


@pytest.fixture
def empty(db: Path) -> Path:
    """Make a log that holds nothing yet."""
    assert tracker("import", "-").code == 0
    return db
