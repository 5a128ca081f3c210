"""Which tests execute which line of a layer, and how long each takes: measured once, then read from a cache.

A test module is measured again when it has changed; when the program has, its lines are carried over. Slow tests are
left out, and those on a server but for the store's: what they alone notice counts as unnoticed.
"""

import ast
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from tests.mutants.copies import ROOT
from tests.mutants.measuring import Measured, measure
from tests.mutants.mutant import Mutant
from tests.mutants.versions import CACHE, digest, kept_version, present_lines

_NAME: Final = re.compile(r"\w+")
# A layer is judged by the tests in the folder of its name, and by these.
_FURTHER_TESTS: Final[Mapping[str, tuple[str, ...]]] = {
    "cli": ("tests/service",),
    "ledger": ("tests/cli", "tests/service"),
    "store": ("tests/ledger",),
}


@dataclass(kw_only=True)
class CoverageMap:
    """The seconds that each test of a layer takes, the tests that execute each line of each file, and their words."""

    seconds: Mapping[str, float]
    covering: Mapping[str, Mapping[int, Sequence[str]]]
    words: Mapping[str, set[str]] = field(default_factory=dict)

    def tests_of(self, mutant: Mutant) -> list[str]:
        """Return the tests to run on a mutant: likely ones first, and of equally likely ones the quick ones.

        Likely to notice is a test that has words of the changed line, rare ones above all. What runs at import, such as
        a constant, may concern any test, and first those that execute a line with its name, or the function of which it
        is a default. Of a line that no test is known to execute, which may be new or run at import only, the tests are
        those of the file, or any if there are none.
        """
        by_line = self.covering.get(mutant.file, {})
        tests = {test for line in mutant.mutation.lines for test in by_line.get(line, ())}
        near: set[str] = set()
        if mutant.mutation.at_import:
            tests, near = set(self.seconds), self._using(mutant)
        elif not tests:
            tests = {test for of_line in by_line.values() for test in of_line} or set(self.seconds)
        words = words_of(f"{Path(mutant.file).stem} {mutant.before}")
        weights = {word: 1 / max(1, self._counts[word]) for word in words}

        def order(test: str) -> tuple[bool, float, float]:
            weight = sum(weights[word] for word in words & self.words.get(test, set()))
            return test not in near, -weight, self.seconds[test]

        return sorted(tests, key=order)

    def _using(self, mutant: Mutant) -> set[str]:
        """Return the tests that execute a line with a name that the changed statement defines, or the function itself.

        A private name is used in its own file, any other in the whole layer.
        """
        names, body = defined_names(mutant.source, mutant.mutation.line), function_lines(mutant)
        is_private = all(name.startswith("_") for name in names)
        tests = {test for number in body for test in self.covering.get(mutant.file, {}).get(number, ())}
        for file in [mutant.file] if is_private else self.covering:
            source = mutant.source if file == mutant.file else (ROOT / file).read_text(encoding="utf-8")
            numbers = [number for number, line in enumerate(source.splitlines(), start=1) if names & words_of(line)]
            tests |= {test for number in numbers for test in self.covering.get(file, {}).get(number, ())}
        return tests

    @cached_property
    def _counts(self) -> Counter[str]:
        """How many tests have each word."""
        return Counter(word for words in self.words.values() for word in words)


def defined_names(source: str, line: int) -> set[str]:
    """Return the names that the statement of a module at this line defines."""
    for statement in ast.parse(source).body:
        if statement.lineno <= line <= (statement.end_lineno or line):
            if isinstance(statement, ast.ClassDef | ast.FunctionDef):
                return {statement.name}
            names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            return {name.id for name in names if isinstance(name.ctx, ast.Store)}
    return set()


def function_lines(mutant: Mutant) -> range:
    """Return the lines of the innermost function whose signature or decorators are changed, if any are."""
    line = mutant.mutation.line
    functions = [node for node in ast.walk(ast.parse(mutant.source)) if isinstance(node, ast.FunctionDef)]
    around = [node for node in functions if _first_line(node) <= line < node.body[0].lineno]
    return range(around[-1].body[0].lineno, (around[-1].end_lineno or line) + 1) if around else range(0)


def _first_line(node: ast.FunctionDef) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def words_of(text: str) -> set[str]:
    """Return the words of a text, and the parts of names: `dry_run` is `dry` and `run`, too."""
    names = set(_NAME.findall(text))
    return names | {part for name in names for part in name.split("_") if part}


def _module(test: str) -> str:
    """Return the module of a test."""
    return test.partition("::")[0]


def coverage_map(layer: str, copy: Path) -> CoverageMap:
    """Return the map of a layer. Only test modules that have changed since they were measured are run for it."""
    folders = (f"tests/{layer}", *_FURTHER_TESTS.get(layer, ()))
    modules = {str(path.relative_to(ROOT)) for folder in folders for path in (ROOT / folder).rglob("test_*.py")}
    outdated = sorted(module for module in modules if _cached(module) is None)
    if outdated:
        version = kept_version()
        of_the_store = [module for module in outdated if module.startswith("tests/store/")]
        others = [module for module in outdated if module not in of_the_store]
        fresh = measure(of_the_store, copy, "not slow") | measure(others, copy, "not slow and not server")
        for module, tests in fresh.items():
            content = {"module": digest([ROOT / module]), "version": version, "tests": tests}
            _cache_file(module).write_text(json.dumps(content), encoding="utf-8")
    cached = [_cached(module) or {} for module in sorted(modules)]
    measured = {test: of_test for tests in cached for test, of_test in tests.items()}
    return CoverageMap(
        seconds={test: of_test["seconds"] for test, of_test in measured.items()},
        covering=_by_line(measured, f"tracker/{layer}/"),
        words=_words(measured),
    )


def _cached(module: str) -> dict[str, Measured] | None:
    """Return the tests of a module with the lines where they stand now, if it has not changed since it was measured."""
    file = _cache_file(module)
    stored = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    if stored.get("module") != digest([ROOT / module]):
        return None
    tests: dict[str, Measured] = stored["tests"]
    for of_test in tests.values():
        for name, lines in of_test["lines"].items():
            now = present_lines(stored["version"], name)
            of_test["lines"][name] = [now[line] for line in lines if line in now]
    return tests


def _cache_file(module: str) -> Path:
    return CACHE / f"{module.replace('/', '.')}.json"


def _words(tests: Iterable[str]) -> dict[str, set[str]]:
    """Return the words in the source of each test, and in its name with its parameters: they may stand elsewhere."""
    of_functions = {}
    for module in {_module(test) for test in tests}:
        source = (ROOT / module).read_text(encoding="utf-8")
        lines = source.splitlines()
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef):
                text = "\n".join(lines[_first_line(node) - 1 : node.end_lineno])
                of_functions[f"{module}::{node.name}"] = words_of(text)
    return {test: words_of(test) | of_functions.get(test.partition("[")[0], set()) for test in tests}


def _by_line(measured: Mapping[str, Measured], folder: str) -> dict[str, dict[int, list[str]]]:
    """Return the tests that execute each line of the files in a folder."""
    covering: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for test, of_test in measured.items():
        for file in of_test["lines"]:
            if file.startswith(folder):
                for line in of_test["lines"][file]:
                    covering[file][line].append(test)
    return covering
