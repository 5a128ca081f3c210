"""The files in deploy/ hold together: their options exist, their paths agree, and their formats are valid."""

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from tests.checkout import ROOT
from tests.cli.runner import INSTALLED, tracker
from tracker.cli.main import main

DEPLOY = ROOT / "deploy"
CRON_LINE = re.compile(r"(?m)^\S+ \* \* \* \* (.+)$")


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def unit(name: str) -> configparser.ConfigParser:
    """Return a unit of systemd; of keys that repeat, the last."""
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters="=")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(read(name))
    return parser


def compose() -> Any:
    return yaml.safe_load(read("compose.yaml"))


def command_lines(name: str) -> dict[str, list[str]]:
    """Return the words after `tracker` in each way to start a command."""
    (cron,) = (line for line in CRON_LINE.findall(read("crontab")) if f" {name} " in line)
    return {
        "systemd": shlex.split(unit(f"tracker-{name}.service")["Service"]["ExecStart"])[1:],
        "cron": shlex.split(cron.partition(" 2>>")[0])[1:],
        "compose": compose()["services"][name]["command"],
    }


@pytest.mark.parametrize("name", ["watch", "notify"])
@pytest.mark.parametrize("way", ["systemd", "cron", "compose"])
def test_each_way_to_start_a_command_is_a_command_line_that_parses(way: str, name: str) -> None:
    words = command_lines(name)[way]
    assert words[:2] == ["--config", "/etc/tracker/config.toml"]
    assert isinstance(main, click.Group)
    with main.make_context("tracker", words[2:]) as context:
        command = main.get_command(context, name)
        assert command
        parsed = command.make_context(name, words[words.index(name) + 1 :], parent=context).params
    assert parsed["once"] is (way == "cron" or (way == "systemd" and name == "watch"))


def test_the_example_of_a_configuration_is_valid(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "desk.db"))
    settings = tracker("--config", str(DEPLOY / "config.toml"), "config", "--format", "json").json
    values = {setting["key"]: (setting["value"], setting["source"]) for setting in settings}
    assert values["watch.record"] == ("nothing", "file")
    assert values["feeds[2].url"] == ("(not shown)", "$WIRE_FEED")


def test_the_timer_starts_the_service_that_has_its_name() -> None:
    assert (DEPLOY / "tracker-watch.timer").with_suffix(".service").exists()
    assert unit("tracker-watch.service")["Service"]["Type"] == "oneshot"
    assert unit("tracker-watch.timer")["Timer"]["OnUnitInactiveSec"] == "10min"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    for name in ("tracker-watch.service", "tracker-watch.timer", "tracker-notify.service"):
        text = read(name).replace("/opt/tracker/bin/tracker", str(INSTALLED)).replace("User=tracker", "User=root")
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "tracker-watch" in line or "tracker-notify" in line]
    assert (ours, done.returncode) == ([], 0), done.stderr


def test_every_secret_and_volume_of_the_services_is_defined() -> None:
    file = compose()
    for service in file["services"].values():
        assert set(service.get("secrets", ())) <= set(file["secrets"])
        for volume in service["volumes"]:
            source = volume.partition(":")[0]
            is_yours = source.startswith("./secrets/")  # written by whoever sets it up, as the page says
            assert source in file["volumes"] or is_yours or (DEPLOY / source).exists()


def test_the_image_is_built_from_this_checkout_with_the_extras_that_its_services_need() -> None:
    services = compose()["services"]
    build = services["watch"]["build"]
    assert services["serve"]["build"] == services["notify"]["build"] == build
    dockerfile = (DEPLOY / build["context"] / build["dockerfile"]).resolve()
    assert dockerfile == DEPLOY / "Dockerfile"
    assert (DEPLOY / build["context"]).resolve() == ROOT
    assert "[pages,postgresql,serve,watch]" in dockerfile.read_text(encoding="utf-8")


def test_the_watcher_waits_for_the_database_and_has_time_to_end() -> None:
    watch = compose()["services"]["watch"]
    assert watch["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert watch["stop_grace_period"] == "90s"


def test_only_the_proxy_of_compose_reaches_the_served_board() -> None:
    services = compose()["services"]
    assert services["serve"]["network_mode"] == "service:proxy"
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    words = [word.replace("${DESK_HOST:-desk.example}", "desk.example") for word in services["serve"]["command"]]
    assert words[:2] == ["--config", "/etc/tracker/config.toml"]
    parsed, unit_parsed = served_as(words[2:]), served_as(words_of_the_unit())
    assert parsed["secret"] == "file:/run/secrets/serve_key"
    assert "serve_key" in services["serve"]["secrets"]
    assert parsed | {"secret": None} == unit_parsed | {"secret": None}


def words_of_the_unit() -> list[str]:
    return shlex.split(unit("tracker-serve.service")["Service"]["ExecStart"])[1:]


def served_as(words: list[str]) -> dict[str, Any]:
    """Return the options of a command line of `serve`."""
    assert words[0] == "serve"
    assert isinstance(main, click.Group)
    with main.make_context("tracker", words) as context:
        command = main.get_command(context, "serve")
        assert command
        return command.make_context("serve", words[1:], parent=context).params


def test_the_unit_of_the_served_board_parses_and_its_proxies_set_the_header_that_it_trusts() -> None:
    parsed = served_as(words_of_the_unit())
    header = parsed["behind_proxy"]
    assert f"proxy_set_header {header} $remote_user;" in read("nginx.conf")
    assert f"header_up {header} {{http.auth.user.id}}" in read("Caddyfile")
    for proxy in ("nginx.conf", "Caddyfile"):
        assert f"127.0.0.1:{parsed['port']}" in read(proxy)
        assert parsed["address"] == "https://desk.example"
