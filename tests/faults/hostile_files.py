"""Hostile files for import and draft. Each must get an answer within limits of processor time and memory."""

import gzip
import json
import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from tests.faults.limited_command import MEGABYTES, SECONDS, run_limited
from tests.faults.trials import TrialResult, assert_one_sentence, environment_for, make_log, verified
from tests.given import line

_REPORT = {"meeting": "seoul", "new": True, **line("noted", "2026-01-12")}
_VALID = json.dumps(_REPORT)
_ITEM = "<item><title>Minister to visit Tokyo</title><description>&x;</description></item>"


@dataclass(frozen=True, kw_only=True, slots=True)
class HostileFile:
    """How a file is made, the command that reads it, and whether the command must refuse it."""

    name: str
    make: Callable[[Path], Path]
    command: str = "import"
    refused: bool = True
    piped: bool = False


def _bytes(content: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


def _repeated(start: bytes, unit: bytes, times: int, end: bytes = b"") -> Callable[[Path], Path]:
    """Return a function that writes a large file piece by piece."""

    def make(path: Path) -> Path:
        with path.open("wb") as file:
            file.write(start)
            for _ in range(times):
                file.write(unit)
            file.write(end)
        return path

    return make


def _fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _existing(name: str) -> Callable[[Path], Path]:
    return lambda _: Path(name)


def _changed(old: str, new: str) -> Callable[[Path], Path]:
    """Return a function that writes a valid line with one change."""
    assert old in _VALID
    return _bytes(_VALID.replace(old, new, 1).encode())


def _rss(entities: str, title: str = "&x;", items: int = 1) -> bytes:
    """Return an RSS feed, with entity declarations if any are given."""
    document_type = f"<!DOCTYPE rss [{entities}]>" if entities else ""
    listed = _ITEM.replace("&x;", title) * items
    return f'<?xml version="1.0"?>{document_type}<rss version="2.0"><channel>{listed}</channel></rss>'.encode()


def _many_items(path: Path) -> Path:
    path.write_bytes(_rss("", "A visit", 100_000))
    return path


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_MEGABYTE = b"x" * 1_000_000

# What one bad value in a line is answered: tests/cli/test_bad_lines.py.
IMPORTS = (
    HostileFile(name="a line of 100 MB", make=_repeated(b'{"meeting": "', _MEGABYTE, 100, b'"}\n')),
    HostileFile(name="a line of 100 MB without an end", make=_repeated(b"", _MEGABYTE, 100)),
    HostileFile(name="100,000 brackets", make=_bytes(b"[" * 100_000)),
    HostileFile(name="100,000 objects in each other", make=_bytes(b'{"a":' * 100_000)),
    HostileFile(name="a number of 5,000 digits", make=_changed('"new": true', f'"target": {"9" * 5000}, "new": true')),
    HostileFile(name="a number of 4,000 digits", make=_changed('"new": true', f'"target": {"9" * 4000}, "new": true')),
    HostileFile(name="1e400", make=_changed('"new": true', '"target": 1e400, "new": true')),
    HostileFile(name="UTF-16", make=_bytes(_VALID.encode("utf-16"))),
    HostileFile(name="EUC-KR", make=_bytes(_VALID.replace("Yonhap", "연합뉴스").encode("euc-kr"))),
    HostileFile(name="a byte-order mark", make=_bytes(b"\xef\xbb\xbf" + _VALID.encode()), refused=False),
    HostileFile(name="a cut gzip", make=_bytes(gzip.compress(_VALID.encode())[:-9])),
    HostileFile(name="a gzip bomb", make=_bytes(gzip.compress(_MEGABYTE * 50))),
    HostileFile(name="a FIFO", make=_fifo),
    HostileFile(name="/dev/zero", make=_existing("/dev/zero")),
    HostileFile(name="/dev/null", make=_existing("/dev/null"), refused=False),
    HostileFile(name="/dev/zero as standard input", make=_existing("/dev/zero"), piped=True),
    HostileFile(name="/dev/null as standard input", make=_existing("/dev/null"), piped=True, refused=False),
    HostileFile(name="a folder", make=lambda path: path.parent),
    HostileFile(name="a million line feeds", make=_bytes(b"\n" * 1_000_000), refused=False),
)
DRAFTS = tuple(
    HostileFile(name=name, make=make, command="draft", refused=refused)
    for name, make, refused in (
        ("a line of 100 MB", _repeated(b"", _MEGABYTE, 100), True),
        ("100,000 open tags", _bytes(b"<!DOCTYPE html><html><body>" + b"<div>" * 100_000), True),
        ("100,000 brackets", _bytes(b"[" * 100_000), False),
        ("billion laughs", _bytes(_rss(f'<!ENTITY l0 "lol">{_LAUGHS}', "&l9;")), False),
        ("quadratic blow-up", _bytes(_rss(f'<!ENTITY x "{"a" * 7_000}">', "&x;" * 150_000)), True),
        ("an external entity", _bytes(_rss('<!ENTITY x SYSTEM "file:///etc/passwd">')), False),
        ("an external DTD", _bytes(b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss version="2.0"/>'), False),
        ("a feed of 100,000 items", _many_items, False),
        ("a feed that is cut", _bytes(_rss("", "A visit")[:-30]), False),
        ("UTF-16", _bytes("Minister to visit Tokyo next week, sources say.".encode("utf-16")), False),
        ("EUC-KR", _bytes("안규백 장관이 다음 주 일본을 방문한다.".encode("euc-kr")), True),
        ("a cut gzip", _bytes(gzip.compress(_VALID.encode())[:-9]), True),
        ("a gzip bomb", _bytes(gzip.compress(_MEGABYTE * 50)), True),
        ("NUL bytes", _bytes(b"\0" * 100_000), True),
        ("a FIFO", _fifo, True),
        ("/dev/zero", _existing("/dev/zero"), True),
        ("/dev/null", _existing("/dev/null"), True),
        ("a folder", lambda path: path.parent, True),
    )
)


def try_file(hostile: HostileFile, folder: Path) -> TrialResult:
    """Give a file to its command. Assert an answer within the limits, and that a refused file records nothing."""
    log = folder / "desk.db"
    make_log(str(log))
    file = hostile.make(folder / "file")
    words = [hostile.command, "-" if hostile.piped else str(file)]
    if hostile.command == "draft":
        words += ["--source", "Yonhap", "--published", "2026-01-21"]
    with file.open("rb") if hostile.piped else nullcontext() as stdin:
        measured = run_limited(words, environment_for(str(log)), stdin=stdin)
    assert measured.seconds < SECONDS, (hostile.name, measured.seconds, measured.megabytes, measured.err[:300])
    assert measured.megabytes < MEGABYTES, (hostile.name, measured.seconds, measured.megabytes)
    assert "Traceback" not in measured.err, measured.err[-2000:]
    assert "root:" not in measured.out  # a line of /etc/passwd
    if hostile.refused:
        assert measured.code == 1, (hostile.name, measured)
        assert_one_sentence(measured.err)
        assert verified(str(log)).position == 0
    else:
        assert measured.code in {0, 1}, (hostile.name, measured)
    figures = f"{hostile.command}, {measured.seconds:.1f} s, {measured.megabytes:.0f} MB"
    return TrialResult(kind=hostile.name, faults=1, figures=figures)
