"""Real processes that start their work at the same moment."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.effort import PATIENCE

ROOT = Path(__file__).parent.parent.parent

Process = subprocess.Popen[str]


@contextmanager
def started(module: str, arguments: Sequence[Sequence[str]]) -> Iterator[list[Process]]:
    """Start one process for each list of arguments; they end with the block, however it ends."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-m", module, *each],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for each in arguments
    ]
    try:
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def hear(process: Process, word: str) -> None:
    """Wait until a process says a word."""
    assert process.stdout is not None
    heard = process.stdout.readline().strip()
    if heard != word:
        process.kill()
        raise AssertionError(f"{heard!r}, not {word!r}: {process.communicate()[1]}")


def go(processes: Sequence[Process]) -> None:
    """Wait until all are ready, then let all of them begin."""
    for process in processes:
        hear(process, "ready")
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def result(process: Process) -> str:
    """Return what a process printed last, once it has ended without an error."""
    said, complaint = process.communicate(timeout=PATIENCE)
    assert (process.returncode, complaint) == (0, "")
    return said.strip()
