"""What a program does to the files of one folder, operation by operation, and the fault that one of them meets."""

import ctypes
import errno
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from tests.faults.calls import Function, fail

CODES: Final = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO}
# What needs room on the disk, and so meets ENOSPC.
GROWING: Final = ("make", "folder", "write", "length", "rename")
SAY: Final = "say"
READ: Final = "read"
_STDOUT: Final = 1
_WHOLE, _KILLED = -1, 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """One operation that changes a file or a folder, lets it settle on the disk, or reads it; or a word on stdout."""

    call: str
    path: str
    to: str = ""  # the new name, of what is renamed
    offset: int = 0  # of what is written; the new length, of what is cut
    data: bytes = b""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What the operation of a number meets: it fails, or the program ends before it or (`torn`) in its middle."""

    at: int
    kind: str  # kill, torn, short, ENOSPC or EIO
    lasting: bool = False  # whether all that comes after it on the disk fails too

    def __str__(self) -> str:
        return f"{self.kind}{' from' if self.lasting else ' at'} operation {self.at}"


@dataclass(kw_only=True, slots=True)
class Tape:
    """Records the operations of this process on a folder; does the fault."""

    folder: Path
    fault: Fault | None = None
    operations: list[Operation] = field(default_factory=list)
    _open: dict[int, str] = field(default_factory=dict)

    def wrapped(self, name: str, real: Function) -> Function:
        """Return what stands in for a function of the C library."""
        handlers: dict[str, Callable[..., int]] = {
            "open": self._opened,
            "close": self._closed,
            "read": self._read,
            "pread": self._read,
            "write": self._written,
            "pwrite": self._written,
            "ftruncate": self._given_length,
            "fsync": self._synced,
            "fdatasync": self._synced,
            "mkdir": self._folder_made,
            "rename": self._renamed,
            "unlink": self._unlinked,
        }
        handler = handlers[name]
        return lambda *words: handler(real, *words)

    def _opened(self, real: Function, name: bytes, flags: int, mode: int) -> int:
        path = self._inside(name)
        if path is None:
            return real(name, flags, mode)

        def do(_: int) -> int:
            opened = real(name, flags, mode)
            if opened >= 0:
                self._open[opened] = path
            return opened

        if flags & os.O_CREAT and not os.path.lexists(name):
            return self._operation(do, Operation(call="make", path=path))
        return do(_WHOLE)

    def _closed(self, real: Function, opened: int) -> int:
        self._open.pop(opened, None)
        return real(opened)

    def _read(self, real: Function, opened: int, start: int, size: int, *offset: int) -> int:
        path = self._open.get(opened)
        if path is None:
            return real(opened, start, size, *offset)
        return self._operation(
            lambda _: real(opened, start, size, *offset),
            Operation(call=READ, path=path, offset=offset[0] if offset else 0),
        )

    def _written(self, real: Function, opened: int, start: int, size: int, *offset: int) -> int:
        path = SAY if opened == _STDOUT else self._open.get(opened)
        if path is None:
            return real(opened, start, size, *offset)
        place = offset[0] if offset else os.lseek(opened, 0, os.SEEK_CUR) if path != SAY else 0
        data = ctypes.string_at(start, size)
        call = SAY if path == SAY else "write"
        return self._operation(
            lambda much: real(opened, start, size if much == _WHOLE else much, *offset),
            Operation(call=call, path=path, offset=place, data=data),
        )

    def _given_length(self, real: Function, opened: int, length: int) -> int:
        path = self._open.get(opened)
        if path is None:
            return real(opened, length)
        return self._operation(lambda _: real(opened, length), Operation(call="length", path=path, offset=length))

    def _synced(self, real: Function, opened: int) -> int:
        path = self._open.get(opened)
        if path is None:
            return real(opened)
        return self._operation(lambda _: real(opened), Operation(call="sync", path=path))

    def _folder_made(self, real: Function, name: bytes, mode: int) -> int:
        path = self._inside(name)
        if path is None or os.path.lexists(name):
            return real(name, mode)
        return self._operation(lambda _: real(name, mode), Operation(call="folder", path=path))

    def _renamed(self, real: Function, old: bytes, new: bytes) -> int:
        path, to = self._inside(old), self._inside(new)
        if path is None or to is None:
            return real(old, new)
        return self._operation(lambda _: real(old, new), Operation(call="rename", path=path, to=to))

    def _unlinked(self, real: Function, name: bytes) -> int:
        path = self._inside(name)
        if path is None or not os.path.lexists(name):
            return real(name)
        return self._operation(lambda _: real(name), Operation(call="unlink", path=path))

    def _inside(self, name: bytes) -> str | None:
        path = Path(os.path.abspath(os.fsdecode(name)))  # noqa: PTH100 - `resolve` would open what it looks at
        return str(path.relative_to(self.folder)) if path.is_relative_to(self.folder) else None

    def _operation(self, do: Callable[[int], int], operation: Operation) -> int:
        """Do the operation, whole or as the fault has it. Those that fail are counted with the rest."""
        number, fault = len(self.operations), self.fault
        self.operations.append(operation)
        later = number > fault.at if fault else False
        if fault is None or number < fault.at or (later and (operation.call == SAY or not fault.lasting)):
            result = do(_WHOLE)
            if result < 0:
                self.operations[number] = replace(operation, call="failed")
            return result
        half = len(operation.data) // 2
        if fault.kind == "short" and half:
            return do(half)
        if fault.kind in CODES:
            if fault.kind == "ENOSPC" and operation.call not in (*GROWING, SAY):
                return do(_WHOLE)
            return fail(CODES[fault.kind])
        if fault.kind == "torn" and half:
            do(half)
        os.kill(os.getpid(), signal.SIGKILL)
        return _KILLED
