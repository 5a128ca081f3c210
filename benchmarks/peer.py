"""The peer: the PyPI package eventsourcing on SQLite, in a separate process that performs tasks on request."""

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.measuring import Work

_PROGRAM = Path(__file__).with_name("eventsourced.py")


class Peer:
    """The client of the process. `folder` is for its files."""

    def __init__(self, python: Path, folder: Path) -> None:
        self._process = subprocess.Popen(
            [str(python), "-P", str(_PROGRAM), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def run(self, task: str, **arguments: Any) -> float:  # noqa: ANN401 - JSON
        """Let the process perform a task once, and return the seconds that it measured."""
        assert self._process.stdin is not None  # noqa: S101 - both are pipes
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write(json.dumps({"do": task, **arguments}) + "\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def work(self, task: str, **arguments: Any) -> Work:  # noqa: ANN401 - JSON
        """Return the task as a work that can be measured."""
        return lambda: self.run(task, **arguments)
