"""The benchmarks run at their smallest sizes. No test depends on the measured times."""

import re
import sys
from collections.abc import Iterator
from itertools import dropwhile, takewhile
from pathlib import Path

import pytest

from benchmarks import appends, batches, commands, reading, reads
from benchmarks.logs import Bench
from benchmarks.measuring import Sizes, alternating, per_second, plain_list, rate, seconds, table, times
from benchmarks.postgres import rows as rows_on_postgresql
from tests.postgres import PostgresServer

ROOT = Path(__file__).parents[1]
DOCUMENTED = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
SMALLEST = Sizes(
    events=400, few=100, batch=60, articles=2, appends=1, calls=2, commands=1, rounds=1, reports=20, writes=2, words=60
)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Return a bench with the command of the checkout and without the peer."""
    return Bench(
        folder=tmp_path, sizes=SMALLEST, bin=Path(sys.executable).parent, peer=None, log_progress=lambda _: None
    )


OTHERS = re.compile(r"eventsourcing|sqlite-utils|khal")  # measured only where they can be installed


@pytest.mark.slow
def test_the_parts_measure_every_row_of_the_documentation(bench: Bench, postgres: PostgresServer) -> None:
    parts = (commands.rows, appends.rows, batches.rows, reads.rows)
    rows = [row for part in parts for row in part(bench)]
    rows += [*rows_on_postgresql(bench, postgres), *reading.rows(bench)]
    assert measured(table(rows) + plain_list(rows)) == [
        row for row in measured(DOCUMENTED) if not OTHERS.search("".join(row))
    ]


def measured(text: str) -> list[tuple[str, ...]]:
    """Return what each row of the first table and of the first list in a text measures, whatever the sizes."""
    lines = re.sub(r"\d[\d,]*", "N", text).splitlines()
    rows = [tuple(cell.strip() for cell in line.split("|")[1:3]) for line in _first(lines, "| ") if "---" not in line]
    points = [tuple(part.partition(":")[0] for part in line.split("; ")) for line in _first(lines, "- ")]
    return rows + points


def _first(lines: list[str], mark: str) -> Iterator[str]:
    """Return the first lines that follow one another and begin with a mark."""
    return takewhile(lambda line: line.startswith(mark), dropwhile(lambda line: not line.startswith(mark), lines))


def test_an_article_has_the_requested_number_of_words() -> None:
    assert [len(reading.article(words).split()) for words in (60, 500)] == [60, 500]


def test_works_are_measured_in_turns_and_give_their_medians() -> None:
    turns: list[str] = []

    def work(name: str, *durations: float) -> float:
        turns.append(name)
        return durations[turns.count(name) - 1]

    assert alternating(3, lambda: work("a", 1, 9, 2), lambda: work("b", 5, 5, 8)) == [2, 5]
    assert turns == ["a", "b", "a", "b", "a", "b"]


def test_rows_with_a_wish_form_a_table_and_the_others_a_list() -> None:
    rows = [
        times("a command", "the floor", 0.06, 0.04, at_most=1.4),
        times("a peer", "the floor", 0.1, 0.04),
        rate("an append", "an INSERT", 0.0005, 0.0004, at_least=0.7),
        seconds("everything", 0.5, 1.0),
        per_second("decoding", 0.00001),
    ]

    assert table(rows).splitlines() == [
        "| what       | yardstick | wanted | measured |     | ours    | yardstick's |",
        "| ---------- | --------- | ------ | -------- | --- | ------- | ----------- |",
        "| a command  | the floor | ≤ 1.4× | 1.50×    | no  | 60 ms   | 40 ms       |",
        "| an append  | an INSERT | ≥ 0.7× | 0.80×    | yes | 2,000/s | 2,500/s     |",
        "| everything | –         | ≤ 1 s  | 500 ms   | yes | 500 ms  | –           |",
    ]
    assert plain_list(rows).splitlines() == [
        "- a peer: 100 ms; the floor: 40 ms (2.50×)",
        "- decoding: 100,000/s",
    ]
