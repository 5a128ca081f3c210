"""Files that are no log, logs that cannot be reached, and full disks, each put before the installed command."""

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

from tests.faults.commands import Ran, ran
from tests.faults.tampering import fill
from tests.faults.tried import INSTALLED, Tried, assert_a_sentence, lay, settings, stored

_READ = ("status",)
_WRITE = ("report", "seoul", "noted", "--new", "--source", "Jiji", "--published", "2026-01-12")
_VERIFY = ("verify",)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place that is no log to be used, made from a sound one, and the commands that must say so in a sentence."""

    name: str
    make: Callable[[Path], Path]
    refused: tuple[tuple[str, ...], ...] = (_READ, _WRITE, _VERIFY)
    works: tuple[tuple[str, ...], ...] = ()


def _at(file: Path, content: bytes) -> Path:
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
    """Overwrite the page where the events begin: half a sector of another file, as a failing disk leaves it."""
    connection = sqlite3.connect(log)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'events'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with log.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)
    return log


def _mode(log: Path, mode: int, folder: int | None = None) -> Path:
    own = log.parent / "closed"
    own.mkdir()
    moved = Path(shutil.move(log, own / log.name))
    moved.chmod(mode)
    if folder is not None:
        own.chmod(folder)
    return moved


PLACES = (
    Place(name="missing file", make=lambda log: log.with_name("no.db"), refused=(_READ, _VERIFY), works=(_WRITE,)),
    Place(name="missing folder", make=lambda log: log.parent / "no" / "desk.db"),
    Place(name="a folder", make=lambda log: log.parent),
    Place(name="zero bytes", make=lambda log: _at(log, b""), refused=(_READ, _VERIFY), works=(_WRITE,)),
    Place(name="not SQLite", make=lambda log: _at(log, b"Dear diary, " * 999)),
    Place(name="a header alone", make=lambda log: _at(log, log.read_bytes()[:100])),
    Place(name="somebody else's SQLite", make=_foreign),
    Place(name="truncated", make=lambda log: _at(log, log.read_bytes()[: log.stat().st_size // 2 - 77])),
    Place(name="an overwritten page", make=_overwritten, refused=(_VERIFY, _WRITE)),
    Place(name="a newer schema", make=_newer),
    Place(name="read-only file", make=lambda log: _mode(log, 0o400), refused=(_WRITE,), works=(_READ, _VERIFY)),
    Place(
        name="read-only file and folder",
        make=lambda log: _mode(log, 0o400, 0o500),
        refused=(_WRITE,),
        works=(_READ, _VERIFY),
    ),
    Place(
        name="read-only folder", make=lambda log: _mode(log, 0o600, 0o500), refused=(_WRITE,), works=(_READ, _VERIFY)
    ),
    Place(name="no permission", make=lambda log: _mode(log, 0o000)),
    Place(name="a closed folder", make=lambda log: _mode(log, 0o600, 0o000)),
    Place(name="a broken link", make=lambda log: _link(log, "nowhere.db"), refused=(_READ, _VERIFY), works=(_WRITE,)),
    Place(name="a circle of links", make=lambda log: _link(log, "link.db")),
)


def _link(log: Path, to: str) -> Path:
    link = log.with_name("link.db")
    link.symlink_to(to)
    return link


@cache
def _filled() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "desk.db"
        fill(str(log))
        return log.read_bytes()


def try_place(place: Place, folder: Path) -> Tried:
    """Put one place before each command; assert a sentence that names the file, or an answer."""
    commands = [*((words, 1) for words in place.refused), *((words, 0) for words in place.works)]
    for number, (words, code) in enumerate(commands):
        own = folder / str(number)
        own.mkdir()
        log = own / "desk.db"
        lay(_filled(), str(log))
        path = place.make(log)
        with _put_back(own):
            before = _bytes(path)
            done = ran(words, settings(str(path)), as_anybody=True)
            assert done.code == code, (words, done)
            if code:
                _assert_named(done, path)
                assert _bytes(path) == before, "a file that was refused is as it was"
    return Tried(what=place.name, faults=len(commands))


def _assert_named(done: Ran, path: Path) -> None:
    if done.err:
        assert_a_sentence(done.err)
        assert str(path) in done.err or str(path.parent) in done.err, done.err
        assert "hint: " in done.err, done.err
    else:
        assert "damaged: " in done.out, done


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


@contextmanager
def _put_back(folder: Path) -> Iterator[None]:
    """Open at the end what was closed, so that it can be removed."""
    yield
    for path in (folder, folder / "closed"):
        if path.exists():
            path.chmod(0o700)


def fill_the_disk(log: Path, limits: range) -> Tried:
    """Let files grow to so many blocks of 512 bytes and no further; assert that reports are kept, or refused whole."""
    fill(str(log))
    refused = 0
    for limit in limits:
        before = len(stored(str(log)))
        script = 'ulimit -f "$1"; shift; exec "$@"'
        words = ["report", f"big-{limit}", *_WRITE[2:], "--quote", "long " * 20_000]
        done = subprocess.run(
            ["sh", "-c", script, "sh", str(limit), str(INSTALLED), *words],
            env=settings(str(log)),
            capture_output=True,
            text=True,
            check=False,
        )
        after = len(stored(str(log)))
        assert after - before == (done.returncode == 0), (done, before, after)
        if done.returncode:
            assert_a_sentence(done.stderr)
            refused += 1
    return Tried(what="a full disk", faults=len(limits), figures=f"{refused} refused in a sentence, the rest recorded")


def make_new(folder: Path) -> Tried:
    """Assert that a new log, and what SQLite lays beside it, can be read by nobody else."""
    log = folder / "new.db"
    assert ran(_WRITE, settings(str(log))).code == 0
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert set(modes.values()) == {0o600}, modes
    return Tried(what="the mode of a new file", faults=1, figures="0600")
