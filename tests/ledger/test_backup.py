"""Backing up a log: a whole and checked copy under its name, or nothing."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from tests.clock import FixedClock
from tests.effort import PATIENCE
from tests.engines import on_a_file
from tests.faults.syncs import inodes, recorded_syncs
from tests.ledger.doing import AHN, begin, exported, findings, head, say, taken_in, unwatched
from tests.postgres import PostgresServer
from tests.store.processes import ROOT
from tests.store.raw import unguarded
from tracker.domain.errors import TrackerError
from tracker.ledger.backup import Backup, back_up
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.importing import import_lines
from tracker.ledger.restore import restore
from tracker.store.opening import open_log


def backed_up(desk: Desk, file: Path) -> Backup:
    return back_up(desk, file, lambda _: None)


@contextmanager
def restored(file: Path, form: str, clock: FixedClock) -> Iterator[Desk]:
    """Open a backup: as the log that it is, or restored into one."""
    where = str(file if form == "sqlite" else file.with_suffix(".restored"))
    with open_desk(where, create=form != "sqlite", clock=clock, recorder="desk") as copy:
        if form != "sqlite":
            taken_in(copy, file.read_text(encoding="utf-8").splitlines())
        yield copy


def refusal(desk: Desk, file: Path) -> tuple[str, str]:
    with pytest.raises(TrackerError) as caught:
        backed_up(desk, file)
    return caught.value.sentence, caught.value.hint


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def altered(path: str, statement: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(statement)
        raw.commit()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "backups"
    path.mkdir()
    return path


def test_a_backup_is_the_whole_log(desk: Desk, folder: Path, clock: FixedClock) -> None:
    begin(desk, quote="小泉\u2028 “x”")
    say(desk, "held", "2026-01-15")
    done = backed_up(desk, folder / "copy")
    assert (done.checkpoint.position, done.checkpoint.hash) == head(desk)
    assert done.form == ("sqlite" if desk.connection.engine == "sqlite" else "jsonl")
    with restored(done.file, done.form, clock) as copy:
        assert (exported(copy), findings(copy)) == (exported(desk), ())
        say(copy, "noted", "2026-01-16")
        assert head(copy)[0] == head(desk)[0] + 1


def test_it_is_one_file_that_its_owner_alone_may_read(desk: Desk, folder: Path) -> None:
    begin(desk)
    mask = os.umask(0)
    try:
        backed_up(desk, folder / "copy")
    finally:
        os.umask(mask)
    assert files(folder) == {"copy"}
    assert (folder / "copy").stat().st_mode & 0o777 == 0o600


def test_a_backup_can_be_read_where_nothing_can_be_written(folder: Path, tmp_path: Path, clock: FixedClock) -> None:
    with open_desk(str(tmp_path / "desk.db"), create=True, clock=clock, recorder="desk") as desk:
        begin(desk)
        backed_up(desk, folder / "copy")
    assert (folder / "copy").read_bytes()[18:20] == b"\x01\x01", "it does not write ahead"


def test_an_empty_log_has_a_backup_too(desk: Desk, folder: Path) -> None:
    assert backed_up(desk, folder / "copy").checkpoint.position == 0


def test_progress_goes_from_nothing_to_all(desk: Desk, folder: Path) -> None:
    begin(desk, *(f"m-{number}" for number in range(20)))
    seen: list[float] = []
    back_up(desk, folder / "copy", seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1


def test_progress_is_reported_while_lines_are_written_and_while_they_are_read_back(
    folder: Path, postgres: PostgresServer, migrated: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.ledger.backup._BATCH", 2)
    place = postgres.create_database(template=migrated)
    seen: list[float] = []
    with open_desk(place, create=False, clock=clock, recorder="desk") as desk:
        begin(desk, "a", "b", "c", "d")
        back_up(desk, folder / "copy", seen.append)
    assert seen == [0.25, 0.5, 0.75, 1, 1]
    postgres.drop_database(place)


@on_a_file
@pytest.mark.parametrize("kind", ["file", "folder", "link", "log"])
def test_what_is_there_is_not_overwritten(desk: Desk, folder: Path, tmp_path: Path, kind: str) -> None:
    begin(desk)
    taken = folder / "taken"
    match kind:
        case "file":
            taken.write_text("mine")
        case "folder":
            taken.mkdir()
        case "link":
            taken.symlink_to(folder / "nowhere")
        case "log":
            open_log(str(taken), create=True).close()
    before = taken.read_bytes() if taken.is_file() else None
    what = "is a folder" if kind == "folder" else "already exists"
    assert refusal(desk, taken) == (
        f"{taken} {what}",
        "Name a new file: a backup overwrites nothing.",
    )
    assert before == (taken.read_bytes() if taken.is_file() else None)
    assert {name for name in files(folder) if name.endswith(".part")} == set()


def test_a_name_that_is_taken_meanwhile_is_not_overwritten(desk: Desk, folder: Path) -> None:
    begin(desk)

    def take(_: float) -> None:
        (folder / "copy").write_text("mine")

    with pytest.raises(TrackerError, match="already exists"):
        back_up(desk, folder / "copy", take)
    assert ((folder / "copy").read_text(), files(folder)) == ("mine", {"copy"})


def test_where_a_file_has_one_name_only_the_copy_is_renamed(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    begin(desk)
    assert backed_up(desk, folder / "copy").checkpoint.position == 1
    assert files(folder) == {"copy"}


def test_a_disk_that_fails_leaves_nothing(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    begin(desk)
    monkeypatch.setattr(os, "link", fail)
    assert refusal(desk, folder / "copy") == (
        f"{folder / 'copy'} could not be written: Input/output error",
        "Nothing was left under that name.",
    )
    monkeypatch.setattr(os, "open", fail)
    assert "Input/output error" in refusal(desk, folder / "copy")[0]
    assert files(folder) == set()


def test_a_folder_that_is_not_there_is_named(desk: Desk, folder: Path) -> None:
    begin(desk)
    assert refusal(desk, folder / "none" / "copy") == (
        f"the folder {folder / 'none'} does not exist",
        "Make it, or name another file.",
    )


def test_a_log_that_was_not_made_yet_has_no_backup(folder: Path, clock: FixedClock) -> None:
    with open_desk(None, create=False, clock=clock, recorder="") as nowhere:
        assert refusal(nowhere, folder / "copy")[0] == "there is no log to back up yet"
    assert files(folder) == set()


def test_a_damaged_log_gives_no_backup(folder: Path, tmp_path: Path, clock: FixedClock) -> None:
    path = str(tmp_path / "desk.db")
    with open_desk(path, create=True, clock=clock, recorder="desk") as desk:
        begin(desk)
        say(desk, "held", "2026-01-15")
    altered(path, "UPDATE events SET payload = replace(payload, 'Yonhap', 'Kyodo') WHERE position = 1")
    with open_desk(path, create=False, clock=clock, recorder="desk") as desk:
        sentence, hint = refusal(desk, folder / "copy")
    assert sentence.startswith("the copy is not sound, and was not kept: the trigger")
    assert hint == "tracker verify says whether the log itself is damaged."
    assert files(folder) == set()


def test_an_event_whose_hash_is_wrong_is_copied_and_named_and_restored_if_asked_for(
    place: str, desk: Desk, folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    begin(desk)
    with unguarded(place) as run:
        run("UPDATE events SET recorded_by = 'nobody' WHERE position = 1")
    fault = "the hash of @1 does not fit its content and the hash before it"
    done = backed_up(desk, folder / "copy")
    assert done.faults == (fault,)
    other = str(tmp_path / "other.db")
    if done.form == "jsonl":
        with open_desk(other, create=True, clock=clock, recorder="") as copy, done.file.open() as lines:
            with pytest.raises(TrackerError, match="line 1: the hash of @1 does not fit"):
                import_lines(copy, lines)
            lines.seek(0)
            assert import_lines(copy, lines, damaged=True).broken == (fault,)
    else:
        with pytest.raises(TrackerError, match="was not restored: the hash of @1 does not fit"):
            restore(done.file, other, clock, unwatched)
        assert restore(done.file, other, clock, unwatched, damaged=True).broken == (fault,)
    with open_desk(other, create=False, clock=clock, recorder="desk") as copy:
        assert say(copy, "held", "2026-01-15").position == 2
        assert findings(copy) == (fault,)


def test_lines_that_are_not_read_back_as_written_give_no_backup(
    folder: Path, postgres: PostgresServer, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.ledger.backup.file_digest", lambda *_: sha256(b"what a bad disk gives"))
    with open_desk(postgres.create_database(), create=True, clock=clock, recorder="desk") as desk:
        begin(desk)
        sentence, _ = refusal(desk, folder / "copy")
    assert sentence == "the copy is not sound, and was not kept: its lines are not as they were written"
    assert files(folder) == set()


def test_others_record_while_a_log_is_copied(place: str, desk: Desk, folder: Path, clock: FixedClock) -> None:
    begin(desk)
    stop, told = threading.Event(), threading.Event()

    def record() -> None:
        with open_desk(place, create=False, clock=clock, recorder="other") as other:
            number = 0
            while not stop.is_set():
                say(other, "noted", "2026-01-11", quote=f"number {(number := number + 1)}", url=f"https://x/{number}")
                told.set()

    writer = threading.Thread(target=record)
    writer.start()
    try:
        assert told.wait(timeout=PATIENCE)
        done = [backed_up(desk, folder / f"copy-{number}") for number in range(3)]
        told.clear()
        assert told.wait(timeout=PATIENCE)
    finally:
        stop.set()
        writer.join()
    for one in done:
        with restored(one.file, one.form, clock) as copy:
            assert head(copy) == (one.checkpoint.position, one.checkpoint.hash)
    assert head(desk)[0] > done[0].checkpoint.position


SMALL_DISK = """
import resource, signal, sys
from pathlib import Path
from tests.clock import FixedClock
from tracker.domain.errors import TrackerError
from tracker.ledger.backup import back_up
from tracker.ledger.desk import open_desk
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
place, file = sys.argv[1:]
with open_desk(place, create=False, clock=FixedClock("2026-01-22T09:00:00+00:00"), recorder="") as desk:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
    try:
        back_up(desk, Path(file), lambda _: None)
    except TrackerError as error:
        print(error.sentence)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="this system limits no file")
def test_a_full_disk_leaves_nothing(place: str, desk: Desk, folder: Path) -> None:
    begin(desk, *(f"m-{number}" for number in range(30)))
    done = subprocess.run(
        [sys.executable, "-c", SMALL_DISK, place, str(folder / "copy")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert "could not be written" in done.stdout, done
    assert files(folder) == set()
    assert AHN not in done.stdout


def test_a_backup_and_its_name_survive_a_power_cut(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(desk)
    synced = recorded_syncs(monkeypatch)
    backed_up(desk, tmp_path / "copy")
    assert synced == inodes(tmp_path / "copy", tmp_path)


def test_where_a_file_has_no_second_name_the_copy_is_renamed_and_overwrites_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(desk)
    file = tmp_path / "stick"

    def fail(_copy: Path, _file: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", fail)
    backed_up(desk, file)
    assert file.stat().st_size > 0
    assert refusal(desk, file)[0] == f"{file} already exists"
