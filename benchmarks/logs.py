"""The logs of a run, each made once, by an import in a process of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measuring import Sizes
from benchmarks.peer import Peer
from benchmarks.processes import Spent, spent
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import Desk, open_desk


@dataclass(frozen=True, kw_only=True, slots=True)
class Bench:
    """What measurements need: a folder, sizes, programs, the peer if it is installed, and a function to show progress.

    `bin` is the folder of the installed command and of the commands that it is compared with.
    """

    folder: Path
    sizes: Sizes
    bin: Path
    peer: Peer | None
    log_progress: Callable[[str], object]
    making: dict[int, Spent] = field(default_factory=dict)  # what the import of each log took

    def log(self, events: int) -> Path:
        """Return a log of so many events."""
        path = self.folder / f"log-{events}.db"
        if events not in self.making:
            self.log_progress(f"a log of {events:,} events is made")
            self.making[events] = spent("import", path, events, self.sizes.reports)
        return path

    def new_path(self, stem: str) -> Path:
        """Remove the file of this name, if there is one, and return its path."""
        path = self.folder / f"{stem}.db"
        for file in self.folder.glob(f"{path.name}*"):
            file.unlink()
        return path


@contextmanager
def opened(path: Path | str) -> Iterator[Desk]:
    """Open a log as every command does: with synchronous=FULL, guards and hash chain."""
    with open_desk(str(path), create=True, clock=SystemClock(), recorder="benchmark") as desk:
        yield desk
