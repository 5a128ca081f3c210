"""Passwords in the URL of a log, at every place where a URL may have one. No output may show one, whatever fails."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from tests.faults.forked_command import Output, forked, on_terminal
from tests.faults.limited_command import run_limited
from tests.faults.trials import TrialResult, environment_for
from tests.store.raw import raw

PASSWORDS: Final = ("s3cret-Zebra", "s3cret @/:?#&%+Zebra", "비밀s3cretZebra", "s3cret'Zebra\"", "s3cret\\Zebra")
# "{p}" stands for the password, quoted as in URLs, and "{at}" for the server.
URLS: Final = (
    "postgresql+psycopg://desk:{p}@{at}/ledger",
    "postgresql://desk:{p}@{at}/ledger",
    "postgres://desk:{p}@{at}/ledger?connect_timeout=2",
    "postgresql+psycopg://desk@{at}/ledger?password={p}",
    "postgresql+psycopg://desk@{at}/ledger?PassWord={p}",
    "postgresql+psycopg://desk:other@{at}/ledger?sslpassword={p}",
    "postgresql+psycopg://desk:{p}@{at}/ledger?password={p}&password={p}2",
    "postgresql+psycopg://desk:{p}@{at}/ledger?no_such_option=1",
    "postgresql+psycopg://desk:{p}@{at}/ledger?connect_timeout=soon",
    "postgresql+psycopg://desk:{p}@{at}/ledger?options=-cno_such_setting%3D1",
    "postgresql+psycopg://desk:{p}@{at}/ledger?sslmode=nonsense",
    "postgresql+psycopg://desk:{p}@{at}/ledger?plugin=nonsense",
    "postgresql+psycopg://desk:{p}@{at}:port/ledger",
    "postgresql+psycopg://desk:{p}@\x80/ledger",
    "postgresql+psycopg://desk:{p}@{at}",
    "postgresql+psycopg:/desk:{p}@{at}/ledger",
    "postgresql+psycopg:desk:{p}@{at}/ledger",
    "postgresql+psycopg//desk:{p}@{at}://ledger",
    "mysql://desk:{p}@{at}/ledger",
    "postgresql+asyncpg://desk:{p}@{at}/ledger",
    "sqlite://desk:{p}@{at}/ledger",
    "nonsense+nonsense://desk:{p}@{at}/ledger",
    "POSTGRESQL+PSYCOPG://desk:{p}@{at}/ledger",
    " postgresql+psycopg://desk:{p}@{at}/ledger",
)
_REPORT: Final = ("report", "ahn", "noted", "--new", "--source", "Jiji", "--published", "2026-01-20")
COMMANDS: Final = (
    ("status",),
    _REPORT,
    ("import", "-"),
    ("where",),
    ("where", "--format", "json"),
    ("verify",),
    ("rebuild",),
    ("export", "--format", "jsonl"),
    ("backup", "/nowhere/copy"),
    ("feed",),
    ("undo",),
    ("history", "--format", "json"),
    ("link", "a", "part-of", "b"),
    ("search", "x"),
    ("draft", "/dev/null", "--record"),
)


def _assert_hidden(output: Output, password: str, command: object) -> None:
    text = (output.out + output.err).decode(errors="replace")
    forms = (password, quote(password, safe=""), quote(password), "Zebra", repr(password)[1:-1])
    assert not [form for form in forms if form in text], (command, text)
    assert "Traceback" not in text, (command, text)


@contextlib.contextmanager
def echoing_server() -> Iterator[int]:
    """Serve the PostgreSQL protocol on a port: refuse every client with a message that repeats its password."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        done = threading.Event()
        thread = threading.Thread(target=_serve, args=(server, done))
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            done.set()
            thread.join()


def _serve(server: socket.socket, done: threading.Event) -> None:
    while not done.is_set():
        with contextlib.suppress(OSError):
            client, _ = server.accept()
            with client:
                client.settimeout(2)
                first = client.recv(8192)
                if len(first) == 8:  # a request for TLS or GSSAPI, neither of which is offered
                    client.sendall(b"N")
                    client.recv(8192)
                client.sendall(b"R" + struct.pack("!ii", 8, 3))  # asks for the password as clear text
                password = client.recv(8192)[5:].rstrip(b"\0")
                text = b'SFATAL\0C28P01\0Mpassword authentication failed for user "desk" with "%s"\0\0' % password
                client.sendall(b"E" + struct.pack("!i", len(text) + 4) + text)


