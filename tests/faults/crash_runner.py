"""Runs the installed command many times, each time in a fork of one warm interpreter, with or without a fault.

`python -m tests.faults.crash_runner` reads one job a line and answers with its exit code. The fork runs the installed
script. The only differences: modules are already imported, and its calls of the C library are recorded.
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
from tests.faults import c_library
from tests.faults.file_operations import Fault, Operation, Recorder
from tests.faults.trials import INSTALLED


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """The output and exit code of a command. A negative `code` is a signal."""

    out: str
    err: str
    code: int


class Runner:
    """The client of the warm interpreter. `folder` is for the output of commands and the operations that they did."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process = process
        self._folder = folder

    @classmethod
    @contextmanager
    def started(cls) -> Iterator["Runner"]:
        """Start the interpreter, and end it after the block."""
        with (
            tempfile.TemporaryDirectory() as folder,
            subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "tests.faults.crash_runner"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            ) as process,
        ):
            yield cls(process, Path(folder))
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(PATIENCE) == 0

    def run(self, words: Sequence[str], folder: Path, env: Mapping[str, str], fault: Fault | None = None) -> Outcome:
        """Run `tracker` with these words. The fault concerns its operations on `folder`."""
        job = {
            "words": words,
            "folder": str(folder),
            "environment": dict(env),
            "fault": asdict(fault) if fault else None,
            "results": str(self._folder),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the interpreter that runs the commands has ended"
        return Outcome(out=self._output("out"), err=self._output("err"), code=int(answer))

    def operations(self) -> list[Operation]:
        """Return the operations of the last command, if it was not killed."""
        operations: list[Operation] = pickle.loads((self._folder / "operations").read_bytes())
        return operations

    def _output(self, stream: str) -> str:
        return (self._folder / stream).read_text(encoding="utf-8", errors="replace")


def _serve(jobs: IO[str]) -> None:
    answers = os.dup(1)
    _warm_up()
    recorder = Recorder(folder=Path(os.devnull))
    c_library.intercept(recorder.wrap)
    for line in jobs:
        job = json.loads(line)
        child = os.fork()
        if not child:
            os._exit(_work(job, recorder))
        _, status = os.waitpid(child, 0)
        os.write(answers, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _warm_up() -> None:
    """Record a report in a new log, which imports all modules that this needs."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with tempfile.TemporaryDirectory() as folder:
        words = ["report", "seoul", "noted", "--new", "--source", "Jiji", "--published", "2026-01-12"]
        assert _command(["--db", f"{folder}/desk.db", *words]) == 0


def _work(job: Mapping[str, Any], recorder: Recorder) -> int:
    """Run the command of a job in this process. Return its exit code."""
    results = Path(job["results"])
    for descriptor, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(results / name, os.O_CREAT | os.O_TRUNC | os.O_WRONLY), descriptor)
    os.environ.update(job["environment"])
    recorder.fault = Fault(**job["fault"]) if job["fault"] else None
    recorder.folder = Path(job["folder"])
    code = _command(job["words"])
    recorder.folder = Path(os.devnull)
    (results / "operations").write_bytes(pickle.dumps(recorder.operations))
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
