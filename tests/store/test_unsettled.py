"""A file that a power cut left in the middle of its first transaction, with the journal that undoes it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tracker.domain.errors import TrackerError
from tracker.store.opening import open_log


def cut_off(folder: Path, *, settled: str = "") -> Path:
    """Return a file of which the first sector was not written, beside a journal; it is undone to what was `settled`."""
    whole, cut = folder / "whole.db", folder / "cut.db"
    with closing(sqlite3.connect(whole, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")  # so that pages are written before the commit
        connection.executescript(settled)
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE more (anything)")
        connection.execute("INSERT INTO more VALUES (zeroblob(100000))")
        for beside in ("", "-journal"):
            shutil.copy(f"{whole}{beside}", f"{cut}{beside}")
    with cut.open("r+b") as file:
        file.write(bytes(512))
    return cut


def test_a_log_that_was_being_made_is_made_anew(tmp_path: Path) -> None:
    file = cut_off(tmp_path)

    open_log(str(file), create=True).close()

    open_log(str(file), create=False).close()


def test_a_file_of_another_program_is_refused_all_the_same(tmp_path: Path) -> None:
    file = cut_off(tmp_path, settled="CREATE TABLE theirs (anything)")

    with pytest.raises(TrackerError, match="is a database of another program"):
        open_log(str(file), create=True)


def test_a_file_that_is_no_database_is_refused_all_the_same(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    diary.write_bytes(b"Dear diary, " * 999)
    diary.with_name("diary-journal").write_bytes(b"Dear journal, " * 999)

    with pytest.raises(TrackerError, match="is not a SQLite database"):
        open_log(str(diary), create=True)

    assert diary.read_bytes() == b"Dear diary, " * 999
