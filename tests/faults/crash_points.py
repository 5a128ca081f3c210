"""Every point at which an append can be stopped: before each write, sync, rename and unlink, and in its middle."""

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

from tests.faults.crash_runner import Crashed, Runner
from tests.faults.power import Disk, Files
from tests.faults.scenes import Scene
from tests.faults.tape import CODES, GROWING, READ, SAY, Fault, Operation
from tests.faults.tried import Tried, assert_a_sentence, stored, url_of
from tracker.domain.errors import TrackerError
from tracker.domain.row import Row

_DRAWS = 3  # power cuts before one operation that keep some of what was not synced, beside the one that keeps nothing
_URL = "https://e.org/crash/{}"
_Kind = TypeVar("_Kind")


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """A scene that is set, with its files and what its log holds, and what runs the command there."""

    scene: Scene
    files: Files
    before: list[Row]
    runner: Runner

    @classmethod
    def of(cls, scene: Scene, runner: Runner) -> "Stage":
        """Set a scene."""
        files = scene.files()
        with scene.laid(files) as folder:
            return cls(scene=scene, files=files, before=stored(str(folder / scene.log)) if files else [], runner=runner)

    def report(self, folder: Path, number: int, fault: Fault | None = None) -> Crashed:
        """Run `tracker report` with the news of a number, each on a new meeting."""
        words = ["report", f"crash-{number}", "confirmed", "--new", "--source", "Jiji", "--published", "2026-01-12"]
        said = ["--url", _URL.format(number), "--with", "Gen Nakatani, defence minister, JP", "--place", "Seoul"]
        return self.runner.run([*words, *said], folder, self.scene.surroundings(folder), fault)

    def taped(self, reports: int) -> tuple[list[Operation], list[Row]]:
        """Return the operations of some reports that nothing disturbs, and the log that they make."""
        tape: list[Operation] = []
        with self.scene.laid(self.files) as folder:
            for number in range(1, reports + 1):
                _assert_recorded(self.report(folder, number), len(self.before) + number)
                tape += self.runner.tape()
            whole = stored(str(folder / self.scene.log))
        assert len(whole) == len(self.before) + reports
        calls = {operation.call for operation in tape}
        assert {"write", SAY} <= calls, f"the calls of the C library are not seen: {calls}"
        return tape, whole

    def has(self, number: int, rows: list[Row]) -> bool:
        """Whether a log holds the report of a number beside what it held; assert that it holds nothing else."""
        assert rows[: len(self.before)] == self.before, "what was there before is not as it was"
        added = [url_of(row) for row in rows[len(self.before) :]]
        assert added in ([], [_URL.format(number)]), added
        return bool(added)


def stop_an_append(scene: Scene, runner: Runner, chance: random.Random, most: int | None = None) -> Tried:
    """Let an append meet each fault, or as many as asked; assert what is promised of the log and of what was said."""
    stage = Stage.of(scene, runner)
    tape, _ = stage.taped(1)
    chosen = _chosen(list(_faults(tape)), most, chance, lambda fault: (fault.kind, fault.lasting, tape[fault.at].call))
    came_of_it: Counter[str] = Counter()
    for fault in chosen:
        with scene.laid(stage.files) as folder:
            try:
                came_of_it[_stop(stage, folder, fault)] += 1
            except (AssertionError, TrackerError) as error:
                at = tape[fault.at]
                raise AssertionError(f"{fault} ({at.call} {at.path}) of {scene.name}: {error!r}") from error
    figures = ", ".join(f"{count} {what}" for what, count in sorted(came_of_it.items()))
    return Tried(what=f"an append to {scene.name}, stopped", faults=len(chosen), figures=f"{figures}; 0 lost, 0 half")


def _faults(tape: Sequence[Operation]) -> Iterator[Fault]:
    """Yield every fault that one of the operations can meet."""
    for at, operation in enumerate(tape):
        if operation.call != READ:
            yield Fault(at=at, kind="kill")
        if len(operation.data) > 1:
            yield Fault(at=at, kind="torn")
            yield Fault(at=at, kind="short")
        for kind in CODES:
            if kind == "EIO" or operation.call in (*GROWING, SAY):
                yield Fault(at=at, kind=kind)
                if operation.call != SAY:
                    yield Fault(at=at, kind=kind, lasting=True)


def _chosen(
    every: list[_Kind], most: int | None, chance: random.Random, kind: Callable[[_Kind], object]
) -> list[_Kind]:
    """Return all, or as many as asked: one of each kind first, then any."""
    if most is None:
        return every
    drawn = chance.sample(every, len(every))
    first = {kind(one): place for place, one in reversed(list(enumerate(drawn)))}
    places = [*first.values(), *(place for place in range(len(drawn)) if place not in set(first.values()))]
    return [drawn[place] for place in places[:most]]


