"""Which tests execute which line of a layer, and how long each takes: measured once, then read from a cache.

After a change of the program, everything is measured again; after a change of a test module, only this module is.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, TypedDict

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
    covering: Mapping[str, Mapping[int, Sequence[str]]]

    def tests_of(self, file: str, lines: Iterable[int], *, at_import: bool) -> list[str]:
        """Return the tests to run after a change of `lines`, quick ones first.

        What runs at import, such as a constant, may concern any test: those that execute the file come first.
        """
        by_line = self.covering.get(file, {})
        if not at_import:
            chosen = {test for line in lines for test in by_line.get(line, ())}
            return sorted(chosen, key=self.seconds.__getitem__)
        of_the_file = {test for tests in by_line.values() for test in tests}
        return sorted(self.seconds, key=lambda test: (test not in of_the_file, self.seconds[test]))


class _Measured(TypedDict):
    """The seconds that a test takes, and the lines that it executes, by file."""

    seconds: float
    lines: dict[str, list[int]]


def coverage_map(layer: str, copy: Path) -> CoverageMap:
    """Return the map of a layer. Test modules that have not changed since they were measured are not run."""
    digests = _digests([f"tests/{layer}", *_FURTHER_TESTS.get(layer, ())])
    cache = _CACHE / f"{layer}.json"
    cached = json.loads(cache.read_text(encoding="utf-8")) if cache.exists() else {"digests": {}, "tests": {}}
    outdated = {module for module, digest in digests.items() if cached["digests"].get(module) != digest}
    current = digests.keys() - outdated
    measured = {test: of_test for test, of_test in cached["tests"].items() if _module(test) in current}
    if outdated:
        measured |= _measure(layer, sorted(outdated), copy)
        _CACHE.mkdir(exist_ok=True)
        cache.write_text(json.dumps({"digests": digests, "tests": measured}), encoding="utf-8")
    return _map_of(measured)


def _module(test: str) -> str:
    return test.partition("::")[0]


def _map_of(measured: Mapping[str, _Measured]) -> CoverageMap:
    covering: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for test, of_test in measured.items():
        for file, lines in of_test["lines"].items():
            for line in lines:
                covering[file][line].append(test)
    return CoverageMap(seconds={test: of_test["seconds"] for test, of_test in measured.items()}, covering=covering)


def _digests(folders: Iterable[str]) -> dict[str, str]:
    """Return, for each test module, a digest of itself, of the program, and of the modules that tests share."""
    program = _digest(path for folder in ("tracker", "migrations") for path in (ROOT / folder).rglob("*"))
    shared = _digest((ROOT / "tests").glob("*.py"))
    digests = {}
    for folder in folders:
        modules = set((ROOT / folder).rglob("test_*.py"))
        helpers = _digest(path for path in (ROOT / folder).rglob("*") if path not in modules)
        for module in modules:
            digests[str(module.relative_to(ROOT))] = "-".join([program, shared, helpers, _digest([module])])
    return digests


def _digest(paths: Iterable[Path]) -> str:
    digest = sha256()
    for path in sorted(paths):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _measure(layer: str, modules: Sequence[str], copy: Path) -> dict[str, _Measured]:
    """Run test modules in a copy of the tree, and read which lines of a layer they executed."""
    times, settings = copy / "times.json", copy / "coverage.ini"
    settings.write_text("[run]\nrelative_files = true\n", encoding="utf-8")
    measuring = [f"--cov=tracker/{layer}", f"--cov-config={settings}", "--cov-context=test", "--cov-report="]
    options = ["-p", "xdist", "-n", "2", "-p", "pytest_cov", f"--times={times}", *measuring]
    code, output = run_pytest(copy, [*options, *modules], seconds=_LONGEST_RUN)
    if code == pytest.ExitCode.TESTS_FAILED:
        sys.stderr.write(f"{output[-2000:]}\nThese tests fail without any change: they are left out.\n")
    elif code != pytest.ExitCode.OK:
        sys.exit(f"The tests of {layer} cannot be run:\n{output[-2000:]}")
    seconds: dict[str, float] = json.loads(times.read_text(encoding="utf-8"))
    measured: dict[str, _Measured] = {test: {"seconds": time, "lines": {}} for test, time in seconds.items()}
    data = coverage.CoverageData(str(copy / ".coverage"))
    data.read()
    for file in data.measured_files():
        for line, contexts in data.contexts_by_lineno(file).items():
            for test in {context.rpartition("|")[0] for context in contexts} & measured.keys():  # TEST|PHASE
                measured[test]["lines"].setdefault(file, []).append(line)
    return measured
