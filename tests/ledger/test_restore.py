"""Restoring a log: the whole and checked backup takes its place, or the log stays as it was."""

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.clock import FixedClock
from tests.effort import PATIENCE
from tests.faults.syncs import inodes, recorded_syncs
from tests.ledger.doing import begin, exported, findings, say
from tests.ledger.test_backup import altered
from tests.store.processes import ROOT
from tracker.domain.errors import TrackerError
from tracker.ledger.backup import back_up
from tracker.ledger.desk import open_desk
from tracker.ledger.restore import restore
from tracker.store.opening import open_log

CLOCK = FixedClock("2026-01-22T09:00:00+00:00")


def restored(backup: Path, log: Path) -> int:
    """Restore a backup, and return the position at which the log ends now."""
    return restore(backup, str(log), CLOCK, lambda _: None).checkpoint.position


def refusal(backup: Path, log: Path | str) -> tuple[str, str]:
    with pytest.raises(TrackerError) as caught:
        restore(backup, str(log), CLOCK, lambda _: None)
    return caught.value.sentence, caught.value.hint


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def lines(log: Path) -> list[str]:
    """Return the log as an export, after a check from end to end."""
    with open_desk(str(log), create=False, clock=CLOCK, recorder="desk") as desk:
        assert findings(desk) == ()
        return exported(desk)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Return a backup of two events."""
    (tmp_path / "backups").mkdir()
    file = tmp_path / "backups" / "copy.db"
    with open_desk(str(tmp_path / "first.db"), create=True, clock=CLOCK, recorder="desk") as desk:
        begin(desk, "a", "b")
        back_up(desk, file, lambda _: None)
    (tmp_path / "first.db").unlink()
    return file


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return a log of three events, alone in its folder."""
    (tmp_path / "desk").mkdir()
    path = tmp_path / "desk" / "desk.db"
    with open_desk(str(path), create=True, clock=CLOCK, recorder="desk") as desk:
        begin(desk, "x", "y", "z")
    return path


