"""`kill -9` of writers: of some that record one report after another, and of imports."""

import random
import signal
import subprocess
import time
from pathlib import Path

from tests.effort import PATIENCE
from tests.faults.tried import INSTALLED, Tried, assert_a_sentence, import_file, settings, stored, url_of
from tests.store.processes import Process, go, started

_AT_ONCE = 4
_LINES = 2000  # of an import: long enough to be hit in its middle


def kill_writers(place: str, kills: int, chance: random.Random) -> Tried:
    """Kill writers, some at a time, at any moment; assert that what they had acknowledged is there."""
    acknowledged: dict[int, str] = {}
    for start in range(0, kills, _AT_ONCE):
        names = [f"writer-{number}" for number in range(start, min(start + _AT_ONCE, kills))]
        with started("tests.faults.scribe", [[place, name] for name in names]) as processes:
            go(processes)
            for process in processes:
                acknowledged |= _killed(process, chance)
        _assert_kept(place, acknowledged)
    events = len(stored(place))
    unheard = events - len(acknowledged)
    assert unheard <= kills, "a writer has one report under way at most"
    return Tried(
        what="kill -9 of writers",
        faults=kills,
        figures=f"{len(acknowledged)} acknowledged, 0 lost; {unheard} recorded unheard; 0 half",
    )


def heard(said: str) -> dict[int, str]:
    """Return position and URL of each report that a writer acknowledged in a whole line."""
    lines = said[: said.rfind("\n") + 1].splitlines()
    return {int(position): url for position, _, url in (line.partition(" ") for line in lines)}


def last_words(process: Process) -> tuple[str, str]:
    """Return the rest of what an ending process printed. (`communicate` would lose what is read already.)"""
    assert process.stdout is not None
    assert process.stderr is not None
    said, complaint = process.stdout.read(), process.stderr.read()
    process.wait(PATIENCE)
    return said, complaint


def _killed(process: Process, chance: random.Random) -> dict[int, str]:
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(chance.uniform(0, 0.1))  # the moment of the kill is the point
    process.kill()
    said, complaint = last_words(process)
    assert (process.returncode, complaint) == (-signal.SIGKILL, "")
    return heard(first + said)


def _assert_kept(place: str, acknowledged: dict[int, str]) -> None:
    rows = {row.position: url_of(row) for row in stored(place)}
    lost = {position: url for position, url in acknowledged.items() if rows.get(position) != url}
    assert lost == {}


def stop_imports(place: str, folder: Path, times: int, how: signal.Signals, chance: random.Random) -> Tried:
    """Stop the installed command in the middle of imports; assert that each left all of its reports or none."""
    outcomes = {"all": 0, "none": 0}
    whole = 1.0
    for number in range(times + 1):
        before = len(stored(place))
        file = import_file(folder / f"import-{number}.jsonl", f"import-{number}", _LINES)
        began = time.monotonic()
        with subprocess.Popen(
            [str(INSTALLED), "import", str(file)],
            env=settings(place),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            if number:  # the first one is left alone, to see how long it takes
                time.sleep(chance.uniform(0.4 * whole, whole))
                process.send_signal(how)
            complaint = process.communicate(timeout=PATIENCE)[1]
        if not number:
            whole = time.monotonic() - began
            assert len(stored(place)) == before + _LINES
            continue
        added = len(stored(place)) - before
        assert added in {0, _LINES}, f"half an import: {added}"
        outcomes["all" if added else "none"] += 1
        if how is signal.SIGINT and process.returncode == -how:
            # The signal came while Python was starting or ending, outside the command.
            assert complaint == "" or added == 0
        elif how is signal.SIGINT and process.returncode:  # else the signal came when all was done
            assert process.returncode == 130, (process.returncode, complaint)
            assert_a_sentence(complaint)
    figures = f"{outcomes['none']} left nothing, {outcomes['all']} all; 0 half"
    return Tried(what=f"{how.name} in an import", faults=times, figures=figures)
