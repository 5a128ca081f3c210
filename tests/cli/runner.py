"""Runs the command: in this process with captured streams and a frozen clock, or as installed."""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO
from unittest import mock

from tests.cli.terminals import UNSET, environment
from tests.effort import PATIENCE
from tracker.cli import main as funnel
from tracker.ledger.clock import SystemClock

MORNING = "2026-01-29T09:00:00+09:00"  # in Seoul and Tokyo; midnight, UTC
INSTALLED = Path(sys.executable).with_name("tracker")


@dataclass(frozen=True, kw_only=True)
class Done:
    """The output and the exit code of a command."""

    out: str
    err: str
    code: int

    @property
    def text(self) -> str:
        """What it printed on stdout; it must have succeeded and printed nothing on stderr."""
        assert (self.err, self.code) == ("", 0), self
        return self.out

    @property
    def lines(self) -> list[str]:
        """The lines that it printed."""
        return self.text.splitlines()

    @property
    def json(self) -> Any:
        """The JSON document that it printed."""
        return json.loads(self.text)

    @property
    def jsonl(self) -> list[Any]:
        """The JSON documents that it printed, one per line."""
        return [json.loads(line) for line in self.text.split("\n")[:-1]]


def tracker(*args: str, at: str = MORNING, stdin: str | bytes = "", encoding: str = "utf-8") -> Done:
    """Run the command as its entry point does, at an instant, in the zone of that instant."""
    out, err = _output(encoding, "strict"), _output(encoding, "backslashreplace")
    with (
        _input(stdin) as source,
        _standing_still(at),
        mock.patch.multiple(sys, argv=["tracker", *args], stdin=source, stdout=out, stderr=err),
        mock.patch.object(sys.modules["__main__"], "__package__", None),  # else Click says "python -m pytest"
    ):
        try:
            funnel.run()
        except SystemExit as ended:
            code = ended.code
    assert isinstance(code, int)
    return Done(out=_said(out), err=_said(err), code=code)


def installed(
    *args: str | bytes, settings: Mapping[str, str] = UNSET, stdin: bytes = b"", **more: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run the installed command in its own process, with the clock of the machine."""
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.run(
        [str(INSTALLED), *args], env=environment(settings), input=stdin, check=False, timeout=PATIENCE, **streams
    )


@contextmanager
def _standing_still(at: str) -> Iterator[None]:
    instant = datetime.fromisoformat(at)
    hours = (instant.utcoffset() or timedelta()) / timedelta(hours=1)
    # POSIX counts zones westward: UTC+9 is "HERE-9".
    with mock.patch.dict(os.environ, TZ=f"HERE{-hours:+g}"):
        time.tzset()
        with mock.patch.object(SystemClock, "now", return_value=instant.astimezone(UTC)):
            yield
    time.tzset()


@contextmanager
def _input(text: str | bytes) -> Iterator[TextIO]:
    with tempfile.TemporaryFile("w+b") as file:
        file.write(text if isinstance(text, bytes) else text.encode())
        file.seek(0)
        yield io.TextIOWrapper(file, encoding="utf-8")


def _output(encoding: str, errors: str) -> TextIO:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors, newline="")


def _said(stream: TextIO) -> str:
    stream.seek(0)
    return stream.read()
