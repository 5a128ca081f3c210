"""What an append finds before it: no log, one at rest, one in use, and what a crash left."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.power import Files
from tests.faults.tried import desk_at, lay, make_log, news, settings
from tracker.domain.import_line import read_line
from tracker.ledger.recording import record

_DEFAULT: Final = "tracker/tracker.db"  # the place of a log that nobody names, in the data folder
_FRAME = 4120  # bytes of a page in a write-ahead log
_CHECKPOINT = 1000  # frames, after which a commit moves them into the file


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """What an append finds: files made beforehand, and whether another program has the log open."""

    name: str
    make: Callable[[Path], None]
    log: str = "desk.db"
    shared: bool = False

    def files(self) -> Files:
        """Make the files anew, but for what SQLite shares in memory."""
        with tempfile.TemporaryDirectory() as made:
            self.make(Path(made) / self.log)
            return {path.name: path.read_bytes() for path in Path(made).iterdir() if not path.name.endswith("-shm")}

    def surroundings(self, folder: Path) -> dict[str, str]:
        """Return what tells the command where the log is."""
        if self.log == _DEFAULT:
            return {"TRACKER_DB": "", "XDG_DATA_HOME": str(folder), "TRACKER_USER": "desk"}
        return settings(str(folder / self.log))

    @contextmanager
    def laid(self, files: Files) -> Iterator[Path]:
        """Lay the files into a new folder, with the log open elsewhere if the scene has it so."""
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made).resolve()
            for name, content in files.items():
                lay(content, str(folder / name))
            with _opened(folder / self.log) if self.shared else nullcontext():
                yield folder


@contextmanager
def _opened(log: Path) -> Iterator[None]:
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("SELECT 1 FROM events").fetchone()
        yield


def _nothing(_: Path) -> None:
    """Leave the folder empty."""


def _at_rest(log: Path) -> None:
    make_log(str(log))
    _record(log, range(24))


def _record(log: Path, numbers: range) -> None:
    with desk_at(str(log)) as desk:
        for number in numbers:
            record(desk, read_line(dict(news(f"meeting-{number % 4}", number, new=number < 4))))


def _left_behind(frames: int) -> Callable[[Path], None]:
    """Return what makes a log beside the write-ahead log of a program that ended without closing it."""

    def make(log: Path) -> None:
        in_use, ahead = log.with_name("in-use.db"), log.with_name("in-use.db-wal")
        make_log(str(in_use))
        with closing(sqlite3.connect(in_use)) as other:
            other.execute("SELECT 1 FROM events").fetchone()
            number = 0
            while not number or ahead.stat().st_size < _FRAME * frames:
                with desk_at(str(in_use)) as desk:
                    desk.connection.run_script(["PRAGMA wal_autocheckpoint=0"])
                    record(desk, read_line(dict(news(f"meeting-{number % 4}", number, new=number < 4))))
                number += 1
            lay(in_use.read_bytes(), str(log))
            lay(ahead.read_bytes(), str(log.with_name(f"{log.name}-wal")))
        in_use.unlink()

    return make


SCENES: Final = (
    Scene(name="a new log", make=_nothing, log=_DEFAULT),
    Scene(name="a log", make=_at_rest),
    Scene(name="a log that another program has open", make=_at_rest, shared=True),
    Scene(name="a log with what a crash left", make=_left_behind(1)),
    Scene(name="a log whose next commit makes a checkpoint", make=_left_behind(_CHECKPOINT)),
)
