"""Packaging: the wheel that is built from the checkout holds the package whole, nothing else, and works by itself."""

import configparser
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ("tracker", "migrations", "setup.cfg", "pyproject.toml", "README.md")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", "build")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel from a copy, so that nothing is left in the checkout, without the network."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    before = sorted(ROOT.glob("build")), sorted(ROOT.glob("*.egg-info"))
    for name in SOURCES:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=LEFT_OUT)
        else:
            shutil.copy(path, source / name)
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(target), str(source))
    assert (sorted(ROOT.glob("build")), sorted(ROOT.glob("*.egg-info"))) == before
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a folder of its own."""
    target = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--no-index", "--target", str(target), str(wheel))
    return target


def pip(*words: str) -> None:
    """Run pip without the network."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"PIP_NO_INDEX": "1"})
    assert done.returncode == 0, done.stderr


def python(code: str, installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in an empty folder, with the installed package before the checkout."""
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(installed)!r}); {code}", *words],
        cwd=folder,
        env=environ | {"PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_every_module_and_nothing_else(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = {str(path.relative_to(ROOT)) for path in (ROOT / "tracker").rglob("*.py")}
    migrations = {f"tracker/{path.relative_to(ROOT)}" for path in (ROOT / "migrations").rglob("*.py")}
    assert held - data_files(held) == ours | migrations
    assert {"tracker/py.typed", "tracker/migrations/script.py.mako"} <= held
    assert {"tracker/export/board/board.css", "tracker/export/board/board.js"} <= held
    assert {"tracker/migrations/__init__.py", "tracker/migrations/env.py"} <= migrations
    assert [name for name in migrations if name.startswith("tracker/migrations/versions/")]
    assert {name.split("/")[0] for name in held} == {"tracker"}


def data_files(held: set[str]) -> set[str]:
    """Return what is no module, each of which the checkout must hold too."""
    data = {name for name in held if not name.endswith(".py")}
    moved = {name.replace("tracker/migrations/", "migrations/") for name in data}
    assert [name for name in moved if not (ROOT / name).exists()] == []
    return data


def test_the_list_of_packages_names_every_folder_of_modules() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = config["options"]["packages"].split()
    folders = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "tracker").rglob("__init__.py")}
    assert sorted(listed) == sorted(folders | {"tracker.migrations"})


def test_it_is_installed_as_a_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (entry,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert archive.read(entry).decode().split() == ["[console_scripts]", "tracker", "=", "tracker.__main__:run"]


def test_installed_it_makes_a_ledger_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    run = "sys.argv = ['tracker', *sys.argv[1:]]; from tracker.__main__ import run; run()"
    report = ("report", "ahn-japan", "proposed", "--new", "--source", "Jiji", "--published", "2026-01-21")
    done = python(run, installed, tmp_path, "--db", "desk.db", *report)
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.splitlines()[0] == "recorded @1  ahn-japan  proposed"
    assert (tmp_path / "desk.db").exists()
    verified = python(run, installed, tmp_path, "--db", "desk.db", "verify")
    assert verified.stdout.splitlines()[1:] == ["ok"]


def test_what_ran_is_the_installed_package_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = "import tracker, tracker.migrations; print(tracker.__file__, tracker.migrations.__file__)"
    done = python(where, installed, tmp_path)
    assert done.stdout.split() == [
        str(installed / "tracker/__init__.py"),
        str(installed / "tracker/migrations/__init__.py"),
    ]
