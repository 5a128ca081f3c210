"""What the README shows is what the program does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import REQUIREMENTS
from tests.postgres import PostgresServer
from tests.readme import ROOT, Step, blocks, session

EXAMPLE = ROOT / "examples" / "seoul.sh"


def run(command: str, folder: Path, database: str) -> str:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONIOENCODING": "utf-8",
        "TRACKER_DB": database,
        "TRACKER_USER": "lena",
    }
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return (done.stdout + done.stderr).strip("\n")


def test_the_session_prints_what_the_readme_shows_on_a_server(tmp_path: Path, postgres: PostgresServer) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    database = postgres.create_database()

    assert [Step(step.command, run(step.command, tmp_path, database)) for step in session()] == session()


def test_the_example_is_the_session_of_the_readme() -> None:
    lines = [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    _settings, *commands, _how_to_go_on = "\n".join(lines).split("\n\n")

    assert commands == [step.command for step in session()]


@pytest.mark.slow
def test_the_example_prints_the_session_on_a_file_explains_its_one_error_and_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    output = "\n" + run("sh examples/seoul.sh", tmp_path, "example.db")

    places = [output.find(f"\n{step.command}\n{step.output}") for step in session()]
    assert -1 not in places
    assert places == sorted(places)
    [error] = [number for number, line in enumerate(output.splitlines()) if line.startswith("tracker: ")]
    assert "The error is intended" in output.splitlines()[error - 2]
    suggestion = output.splitlines()[-1].strip()
    assert run(suggestion, tmp_path, "example.db") == run("tracker status --all", tmp_path, "example.db")


@pytest.mark.parametrize("number", [0, 1])
def test_ci_runs_the_commands_of_the_readme(number: int) -> None:
    command = blocks("sh")[0].strip().splitlines()[number]

    # CI needs no list of what pip installs.
    said = (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace(" --quiet", "")

    assert command in said


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_ci_lets_no_test_be_skipped_for_what_the_machine_lacks(requirement: str) -> None:
    assert f"export {requirement}=1" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
