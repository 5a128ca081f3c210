"""Logs to measure on, each made once in a run and kept in its folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measuring import Sizes
from benchmarks.news import lines
from benchmarks.peer import Peer
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.importing import import_lines


@dataclass(frozen=True, kw_only=True, slots=True)
class Bench:
    """Where and how much is measured: a folder, the programs of a scratch environment, and the peer, if it is there.

    `bin` holds the installed command and those that it is compared with.
    """

    folder: Path
    sizes: Sizes
    bin: Path
    peer: Peer | None
    tell: Callable[[str], object]
    _made: dict[int, Path] = field(default_factory=dict)

    def log(self, events: int) -> Path:
        """Return a log of so many events."""
        if events not in self._made:
            self.tell(f"a log of {events:,} events is made")
            path = self.folder / f"log-{events}.db"
            with opened(path) as desk:
                import_lines(desk, lines(events, self.sizes.reports))
            self._made[events] = path
        return self._made[events]

    def fresh(self, stem: str) -> Path:
        """Return the path of a file that is not there."""
        path = self.folder / f"{stem}.db"
        for file in self.folder.glob(f"{path.name}*"):
            file.unlink()
        return path


@contextmanager
def opened(path: Path | str) -> Iterator[Desk]:
    """Open the log as any command does: synchronous=FULL, guards and chain on."""
    with open_desk(str(path), create=True, clock=SystemClock(), recorder="benchmark") as desk:
        yield desk
