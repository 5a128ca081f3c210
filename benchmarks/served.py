"""Readers and writers at the served board at once: `python -m benchmarks.served [--seconds 60] [--engine sqlite]`.

Readers open the board and a meeting, and then poll the board as an open page does; writers log reports with the form.
It runs over a file and over a PostgreSQL server, and then the same readers open one page of a bare Flask application
under waitress. No request may fail, and no report may be lost.
"""

import argparse
import http.client
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

from msgspec import Struct, field

from benchmarks.logs import opened
from benchmarks.news import lines, name
from tests.postgres import PostgresServer
from tracker.ledger import maintenance
from tracker.ledger.importing import import_lines

_HEADER = "X-Remote-User"
_BARE = """
from flask import Flask
from waitress import serve
app = Flask("bare")
app.get("/")(lambda: "<!DOCTYPE html><title>bare</title>" + "x" * 20_000)
print("http://127.0.0.1:{port}", flush=True)
serve(app, host="127.0.0.1", port={port}, threads=8)
"""


class Load(Struct, frozen=True, kw_only=True):
    """How many readers and writers there are, for how long, and how many meetings the log has."""

    readers: int = 50
    writers: int = 5
    seconds: float = 60.0
    meetings: int = 100


class Measured(Struct):
    """What the clients saw: seconds of each kind of request, errors, and reports that were recorded."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    recorded: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, seconds: float) -> None:
        """Note one answer."""
        with self.lock:
            self.seconds[kind].append(seconds)


class Client:
    """One browser: a connection that stays open, with the header of the proxy."""

    def __init__(self, port: int, user: str, measured: Measured) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._user, self._measured = user, measured

    def get(self, kind: str, address: str, tag: str = "") -> tuple[str, str]:
        """Open a page. Return its tag and its text; the text is empty if it has not changed."""
        begin = time.perf_counter()
        self._connection.request("GET", address, headers={_HEADER: self._user, "If-None-Match": tag})
        answer = self._connection.getresponse()
        text = answer.read().decode()
        self._measured.note("304" if answer.status == 304 else kind, time.perf_counter() - begin)
        if answer.status not in {200, 304}:
            self._measured.errors.append(f"{answer.status} {address}")
        return answer.headers.get("ETag", ""), text

    def post(self, address: str, fields: Mapping[str, str]) -> None:
        """Send a form."""
        begin = time.perf_counter()
        headers = {_HEADER: self._user, "Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request("POST", address, urlencode(fields), headers)
        answer = self._connection.getresponse()
        answer.read()
        self._measured.note("report", time.perf_counter() - begin)
        with self._measured.lock:
            if answer.status == 303:
                self._measured.recorded += 1
            else:
                self._measured.errors.append(f"{answer.status} {address}")


def measure(place: str, load: Load) -> Iterator[str]:
    """Serve a log to readers and writers, and yield lines with what came of it."""
    with opened(place) as desk:
        import_lines(desk, lines(load.meetings * 5, 5))
        before = maintenance.length(desk)
    command = [
        sys.executable,
        "-m",
        "tracker",
        "serve",
        "--port",
        "0",
        "--behind-proxy",
        _HEADER,
        "--secret",
        "env:KEY",
    ]
    with _running(command, TRACKER_DB=place, KEY="k" * 32) as (port, process):
        Client(port, "warm", Measured()).get("board", "/")
        memory = _memory(process)
        with _sampled(process, load.seconds) as samples:
            measured = _run(load, [(_read, load.readers), (_write, load.writers)], port)
        used = _processor_time(process)
    with opened(place) as desk:
        lost = before + measured.recorded - maintenance.length(desk)
    yield from _percentiles(measured)
    yield f"  {measured.recorded} reports recorded, {lost} lost, {len(measured.errors)} errors {measured.errors[:3]}"
    later = ", ".join(f"{memory:.0f} MB after {second:.0f} s" for second, memory in samples)
    yield f"  memory {memory:.0f} MB after the first page, {later}; {used / load.seconds:.0%} of a processor"


def measure_bare(load: Load) -> Iterator[str]:
    """Let the same readers open one page of a bare application, and yield lines with what came of it."""
    program = _BARE.replace("{port}", "8399")
    with _running([sys.executable, "-c", program]) as (port, _):
        time.sleep(1)
        measured = _run(load, [(_read_bare, load.readers)], port)
    yield from _percentiles(measured)


def _read(client: Client, chance: random.Random, number: int, load: Load, end: float) -> None:
    """Open the board and a meeting; then poll the board about every second."""
    tag = ""
    while time.monotonic() < end:
        new, _ = client.get("board", "/", tag)
        tag = new or tag
        if chance.random() < 0.3:
            client.get("meeting", f"/meetings/{name((number * 7 + chance.randrange(load.meetings)) % load.meetings)}")
        time.sleep(chance.uniform(0.5, 1.5))


def _read_bare(client: Client, chance: random.Random, _: int, __: Load, end: float) -> None:
    while time.monotonic() < end:
        client.get("page", "/")
        time.sleep(chance.uniform(0.5, 1.5))


def _write(client: Client, chance: random.Random, number: int, load: Load, end: float) -> None:
    """Log a report about every five seconds, as a busy desk does."""
    _, form = client.get("form", "/report")
    token = form.split('name="csrf" value="')[1].split('"')[0]
    count = 0
    while time.monotonic() < end:
        time.sleep(chance.uniform(2.5, 7.5))
        count += 1
        report = {"source": f"writer {number}", "headline": f"{number}-{count}", "published": "today", "stage": "noted"}
        client.post("/report", {"csrf": token, "meeting": name(chance.randrange(load.meetings)), **report})


def _run(load: Load, roles: list[tuple[object, int]], port: int) -> Measured:
    measured = Measured()
    end = time.monotonic() + load.seconds

    def act(role: object, number: int) -> None:
        client = Client(port, f"user{number}", measured)
        chance = random.Random(number)  # noqa: S311 - no secret
        time.sleep(chance.random())
        try:
            role(client, chance, number, load, end)  # type: ignore[operator]
        except (OSError, http.client.HTTPException) as error:
            measured.errors.append(repr(error))

    threads = [threading.Thread(target=act, args=(role, number)) for role, count in roles for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return measured


@contextmanager
def _running(command: list[str], **environment: str) -> Iterator[tuple[int, "subprocess.Popen[str]"]]:
    """Run a server, and return its port, which is in the first line that it prints."""
    with subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        link = process.stdout.readline().strip()
        try:
            yield urlsplit(link).port or 0, process
        finally:
            process.terminate()


@contextmanager
def _sampled(process: "subprocess.Popen[str]", seconds: float) -> Iterator[list[tuple[float, float]]]:
    """Note the memory of a process at four moments of the block."""
    samples: list[tuple[float, float]] = []
    timers = [
        threading.Timer(moment, lambda moment=moment: samples.append((moment, _memory(process))))
        for moment in (seconds / 12, seconds / 3, seconds * 2 / 3, seconds)
    ]
    for timer in timers:
        timer.start()
    yield samples
    for timer in timers:
        timer.join()


def _processor_time(process: "subprocess.Popen[str]") -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: "subprocess.Popen[str]") -> float:
    """Return the resident memory of a process in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _percentiles(measured: Measured) -> Iterator[str]:
    for kind, seconds in sorted(measured.seconds.items()):
        cuts = quantiles(seconds, n=20) if len(seconds) > 1 else seconds * 19
        yield f"  {kind:8} {len(seconds):6} answers, median {cuts[9] * 1000:7.1f} ms, p95 {cuts[18] * 1000:7.1f} ms"


def main() -> None:
    """Measure over both engines, and the bare application."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.served", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--writers", type=int, default=5)
    parser.add_argument("--meetings", type=int, default=100)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], help="only this one")
    given = parser.parse_args()
    load = Load(readers=given.readers, writers=given.writers, seconds=given.seconds, meetings=given.meetings)
    with tempfile.TemporaryDirectory() as folder, PostgresServer.start() as server:
        for engine, place in (("SQLite", f"{folder}/desk.db"), ("PostgreSQL", server.create_database())):
            if given.engine not in {None, engine.lower()}:
                continue
            sys.stdout.write("\n".join([engine, *measure(place, load), ""]))
            sys.stdout.flush()
    sys.stdout.write("\n".join(["a bare Flask page", *measure_bare(load), ""]))


if __name__ == "__main__":
    main()
