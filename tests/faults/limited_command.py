"""Runs the installed command under limits of time and memory, and without the rights of root if asked."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tests.effort import PATIENCE
from tests.faults.trials import INSTALLED

SECONDS = 10
MEGABYTES = 600
_MOST_MEMORY = 2_000_000_000  # bytes

# Root may read and write every file. Without these two capabilities the modes of files bind root, too.
_WITHOUT_ROOT = """
import ctypes, os, sys
libc = ctypes.CDLL(None)
for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.argv[1], sys.argv[1:])
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """The output and exit code of a command, the seconds of processor time and the megabytes of memory that it took.

    A negative `code` is a signal: -24 means that it took too much processor time, -9 that it hung.
    """

    out: str
    err: str
    code: int
    seconds: float
    megabytes: float


def run_limited(
    words: Sequence[str], env: Mapping[str, str], *, stdin: BinaryIO | None = None, without_root: bool = False
) -> Measured:
    """Run `tracker` with these words. Kill it if it takes too much processor time, or hangs."""
    command = [str(INSTALLED), *words]
    if without_root and os.geteuid() == 0:
        command = [sys.executable, "-I", "-S", "-c", _WITHOUT_ROOT, sys.executable, *command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, env=env, stdin=stdin or subprocess.DEVNULL, stdout=out, stderr=err)
        resource.prlimit(process.pid, resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 2))
        status, usage, megabytes = _wait(process.pid, time.monotonic() + PATIENCE)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Measured(
            out=out.read(100_000).decode(errors="replace"),
            err=err.read(100_000).decode(errors="replace"),
            code=process.returncode,
            seconds=usage.ru_utime + usage.ru_stime,
            megabytes=megabytes,
        )


def _wait(pid: int, deadline: float) -> tuple[int, resource.struct_rusage, float]:
    """Return the exit status, resource usage and most memory of a process. Kill it at the deadline.

    The resource usage has a figure on memory, too, but that begins with the size of the process that started it.
    """
    megabytes = 0.0
    while True:
        megabytes = max(megabytes, _most_megabytes(pid))
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, usage, megabytes
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            deadline += 60
        time.sleep(0.005)


def _most_megabytes(pid: int) -> float:
    """Return the most memory that a process has held so far, or 0 if it has ended."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
