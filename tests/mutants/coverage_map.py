"""Which tests execute which line of a layer, and how long each takes: measured once, then read from a cache.

After a change of the program, everything is measured again; after a change of a test module, only this module is. Slow
tests are left out, and those on a server but for the store's: what they alone notice counts as unnoticed.
"""

import ast
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final, TypedDict

import coverage
import pytest

from tests.mutants.copies import ROOT, run_pytest
from tests.mutants.mutant import Mutant

_CACHE: Final = ROOT / ".mutants"
_NAME: Final = re.compile(r"\w+")
# For the processes that a test starts: pytest names the test in their environment.
_SETTINGS: Final = """[run]
source = {copy}/tracker
data_file = {copy}/processes/data
parallel = true
context = ${{PYTEST_CURRENT_TEST-}}
disable_warnings = no-data-collected, module-not-imported, module-not-measured, already-imported, couldnt-parse
"""
_LONGEST_RUN: Final = 1800  # seconds of processor time
# A layer is judged by the tests in the folder of its name, and by these.
_FURTHER_TESTS: Final[Mapping[str, tuple[str, ...]]] = {"ledger": ("tests/cli",), "store": ("tests/ledger",)}


@dataclass(kw_only=True)
class CoverageMap:
    """The seconds that each test of a layer takes, the tests that execute each line of each file, and their words."""

    seconds: Mapping[str, float]
    covering: Mapping[str, Mapping[int, Sequence[str]]]
    words: Mapping[str, set[str]] = field(default_factory=dict)

    def tests_of(self, mutant: Mutant) -> list[str]:
        """Return the tests to run on a mutant: likely ones first, and of equally likely ones the quick ones.

        Likely to notice is a test that has words of the changed line, rare ones above all. What runs at import, such as
        a constant, may concern any test.
        """
        by_line = self.covering.get(mutant.file, {})
        tests = {test for line in mutant.mutation.lines for test in by_line.get(line, ())}
        if mutant.mutation.at_import:
            tests = set(self.seconds)
        words = words_of(f"{Path(mutant.file).stem} {mutant.before}")
        weights = {word: 1 / max(1, self._counts[word]) for word in words}

        def order(test: str) -> tuple[float, float]:
            return -sum(weights[word] for word in words & self.words.get(test, set())), self.seconds[test]

        return sorted(tests, key=order)

    @cached_property
    def _counts(self) -> Counter[str]:
        """How many tests have each word."""
        return Counter(word for words in self.words.values() for word in words)


def words_of(text: str) -> set[str]:
    """Return the words of a text, and the parts of names: `dry_run` is `dry` and `run`, too."""
    names = set(_NAME.findall(text))
    return names | {part for name in names for part in name.split("_") if part}


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
        of_the_store = [module for module in outdated if module.startswith("tests/store/")]
        others = [module for module in outdated if module not in of_the_store]
        fresh = _measure(of_the_store, copy, "not slow") | _measure(others, copy, "not slow and not server")
        for module, tests in fresh.items():
            cached[module] = tests
            _cache_file(module).write_text(json.dumps({"digest": digests[module], "tests": tests}), encoding="utf-8")
    measured = {test: of_test for tests in cached.values() if tests for test, of_test in tests.items()}
    return CoverageMap(
        seconds={test: of_test["seconds"] for test, of_test in measured.items()},
        covering=_by_line(measured, f"tracker/{layer}/"),
        words=_words(measured),
    )


def _words(tests: Iterable[str]) -> dict[str, set[str]]:
    """Return the words in the source of each test."""
    of_functions = {}
    for module in {_module(test) for test in tests}:
        source = (ROOT / module).read_text(encoding="utf-8")
        lines = source.splitlines()
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef):
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                of_functions[f"{module}::{node.name}"] = words_of("\n".join(lines[first - 1 : node.end_lineno]))
    return {test: of_functions.get(test.partition("[")[0], set()) for test in tests}


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


def _measure(modules: Sequence[str], copy: Path, markers: str) -> dict[str, dict[str, _Measured]]:
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
        failures = _CACHE / "failures.txt"
        failures.write_text(output, encoding="utf-8")
        sys.stderr.write(f"{output[-2000:]}\nThese tests fail without any change ({failures}): they are left out.\n")
    elif code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        sys.exit(f"The tests cannot be run:\n{output[-2000:]}")
    measured: dict[str, dict[str, _Measured]] = {module: {} for module in modules}
    for test, seconds in json.loads(times.read_text(encoding="utf-8")).items():
        measured[_module(test)][test] = {"seconds": seconds, "lines": {}}
    for test, file, lines in (*_executed_here(copy), *_executed_by_processes(processes)):
        of_test = measured.get(_module(test), {}).get(test)
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
        data.read()
        for context in data.measured_contexts():  # TEST (PHASE)
            for file in data.measured_files():
                yield context.rpartition(" (")[0], file, set(data.lines(file) or ())
