"""Who records, and which file is the log, where the user names neither."""

import getpass
import stat
from pathlib import Path

import pytest

from tracker.domain.errors import TrackerError
from tracker.ledger.environment import create_default_folder, default_file, recorder


def test_tracker_user_names_the_recorder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_USER", " ines ")
    assert recorder() == "ines"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_without_tracker_user_the_login_name_is_the_recorder(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("TRACKER_USER")
    if value is not None:
        monkeypatch.setenv("TRACKER_USER", value)
    monkeypatch.setenv("LOGNAME", "max")
    assert recorder() == "max"


@pytest.mark.parametrize("error", [KeyError("uid not found"), OSError("no username set")])
def test_a_user_without_a_name_is_unknown(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail() -> str:
        raise error

    monkeypatch.delenv("TRACKER_USER")
    monkeypatch.setattr(getpass, "getuser", fail)
    assert recorder() == "unknown"


def test_bytes_that_are_not_text_are_replaced_in_the_name_of_the_recorder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_USER", "in\udcffs")
    assert recorder() == "in?s"


def test_the_default_file_lies_in_the_data_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, appauthor: tmp_path / f"{name}-{appauthor}")
    assert default_file() == tmp_path / "tracker-False" / "tracker.db"


def test_the_default_folder_is_created_for_its_owner_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "share" / "tracker"
    monkeypatch.setattr("platformdirs.user_data_path", lambda _name, **_: folder)
    create_default_folder()
    create_default_folder()  # nothing is wrong with a folder that exists
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.iterdir()) == []


def test_a_default_folder_that_cannot_be_created_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "share").touch()
    monkeypatch.setattr("platformdirs.user_data_path", lambda _name, **_: tmp_path / "share" / "tracker")
    with pytest.raises(TrackerError, match=r"cannot create the folder .*: Not a directory") as caught:
        create_default_folder()
    assert caught.value.hint == "Name a file with --db."
