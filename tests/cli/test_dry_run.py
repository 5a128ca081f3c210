"""`--dry-run`: what the command would do is shown, and nothing is recorded. (Drafts of the inbox: test_inbox.)"""

from pathlib import Path

import pytest

from tests.cli.refusing import head
from tests.cli.runner import tracker
from tests.cli.story import AHN, DECEMBER, SEOUL
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import open_desk

BECAUSE = ("--because", "misread")
COMMANDS = (
    ("report", AHN, "noted", "--source", "Jiji", "--published", "2026-01-28", "--place", "Kure"),
    ("correct", "@6", "--place", "Kure", *BECAUSE),
    ("retract", "@6", *BECAUSE),
    ("undo",),
    ("link", AHN, "part-of", SEOUL),
    ("merge", DECEMBER, SEOUL),
    ("rename", AHN, "ahn-yokosuka-2026-01"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_dry_run_shows_what_would_change_and_records_nothing(story: Path, command: tuple[str, ...]) -> None:
    before = head()
    dry = tracker(*command, "--dry-run")
    assert (head(), dry.code) == (before, 0)
    done = tracker(*command)
    assert (head()[0], done.code) == (before[0] + 1, 0)
    assert dry.lines[1:] == done.lines[1:]


def test_a_dry_run_waits_for_nobody_who_records(story: Path) -> None:
    with open_desk(str(story), create=False, clock=SystemClock(), recorder="another") as other, other.append():
        for command in (*COMMANDS, ("alias", "Ahn Gyu-back", "안규백")):
            assert tracker(*command, "--dry-run").code == 0, command
