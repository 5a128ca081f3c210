"""Words: the groups of words in their data file, and who asks for them."""

import ast
from pathlib import Path

import pytest

from tracker import reading
from tracker.reading.language.tables import lines
from tracker.reading.language.tokens import tokens
from tracker.reading.language.words import words

FOLDER = Path(reading.__file__).parent
GROUPS = [line.strip("[]") for line in lines("words.txt") if line.startswith("[")]
# The curly apostrophe is folded away before words compare, and no token ends in 'd: these say nothing.
NEVER_SEEN = frozenset({"’s", "'d"})


def asking() -> list[ast.Module]:
    """Return the modules that can ask for a group."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in FOLDER.rglob("*.py")]
    return [tree for tree in trees if "tracker.reading.language.words" in imported(tree)]


def imported(tree: ast.Module) -> set[str | None]:
    return {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def asked_by_name(tree: ast.Module) -> set[str]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    first = (call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "words")
    return {one.value for one in first if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def strings(tree: ast.Module) -> set[str]:
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def test_a_group_holds_its_words_from_every_line() -> None:
    assert {"dr", "mrs", "lt", "vice"} <= words("honorifics")
    assert {"a", "yourself", "zone"} & words("common") == {"a", "zone"}


def test_a_remark_is_no_word() -> None:
    assert not any("#" in word or "[" in word for group in GROUPS for word in words(group))
    assert "bracket." not in words("common")


def test_a_group_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("no such group")


def test_no_group_is_empty_or_begun_twice() -> None:
    assert [group for group in GROUPS if not words(group)] == []
    assert len(set(GROUPS)) == len(GROUPS)


def test_every_group_that_is_asked_for_exists() -> None:
    asked = set().union(*map(asked_by_name, asking()))
    assert len(asked) > 20
    assert asked <= set(GROUPS)


@pytest.mark.slow
def test_every_group_that_exists_is_asked_for() -> None:
    # Some are asked for through a variable, so that any string of such a module counts.
    assert set(GROUPS) <= set().union(*map(strings, asking()))


def test_every_word_of_a_group_is_one_token_as_it_compares() -> None:
    odd = {
        word
        for group in GROUPS
        for word in words(group) - NEVER_SEEN
        if [token.low for token in tokens(word)] != [word]
    }
    assert odd == set()
