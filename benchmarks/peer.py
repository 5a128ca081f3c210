"""The peer: the PyPI package eventsourcing on SQLite, in a process of its own that takes its turn when it is told."""

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.measuring import Work

_PROGRAM = Path(__file__).with_name("eventsourced.py")


class Peer:
    """One process that keeps its files in a folder."""

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

    def does(self, what: str, **told: Any) -> float:  # noqa: ANN401 - JSON
        """Let it do something once, and return the seconds that it says it took."""
        assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write(json.dumps({"do": what, **told}) + "\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def work(self, what: str, **told: Any) -> Work:  # noqa: ANN401 - JSON
        """Return the same, for each turn."""
        return lambda: self.does(what, **told)
