"""Concurrent writers: eight of them with a follower, and one that waits for a lock held for three seconds."""

import json
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from tests.effort import PATIENCE
from tests.faults.trials import INSTALLED, TrialResult, all_rows, environment_for, make_log
from tests.store.processes import Process, go, hear, result, started
from tracker.domain.row import Row

_WRITERS = [f"writer-{number}" for number in range(8)]
_LOCKED = 3.0  # seconds


def write_at_once(place: str, reports_each: int, *, followed: bool) -> TrialResult:
    """Let eight processes append. If `followed`, `tracker feed` asks for further events all the while."""
    make_log(place)
    reports = reports_each * len(_WRITERS)
    seen: list[int] = []
    feeds = 0
    with started("tests.faults.report_writer", [[place, name, str(reports_each)] for name in _WRITERS]) as processes:
        go(processes)
        began = time.monotonic()
        with ThreadPoolExecutor(len(processes)) as pool:
            ends = [pool.submit(_last_acknowledgement, process, reports_each) for process in processes]
            while followed and not all(end.done() for end in ends):
                seen += _feed(place, seen)
                feeds += 1
        seconds = max(end.result() for end in ends) - began
        for process in processes:
            result(process)
    seen += _feed(place, seen)
    rows = all_rows(place)
    _assert_complete(rows, reports_each)
    assert seen == [row.position for row in rows], "a follower missed an event, or saw one twice"
    figures = f"0 errors, 0 gaps, 0 forks; {reports / seconds:.0f} a second"
    if followed:
        figures += f"; a follower asked {feeds} times, 0 missed, 0 doubled"
    return TrialResult(kind="appends by 8 processes", faults=reports, figures=figures)


def _last_acknowledgement(process: Process, reports: int) -> float:
    """Return when a writer acknowledged its last report. Its shutdown does not count."""
    assert process.stdout is not None
    for _ in range(reports):
        process.stdout.readline()
    return time.monotonic()


def _assert_complete(rows: Sequence[Row], reports_each: int) -> None:
    assert Counter(row.recorded_by for row in rows) == dict.fromkeys(_WRITERS, reports_each)
    assert all(before.recorded_at <= after.recorded_at for before, after in pairwise(rows))


def wait_for_a_lock(place: str) -> TrialResult:
    """Hold the append lock for three seconds. Assert that a report waits for it and is recorded after it."""
    make_log(place)
    with started("tests.faults.lock_holder", [[place, str(_LOCKED)]]) as (holder,):
        hear(holder, "held")
        began = time.monotonic()
        _report_shared(place)
        waited = time.monotonic() - began
        holder.communicate(timeout=PATIENCE)
    last = all_rows(place)[-1]
    assert (last.position, last.meeting) == (2, "shared"), "the report was recorded before the lock was released"
    return TrialResult(kind="a lock held for 3 s", faults=1, figures=f"waited {waited:.1f} s, then recorded")


def _report_shared(place: str) -> None:
    words = ["report", "shared", "noted", "--new", "--source", "Yonhap", "--published", "2026-01-10"]
    subprocess.run([str(INSTALLED), "-q", *words], env=environment_for(place), check=True, timeout=PATIENCE)


def _feed(place: str, seen: Sequence[int]) -> list[int]:
    """Return the positions that `tracker feed` prints after those already seen."""
    after = seen[-1] if seen else 0
    output = subprocess.run(
        [str(INSTALLED), "feed", "--after", f"@{after}"],
        env=environment_for(place),
        check=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    ).stdout
    return [json.loads(line)["position"] for line in output.splitlines()]
