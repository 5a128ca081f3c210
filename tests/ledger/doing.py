"""Words for the tests of the use cases: what a correspondent does at a desk, in a line each."""

import json
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from tests.given import line
from tracker.domain.clocks import parse_moment, parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import read_line
from tracker.domain.meeting import Meeting
from tracker.export.jsonl import log_line, spelling_line
from tracker.ledger import asking, mending
from tracker.ledger.desk import Desk
from tracker.ledger.importing import Imported, import_lines
from tracker.ledger.maintenance import all_spellings, whole_log
from tracker.ledger.mending import Cause
from tracker.ledger.question import Question, question
from tracker.ledger.recording import record
from tracker.ledger.result import Outcome
from tracker.ledger.verifying import verify
from tracker.store import log

AHN = "ahn-japan"
SEOUL = "nakatani-seoul"
MISTAKE = Cause(because="it was wrong")


def unwatched(_: float) -> None:
    """Watch no progress."""


def say(desk: Desk, stage: str, day: str, meeting: str = AHN, **more: Any) -> Outcome:
    """Record a report. `new` and `dry_run` as the command has them, the rest as `given.line` takes it."""
    new, dry_run = more.pop("new", False), more.pop("dry_run", False)
    return record(desk, read_line({"meeting": meeting, "new": new, **line(stage, day, **more)}), dry_run=dry_run)


def begin(desk: Desk, *names: str, day: str = "2026-01-10", **more: Any) -> None:
    """Start meetings, each with one report that confirms it."""
    for name in names or (AHN,):
        say(desk, "confirmed", day, name, new=True, **more)


def retract(desk: Desk, first: int, last: int | None = None, cause: Cause = MISTAKE) -> list[Outcome]:
    """Retract an event, or a range of them."""
    return mending.retract(desk, first, last or first, cause)


def printed_wrong(day: str | None) -> Cause:
    """Return the outlet's own mistake, put right on a day."""
    return Cause(because="the outlet says so", fault="outlet", published=parse_published(day) if day else None)


def asked(desk: Desk, as_of: str | None = None, known_at: str | None = None) -> Question:
    """Return a question as the options of a command put it. Runs inside a transaction that reads."""
    today = desk.clock.today()
    return question(
        desk, (as_of and parse_moment(as_of, today)) or None, (known_at and parse_moment(known_at, today)) or None
    )


def stands(desk: Desk, name: str = AHN, as_of: str | None = None, known_at: str | None = None) -> Meeting:
    """Return where a meeting stands."""
    with desk.snapshot():
        return asking.status(desk, name, asked(desk, as_of, known_at))


def everything(desk: Desk, as_of: str | None = None, known_at: str | None = None) -> list[Meeting]:
    """Return where all meetings stand."""
    with desk.snapshot():
        return asking.statuses(desk, asking.Filter(everything=True), asked(desk, as_of, known_at))


def head(desk: Desk) -> tuple[int, str]:
    """Return where the log ends."""
    with desk.snapshot():
        return log.read_head(desk.connection)[:2]


def findings(desk: Desk) -> tuple[str, ...]:
    """Return what `verify` finds."""
    return verify(desk, None, unwatched).findings


def exported(desk: Desk) -> list[str]:
    """Return the lines of a whole export."""
    with desk.snapshot():
        return [*map(log_line, whole_log(desk)), *map(spelling_line, all_spellings(desk))]


def taken_in(desk: Desk, lines: Iterable[str | Mapping[str, Any]], *, dry_run: bool = False) -> Imported:
    """Import lines, given as text or as objects."""
    texts = [text if isinstance(text, str) else json.dumps(text, ensure_ascii=False) for text in lines]
    return import_lines(desk, texts, dry_run=dry_run)


@contextmanager
def refused(desk: Desk, sentence: str, hint: str = "") -> Iterator[None]:
    """See that a command is refused, in a sentence and with a hint that hold these words, and nothing is written."""
    before = head(desk)
    with pytest.raises(TrackerError) as caught:
        yield
    assert sentence in caught.value.sentence
    assert hint in (caught.value.hint or "")
    assert head(desk) == before


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End a block with TimeoutError if it takes more processor time than `seconds`."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
