"""Backups and copies that are put over a log whose writer was killed: refused, or sound."""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.faults.trials import TrialResult, desk_at, make_log, news
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import read_line
from tracker.ledger.backup import back_up
from tracker.ledger.desk import Desk
from tracker.ledger.recording import record
from tracker.ledger.verifying import verify

_MEETINGS = 6


class Story:
    """A log, and the copies of its states that somebody may put over it later."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.log = folder / "desk.db"
        self.chance = chance
        self._folder = folder
        self._started = set[str]()
        self._reports = 0
        make_log(str(self.log))

    def report(self, desk: Desk) -> None:
        """Record a report; some need pages of their own."""
        name = f"m-{self.chance.randrange(_MEETINGS)}"
        line = dict(news(name, self._reports, new=name not in self._started))
        self._started.add(name)
        self._reports += 1
        record(desk, read_line({**line, "quote": "x" * self.chance.choice([10, 500, 9000])}))

    def go_on(self, reports: int) -> None:
        """Record reports, each in its own opening of the log."""
        for _ in range(reports):
            with desk_at(str(self.log)) as desk:
                self.report(desk)

    def copies(self) -> Iterator[Path]:
        """Yield a backup or a plain copy of the closed log, then record more; so two or three times."""
        for number in range(self.chance.randrange(2, 4)):
            copy = self._folder / f"copy-{number}"
            if self.chance.random() < 0.5:
                shutil.copy(self.log, copy)
            else:
                with desk_at(str(self.log)) as desk:
                    back_up(desk, copy, lambda _: None)
            yield copy
            self.go_on(self.chance.randrange(4))

    def cut_off(self) -> Path:
        """Record reports, and return a folder with the files of the log as a kill leaves them."""
        left = self._folder / "cut-off"
        left.mkdir()
        with desk_at(str(self.log)) as desk:
            for _ in range(self.chance.randrange(1, 4)):
                self.report(desk)
            for name in ("desk.db", "desk.db-wal"):
                shutil.copy(self.log.with_name(name), left / name)
        return left


def mix(folder: Path, number: int, chance: random.Random) -> TrialResult:
    """Put copies over logs that were cut off. Assert that each is refused or sound, and the log itself complete."""
    outcomes = Counter[str]()
    for story_number in range(number):
        story_folder = folder / str(story_number)
        story_folder.mkdir()
        story = Story(story_folder, chance)
        story.go_on(chance.randrange(1, 6))
        copies = list(story.copies())
        left = story.cut_off()
        story.go_on(1)
        for copy in (*copies, story.log):
            mixture = shutil.copytree(left, story_folder / f"with-{copy.name}")
            shutil.copy(copy, mixture / "desk.db")
            outcomes[_outcome(mixture / "desk.db")] += 1
        assert _outcome(left / "desk.db") == "sound", "a log that was only cut off is refused"
    figures = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    return TrialResult(kind="copies over a log that was cut off", faults=outcomes.total(), figures=figures)


def _outcome(log: Path) -> str:
    try:
        with desk_at(str(log)) as desk:
            findings = verify(desk, None, lambda _: None).findings
    except TrackerError as error:
        if "does not belong to" in error.sentence:
            return "refused"
        raise AssertionError(error.sentence) from error
    assert findings == (), findings
    return "sound"