def try_no_server(share: int = 1, passwords: Sequence[str] = PASSWORDS) -> TrialResult:
    """Give URLs that lead to no server, and strings that are not URLs, to a `share` of the commands."""
    tried = 0
    for password in passwords:
        for number, url in enumerate(URLS):
            server = "127.0.0.1" if "{at}:" in url else "127.0.0.1:1"
            place = url.format(p=quote(password, safe=""), at=server)
            for words in COMMANDS[number % share :: share]:
                for command, log in ((words, place), (("--db", place, *words), "/nowhere")):
                    output = forked(command, environment_for(log))
                    _assert_hidden(output, password, (place, command))
                    assert output.code, (place, command, output)
                    tried += 1
    return TrialResult(kind="passwords in URLs that lead nowhere", faults=tried, figures=f"{len(URLS)} shapes of a URL")


def try_echoing_server(passwords: Sequence[str] = PASSWORDS) -> TrialResult:
    """Let a server repeat the password in its message, so that the driver's own error has it."""
    tried = 0
    with echoing_server() as port:
        for password in passwords:
            for url in (url for url in URLS[:5] if "PassWord" not in url):
                place = url.format(p=quote(password, safe=""), at=f"127.0.0.1:{port}")
                env = environment_for(place, PGSSLMODE="disable", PGGSSENCMODE="disable")
                measured = run_limited(("status",), env)
                output = Output(out=measured.out.encode(), err=measured.err.encode(), code=measured.code)
                _assert_hidden(output, password, place)
                assert "password authentication failed" in measured.err, (place, measured)
                tried += 1
    return TrialResult(kind="passwords that the server repeats", faults=tried, figures="by the installed command")


def with_password(place: str, password: str) -> str:
    """Return the URL of a log with a password, which the server of the tests ignores."""
    return place.replace("tracker@", f"tracker:{quote(password, safe='')}@", 1)


def try_server(place: str, folder: Path, share: int = 1) -> TrialResult:
    """Use a log by a URL with a password: with commands that work, are refused, or fail in the driver or in Alembic."""
    commands = _commands(folder, share)
    tried = 0
    for state in ("sound", "damaged"):
        if state == "damaged":
            with raw(place) as run:
                run("ALTER TABLE head RENAME TO headless")
        for password in PASSWORDS[:2]:
            url = with_password(place, password)
            for words in commands:
                for command, log in ((words, url), (("--db", url, *words), "/nowhere")):
                    _assert_hidden(forked(command, environment_for(log)), password, (state, command))
                    tried += 1
                    if "-" not in command:  # on a terminal it would wait for input
                        _assert_hidden(on_terminal(command, environment_for(log)), password, (state, command))
                        tried += 1
    return TrialResult(kind="passwords in the URL of a log that is there", faults=tried, figures="sound, and spoilt")


def _commands(folder: Path, share: int) -> list[tuple[str, ...]]:
    """Return three commands that draft from an article, and a `share` of all others."""
    article = folder / "article.txt"
    article.write_text(
        "Ahn to visit Japan\n\nDefence Minister Ahn Gyu-back may visit Japan next year, sources said. He may hold "
        "talks with his counterpart Shinjiro Koizumi.\n",
        encoding="utf-8",
    )
    draft = ("draft", str(article), "--source", "Jiji", "--published", "2026-01-20")
    refused = [("link", "ahn", "part-of", "nobody"), ("status", "nobody"), ("retract", "@99", "--because", "x")]
    exports = [("export", "--format", name) for name in ("ics", "ninjs", "jsonld", "html", "csv")]
    backup = ("backup", str(folder / "copy.jsonl"), "--format", "json")
    others = [*COMMANDS, *refused, *exports, backup]
    return [draft, (*draft, "--record"), (*draft, "--format", "json"), *others[::share]]
