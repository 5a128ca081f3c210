"""The rules for the whole project: those that tools check, and those that need a look at every file."""

import re
import subprocess
import sys

import pytest

from tests.checkout import QUICK, ROOT, project_files

LONGEST_MODULE = 350
SLOW_MARKERS = QUICK.removeprefix("not ").split(" and not ")
# A folder that only some machines have.
MACHINE = re.compile(r"(?<![\w./~<-])/(?:work|root|home|Users|mnt|tmp)/[\w.-]+")
IMPORT_LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def run(*command: str) -> None:
    """Run a tool on the checkout, and fail with its output if it has findings."""
    result = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_quick_tests_include_most_of_the_test_functions(request: pytest.FixtureRequest) -> None:
    functions = {item.nodeid.partition("[")[0] for item in request.session.items}
    if len(functions) < 1000 or request.config.option.markexpr:
        pytest.skip("only a run of all tests can tell")
    slow = {item for item in request.session.items if any(map(item.get_closest_marker, SLOW_MARKERS))}
    quick = {item.nodeid.partition("[")[0] for item in request.session.items if item not in slow}
    assert len(quick) >= 0.85 * len(functions)


@pytest.mark.slow
def test_coverage_does_not_trace_a_test_that_does_not_count() -> None:
    """A slow one, such as this. Untraced, the suite takes half of the time."""
    assert not type(sys.gettrace()).__module__.startswith("coverage")


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


def test_no_file_names_a_folder_of_a_particular_machine() -> None:
    found = [
        f"{path}: {match[0]}"
        for path in project_files()
        for match in MACHINE.finditer((ROOT / path).read_bytes().decode(errors="replace"))
    ]
    assert found == []
