"""Prints the tables of docs/reading.md on how good the reader is: `python -m benchmarks.reading_page FOLDER...`.

The first column is the held third with the shipped weights, the second one cross-validation, as `benchmarks.learn
--check` prints it.
"""

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from benchmarks.held_back import is_held_back
from benchmarks.labels import Article, articles
from benchmarks.scores import Scores, scored
from tracker.reading.pipeline import read

# The rows of the first table: the words of the page, and the shares that they give.
ROWS: Final = {
    "main meeting found": ("found",),
    "nothing drafted where nobody meets": ("quiet",),
    "stage": ("stage",),
    "window, exact / overlapping": ("window", "overlap"),
    "host": ("host",),
    "people (F1)": ("people",),
    "attribution": ("attribution",),
    "all meetings, precision / recall": ("all meetings: precision", "all meetings: recall"),
    "stage, window, host and parties all right": ("all right",),
    "sure, of the main meetings found": ("sure",),
    "all right, of those that are sure": ("sure: all right",),
    "stage right, of those that are sure": ("sure: stage",),
}
WRONG: Final = ("not found", "stage", "window", "host", "parties", "2 fields", "3 fields", "4 fields")
_BANDS: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def tables(held: Scores, crossed: Scores) -> Iterator[str]:
    """Yield the lines of the three tables."""
    yield "| | held back | cross-validation |"
    yield "|---|---|---|"
    for words, names in ROWS.items():
        yield f"| {words} | {figures(held, names)} | {figures(crossed, names)} |"
    yield ""
    yield "| confidence | held back: drafts of main meetings | all right | cross-validation: drafts | all right |"
    yield "|---|---|---|---|---|"
    for low, high in pairwise(_BANDS):
        yield f"| {_band(low, high)} | {_share(held, low, high)} | {_share(crossed, low, high)} |"
    yield ""
    yield "| what is wrong of the main meeting | held back | cross-validation |"
    yield "|---|---|---|"
    for name in WRONG:
        yield f"| {name} | {held.wrong[name]} | {crossed.wrong[name]} |"


def figures(scores: Scores, names: tuple[str, ...]) -> str:
    """Return shares as the page prints them."""
    shares = [scores.shares[name] for name in names]
    return " / ".join(f"{share.right / share.of:.2f}".removeprefix("0") for share in shares)


def _band(low: float, high: float) -> str:
    if low == 0:
        return f"below {high:.2f}".replace("0.", ".")
    return f"{low:.2f} {'and more' if high > 1 else f'to {high:.2f}'}".replace("0.", ".")


def _share(scores: Scores, low: float, high: float) -> str:
    band = [right for confidence, right, _ in scores.main if low <= confidence < high]
    return f"{len(band)} | {sum(band) / len(band):.2f}" if band else "0 | –"


def held_back(folders: list[Path]) -> Scores:
    """Score the articles that are never fitted on, with the shipped weights."""
    kept: list[Article] = [one for one in articles(folders) if is_held_back(one.group)]
    return scored((article, read(article.text, article.known).drafts) for article in kept)


def main() -> None:
    """Print the tables."""
    from benchmarks.learn import check, fitted_examples  # noqa: PLC0415 - needs the extra `learn`, the rest does not

    folders = [Path(folder) for folder in sys.argv[1:]]
    crossed = check(fitted_examples(folders))
    sys.stdout.write("\n".join(tables(held_back(folders), crossed)) + "\n")


if __name__ == "__main__":
    main()
