"""Passwords in the URL of a log, wherever they may stand, and every way to go wrong with them: no word shows one."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from tests.faults.commands import ran
from tests.faults.forks import Said, forked, on_terminal
from tests.faults.tried import Tried, settings
from tests.store.raw import raw

SECRETS: Final = ("s3cret-Zebra", "s3cret @/:?#&%+Zebra", "비밀s3cretZebra", "s3cret'Zebra\"", "s3cret\\Zebra")
# Where a password stands in a URL: "{p}" is the password, quoted as a URL wants it, "{at}" the server.
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
    *(("status",), _REPORT, ("import", "-"), ("where",), ("where", "--format", "json"), ("verify",), ("rebuild",)),
    *(
        ("export", "--format", "jsonl"),
        ("backup", "/nowhere/copy"),
        ("feed",),
        ("undo",),
        ("history", "--format", "json"),
    ),
    *(("link", "a", "part-of", "b"), ("search", "x"), ("draft", "/dev/null", "--record")),
)


def _assert_silent(said: Said, secret: str, about: object) -> None:
    text = (said.out + said.err).decode(errors="replace")
    hidden = (secret, quote(secret, safe=""), quote(secret), "Zebra", repr(secret)[1:-1])
    assert not [one for one in hidden if one in text], (about, text)
    assert b"Traceback" not in said.err + said.out, (about, text)


@contextlib.contextmanager
def talkative() -> Iterator[int]:
    """Serve on a port what talks as PostgreSQL does and refuses everybody, repeating all that it was told."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        done = threading.Event()
        thread = threading.Thread(target=_talk, args=(server, done))
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            done.set()
            thread.join()


def _talk(server: socket.socket, done: threading.Event) -> None:
    while not done.is_set():
        with contextlib.suppress(OSError):
            client, _ = server.accept()
            with client:
                client.settimeout(2)
                first = client.recv(8192)
                if len(first) == 8:  # it asks for TLS, or for GSSAPI: there is none
                    client.sendall(b"N")
                    first = client.recv(8192)
                client.sendall(b"R" + struct.pack("!ii", 8, 3))  # the password, in the clear
                told = client.recv(8192)[5:].rstrip(b"\0")
                text = b'SFATAL\0C28P01\0Mpassword authentication failed for user "desk" with "%s"\0\0' % told
                client.sendall(b"E" + struct.pack("!i", len(text) + 4) + text)


def try_no_server(share: int = 1, secrets: Sequence[str] = SECRETS) -> Tried:
    """Name a log on a server that is not there, or in a URL that is none, in every shape and to every command."""
    tried = 0
    for secret in secrets:
        for number, url in enumerate(URLS):
            place = url.format(p=quote(secret, safe=""), at="127.0.0.1:1" if "{at}:" not in url else "127.0.0.1")
            for words in COMMANDS[number % share :: share]:
                for given in ([*words], ["--db", place, *words]):
                    said = forked(given, settings(place if len(given) == len(words) else "/nowhere"))
                    _assert_silent(said, secret, (place, given))
                    assert said.code, (place, given, said)
                    tried += 1
    return Tried(what="passwords in URLs that lead nowhere", faults=tried, figures=f"{len(URLS)} shapes of a URL")


def try_talkative_server(secrets: Sequence[str] = SECRETS) -> Tried:
    """Let a server refuse a password by repeating it, so that the driver's own message holds it."""
    tried = 0
    with talkative() as port:
        for secret in secrets:
            for url in (one for one in URLS[:5] if "PassWord" not in one):
                place = url.format(p=quote(secret, safe=""), at=f"127.0.0.1:{port}")
                done = ran(("status",), settings(place, PGSSLMODE="disable", PGGSSENCMODE="disable"))
                _assert_silent(Said(out=done.out.encode(), err=done.err.encode(), code=done.code), secret, place)
                assert "password authentication failed" in done.err, (place, done)
                tried += 1
    return Tried(what="passwords that the server repeats", faults=tried, figures="by the installed command")


def with_password(place: str, secret: str) -> str:
    """Return the URL of a log with a password, which a server that trusts everybody does not ask for."""
    return place.replace("tracker@", f"tracker:{quote(secret, safe='')}@", 1)


def try_server(place: str, folder: Path, share: int = 1) -> Tried:
    """Use a log by a URL with a password: what works, what is refused, and what fails in the driver and in Alembic."""
    tried = 0
    article = folder / "article.txt"
    article.write_text(
        "Ahn to visit Japan\n\nDefence Minister Ahn Gyu-back may visit Japan next year, sources said. He may hold "
        "talks with his counterpart Shinjiro Koizumi.\n",
        encoding="utf-8",
    )
    drafted = ("draft", str(article), "--source", "Jiji", "--published", "2026-01-20")
    refused = (("link", "ahn", "part-of", "nobody"), ("status", "nobody"), ("retract", "@99", "--because", "x"))
    exports = tuple(("export", "--format", output) for output in ("ics", "ninjs", "jsonld", "html", "csv"))
    drafts = (drafted, (*drafted, "--record"), (*drafted, "--format", "json"))
    backup = ("backup", str(folder / "copy.jsonl"), "--format", "json")
    sound = (*drafts, *(*COMMANDS, *refused, *exports, backup)[::share])
    for state in ("sound", "spoilt"):
        if state == "spoilt":
            with raw(place) as run:
                run("ALTER TABLE head RENAME TO headless")
        for secret in SECRETS[:2]:
            url = with_password(place, secret)
            for words in sound:
                for given in ([*words], ["--db", url, *words]):
                    surroundings = settings(url if len(given) == len(words) else "/nowhere")
                    _assert_silent(forked(given, surroundings), secret, (state, given))
                    tried += 1
                    if "-" not in given:  # on a terminal it would wait for somebody to type
                        _assert_silent(on_terminal(given, surroundings), secret, (state, given))
                        tried += 1
    return Tried(what="passwords in the URL of a log that is there", faults=tried, figures="sound, and spoilt")
