"""Whole commands, from the start of the process to its end, as a user waits for them."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from benchmarks import news, yardsticks
from benchmarks.logs import Bench
from benchmarks.measuring import Row, Work, alternating, seconds, timed, times

_FLOOR = Path(__file__).with_name("floor.py")
_WHOLE_LOG = 200_000  # events
_ARTICLE = Path(__file__).parents[1] / "examples" / "ahn-to-japan.txt"
_NO_VARIABLES: Mapping[str, str] = {}
_PUBLISHED = ("--source", "NationPress", "--published", "2026-01-21")
_KHAL = """
[calendars]
[[desk]]
path = {folder}
[sqlite]
path = {folder}.db
[locale]
local_timezone = UTC
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
_PEER = (
    "import sys; sys.path.insert(0, sys.argv[1]); from eventsourced import Ledger, Meeting\n"
    "ledger = Ledger(env={'PERSISTENCE_MODULE': 'eventsourcing.sqlite', 'SQLITE_DBNAME': sys.argv[2]})\n"
    "meeting = Meeting('one'); ledger.save(meeting)"
)


def rows(bench: Bench) -> Iterator[Row]:
    """Measure commands that read, on a large and a small log, questions over a whole log, and one that records."""
    yield from _reading(bench, bench.log(bench.sizes.events))
    yield from _growing(bench)
    yield from _over_the_whole_log(bench)
    yield from _recording(bench, bench.log(bench.sizes.events // 10))
    few, many = _draft(bench, bench.log(bench.sizes.few)), _draft(bench, bench.log(bench.sizes.events))
    ours, theirs = alternating(bench.sizes.rounds, many, few)
    yield times(f"tracker draft FILE, {bench.sizes.events:,} events", f"with {bench.sizes.few:,}", ours, theirs)


def _reading(bench: Bench, log: Path) -> Iterator[Row]:
    first, last = (day.isoformat() for day in news.WEEK)
    name = news.name(0)
    ours = {
        "tracker status NAME": _tracker(bench, "--db", str(log), "status", name),
        "tracker agenda, a week": _tracker(bench, "--db", str(log), "agenda", first, last),
        "tracker --help": _tracker(bench, "--help"),
        "tracker draft FILE": _draft(bench, bench.log(bench.sizes.few)),
    }
    wishes = dict.fromkeys(ours, 1.4) | {"tracker draft FILE": 3.0}
    peers = {
        "sqlite-utils, one SELECT": [
            *("sqlite-utils", "query", str(log), f"SELECT state FROM meetings WHERE meeting = '{name}'"),
        ],
        "khal list, no event": ["khal", "-c", str(_khal(bench.folder)), "list", first, last],
    }
    theirs = {label: _installed(bench, *words) for label, words in peers.items() if (bench.bin / words[0]).exists()}
    works = {**ours, **theirs}
    floor, *durations = alternating(bench.sizes.commands, _floor(bench, "read", log, name), *works.values())
    for label, duration in zip(works, durations, strict=True):
        yield times(label, "click + sqlite3 + one SELECT", duration, floor, at_most=wishes.get(label))


def _growing(bench: Bench) -> Iterator[Row]:
    """Compare everyday commands on the large log with the same ones on a small log."""
    many, few = bench.sizes.events, bench.sizes.few
    large, small = _everyday(bench, bench.log(many)), _everyday(bench, bench.log(few))
    for label in large:
        ours, theirs = alternating(bench.sizes.commands, large[label], small[label])
        yield times(f"{label}, {many:,} events", f"with {few:,}", ours, theirs, at_most=1.3)


def _draft(bench: Bench, log: Path) -> Work:
    return _tracker(bench, "--db", str(log), "draft", str(_ARTICLE), *_PUBLISHED)


def _everyday(bench: Bench, log: Path) -> dict[str, Work]:
    name, week = news.name(0), [day.isoformat() for day in news.WEEK]
    commands = {
        "tracker status NAME": ("status", name),
        "tracker agenda, a week": ("agenda", *week),
        "tracker why NAME": ("why", name),
        "tracker history NAME": ("history", name),
    }
    works = {label: _tracker(bench, "--db", str(log), *words) for label, words in commands.items()}
    words = f"tracker --db {log} status {name[:-2]}"
    completion = {"_TRACKER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    works["a name completed by TAB"] = lambda: timed(run(bench, ("tracker",), completion))
    return works


def _over_the_whole_log(bench: Bench) -> Iterator[Row]:
    events = min(_WHOLE_LOG, bench.sizes.events)
    log = str(bench.log(events))
    questions = {
        "tracker search, a word of no report": ("search", "dokdo"),
        "tracker search, two words of every report": ("search", "arranged", "ministries"),
        "tracker outlets": ("outlets",),
        "tracker lag": ("lag",),
    }
    works = [_tracker(bench, "-q", "--db", log, *words) for words in questions.values()]
    for label, duration in zip(questions, alternating(bench.sizes.rounds, *works), strict=True):
        yield seconds(f"{label}, {events:,} events", duration, 0.5)


def _recording(bench: Bench, log: Path) -> Iterator[Row]:
    bare = bench.new_path("bare-command")
    connection = yardsticks.opened(bare)
    yardsticks.insert_many(connection, yardsticks.all_rows(log))
    connection.close()
    numbers = count()

    def report() -> list[str]:
        source = ("--source", "Jiji", "--published", "2025-12-31", "--url", f"https://jiji.example/{next(numbers)}")
        return ["tracker", "--db", str(log), "report", news.name(0), "noted", *source]

    yardstick = "click + sqlite3 + one durable INSERT"
    works: list[Work] = [
        _floor_written(bench, bare),
        lambda: timed(run(bench, report())),
    ]
    if bench.peer:
        peer = ["python", "-c", _PEER, str(_FLOOR.parent), str(bench.new_path("peer-command"))]
        works.append(_installed(bench, *peer))
    floor, ours, *peers = alternating(bench.sizes.commands, *works)
    yield times("tracker report", yardstick, ours, floor, at_most=1.5)
    for duration in peers:
        yield times("eventsourcing, one new aggregate", yardstick, duration, floor)


def _tracker(bench: Bench, *words: str) -> Work:
    return _installed(bench, "tracker", *words)


def _installed(bench: Bench, *words: str) -> Work:
    return lambda: timed(run(bench, words))


def _floor(bench: Bench, way: str, file: Path, name: str) -> Work:
    return _installed(bench, "python", "-P", str(_FLOOR), way, str(file), name)


def _floor_written(bench: Bench, file: Path) -> Work:
    numbers = count()

    def work() -> float:
        return _floor(bench, "write", file, f"floor-{next(numbers)}")()

    return work


def run(
    bench: Bench, words: Sequence[str], variables: Mapping[str, str] = _NO_VARIABLES, *, may_fail: bool = False
) -> Callable[[], object]:
    """Return a function that runs an installed command; with `may_fail`, whatever its exit code."""
    command = [str(bench.bin / words[0]), *words[1:]]
    environment = {**os.environ, **variables}
    output = subprocess.DEVNULL
    return lambda: subprocess.run(command, stdout=output, stderr=output, env=environment, check=not may_fail)


def _khal(folder: Path) -> Path:
    calendar = folder / "khal"
    calendar.mkdir(exist_ok=True)
    path = folder / "khal.conf"
    path.write_text(_KHAL.format(folder=calendar), encoding="utf-8")
    return path
