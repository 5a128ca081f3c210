"""Files that are not logs, logs that cannot be opened, and full disks, each given to the installed command."""

import shutil
import sqlite3
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.faults.limited_command import Measured, run_limited
from tests.faults.tampering import fill
from tests.faults.trials import (
    INSTALLED,
    TrialResult,
    all_rows,
    assert_one_sentence,
    environment_for,
    write_private_file,
)

_READ = ("status",)
_WRITE = ("report", "seoul", "noted", "--new", "--source", "Jiji", "--published", "2026-01-12")
_VERIFY = ("verify",)


@dataclass(frozen=True, kw_only=True, slots=True)
class BadLog:
    """A log that cannot be used, made from a sound one, the commands that it refuses, and those that work."""

    name: str
    make: Callable[[Path], Path]
    refused: tuple[tuple[str, ...], ...] = (_READ, _WRITE, _VERIFY)
    works: tuple[tuple[str, ...], ...] = ()


def _with_content(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def _foreign(log: Path) -> Path:
    other = log.with_name("other.db")
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE events (position INTEGER PRIMARY KEY, payload TEXT)")
    connection.commit()
    connection.close()
    return other


def _newer(log: Path) -> Path:
    connection = sqlite3.connect(log)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    return log


def _overwritten(log: Path) -> Path:
    """Overwrite the first page of the events, as a failing disk may."""
    connection = sqlite3.connect(log)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'events'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with log.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)
    return log


def _with_mode(log: Path, mode: int, folder_mode: int | None = None) -> Path:
    folder = log.parent / "closed"
    folder.mkdir()
    moved = Path(shutil.move(log, folder / log.name))
    moved.chmod(mode)
    if folder_mode is not None:
        folder.chmod(folder_mode)
    return moved


BAD_LOGS = (
    BadLog(name="missing file", make=lambda log: log.with_name("no.db"), refused=(_READ, _VERIFY), works=(_WRITE,)),
    BadLog(name="missing folder", make=lambda log: log.parent / "no" / "desk.db"),
    BadLog(name="a folder", make=lambda log: log.parent),
    BadLog(name="zero bytes", make=lambda log: _with_content(log, b""), refused=(_READ, _VERIFY), works=(_WRITE,)),
    BadLog(name="not SQLite", make=lambda log: _with_content(log, b"Dear diary, " * 999)),
    BadLog(name="a header alone", make=lambda log: _with_content(log, log.read_bytes()[:100])),
    BadLog(name="somebody else's SQLite", make=_foreign),
    BadLog(name="truncated", make=lambda log: _with_content(log, log.read_bytes()[: log.stat().st_size // 2 - 77])),
    BadLog(name="an overwritten page", make=_overwritten, refused=(_VERIFY, _WRITE)),
    BadLog(name="a newer schema", make=_newer),
    BadLog(name="read-only file", make=lambda log: _with_mode(log, 0o400), refused=(_WRITE,), works=(_READ, _VERIFY)),
    BadLog(
        name="read-only file and folder",
        make=lambda log: _with_mode(log, 0o400, 0o500),
        refused=(_WRITE,),
        works=(_READ, _VERIFY),
    ),
    BadLog(
        name="read-only folder",
        make=lambda log: _with_mode(log, 0o600, 0o500),
        refused=(_WRITE,),
        works=(_READ, _VERIFY),
    ),
    BadLog(name="no permission", make=lambda log: _with_mode(log, 0o000)),
    BadLog(name="a closed folder", make=lambda log: _with_mode(log, 0o600, 0o000)),
    BadLog(name="a broken link", make=lambda log: _link(log, "nowhere.db"), refused=(_READ, _VERIFY), works=(_WRITE,)),
    BadLog(name="a circle of links", make=lambda log: _link(log, "link.db")),
)


def _link(log: Path, to: str) -> Path:
    link = log.with_name("link.db")
    link.symlink_to(to)
    return link


@cache
def _filled_log() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "desk.db"
        fill(str(log))
        return log.read_bytes()


def try_bad_log(bad_log: BadLog, folder: Path) -> TrialResult:
    """Give a bad log to each command. Assert an error that names the file, or an answer of the commands that work."""
    commands = [*((words, 1) for words in bad_log.refused), *((words, 0) for words in bad_log.works)]
    for number, (words, code) in enumerate(commands):
        own_folder = folder / str(number)
        own_folder.mkdir()
        log = own_folder / "desk.db"
        write_private_file(_filled_log(), str(log))
        path = bad_log.make(log)
        with _restored_modes(own_folder):
            before = _bytes(path)
            measured = run_limited(words, environment_for(str(path)), without_root=True)
            assert measured.code == code, (words, measured)
            if code:
                _assert_names_file(measured, path)
                assert _bytes(path) == before, "a command that failed has changed the file"
    return TrialResult(kind=bad_log.name, faults=len(commands))


def _assert_names_file(measured: Measured, path: Path) -> None:
    if measured.err:
        assert_one_sentence(measured.err)
        assert str(path) in measured.err or str(path.parent) in measured.err, measured.err
        assert "hint: " in measured.err, measured.err
    else:
        assert "damaged: " in measured.out, measured


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


@contextmanager
def _restored_modes(folder: Path) -> Iterator[None]:
    """Make folders accessible after the block, so that they can be removed."""
    yield
    for path in (folder, folder / "closed"):
        if path.exists():
            path.chmod(0o700)


def fill_the_disk(log: Path, limits: range) -> TrialResult:
    """Limit files to so many blocks of 512 bytes. Assert that a report is recorded completely or refused."""
    fill(str(log))
    refused = 0
    for limit in limits:
        before = len(all_rows(str(log)))
        script = 'ulimit -f "$1"; shift; exec "$@"'
        words = ["report", f"big-{limit}", *_WRITE[2:], "--quote", "long " * 20_000]
        result = subprocess.run(
            ["sh", "-c", script, "sh", str(limit), str(INSTALLED), *words],
            env=environment_for(str(log)),
            capture_output=True,
            text=True,
            check=False,
        )
        after = len(all_rows(str(log)))
        assert after - before == (result.returncode == 0), (result, before, after)
        if result.returncode:
            assert_one_sentence(result.stderr)
            refused += 1
    return TrialResult(
        kind="a full disk", faults=len(limits), figures=f"{refused} refused in a sentence, the rest recorded"
    )


def make_new(folder: Path) -> TrialResult:
    """Assert that nobody else can read a new log, nor the other files that SQLite makes for it."""
    log = folder / "new.db"
    assert run_limited(_WRITE, environment_for(str(log))).code == 0
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert set(modes.values()) == {0o600}, modes
    return TrialResult(kind="the mode of a new file", faults=1, figures="0600")
