"""How often the rules, a language model and both are right: `python -m benchmarks.model_reader ARTICLES REPLIES`.

ARTICLES is a folder or a file of labelled articles, REPLIES a file of recorded replies: a JSON object a line, with the
`id` of an article and the `reply` of a model. Nothing is asked of any model. With `--show` each field of a main meeting
in which the model or both differ from the label is printed.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.labels import Article, articles, bounds
from benchmarks.scores import Scores, scored
from tracker.domain.errors import TrackerError
from tracker.reading.draft import Reading
from tracker.reading.model_reader.reading import reading_of, reading_of_both
from tracker.reading.pipeline import read

READERS = ("rules", "llm", "both")
_ROWS = (
    *("found", "quiet", "stage", "window", "overlap", "host", "people", "attribution", "all right"),
    *("all meetings: precision", "all meetings: recall", "sure", "sure: all right", "sure: stage"),
)


def replies(path: Path) -> dict[str, str]:
    """Return the recorded replies by the id of the article."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {data["id"]: data["reply"] for data in map(json.loads, lines)}


def reading(reader: str, article: Article, reply: str) -> Reading:
    """Return what a reader makes of an article; nothing of one that it cannot read."""
    nothing = Reading(text=article.text, headline=None, published=None, via=(), drafts=())
    try:
        if reader == "llm":
            return reading_of(reply, article.text, article.known)
        rules = read(article.text, article.known)
    except TrackerError:
        return reading_of(reply, article.text, article.known) if reader == "both" else nothing
    return reading_of_both(rules, reply, article.known) if reader == "both" else rules


def table(scores: dict[str, Scores]) -> Iterator[str]:
    """Yield the scores, a column a reader."""
    yield f"{'':26}" + "".join(f"{reader:>18}" for reader in READERS)
    for row in _ROWS:
        cells = (scores[reader].shares.get(row) for reader in READERS)
        shown = (
            f"{cell.right / cell.of:.2f}  {cell.right:3} of {cell.of:3}" if cell and cell.of else "" for cell in cells
        )
        yield f"{row:26}" + "".join(f"{cell:>18}" for cell in shown)


def wrong(reader: str, article: Article, read_so: Reading) -> Iterator[str]:
    """Yield the fields of the main meeting that are not those of the label."""
    label = article.main
    draft = next((one for one in read_so.drafts if one.main), None)
    if label is None or draft is None:
        if bool(label) != bool(draft):
            yield f"{article.id} {reader}: {'no draft' if label else 'a draft of a quiet article'}"
        return
    claims = draft.claims
    pairs = {
        "stage": (draft.stage, label.stage, label.is_stage(draft.stage)),
        "window": (bounds(claims.window), bounds(label.window), label.is_window(claims.window)),
        "host": (claims.host, label.host, claims.host == label.host),
        "attribution": (draft.attribution.class_, label.attribution, draft.attribution.class_ == label.attribution),
    }
    for name, (mine, theirs, is_right) in pairs.items():
        if not is_right:
            sure = "sure" if draft.sure else draft.doubt
            yield f"{article.id} {reader}: {name} {mine}, label {theirs} ({sure})"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("replies", type=Path)
    parser.add_argument("--show", action="store_true", help="print what is not as in the label")
    options = parser.parse_args()
    recorded = replies(options.replies)
    sample = [article for article in articles([options.articles]) if article.id in recorded]
    scores = {}
    for reader in READERS:
        pairs = [(article, reading(reader, article, recorded[article.id])) for article in sample]
        scores[reader] = scored((article, read_so.drafts) for article, read_so in pairs)
        if options.show and reader != "rules":
            sys.stdout.writelines(f"{line}\n" for pair in pairs for line in wrong(reader, *pair))
    sys.stdout.write("\n".join(table(scores)) + "\n")


if __name__ == "__main__":
    main()
