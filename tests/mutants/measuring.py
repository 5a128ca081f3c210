"""Runs tests, and finds out how long each takes and which lines of the program it executes."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TypedDict

import coverage
import pytest

from tests.mutants.copies import run_pytest

# For the processes that a test starts: pytest names the test in their environment.
_SETTINGS: Final = """[run]
source = {copy}/tracker
data_file = {copy}/processes/data
parallel = true
context = ${{PYTEST_CURRENT_TEST-}}
disable_warnings = no-data-collected, module-not-imported, module-not-measured, already-imported, couldnt-parse
"""
_LONGEST_RUN: Final = 1800  # seconds of processor time


class Measured(TypedDict):
    """The seconds that a test takes, and the lines that it executes, by file."""

    seconds: float
    lines: dict[str, list[int]]


def measure(modules: Sequence[str], copy: Path, markers: str) -> dict[str, dict[str, Measured]]:
    """Run the tests of some modules that have these markers, in a copy, and read which lines they executed."""
    if not modules:
        return {}
    times, settings, processes = copy / "times.json", copy / "coverage.ini", copy / "processes"
    processes.mkdir(exist_ok=True)
    settings.write_text(_SETTINGS.format(copy=copy), encoding="utf-8")
    no_settings = copy / "none.ini"
    no_settings.touch()
    here = [f"--cov={copy}/tracker", "--cov-context=test", "--cov-report=", f"--cov-config={no_settings}"]
    measuring = [*here, f"--processes={settings}"]
    options = ["-p", "xdist", "-n", "2", "-p", "pytest_cov", "-m", markers, f"--times={times}", *measuring]
    code, output = run_pytest(copy, [*options, *modules], seconds=_LONGEST_RUN)
    if code == pytest.ExitCode.TESTS_FAILED:
        sys.stderr.write(f"{output[-2000:]}\nThese tests fail without any change: they are left out.\n")
    elif code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        sys.exit(f"The tests cannot be run:\n{output[-2000:]}")
    measured: dict[str, dict[str, Measured]] = {module: {} for module in modules}
    for test, seconds in json.loads(times.read_text(encoding="utf-8")).items():
        measured[test.partition("::")[0]][test] = {"seconds": seconds, "lines": {}}
    for test, file, lines in (*_executed_here(copy), *_executed_by_processes(processes)):
        of_test = measured.get(test.partition("::")[0], {}).get(test)
        if of_test:
            name = file.removeprefix(f"{copy}/")
            of_test["lines"][name] = sorted({*of_test["lines"].get(name, ()), *lines})
    return measured


def _executed_here(copy: Path) -> Iterator[tuple[str, str, set[int]]]:
    """Yield tests, each with a file and the lines that it executed in the process of the tests."""
    data = coverage.CoverageData(str(copy / ".coverage"))
    data.read()
    for file in data.measured_files():
        of_tests: dict[str, set[int]] = defaultdict(set)
        for line, contexts in data.contexts_by_lineno(file).items():
            for context in contexts:  # TEST|PHASE
                of_tests[context.rpartition("|")[0]].add(line)
        yield from ((test, file, lines) for test, lines in of_tests.items())


def _executed_by_processes(folder: Path) -> Iterator[tuple[str, str, set[int]]]:
    """Yield tests, each with a file and the lines that a process that it started executed."""
    for path in folder.iterdir():
        data = coverage.CoverageData(str(path))
        try:
            data.read()
        except coverage.exceptions.DataError:  # the process was killed
            continue
        for context in data.measured_contexts():  # TEST (PHASE)
            for file in data.measured_files():
                yield context.rpartition(" (")[0], file, set(data.lines(file) or ())
