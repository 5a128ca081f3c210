"""Stands between this process and the C library: every call of some functions comes to Python first.

A program and its libraries find a function of the C library in tables that the loader fills in. Here other addresses
are put there. Nothing is compiled, and what is called, SQLite among it, stays as it is.
"""

import ctypes
import mmap
import platform
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

Function = Callable[..., int]

_INT, _LONG, _SIZE, _TEXT, _ADDRESS = ctypes.c_int, ctypes.c_int64, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_void_p
# Result and arguments of each function that can be taken over. `open` takes its mode where it takes any third argument.
_SIGNATURES: Final[Mapping[str, tuple[Any, ...]]] = {
    "open": (_INT, _TEXT, _INT, _INT),
    "close": (_INT, _INT),
    "read": (_LONG, _INT, _ADDRESS, _SIZE),
    "pread": (_LONG, _INT, _ADDRESS, _SIZE, _LONG),
    "write": (_LONG, _INT, _ADDRESS, _SIZE),
    "pwrite": (_LONG, _INT, _ADDRESS, _SIZE, _LONG),
    "ftruncate": (_INT, _INT, _LONG),
    "fsync": (_INT, _INT),
    "fdatasync": (_INT, _INT),
    "mkdir": (_INT, _TEXT, _INT),
    "rename": (_INT, _TEXT, _TEXT),
    "unlink": (_INT, _TEXT),
}
# What an entry of the loader's tables is, when it holds the address of a function.
_ADDRESSES: Final = {"x86_64": {1, 6, 7}, "aarch64": {257, 1025, 1026}}
# By its name: what the program itself knows of a function may be a step on the way to the tables that are changed here.
_LIBC: Final = ctypes.CDLL("libc.so.6", use_errno=True)
_kept: list[Any] = []  # what C calls from now on must not be collected


class _Library(ctypes.Structure):
    _fields_ = (
        ("base", ctypes.c_uint64),
        ("name", ctypes.c_char_p),
        ("headers", ctypes.c_uint64),
        ("count", ctypes.c_uint16),
    )


class _Tables(NamedTuple):
    base: int
    found: Mapping[int, int]  # by the tags of ELF's dynamic section

    def at(self, tag: int) -> int:
        """Return the address of a table, which some loaders leave as an offset."""
        value = self.found[tag]
        return value if value >= self.base else value + self.base


_NAMES, _SYMBOLS, _RELOCATIONS, _RELOCATIONS_SIZE, _CALLS, _CALLS_SIZE = 5, 6, 7, 8, 23, 2


def take_over(wrapped: Callable[[str, Function], Function]) -> None:
    """Send the calls of each function to what `wrapped` makes of its name and of the function itself."""
    handlers: dict[bytes, int] = {}
    for name, signature in _SIGNATURES.items():
        for called in (name, f"{name}64"):
            real = getattr(_LIBC, called, None)
            if real is not None:
                real.restype, real.argtypes = signature[0], signature[1:]
                handler = ctypes.CFUNCTYPE(*signature, use_errno=True)(wrapped(name, real))
                _kept.append(handler)
                handlers[called.encode()] = ctypes.cast(handler, _ADDRESS).value or 0
    for place, function in list(_places(_libraries(), handlers)):
        _unlock(place)
        ctypes.c_uint64.from_address(place).value = handlers[function]


def fail(code: int) -> int:
    """Return what a function of the C library returns that has failed, and set `errno`."""
    ctypes.set_errno(code)
    return -1


def _libraries() -> list[_Tables]:
    """Return the tables of the program and of each library that it has loaded."""
    found: list[_Tables] = []

    def look(library: Any, _size: int, _more: Any) -> int:
        base, headers, count = library.contents.base, library.contents.headers, library.contents.count
        for kind, _, _, start, *_ in struct.iter_unpack("<IIQQQQQQ", ctypes.string_at(headers, 56 * count)):
            if kind == 2:  # the dynamic section
                found.append(_Tables(base, dict(_pairs(base + start))))
        return 0

    _LIBC.dl_iterate_phdr(ctypes.CFUNCTYPE(_INT, ctypes.POINTER(_Library), _SIZE, _ADDRESS)(look), None)
    return found


def _pairs(start: int) -> Iterator[tuple[int, int]]:
    tag = -1
    while tag:
        tag, value = struct.unpack("<qQ", ctypes.string_at(start, 16))
        yield tag, value
        start += 16


def _places(libraries: list[_Tables], wanted: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield where an address of a function stands that is wanted, and the function's name."""
    kinds, names = _ADDRESSES[platform.machine()], set(wanted)
    for tables in libraries:
        for table, size in ((_RELOCATIONS, _RELOCATIONS_SIZE), (_CALLS, _CALLS_SIZE)):
            if not tables.found.get(size):
                continue
            entries = ctypes.string_at(tables.at(table), tables.found[size])
            for offset, info, _ in struct.iter_unpack("<QQq", entries):
                if info & 0xFFFFFFFF in kinds and info >> 32:
                    (name,) = struct.unpack("<I", ctypes.string_at(tables.at(_SYMBOLS) + 24 * (info >> 32), 4))
                    if (called := ctypes.string_at(tables.at(_NAMES) + name)) in names:
                        yield tables.base + offset, called


def _unlock(place: int) -> None:
    """Let the page be written: the loader has locked it."""
    page = place - place % mmap.PAGESIZE
    if _LIBC.mprotect(_ADDRESS(page), _SIZE(mmap.PAGESIZE), mmap.PROT_READ | mmap.PROT_WRITE):
        raise OSError(ctypes.get_errno(), "a page of the loader's tables stays locked")
