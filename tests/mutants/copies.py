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
    plugins = ["-p", "no:cacheprovider", "-p", "hypothesispytest", "-p", "tests.mutants.plugin"]
    command = [sys.executable, "-m", "pytest", "-o", "addopts=", "-q", "--no-header", *plugins, *arguments]
    # The plugin of this folder is found in a copy of something else, too.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(copy), str(ROOT)])}
    environment.pop("PYTEST_ADDOPTS", None)
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # saves half of the time to start
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
    ) as process:
        _limit(process.pid, seconds)
        try:
            output, _ = process.communicate(timeout=60 + 4 * seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return OUT_OF_TIME, ""
    return (OUT_OF_TIME, output) if process.returncode < 0 else (process.returncode, output)


def _limit(pid: int, seconds: int) -> None:
    """Limit a process, and those that it starts from now on."""
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CORE, 0)):
        resource.prlimit(pid, kind, (most, most))
