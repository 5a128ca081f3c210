"""A trial: how the tests are tried on a mutant."""

import re
from collections.abc import Sequence
from importlib.util import cache_from_source
from pathlib import Path
from typing import Final

import pytest

from tests.mutants.copies import OUT_OF_TIME, run_pytest
from tests.mutants.coverage_map import CoverageMap
from tests.mutants.mutant import Mutant

_FAILED: Final = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", re.MULTILINE)
_START: Final = 20  # seconds of processor time in which pytest starts on any machine
_LONGEST: Final = 600  # seconds of processor time, for the tests of all mutants
_FIRST_MODULES: Final = 3
_FIRST_TESTS: Final = 50
_MOST_TESTS: Final = 1000


def fate(mutant: Mutant, copy: Path, covering: CoverageMap, seed: int, *, start: int = _START) -> str:
    """Change the file in the copy, run the tests that execute the line, and say what became of the mutant.

    What the most likely thousand tests do not notice counts as unnoticed. The tests may take ten times the
    processor time that they took without the change, and `start` seconds.
    """
    tests = covering.tests_of(mutant)[:_MOST_TESTS]
    if not tests:
        return "survived: no test executes the line"
    path = copy / mutant.file
    _write(path, mutant.mutation.apply(mutant.source))
    try:
        for batch in _batches(tests):
            seconds = start + 10 * sum(covering.seconds[test] for test in batch)
            killed_by = _killer(batch, copy, seed, round(seconds))
            if killed_by:
                return f"killed{killed_by}"
    finally:
        _write(path, mutant.source)
    return f"survived {len(tests)} tests"


def failing(tests: Sequence[str], copy: Path) -> set[str]:
    """Return those of the tests that fail without any change."""
    if not tests:
        return set()
    chosen = copy / "chosen.txt"
    chosen.write_text("\n".join(tests), encoding="utf-8")
    files = sorted({test.partition("::")[0] for test in tests})
    _, output = run_pytest(copy, [f"--only={chosen}", *files], seconds=_LONGEST)
    return set(_FAILED.findall(output))


def _batches(tests: Sequence[str]) -> list[list[str]]:
    """Return a few likely tests, then the others: most mutants need no more than a few, and pytest starts quicker."""
    quick = [test for test in tests if "postgresql" not in test]
    modules = list(dict.fromkeys(test.partition("::")[0] for test in quick))[:_FIRST_MODULES]
    first = [test for test in quick if test.partition("::")[0] in modules][:_FIRST_TESTS]
    rest = [test for test in tests if test not in set(first)]
    return [batch for batch in (first, rest) if batch]


def _killer(tests: Sequence[str], copy: Path, seed: int, seconds: int) -> str | None:
    """Run tests until one fails. Return how the mutant was killed, or None."""
    chosen = copy / "chosen.txt"
    chosen.write_text("\n".join(tests), encoding="utf-8")
    files = sorted({test.partition("::")[0] for test in tests})
    options = ["-x", f"--hypothesis-seed={seed}", f"--only={chosen}", *files]
    code, output = run_pytest(copy, options, seconds=seconds)
    if code in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        return None
    if code == OUT_OF_TIME:
        return ": out of time"
    failed = _FAILED.search(output)
    return f" by {failed[1]}" if failed else ": the tests could not be collected"


def _write(path: Path, source: str) -> None:
    """Write a module, and remove its compiled form: two sources of one second and one length pass for the same."""
    path.write_text(source, encoding="utf-8")
    Path(cache_from_source(path)).unlink(missing_ok=True)
