"""What a power cut leaves on a disk that keeps what was synced, and of the rest whatever chance has it keep."""

import random
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from tests.faults.tape import Operation

_SECTOR = 512
_FOLDER = -1
Files = dict[str, bytes]


class Disk:
    """Files and folders as operations left them: what is settled, and what is not synced yet."""

    def __init__(self, files: Files) -> None:
        self._settled = dict(enumerate(files.values()))  # by the file's number
        self._unsynced: dict[int, list[Operation]] = {number: [] for number in self._settled}
        self._settled_names = {name: number for number, name in enumerate(files)}
        self._names = dict(self._settled_names)
        # What became of names, in order; a name of None is gone. What a rename does is one change.
        self._unsynced_names: list[dict[str, int | None]] = []

    def do(self, operations: Sequence[Operation]) -> None:
        """Take in some operations. What SQLite shares between processes in memory is nothing that a disk keeps."""
        for operation in operations:
            if not operation.path.endswith("-shm"):
                self._do(operation)

    def _do(self, operation: Operation) -> None:
        match operation.call:
            case "make":
                number = len(self._settled)
                self._settled[number], self._unsynced[number] = b"", []
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
        number = self._names.get(path, _FOLDER)  # the folder that all is in has no name here
        if number != _FOLDER:
            self._settled[number] = _written(self._settled[number], self._unsynced[number])
            self._unsynced[number] = []
            return
        for change in self._unsynced_names:
            if any(str(PurePosixPath(name).parent) == path for name in change):
                _rename(self._settled_names, change)
        self._unsynced_names = [
            change for change in self._unsynced_names if all(str(PurePosixPath(name).parent) != path for name in change)
        ]

    def cut(self, folder: Path, chance: random.Random | None) -> None:
        """Write what a power cut leaves into a folder: what is synced alone, or with what chance has survive."""
        names = dict(self._settled_names)
        for change in self._unsynced_names[: chance.randint(0, len(self._unsynced_names)) if chance else 0]:
            _rename(names, change)
        for name, number in sorted(names.items()):
            path = folder / name
            if number == _FOLDER and path.parent.exists():
                path.mkdir(0o700)
            elif path.parent.exists():  # what is in a folder that was lost is lost
                path.touch(0o600)
                unsynced = self._unsynced[number]
                path.write_bytes(_written(self._settled[number], _survivors(unsynced, chance) if chance else []))


def _rename(names: dict[str, int], change: dict[str, int | None]) -> None:
    for name, number in change.items():
        names.pop(name, None)
        if number is not None:
            names[name] = number


def _survivors(unsynced: list[Operation], chance: random.Random) -> list[Operation]:
    """Return some of what was not synced, sector by sector."""
    sectors = [sector for operation in unsynced for sector in _sectors(operation)]
    share = chance.random()
    return [sector for sector in sectors if chance.random() < share]


def _sectors(operation: Operation) -> list[Operation]:
    if operation.call == "length":
        return [operation]
    end = operation.offset + len(operation.data)
    starts = [operation.offset, *range((operation.offset // _SECTOR + 1) * _SECTOR, end, _SECTOR)]
    return [
        Operation(call="write", path="", offset=start, data=operation.data[start - operation.offset :][: after - start])
        for start, after in zip(starts, [*starts[1:], end], strict=True)
    ]


def _written(content: bytes, operations: list[Operation]) -> bytes:
    """Return a file as some operations leave it; where nothing was ever written are zeros."""
    file = bytearray(content)
    for operation in operations:
        end = operation.offset + len(operation.data)
        file.extend(bytes(max(0, end - len(file))))
        if operation.call == "length":
            del file[operation.offset :]
        else:
            file[operation.offset : end] = operation.data
    return bytes(file)
