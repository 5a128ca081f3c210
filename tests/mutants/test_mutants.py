"""Mutants: which changes are made, how they are chosen, and what becomes of them."""

import ast
import random
from pathlib import Path

import pytest

from tests.mutants.coverage_map import CoverageMap, words_of
from tests.mutants.measuring import measure
from tests.mutants.mutant import Mutant, all_mutants, choose, equivalent_changes
from tests.mutants.mutations import Mutation, mutations
from tests.mutants.trial import fate

SOURCE = '''"""A docstring."""


def smaller(first: int, second: int) -> int:
    """Return the smaller number."""
    return first if first < second else second


def is_small(number: int) -> bool:
    return number < 10
'''
COUNTING = """def count(number):
    steps = 0
    while number > 0:
        number -= 1
        steps += 1
    return steps
"""
TESTS_OF_TWO_PROCESSES = """import subprocess
import sys

from tracker.counting import count

def test_here():
    assert count(0) == 0

def test_elsewhere():
    subprocess.run([sys.executable, "-c", "from tracker.counting import count; count(1)"], check=True)
"""
TEST_OF_COUNTING = """from counting import count

def test_counting():
    assert count(2) > 0
"""


def changes(line: str) -> set[tuple[str, str]]:
    """Return operator and result of each change of a line that stands in a function."""
    source = f"def function():\n    {line}\n"
    return {(mutation.operator, mutation.before_and_after(source)[1]) for mutation in mutations(source)}


@pytest.mark.parametrize(
    ("line", "operator", "after"),
    [
        ("x = a < b", "boundary", "x = a <= b"),
        ("x = a < b", "comparison", "x = a > b"),
        ("x = a == b", "comparison", "x = a != b"),
        ("x = a is b", "comparison", "x = a is not b"),
        ("x = a <= b <= c", "boundary", "x = a <= b < c"),
        ("x = a and b", "and/or", "x = a or b"),
        ("x = a and b", "operand", "x = b"),
        ("x = a or b or c", "operand", "x = a or b"),
        ("x = c and (a or b)", "and/or", "x = c and ((a and b))"),
        ("x = not a", "negation", "x = a"),
        ("x = -a", "negation", "x = a"),
        ("x = a if b else c", "negation", "x = a if not (b) else c"),
        ("x = [a for a in b if c]", "negation", "x = [a for a in b if not (c)]"),
        ("x = a + b", "arithmetic", "x = a - b"),
        ("x = 1", "constant", "x = 2"),
        ("x = 160", "constant", "x = 16"),
        ("x = True", "constant", "x = False"),
        ("x = 'é' + a", "constant", "x = 'éx' + a"),
        ("x = a[1:2]", "slice", "x = a[1:]"),
        ("x = a[1:]", "slice", "x = a[:]"),
        ("f(a, b)", "argument", "f(b, a)"),
        ("f(a, key=b)", "argument", "f(a, **{})"),
        ("f(a)", "deletion", "pass"),
        ("x += a", "deletion", "pass"),
        ("x[a] = b", "deletion", "pass"),
        ("raise a", "deletion", "pass"),
        ("return a", "return", "return None"),
        ("while a: break", "jump", "while a: continue"),
    ],
)
def test_a_line_is_changed(line: str, operator: str, after: str) -> None:
    assert (operator, after) in changes(line)


@pytest.mark.parametrize(
    "line",
    [
        "'''Return nothing.'''",
        "x: Literal['a'] = b",
        "x = cast('int', b)",
        "assert a < b",
        "__all__ = ['a']",
        "import a",
        "x = f'{a + 1} is not valid'",
        "x = 'two words'",
    ],
)
def test_a_line_that_no_test_should_pin_down_is_left_alone(line: str) -> None:
    assert changes(line) == set()


def test_a_return_of_nothing_is_only_deleted_where_something_follows() -> None:
    assert changes("return None") == set()
    assert changes("if a: return None") >= {("deletion", "if a: pass")}


def test_keywords_that_only_help_are_left_alone() -> None:
    assert changes("f(frozen=True, strict=True, help='x')") == {("deletion", "pass")}


def test_arguments_without_an_order_are_not_swapped() -> None:
    assert changes("max(a, b)") == {("deletion", "pass")}
    assert changes("click.option(a, b)") == {("deletion", "pass")}
    assert changes("f(a, a)") == {("deletion", "pass")}


def test_nothing_is_not_returned_in_place_of_what_is_as_good_as_nothing() -> None:
    assert changes("return False") == {("constant", "return True")}
    assert ("deletion", "if a: pass") in changes("if a: return False")


def test_every_mutant_of_a_module_is_valid_and_differs_from_it() -> None:
    source = Path(__file__).with_name("copies.py").read_text(encoding="utf-8")
    original = ast.dump(ast.parse(source))
    found = mutations(source)
    assert len(found) > 50
    assert all(ast.dump(ast.parse(mutation.apply(source))) != original for mutation in found)


