"""The rules for the whole project: those that tools check, and those that need a look at every file."""

import ast
import os
import re
import subprocess
import sys

import pytest

from tests.checkout import QUICK, ROOT, project_files

LONGEST_MODULE = 350
# A folder that only some machines have.
MACHINE = re.compile(r"(?<![\w./~<-])/(?:work|root|home|Users|mnt|tmp)/[\w.-]+")
IMPORT_LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def run(*command: str) -> None:
    """Run a tool on the checkout, and fail with its output if it has findings."""
    result = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.slow
def test_the_quick_tests_include_most_of_the_test_functions() -> None:
    collect = ["--collect-only", "-q", "-n", "0"]
    program = f"import pytest; pytest.main({collect}); print('QUICK'); pytest.main([*{collect}, '-m', '{QUICK}'])"
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTEST_ADDOPTS": ""},  # in CI it has options of the outer run
        capture_output=True,
        text=True,
        check=True,
    )
    everything, quick = (functions(listing) for listing in result.stdout.split("QUICK\n"))
    assert len(everything) > 1000
    assert len(quick) >= 0.85 * len(everything)


def functions(listing: str) -> set[str]:
    """Return the test functions in a listing of pytest, which has a line for each set of parameters."""
    return {line.partition("[")[0] for line in listing.splitlines() if "::" in line}


@pytest.mark.slow
def test_the_linter_has_no_findings() -> None:
    run("-m", "ruff", "check", "--no-cache")


@pytest.mark.slow
def test_every_file_is_formatted() -> None:
    run("-m", "ruff", "format", "--check", "--no-cache")


@pytest.mark.slow
def test_the_type_checker_has_no_findings() -> None:
    run("-m", "mypy")


@pytest.mark.slow
def test_imports_respect_the_layers() -> None:
    run("-c", IMPORT_LINTER, "--no-cache")


def test_no_module_is_too_long() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "tracker").rglob("*.py")
        if path.name != "compiled.py"  # written by a program
    }
    assert len(lengths) > 30
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["tracker", "tests", "migrations"])
def test_every_module_has_a_docstring(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        assert not module.body or ast.get_docstring(module), path


def test_no_file_names_a_folder_of_a_particular_machine() -> None:
    found = [
        f"{path}: {match[0]}"
        for path in project_files()
        for match in MACHINE.finditer((ROOT / path).read_bytes().decode(errors="replace"))
    ]
    assert found == []