def test_a_backup_takes_the_place_of_the_log(backup: Path, log: Path) -> None:
    as_it_was = backup.read_bytes()
    log.chmod(0o640)
    assert restored(backup, log) == 2
    assert lines(log) == lines(backup)
    assert list(contents(log.parent)) == ["desk.db"]
    assert log.stat().st_mode & 0o777 == 0o640
    assert backup.read_bytes() == as_it_was
    with closing(sqlite3.connect(log)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_missing_log_is_restored(backup: Path, log: Path) -> None:
    log.unlink()
    assert restored(backup, log) == 2
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_damaged_log_is_restored(backup: Path, log: Path) -> None:
    content = bytearray(log.read_bytes())
    content[100:9000] = b"\xee" * 8900
    log.write_bytes(content[:20_000])
    assert restored(backup, log) == 2
    assert lines(log) == lines(backup)


def test_what_a_killed_process_left_next_to_the_log_goes_with_it(backup: Path, log: Path, tmp_path: Path) -> None:
    with open_desk(str(log), create=False, clock=CLOCK, recorder="desk") as desk:
        say(desk, "noted", "2026-01-20", "x")
        shutil.copytree(log.parent, tmp_path / "cut-off")
    left = tmp_path / "cut-off" / "desk.db"
    shutil.copy(backup, left)  # what nobody should do: the next command says so
    with pytest.raises(TrackerError, match="does not belong"):
        open_log(str(left), create=False)
    assert restored(backup, left) == 2
    assert list(contents(left.parent)) == ["desk.db"]
    assert lines(left) == lines(backup)


def test_the_link_to_a_log_stays(backup: Path, log: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(log)
    restored(backup, link)
    assert link.is_symlink()
    assert lines(log) == lines(backup)


def test_a_backup_of_an_old_version_is_upgraded_on_the_way(log: Path) -> None:
    old = Path(__file__).parents[1] / "upgrades" / "0001.db"
    as_it_was = old.read_bytes()
    assert restored(old, log) > 0
    assert findings_of(log) == ()
    assert old.read_bytes() == as_it_was


def findings_of(log: Path) -> tuple[str, ...]:
    with open_desk(str(log), create=False, clock=CLOCK, recorder="desk") as desk:
        return findings(desk)


# Refusals, after which the log is as it was


HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT * FROM head")
print("open", flush=True)
sys.stdin.read()
"""


def test_a_log_in_use_is_not_replaced(backup: Path, log: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, log], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert refusal(backup, log) == (f"{log} is in use", "End the programs that use it, then try again.")
        other.communicate(timeout=PATIENCE)
    assert len(lines(log)) == 3


def test_a_backup_that_is_not_sound_is_not_restored(backup: Path, log: Path) -> None:
    altered(str(backup), "UPDATE events SET payload = replace(payload, 'Yonhap', 'Kyodo') WHERE position = 1")
    before = contents(log.parent)
    sentence, hint = refusal(backup, log)
    assert sentence.startswith(f"{backup} was not restored: the trigger")
    assert hint == "The log is as it was. Name a file that tracker backup made."
    assert contents(log.parent) == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "copy.db is empty"),
        (b"Dear diary", "copy.db was not restored: copy.db is not a SQLite database"),
        (b'{"position": 1}\n', "copy.db holds JSON lines"),
        (None, "copy.db does not exist"),
    ],
)
def test_what_is_not_a_backup_is_not_restored(backup: Path, log: Path, content: bytes | None, reason: str) -> None:
    if content is None:
        backup.unlink()
    else:
        backup.write_bytes(content)
    before = contents(log.parent)
    sentence, hint = refusal(backup, log)
    assert (sentence.replace(f"{backup.parent}/", ""), bool(hint)) == (reason, True)
    assert contents(log.parent) == before


def test_a_full_disk_leaves_the_log_as_it_was(backup: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise TrackerError("the copy could not be written: database or disk is full", "Is there room on the disk?")

    before = contents(log.parent)
    monkeypatch.setattr("tracker.store.sqlite.SqliteConnection.copy_to", fail)
    assert refusal(backup, log) == (
        f"{backup} was not restored: the copy could not be written: database or disk is full",
        "The log is as it was. Is there room on the disk?",
    )
    assert contents(log.parent) == before


def test_a_backup_replaces_only_a_log(backup: Path, log: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    os.mkfifo(tmp_path / "pipe")
    assert refusal(backup, tmp_path / "notes.txt") == (
        f"{tmp_path / 'notes.txt'} is not a log of tracker",
        "Move it away first.",
    )
    assert refusal(backup, tmp_path)[0] == f"{tmp_path} is a folder"
    assert refusal(backup, tmp_path / "pipe")[0] == f"{tmp_path / 'pipe'} is not a file"
    assert refusal(tmp_path / "pipe", log)[0] == f"{tmp_path / 'pipe'} is not a file"
    assert refusal(log, log)[0] == f"{log} is the log itself"
    assert refusal(backup, tmp_path / "no" / "desk.db")[0] == f"the folder {tmp_path / 'no'} does not exist"
    assert refusal(backup, "postgresql+psycopg://desk@host/ledger")[0] == "a log on a server is not a file"
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_disk_that_fails_leaves_the_log_as_it_was(backup: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    before = contents(log.parent)
    monkeypatch.setattr(Path, "replace", fail)
    assert refusal(backup, log) == (f"{log} could not be replaced: Input/output error", "The log is as it was.")
    assert contents(log.parent) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.ledger.test_restore import CLOCK
from tracker.ledger import restore
from tracker.store import sqlite_file
if sys.argv[3] == "before":
    Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
else:
    Path.unlink = lambda *_, missing_ok: os.kill(os.getpid(), signal.SIGKILL)
restore.restore(Path(sys.argv[1]), sys.argv[2], CLOCK, lambda _: None)
"""


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_restoring_that_is_killed_leaves_the_old_log_or_can_be_repeated(
    backup: Path, log: Path, tmp_path: Path, moment: str
) -> None:
    with open_desk(str(log), create=False, clock=CLOCK, recorder="desk") as desk:
        say(desk, "noted", "2026-01-20", "x")
        shutil.copytree(log.parent, tmp_path / "cut-off")
    left = tmp_path / "cut-off" / "desk.db"
    command = [sys.executable, "-c", KILLED, str(backup), str(left), moment]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    if moment == "before":
        assert len(lines(left)) == 4
    else:
        with pytest.raises(TrackerError, match="does not belong"):
            open_log(str(left), create=False)
    assert restored(backup, left) == 2
    assert list(contents(left.parent)) == ["desk.db"]
    assert lines(left) == lines(backup)


def test_the_copy_is_synced_before_it_takes_the_name_of_the_log_and_the_name_afterwards(
    tmp_path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = recorded_syncs(monkeypatch)
    log = tmp_path / "desk.db"
    assert restored(backup, log) == 2
    assert synced == inodes(log, tmp_path, tmp_path)  # the second time without what lay next to the old file