def test_a_mutation_knows_the_lines_that_reach_it() -> None:
    source = "LIMIT = 1\ndef function(\n    a=2,\n):\n    if a > (\n        3\n    ):\n        return a\n"
    constants = [mutation for mutation in mutations(source) if mutation.operator == "constant"]
    assert [(mutation.line, mutation.lines, mutation.at_import) for mutation in constants] == [
        (1, (1,), True),
        (3, (2, 3, 4), True),
        (6, (5, 6, 7), False),
    ]


def test_a_seed_always_chooses_the_same_mutants_one_of_a_line() -> None:
    mutants = all_mutants("numbers.py", SOURCE)
    chosen = choose(mutants, 2, random.Random(1))
    assert chosen == choose(mutants, 2, random.Random(1))
    assert sorted(mutant.mutation.line for mutant in chosen) == [6, 10]


def test_the_list_of_equivalent_changes_names_changes_that_can_be_made() -> None:
    root = Path(__file__).parents[2]
    for file, before, after in equivalent_changes():
        source = (root / file).read_text(encoding="utf-8")
        assert (before, after) in {mutation.before_and_after(source) for mutation in mutations(source)}, (file, before)


def test_tests_of_a_line_are_those_that_execute_it_and_likely_or_quick_ones_come_first() -> None:
    def mutant(*lines: int, at_import: bool = False) -> Mutant:
        mutation = Mutation(
            operator="", line=lines[0], lines=lines, at_import=at_import, start=0, end=0, replacement=""
        )
        return Mutant(file="x.py", source="", mutation=mutation, before='option("--dry-run")', after="")

    covering = {"x.py": {7: ["a", "b"], 8: ["a"]}}
    plain = CoverageMap(seconds={"a": 3, "b": 1, "c": 2}, covering=covering)
    assert plain.tests_of(mutant(7, 8)) == ["b", "a"]
    assert plain.tests_of(mutant(9)) == ["b", "a"]
    assert CoverageMap(seconds=plain.seconds, covering={}).tests_of(mutant(9)) == ["b", "c", "a"]
    assert plain.tests_of(mutant(1, at_import=True)) == ["b", "c", "a"]
    words = {"a": words_of("def test_dry_run()"), "b": words_of("option"), "c": words_of("option")}
    source = "LIMIT = 3\ndef f(x):\n    return x\ndef g(x):\n    return x < LIMIT\n"
    constant = next(one for one in all_mutants("y.py", source) if one.before == "LIMIT = 3")
    used = CoverageMap(seconds=plain.seconds, covering={"y.py": {3: ["b"], 5: ["a"]}})
    assert used.tests_of(constant) == ["a", "b", "c"]
    source = "def f(x=1):\n    return g(x)\ndef g(x):\n    return x\n"
    default = next(one for one in all_mutants("y.py", source) if one.after == "def f(x=2):")
    assert CoverageMap(seconds=plain.seconds, covering={"y.py": {2: ["a"], 4: ["b"]}}).tests_of(default)[0] == "a"
    likely = CoverageMap(seconds=plain.seconds, covering=covering, words=words)
    assert likely.tests_of(mutant(1, at_import=True)) == ["a", "b", "c"]


@pytest.mark.slow
def test_a_mutant_is_killed_by_a_test_that_fails_and_by_the_limit_of_time(tmp_path: Path) -> None:
    (tmp_path / "counting.py").write_text(COUNTING, encoding="utf-8")
    (tmp_path / "test_counting.py").write_text(TEST_OF_COUNTING, encoding="utf-8")
    name = "test_counting.py::test_counting"
    covering = CoverageMap(seconds={name: 0.01}, covering={"counting.py": {line: [name] for line in range(2, 7)}})

    def fate_of(after: str) -> str:
        (mutant,) = (mutant for mutant in all_mutants("counting.py", COUNTING) if mutant.after == after)
        return fate(mutant, tmp_path, covering, seed=1, start=5)

    assert fate_of("while number < 0:") == f"killed by {name}"
    assert fate_of("number += 1") == "killed: out of time"
    assert fate_of("steps = 1") == "survived 1 tests"
    assert (tmp_path / "counting.py").read_text(encoding="utf-8") == COUNTING


@pytest.mark.slow
def test_the_lines_of_a_test_are_those_that_it_executes_itself_or_in_another_process(tmp_path: Path) -> None:
    (tmp_path / "tracker").mkdir()
    (tmp_path / "tracker" / "__init__.py").touch()
    (tmp_path / "tracker" / "counting.py").write_text(COUNTING, encoding="utf-8")
    (tmp_path / "test_counting.py").write_text(TESTS_OF_TWO_PROCESSES, encoding="utf-8")
    tests = measure(["test_counting.py"], tmp_path, "not slow")["test_counting.py"]
    lines = {test.partition("::")[2]: of_test["lines"]["tracker/counting.py"] for test, of_test in tests.items()}
    assert lines == {"test_here": [2, 3, 6], "test_elsewhere": [1, 2, 3, 4, 5, 6]}
