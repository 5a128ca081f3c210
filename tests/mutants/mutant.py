"""A mutant, which is one changed line of one file, and how some are chosen by chance."""

import random
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.mutants.mutations import Mutation, mutations

_EQUIVALENT: Final = Path(__file__).with_name("equivalent.toml")


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