def _stop(stage: Stage, folder: Path, fault: Fault) -> str:
    ended = stage.report(folder, 1, fault)
    seen = _seen(stage, folder)
    if fault.kind in {"kill", "torn"}:
        assert (ended.code, ended.err) == (-signal.SIGKILL, ""), ended
        acknowledged, what = "\n" in ended.out, "killed"
    elif fault.kind == "short" or ended.code == 0:
        _assert_recorded(ended, len(stage.before) + 1)
        acknowledged, what = True, "went on"
    else:
        acknowledged, what = _told(stage, ended, seen)
    assert all(seen) or not acknowledged, "what was acknowledged is lost"
    rest = _go_on(stage, folder, 2)
    assert stage.has(1, rest) or not acknowledged, "what was acknowledged is lost by the next report"
    return what


def _told(stage: Stage, ended: Crashed, seen: Sequence[bool]) -> tuple[bool, str]:
    """Assert that a command which failed said what became of the report; return whether it acknowledged it."""
    assert ended.code == 1, ended
    assert_a_sentence(ended.err)
    assert "hint: " in ended.err, ended
    if ended.err.startswith(f"tracker: recorded as @{len(stage.before) + 1}, but "):
        return True, "recorded, but stdout failed"
    assert not ended.out, ended
    if "whether it was recorded" in ended.err:
        return False, "said where to look"
    assert not any(seen), f"said that it was not recorded, and it was: {ended.err}"
    return False, "refused in a sentence"


def _assert_recorded(ended: Crashed, position: int) -> None:
    assert (ended.code, ended.err) == (0, ""), ended
    assert ended.out.startswith(f"recorded @{position} "), ended


def _seen(stage: Stage, folder: Path) -> list[bool]:
    """Return whether the report is in the log: after a new start of the machine, and to who has the log open."""
    log = folder / stage.scene.log
    seen = [stage.has(1, _rows_of_a_copy(log))]
    return [*seen, stage.has(1, stored(str(log)))] if stage.scene.shared else seen


def _rows_of_a_copy(log: Path) -> list[Row]:
    """Return the whole log as its files have it, without what is shared in memory; it must be sound, or not be yet."""
    with tempfile.TemporaryDirectory() as made:
        for path in log.parent.glob(f"{log.name}*"):
            if not path.name.endswith("-shm"):
                shutil.copy(path, made)
        try:
            return stored(str(Path(made) / log.name))
        except TrackerError as error:
            if not re.search("does not exist|holds no ledger yet", error.sentence):
                raise
            return []


def _go_on(stage: Stage, folder: Path, number: int) -> list[Row]:
    """Assert that the next report is recorded on what was left, and return what was there before it."""
    ended = stage.report(folder, number)
    *rest, last = stored(str(folder / stage.scene.log))
    _assert_recorded(ended, len(rest) + 1)
    assert url_of(last) == _URL.format(number)
    return rest


def cut_the_power(scene: Scene, runner: Runner, chance: random.Random, most: int | None = None) -> Tried:
    """Cut the power before each operation of two appends, or at as many points as asked; assert what is promised."""
    stage = Stage.of(scene, runner)
    tape, whole = stage.taped(2)
    tape = [operation for operation in tape if operation.call != READ]
    if scene.shared:  # the other program has made a file whose name is not synced yet
        tape.insert(0, Operation(call="make", path=f"{scene.log}-wal"))
    points = [(at, draw) for at in range(len(tape) + 1) for draw in range(1 + _DRAWS)]
    ends = [*tape, Operation(call="end", path="")]
    chosen = _chosen(points, most, chance, lambda point: (ends[point[0]].call, point[1] > 0))
    acknowledged = 0
    for at, draw in chosen:
        said = sum(operation.data.startswith(b"recorded @") for operation in tape[:at])
        acknowledged += said
        disk = Disk(stage.files)
        disk.do(tape[:at])
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made).resolve()
            disk.cut(folder, chance if draw else None)
            try:
                _assert_kept(stage, folder, whole, said)
            except (AssertionError, TrackerError) as error:
                before = f"before {ends[at].call} {ends[at].path}"
                raise AssertionError(f"power cut {at}.{draw}, {before}, of {scene.name}: {error!r}") from error
    figures = f"{acknowledged} acknowledged, 0 lost, 0 half"
    return Tried(what=f"two appends to {scene.name}, power cut", faults=len(chosen), figures=figures)


def _assert_kept(stage: Stage, folder: Path, whole: list[Row], said: int) -> None:
    rows = _rows_of_a_copy(folder / stage.scene.log)
    assert rows == whole[: len(rows)], "what is there is not what was written"
    there = len(rows) - len(stage.before)
    assert there >= said, f"{said} were acknowledged, {there} are there"
    assert _go_on(stage, folder, 3) == rows
