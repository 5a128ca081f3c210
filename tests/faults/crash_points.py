"""Stops an append at every possible point: before and in the middle of each write, sync, rename and unlink."""

import random
import re
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.faults.crash_runner import Outcome, Runner
from tests.faults.file_operations import CODES, GROWING, PRINT, READ, Fault, Operation
from tests.faults.power_cut import Disk, Files
from tests.faults.scenarios import Scenario
from tests.faults.trials import TrialResult, all_rows, assert_one_sentence, url_of
from tracker.domain.errors import TrackerError
from tracker.domain.row import Row

_RANDOM_CUTS = 3  # power cuts at one point that keep a random part of what was not synced; one more keeps nothing of it
_URL = "https://e.org/crash/{}"
_Item = TypeVar("_Item")


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """A scenario with its files and the rows of its log, and the runner of the command."""

    scenario: Scenario
    files: Files
    before: list[Row]
    runner: Runner

    @classmethod
    def of(cls, scenario: Scenario, runner: Runner) -> "Trial":
        """Make the files of a scenario."""
        files = scenario.make_files()
        with scenario.set_up(files) as folder:
            before = all_rows(str(folder / scenario.log)) if files else []
        return cls(scenario=scenario, files=files, before=before, runner=runner)

    def report(self, folder: Path, number: int, fault: Fault | None = None) -> Outcome:
        """Run `tracker report` for the news item of a number, each on a new meeting."""
        words = ["report", f"crash-{number}", "confirmed", "--new", "--source", "Jiji", "--published", "2026-01-12"]
        claims = ["--url", _URL.format(number), "--with", "Gen Nakatani, defence minister, JP", "--place", "Seoul"]
        return self.runner.run([*words, *claims], folder, self.scenario.environment(folder), fault)

    def undisturbed(self, reports: int) -> tuple[list[Operation], list[Row]]:
        """Record reports without a fault. Return the operations and the log."""
        operations: list[Operation] = []
        with self.scenario.set_up(self.files) as folder:
            for number in range(1, reports + 1):
                _assert_recorded(self.report(folder, number), len(self.before) + number)
                operations += self.runner.operations()
            rows = all_rows(str(folder / self.scenario.log))
        assert len(rows) == len(self.before) + reports
        calls = {operation.call for operation in operations}
        assert {"write", PRINT} <= calls, f"the calls of the C library are not seen: {calls}"
        return operations, rows

    def has_report(self, number: int, rows: list[Row]) -> bool:
        """Whether a log has the report of a number. Assert that it has no other new rows."""
        assert rows[: len(self.before)] == self.before, "earlier rows have changed"
        added = [url_of(row) for row in rows[len(self.before) :]]
        assert added in ([], [_URL.format(number)]), added
        return bool(added)


def stop_an_append(scenario: Scenario, runner: Runner, chance: random.Random, limit: int | None = None) -> TrialResult:
    """Let an append meet each fault, or at most `limit` of them. Assert that log and messages keep the promises."""
    trial = Trial.of(scenario, runner)
    operations, _ = trial.undisturbed(1)
    faults = _sample(
        list(_faults(operations)),
        limit,
        chance,
        lambda fault: (fault.kind, fault.lasting, operations[fault.at].call),
    )
    endings: Counter[str] = Counter()
    for fault in faults:
        with scenario.set_up(trial.files) as folder:
            try:
                endings[_stop(trial, folder, fault)] += 1
            except (AssertionError, TrackerError) as error:
                at = operations[fault.at]
                raise AssertionError(f"{fault} ({at.call} {at.path}) of {scenario.name}: {error!r}") from error
    figures = ", ".join(f"{count} {ending}" for ending, count in sorted(endings.items()))
    return TrialResult(
        kind=f"an append to {scenario.name}, stopped", faults=len(faults), figures=f"{figures}; 0 lost, 0 half"
    )


def _faults(operations: Sequence[Operation]) -> Iterator[Fault]:
    """Yield every fault that one of the operations can have."""
    for at, operation in enumerate(operations):
        if operation.call != READ:
            yield Fault(at=at, kind="kill")
        if len(operation.data) > 1:
            yield Fault(at=at, kind="torn")
            yield Fault(at=at, kind="short")
        for kind in CODES:
            if kind == "EIO" or operation.call in (*GROWING, PRINT):
                yield Fault(at=at, kind=kind)
                if operation.call != PRINT:
                    yield Fault(at=at, kind=kind, lasting=True)


def _sample(
    items: list[_Item], limit: int | None, chance: random.Random, kind: Callable[[_Item], object]
) -> list[_Item]:
    """Return all items, or a random sample: one item of each kind first, then any others."""
    if limit is None:
        return items
    first_of_kind: dict[object, _Item] = {}
    others = []
    for item in chance.sample(items, len(items)):
        if kind(item) in first_of_kind:
            others.append(item)
        else:
            first_of_kind[kind(item)] = item
    return [*first_of_kind.values(), *others][:limit]


