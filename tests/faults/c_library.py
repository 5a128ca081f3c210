"""Intercepts calls of the C library: each call of some functions goes to Python first.

A program and its libraries look up functions of the C library in tables that the loader fills with addresses. This
module replaces addresses in these tables. Nothing is compiled, and the callers, SQLite among them, stay as they are.
"""

import ctypes
import mmap
import platform
import struct
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, NamedTuple

Function = Callable[..., int]

_INT, _LONG, _SIZE, _TEXT, _ADDRESS = ctypes.c_int, ctypes.c_int64, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_void_p
# Result and arguments of each function that can be intercepted. `open` is declared with its optional third argument.
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
# The types of table entries that hold the address of a function.
_FUNCTION_ENTRIES: Final = {"x86_64": {1, 6, 7}, "aarch64": {257, 1025, 1026}}
# Opened by its name: for the program itself, ctypes may find an address inside the tables that are changed here.
_LIBC: Final = ctypes.CDLL("libc.so.6", use_errno=True)
_kept_alive: list[Any] = []  # C calls these from now on, so they must not be collected


class _Library(ctypes.Structure):
    """The first fields of ELF's `struct dl_phdr_info`."""

    _fields_ = (
        ("base", ctypes.c_uint64),
        ("name", ctypes.c_char_p),
        ("headers", ctypes.c_uint64),
        ("count", ctypes.c_uint16),
    )


_HEADER_FORMAT: Final = "<IIQQQQQQ"
_HEADER_SIZE: Final = 56
_DYNAMIC_SECTION: Final = 2

# Tags in the dynamic section.
_NAMES, _SYMBOLS, _RELOCATIONS, _RELOCATIONS_SIZE, _JUMPS, _JUMPS_SIZE = 5, 6, 7, 8, 23, 2
_SYMBOL_SIZE: Final = 24


class _Tables(NamedTuple):
    """The tables of one library: the entries of the dynamic section of its ELF file, by tag."""

    base: int
    entries: Mapping[int, int]

    def address(self, tag: int) -> int:
        """Return the address of a table. Some loaders leave it as an offset from the base."""
        value = self.entries[tag]
        return value if value >= self.base else value + self.base

    def symbol_name(self, number: int) -> bytes:
        """Return the name of a symbol."""
        symbol = ctypes.string_at(self.address(_SYMBOLS) + _SYMBOL_SIZE * number, 4)
        (offset,) = struct.unpack("<I", symbol)
        return ctypes.string_at(self.address(_NAMES) + offset)


def intercept(wrap: Callable[[str, Function], Function]) -> None:
    """Replace each function by `wrap(name, function)`."""
    handlers: dict[bytes, int] = {}
    for name, (result, *arguments) in _SIGNATURES.items():
        for symbol in (name, f"{name}64"):
            real = getattr(_LIBC, symbol, None)
            if real is not None:
                real.restype, real.argtypes = result, tuple(arguments)
                handler = ctypes.CFUNCTYPE(result, *arguments, use_errno=True)(wrap(name, real))
                _kept_alive.append(handler)
                handlers[symbol.encode()] = ctypes.cast(handler, _ADDRESS).value or 0
    for location, symbol_name in list(_locations(_loaded_libraries(), handlers)):
        _make_writable(location)
        ctypes.c_uint64.from_address(location).value = handlers[symbol_name]


def fail(code: int) -> int:
    """Set `errno` and return the result of a C function that failed."""
    ctypes.set_errno(code)
    return -1


def _loaded_libraries() -> list[_Tables]:
    """Return the tables of the program and of each library that it has loaded."""
    libraries: list[_Tables] = []

    def visit(library: Any, _size: int, _more: Any) -> int:
        base, headers, count = library.contents.base, library.contents.headers, library.contents.count
        for kind, _, _, start, *_ in struct.iter_unpack(
            _HEADER_FORMAT, ctypes.string_at(headers, _HEADER_SIZE * count)
        ):
            if kind == _DYNAMIC_SECTION:
                libraries.append(_Tables(base, dict(_dynamic_entries(base + start))))
        return 0

    _LIBC.dl_iterate_phdr(ctypes.CFUNCTYPE(_INT, ctypes.POINTER(_Library), _SIZE, _ADDRESS)(visit), None)
    return libraries


def _dynamic_entries(start: int) -> Iterator[tuple[int, int]]:
    tag = -1
    while tag:
        tag, value = struct.unpack("<qQ", ctypes.string_at(start, 16))
        yield tag, value
        start += 16


def _locations(libraries: list[_Tables], symbols: Collection[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield each place in memory that holds the address of one of the functions, and the function's name."""
    kinds = _FUNCTION_ENTRIES[platform.machine()]
    for tables in libraries:
        for table, size in ((_RELOCATIONS, _RELOCATIONS_SIZE), (_JUMPS, _JUMPS_SIZE)):
            if not tables.entries.get(size):
                continue
            relocations = ctypes.string_at(tables.address(table), tables.entries[size])
            for offset, info, _ in struct.iter_unpack("<QQq", relocations):
                symbol, kind = info >> 32, info & 0xFFFFFFFF
                if symbol and kind in kinds:
                    name = tables.symbol_name(symbol)
                    if name in symbols:
                        yield tables.base + offset, name


def _make_writable(location: int) -> None:
    """Let the page be written: the loader has made it read-only."""
    page = location - location % mmap.PAGESIZE
    if _LIBC.mprotect(_ADDRESS(page), _SIZE(mmap.PAGESIZE), mmap.PROT_READ | mmap.PROT_WRITE):
        raise OSError(ctypes.get_errno(), "a page of the loader's tables stays read-only")
