"""Records what a program does to the files of one folder, operation by operation, and lets one operation fail."""

import ctypes
import errno
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from tests.faults.c_library import Function, fail

CODES: Final = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO}
# The operations that need space on the disk, and so may fail with ENOSPC.
GROWING: Final = ("make", "folder", "write", "length", "rename")
PRINT: Final = "print"
READ: Final = "read"
_STDOUT: Final = 1
_ALL: Final = -1  # instead of a number of bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """An operation that changes, syncs or reads a file or a folder, or one that prints to stdout.

    `to` is the new name of a renamed file. `offset` is where data is written; for `length` it is the new length.
    """

    call: str
    path: str
    to: str = ""
    offset: int = 0
    data: bytes = b""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What happens at operation number `at`.

    `kind` is `kill` (the program is killed before it), `torn` (killed after half of it), `short` (half of the data is
    written), `ENOSPC` or `EIO`. If the fault is `lasting`, all later operations on the disk fail, too.
    """

    at: int
    kind: str
    lasting: bool = False

    def __str__(self) -> str:
        return f"{self.kind}{' from' if self.lasting else ' at'} operation {self.at}"

    def applies_to(self, number: int, operation: Operation) -> bool:
        """Whether it affects an operation."""
        if self.kind == "ENOSPC" and operation.call not in (*GROWING, PRINT):
            return False
        if number > self.at:
            return self.lasting and operation.call != PRINT
        return number == self.at


@dataclass(kw_only=True, slots=True)
class Recorder:
    """Records the operations of this process on a folder, and causes the fault."""

    folder: Path
    fault: Fault | None = None
    operations: list[Operation] = field(default_factory=list)
    _open_files: dict[int, str] = field(default_factory=dict)

    def wrap(self, name: str, real: Function) -> Function:
        """Return the replacement of a function of the C library."""
        handlers: dict[str, Callable[..., int]] = {
            "open": self._open,
            "close": self._close,
            "read": self._read,
            "pread": self._read,
            "write": self._write,
            "pwrite": self._write,
            "ftruncate": self._truncate,
            "fsync": self._sync,
            "fdatasync": self._sync,
            "mkdir": self._make_folder,
            "rename": self._rename,
            "unlink": self._unlink,
        }
        handler = handlers[name]
        return lambda *arguments: handler(real, *arguments)

    def _open(self, real: Function, name: bytes, flags: int, mode: int) -> int:
        path = self._inside(name)
        if path is None:
            return real(name, flags, mode)

        def do(_: int) -> int:
            descriptor = real(name, flags, mode)
            if descriptor >= 0:
                self._open_files[descriptor] = path
            return descriptor

        if flags & os.O_CREAT and not os.path.lexists(name):
            return self._perform(do, Operation(call="make", path=path))
        return do(_ALL)

    def _close(self, real: Function, descriptor: int) -> int:
        self._open_files.pop(descriptor, None)
        return real(descriptor)

    def _read(self, real: Function, descriptor: int, start: int, size: int, *offset: int) -> int:
        path = self._open_files.get(descriptor)
        if path is None:
            return real(descriptor, start, size, *offset)
        operation = Operation(call=READ, path=path, offset=offset[0] if offset else 0)
        return self._perform(lambda _: real(descriptor, start, size, *offset), operation)

    def _write(self, real: Function, descriptor: int, start: int, size: int, *offset: int) -> int:
        data = ctypes.string_at(start, size)
        if descriptor == _STDOUT:
            operation = Operation(call=PRINT, path="stdout", data=data)
        elif descriptor in self._open_files:
            at = offset[0] if offset else os.lseek(descriptor, 0, os.SEEK_CUR)
            operation = Operation(call="write", path=self._open_files[descriptor], offset=at, data=data)
        else:
            return real(descriptor, start, size, *offset)
        return self._perform(
            lambda count: real(descriptor, start, size if count == _ALL else count, *offset), operation
        )

    def _truncate(self, real: Function, descriptor: int, length: int) -> int:
        path = self._open_files.get(descriptor)
        if path is None:
            return real(descriptor, length)
        operation = Operation(call="length", path=path, offset=length)
        return self._perform(lambda _: real(descriptor, length), operation)

    def _sync(self, real: Function, descriptor: int) -> int:
        path = self._open_files.get(descriptor)
        if path is None:
            return real(descriptor)
        return self._perform(lambda _: real(descriptor), Operation(call="sync", path=path))

    def _make_folder(self, real: Function, name: bytes, mode: int) -> int:
        path = self._inside(name)
        if path is None or os.path.lexists(name):
            return real(name, mode)
        return self._perform(lambda _: real(name, mode), Operation(call="folder", path=path))

    def _rename(self, real: Function, old: bytes, new: bytes) -> int:
        path, to = self._inside(old), self._inside(new)
        if path is None or to is None:
            return real(old, new)
        return self._perform(lambda _: real(old, new), Operation(call="rename", path=path, to=to))

    def _unlink(self, real: Function, name: bytes) -> int:
        path = self._inside(name)
        if path is None or not os.path.lexists(name):
            return real(name)
        return self._perform(lambda _: real(name), Operation(call="unlink", path=path))

    def _inside(self, name: bytes) -> str | None:
        """Return a path relative to the folder, or None if it is not in the folder."""
        path = Path(os.path.abspath(os.fsdecode(name)))  # noqa: PTH100 - `resolve` would open the path
        return str(path.relative_to(self.folder)) if path.is_relative_to(self.folder) else None

    def _perform(self, do: Callable[[int], int], operation: Operation) -> int:
        """Perform an operation, or let it fail. `do` takes the number of bytes to write, or `_ALL`."""
        number = len(self.operations)
        self.operations.append(operation)
        if self.fault is None or not self.fault.applies_to(number, operation):
            result = do(_ALL)
            if result < 0:
                self.operations[number] = replace(operation, call="failed")
            return result
        return _fail(self.fault.kind, do, half=len(operation.data) // 2)


def _fail(kind: str, do: Callable[[int], int], half: int) -> int:
    """Let an operation fail. `half` is half the number of its bytes."""
    if kind in CODES:
        return fail(CODES[kind])
    if kind == "short" and half:
        return do(half)
    if kind == "torn" and half:
        do(half)
    os.kill(os.getpid(), signal.SIGKILL)
    return 0
