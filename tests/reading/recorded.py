"""The drafts of the labelled articles, as text: `python -m tests.reading.recorded` writes `tests/reading/drafts/`.

Write them after each change of the reader: `git diff` then shows every draft that the change makes otherwise. Whether a
draft is right is another matter; `benchmarks.scores` counts that. The articles that are held back are not among
them.

A draft is one line, its fields separated by bars, each with the words of the article that it comes from.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.held_back import is_held_back
from benchmarks.labels import Article, articles
from tests.checkout import ROOT
from tests.reading.labelled import said
from tracker.reading.draft import FIELDS, Draft
from tracker.reading.pipeline import read

FILES: Final = sorted((ROOT / "benchmarks" / "articles").glob("*.jsonl"))
FOLDER: Final = Path(__file__).with_name("drafts")


def recorded(labelled: Path) -> Path:
    """Return the file with the drafts of a file of labelled articles."""
    return FOLDER / f"{labelled.stem}.txt"


def not_held_back(labelled: Path) -> list[Article]:
    """Return the articles of a file that are not held back."""
    return [article for article in articles([labelled]) if not is_held_back(article.group)]


def lines(article: Article) -> Iterator[str]:
    """Yield the name of an article, and a line for each of its drafts."""
    yield article.id
    yield from (f"  {line_of(draft)}" for draft in read(article.text, article.known).drafts)


def line_of(draft: Draft) -> str:
    """Return a draft as one line."""
    values = said(draft)
    doubt = "in doubt | " if draft.claims.in_doubt else ""
    sure = "sure" if draft.sure else "not sure"
    return " | ".join(_field(values, name) for name in FIELDS if values[name] != "-") + f" | {doubt}{sure}"


def _field(values: dict[str, str], name: str) -> str:
    words = " ".join(values.get(f"{name} in words", "").split())
    return f'{values[name]} "{words}"' if words else values[name]


def main() -> None:
    """Write the drafts of every file."""
    for labelled in FILES:
        text = "\n".join(line for article in not_held_back(labelled) for line in lines(article))
        recorded(labelled).write_text(f"{text}\n", encoding="utf-8")
        sys.stdout.write(f"{labelled.stem}\n")


if __name__ == "__main__":
    main()
