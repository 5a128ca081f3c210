"""The benchmarks run at their smallest sizes. No test depends on the measured times."""

import subprocess
import sys
from itertools import dropwhile, takewhile
from pathlib import Path

import pytest

from benchmarks import appends, batches, commands, reading, reads
from benchmarks.logs import Bench
from benchmarks.measuring import Row, Sizes, alternating, rate, seconds, table, times
from benchmarks.postgres import rows as rows_on_postgresql
from tests.postgres import PostgresServer

ROOT = Path(__file__).parents[1]
DOCUMENTED = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
SMALLEST = Sizes(events=400, batch=60, appends=1, calls=2, commands=1, rounds=1, reports=20, writes=2, words=60)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Return a bench with the command of the checkout and without the peer."""
    return Bench(
        folder=tmp_path, sizes=SMALLEST, bin=Path(sys.executable).parent, peer=None, log_progress=lambda _: None
    )


def limits(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row.what, row.wanted) for row in rows]


@pytest.mark.slow
@pytest.mark.usefixtures("postgres")
def test_the_quick_run_prints_every_row_of_the_documentation() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    not_installed = [line for line in result.stdout.splitlines() if "could not be installed" in line]
    if not_installed:
        pytest.skip(not_installed[0])
    assert promises(result.stdout) == promises(DOCUMENTED)


def promises(text: str) -> list[tuple[str, ...]]:
    """Return what, yardstick and limit of each row of the first table in a text."""
    lines = takewhile(lambda line: line[:1] == "|", dropwhile(lambda line: line[:1] != "|", text.splitlines()))
    return [tuple(cell.strip() for cell in line.split("|")[1:4]) for line in lines if "---" not in line]


@pytest.mark.slow
def test_whole_commands_are_measured(bench: Bench) -> None:
    assert limits(list(commands.rows(bench)))[:3] == [
        ("tracker status NAME", "≤ 1.4×"),
        ("tracker agenda, a week", "≤ 1.4×"),
        ("tracker --help", "≤ 1.4×"),
    ]


@pytest.mark.slow
def test_appends_are_measured_on_meetings_of_three_sizes_and_by_four_processes(bench: Bench) -> None:
    assert limits(list(appends.rows(bench))) == [
        ("one append, meeting of 1", "≥ 0.7×"),
        ("one append, meeting of 20", "≥ 0.7×"),
        ("one append, meeting of 200", "≥ 0.7×"),
        ("appends by 4 processes at once, 0 failed", "≥ 0.7×"),
    ]


def test_batches_are_measured(bench: Bench) -> None:
    assert limits(list(batches.rows(bench))) == [
        ("import of 60 reports", "≥ 0.5×"),
        ("import of what is there", "≥ 1.5×"),
        ("rebuild, 400 events", "≥ 0.5×"),
        ("rebuild, 400 events, memory", "< 200 MB"),
        ("verify, 400 events", "≥ 300,000/s"),
    ]


def test_questions_are_measured_on_two_logs(bench: Bench) -> None:
    assert limits(list(reads.rows(bench))) == [
        ("status of one meeting, in process", "≤ 4×"),
        ("status as of a day, 20 events", "≤ 3×"),
        ("status at a position, 20 events", "≤ 3×"),
        ("agenda of a week among 20", "≤ 3×"),
        ("status of all as of a day, 400 events", "≤ 1 s"),
        ("status, 400 events", "≤ 1.5×"),
        ("as of a day, 400 events", "≤ 1.5×"),
        ("at a position, 400 events", "≤ 1.5×"),
        ("agenda of a week, 400 events", "≤ 1.5×"),
    ]


def test_eight_writers_are_measured_on_postgresql(bench: Bench, postgres: PostgresServer) -> None:
    assert limits(list(rows_on_postgresql(bench, postgres))) == [("PostgreSQL, 8 writers, 0 failed", "≥ 0.35×")]


def test_reading_is_measured(bench: Bench) -> None:
    assert limits(list(reading.rows(bench))) == [
        ("draft of 60 words, in process", "≤ 20 ms"),
        ("a word of 480 words", "≤ 1.5×"),
    ]


def test_an_article_has_the_requested_number_of_words() -> None:
    assert [len(reading.article(words).split()) for words in (60, 500)] == [60, 500]


def test_works_are_measured_in_turns_and_give_their_medians() -> None:
    turns: list[str] = []

    def work(name: str, *durations: float) -> float:
        turns.append(name)
        return durations[turns.count(name) - 1]

    assert alternating(3, lambda: work("a", 1, 9, 2), lambda: work("b", 5, 5, 8)) == [2, 5]
    assert turns == ["a", "b", "a", "b", "a", "b"]


def test_the_table_has_a_line_for_each_row() -> None:
    rows = [
        times("a command", "the floor", 0.06, 0.04, at_most=1.4),
        times("a peer", "the floor", 0.1, 0.04),
        rate("an append", "an INSERT", 0.0005, 0.0004, at_least=0.7),
        seconds("everything", 0.5, 1.0),
    ]

    assert table(rows).splitlines() == [
        "| what       | yardstick | wanted | measured |     | ours    | yardstick's |",
        "| ---------- | --------- | ------ | -------- | --- | ------- | ----------- |",
        "| a command  | the floor | ≤ 1.4× | 1.50×    | no  | 60 ms   | 40 ms       |",
        "| a peer     | the floor | –      | 2.50×    |     | 100 ms  | 40 ms       |",
        "| an append  | an INSERT | ≥ 0.7× | 0.80×    | yes | 2,000/s | 2,500/s     |",
        "| everything | –         | ≤ 1 s  | 500 ms   | yes | 500 ms  | –           |",
    ]
