"""A scratch environment with the wheel of this checkout, compiled to bytecode, and the packages to compare it with."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_SOURCES = ("tracker", "migrations", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", "build")
_COMPARED = ("eventsourcing", "sqlite-utils", "khal")


class ScratchError(Exception):
    """The scratch environment could not be made."""


def make(folder: Path) -> tuple[Path, list[str]]:
    """Make an environment in `folder`. Return the folder of its programs, and a sentence for each missing package."""
    programs = folder / "venv" / "bin"
    if not (programs / "python").exists():
        venv.create(folder / "venv", with_pip=True)
    _install(programs, "--force-reinstall", "--no-deps", str(_wheel(folder)))
    _install(programs, str(next(folder.glob("wheel/*.whl"))))
    missing = []
    for name in _COMPARED:
        try:
            _install(programs, name)
        except ScratchError:
            missing.append(f"{name} could not be installed: its rows are left out.")
    return programs, missing


def _wheel(folder: Path) -> Path:
    source, target = folder / "source", folder / "wheel"
    for old in (source, target):
        shutil.rmtree(old, ignore_errors=True)
    source.mkdir(parents=True)
    for name in _SOURCES:
        path = _ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=_LEFT_OUT)
        else:
            shutil.copy(path, source / name)
    _pip(sys.executable, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(target), str(source))
    return next(target.glob("*.whl"))


def _install(programs: Path, *words: str) -> None:
    _pip(str(programs / "python"), "install", "--compile", *words)


def _pip(python: str, *words: str) -> None:
    command = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise ScratchError(f"pip {words[0]} failed: {result.stderr.strip().splitlines()[-1:]}")
