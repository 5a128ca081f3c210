"""Long work in a process of its own, so that its memory is known: `python -m benchmarks.processes TASK LOG [SIZES]`."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import timed
from benchmarks.news import lines
from tracker.domain.events import decode
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.importing import import_lines
from tracker.ledger.maintenance import rebuild
from tracker.ledger.verifying import verify
from tracker.store import log

_ROOT = Path(__file__).parents[1]


class Spent(NamedTuple):
    """The seconds and the most memory that some work took."""

    seconds: float
    megabytes: float


def spent(task: str, path: Path, *sizes: int) -> Spent:
    """Perform a task on a log in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.processes", task, str(path), *map(str, sizes)]
    result = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    return Spent(*json.loads(result.stdout))


def _work(task: str, desk: Desk, sizes: list[int]) -> Callable[[], object]:
    tasks: dict[str, Callable[[], object]] = {
        "import": lambda: import_lines(desk, lines(*sizes)),
        "rebuild": lambda: rebuild(desk),
        "verify": lambda: verify(desk, None, lambda _: None),
        "decode": lambda: [None for row in log.rows_between(desk.connection) if not decode(row)],
    }
    return tasks[task]


def _most_megabytes() -> float:
    """Return the peak memory of this process. On Linux, `getrusage` would include that of its parent."""
    with suppress(OSError):
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        return int(status["VmHWM"].split()[0]) / 1024
    import resource  # noqa: PLC0415 - not on every system

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB; bytes on macOS
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024


def main() -> None:
    """Perform the task that the arguments name, and print what it took."""
    task, path, *sizes = sys.argv[1:]
    with open_desk(path, create=True, clock=SystemClock(), recorder="benchmark") as desk:
        seconds = timed(_work(task, desk, list(map(int, sizes))))
    sys.stdout.write(json.dumps([seconds, _most_megabytes()]))


if __name__ == "__main__":
    main()
