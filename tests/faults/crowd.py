"""Many at one log: eight writers with followers, and a writer that waits for a lock held for three seconds."""

import json
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from tests.effort import PATIENCE
from tests.faults.tried import INSTALLED, Tried, make_log, settings, stored
from tests.store.processes import Process, go, hear, result, started

_WRITERS = [f"writer-{number}" for number in range(8)]
_HELD = 3.0  # seconds


def write_at_once(place: str, each: int, *, followed: bool) -> Tried:
    """Let eight processes append; if `followed`, `tracker feed` asks after the last event seen all the while."""
    make_log(place)
    seen: list[int] = []
    asked = 0
    with started("tests.faults.scribe", [[place, name, str(each)] for name in _WRITERS]) as processes:
        go(processes)
        began = time.monotonic()
        with ThreadPoolExecutor(len(processes)) as pool:
            ends = [pool.submit(_end, process, each) for process in processes]
            while followed and not all(end.done() for end in ends):
                seen += _fed(place, seen[-1] if seen else 0)
                asked += 1
        took = max(end.result() for end in ends) - began
        for process in processes:
            result(process)
    seen += _fed(place, seen[-1] if seen else 0)
    rows = stored(place)
    assert {name: sum(row.recorded_by == name for row in rows) for name in _WRITERS} == dict.fromkeys(_WRITERS, each)
    assert len(rows) == 8 * each
    assert seen == [row.position for row in rows], "a follower missed an event, or saw one twice"
    assert all(before.recorded_at <= after.recorded_at for before, after in pairwise(rows))
    rate = f"{8 * each / took:.0f} a second"
    beside = f"; a follower asked {asked} times, 0 missed, 0 doubled" if followed else ""
    return Tried(what="appends by 8 processes", faults=8 * each, figures=f"0 errors, 0 gaps, 0 forks; {rate}{beside}")


def _end(process: Process, each: int) -> float:
    """Return the moment at which a writer acknowledged its last report. What it does to end is not in the rate."""
    assert process.stdout is not None
    for _ in range(each):
        process.stdout.readline()
    return time.monotonic()


def wait_for_a_lock(place: str) -> Tried:
    """Hold the log for three seconds; assert that a report waits for it and is recorded after it."""
    make_log(place)
    with started("tests.store.holder", [[place, str(_HELD)]]) as (holder,):
        hear(holder, "held")
        began = time.monotonic()
        _begin_shared(place)
        waited = time.monotonic() - began
        holder.communicate(timeout=PATIENCE)
    last = stored(place)[-1]
    assert (last.position, last.meeting) == (2, "shared"), "the report was recorded before the lock was released"
    return Tried(what="a lock held for 3 s", faults=1, figures=f"waited {waited:.1f} s, then recorded")


def _begin_shared(place: str) -> None:
    words = ["report", "shared", "noted", "--new", "--source", "Yonhap", "--published", "2026-01-10"]
    subprocess.run([str(INSTALLED), "-q", *words], env=settings(place), check=True, timeout=PATIENCE)


def _fed(place: str, after: int) -> list[int]:
    done = subprocess.run(
        [str(INSTALLED), "feed", "--after", f"@{after}"],
        env=settings(place),
        check=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return [json.loads(line)["position"] for line in done.stdout.splitlines()]
