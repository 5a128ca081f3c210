"""A write-ahead log is used only with the file that it belongs to, and a file only as long as it has its name."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.effort import PATIENCE
from tests.ledger.doing import say
from tests.store.processes import ROOT
from tests.store.raw import raw, sql
from tracker.domain.errors import TrackerError
from tracker.ledger.backup import back_up
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import Desk, open_desk
from tracker.store.opening import open_log

WRITER = """
import sys
from tests.ledger.doing import say
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import open_desk
with open_desk(sys.argv[1], create=False, clock=SystemClock(), recorder="other") as desk:
    say(desk, "noted", "2026-01-20", "m-1", quote="from another process")
"""

CHURN = """
import sys
from tests.ledger.doing import say
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import open_desk
for number in range(40):
    with open_desk(sys.argv[1], create=False, clock=SystemClock(), recorder="other") as desk:
        say(desk, "noted", "2026-01-20", "m-1", url=f"https://e.org/{sys.argv[2]}/{number}")
    with open_desk(sys.argv[1], create=False, clock=SystemClock(), recorder="") as desk, desk.snapshot():
        pass
"""


def record(log: Path, *numbers: int) -> None:
    """Record one report about a meeting of its own for each number, each in its own opening of the log."""
    for number in numbers:
        with opened(log) as desk:
            say(desk, "confirmed", "2026-01-10", f"m-{number}", new=True, quote="long " * 300)


def opened(log: Path) -> AbstractContextManager[Desk]:
    return open_desk(str(log), create=True, clock=SystemClock(), recorder="desk")


def positions(log: Path) -> list[int]:
    """Return the positions of all events, by tracker's own opening."""
    connection = open_log(str(log), create=False)
    with connection.transaction(write=False):
        rows = connection.all(sql("SELECT position FROM events ORDER BY position"))
    connection.close()
    return [position for (position,) in rows]


