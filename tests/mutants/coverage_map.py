"""Which tests execute which line of a layer, and how long each takes: measured once, then read from a cache.

After a change of the program, everything is measured again; after a change of a test module, only this module is. Slow
tests are left out: what they alone notice counts as unnoticed.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final, TypedDict

import coverage
import pytest

from tests.mutants.copies import ROOT, run_pytest

_CACHE: Final = ROOT / ".mutants"
_WORD: Final = re.compile(r"\w+")
_LONGEST_RUN: Final = 1800  # seconds of processor time
# A layer is judged by the tests in the folder of its name, and by these.
_FURTHER_TESTS: Final[Mapping[str, tuple[str, ...]]] = {"ledger": ("tests/cli",), "store": ("tests/ledger",)}


@dataclass(frozen=True, kw_only=True)
class CoverageMap:
    """The seconds that each test of a layer takes, and the tests that execute each line of each file.

    `words` are those of each test module: a module that names the changed one is likely to notice.
    """

    seconds: Mapping[str, float]
    covering: Mapping[str, Mapping[int, Sequence[str]]]
    words: Mapping[str, Container[str]] = field(default_factory=dict)

    def tests_of(self, file: str, lines: Iterable[int], *, at_import: bool) -> list[str]:
        """Return the tests to run after a change of `lines`: likely ones first, and of these the quick ones.

        What runs at import, such as a constant, may concern any test: those that execute the file come first.
        """
        by_line = self.covering.get(file, {})
        of_the_lines = {test for line in lines for test in by_line.get(line, ())}
        of_the_file = {test for tests in by_line.values() for test in tests} if at_import else of_the_lines
        module = Path(file).stem

        def order(test: str) -> tuple[bool, bool, float]:
            names_module = module in self.words.get(_module(test), ())
            return not names_module, test not in of_the_file, self.seconds[test]

        return sorted(self.seconds if at_import else of_the_lines, key=order)


def _module(test: str) -> str:
    """Return the module of a test."""
    return test.partition("::")[0]


class _Measured(TypedDict):
    """The seconds that a test takes, and the lines that it executes, by file."""

    seconds: float
    lines: dict[str, list[int]]


def coverage_map(layer: str, copy: Path) -> CoverageMap:
    """Return the map of a layer. Test modules that have not changed since they were measured are not run."""
    digests = _digests([f"tests/{layer}", *_FURTHER_TESTS.get(layer, ())])
    cached = {module: _cached(module, digest) for module, digest in digests.items()}
    outdated = sorted(module for module, tests in cached.items() if tests is None)
    if outdated:
        for module, tests in _measure(outdated, copy).items():
            cached[module] = tests
            _cache_file(module).write_text(json.dumps({"digest": digests[module], "tests": tests}), encoding="utf-8")
    measured = {test: of_test for tests in cached.values() if tests for test, of_test in tests.items()}
    words = {module: frozenset(_WORD.findall((ROOT / module).read_text(encoding="utf-8"))) for module in cached}
    return CoverageMap(
        seconds={test: of_test["seconds"] for test, of_test in measured.items()},
        covering=_by_line(measured, f"tracker/{layer}/"),
        words=words,
    )


def _cached(module: str, digest: str) -> dict[str, _Measured] | None:
    """Return the tests of a module, if they were measured since the program or the module changed."""
    file = _cache_file(module)
    stored = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return stored["tests"] if stored.get("digest") == digest else None


def _cache_file(module: str) -> Path:
    _CACHE.mkdir(exist_ok=True)
    return _CACHE / f"{module.replace('/', '.')}.json"


def _by_line(measured: Mapping[str, _Measured], folder: str) -> dict[str, dict[int, list[str]]]:
    """Return the tests that execute each line of the files in a folder."""
    covering: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for test, of_test in measured.items():
        for file in of_test["lines"]:
            if file.startswith(folder):
                for line in of_test["lines"][file]:
                    covering[file][line].append(test)
    return covering


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


def _measure(modules: Sequence[str], copy: Path) -> dict[str, dict[str, _Measured]]:
    """Run the tests of some modules in a copy of the tree, and read which lines they executed."""
    times, settings = copy / "times.json", copy / "coverage.ini"
    settings.write_text("[run]\nrelative_files = true\n", encoding="utf-8")
    measuring = ["--cov=tracker", f"--cov-config={settings}", "--cov-context=test", "--cov-report="]
    options = ["-p", "xdist", "-n", "2", "-p", "pytest_cov", "-m", "not slow", f"--times={times}", *measuring]
    code, output = run_pytest(copy, [*options, *modules], seconds=_LONGEST_RUN)
    if code == pytest.ExitCode.TESTS_FAILED:
        failures = _CACHE / "failures.txt"
        failures.write_text(output, encoding="utf-8")
        sys.stderr.write(f"{output[-2000:]}\nThese tests fail without any change ({failures}): they are left out.\n")
    elif code != pytest.ExitCode.OK:
        sys.exit(f"The tests cannot be run:\n{output[-2000:]}")
    measured: dict[str, dict[str, _Measured]] = {module: {} for module in modules}
    for test, seconds in json.loads(times.read_text(encoding="utf-8")).items():
        measured[_module(test)][test] = {"seconds": seconds, "lines": {}}
    data = coverage.CoverageData(str(copy / ".coverage"))
    data.read()
    for file in data.measured_files():
        for line, contexts in data.contexts_by_lineno(file).items():
            for test in {context.rpartition("|")[0] for context in contexts}:  # TEST|PHASE
                of_test = measured.get(_module(test), {}).get(test)
                if of_test:
                    of_test["lines"].setdefault(file, []).append(line)
    return measured
