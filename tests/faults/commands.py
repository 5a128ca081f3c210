"""Runs the installed command under a limit of time and memory, or without the rights of root, and measures it."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from tests.effort import PATIENCE
from tests.faults.tried import INSTALLED

SECONDS = 10
MEGABYTES = 600
_CEILING = 2_000_000_000  # bytes: what no process may take from the machine of whoever runs this

# Root may read and write any file: without these two capabilities it is as bound by modes as everybody.
_AS_ANYBODY = """
import ctypes, os, sys
libc = ctypes.CDLL(None)
for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.argv[1], sys.argv[1:])
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ran:
    """How a command ended, and what it took: seconds of the processor, megabytes of memory.

    A `code` below zero is a signal: -24 means that it took too much processor time, -9 that it hung.
    """

    out: str
    err: str
    code: int
    seconds: float
    megabytes: float


def ran(
    words: Sequence[str], surroundings: Mapping[str, str], *, stdin: BinaryIO | None = None, as_anybody: bool = False
) -> Ran:
    """Run `tracker` with these words; kill it when it takes too much processor time, or hangs."""
    command = [str(INSTALLED), *words]
    if as_anybody and os.geteuid() == 0:
        command = [sys.executable, "-I", "-S", "-c", _AS_ANYBODY, sys.executable, *command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, env=surroundings, stdin=stdin or subprocess.DEVNULL, stdout=out, stderr=err)
        resource.prlimit(process.pid, resource.RLIMIT_AS, (_CEILING, _CEILING))
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 2))
        status, used = _waited(process.pid, time.monotonic() + PATIENCE)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Ran(
            out=out.read(100_000).decode(errors="replace"),
            err=err.read(100_000).decode(errors="replace"),
            code=process.returncode,
            seconds=used.ru_utime + used.ru_stime,
            megabytes=used.ru_maxrss / 1024,
        )


def _waited(pid: int, deadline: float) -> tuple[int, resource.struct_rusage]:
    while True:
        ended, status, used = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, used
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            deadline += 60
        time.sleep(0.005)