def cut_off(log: Path, *numbers: int) -> Path:
    """Record reports, and return a folder with the files as they are if the process is killed then."""
    folder = log.parent / "cut-off"
    folder.mkdir()
    with opened(log) as desk:
        for number in numbers:
            say(desk, "confirmed", "2026-01-10", f"m-{number}", new=True, quote="long " * 300)
        for name in ("desk.db", "desk.db-wal"):
            shutil.copy(log.parent / name, folder / name)
    return folder


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return a log with two reports, which is closed."""
    path = tmp_path / "desk.db"
    record(path, 1, 2)
    return path


def refused_as_it_is(file: Path) -> None:
    """See that a file with a write-ahead log of another one is refused to every command, and that nothing changes."""
    before = file.read_bytes(), Path(f"{file}-wal").read_bytes()
    for create in (False, True):
        with pytest.raises(TrackerError, match=r"desk\.db-wal does not belong to ") as caught:
            open_log(str(file), create=create)
        assert "tracker restore FILE" in caught.value.hint
    assert before == (file.read_bytes(), Path(f"{file}-wal").read_bytes())


def test_a_log_that_was_cut_off_has_every_report(log: Path) -> None:
    folder = cut_off(log, 3, 4)
    assert positions(folder / "desk.db") == [1, 2, 3, 4]


def test_a_backup_over_a_log_that_was_cut_off_is_refused(log: Path, tmp_path: Path) -> None:
    with opened(log) as desk:
        back_up(desk, tmp_path / "copy", lambda _: None)
    record(log, 3)
    folder = cut_off(log, 4)
    shutil.copy(tmp_path / "copy", folder / "desk.db")
    refused_as_it_is(folder / "desk.db")


def test_even_a_backup_of_the_state_that_the_write_ahead_log_began_with_is_refused(log: Path, tmp_path: Path) -> None:
    with opened(log) as desk:
        back_up(desk, tmp_path / "copy", lambda _: None)
    folder = cut_off(log, 3)
    shutil.copy(tmp_path / "copy", folder / "desk.db")
    refused_as_it_is(folder / "desk.db")


def test_an_older_copy_of_the_file_itself_is_refused(log: Path, tmp_path: Path) -> None:
    shutil.copy(log, tmp_path / "copy")
    record(log, 3)
    folder = cut_off(log, 4)
    shutil.copy(tmp_path / "copy", folder / "desk.db")
    refused_as_it_is(folder / "desk.db")


def test_a_newer_copy_of_the_file_itself_is_refused(log: Path) -> None:
    folder = cut_off(log, 3)
    record(log, 4)
    shutil.copy(log, folder / "desk.db")
    refused_as_it_is(folder / "desk.db")


def test_another_log_of_as_many_transactions_is_refused(log: Path, tmp_path: Path) -> None:
    record(tmp_path / "other.db", 7, 8)
    folder = cut_off(log, 3)
    shutil.copy(tmp_path / "other.db", folder / "desk.db")
    refused_as_it_is(folder / "desk.db")


def test_a_write_ahead_log_whose_first_transaction_was_not_finished_harms_no_copy(log: Path, tmp_path: Path) -> None:
    shutil.copy(log, tmp_path / "copy")
    record(log, 3)
    folder = cut_off(log, 4)
    wal = folder / "desk.db-wal"
    wal.write_bytes(wal.read_bytes()[:5000])
    shutil.copy(tmp_path / "copy", folder / "desk.db")
    assert positions(folder / "desk.db") == [1, 2]


def test_a_damaged_head_is_not_taken_for_a_write_ahead_log_of_another_file(log: Path) -> None:
    with raw(str(log)) as run:
        run("UPDATE head SET position = 100")
    reader = sqlite3.connect(log)
    with raw(str(log)) as run:
        run("UPDATE head SET position = 2")
        assert positions(log) == [1, 2]
    reader.close()


def test_the_count_of_transactions_may_begin_again(log: Path) -> None:
    with raw(str(log)) as run:
        run(f"PRAGMA user_version={2**31 - 2}")
    folder = cut_off(log, 3, 4, 5)
    assert positions(folder / "desk.db") == [1, 2, 3, 4, 5]


# A file under its name


def test_a_second_opening_leaves_the_locks_of_the_first(log: Path) -> None:
    with opened(log) as first:
        say(first, "noted", "2026-01-19", "m-1")
        open_log(str(log), create=False).close()
        # The last connection that closes a log removes its write-ahead log: this process must not look gone.
        subprocess.run([sys.executable, "-c", WRITER, str(log)], cwd=ROOT, check=True, timeout=PATIENCE)
        assert Path(f"{log}-wal").exists()
        say(first, "noted", "2026-01-21", "m-1")
    assert positions(log) == [1, 2, 3, 4, 5]


@pytest.mark.slow
def test_openings_and_closings_of_several_processes_do_not_disturb_one_another(log: Path) -> None:
    # The last one to close a log removes its write-ahead log, at any moment of another one's opening.
    command = [sys.executable, "-c", CHURN, str(log)]
    processes = [subprocess.Popen([*command, str(number)], cwd=ROOT, stderr=subprocess.PIPE) for number in range(3)]
    assert [process.communicate(timeout=PATIENCE)[1] for process in processes] == [b""] * 3
    assert positions(log) == list(range(1, 2 + 3 * 40 + 1))


@pytest.mark.parametrize("fate", ["replaced", "removed"])
def test_nothing_is_recorded_in_a_file_that_has_lost_its_name(log: Path, tmp_path: Path, fate: str) -> None:
    with opened(log) as desk:
        log.rename(tmp_path / "old.db")
        if fate == "replaced":
            shutil.copy(tmp_path / "old.db", log)
        with pytest.raises(TrackerError, match=r"desk\.db was replaced or removed while it was in use") as caught:
            say(desk, "noted", "2026-01-21", "m-1")
    assert caught.value.hint == "Nothing was recorded. Try again."


def test_a_program_may_go_to_another_folder_while_a_log_is_open(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with opened(Path(log.name)) as desk:
        monkeypatch.chdir(tmp_path / "elsewhere")
        say(desk, "noted", "2026-01-21", "m-1")
    assert positions(log) == [1, 2, 3]


def test_an_opening_that_waited_reads_the_file_that_took_the_name_meanwhile(log: Path, tmp_path: Path) -> None:
    record(tmp_path / "new.db", 7, 8, 9)
    holder = sqlite3.connect(log, isolation_level=None, check_same_thread=False)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")

    def replace() -> None:
        (tmp_path / "new.db").rename(log)
        holder.close()

    timer = threading.Timer(0.3, replace)
    timer.start()
    assert positions(log) == [1, 2, 3]
    timer.join()


# A copy becomes a log again


def test_the_first_report_puts_a_copied_log_back_into_write_ahead_mode(log: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with opened(log) as desk:
        back_up(desk, copy, lambda _: None)
    with open_desk(str(copy), create=False, clock=SystemClock(), recorder="desk") as desk:
        say(desk, "noted", "2026-01-21", "m-1")
    slow = sqlite3.connect(copy, isolation_level=None)
    slow.execute("BEGIN")
    slow.execute("SELECT count(*) FROM events").fetchall()
    with open_desk(str(copy), create=False, clock=SystemClock(), recorder="desk") as desk:
        say(desk, "noted", "2026-01-22", "m-1")
    slow.close()
    assert positions(copy) == [1, 2, 3, 4]


def test_a_dry_run_leaves_a_copy_as_it_is(log: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with opened(log) as desk:
        back_up(desk, copy, lambda _: None)
    before = copy.read_bytes()
    with open_desk(str(copy), create=False, clock=SystemClock(), recorder="desk") as desk:
        say(desk, "noted", "2026-01-21", "m-1", dry_run=True)
    assert copy.read_bytes() == before


def transactions(log: Path) -> object:
    """Return how many transactions the file counts."""
    with raw(str(log)) as run:
        return run("PRAGMA user_version")[0][0]


def test_a_switch_to_a_write_ahead_log_begins_the_count_of_a_backup_and_keeps_that_of_a_log(
    log: Path, tmp_path: Path
) -> None:
    copy, count = tmp_path / "copy", transactions(log)
    with opened(log) as desk:
        back_up(desk, copy, lambda _: None)
    assert (transactions(copy), count) == (0, 3)  # the schema and two reports
    with raw(str(log)) as run:
        run("PRAGMA journal_mode=DELETE")
    for file in (copy, log):
        open_log(str(file), create=True).close()
    assert (transactions(copy), transactions(log)) == (1, count)
