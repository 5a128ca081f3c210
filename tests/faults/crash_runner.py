"""Runs the installed command again and again, each time in a fork of one warm interpreter, with a fault or without.

`python -m tests.faults.crash_runner` reads a job a line and answers with how it ended. The fork runs the very script
that was installed; what differs is that modules are imported already, and that its calls of the C library are taped.
"""

import json
import os
import pickle
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from tests.effort import PATIENCE
from tests.faults import calls
from tests.faults.tape import Fault, Operation, Tape
from tests.faults.tried import INSTALLED


@dataclass(frozen=True, kw_only=True, slots=True)
class Crashed:
    """How a command ended: a `code` below zero is a signal."""

    out: str
    err: str
    code: int


class Runner:
    """The warm interpreter, as who gives it jobs sees it."""

    def __init__(self, process: "subprocess.Popen[str]", desk: Path) -> None:
        self._process = process
        self._desk = desk  # a folder for what commands say, beside those that they work on

    @classmethod
    @contextmanager
    def started(cls) -> Iterator["Runner"]:
        """Start the interpreter, and end it at last."""
        with (
            tempfile.TemporaryDirectory() as desk,
            subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "tests.faults.crash_runner"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            ) as process,
        ):
            yield cls(process, Path(desk))
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(PATIENCE) == 0

    def run(self, words: Sequence[str], folder: Path, more: Mapping[str, str], fault: Fault | None = None) -> Crashed:
        """Run `tracker` with these words, in these surroundings; its fault is one of its operations on `folder`."""
        job = {
            "words": words,
            "folder": str(folder),
            "surroundings": dict(more),
            "fault": asdict(fault) if fault else None,
            "desk": str(self._desk),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the interpreter that runs the commands has ended"
        return Crashed(out=self._said("out"), err=self._said("err"), code=int(answer))

    def tape(self) -> list[Operation]:
        """Return the operations of the last command, which was not killed."""
        operations: list[Operation] = pickle.loads((self._desk / "tape").read_bytes())
        return operations

    def _said(self, stream: str) -> str:
        return (self._desk / stream).read_text(encoding="utf-8", errors="replace")


def _serve(jobs: IO[str]) -> None:
    answers = os.dup(1)
    _warm_up()
    tape = Tape(folder=Path(os.devnull))
    calls.take_over(tape.wrapped)
    for line in jobs:
        job = json.loads(line)
        child = os.fork()
        if not child:
            os._exit(_work(job, tape))
        _, status = os.waitpid(child, 0)
        os.write(answers, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _warm_up() -> None:
    """Record a report on a new log, so that all that this needs is imported."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with tempfile.TemporaryDirectory() as folder:
        words = ["report", "seoul", "noted", "--new", "--source", "Jiji", "--published", "2026-01-12"]
        assert _command(["--db", f"{folder}/desk.db", *words]) == 0


def _work(job: Mapping[str, Any], tape: Tape) -> int:
    """Be the command: with its words and surroundings, its streams, and its fault."""
    desk = Path(job["desk"])
    for stream, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(desk / name, os.O_CREAT | os.O_TRUNC | os.O_WRONLY), stream)
    os.environ.update(job["surroundings"])
    tape.fault = Fault(**job["fault"]) if job["fault"] else None
    tape.folder = Path(job["folder"])
    code = _command(job["words"])
    tape.folder = Path(os.devnull)
    (desk / "tape").write_bytes(pickle.dumps(tape.operations))
    return code


def _command(words: Sequence[str]) -> int:
    sys.argv = [str(INSTALLED), *words]
    try:
        runpy.run_path(str(INSTALLED), run_name="__main__")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


if __name__ == "__main__":
    _serve(sys.stdin)