def _stop(trial: Trial, folder: Path, fault: Fault) -> str:
    """Record a report with a fault, and then another one without. Return how the first one ended."""
    outcome = trial.report(folder, 1, fault)
    visible = _visible(trial, folder)
    if fault.kind in {"kill", "torn"}:
        assert (outcome.code, outcome.err) == (-signal.SIGKILL, ""), outcome
        acknowledged, ending = "\n" in outcome.out, "killed"
    elif fault.kind == "short" or outcome.code == 0:
        _assert_recorded(outcome, len(trial.before) + 1)
        acknowledged, ending = True, "went on"
    else:
        acknowledged, ending = _failed(trial, outcome, visible)
    assert all(visible) or not acknowledged, "an acknowledged report is lost"
    rows = _record_another(trial, folder, 2)
    assert trial.has_report(1, rows) or not acknowledged, "the next report has lost an acknowledged one"
    return ending


def _failed(trial: Trial, outcome: Outcome, visible: Sequence[bool]) -> tuple[bool, str]:
    """Assert that a failed command says whether the report is recorded. Return whether it is, and how it ended."""
    assert outcome.code == 1, outcome
    assert_one_sentence(outcome.err)
    assert "hint: " in outcome.err, outcome
    if outcome.err.startswith(f"tracker: recorded as @{len(trial.before) + 1}, but "):
        return True, "recorded, but stdout failed"
    assert not outcome.out, outcome
    if "whether it was recorded" in outcome.err:
        return False, "said where to look"
    assert not any(visible), f"the message says that the report was not recorded, but it was: {outcome.err}"
    return False, "refused in a sentence"


def _assert_recorded(outcome: Outcome, position: int) -> None:
    assert (outcome.code, outcome.err) == (0, ""), outcome
    assert outcome.out.startswith(f"recorded @{position} "), outcome


def _visible(trial: Trial, folder: Path) -> list[bool]:
    """Return whether the report is in the log after a restart, and for a program that has the log open."""
    log = folder / trial.scenario.log
    visible = [trial.has_report(1, _rows_of_a_copy(log))]
    if trial.scenario.shared:
        visible.append(trial.has_report(1, all_rows(str(log))))
    return visible


def _rows_of_a_copy(log: Path) -> list[Row]:
    """Return the rows of a copy of the files, without SQLite's shared memory; none if there is no log yet."""
    with tempfile.TemporaryDirectory() as made:
        for path in log.parent.glob(f"{log.name}*"):
            if not path.name.endswith("-shm"):
                shutil.copy(path, made)
        try:
            return all_rows(str(Path(made) / log.name))
        except TrackerError as error:
            if not re.search("does not exist|holds no ledger yet", error.sentence):
                raise
            return []


def _record_another(trial: Trial, folder: Path, number: int) -> list[Row]:
    """Assert that another report can be recorded. Return the rows before it."""
    outcome = trial.report(folder, number)
    *rows, last = all_rows(str(folder / trial.scenario.log))
    _assert_recorded(outcome, len(rows) + 1)
    assert url_of(last) == _URL.format(number)
    return rows


def cut_the_power(scenario: Scenario, runner: Runner, chance: random.Random, limit: int | None = None) -> TrialResult:
    """Cut the power before each operation of two appends, or at most at `limit` points. Assert the promises."""
    trial = Trial.of(scenario, runner)
    operations, rows = trial.undisturbed(2)
    operations = [operation for operation in operations if operation.call != READ]
    if scenario.shared:  # the other program has made a file whose name is not synced yet
        operations.insert(0, Operation(call="make", path=f"{scenario.log}-wal"))
    next_operations = [*operations, Operation(call="end", path="")]
    points = [(at, draw) for at in range(len(operations) + 1) for draw in range(1 + _RANDOM_CUTS)]
    sample = _sample(points, limit, chance, lambda point: (next_operations[point[0]].call, point[1] > 0))
    total_acknowledged = 0
    for at, draw in sample:
        acknowledged = sum(operation.data.startswith(b"recorded @") for operation in operations[:at])
        total_acknowledged += acknowledged
        disk = Disk(trial.files)
        disk.do(operations[:at])
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made).resolve()
            disk.cut_power(folder, chance if draw else None)
            try:
                _assert_kept(trial, folder, rows, acknowledged)
            except (AssertionError, TrackerError) as error:
                point = f"{at}.{draw}, before {next_operations[at].call} {next_operations[at].path}"
                raise AssertionError(f"power cut {point}, of {scenario.name}: {error!r}") from error
    figures = f"{total_acknowledged} acknowledged, 0 lost, 0 half"
    return TrialResult(kind=f"two appends to {scenario.name}, power cut", faults=len(sample), figures=figures)


def _assert_kept(trial: Trial, folder: Path, written: list[Row], acknowledged: int) -> None:
    rows = _rows_of_a_copy(folder / trial.scenario.log)
    assert rows == written[: len(rows)], "the rows are not those that were written"
    kept = len(rows) - len(trial.before)
    assert kept >= acknowledged, f"{acknowledged} were acknowledged, {kept} are there"
    assert _record_another(trial, folder, 3) == rows
