"""Which tests execute which line of a layer, and how long each takes: measured once, then read from a cache."""

import json
import sys
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import coverage
import pytest

from tests.mutants.copies import ROOT, run_pytest

_CACHE: Final = ROOT / ".mutants"
_LONGEST_RUN: Final = 1800  # seconds of processor time
# A layer is judged by the tests in the folder of its name, and by these.
_FURTHER_TESTS: Final[Mapping[str, tuple[str, ...]]] = {"ledger": ("tests/cli",), "store": ("tests/ledger",)}


@dataclass(frozen=True, kw_only=True)
class CoverageMap:
    """The seconds that each test of a layer takes, and the tests that execute each line of each file."""

    seconds: Mapping[str, float]
    covering: Mapping[str, Mapping[str, list[str]]]

    def tests_of(self, file: str, lines: Iterable[int], *, at_import: bool) -> list[str]:
        """Return the tests to run after a change of `lines`, quick ones first.

        What runs at import, such as a constant, may concern any test: those that execute the file come first.
        """
        by_line = self.covering.get(file, {})
        if not at_import:
            chosen = {test for line in lines for test in by_line.get(str(line), ())}
            return sorted(chosen, key=self.seconds.__getitem__)
        of_the_file = {test for tests in by_line.values() for test in tests}
        return sorted(self.seconds, key=lambda test: (test not in of_the_file, self.seconds[test]))


def coverage_map(layer: str, copy: Path) -> CoverageMap:
    """Return the map of a layer, from the cache if nothing has changed since it was measured."""
    tests = [f"tests/{layer}", *_FURTHER_TESTS.get(layer, ())]
    cached = _CACHE / f"{layer}-{_digest(tests)}.json"
    if not cached.exists():
        measured = _measure(layer, tests, copy)
        _CACHE.mkdir(exist_ok=True)
        for outdated in _CACHE.glob(f"{layer}-*.json"):
            outdated.unlink()
        cached.write_text(json.dumps(measured), encoding="utf-8")
    return CoverageMap(**json.loads(cached.read_text(encoding="utf-8")))


def _digest(tests: Iterable[str]) -> str:
    """Return a digest of the program, of the tests, and of the modules that tests share."""
    folders = ("tracker", "migrations", *tests)
    files = [*(ROOT / "tests").glob("*.py"), *(path for folder in folders for path in (ROOT / folder).rglob("*"))]
    digest = sha256()
    for path in sorted(files):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _measure(layer: str, tests: Iterable[str], copy: Path) -> dict[str, Any]:
    """Run the tests of a layer in a copy of the tree, and read which lines they executed."""
    times, settings = copy / "times.json", copy / "coverage.ini"
    settings.write_text("[run]\nrelative_files = true\n", encoding="utf-8")
    measuring = [f"--cov=tracker/{layer}", f"--cov-config={settings}", "--cov-context=test", "--cov-report="]
    options = ["-p", "xdist", "-n", "2", "-p", "pytest_cov", f"--times={times}", *measuring]
    code, output = run_pytest(copy, [*options, *tests], seconds=_LONGEST_RUN)
    if code == pytest.ExitCode.TESTS_FAILED:
        sys.stderr.write(f"{output[-2000:]}\nThese tests fail without any change: they are left out.\n")
    elif code != pytest.ExitCode.OK:
        sys.exit(f"The tests of {layer} cannot be run:\n{output[-2000:]}")
    seconds: dict[str, float] = json.loads(times.read_text(encoding="utf-8"))
    data = coverage.CoverageData(str(copy / ".coverage"))
    data.read()
    covering = {file: _by_line(data.contexts_by_lineno(file), seconds) for file in data.measured_files()}
    return {"seconds": seconds, "covering": covering}


def _by_line(contexts: Mapping[int, list[str]], tests: Container[str]) -> dict[int, list[str]]:
    """Return the tests of each line from its contexts, which are `TEST|PHASE`."""
    by_line = {line: {context.rpartition("|")[0] for context in of_line} for line, of_line in contexts.items()}
    return {line: sorted(test for test in covering if test in tests) for line, covering in by_line.items()}
