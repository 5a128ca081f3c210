"""Makes random mutants of a layer and counts those that the tests kill: `python -m tests.mutants LAYER`."""

import argparse
import random
import secrets
import sys

from tests.mutants.copies import ROOT, copy_of
from tests.mutants.coverage_map import coverage_map
from tests.mutants.mutant import Mutant, all_mutants, choose
from tests.mutants.trial import failing, fate


def main() -> None:
    """Choose the mutants, try the tests on each, and print what became of them."""
    asked = _arguments()
    mutants = [mutant for file, source in _sources(asked.layer).items() for mutant in all_mutants(file, source)]
    if asked.file:
        mutants = [mutant for mutant in mutants if mutant.file.endswith(asked.file)]
    chosen = choose(mutants, asked.count, random.Random(asked.seed))
    _say(f"seed {asked.seed}: {len(chosen)} of {len(mutants)} mutants of tracker/{asked.layer}")
    killers: list[str] = []
    with copy_of(ROOT) as copy:
        covering = coverage_map(asked.layer, copy)
        for mutant in chosen:
            fate_of_it = fate(mutant, copy, covering, asked.seed)
            _show(mutant, fate_of_it)
            if fate_of_it.startswith("killed"):
                killers.append(fate_of_it.removeprefix("killed by "))
        unfit = failing([killer for killer in killers if "::" in killer], copy)
    for test in sorted(unfit):
        _say(f"{test} fails without any change: what it killed counts as survived")
    killed = sum(killer not in unfit for killer in killers)
    _say(f"{killed} of {len(chosen)} killed ({killed / len(chosen):.0%})")


def _arguments() -> argparse.Namespace:
    layers = sorted(path.name for path in (ROOT / "tracker").iterdir() if (ROOT / "tests" / path.name).is_dir())
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("layer", choices=layers, metavar="LAYER", help=", ".join(layers))
    parser.add_argument("--count", type=int, default=30, help="how many mutants (30)")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000), help="repeat the run of this seed")
    parser.add_argument("--file", help="mutate only files whose path ends so")
    return parser.parse_args()


def _sources(layer: str) -> dict[str, str]:
    """Return the text of each module of a layer by its path, but not of generated modules."""
    paths = sorted((ROOT / "tracker" / layer).rglob("*.py"))
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}
    return {path: text for path, text in texts.items() if "do not edit" not in text[:300]}


def _show(mutant: Mutant, fate_of_it: str) -> None:
    _say(f"{mutant.file}:{mutant.mutation.line} {mutant.mutation.operator}: {fate_of_it}")
    _say(f"    - {mutant.before}\n    + {mutant.after}")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
