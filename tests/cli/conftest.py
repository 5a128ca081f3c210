"""Logs for the tests of the command: an empty log, and a log with the story."""

import shutil
from pathlib import Path

import pytest

from tests.cli.runner import tracker
from tests.cli.story import tell


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of the log, which does not exist yet."""
    path = tmp_path / "desk.db"
    monkeypatch.setenv("TRACKER_DB", str(path))
    return path


@pytest.fixture(scope="session")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Record the story, once."""
    path = tmp_path_factory.mktemp("story") / "desk.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_DB", str(path))
        patch.setenv("TRACKER_USER", "desk")
        tell()
    return path


@pytest.fixture
def story(answer: Path, db: Path) -> Path:
    """Copy the log with the story to the path of the log."""
    shutil.copy(answer, db)
    return db


@pytest.fixture
def empty(db: Path) -> Path:
    """Create a log without events."""
    assert tracker("import", "-").code == 0
    return db
