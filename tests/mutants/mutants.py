"""A mutant, which is one changed line of one file, how some are chosen by chance, and how the tests are tried on it."""

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path
from typing import Final

import pytest

from tests.mutants.copies import OUT_OF_TIME, run_pytest
from tests.mutants.coverage_map import CoverageMap
from tests.mutants.mutations import Mutation, mutations

_EQUIVALENT: Final = Path(__file__).with_name("equivalent.toml")
_FAILED: Final = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", re.MULTILINE)
_START: Final = 20  # seconds of processor time in which pytest starts on any machine


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A mutation of a file, with the changed line before and after."""

    file: str
    source: str
    mutation: Mutation
    before: str
    after: str


def all_mutants(file: str, source: str) -> list[Mutant]:
    """Return every mutant of a file, but for those that are listed as equivalent."""
    equivalent = equivalent_changes()
    result = []
    for mutation in mutations(source):
        before, after = mutation.before_and_after(source)
        if (file, before, after) not in equivalent:
            result.append(Mutant(file=file, source=source, mutation=mutation, before=before, after=after))
    return result


def equivalent_changes() -> set[tuple[str, str, str]]:
    """Return file, line before and line after of each change that no test can notice."""
    listed = tomllib.loads(_EQUIVALENT.read_text(encoding="utf-8"))["change"]
    return {(change["file"], change["before"], change["after"]) for change in listed}


def choose(mutants: Sequence[Mutant], count: int, chance: random.Random) -> list[Mutant]:
    """Choose `count` lines by chance, and one mutant of each: a long line does not weigh more than a short one."""
    by_line: dict[tuple[str, int], list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_line[mutant.file, mutant.mutation.line].append(mutant)
    lines = chance.sample(sorted(by_line), min(count, len(by_line)))
    return [chance.choice(by_line[line]) for line in lines]


def fate(mutant: Mutant, copy: Path, covering: CoverageMap, seed: int, *, start: int = _START) -> str:
    """Change the file in the copy, run the tests that execute the line, and say what became of the mutant.

    The tests may take ten times the processor time that they took without the change, and `start` seconds.
    """
    mutation = mutant.mutation
    tests = covering.tests_of(mutant.file, mutation.lines, at_import=mutation.at_import)
    if not tests:
        return "survived: no test executes the line"
    seconds = sum(covering.seconds[test] for test in tests)
    chosen = copy / "chosen.txt"
    chosen.write_text("\n".join(tests), encoding="utf-8")
    files = sorted({test.partition("::")[0] for test in tests})
    options = ["-x", f"--hypothesis-seed={seed}", f"--only={chosen}", *files]
    path = copy / mutant.file
    _write(path, mutation.apply(mutant.source))
    try:
        code, output = run_pytest(copy, options, seconds=round(start + 10 * seconds))
    finally:
        _write(path, mutant.source)
    if code == pytest.ExitCode.OK:
        return f"survived {len(tests)} tests"
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        return "survived: its tests were not found"
    if code == OUT_OF_TIME:
        return "killed: out of time"
    failed = _FAILED.search(output)
    return f"killed by {failed[1]}" if failed else "killed: the tests could not be collected"


def _write(path: Path, source: str) -> None:
    """Write a module, and remove its compiled form: two sources of one second and one length pass for the same."""
    path.write_text(source, encoding="utf-8")
    Path(cache_from_source(path)).unlink(missing_ok=True)
