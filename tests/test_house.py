"""The house rules, held by the tools that know them and by a look at every file."""

import ast
import re
import subprocess
import sys

import pytest

from tests.checkout import QUICK, ROOT, project_files

LONGEST_MODULE = 350
# A folder of somebody's machine: nobody else has it.
MACHINE = re.compile(r"(?<![\w./~<-])/(?:work|root|home|Users|mnt|tmp)/[\w.-]+")
IMPORT_LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def run(*command: str) -> None:
    """Run a tool on the checkout; what it complains of is what the test shows."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_quick_tests_include_most_of_the_test_functions() -> None:
    collect = ["--collect-only", "-q", "-n", "0"]
    program = f"import pytest; pytest.main({collect}); print('QUICK'); pytest.main([*{collect}, '-m', '{QUICK}'])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    everything, quick = (functions(listing) for listing in done.stdout.split("QUICK\n"))
    assert len(everything) > 1000
    assert len(quick) >= 0.85 * len(everything)


def functions(listing: str) -> set[str]:
    """Return the test functions in a listing of pytest, which has a line for each set of parameters."""
    return {line.partition("[")[0] for line in listing.splitlines() if "::" in line}


@pytest.mark.slow
def test_the_linter_finds_nothing() -> None:
    run("-m", "ruff", "check", "--no-cache")


@pytest.mark.slow
def test_every_file_is_formatted() -> None:
    run("-m", "ruff", "format", "--check", "--no-cache")


@pytest.mark.slow
def test_every_type_holds() -> None:
    run("-m", "mypy")


@pytest.mark.slow
def test_the_layers_hold() -> None:
    run("-c", IMPORT_LINTER, "--no-cache")


def test_no_module_is_too_long_to_read() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "tracker").rglob("*.py")
    }
    assert len(lengths) > 30
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["tracker", "tests", "migrations"])
def test_every_module_says_in_a_sentence_what_lives_there(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        assert not module.body or ast.get_docstring(module), path


def test_nothing_names_a_folder_of_somebodys_machine() -> None:
    found = [
        f"{path}: {match[0]}"
        for path in project_files()
        for match in MACHINE.finditer((ROOT / path).read_bytes().decode(errors="replace"))
    ]
    assert found == []
