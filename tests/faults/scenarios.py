"""The states in which an append may find a log: missing, closed, open in another program, or left by a crash."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.power_cut import Files
from tests.faults.trials import desk_at, environment_for, make_log, news, write_private_file
from tracker.domain.import_line import read_line
from tracker.ledger.recording import record

_DEFAULT: Final = "tracker/tracker.db"  # the default file, in the data folder
_FRAME = 4120  # bytes of one page in a write-ahead log
_CHECKPOINT = 1000  # frames, after which a commit makes a checkpoint


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """The state of a log before an append: how its files are made, and whether another program has it open."""

    name: str
    make: Callable[[Path], None]
    log: str = "desk.db"
    shared: bool = False

    def make_files(self) -> Files:
        """Make the files and return their contents, without SQLite's shared memory."""
        with tempfile.TemporaryDirectory() as made:
            self.make(Path(made) / self.log)
            return {path.name: path.read_bytes() for path in Path(made).iterdir() if not path.name.endswith("-shm")}

    def environment(self, folder: Path) -> dict[str, str]:
        """Return the environment variables by which the command finds the log."""
        if self.log == _DEFAULT:
            return {"TRACKER_DB": "", "XDG_DATA_HOME": str(folder), "TRACKER_USER": "desk"}
        return environment_for(str(folder / self.log))

    @contextmanager
    def set_up(self, files: Files) -> Iterator[Path]:
        """Write the files into a new folder, and open the log if another program is to have it open."""
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made).resolve()
            for name, content in files.items():
                write_private_file(content, str(folder / name))
            with _open(folder / self.log) if self.shared else nullcontext():
                yield folder


@contextmanager
def _open(log: Path) -> Iterator[None]:
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("SELECT 1 FROM events").fetchone()
        yield


def _nothing(_: Path) -> None:
    """Leave the folder empty."""


def _closed(log: Path) -> None:
    make_log(str(log))
    _record(log, range(24))


def _record(log: Path, numbers: range) -> None:
    with desk_at(str(log)) as desk:
        for number in numbers:
            record(desk, read_line(dict(news(f"meeting-{number % 4}", number, new=number < 4))))


def _crashed(frames: int) -> Callable[[Path], None]:
    """Return a function that makes a log with a write-ahead log of so many frames, as a crashed program leaves it."""

    def make(log: Path) -> None:
        in_use = log.with_name("in-use.db")
        write_ahead_log = log.with_name("in-use.db-wal")
        make_log(str(in_use))
        with closing(sqlite3.connect(in_use)) as other:
            other.execute("SELECT 1 FROM events").fetchone()
            number = 0
            while number == 0 or write_ahead_log.stat().st_size < _FRAME * frames:
                with desk_at(str(in_use)) as desk:
                    desk.connection.run_script(["PRAGMA wal_autocheckpoint=0"])
                    record(desk, read_line(dict(news(f"meeting-{number % 4}", number, new=number < 4))))
                number += 1
            write_private_file(in_use.read_bytes(), str(log))
            write_private_file(write_ahead_log.read_bytes(), str(log.with_name(f"{log.name}-wal")))
        in_use.unlink()

    return make


SCENARIOS: Final = (
    Scenario(name="a new log", make=_nothing, log=_DEFAULT),
    Scenario(name="a log", make=_closed),
    Scenario(name="a log that another program has open", make=_closed, shared=True),
    Scenario(name="a log with what a crash left", make=_crashed(1)),
    Scenario(name="a log whose next commit makes a checkpoint", make=_crashed(_CHECKPOINT)),
)
