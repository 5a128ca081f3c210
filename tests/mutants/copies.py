"""A copy of the checkout, in which programs may be changed, and pytest within it, under a limit of processor time."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
OUT_OF_TIME: Final = -1
_MEMORY: Final = 4_000_000_000  # bytes
_UNWANTED: Final = (".*cache", ".git", ".venv", ".hypothesis", "__pycache__", "*.egg-info", "build", "dist")


@contextmanager
def copy_of(root: Path = ROOT) -> Iterator[Path]:
    """Copy a checkout into a temporary folder, without what git ignores."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*_UNWANTED), symlinks=True)
        yield copy


def run_pytest(copy: Path, arguments: Sequence[str], *, seconds: int) -> tuple[int, str]:
    """Run pytest in a copy; return its exit code, or `OUT_OF_TIME`, and its output.

    `seconds` is the processor time that each of its processes may take. A run that only waits ends after four times
    as long and a minute.
    """
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    with subprocess.Popen(
        command,
        cwd=copy,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        preexec_fn=partial(_limit, seconds),  # noqa: PLW1509 - this program has one thread
    ) as process:
        try:
            output, _ = process.communicate(timeout=60 + 4 * seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return OUT_OF_TIME, ""
    return (OUT_OF_TIME, output) if process.returncode < 0 else (process.returncode, output)


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
