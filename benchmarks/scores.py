"""How often the reader is right on labelled articles: `python -m benchmarks.scores FOLDER...`.

The last lines are the reliability table: of the drafts of main meetings with so much confidence, how many are right.
With `--held-back` only the articles that are never used for fitting are scored.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from benchmarks.held_back import is_held_back
from benchmarks.labels import Article, Label, articles, is_about, shared, wrong_fields
from tracker.reading.draft import Draft
from tracker.reading.pipeline import read

_BANDS: Final = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass
class Share:
    """So many of so many."""

    right: int = 0
    of: int = 0

    def add(self, right: bool | int, of: int = 1) -> None:  # noqa: FBT001 - a count of one
        """Count one, or several."""
        self.right += int(right)
        self.of += of

    def __str__(self) -> str:
        """Return the share and what it is made of."""
        return f"{self.right / self.of:.3f}   {self.right} of {self.of}" if self.of else "none"


@dataclass
class Scores:
    """The counts over all articles, by name."""

    shares: dict[str, Share] = field(default_factory=dict)
    main: list[tuple[float, bool, bool]] = field(default_factory=list)  # confidence, all right, sure
    wrong: Counter[str] = field(default_factory=Counter)  # main meetings by what is wrong of them

    def add(self, name: str, right: bool | int, of: int = 1) -> None:  # noqa: FBT001 - a count of one
        """Count one under a name, or several."""
        self.shares.setdefault(name, Share()).add(right, of)


def scored(pairs: Iterable[tuple[Article, Sequence[Draft]]]) -> Scores:
    """Compare drafts with labels."""
    scores = Scores()
    for article, drafts in pairs:
        label = article.main
        draft = next((one for one in drafts if one.main), None)
        if label is None:
            scores.add("quiet", not drafts)
        else:
            scores.add("found", draft is not None)
            _score_main(scores, label, draft)
        _score_all(scores, article, drafts)
    return scores


def _score_main(scores: Scores, label: Label, draft: Draft | None) -> None:
    claims = draft.claims if draft else None
    window = claims.window if claims else None
    scores.add("stage", draft is not None and label.is_stage(draft.stage))
    scores.add("window", draft is not None and label.is_window(window))
    if label.window:
        scores.add("overlap", label.overlaps(window))
    if label.host:
        scores.add("host", claims is not None and claims.host == label.host)
    people = claims.participants if claims else ()
    common = shared(label.participants, people)
    scores.add("people", 2 * common, len(label.participants) + len(people))
    scores.add("attribution", draft is not None and draft.attribution.class_ == label.attribution)
    wrong = wrong_fields(draft, label) if draft is not None else ("not found",)
    right = not wrong
    scores.wrong[wrong[0] if len(wrong) == 1 else f"{len(wrong)} fields"] += not right
    scores.add("all right", right)
    if draft is not None:
        scores.main.append((draft.confidence, right, draft.sure))
        scores.add("sure", draft.sure)
        if draft.sure:
            scores.add("sure: all right", right)
            scores.add("sure: stage", label.is_stage(draft.stage))


def _score_all(scores: Scores, article: Article, drafts: Sequence[Draft]) -> None:
    left = list(article.meetings)
    right = optional = 0
    for draft in drafts:
        label = next((one for one in left if is_about(draft, one)), None)
        if label:
            left.remove(label)
            right += not label.optional
            optional += label.optional
    scores.add("all meetings: precision", right, len(drafts) - optional)
    scores.add("all meetings: recall", right, sum(not label.optional for label in article.meetings))


def lines(scores: Scores) -> Iterator[str]:
    """Yield the scores as text, and the reliability table."""
    for name, share in scores.shares.items():
        yield f"{name:26} {share}"
    yield "wrong: " + ", ".join(f"{name} {count}" for name, count in scores.wrong.most_common() if count)
    yield "confidence     drafts   all right"
    for low, high in pairwise(_BANDS):
        band = [right for confidence, right, _ in scores.main if low <= confidence < high]
        if band:
            yield f"{low:.2f} to {min(high, 1):.2f}   {len(band):5}   {sum(band) / len(band):.2f}"


def main() -> None:
    """Print the scores of the reader as it is shipped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--held-back", action="store_true", help="only the articles that are not fitted on")
    options = parser.parse_args()
    wanted = (one for one in articles(options.folders) if is_held_back(one.group) or not options.held_back)
    pairs = ((article, read(article.text, article.known).drafts) for article in wanted)
    sys.stdout.write("\n".join(lines(scored(pairs))) + "\n")


if __name__ == "__main__":
    main()
