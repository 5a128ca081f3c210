"""The command `serve`: where it listens, for whom, and what it prints."""

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.runner import tracker
from tests.service.served import example_log
from tracker.cli.commands.serve import _ended_by_signal

SERVE = [sys.executable, "-m", "tracker", "serve", "--port", "0"]


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = example_log(tmp_path)
    monkeypatch.setenv("TRACKER_DB", str(place))
    return place


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_the_link_alone_serves_until_a_signal_and_keeps_its_secret_to_its_user(
    log: Path, home: Path, number: signal.Signals
) -> None:
    with subprocess.Popen(SERVE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) as server:
        assert server.stdout is not None
        link = server.stdout.readline().strip()
        assert urlopen(link).status == 200
        server.send_signal(number)
        output, errors = server.communicate(timeout=20)

    assert link.startswith("http://127.0.0.1:")
    assert output == ""
    assert errors == "Open the link in a browser. Ctrl-C ends the server.\n"
    assert server.returncode == 0
    secret = home / "data" / "tracker" / "serve.key"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (["--host", "0.0.0.0"], 2, "others can reach 0.0.0.0, and nothing would say who they are"),
        (["--host", "desk.example"], 2, "others can reach desk.example, and nothing would say who they are"),
        (["--behind-proxy", "X-User", "--address", "desk.example"], 2, "'desk.example' is not a web address"),
        (["--secret", "hunter2"], 2, "--secret names the place of a secret, not the secret"),
        (["--secret", "env:NO_SECRET"], 1, "$NO_SECRET is empty or not set"),
        (["--secret", "env:SHORT"], 1, "the secret in $SHORT is shorter than 16 characters"),
    ],
)
def test_what_cannot_be_served_safely_is_refused(
    log: Path, options: list[str], code: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHORT", "12345")

    done = tracker("serve", "--port", "0", *options)

    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(f"tracker: {sentence}\nhint: ")


def test_a_port_in_use_is_a_sentence(log: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        done = tracker("serve", "--port", str(port))

    assert done.code == 1
    assert (
        done.err
        == f"tracker: cannot listen on 127.0.0.1:{port}: Address already in use\nhint: Choose another --port.\n"
    )


def test_a_secret_that_others_can_read_is_refused(log: Path, home: Path) -> None:
    secret = home / "data" / "tracker" / "serve.key"
    secret.parent.mkdir(parents=True)
    secret.write_text("x" * 40)
    secret.chmod(0o644)

    done = tracker("serve", "--port", "0")

    assert done.code == 1
    assert done.err.startswith(f"tracker: other users can read {secret}\n")


def test_a_log_that_does_not_exist_is_refused_at_the_start(tmp_path: Path) -> None:
    done = tracker("--db", str(tmp_path / "none.db"), "serve", "--port", "0")

    assert done.code == 1
    assert "none.db does not exist" in done.err


@pytest.mark.parametrize("package", ["flask", "waitress"])
def test_without_a_web_server_the_hint_says_what_to_install(
    log: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    done = tracker("serve", "--port", "0")
    assert done.err == (
        "tracker: serving needs flask and waitress\nhint: In the checkout of tracker, run: pip install '.[serve]'\n"
    )
    assert done.code == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_with_exit_code_0_and_only_the_server(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with pytest.raises(SystemExit) as ended, _ended_by_signal():
        signal.raise_signal(number)
    assert ended.value.code == 0
    assert signal.getsignal(number) is before
