"""Drafting from articles, in a running process: how long it takes, and how that grows with their length."""

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.logs import Bench
from benchmarks.measuring import Row, alternating, seconds, timed, times
from tracker.reading.draft import Known
from tracker.reading.pipeline import read

_ARTICLES = Path(__file__).parents[1] / "tests" / "reading" / "articles"
_LONGER = 8


def rows(bench: Bench) -> Iterator[Row]:
    """Measure a short article and one that is several times as long."""
    words = bench.sizes.words
    short, long = article(words), article(words * _LONGER)
    read(short, Known())  # loads the tables of the reader
    few, many = alternating(
        bench.sizes.rounds, lambda: timed(lambda: read(short, Known())), lambda: timed(lambda: read(long, Known()))
    )
    yield seconds(f"draft of {words} words, in process", few, 0.02)
    label = f"a word of {words * _LONGER:,} words"
    yield times(label, f"a word of {words}", many / _LONGER / words, few / words, at_most=1.5)


def article(words: int) -> str:
    """Return an article of so many words, made of the bodies of the test articles."""
    paragraphs: list[str] = []
    count = 0
    while count < words:
        for path in sorted(_ARTICLES.glob("*.txt")):
            body = path.read_text(encoding="utf-8").partition("\n\n")[2].partition("\n== ")[0].strip()
            paragraphs.append(body)
            count += len(body.split())
            if count >= words:
                break
    text = "\n\n".join(paragraphs)
    end = [word.end() for word in re.finditer(r"\S+", text)][words - 1]
    return text[:end] + "\n"
