"""A simulated disk: after a power cut it has all that was synced, and a random part of what was not."""

import random
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from tests.faults.file_operations import Operation

_SECTOR = 512
_FOLDER = -1
Files = dict[str, bytes]


class Disk:
    """Files and folders after some operations: their synced state, and the operations that are not synced yet.

    Each file has a number, so that it can be renamed.
    """

    def __init__(self, files: Files) -> None:
        self._synced = dict(enumerate(files.values()))
        self._unsynced: dict[int, list[Operation]] = {number: [] for number in self._synced}
        self._synced_names = {name: number for number, name in enumerate(files)}
        self._names = dict(self._synced_names)
        # Changes of names, in order. None stands for a name that is removed. A rename is one change of two names.
        self._unsynced_names: list[dict[str, int | None]] = []

    def do(self, operations: Sequence[Operation]) -> None:
        """Perform operations, but for those on `-shm` files: they are shared memory, which a disk does not keep."""
        for operation in operations:
            if not operation.path.endswith("-shm"):
                self._do(operation)

    def _do(self, operation: Operation) -> None:
        match operation.call:
            case "make":
                number = len(self._synced)
                self._synced[number], self._unsynced[number] = b"", []
                self._name({operation.path: number})
            case "folder":
                self._name({operation.path: _FOLDER})
            case "rename":
                self._name({operation.path: None, operation.to: self._names[operation.path]})
            case "unlink":
                self._name({operation.path: None})
            case "write" | "length":
                self._unsynced[self._names[operation.path]].append(operation)
            case "sync":
                self._sync(operation.path)

    def _name(self, change: dict[str, int | None]) -> None:
        self._unsynced_names.append(change)
        _rename(self._names, change)

    def _sync(self, path: str) -> None:
        number = self._names.get(path, _FOLDER)  # the outermost folder has no name here
        if number != _FOLDER:
            self._synced[number] = _apply(self._synced[number], self._unsynced[number])
            self._unsynced[number] = []
            return
        for change in self._unsynced_names:
            if any(_parent(name) == path for name in change):
                _rename(self._synced_names, change)
        self._unsynced_names = [
            change for change in self._unsynced_names if all(_parent(name) != path for name in change)
        ]

    def cut_power(self, folder: Path, chance: random.Random | None) -> None:
        """Write what is left into a folder: what was synced, and with `chance` some of what was not."""
        names = dict(self._synced_names)
        kept_changes = chance.randint(0, len(self._unsynced_names)) if chance else 0
        for change in self._unsynced_names[:kept_changes]:
            _rename(names, change)
        for name, number in sorted(names.items()):
            path = folder / name
            if not path.parent.exists():
                continue  # its folder was lost
            if number == _FOLDER:
                path.mkdir(0o700)
            else:
                path.touch(0o600)
                kept = _random_part(self._unsynced[number], chance) if chance else []
                path.write_bytes(_apply(self._synced[number], kept))


def _parent(name: str) -> str:
    return str(PurePosixPath(name).parent)


def _rename(names: dict[str, int], change: dict[str, int | None]) -> None:
    for name, number in change.items():
        names.pop(name, None)
        if number is not None:
            names[name] = number


def _random_part(unsynced: list[Operation], chance: random.Random) -> list[Operation]:
    """Return a random part of the operations, divided into sectors."""
    sectors = [sector for operation in unsynced for sector in _sectors(operation)]
    share = chance.random()
    return [sector for sector in sectors if chance.random() < share]


def _sectors(operation: Operation) -> list[Operation]:
    """Divide a write into one write for each sector of the disk."""
    if operation.call == "length":
        return [operation]
    sectors = []
    start, end = operation.offset, operation.offset + len(operation.data)
    while start < end:
        next_sector = (start // _SECTOR + 1) * _SECTOR
        stop = min(next_sector, end)
        data = operation.data[start - operation.offset : stop - operation.offset]
        sectors.append(Operation(call="write", path="", offset=start, data=data))
        start = stop
    return sectors


def _apply(content: bytes, operations: list[Operation]) -> bytes:
    """Return the content of a file after some operations. Gaps are filled with zeros."""
    file = bytearray(content)
    for operation in operations:
        end = operation.offset + len(operation.data)
        file.extend(bytes(max(0, end - len(file))))
        if operation.call == "length":
            del file[operation.offset :]
        else:
            file[operation.offset : end] = operation.data
    return bytes(file)
