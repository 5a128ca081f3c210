"""A scratch environment: the wheel of this checkout, installed with compiled bytecode, and what it is compared with."""

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
    """Says why there is no scratch environment."""


def made(folder: Path) -> tuple[Path, list[str]]:
    """Return the folder of the programs of an environment made in `folder`, and a sentence for each that is missing."""
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
    for made_before in (source, target):
        shutil.rmtree(made_before, ignore_errors=True)
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
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ScratchError(f"pip {words[0]} failed: {done.stderr.strip().splitlines()[-1:]}")
