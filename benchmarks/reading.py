"""Drafting from articles: how many a second, how long one takes in process, and how that grows with its length."""

import json
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from benchmarks.commands import run
from benchmarks.logs import Bench
from benchmarks.measuring import Row, alternating, per_second, seconds, timed, times
from tracker.reading.draft import Known
from tracker.reading.pipeline import read

_ARTICLES = Path(__file__).parents[1] / "tests" / "reading" / "articles"
_LABELLED = Path(__file__).with_name("articles")
_LONGER = 8


def rows(bench: Bench) -> Iterator[Row]:
    """Measure an import of many articles, then a short article and one that is several times as long."""
    yield _many(bench)
    words = bench.sizes.words
    short, long = article(words), article(words * _LONGER)
    read(short, Known())  # loads the tables of the reader
    few, many = alternating(
        bench.sizes.rounds, lambda: timed(lambda: read(short, Known())), lambda: timed(lambda: read(long, Known()))
    )
    yield seconds(f"draft of {words} words, in process", few)
    label = f"a word of {words * _LONGER:,} words"
    yield times(label, f"a word of {words}", many / _LONGER / words, few / words)


def _many(bench: Bench) -> Row:
    """Measure `import --articles` of the labelled articles, again and again under other outlets."""
    number = bench.sizes.articles
    labelled = [path.read_text(encoding="utf-8").splitlines() for path in sorted(_LABELLED.glob("*.jsonl"))]
    texts = cycle([json.loads(line)["text"] for file in labelled for line in file])
    lines = [
        {"text": text, "source": "Jiji", "published": "2026-01-21", "url": f"https://jiji.example/{place}"}
        for place, text in zip(range(number), texts, strict=False)
    ]
    file = bench.folder / "articles.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    command = ("tracker", "-q", "--db", str(bench.new_path("articles")), "import", "--articles", str(file))
    total = timed(run(bench, command, may_fail=True))
    return per_second(f"tracker import --articles, {number:,} articles", total / number, at_least=60)


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
